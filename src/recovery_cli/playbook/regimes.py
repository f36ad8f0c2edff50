"""Tables of what the law owes, from their files: each fault with its line, and the ones that a playbook names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.playbook.entitlements import Case, Deadline, Regime, Row
from recovery_cli.playbook.formulas import Bands, Rates, Share, Test, Whole
from recovery_cli.playbook.load import Read, Shelf, named, read
from recovery_cli.playbook.model import Failure, Playbook

Loc = tuple[str | int, ...]


def regime(shelf: Shelf, regime_id: str) -> Read[Regime]:
    """One table with all its faults."""
    found = named(read(shelf, f"playbooks/entitlements/{regime_id}.yaml", Regime), regime_id)
    if found.model is None:
        return found
    faults = tuple(found.fault(loc, "Y07", message, hint) for loc, message, hint in _faults(found.model))
    return Read(found.name, None if faults else found.model, found.tree, faults)


def owed_by(
    shelf: Shelf, book: Read[Playbook], failure: Failure, country: str
) -> tuple[dict[str, Regime], list[Diagnostic]]:
    """The tables that hold in `country` for what a failure owes by law, by entitlement; every wrong name is a fault."""
    tables: dict[str, Regime] = {}
    faults: list[Diagnostic] = []
    for number, each in enumerate(book.model.entitlements if book.model is not None else ()):
        if each.id not in failure.remedies.owed or each.basis != "law":
            continue
        for where, name in each.regimes.items():
            place: Loc = ("entitlements", number, "regimes", where)
            if shelf.find(f"playbooks/entitlements/{name}.yaml") is None:
                faults.append(book.fault(place, "Y07", f'no regime "{name}"', did_you_mean(name, shelf.regimes())))
                continue
            table = regime(shelf, name)
            faults += table.faults
            if table.model is None:
                continue
            case = table.model.case(each.case or "")
            if case is None:
                hint = did_you_mean(each.case or "", [one.id for one in table.model.cases])
                place = ("entitlements", number, "case")
                faults.append(book.fault(place, "Y07", f'no case "{each.case}" in {name}', hint))
                continue
            faults += _unknown_facts(book, number, tuple(each.facts), case, table.model)
            if where == country:
                tables[each.id] = table.model.only(case)
    return tables, faults


def _unknown_facts(
    book: Read[Playbook], number: int, given: tuple[str, ...], case: Case, table: Regime
) -> Iterator[Diagnostic]:
    for fact in given:
        if fact not in table.facts:
            hint = did_you_mean(fact, table.facts)
            yield book.fault(
                ("entitlements", number, "facts", fact), "Y07", f'no fact "{fact}" in {table.id} {case.id}', hint
            )


def _faults(table: Regime) -> Iterator[tuple[Loc, str, str]]:
    """Names that lead nowhere, and rows of one case whose times overlap or leave a gap."""
    ids = [case.id for case in table.cases]
    for number, case in enumerate(table.cases):
        place: Loc = ("cases", number)
        if ids.count(case.id) > 1:
            yield (*place, "id"), f'"{case.id}" stands here twice', ""
        for fact in sorted(_facts(case) - set(table.facts)):
            yield (
                place,
                f'`{case.id}` reads the fact "{fact}", which this table has not',
                did_you_mean(fact, table.facts),
            )
        for index, row in enumerate(case.rows):
            for rate in sorted((_rates(case) if row.sure else set()) - set(row.rates)):
                yield (*place, "rows", index), f'no rate "{rate}"', did_you_mean(rate, row.rates)
        yield from ((((*place, "rows", index)), message, "") for index, message in _times(case.rows))
        if case.formula is not None and table.currency is None:
            yield place, "a sum needs the currency of its table", "Write currency: EUR at the top."


def _times(rows: tuple[Row, ...]) -> Iterator[tuple[int, str]]:
    dated = [(index, row) for index, row in enumerate(rows) if row.sure]
    for (_, before), (index, row) in pairwise(dated):
        if before.valid_to is None or row.valid_from is None or row.valid_from <= before.valid_to:
            yield index, "its time overlaps with the row before it"
        elif row.valid_from != before.valid_to + timedelta(days=1):
            yield index, "between the row before it and this one days are left out"


def _rates(case: Case) -> set[str]:
    match case.formula:
        case Rates(parts=parts):
            found = {name for part in parts for name in (part.rate, part.cap)}
        case Bands(bands=bands):
            found = {name for band in bands for name in (band.rate, band.cap)}
        case Whole(cap=cap):
            found = {cap}
        case Share() | None:
            found = set()
    return {name for name in found if name is not None}


def _facts(case: Case) -> set[str]:
    """Every fact that a case names anywhere."""
    found: set[str | None] = {*case.needs, *case.may, case.dated_by}
    limits: list[Deadline] = [*case.deadlines, *((case.pay_by,) if case.pay_by else ())]
    tests: list[Test] = [each.when for each in case.excluded if each.when is not None]
    match case.formula:
        case Rates(parts=parts, span=span, scale=scale):
            found |= {part.times for part in parts} | ({scale.fact} if scale else set())
            found |= {span.since, span.until, span.count} if span else set()
        case Share(hours=hours, month=month, groups=groups):
            found |= {hours, month} | {fee.of for group in groups for fee in group}
        case Bands(bands=bands, scale=scale):
            found |= {band.of for band in bands} | ({scale.fact} if scale else set())
            tests += [test for band in bands for test in band.when]
        case Whole(of=of):
            found.add(of)
        case None:
            pass
    found |= {each.after for each in limits} | {each.fact for each in tests}
    return {name for name in found if name is not None}
