"""What the law owes, on the ordinary screen: one answer with its arithmetic, or the tables there are."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from recovery_cli.playbook.entitlements import Case, CaseFact, Regime, Row
from recovery_cli.remedies.owed_facts import asked
from recovery_cli.remedies.owed_trace import Owed
from recovery_cli.ui import law, told
from recovery_cli.ui.columns import WIDTH, Column, encoding_of, paragraph, put, row
from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.furniture.grammar import capital

_NAME, _STATE = 30, 14


def answer(found: Owed, regime: Regime, case: Case, *, language: str) -> None:
    """The sum, line by line, with the rule of that day and what to know before relying on it."""
    put(_Page(language, encoding_of(sys.stdout)).answer(found, regime, case), file=sys.stdout)


def regimes(tables: Sequence[Regime], *, language: str) -> None:
    """One line a case: whether it is computed."""
    put(_Page(language, encoding_of(sys.stdout)).regimes(tables), file=sys.stdout)


def regime(table: Regime, *, language: str) -> None:
    """One table: the facts of each case, its rows with their sources, and what is missing."""
    put(_Page(language, encoding_of(sys.stdout)).regime(table), file=sys.stdout)


class _Page:
    def __init__(self, language: str, encoding: str) -> None:
        self.language = language
        self.encoding = encoding

    def says(self, code: str, *args: object) -> str:
        return furnish(code, self.language, *args)

    def text(self, text: str, indent: int) -> tuple[str, ...]:
        return paragraph(text, encoding=self.encoding, indent=indent)

    def section(self, code: str, texts: Sequence[str]) -> Iterator[str]:
        if texts:
            yield from ("", *self.text(self.says(code), 2))
            for each in texts:
                yield from self.text(capital(each), 4)

    def answer(self, found: Owed, table: Regime, case: Case) -> Iterator[str]:
        yield from self.text(law.heading(found, self.language), 0)
        yield from self.text(f"{table.id} {case.id} · {table.name[self.language]}", 0)
        if found.nothing is not None:
            yield from ("", *self.text(capital(law.because(found.nothing, self.language)), 2))
        yield from self._lines(found)
        yield from self.section("law-due", [each[self.language] for each in found.due])
        yield from self.section("law-by", [law.because(each, self.language) for each in found.by])
        yield from self.section("law-until", [law.limit(each, case, self.language) for each in found.limits])
        if found.amount is not None and found.nothing is None:
            yield from self.section("law-paid", list(self._paid(found, case)))
        yield from self.section("law-not-if", [each[self.language] for each in found.excluded])
        yield from self.section("law-know", [each[self.language] for each in found.notes])
        yield from self.section(
            "law-rule", [text for each in dict.fromkeys(map(self._key, found.rows)) for text in each]
        )
        yield from self.section("law-doubt", [law.because(each, self.language) for each in found.warnings])
        yield from ("", *self.text(self.says("law-advice"), 2))

    def _lines(self, found: Owed) -> Iterator[str]:
        if not found.lines:
            return
        yield from ("", *self.text(self.says("law-how"), 2))
        for line in found.lines:
            label, sums = law.lined(line, self.language)
            yield from self.text(label, 4)
            yield from self.text(sums, 6)
        if found.amount is not None:
            yield from self.text(f"{self.says('law-sum')}: {told.money(found.amount, self.language, cents=True)}", 4)

    def _paid(self, found: Owed, case: Case) -> Iterator[str]:
        if found.paid is not None:
            yield found.paid[self.language]
        else:
            yield self.says("law-automatic" if found.automatic else "law-on-claim")
        if found.pay_by is None:
            yield self.says("law-no-pay-by")
        else:
            yield law.limit(found.pay_by, case, self.language)

    def _key(self, each: Row) -> tuple[str, ...]:
        return each.rule, law.in_force(each, self.language), self._source(each)

    def _source(self, each: Row) -> str:
        checked = self.says("law-checked", law.day(each.checked_on, self.language), each.confidence)
        return f"{self.says('law-source', each.source)} ({checked})"

    def regimes(self, tables: Sequence[Regime]) -> Iterator[str]:
        for table in tables:
            yield from self.text(f"{table.id}   {table.name[self.language]}", 0)
            for case in table.cases:
                columns = (
                    Column(case.id, _NAME),
                    Column(self.says("law-computed" if computed(case) else "law-listed"), _STATE),
                    Column(case.label[self.language], WIDTH - 2 - _NAME - _STATE - 4),
                )
                yield from row(columns, encoding=self.encoding, indent=2)
        cases = sum(len(each.cases) for each in tables)
        yield from self.text(self.says("law-count", len(tables), cases, "recover owed --list REGIME"), 0)

    def regime(self, table: Regime) -> Iterator[str]:
        yield from self.text(f"{table.id}   {table.name[self.language]}", 0)
        yield from self.text(capital(table.covers[self.language]), 2)
        for case in table.cases:
            yield from ("", *self.text(f"{case.id}: {case.label[self.language]}", 2))
            for name, (fact, needed) in asked(table, case).items():
                columns = (Column(name, 18), Column(self._fact(fact, needed=needed), WIDTH - 26))
                yield from row(columns, encoding=self.encoding, indent=6)
            for each in case.rows:
                yield from self._row(each, table)

    def _fact(self, fact: CaseFact, *, needed: bool) -> str:
        kind = "/".join(fact.choices) or fact.type
        default = "" if fact.default is None else f", {self.says('law-default', fact.default)}"
        state = self.says("law-needed" if needed else "law-optional")
        return f"{fact.ask[self.language]} ({kind}, {state}{default})"

    def _row(self, each: Row, table: Regime) -> Iterator[str]:
        rates = ", ".join(f"{name} {rate} {table.currency or ''}".strip() for name, rate in each.rates.items())
        yield from self.text(" · ".join(part for part in (law.in_force(each, self.language), rates) if part), 4)
        yield from self.text(f"{each.rule}. {self._source(each)}", 6)
        if each.missing is not None:
            yield from self.text(self.says("law-missing", each.missing[self.language]), 6)


def computed(case: Case) -> bool:
    return any(each.sure for each in case.rows)
