"""Lists, a playbook and a flow read aloud: plain columns that fit, with the sum in the last line."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nasty import fits, nasty

from recovery_cli.catalogue import Catalogue
from recovery_cli.playbook import load
from recovery_cli.ports import IncidentRow
from recovery_cli.ui import tables
from recovery_cli.ui.aloud import keyed
from shipped import failures, plan

AT = datetime(2026, 11, 21, 20, 12, tzinfo=UTC)


@contextmanager
def standard_output(encoding: str = "utf-8") -> Iterator[Callable[[], list[str]]]:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding, errors="strict", newline="\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", file)
        yield lambda: raw.getvalue().decode(encoding).split("\n")[:-1]


def incident(number: int = 1, **other: object) -> IncidentRow:
    row = {
        "id": f"INC-7K3{number}",
        "playbook": "restaurant",
        "failure": "spill-on-guest",
        "title": "Spill on a guest",
        "began_at": AT,
        "state": "outcome_open",
        "owner": "Ana Ferrer",
        "severity": 3,
        "language": "es",
    }
    return IncidentRow(**{**row, **other})  # type: ignore[arg-type]  # the fields of a row


def listed(*rows: IncidentRow, language: str = "en", encoding: str = "utf-8") -> list[str]:
    with standard_output(encoding) as lines:
        tables.incidents(rows, language=language, timezone="Europe/Madrid")
        return lines()


def test_incidents_stand_in_columns_and_are_counted() -> None:
    rows = (
        incident(1),
        incident(2, title="Charged too much", state="cause_open", owner="Lucía Mora"),
        incident(3, title="Guest dropped something", state="impressed", owner="Marco Ruiz"),
    )
    assert listed(*rows) == [
        "  Incident  Began         What                     With        State",
        "  INC-7K31  21 Nov 21:12  Spill on a guest         Ana Ferrer  outcome open",
        "  INC-7K32  21 Nov 21:12  Charged too much         Lucía Mora  cause open",
        "  INC-7K33  21 Nov 21:12  Guest dropped something  Marco Ruiz  impressed",
        "3 incidents, 2 open, none without somebody in charge.",
    ]


def test_one_incident_is_one_and_nobody_in_charge_is_said() -> None:
    assert listed(incident(owner=""))[-1] == "1 incident, 1 open, 1 without anybody in charge."


@pytest.mark.parametrize(("language", "head"), [("es", "Empezó"), ("it", "Inizio"), ("de", "Began")])
def test_incidents_in_the_operators_language(language: str, head: str) -> None:
    assert head in listed(incident(), language=language)[0]


def test_none_says_how_to_begin() -> None:
    assert listed() == ["No incident is recorded yet:   recover start"]


def test_the_year_stands_there_when_there_are_two() -> None:
    lines = listed(incident(1), incident(2, began_at=datetime(2025, 12, 31, 22, 30, tzinfo=UTC)))
    assert "21 Nov 2026 21:12" in lines[1]
    assert "31 Dec 2025 23:30" in lines[2]
    assert "2026" not in listed(incident())[1]


def test_a_state_of_a_newer_program_is_shown_as_it_is() -> None:
    assert listed(incident(state="turned_over"))[1].endswith("turned_over")


@given(
    rows=st.lists(st.tuples(nasty, nasty, st.sampled_from(["open", "lost", "resolved_not_happy"])), min_size=1),
    language=st.sampled_from(["en", "es", "it"]),
    encoding=st.sampled_from(["utf-8", "latin-1", "ascii"]),
)
def test_any_title_and_name_stay_on_their_line(rows: list[tuple[str, str, str]], language: str, encoding: str) -> None:
    told = [incident(number, title=a, owner=b, state=c) for number, (a, b, c) in enumerate(rows)]
    lines = listed(*told, language=language, encoding=encoding)
    assert all(map(fits, lines)), lines
    assert [line[2:9] for line in lines[1 : len(rows) + 1]] == [row.id[:7] for row in told]
    assert len(lines) == len(rows) + 2


def book(*failed: dict[str, object]) -> dict[str, object]:
    return {"id": "restaurant", "name": "Restaurant, café, bar", "failures": list(failed)}


def entry(name: str, *faults: dict[str, object], careful: str | None = "never") -> dict[str, object]:
    return {"id": name, "name": name.capitalize(), "careful": careful, "faults": list(faults)}


FAULT = {
    "path": "playbooks/restaurant/failures/spill.yaml",
    "line": 14,
    "column": 12,
    "code": "Y07",
    "message": 'no remedy "guarantee-nte"',
    "hint": "Nearest: guarantee-note",
}


def books(*all_of_them: dict[str, object], language: str = "en") -> list[str]:
    with standard_output() as lines:
        tables.playbooks(all_of_them, language=language)
        return lines()


def test_every_fault_stands_below_its_failure_on_one_line() -> None:
    whole = {**FAULT, "line": 0, "column": 0, "hint": "", "message": "is no YAML\x1b[31m"}
    assert books(book(entry("allergen", careful="always"), entry("spill", FAULT, whole))) == [
        "restaurant   Restaurant, café, bar",
        "  allergen  Allergen" + " " * 46 + "careful",
        "  spill     Spill",
        '    playbooks/restaurant/failures/spill.yaml:14:12: Y07 no remedy "guarantee-nte"',
        "        Nearest: guarantee-note",
        "    playbooks/restaurant/failures/spill.yaml: Y07 is no YAML[31m",
        "2 faults, in 1 of 2 failures; 1 can be used.",
    ]


def test_a_fault_that_all_share_is_counted_once() -> None:
    last = books(book(entry("allergen", FAULT), entry("spill", FAULT)))[-1]
    assert last == "1 fault, in 2 of 2 failures; 0 can be used."


def test_playbooks_without_a_fault_can_be_used() -> None:
    assert books(book(entry("spill")))[-1] == "All failures can be used: 1 in 1 playbook."
    assert books(book(entry("spill")), book(entry("a")), language="it")[-1].endswith("2 in 2 playbook.")


@pytest.mark.parametrize("language", ["en", "es", "it"])
@pytest.mark.parametrize("name", ["restaurant", "general", "telecom"])
def test_a_playbook_says_who_decides_and_what_is_given(name: str, language: str) -> None:
    model = plan(*next(pair for pair in failures() if pair[0] == name)).playbook
    known = Catalogue.over(None).failures(name)
    with standard_output() as lines:
        tables.playbook(model, known, language=language)
        told = lines()
    assert all(map(fits, told)), told
    for role in model.roles:
        assert any(line.startswith(f"  {role.name[language]} ") for line in told)
    for remedy in model.remedies:
        assert any(line.startswith(f"  {remedy.id} ") for line in told)
    for owed in model.entitlements:
        assert any(line.startswith(f"  {owed.id} ") for line in told)
    assert ("2 min" in " ".join(told[1:3])) == (model.service is not None)
    assert any("GB=uk-fixed-telecom" in line for line in told) == bool(model.entitlements)
    assert [line for line in told if line.strip() in known]
    assert f"recover playbook show {name} {known[0]}" in told[-1]


@pytest.mark.parametrize(("playbook", "failure"), failures())
@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_a_flow_is_read_aloud_whole(playbook: str, failure: str, language: str) -> None:
    model = plan(playbook, failure)
    with standard_output("latin-1") as lines:
        tables.failure(model, language=language)
        told = lines()
    assert all(map(fits, told)), told
    text = " ".join(" ".join(told).split())
    for fact in model.failure.facts:
        if any(step.facts == fact.group or step.fact == fact.id for step in model.steps):
            assert fact.ask[language].replace("’", "'") in text
            for key, choice in keyed(fact):
                assert f"{key} {choice.label[language]}" in text
    order = [text.index(f" {step.id}: ") for step in model.steps if f" {step.id}: " in text]
    assert order == sorted(order)
    for number, promise in enumerate(model.failure.follow_up):
        assert promise.what[language] in text, number
    assert "{{" not in text


def test_the_flow_tells_conditions_caps_and_who_decides() -> None:
    with standard_output() as lines:
        tables.failure(plan(), language="en")
        told = lines()
    assert "        Leather or suede          up to 120 EUR     manager decides" in told
    assert "        Washable                  up to 15 EUR      service decides" in told
    assert any(line.startswith("  hand-over: hand over the note · only if walk.document ==") for line in told)
    assert "        9  Yes, or not sure" in told
    assert any(line.startswith("      after 5 min   at the table: how is it going?") for line in told)
    assert '      "I\'m <operator.name>, the manager,"' in told
    assert "  careful" not in told[1]
    assert told[-1] == "Steps 21, questions 8, promises 5."


def test_the_house_decides_its_own_limits() -> None:
    settings = plan().settings
    staff = settings.roles["front_line"].model_copy(update={"limit": Decimal(15)})
    own = settings.model_copy(update={"roles": {**settings.roles, "front_line": staff}})
    with standard_output() as lines:
        tables.failure(load.plan(Catalogue.over(None), "restaurant", "spill-on-guest", settings=own), language="en")
        assert any("service up to 15 EUR" in line for line in lines())


def test_templates_say_when_they_are_used_and_what_they_need() -> None:
    row = {
        "template": "apology",
        "title": "Letter of apology",
        "use_when": "something was our fault",
        "languages": ("en", "es"),
        "required": ["customer.name", "letter.date"],
    }
    with standard_output() as lines:
        tables.templates([row, {**row, "template": "bare", "required": []}])
        assert lines() == [
            "apology   Letter of apology   (en, es)",
            "  Something was our fault",
            "  needs customer.name, letter.date",
            "bare   Letter of apology   (en, es)",
            "  Something was our fault",
            "2 templates:   recover letter TEMPLATE INCIDENT",
        ]


def test_a_flow_tells_what_is_owed_and_how_a_telephone_is_answered() -> None:
    with standard_output() as lines:
        tables.failure(plan("telecom", "total-outage"), language="en")
        told = lines()
    assert any(line.startswith("  By telephone at most: rings 5, transfers 1; if cut off,") for line in told)
    assert any(line.strip().startswith("Owed by law: ") for line in told)
    assert any(line.startswith("  owed: say what is owed · only if ") for line in told)
