"""Tables of what the law owes: the shipped ones are sound, and what an author may get wrong is told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recovery_cli.catalogue import Catalogue
from recovery_cli.playbook import load, regimes
from recovery_cli.playbook.entitlements import SURE
from recovery_cli.playbook.plan import Plan
from shipped import demo

SHIPPED = Catalogue.over(None).regimes()
TABLE = """\
schema: 1
id: here
name: Here
covers: everybody here
country: ES
currency: EUR
facts:
  pieces: {type: count, ask: how many}
cases:
  - id: loss
    label: compensation
    needs: [pieces]
    formula: {kind: rates, parts: [{label: pieces, rate: each, times: pieces}]}
    rows:
      - valid_from: 2020-01-01
        rates: {each: 5.00}
        rule: article 1
        source: the gazette
        checked_on: 2026-01-01
        confidence: verified
"""
BOOK = """\
schema: 1
id: desk
name: Desk
method: four-steps
currency: EUR
customer: caller
roles: [{id: front_line, name: agent, fetch: agent}]
entitlements:
  - id: lost
    regimes: {ES: here}
    case: loss
    label: compensation
    words: That is yours by law.
"""
FAILURE = """\
id: line-down
name: Line down
severity: 3
words: {first_words: "I am so sorry."}
only: [first-words, decide, owed]
remedies: {owed: [lost]}
"""


def shelf(folder: Path, *, table: str = TABLE, book: str = BOOK) -> Catalogue:
    for name, text in {
        "entitlements/here.yaml": table,
        "desk/playbook.yaml": book,
        "desk/failures/line-down.yaml": FAILURE,
    }.items():
        file = folder / "playbooks" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Catalogue.over(folder)


def resolved(folder: Path, *, table: str = TABLE, book: str = BOOK) -> tuple[Plan | None, list[str]]:
    plan, faults = load.resolved(shelf(folder, table=table, book=book), "desk", "line-down", settings=demo())
    return plan, [f"{each.path.rpartition('/')[2]}:{each.line}: {each.message}. {each.hint}".strip() for each in faults]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_table_is_sound_and_speaks_every_language(name: str) -> None:
    found = regimes.regime(Catalogue.over(None), name)
    assert found.faults == ()
    assert found.model is not None
    for case in found.model.cases:
        texts = [
            case.label,
            *case.notes,
            *(each.text for each in case.excluded),
            *(each.label for each in case.deadlines),
        ]
        texts += [row.missing for row in case.rows if row.missing is not None]
        assert all(set(text) == {"en", "es", "it"} for text in texts)
        assert all(row.source and row.rule and row.checked_on <= date(2026, 11, 22) for row in case.rows)


def test_every_regime_of_the_issue_is_there_and_computed() -> None:
    wanted = {"uk-fixed-telecom", "it-telecom", "es-telecom", "eu-261", "uk-261", "montreal-bags"}
    wanted |= {"eu-goods", "uk-goods", "psd2"}
    assert wanted <= set(SHIPPED)
    for name in wanted:
        table = regimes.regime(Catalogue.over(None), name).model
        assert table is not None
        assert any(row.confidence in SURE for case in table.cases for row in case.rows)


def test_a_plan_keeps_the_one_case_of_its_country(tmp_path: Path) -> None:
    plan, faults = resolved(tmp_path)
    assert faults == []
    assert plan is not None
    assert [case.id for case in plan.tables["lost"].cases] == ["loss"]
    assert Plan.read(plan.text()) == plan
    abroad, _ = resolved(tmp_path, book=BOOK.replace("{ES:", "{IT:"))
    assert abroad is not None
    assert abroad.tables == {}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ES: here", "ES: heer", 'playbook.yaml:10: no regime "heer". Nearest: here'),
        ("ES: here", "IT: heer", 'playbook.yaml:10: no regime "heer". Nearest: here'),
        ("case: loss", "case: lost", 'playbook.yaml:11: no case "lost" in here. Nearest: loss'),
        (
            "case: loss",
            "case: loss\n    facts: {peces: contacts}",
            'playbook.yaml:12: no fact "peces" in here loss. Nearest: pieces',
        ),
    ],
)
def test_a_wrong_reference_is_a_fault_of_the_playbook(tmp_path: Path, old: str, new: str, expected: str) -> None:
    plan, faults = resolved(tmp_path, book=BOOK.replace(old, new))
    assert (plan, faults) == (None, [expected])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("confidence: verified", "confidence: sure", "here.yaml:20: `confidence` must be one of: verified, reported"),
        ("5.00", "NO", "here.yaml:16: "),
        ("rate: each", "rate: eech", 'here.yaml:15: no rate "eech". Nearest: each'),
        ("needs: [pieces]", "needs: [peces]", 'here.yaml:10: `loss` reads the fact "peces", which this table has not.'),
        ("currency: EUR\n", "", "here.yaml:9: a sum needs the currency of its table."),
        (
            "confidence: verified",
            "confidence: memory",
            "here.yaml:15: item 1 of `rows`: what is not sure needs `missing`",
        ),
        (
            "confidence: verified",
            "confidence: verified\n        doubted: [each]",
            "here.yaml:15: item 1 of `rows`: what is not",
        ),
        (
            "      - valid_from: 2020-01-01\n        rates",
            "      - rates",
            "here.yaml:15: item 1 of `rows`: a row that is computed",
        ),
        (
            "2020-01-01\n",
            "2020-01-01\n        valid_to: 2019-12-31\n",
            "here.yaml:15: item 1 of `rows`: valid_to is before",
        ),
        (
            "kind: rates",
            "kind: rate",
            "here.yaml:13: `kind` must be one of: rates, share, bands, whole. Nearest: rates",
        ),
        ("id: here", "id: there", "here.yaml:2: the id is not the name of the file. Write id: here"),
        ("count, ask", "count, default: many, ask", "here.yaml:8: `pieces`: the default is none of the choices"),
        ("checked_on: 2026-01-01", "checked_on: lately", "here.yaml:19: `checked_on`: "),
        (
            "source: the gazette\n",
            "sauce: x\n        source: y\n",
            "here.yaml:18: unknown key `sauce`. Nearest: source",
        ),
    ],
)
def test_a_fault_of_a_table_has_its_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    plan, faults = resolved(tmp_path, table=TABLE.replace(old, new, 1))
    assert plan is None
    assert [each for each in faults if each.startswith(expected)], faults


ROW = TABLE[TABLE.index("      - valid_from") :]


@pytest.mark.parametrize(
    ("ends", "begins", "said"),
    [
        ("2020-12-31", "2021-01-01", None),
        ("2021-01-01", "2021-01-01", "its time overlaps with the row before it"),
        (None, "2021-01-01", "its time overlaps with the row before it"),
        ("2020-12-30", "2021-01-01", "between the row before it and this one days are left out"),
    ],
)
def test_the_rows_of_a_case_follow_each_other_day_by_day(
    tmp_path: Path, ends: str | None, begins: str, said: str | None
) -> None:
    first = ROW if ends is None else ROW.replace("2020-01-01\n", f"2020-01-01\n        valid_to: {ends}\n", 1)
    table = TABLE.replace(ROW, first + ROW.replace("valid_from: 2020-01-01", f"valid_from: {begins}"))
    found = regimes.regime(shelf(tmp_path, table=table), "here")
    assert [each.message for each in found.faults] == ([said] if said else [])


def test_two_cases_of_one_name_are_a_fault(tmp_path: Path) -> None:
    case = TABLE[TABLE.index("  - id: loss") :]
    found = regimes.regime(shelf(tmp_path, table=TABLE + case), "here")
    assert {each.message for each in found.faults} == {'"loss" stands here twice'}
