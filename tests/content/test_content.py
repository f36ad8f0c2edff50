"""What holds for every playbook that is shipped: it loads, it is complete, and it keeps the rules of the house."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from content_texts import BOOKS, LANGUAGES, METHODS, PLAYBOOKS, Said, demo, failures, method, model_of, playbook, read

from recovery_cli.catalogue import Catalogue
from recovery_cli.playbook import load
from recovery_cli.playbook.model import ROLES
from recovery_cli.playbook.plan import Plan, resolve

FILES = sorted(PLAYBOOKS.rglob("*.yaml"))
CASES = sorted(failures())


def named(case: tuple[str, str]) -> str:
    return "-".join(case)


def plan_of(case: tuple[str, str], flow: str = "") -> Plan:
    book = playbook(case[0])
    return resolve(book, method(flow or book.method), failures()[case], settings=demo())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PLAYBOOKS)))
def test_every_file_is_strict_yaml_and_fits_its_model(path: Path) -> None:
    data = read(path)
    model = model_of(path)
    if model is None:
        assert path.parent.name == "entitlements"
    else:
        model.model_validate(data)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_failure_has_no_fault_together_with_its_playbook_and_method(case: tuple[str, str]) -> None:
    assert load.resolved(Catalogue.over(None), *case, settings=demo())[1] == ()


@pytest.mark.parametrize("flow", METHODS)
@pytest.mark.parametrize("case", CASES, ids=named)
def test_every_failure_fits_the_steps_of_every_method(case: tuple[str, str], flow: str) -> None:
    plan = plan_of(case, flow)
    ids = [step.id for step in plan.steps]
    assert len(set(ids)) == len(ids)
    assert ids[0] == "first-words"


def test_the_three_methods_have_the_same_steps_but_for_the_empathy_of_heard() -> None:
    five, four, heard = ([step.id for step in method(name).steps] for name in METHODS)
    assert four == five
    assert [each for each in heard if each != "empathy"] == five


@pytest.mark.parametrize("name", METHODS)
def test_a_method_goes_through_its_phases_in_order(name: str) -> None:
    phases = [phase.id for phase in method(name).phases]
    places = [phases.index(step.phase) for step in method(name).steps]
    assert places == sorted(places)
    assert set(places) == set(range(len(phases)))


@pytest.mark.parametrize("name", METHODS)
def test_sorry_is_said_within_sixty_seconds_and_before_anything_is_asked(name: str) -> None:
    steps = method(name).steps
    first = next(number for number, step in enumerate(steps) if step.apology == "first")
    assert sum(step.max_seconds for step in steps[: first + 1]) <= 60
    assert not [step.id for step in steps[:first] if step.kind == "ask"]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_nothing_is_asked_before_the_apology_but_where_it_is_the_safety(case: tuple[str, str]) -> None:
    plan = plan_of(case)
    first = plan.steps[0]
    assert first.kind == "say" or (plan.failure.careful == "always" and first.fact == "hurt")
    if plan.failure.at_fault == "company":
        assert first.apology == "first"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_fix_is_always_there_and_a_bonus_where_it_was_ours_and_nobody_is_in_danger(case: tuple[str, str]) -> None:
    failure = failures()[case]
    ours = failure.careful != "always" and failure.at_fault == "company"
    assert failure.remedies.fix or failure.careful == "always"
    assert failure.remedies.bonus or not ours


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_front_line_can_give_something_by_itself(case: tuple[str, str]) -> None:
    plan = plan_of(case)
    limit = plan.role("front_line").limit
    assert limit is not None
    listed = plan.failure.remedies
    given = [plan.remedy(each) for each in (*listed.fix, *listed.main, *listed.bonus)]
    ours = [remedy for remedy in given if remedy.authority == "front_line" and remedy.cost <= limit]
    assert ours or plan.failure.careful == "always"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_careful_failure_gives_nothing_and_writes_no_cause(case: tuple[str, str]) -> None:
    failure = failures()[case]
    if failure.careful == "always":
        assert (failure.remedies.main, failure.remedies.bonus) == ((), ())
        assert failure.letter is None or failure.letter.why is None


@pytest.mark.parametrize("case", CASES, ids=named)
def test_what_is_not_trifling_is_looked_at_again(case: tuple[str, str]) -> None:
    failure = failures()[case]
    if failure.severity >= 2:
        assert failure.follow_up
        others = [promise for promise in failure.follow_up if promise.role not in ("manager", "owner")]
        assert all("walk.role == 'front_line'" in (promise.when or "") for promise in others)
        assert failure.follow_up[0].words is not None


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_second_voice_uses_other_words(case: tuple[str, str]) -> None:
    failure = failures()[case]
    assert "second_apology" in failure.words
    for language in LANGUAGES:
        first, second = (
            Said(name, failure.words[name].root[-1]).text(language) for name in ("first_words", "second_apology")
        )
        assert SequenceMatcher(None, first, second).ratio() < 0.8


@pytest.mark.parametrize("case", CASES, ids=named)
def test_causes_are_asked_in_words_the_most_mendable_first(case: tuple[str, str]) -> None:
    failure = failures()[case]
    causes = [option.cause for option in failure.causes]
    assert 1 <= len(causes) <= 5
    assert len(set(causes)) == len(causes)
    assert causes[0] != "person"
    assert 2 <= len(failure.changes) <= 4
    assert {change.cause for change in failure.changes} <= {*causes, None}


@pytest.mark.parametrize("case", CASES, ids=named)
def test_each_failure_names_the_promise_it_breaks_and_is_found_by_many_words(case: tuple[str, str]) -> None:
    failure = failures()[case]
    assert failure.promise in {promise.id for promise in playbook(case[0]).promises}
    assert set(failure.also) == set(LANGUAGES)
    for words in failure.also.values():
        assert 5 <= len(words) <= 12
        assert len(set(words)) == len(words)
        assert all(re.fullmatch(r"\w+", word) and word == word.lower() for word in words)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_hurt_is_asked_wherever_a_walk_can_turn_careful(case: tuple[str, str]) -> None:
    failure = failures()[case]
    hurt = next((fact for fact in failure.facts if fact.id == "hurt"), None)
    assert (hurt is not None) == (failure.careful != "never")
    if hurt is not None:
        assert hurt.group == "safety"
        keys = {choice.value: choice.key for choice in hurt.choices}
        assert keys == {"no": None, "yes": "9"}
        assert "care" in failure.words or "care" in playbook(case[0]).words


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_choice_that_may_be_left_out_has_the_key_nought_and_prints_nothing(case: tuple[str, str]) -> None:
    for fact in failures()[case].facts:
        unknown = fact.choice("unknown")
        assert not (fact.optional and fact.type == "choice") or unknown is not None
        if unknown is not None:
            assert (unknown.key, unknown.printed) == ("0", None)
        if fact.group == "print":
            others = [choice for choice in fact.choices if choice.value != "unknown"]
            assert all(choice.printed is not None for choice in others)


@pytest.mark.parametrize("book", BOOKS)
def test_a_bonus_is_worth_twice_what_it_costs(book: str) -> None:
    for remedy in playbook(book).remedies:
        if remedy.kind == "bonus":
            assert remedy.value >= 2 * remedy.cost > 0


@pytest.mark.parametrize("book", BOOKS)
def test_authority_rises_and_the_owner_has_no_limit(book: str) -> None:
    roles = playbook(book).roles
    assert tuple(role.id for role in roles) == ROLES
    limits = [role.limit or Decimal("Infinity") for role in roles]
    assert limits == sorted(limits)
    assert roles[-1].limit is None


@pytest.mark.parametrize("book", BOOKS)
def test_the_chooser_shows_every_failure_once(book: str) -> None:
    assert sorted(playbook(book).shown) == sorted(each for where, each in CASES if where == book)


@pytest.mark.parametrize("book", BOOKS)
def test_every_remedy_right_and_promise_is_used(book: str) -> None:
    here = [failure for (where, _), failure in failures().items() if where == book]
    used = {each for failure in here for group in failure.remedies for each in group[1]}
    rights = {right.id for right in playbook(book).entitlements}
    assert {remedy.id for remedy in playbook(book).remedies} | rights == used
    assert {promise.id for promise in playbook(book).promises} == {failure.promise for failure in here}


def test_the_demo_business_prints_specimens() -> None:
    settings = demo()
    assert settings.specimen
    assert settings.languages == LANGUAGES
    assert [person.name for person in settings.people("manager")] == ["Ana Ferrer"]
    assert [person.name for person in settings.people("owner")] == ["Carmen Vidal"]
