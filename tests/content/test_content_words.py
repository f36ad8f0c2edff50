"""What holds for every word of the content: complete in three languages, short, respectful, and never an excuse."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from content_patterns import matches, patterns
from content_texts import BOOKS, LANGUAGES, PLACEHOLDER, Said, failures, playbook, printed, said, texts

from recovery_cli.playbook.text import Text

MOST_WORDS, MOST_SENTENCES, MOST_LETTERS = 25, 3, 66
SENTENCE = re.compile(r"[.!?]+(?=\s|$)")
FAMILIAR = {
    "es": r"\b(?:tú|tu|tus|te|ti|contigo|os|vosotr[oa]s|vuestr[oa]s?|tienes|quieres|puedes|eres|estás|perdona|dime)\b",
    "it": r"\b(?:tu|te|ti|tuo|tua|tuoi|tue|puoi|vuoi|hai|scusami|dimmi|siediti|voi|vi|vostr[oaie])\b",
}
GENDERED = {
    "en": r"\b(?:sir|madam|mr|mrs|ms|he|she|him|her|his|hers)\b",
    "es": r"\b(?:señor|señora|don|doña|(?:bienvenid|estimad|querid|sentad|content|tranquil|atendid)[oa])\b",
    "it": r"\b(?:signor[ea]?|gentile|(?:benvenut|sedut|content|tranquill)[oa]|(?:è|era) (?:venut|rimast)[oa])\b",
}
BAD = [
    ("conditional", "en", "We are sorry if the sauce stained your jacket."),
    ("conditional", "es", "Le pido disculpas si la salsa le manchó."),
    ("conditional", "it", "Ci scusiamo se la salsa ha macchiato la giacca."),
    ("but", "en", "I'm sorry, but the kitchen is full."),
    ("feelings", "es", "Lamento que se haya sentido ofendido."),
    ("maybe_harm", "it", "Ci scusiamo per eventuali disagi."),
    ("agentless", "en", "Mistakes were made."),
    ("blame_customer", "es", "Usted debió haber avisado."),
    ("blame_other", "en", "That is not our fault."),
    ("policy_shield", "it", "È la politica aziendale."),
    ("liability_shield", "en", "Without admission of liability."),
    ("minimise", "es", "Son cosas que pasan."),
    ("hollow", "en", "Your call is important to us."),
    ("absolute_promise", "it", "Non succederà mai più."),
    ("gag", "en", "Please delete your review."),
    ("recording_first", "es", "Esta llamada será grabada."),
]
OURS = sorted(
    case for case, failure in failures().items() if failure.at_fault != "customer" and failure.careful != "always"
)


def everything() -> Iterator[tuple[str, str, str]]:
    """Place, language and text of every text there is."""
    for place, text in texts():
        for language, one in text.root.items():
            yield place, language, one
    for words in (*said(), *printed()):
        for language in words.breaths:
            yield words.place, language, words.text(language)


def test_every_text_is_there_in_english_spanish_and_italian() -> None:
    found = [(place, set(text)) for place, text in texts()]
    found += [(words.place, set(words.breaths)) for words in said()]
    assert len(found) > 500
    assert [place for place, languages in found if languages != set(LANGUAGES)] == []


def test_all_languages_fill_in_the_same() -> None:
    def holes(words: Said, language: str) -> list[str]:
        return sorted(PLACEHOLDER.findall(" ".join(words.breaths.root[language])))

    differ = [w.place for w in said() if len({tuple(holes(w, language)) for language in LANGUAGES}) > 1]
    assert differ == []


def test_a_text_that_is_read_has_no_hole() -> None:
    assert [place for place, text in texts() for one in text.root.values() if "{{" in one or "{%" in one] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_moment_is_short_and_a_breath_fits_its_line(language: str) -> None:
    for words in said():
        text = words.text(language)
        assert len(text.split()) <= MOST_WORDS, words.place
        assert len(SENTENCE.findall(text)) <= MOST_SENTENCES, words.place
        assert len(words.lines(language)) <= 4, words.place
        for line in words.lines(language):
            assert len(line) <= MOST_LETTERS, (words.place, line)


@pytest.mark.parametrize(("name", "language", "sentence"), BAD)
def test_the_patterns_catch_what_they_are_for(name: str, language: str, sentence: str) -> None:
    assert matches(patterns("forbidden")[name][language], sentence)


@pytest.mark.parametrize("name", sorted(patterns("forbidden")))
def test_nothing_that_is_said_or_printed_makes_excuses(name: str) -> None:
    table = patterns("forbidden")[name]
    found = [(place, text) for place, language, text in everything() if matches(table[language], text)]
    assert found == []


@pytest.mark.parametrize("case", OURS, ids="-".join)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_ours_is_regretted_and_owned_in_the_first_words_and_the_second_apology(
    case: tuple[str, str], language: str
) -> None:
    words = failures()[case].words
    first, second = (Said(name, words[name].root[0]).text(language) for name in ("first_words", "second_apology"))
    for cue in ("regret", "responsibility"):
        assert matches(patterns("required")[cue][language], f"{first} {second}"), cue
    assert matches(patterns("required")["regret"][language], first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_staff_noticed_first_is_regretted_too(language: str) -> None:
    for case in OURS:
        words = failures()[case].words["noticed"]
        assert matches(patterns("required")["regret"][language], Said("noticed", words.root[0]).text(language)), case


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guests_own_mishap_is_neither_regretted_nor_anybodys(language: str) -> None:
    words = failures()["restaurant", "customer-spill-or-drop"].words
    for name in ("first_words", "noticed", "face_saving"):
        text = Said(name, words[name].root[0]).text(language)
        assert not any(matches(cue[language], text) for cue in patterns("required").values())


def heard(language: str) -> Iterator[tuple[str, str]]:
    """What reaches the customer in this language, said or printed."""
    for words in (*said(), *printed()):
        yield words.place, words.text(language)
    for book in BOOKS:
        for remedy in playbook(book).remedies:
            yield from ((remedy.id, text[language]) for text in (remedy.spoken, remedy.printed) if text is not None)
        yield from ((promise.id, promise.text[language]) for promise in playbook(book).promises)


@pytest.mark.parametrize("language", sorted(FAMILIAR))
def test_nobody_is_addressed_as_a_friend(language: str) -> None:
    assert [(place, text) for place, text in heard(language) if matches(FAMILIAR[language], text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_tells_the_customers_gender(language: str) -> None:
    assert [(place, text) for place, text in heard(language) if matches(GENDERED[language], text)] == []


def test_general_has_no_word_about_food() -> None:
    food = r"\b(?:food|dish|plate|table|kitchen|meal|comida|plato|mesa|cocina|cibo|piatto|tavolo|cucina|dessert|menu)\b"
    ours = [one for place, text in texts() if place.startswith("general") for one in text.root.values()]
    ours += [" ".join(w.breaths[each]) for w in said() if w.place.startswith("general") for each in LANGUAGES]
    assert len(ours) > 100
    assert [text for text in ours if matches(food, text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letters_sentences_are_whole_and_its_phrases_are_not(language: str) -> None:
    for words in printed():
        text = words.text(language)
        assert text[0].isupper(), words.place
        assert text.endswith("."), words.place
        assert len(text.split()) <= 30, words.place
    for failure in failures().values():
        for change in failure.changes:
            assert change.what[language].endswith("."), change.id
    for book in BOOKS:
        phrases = [promise.text[language] for promise in playbook(book).promises]
        phrases += [text[language] for r in playbook(book).remedies for text in (r.spoken, r.printed) if text]
        assert [phrase for phrase in phrases if phrase[0].isupper() or phrase.endswith(".")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_furniture_fits_its_place_on_the_screen(language: str) -> None:
    def fit(text: Text | None, most: int) -> None:
        assert text is None or len(text[language]) <= most, text

    for book in BOOKS:
        shared = playbook(book)
        for remedy in shared.remedies:
            fit(remedy.label, 40)
        for line in shared.do.values():
            fit(line, 70)
        for driver in shared.drivers:
            fit(driver.label, 62)
        for role in shared.roles:
            fit(role.fetch, 14)
    for failure in failures().values():
        fit(failure.name, 32)
        for line in failure.do.values():
            fit(line, 64)
        for fact in failure.facts:
            fit(fact.ask, 60)
            fit(fact.empty, 64)
            for choice in fact.choices:
                fit(choice.label, 62 if choice.note is None else 32)
                fit(choice.note, 31)
        for promise in failure.follow_up:
            fit(promise.what, 37)
        for cause in failure.causes:
            fit(cause.label, 62 if cause.note is None else 32)
            fit(cause.note, 31)
        for change in failure.changes:
            fit(change.what, 64)
