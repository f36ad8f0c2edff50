"""Every other letter, in every language: whole from all its facts, whole from the fewest, refused with one less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from letter_samples import LANGUAGES, everything, library, required, writer

from recovery_cli.document.blocks import Block, Bullets, Facts, Heading, Numbered, Paragraph, Section, plain
from recovery_cli.errors import Broken

OTHERS = (
    *("apology-short", "cannot-solve", "careful", "check-back", "double-deviation", "entitlement"),
    *("explanation", "goodwill", "hold-the-line", "note-refusal", "public-reply"),
)
EACH = [(template, language) for template in OTHERS for language in LANGUAGES]
SAMPLES = {"full": lambda _, language: everything(language), "fewest": required}


def written(template: str, given: dict[str, Any], language: str, **options: Any) -> str:
    return writer().write(template, given, language=language, format="text", **options).decode()


def needed(template: str) -> list[str]:
    return [path for path, field in library().template(template).fields.items() if field.required]


def without(given: Any, path: str) -> bool:
    """Take the fact at `path` away, out of the first item of a list; False where it is not."""
    step, _, rest = path.partition(".")
    name = step.removesuffix("[]")
    if not isinstance(given, dict) or name not in given:
        return False
    if not rest:
        del given[name]
        return True
    return without(given[name][0] if step != name else given[name], rest)


def test_every_shipped_letter_is_tested() -> None:
    assert set(library().ids()) == {"apology", "guarantee-note", *OTHERS}


@pytest.mark.parametrize("template", OTHERS)
def test_a_template_is_sound_and_speaks_every_language(template: str) -> None:
    there = library()
    assert template in there.ids()
    assert there.languages(template) == LANGUAGES
    assert there.faults(template) == ()
    declared = there.template(template)
    texts = [declared.title, declared.use_when, *(field.prompt for field in declared.fields.values())]
    assert all(text.keys() == set(LANGUAGES) for text in texts)
    reads = [there.body(template, language).paths for language in LANGUAGES]
    assert reads[0] == reads[1] == reads[2]


@pytest.mark.parametrize("template", ["apology", "guarantee-note", *OTHERS])
def test_no_prompt_lost_its_end_to_a_comment(template: str) -> None:
    for field in library().template(template).fields.values():
        assert not [text for text in field.prompt.values() if re.search(r", (?:as|como|come)$|[,:(]$", text)]


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize(("template", "language"), EACH)
def test_a_letter_has_no_hole(template: str, language: str, sample: str) -> None:
    text = written(template, SAMPLES[sample](template, language), language)
    assert not re.search(r"None|nan|N/A|\{|\}|%|[\ue000-\uf8ff]", text)
    joined = " ".join(text.split("\n"))
    assert not re.search(r"[.,;:!?]\s*[.,;:!?]|\s[.,;:!?)»”]|[(«“¿¡]\s|\(\)", joined)
    assert not re.search(r"(?<=[\w,;.]) {2,}(?=\w)", re.sub(r"(?m)^ {4}\w.*$", "", text))
    assert all(line == line.rstrip() and len(line) <= 72 for line in text.splitlines())
    assert not re.search(r"\n{4,}", text)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize(("template", "language"), EACH)
def test_no_part_of_a_letter_is_empty(template: str, language: str, sample: str) -> None:
    filled = writer().fill(template, SAMPLES[sample](template, language), language=language)
    assert list(_empty(filled.blocks)) == []
    assert [block.name for block in filled.blocks if isinstance(block, Section)][-1] == "closing"


def _empty(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from () if plain(block.spans).strip() else (block,)
            case Section(blocks=inner):
                yield from _empty(inner) if inner else (block,)
            case Bullets(items=items) | Numbered(items=items):
                for item in items:
                    yield from _empty(item) if item else (block,)
            case Facts(rows=rows):
                yield from (block for row in rows if not row.values or not plain(row.label).strip())


@pytest.mark.parametrize(("template", "language"), EACH)
def test_sentences_begin_with_a_capital_and_paragraphs_end(template: str, language: str) -> None:
    filled = writer().fill(template, everything(language), language=language)
    body = [plain(block.spans) for block in filled.blocks if isinstance(block, Paragraph)]
    greeting, *paragraphs = [text for text in body if text != everything(language)["entitlements"][0]["label"]]
    assert greeting.endswith((",", ":"))
    for text in paragraphs:
        assert text[0].isupper() or text[0] in "¿¡"
        assert text[-1] in ".:?" or text[1:] == everything(language)["entitlements"][0]["label"][1:]
        assert not re.search(r"(?<!Plaza)(?<!plaza)[.?!] [a-zà-ù]", text)


@pytest.mark.parametrize(("template", "path"), [(template, path) for template in OTHERS for path in needed(template)])
def test_one_required_fact_less_is_refused_by_its_name_and_line(template: str, path: str) -> None:
    given = required(template, "en")
    assert written(template, given, "en")
    if not without(given, path):  # a part of a list that need not be there
        given = everything("en")
        assert without(given, path)
    with pytest.raises(Broken) as raised:
        written(template, given, "en")
    assert template in raised.value.message
    (fault,) = [each for each in raised.value.faults if each.message == f"{path.replace('[]', '[0]')} is missing"]
    assert fault.path.endswith(f"{template}.yaml")
    assert Path(fault.path).read_text("utf-8").splitlines()[fault.line - 1].strip() == f"{path}:"


@pytest.mark.parametrize(
    ("language", "named", "unnamed"),
    [
        ("en", "Dear Elena Prats,", "Good day,"),
        ("es", "Buenos días, Elena Prats:", "Buenos días:"),
        ("it", "Gentile Elena Prats,", "Buongiorno,"),
    ],
)
@pytest.mark.parametrize("template", [each for each in OTHERS if each != "public-reply"])
def test_the_salutation_guesses_no_gender(template: str, language: str, named: str, unnamed: str) -> None:
    assert named in written(template, everything(language), language).splitlines()
    assert unnamed in written(template, required(template, language), language).splitlines()
    told = everything(language)
    told["customer"]["salutation"] = "Prof. Prats"
    assert f"Prof. Prats{named[-1]}" in written(template, told, language).splitlines()


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize(("template", "language"), EACH)
def test_somebody_signs_and_can_be_reached(template: str, language: str, sample: str) -> None:
    text = written(template, SAMPLES[sample](template, language), language)
    assert "955 000 001" in text
    assert text.rindex("Ana Ferrer") > text.rindex("955 000 001")


@pytest.mark.parametrize("day", [1, 8, 11, 18, 28])
@pytest.mark.parametrize("template", ["apology", *OTHERS])
def test_an_italian_date_has_its_article(template: str, day: int) -> None:
    given = everything("it")
    _dated(given, date(2027, 1, day))
    text = " ".join(written(template, given, "it").split())
    elided = day in (8, 11)
    assert not re.search(r"\b(?:il|al|dal|del) (?:8|11) gennaio", text)
    assert elided or not re.search(r"l’\d", text)


def _dated(group: Any, day: date) -> None:
    for key, value in list(group.items() if isinstance(group, dict) else enumerate(group)):
        if type(value) is date:
            group[key] = day
        elif isinstance(value, dict | list):
            _dated(value, day)
