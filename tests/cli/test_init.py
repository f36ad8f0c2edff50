"""`recover init`: a business of one's own, all from options, without a terminal."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.program import SAUCE, Ran, lines_of, recover
from recovery_cli import yamltree
from recovery_cli.commands import settings_file
from recovery_cli.playbook import load
from recovery_cli.playbook.settings import Settings

NEEDED = {
    "business.name": "Trattoria Vento",
    "business.address": "Via del Porto 7, 00100 Roma",
    "business.city": "Roma",
    "country": "IT",
    "business.phone": "+39 06 0000 0000",
    "business.email": "ciao@vento.example",
}
"""All that nothing else tells."""
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (8).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"


def init(folder: str, settings: Mapping[str, str] = NEEDED, *more: str) -> Ran:
    sets = [part for key, value in settings.items() for part in ("--set", f"{key}={value}")]
    return recover("init", folder, *sets, *more)


def written(folder: str) -> Settings:
    return load.settings(Path(folder) / "recovery.yaml", name="recovery.yaml")


def test_without_a_terminal_all_that_is_missing_is_told_at_once() -> None:
    ran = recover("init", "shop")
    assert (ran.code, ran.out) == (3, "")
    told = [line.removesuffix(": S01") for line in ran.told if line.endswith(": S01")]
    model = ("legal_name", "name", "address", "city", "phone", "email")
    top = ("country", "timezone", "site", "currency", "languages", "emergency_number")
    assert sorted(told) == sorted([f"business.{each}" for each in model] + [*top])
    assert not Path("shop").exists()


def test_what_follows_from_the_country_is_taken_and_told() -> None:
    ran = init("shop")
    assert (ran.code, ran.out) == (0, f"{Path('shop').resolve()}/recovery.yaml\n"), ran.err
    found = written("shop")
    assert (found.timezone, found.currency, found.site) == ("Europe/Rome", "EUR", "ROM01")
    assert (found.emergency_number, found.languages) == ("112", ("it", "en", "es"))
    assert found.business.legal_name == "Trattoria Vento"
    assert not found.specimen
    assert "emergency_number=112" in ran.err
    assert stat.S_IMODE(Path("shop/documents").stat().st_mode) == 0o700
    assert sorted(each.name for each in Path("shop").iterdir()) == ["documents", "keys", "recovery.yaml"]
    assert f"recover start --workspace {Path('shop').resolve()}" in ran.err


def test_the_business_stands_on_the_papers_and_nothing_says_specimen() -> None:
    assert init("shop").code == 0
    incident = recover("start", "restaurant", "spill", "--answers", SAUCE, "--json", "--workspace", "shop").data
    note = recover("letter", "guarantee-note", incident["incident"], "--workspace", "shop")
    assert note.code == 0, note.err
    assert "Trattoria Vento" in note.out
    assert "SPECIMEN" not in note.out
    assert incident["note"]["number"].startswith("ROM01-")
    assert [each.suffix for each in Path("shop/documents").rglob("ROM01-*")] == [".pdf"]


def test_every_answer_that_does_not_fit_is_told_with_what_to_type() -> None:
    wrong = {
        "country": "Spian",
        "timezone": "Europe/Rom",
        "business.email": "ciao at vento",
        "business.phone": "call us",
        "business.colour": "red",
        "business.logo": "no.png",
        "business.website": "our site",
        "site": "ROMA1",
        "currency": "euro",
        "languages": "it, fr",
        "emergency_number": "the police",
        "note.claim_by_days": "45",
        "note.pay_within_days": "30",
        "roles.front_line.limit": "30 EUR",
        "print_format": "docx",
        "busines.name": "Vento",
        "specimen": "true",
    }
    ran = init("shop", {**NEEDED, **wrong})
    assert (ran.code, ran.out) == (3, "")
    assert {line.removesuffix(": S02") for line in ran.told if line.endswith(": S02")} == set(wrong)
    hints = (
        "Europe/Rome",
        "hola@",
        "+34 955",
        "#7a2e1f",
        "SEV01",
        "EUR",
        "es, en",
        "112",
        "at least 60",
        "from 1 to 10",
    )
    assert [each for each in hints if each not in ran.err] == []
    assert not Path("shop").exists()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"clock": "sometimes"}, "`clock` must be one of: on, off"),
        ({"roles.cook.limit": "3"}, "cook"),
        ({"business.city": "Ro\nma"}, "one line"),
    ],
)
def test_what_the_settings_refuse_is_refused_before_anything_is_written(settings: dict[str, str], told: str) -> None:
    ran = init("shop", {**NEEDED, **settings})
    assert (ran.code, ran.out) == (3, "")
    assert told in ran.err
    assert ran.told[-2] == "recovery.yaml was not written."
    assert not Path("shop").exists()


def test_a_file_of_settings_is_taken_whole_and_set_wins() -> None:
    Path("own.yaml").write_text(
        "business: {name: Vento, address: 'Via 7', city: Roma, phone: 06 000 000, email: a@b.example,\n"
        "  signatory: {name: Ada, role: {it: titolare, en: owner}}}\n"
        "country: Italia\nlanguages: [en, it]\nroles: {manager: {people: [{name: Ada, title: capo}, {name: Ugo}]}}\n"
        "note: {keep_years: 7}\nclock: 'off'\n"
    )
    ran = init(
        "shop", {"business.name": "Vento Nuovo", "roles.manager.people.0.phone": "06 111 111"}, "--data", "own.yaml"
    )
    assert ran.code == 0, ran.err
    found = written("shop")
    assert (found.business.name, found.country, found.languages) == ("Vento Nuovo", "IT", ("en", "it"))
    assert [(each.name, each.phone) for each in found.people("manager")] == [("Ada", "06 111 111"), ("Ugo", None)]
    assert (found.note.keep_years, found.clock) == (7, "off")
    assert found.business.signatory is not None
    assert found.business.signatory.role["it"] == "titolare"


@pytest.mark.parametrize("name", ["**Bob** {{7*7}} <b>", "NO", "12:30", "# no", "a: b", "'\"\\", "ñ 张 שלום", "on"])
def test_a_name_is_read_back_as_it_was_typed(name: str) -> None:
    ran = init("shop", {**NEEDED, "business.name": name, "business.tax_id": "012"})
    assert ran.code == 0, ran.err
    assert (written("shop").business.name, written("shop").business.tax_id) == (name, "012")


@given(texts=st.dictionaries(st.sampled_from(["site", "journal", "other", "note"]), st.text(max_size=8), max_size=3))
def test_whatever_is_composed_reads_back(texts: dict[str, str]) -> None:
    kept = {key: value for key, value in texts.items() if value.isprintable()}
    tree, faults = yamltree.load(settings_file.composed(kept, language="es"), path="recovery.yaml")
    assert faults == []
    assert tree is not None
    assert (tree.data or {}) == kept


def test_settings_that_are_there_are_left_alone_unless_forced() -> None:
    assert init("shop").code == 0
    before = Path("shop/recovery.yaml").read_bytes()
    again = init("shop", {**NEEDED, "business.name": "Other"})
    assert (again.code, again.out) == (1, "")
    assert again.told == [
        f"{Path('shop').resolve()}/recovery.yaml is there already.",
        f"To write it anew: recover init {Path('shop').resolve()} --force",
    ]
    assert Path("shop/recovery.yaml").read_bytes() == before
    assert init("shop", {**NEEDED, "business.name": "Other"}, "--force").code == 0
    assert written("shop").business.name == "Other"


def test_a_folder_that_may_not_be_written_gets_nothing() -> None:
    Path("shop").write_text("a file")
    ran = init("shop")
    assert (ran.code, ran.out) == (3, "")
    assert "cannot be written" in ran.err
    assert "is no folder" in ran.err
    assert Path("shop").read_text() == "a file"


def test_a_logo_from_elsewhere_is_copied_and_one_that_is_none_refused() -> None:
    Path("pictures").mkdir()
    Path("pictures/mark.png").write_bytes(PNG)
    Path("pictures/fake.png").write_text("no picture")
    assert "neither SVG nor PNG" in init("shop", {**NEEDED, "business.logo": "pictures/fake.png"}).err
    assert init("shop", {**NEEDED, "business.logo": "pictures/mark.png"}).code == 0
    assert written("shop").business.logo == "mark.png"
    assert Path("shop/mark.png").read_bytes() == PNG
    Path("shop/mark.png").write_bytes(PNG + b"other")
    other = init("shop", {**NEEDED, "business.logo": "pictures/mark.png"}, "--force")
    assert (other.code, "another mark.png" in other.err) == (3, True)


def test_the_file_explains_itself_in_the_language_of_the_operator() -> None:
    heads = set()
    for language in ("en", "es", "it"):
        assert init(language, NEEDED, "--lang", language).code == 0
        text = Path(language, "recovery.yaml").read_text("utf-8")
        heads.add(text.splitlines()[0])
        assert sum(line.startswith("# ") for line in text.splitlines()) > 9
        assert written(language).operator_language == language
    assert len(heads) == 3
    assert init("fr", NEEDED, "--lang", "fr").code == 2


def test_amounts_in_another_currency_are_never_taken_over() -> None:
    ran = init("shop", {**NEEDED, "country": "Colombia", "business.city": "Bogotá"})
    assert ran.code == 0, ran.err
    found = written("shop")
    assert (found.currency, found.timezone, found.site) == ("COP", "America/Bogota", "BOG01")
    assert all(role.limit is None for role in found.roles.values())
    assert "restaurant counts in EUR" in ran.err


def test_comments_and_examples_are_yaml_that_may_be_uncommented() -> None:
    assert init("shop").code == 0
    text = Path("shop/recovery.yaml").read_text("utf-8")
    examples = [
        line for line in text.splitlines() if line.startswith("# ") and line.split(":")[0][2:] in Settings.model_fields
    ]
    assert len(examples) == 4
    tree, faults = yamltree.load(text + "\n".join(each[2:] for each in examples) + "\n", path="recovery.yaml")
    assert (faults, tree is not None) == ([], True)
    assert lines_of(text, ["business:", "site:", "country:", "languages:", "emergency_number:", "roles:", "note:"])
