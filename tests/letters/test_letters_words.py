"""What the other letters say and never say: usted and Lei, regret and ownership in their place, nothing forbidden."""

from __future__ import annotations

import re

import pytest
from forbidden import cues, found
from letter_samples import LANGUAGES, everything, gift, library, required, writer

OTHERS = tuple(each for each in library().ids() if each not in ("apology", "guarantee-note"))
EACH = [(template, language) for template in OTHERS for language in LANGUAGES]
APOLOGIES = {"apology-short": (40, 80), "double-deviation": (90, 180)}
OWNED = (*APOLOGIES, "entitlement", "explanation", "goodwill", "hold-the-line", "public-reply")
SORRY = (*OWNED, "careful", "cannot-solve", "note-refusal")
FAMILIAR = {
    "en": r"\b(?:guys|hi|hey|dear (?:sir|madam|customer|guest|valued))\b",
    "es": r"\b(?:tú|te|ti|tus?|tuy[oa]s?|contigo|os|vosotr[oa]s|vuestr[oa]s?|hola|estimad[oa]s?"
    r"|dime|dinos|llámame|escríbenos|escríbeme|avísame|pregúntame|tienes|puedes|quieres|venías|señora?)\b",
    "it": r"\b(?:tu|te|ti|tuo[i]?|tu[ae]|voi|vi|vostr[oaie]|ciao|car[oa]|egregi[oa]"
    r"|dimmi|dicci|chiamami|scrivimi|scrivici|hai|puoi|vuoi|sei|signora?)\b",
}
POLITE = {
    "en": r"\byour?\b",
    "es": r"\b(?:usted|le|su|sus|llámeme|\w+rle)\b",
    "it": r"\b(?:lei|le|la|suoi?|su[ae]|gliel[oa]|mi chiami)\b",
}
GENDERED = {
    "en": r"\b(?:he|she|his|him|sir|madam|mr|mrs|ms)\b",
    "es": r"\b(?:(?:molest|preocup|satisfech|content|encantad|atendid|perjudicad|decepcionad|agradecid|interesad)[oa]"
    r"|bienvenid[oa]|al cliente|la clienta)\b",
    "it": r"\b(?:(?:soddisfatt|content|liet|delus|preoccupat|arrabbiat|rimast|stat|benvenut|grat)[oa] (?:di|da|che|con)"
    r"|il cliente|la cliente)\b",
}


def written(template: str, language: str, sample: str = "full") -> str:
    given = everything(language) if sample != "fewest" else required(template, language)
    if sample == "settled":
        del given["decision"]
    return writer().write(template, given, language=language, format="text").decode()


def words(text: str) -> int:
    """From the salutation to the close, as a reader counts them."""
    start = re.search(r"^(?:Dear|Good day|Buenos|Gentile|Buongiorno)", text, re.MULTILINE)
    assert start is not None
    return len(re.findall(r"\S*\w\S*", text[start.start() :]))


@pytest.mark.parametrize("sample", ["full", "fewest"])
@pytest.mark.parametrize(("template", "language"), EACH)
def test_nothing_forbidden_is_said(template: str, language: str, sample: str) -> None:
    assert found(written(template, language, sample), language) == []


@pytest.mark.parametrize("sample", ["full", "fewest"])
@pytest.mark.parametrize(("template", "language"), EACH)
def test_the_register_is_one_and_no_gender_shows(template: str, language: str, sample: str) -> None:
    text = written(template, language, sample).replace("’", "'")
    text = re.sub(r"\S+@\S+", "", text)
    assert re.findall(FAMILIAR[language], text, re.IGNORECASE) == []
    assert re.findall(GENDERED[language], text, re.IGNORECASE) == []
    assert re.search(POLITE[language], text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Llámame cuando quieras."),
        ("es", "¿Tienes tu nota?"),
        ("it", "Se vuoi, chiamami."),
        ("it", "Il tuo caso"),
    ],
)
def test_the_word_list_sees_what_is_familiar(language: str, sentence: str) -> None:
    assert re.search(FAMILIAR[language], sentence, re.IGNORECASE)


@pytest.mark.parametrize("sample", ["full", "fewest"])
@pytest.mark.parametrize(("template", "language"), EACH)
def test_regret_is_said_once_and_the_fault_is_owned_where_it_may(template: str, language: str, sample: str) -> None:
    text = written(template, language, sample)
    assert cues(text, "regret", language) == (template in SORRY)
    if template in OWNED:
        assert cues(text, "responsibility", language) >= 1
    if template == "careful":
        assert cues(text, "responsibility", language) == 0


@pytest.mark.parametrize("sample", ["settled", "fewest"])
@pytest.mark.parametrize(("template", "language"), EACH)
def test_a_letter_is_of_a_length_that_is_read(template: str, language: str, sample: str) -> None:
    least, most = APOLOGIES.get(template, (40, 180))
    assert least <= words(written(template, language, sample)) <= most


@pytest.mark.parametrize(("template", "language"), EACH)
def test_what_is_still_open_adds_two_short_sentences(template: str, language: str) -> None:
    assert words(written(template, language)) - words(written(template, language, "settled")) <= 26


@pytest.mark.parametrize("template", APOLOGIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_apology_prints_what_the_record_holds(template: str, language: str) -> None:
    given = required(template, language)
    text = " ".join(written(template, language, "fewest").split())
    held = [*given["incident"].values(), *([given["change"]["what"]] if "change" in given else [])]
    assert sum(value in text for value in held) == len(held) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["voucher", "upgrade", "credit"])
def test_each_gift_has_words_of_its_own_and_no_condition(kind: str, language: str) -> None:
    given = everything(language)
    given["goodwill"] |= {"kind": kind, "what": gift(language, kind)}
    text = writer().write("goodwill", given, language=language, format="text").decode()
    assert gift(language, kind) in " ".join(text.split())
    assert found(text, language) == []
    assert words(text) <= 180
    assert not re.search(r"\b(?:may|subject to|terms|podrá|sujet[oa]|condicion\w+|salvo|condizion\w+)\b", text)
    assert {"60.00" in text, "60,00" in text} == {True, False}
    assert all(each in text for each in ("2027", "CENA-4471"))
