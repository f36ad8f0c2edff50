-- A journal of shape 1, as the first builds wrote it: one walk with its note. The playbook is cut short.
-- Plain enough for SQLite and PostgreSQL alike.
CREATE TABLE event (
  stream TEXT NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  at TEXT NOT NULL,
  operator TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (stream, version)
);
INSERT INTO "event" VALUES('incident:INC-TTAD',1,'incident-opened','{"at_fault":"company","careful":false,"failure":"spill-on-guest","fault":"","incident":"INC-TTAD","language":"it","operator":"Marco Ruiz","operator_language":"en","plan":"3b74bc52e6bc6f30bb1945f8d30dd395d289c325b2933791af448ced7a05fd6d","playbook":"restaurant","reported_by":"customer","role":"front_line","title":"Spill on a guest","wanted":""}','2026-11-22T01:04:10.333962Z','Marco Ruiz','2f8b4668919a2e70c7a8d9b83e036a7557dffaffeaea0f81f7449ae965cc5e73');
INSERT INTO "event" VALUES('incident:INC-TTAD',2,'severity-assessed','{"base":3,"drivers":[],"score":3}','2026-11-22T01:04:10.333962Z','Marco Ruiz','9df9d04cd6f6fa6ec698aa611f419e342beee53a48771117b872a43e71b26118');
INSERT INTO "event" VALUES('incident:INC-TTAD',3,'apology-given','{"by":"Marco Ruiz","language":"it","step":"first-words","voice":"first"}','2026-11-22T01:04:10.340792Z','Marco Ruiz','11f44103e4e1a604e890b175bb0ea52d51395236da320c01e439dd587bbb4167');
INSERT INTO "event" VALUES('incident:INC-TTAD',4,'fact-given','{"fact":"hurt","value":"no"}','2026-11-22T01:04:10.342274Z','Marco Ruiz','527d3935378f7d0174e398e40304db55abc470c53e01b3f006b0bef447652a9c');
INSERT INTO "event" VALUES('incident:INC-TTAD',5,'action-done','{"step":"fix","ticked":[]}','2026-11-22T01:04:10.356524Z','Marco Ruiz','88880d5feb55796656e2fd25a9d02083474d680446fe7ca0c4f9a502d7862c5f');
INSERT INTO "event" VALUES('incident:INC-TTAD',6,'remedy-chosen','{"amount":null,"as_well":false,"because":["fix"],"decides":"front_line","label":"cleaned at once","remedy":"clean-at-once","ruled_out":[],"step":"fix"}','2026-11-22T01:04:10.356524Z','Marco Ruiz','71c56d81b99c10bed562acda059f99d124d71578318902d9ab0722ac95fd3701');
INSERT INTO "event" VALUES('incident:INC-TTAD',7,'handed-over','{"role":"manager","to":"Ana Ferrer","was":"Marco Ruiz"}','2026-11-22T01:04:10.356524Z','Marco Ruiz','5ec577e07a2e864457730cc025dd29b49ae78b5b0806f757375459cf73b6a96d');
INSERT INTO "event" VALUES('incident:INC-TTAD',8,'apology-given','{"by":"Ana Ferrer","language":"it","step":"second-apology","voice":"second"}','2026-11-22T01:04:10.360091Z','Ana Ferrer','0fecce9af8292aaa17bce667a7ebf0023ee3255e1159f32d485e11b6be752e84');
INSERT INTO "event" VALUES('incident:INC-TTAD',9,'listened','{"step":"second-apology"}','2026-11-22T01:04:10.360091Z','Ana Ferrer','a3a6759948f035e3f132d006d398988b09356e7020f6180e3aac7a2f0219f1cc');
INSERT INTO "event" VALUES('incident:INC-TTAD',10,'fact-given','{"fact":"garment.material","value":"leather"}','2026-11-22T01:04:10.367714Z','Ana Ferrer','51fcfa5d5734ab2fad05327a426b8058d8eb78219d49ae518de2c32e745c0aec');
INSERT INTO "event" VALUES('incident:INC-TTAD',11,'remedy-chosen','{"amount":{"$money":"120.00 EUR"},"as_well":false,"because":["at-fault company","cap guarantee-note 1","decides manager"],"decides":"manager","label":"cleaning note","remedy":"guarantee-note","ruled_out":["inspection: does-not-fit"],"step":"offer"}','2026-11-22T01:04:10.383540Z','Ana Ferrer','1cc96cdaf6a146252e375832f1bac4a7216fdc02406aa458c0e1b3606c48e70d');
INSERT INTO "event" VALUES('incident:INC-TTAD',12,'fact-given','{"fact":"garment.kind","value":"jacket"}','2026-11-22T01:04:10.387294Z','Ana Ferrer','29c92dc96e5d16b76f3d608b75f4c34822958c85d1e16f7706199a2df3aa8b2f');
INSERT INTO "event" VALUES('incident:INC-TTAD',13,'fact-given','{"fact":"garment.colour","value":"black"}','2026-11-22T01:04:10.393554Z','Ana Ferrer','2f8331623ad68e50a7a4c66d40ca0a971ebd61a6a4b7960463c6831793b92a8e');
INSERT INTO "event" VALUES('incident:INC-TTAD',14,'fact-given','{"fact":"stain.what","value":"barbecue_sauce"}','2026-11-22T01:04:10.395322Z','Ana Ferrer','a4cd049a9a1e4c8b82a4ffa91ce58e24bd1d160b1b787f90d493ec3616b9b55f');
INSERT INTO "event" VALUES('incident:INC-TTAD',15,'fact-given','{"fact":"stain.where","value":"left_sleeve"}','2026-11-22T01:04:10.401479Z','Ana Ferrer','bff77c84d6c232f301b09f570891b05bea88fa044138b69fece59300c07a4edf');
INSERT INTO "event" VALUES('incident:INC-TTAD',16,'fact-given','{"fact":"customer.name","value":{"$private":["incident:INC-TTAD#16.1","327822cb4382d251000d9b2a5a6fb8759747af9a6f837818130038638b1025de"]}}','2026-11-22T01:04:10.403816Z','Ana Ferrer','db9a68c3bb9ddb0115e9aa738ccfa021a127408292c9a033c9a837cf499a8ce6');
INSERT INTO "event" VALUES('incident:INC-TTAD',17,'note-attached','{"cap":{"$money":"120.00 EUR"},"code":"VZTK-XAC5-E","number":"BAR01-2026-000001-40","replaces":"","role":"manager","signer":"Ana Ferrer","step":"note"}','2026-11-22T01:04:10.410831Z','Ana Ferrer','9711b1ff3acc23268e1606f6329afae2cf3c34e04fce712f5767dbdd76cbb918');
INSERT INTO "event" VALUES('incident:INC-TTAD',18,'note-handed-over','{"number":"BAR01-2026-000001-40","step":"hand-over","way":"signed"}','2026-11-22T01:04:10.538196Z','Ana Ferrer','924ea01cdc7e435eee05fbadd7c15e944837cf3129f24798642f40c11a9f2fe3');
INSERT INTO "event" VALUES('incident:INC-TTAD',19,'fact-given','{"fact":"drivers","value":["regular"]}','2026-11-22T01:04:10.547116Z','Ana Ferrer','3039b13d63fcb974ae61a22f1dbb6037e3dad16343e90990d00cb3687ab555d5');
INSERT INTO "event" VALUES('incident:INC-TTAD',20,'fact-given','{"fact":"customer.type","value":"regular"}','2026-11-22T01:04:10.547116Z','Ana Ferrer','9a02490b645c689546b8fa1e63b353f8b0456cd627c6fc685388b1290d23f57a');
INSERT INTO "event" VALUES('incident:INC-TTAD',21,'severity-assessed','{"base":3,"drivers":[],"score":3}','2026-11-22T01:04:10.547116Z','Ana Ferrer','5b5c8b731ac60afa3bccaf45b9b9b9e32f41f9d5ed6223526513a13538de89b5');
INSERT INTO "event" VALUES('incident:INC-TTAD',22,'remedy-chosen','{"amount":null,"as_well":false,"because":["at-fault company","severity 3","value-over-cost"],"decides":"manager","label":"dessert for the table","remedy":"dessert","ruled_out":[],"step":"extra"}','2026-11-22T01:04:10.561686Z','Ana Ferrer','c74cc5782fcfcea6bf4e78320942b5ea178343f6ad4a7740661afced6c0689e7');
INSERT INTO "event" VALUES('incident:INC-TTAD',23,'follow-up-promised','{"due_at":{"$time":"2026-11-22T01:09:10.577657+00:00"},"id":"at-the-table","role":"manager","step":"promises","what":"at the table: how is it going?","who":"Ana Ferrer"}','2026-11-22T01:04:10.579594Z','Ana Ferrer','bb9a433d663d2bf6361a2075c404f42912aabb149bbfac7eb1ea891754b91c3e');
INSERT INTO "event" VALUES('incident:INC-TTAD',24,'follow-up-promised','{"due_at":{"$time":"2026-12-06T01:04:10.577657+00:00"},"id":"was-it-cleaned","role":"manager","step":"promises","what":"is it clean? is the note back?","who":"Ana Ferrer"}','2026-11-22T01:04:10.579594Z','Ana Ferrer','946670fd9c43c3bb5afa6f647161650daea7bbf1fb872ab729d511a8c38b7ee5');
INSERT INTO "event" VALUES('incident:INC-TTAD',25,'cause-given','{"cause":"protocol","step":"cause"}','2026-11-22T01:04:10.587235Z','Ana Ferrer','6c4ab6ac6a07709df66df492332b1d69afbefa8836ec1059253ce448cf8f805e');
INSERT INTO "event" VALUES('incident:INC-TTAD',26,'corrective-action-planned','{"change":"by-the-wall","due_at":{"$time":"2026-11-23T11:00:00+00:00"},"step":"change","what":{"$private":["incident:INC-TTAD#26.1","58e748222f367d1bfd3ad52b3267219903399120de507ebcb4ab5ff7cf3bc4de"]},"who":"Ana Ferrer"}','2026-11-22T01:04:10.594784Z','Ana Ferrer','ba28ffb4a000070c293b28830db20d67c8814e23654a5613405f9c27d0152467');
INSERT INTO "event" VALUES('incident:INC-TTAD',27,'walk-finished','{}','2026-11-22T01:04:10.601713Z','Ana Ferrer','8eacbb3684d368e8b389495a6cca6ba733257459bf3e37f2a78d6b2eba121d02');
INSERT INTO "event" VALUES('incident:INC-TTAD',28,'outcome-given','{"outcome":"resolved_not_happy"}','2026-11-22T01:04:10.601932Z','Ana Ferrer','dbe875156f671cbaf7b3b9fc715b6e1c78ab0dd36a0112f3c04c2e21f49d4ac7');
INSERT INTO "event" VALUES('note:BAR01-2026-000001-40',1,'note-issued','{"cap":{"$money":"120.00 EUR"},"claim_by":{"$date":"2027-02-20"},"clean_by":{"$date":"2027-01-21"},"code":"VZTK-XAC5-E","content":{"business":{"address":"Calle del Puerto 7, 41001 Sevilla","city":"Sevilla","colour":"#7a2e1f","country":"ES","email":"hola@asador-barlovento.example","legal_name":"Barlovento Restauración, S. L.","name":"Asador Barlovento","phone":"955 000 000","tax_id":"B00000000"},"contact":{"email":"hola@asador-barlovento.example","name":"Ana Ferrer","phone":"955 000 001","role":"responsabile"},"customer":{"language":"it","name":{"$private":["note:BAR01-2026-000001-40#1.1","335a8ccc02ff39dfb00aa0500510f444f46b4a79a3a0a849c006712ac5b74e86"]}},"incident":{"explanation":"Portavamo piatti scoperti in un passaggio troppo stretto.","failure":"Rovesciato su un cliente","id":"INC-TTAD","impact":"Da noi cercava un momento piacevole e ha dovuto finirlo con un capo macchiato.","occurred_on":{"$date":"2026-11-22"},"place":"Sevilla","summary":"Passando accanto al suo tavolo abbiamo rovesciato quello che portavamo e le abbiamo macchiato i vestiti.","title":"Rovesciato su un cliente"},"letter":{"date":{"$date":"2026-11-22"}},"note":{"bearer":false,"cap":{"$money":"120.00 EUR"},"cap_in_words":"centoventi euro","claim_by":{"$date":"2027-02-20"},"clean_by":{"$date":"2027-01-21"},"code":"VZTK-XAC5-E","delicate":true,"garments":[{"colour":"di colore nero","kind":"giacca","material":"di pelle","of_yours":"della sua giacca","stain":"salsa barbecue","where":"sulla manica sinistra"}],"house_cleaner":"Tintorería Alameda","issued_at":{"$time":"2026-11-22T02:04:10.410831+01:00"},"keep_until":{"$date":"2032-12-31"},"number":"BAR01-2026-000001-40","pay_within_days":10,"signer":{"name":"Ana Ferrer","role":"responsabile"}},"promise":"le sue cose da noi sono al sicuro","remedies":[{"amount":{"$money":"120.00 EUR"},"kind":"reimbursement","label":"la pulizia, nella tintoria che preferisce"}]},"incident":"INC-TTAD","language":"it","number":"BAR01-2026-000001-40","role":"manager","signer":"Ana Ferrer"}','2026-11-22T01:04:10.410831Z','Ana Ferrer','a893cd605e6081c87685efa81cfabe3e01b64b26a2f8fd0518972fb11dfa2366');
INSERT INTO "event" VALUES('register:BAR01-2026',1,'note-numbered','{"incident":"INC-TTAD","number":"BAR01-2026-000001-40"}','2026-11-22T01:04:10.410831Z','Ana Ferrer','d0543107f5896e47b6e3ec83f28fb3d5aec652643faeb3e52f00a8d2ceecc0b6');
INSERT INTO "event" VALUES('note:BAR01-2026-000001-40',2,'note-printed','{"copy":1,"digest":"9c84b5093dded5b443bbf11889b7363045309b0fe247a2b13a72e7e464ad1b40","file":"2026/BAR01-2026-000001-40-INC-TTAD.pdf","format":"pdf"}','2026-11-22T01:04:10.665004Z','Ana Ferrer','d6d6c4477c6267e75f4ba629c9cbc0b2979f3f68c509c12ea0e61918adc190e0');
CREATE TABLE follow_up (
  stream TEXT NOT NULL,
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  incident TEXT NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  who TEXT NOT NULL,
  due_at TEXT NOT NULL,
  done BOOLEAN NOT NULL,
  PRIMARY KEY (stream, place)
);
INSERT INTO "follow_up" VALUES('incident:INC-TTAD',1,'INC-TTAD-at-the-table','INC-TTAD','at-the-table','at the table: how is it going?','Ana Ferrer','2026-11-22T01:09:10.577657Z',FALSE);
INSERT INTO "follow_up" VALUES('incident:INC-TTAD',2,'INC-TTAD-was-it-cleaned','INC-TTAD','was-it-cleaned','is it clean? is the note back?','Ana Ferrer','2026-12-06T01:04:10.577657Z',FALSE);
INSERT INTO "follow_up" VALUES('incident:INC-TTAD',3,'INC-TTAD-change','INC-TTAD','change','Bowls go round by the wall, not between chairs.','Ana Ferrer','2026-11-23T11:00:00.000000Z',FALSE);
CREATE TABLE head (
  stream TEXT NOT NULL,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (stream)
);
INSERT INTO "head" VALUES('incident:INC-TTAD',28,'dbe875156f671cbaf7b3b9fc715b6e1c78ab0dd36a0112f3c04c2e21f49d4ac7');
INSERT INTO "head" VALUES('note:BAR01-2026-000001-40',2,'d6d6c4477c6267e75f4ba629c9cbc0b2979f3f68c509c12ea0e61918adc190e0');
INSERT INTO "head" VALUES('register:BAR01-2026',1,'d0543107f5896e47b6e3ec83f28fb3d5aec652643faeb3e52f00a8d2ceecc0b6');
CREATE TABLE incident (
  stream TEXT NOT NULL,
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  playbook TEXT NOT NULL,
  failure TEXT NOT NULL,
  title TEXT NOT NULL,
  began_at TEXT NOT NULL,
  state TEXT NOT NULL,
  owner TEXT NOT NULL,
  severity INTEGER NOT NULL,
  language TEXT NOT NULL,
  PRIMARY KEY (stream, place)
);
INSERT INTO "incident" VALUES('incident:INC-TTAD',0,'INC-TTAD','restaurant','spill-on-guest','Spill on a guest','2026-11-22T01:04:10.333962Z','resolved_not_happy','Ana Ferrer',3,'it');
CREATE TABLE meta (
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('schema',1);
INSERT INTO "meta" VALUES('erased',0);
INSERT INTO "meta" VALUES('scoured',0);
CREATE TABLE note (
  stream TEXT NOT NULL,
  place INTEGER NOT NULL,
  number TEXT NOT NULL,
  incident TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  cap TEXT NOT NULL,
  currency TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (stream, place)
);
INSERT INTO "note" VALUES('note:BAR01-2026-000001-40',0,'BAR01-2026-000001-40','INC-TTAD','2026-11-22T01:04:10.410831Z','120.00','EUR','issued');
CREATE TABLE person (
  "key" TEXT NOT NULL,
  stream TEXT NOT NULL,
  salt TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY ("key")
);
INSERT INTO "person" VALUES('incident:INC-TTAD#16.1','incident:INC-TTAD','f9c43c33f1f156a18f78d2e86fc50b5a','"Elena Prats"');
INSERT INTO "person" VALUES('incident:INC-TTAD#26.1','incident:INC-TTAD','776d37ccc1ab91e277e04169604812f0','"Bowls go round by the wall, not between chairs."');
INSERT INTO "person" VALUES('note:BAR01-2026-000001-40#1.1','note:BAR01-2026-000001-40','0c726e6c70becc605a0108e7730de081','"Elena Prats"');
CREATE TABLE playbook (
  digest TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (digest)
);
INSERT INTO "playbook" VALUES('3b74bc52e6bc6f30bb1945f8d30dd395d289c325b2933791af448ced7a05fd6d','{}');
CREATE INDEX ix_person_stream ON person (stream);
