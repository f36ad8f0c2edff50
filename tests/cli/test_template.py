"""`recover template`: what letters there are, what they ask, and every fault of one with its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from cli.program import Ran, recover, workspace
from recovery_cli.catalogue import shipped

FIELD = "  {}: {{type: {}, required: {}, prompt: {{en: A prompt, es: Una pregunta, it: Una domanda}}}}\n"
HEAD = "id: {}\ntitle: {{en: Thanks, es: Gracias, it: Grazie}}\nuse_when: {{en: After it., es: Luego., it: Dopo.}}\n"
BODY = "Dear {{ customer.name }},\n\n{% for each in thanks %}\n- {{ each.what }}\n{% endfor %}\n"
DOUBLING = "{% macro m0() %}x{% endmacro %}" + "".join(
    f"{{% macro m{n}() %}}{{{{ m{n - 1}() }}}}{{{{ m{n - 1}() }}}}{{% endmacro %}}" for n in range(1, 28)
)
"""A page of text that would take years to write."""
LANGUAGES = ("en", "es", "it")


def declared(name: str, fields: Mapping[str, tuple[str, bool]]) -> str:
    told = "".join(FIELD.format(path, kind, str(required).lower()) for path, (kind, required) in fields.items())
    return f"{HEAD.format(name)}page: letter\nfields:\n{told}"


FIELDS = {"customer.name": ("text", True), "thanks": ("list", False), "thanks[].what": ("text", True)}


def own(
    folder: Path, files: Mapping[str, str], *, body: str = BODY, fields: Mapping[str, tuple[str, bool]] = FIELDS
) -> Path:
    """A workspace with the letter `thanks` in three languages; `files` replace or add to it, "" leaves one out."""
    made = {f"templates/thanks.{language}.md.jinja": body for language in LANGUAGES}
    made["templates/thanks.yaml"] = declared("thanks", fields)
    made |= {f"templates/{name}": text for name, text in files.items()}
    return workspace(folder, {name: text for name, text in made.items() if text})


def faults(ran: Ran, template: str = "thanks") -> list[tuple[str, int, int, str, str]]:
    (found,) = [each for each in json.loads(ran.out) if each["template"] == template]
    return [(Path(f["path"]).name, f["line"], f["column"], f["code"], f["message"]) for f in found["faults"]]


def checked(folder: Path, *more: str) -> Ran:
    return recover("template", "check", "thanks", "--json", "--workspace", folder, *more)


def test_the_list_says_where_each_template_comes_from(tmp_path: Path) -> None:
    folder = own(tmp_path, {})
    rows = {row["template"]: row for row in recover("template", "list", "--json", "--workspace", folder).data}
    assert (rows["thanks"]["source"], rows["apology"]["source"]) == ("workspace", "shipped")
    assert rows["thanks"]["languages"] == ["en", "es", "it"]
    told = recover("template", "list", "--workspace", folder)
    assert (told.code, told.err) == (0, "")
    assert "thanks   Thanks   (en, es, it)   yours" in told.out
    assert "guarantee-note" in told.out


def test_a_broken_template_is_listed_beside_the_others(tmp_path: Path) -> None:
    folder = own(tmp_path, {"thanks.yaml": "id: thanks\ntitle: 3\n"})
    ran = recover("template", "list", "--workspace", folder)
    assert (ran.code, ran.err) == (3, "")
    assert "thanks.yaml:2" in ran.out
    assert "apology   Letter of apology" in ran.out


def test_show_tells_the_fields_with_their_prompts(tmp_path: Path) -> None:
    ran = recover("template", "show", "goodw", "--json")
    assert ran.data["template"] == "goodwill"
    assert {each["type"] for each in ran.data["fields"]} >= {"text", "money"}
    folder = own(tmp_path, {})
    shown = recover("template", "show", "thanks", "--lang", "it", "--workspace", folder)
    assert shown.code == 0, shown.err
    assert "Una domanda" in shown.out
    assert "customer.name" in shown.out
    assert recover("template", "show", "thanks", "--lang", "de", "--workspace", folder).code == 2
    unknown = recover("template", "show", "apolgy")
    assert (unknown.code, "Nearest: apology" in unknown.err) == (2, True)


def test_the_source_is_the_body_byte_for_byte() -> None:
    ran = recover("template", "show", "apology", "--lang", "es", "--source")
    assert ran.out == (shipped() / "templates/apology.es.md.jinja").read_text("utf-8")
    asked = recover("template", "show", "apology", "--lang", "es", "--source", "--json")
    assert (asked.data["language"], asked.data["source"]) == ("es", ran.out)


def test_a_sound_template_has_nothing_to_tell(tmp_path: Path) -> None:
    folder = own(tmp_path, {})
    assert checked(folder).data == [{"template": "thanks", "faults": []}]
    told = recover("template", "check", "thanks", "--workspace", folder)
    assert (told.code, told.out, told.err) == (0, "1 templates in en, es, it: all can be used.\n", "")


@pytest.mark.parametrize(
    ("more", "place", "code", "words"),
    [
        ("{{ thanks.__class__ }}\n", (6, 11), "T10", "`__class__` is no fact"),
        ("\n{{ lipsum() }}\n", (7, 1), "T10", "only a macro defined above can be called"),
        ("{{ customer.nam }}\n", (6, 4), "T04", "customer.nam is not among the fields"),
        ("\n  {% if %}\n", (7, 3), "T11", ""),
        ("[click](http://{{ customer.name }})\n", (6, 1), "T12", ""),
        (f"{DOUBLING}\n{{{{ m27() }}}}\n", (6, 1), "T14", ""),
        ("{% for a in 'x' * 99999999 %}{% endfor %}\n", (6, 17), "T14", ""),
    ],
)
def test_a_fault_of_a_body_has_its_place(
    more: str, place: tuple[int, int], code: str, words: str, tmp_path: Path
) -> None:
    folder = own(tmp_path, {"thanks.es.md.jinja": BODY + more})
    ran = checked(folder)
    assert ran.code == 3
    (file, line, column, found, message), *others = faults(ran)
    assert (file, line, found) == ("thanks.es.md.jinja", place[0], code), message
    assert column == place[1]
    assert words in message
    assert {each[0] for each in others} <= {file}


def test_a_body_that_is_missing_in_a_language_is_told(tmp_path: Path) -> None:
    folder = own(tmp_path, {"thanks.it.md.jinja": ""})
    assert [(file, code, words) for file, _, _, code, words in faults(checked(folder))] == [
        ("thanks.yaml", "T05", "there is no body in it")
    ]
    assert checked(folder, "--lang", "es").code == 0
    assert checked(folder, "--lang", "es-CO").code == 0
    assert [each[3] for each in faults(checked(folder, "--lang", "de"))] == ["T05"]


def test_a_field_that_no_body_reads_is_told_at_its_line(tmp_path: Path) -> None:
    fields = {**FIELDS, "customer.shoe_size": ("number", False), "business.logo": ("text", False)}
    found = faults(checked(own(tmp_path, {}, fields=fields)))
    assert [each[:4] for each in found] == [("thanks.yaml", 9, 3, "T06")]
    assert "customer.shoe_size" in found[0][4]


def test_a_field_that_one_body_reads_is_used(tmp_path: Path) -> None:
    fields = {**FIELDS, "customer.gender": ("text", False)}
    gendered = BODY + "{% if customer.gender is given %}{{ customer.gender }}{% endif %}\n"
    assert checked(own(tmp_path, {"thanks.it.md.jinja": gendered}, fields=fields)).code == 0


def test_a_template_of_ones_own_keeps_what_the_shipped_one_requires(tmp_path: Path) -> None:
    source = (shipped() / "templates/apology.yaml").read_text("utf-8")
    start = source.index("  contact.phone:\n")
    end = source.index("  contact.calls_on:\n")
    folder = own(tmp_path, {"apology.yaml": source[:start] + source[end:]})
    ran = recover("template", "check", "apology", "--json", "--workspace", folder)
    found = faults(ran, "apology")
    assert ran.code == 3
    assert [each[3] for each in found if "contact.phone is missing" in each[4]] == ["T07"]
    assert {each[3] for each in found} == {"T04", "T07"}


def test_all_faults_of_all_templates_are_told_at_once_with_a_sum(tmp_path: Path) -> None:
    folder = own(
        tmp_path, {"thanks.it.md.jinja": "", "thanks.es.md.jinja": "{{ a.b }}{{ c.d }}", "odd.yaml": "id: [\n"}
    )
    ran = recover("template", "check", "thanks", "odd", "--workspace", folder)
    assert (ran.code, ran.err) == (3, "")
    assert ran.out.splitlines()[-1].endswith("in 2 of 2 templates.")
    assert ran.out.count(": T04") == 2
    assert ran.out.count(": T05") == 1
    assert "odd.yaml:" in ran.out


def test_a_body_that_is_no_text_is_a_fault_and_not_an_accident(tmp_path: Path) -> None:
    folder = own(tmp_path, {})
    (folder / "templates/thanks.en.md.jinja").write_bytes(b"\xff\xfe\x00")
    ran = checked(folder)
    assert ran.code == 3
    assert "cannot be read" in faults(ran)[0][4]


def test_whatever_is_shipped_can_be_written() -> None:
    ran = recover("template", "check")
    assert ran.code == 0, ran.out


def test_a_language_that_is_none_is_refused() -> None:
    ran = recover("template", "check", "--lang", "Spanish")
    assert (ran.code, ran.out, len(ran.told)) == (2, "", 2)
