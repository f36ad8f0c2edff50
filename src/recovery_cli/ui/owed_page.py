"""The reference page of all tables, in Markdown and English: what `docs/reference/entitlements.md` holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recovery_cli.playbook.entitlements import Case, CaseFact, Regime, Row
from recovery_cli.remedies.owed_facts import asked
from recovery_cli.ui import law
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.owed_formula import formula

_LANGUAGE = "en"
_OPENING = """\
# What the law owes: the tables of `recover owed`

    recover owed REGIME CASE --fact KEY=VALUE … [--on DATE] [--json]
    recover owed --list [REGIME] [--json | --markdown]

Printed by `recover owed --list --markdown`; the tables are in `playbooks/entitlements/`. It is not legal advice.

What is owed is no gift: it is named first, and it uses up nobody's limit. A sum is worked out exactly and rounded once,
at the end, half a cent up. A day is paid at the rate in force on it. Where days are counted from dates, the fact
`last_day` (`counted` or `not_counted`) says whether the day on which it ended counts; the answer names the convention
and what the other one comes to.

- `verified`, `reported` (read in reports, not in the rule's own text) and `derived` (worked out from figures that were
  read) are computed, and the last two say so.
- `memory`, `unverified` and `pending` are listed with what is missing, and never computed; exit 1.
- A rate marked as doubted is not computed with. A doubted cap matters only to a sum that it would cut.
- A source that was checked more than a year ago is computed with, and a warning says when that was.
- No rule in force on the day, a missing fact or a value that does not fit: exit 3. An unknown name: exit 2.

Facts: a date is `2026-10-02` or `2026-10-02T10:00`, a time in hours `3h10`, `190m` or `3.5`, money `50.00 EUR`.
"""


def page(tables: Sequence[Regime]) -> str:
    return "\n".join([_OPENING.rstrip(), *(line for table in tables for line in _regime(table)), ""])


def _regime(table: Regime) -> Iterator[str]:
    yield from ("", f"## `{table.id}`", "", f"{table.name[_LANGUAGE]}. For {table.covers[_LANGUAGE]}.")
    for case in table.cases:
        yield from _case(table, case)


def _case(table: Regime, case: Case) -> Iterator[str]:
    yield from ("", f"### `{table.id} {case.id}`", "", f"{capital(case.label[_LANGUAGE])}.", "")
    facts = asked(table, case)
    if facts:
        yield from ("| Fact | What | Type | |", "|---|---|---|---|")
        yield from (_fact(name, fact, needed=needed) for name, (fact, needed) in facts.items())
        yield ""
    yield from ("| In force | Rates | Rule | Source | Checked | Confidence |", "|---|---|---|---|---|---|")
    yield from (_row(each, table) for each in case.rows)
    limits = (*case.deadlines, *((case.pay_by,) if case.pay_by is not None else ()))
    notes = [
        *(f"{each}." for each in formula(case)),
        *(
            f"{capital(one.label[_LANGUAGE])}: {law.within(one.within, _LANGUAGE)} after `{one.after}`."
            for one in limits
        ),
        *([f"Paid {case.paid[_LANGUAGE]}."] if case.paid is not None else []),
        *(f"Not owed if: {each.text[_LANGUAGE]}." for each in case.excluded),
        *(each[_LANGUAGE] for each in case.notes),
        *(f"Not computed; needed: {each.missing[_LANGUAGE]}." for each in case.rows if each.missing is not None),
    ]
    if notes:
        yield from ("", *(f"- {note}" for note in notes))


def _fact(name: str, fact: CaseFact, *, needed: bool) -> str:
    kind = ", ".join(f"`{each}`" for each in fact.choices) or fact.type
    default = "" if fact.default is None else f"else `{fact.default}`"
    return f"| `{name}` | {fact.ask[_LANGUAGE]} | {kind} | {'needed' if needed else default} |"


def _row(each: Row, table: Regime) -> str:
    dates = f"{each.valid_from or '?'} – {each.valid_to or ''}".strip()
    rates = ", ".join(
        f"{name} {rate}{' (doubted)' if name in each.doubted else ''}" for name, rate in each.rates.items()
    )
    money = f"{rates} {table.currency}" if rates else ""
    return f"| {dates} | {money} | {each.rule} | {each.source} | {each.checked_on} | {each.confidence} |"
