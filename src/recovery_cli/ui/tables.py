"""Lists on the ordinary screen: plain columns, the same with and without a terminal; the last line sums them up."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from recovery_cli import i18n
from recovery_cli.money import Money
from recovery_cli.playbook.model import Entitlement, Playbook, Remedy, Role
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import IncidentRow
from recovery_cli.ui import aloud, told
from recovery_cli.ui.columns import WIDTH, Column, encoding_of, paragraph, put, row, shown, table
from recovery_cli.ui.furniture import TABLE, furnish
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.signs import cells

CLOSED = frozenset({"lost", "resolved", "resolved_not_happy", "impressed"})
"""The states in which nothing of an incident is open any more."""


def incidents(rows: Sequence[IncidentRow], *, language: str, timezone: str) -> None:
    """Began in local time, with the year where there are several; one line an incident."""
    says = partial(_furnish, language)
    if not rows:
        _out([says("no-incidents", "recover start")])
        return
    zone = ZoneInfo(timezone)
    years = {each.began_at.astimezone(zone).year for each in rows}
    heads = [says(f"head-{each}") for each in ("incident", "began", "what", "with", "state")]
    lines = [
        [each.id, _began(each.began_at.astimezone(zone), language, years), each.title, each.owner, _state(each, says)]
        for each in rows
    ]
    alone = sum(not each.owner for each in rows)
    charge = says("not-in-charge", alone) if alone else says("all-in-charge")
    unclosed = sum(each.state not in CLOSED for each in rows)
    summary = says("sum-incident", unclosed, charge)
    if len(rows) > 1:
        summary = says("sum-incidents", len(rows), unclosed, charge)
    encoding = encoding_of(sys.stdout)
    _out([*table([heads, *lines], shrinking=(2, 3, 4), encoding=encoding), *paragraph(summary, encoding=encoding)])


def _furnish(language: str, code: str, *args: object) -> str:
    return furnish(code, language, *args)


def _out(lines: Sequence[str]) -> None:
    put(lines, file=sys.stdout)


def _began(at: datetime, language: str, years: set[int]) -> str:
    day = i18n.format_day_month(at.date(), language=language, country="")
    return f"{day} {at.year} {at:%H:%M}" if len(years) > 1 else f"{day} {at:%H:%M}"


def _state(each: IncidentRow, says: Callable[..., str]) -> str:
    code = f"state-{each.state}"
    return says(code) if code in TABLE else each.state


def playbooks(books: Sequence[Mapping[str, object]], *, language: str = "en") -> None:
    """Every failure with its faults below it, each on one line, as editors and searches read them."""
    says, encoding = partial(_furnish, language), encoding_of(sys.stdout)
    lines: list[str] = []
    faults: set[str] = set()
    failures = broken = 0
    for book in books:
        entries = _maps(book["failures"])
        lines.append(shown(f"{book['id']}   {book['name']}", encoding))
        wide = min(max((cells(str(each["id"])) for each in entries), default=0), 40)
        for each in entries:
            found = _maps(each["faults"])
            careful = says("is-careful") if each["careful"] == "always" else ""
            columns = (Column(str(each["id"]), wide), Column(str(each["name"]), 60 - wide), Column(careful, 14))
            lines += row(columns, encoding=encoding, indent=2)
            for fault in found:
                lines += _fault(fault, encoding)
            faults |= {_place(fault) for fault in found}
            failures, broken = failures + 1, broken + bool(found)
    number = says("one-book") if len(books) == 1 else says("some-books", len(books))
    summary = says("sum-usable", failures, number)
    if faults:
        counts = (broken, failures, failures - broken)
        summary = says("sum-fault", *counts) if len(faults) == 1 else says("sum-faults", len(faults), *counts)
    _out([*lines, *paragraph(summary, encoding=encoding)])


def _maps(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _place(fault: Mapping[str, object]) -> str:
    place = f"{fault['path']}:{fault['line']}:{fault['column']}" if fault["line"] else str(fault["path"])
    return f"{place}: {fault['code']} {fault['message']}"


def _fault(fault: Mapping[str, object], encoding: str) -> Iterator[str]:
    yield "    " + shown(_place(fault), encoding)
    if fault["hint"]:
        yield "        " + shown(str(fault["hint"]), encoding)


def playbook(model: Playbook, failures: Sequence[str], *, language: str) -> None:
    """Who decides up to how much, what may be given, what was promised, what goes wrong."""
    says, encoding = partial(_furnish, language), encoding_of(sys.stdout)
    lines = [shown(f"{model.id}   {model.name[language]}", encoding)]
    if (service := model.service) is not None:
        back = says(f"span-{service.call_back[-1]}", service.call_back[:-1])
        lines += paragraph(says("flow-service", service.rings, service.transfers, back), encoding=encoding, indent=2)

    def section(code: str, rows: Sequence[tuple[str, ...]], *widths: int) -> None:
        if rows:
            lines.extend(("", *paragraph(says(code), encoding=encoding)))
        rest = sum(widths) + 2 * len(widths) + 2
        first = min(max((cells(each[0]) for each in rows), default=0), WIDTH - rest)
        for each in rows:
            columns = [Column(text, width) for text, width in zip(each, (first, *widths), strict=True)]
            lines.extend(row(columns, encoding=encoding, indent=2))

    names: dict[str, str] = {role.id: role.name[language] for role in model.roles}
    section("book-decides", [(role.name[language], _limit(role, model, says, language)) for role in model.roles], 40)
    section("book-given", [(each.id, *_remedy(each, model, names, says, language)) for each in model.remedies], 32, 20)
    section("book-promised", [(each.id, each.text[language]) for each in model.promises], 56)
    section("book-owed", [(each.id, each.label[language], _basis(each, says)) for each in model.entitlements], 32, 20)
    section("book-counts", [(each.id, each.label[language]) for each in model.drivers], 56)
    section("book-failures", [(each,) for each in failures])
    example = f"recover playbook show {model.id} {failures[0] if failures else 'FAILURE'}"
    summary = says("sum-book", len(failures), len(model.remedies), example)
    _out([*lines, "", *paragraph(summary, encoding=encoding)])


def _basis(entitlement: Entitlement, says: Callable[..., str]) -> str:
    """By which law, country by country, or that this house has promised it."""
    if entitlement.basis == "promise":
        return says("owed-promise")
    return ", ".join(f"{country}={regime}" for country, regime in sorted(entitlement.regimes.items()))


def _limit(role: Role, model: Playbook, says: Callable[..., str], language: str) -> str:
    if role.limit is None:
        return says("no-limit")
    return says("limit", told.money(Money(role.limit, model.currency), language))


def _remedy(
    remedy: Remedy, model: Playbook, names: Mapping[str, str], says: Callable[..., str], language: str
) -> tuple[str, str]:
    """Its name, and the most it may come to, or else who gives it."""
    most = max((rule.cap for rule in remedy.caps), default=None)
    if most is not None:
        return remedy.label[language], says("limit", told.money(Money(most, model.currency), language))
    if remedy.ask_amount:
        return remedy.label[language], says("own-amount")
    return remedy.label[language], says("flow-decides", names.get(remedy.authority, remedy.authority))


def failure(plan: Plan, *, language: str) -> None:
    """One failure's whole flow, read aloud from top to bottom."""
    _out(tuple(aloud.failure(plan, language=language, encoding=encoding_of(sys.stdout))))


def templates(rows: Sequence[Mapping[str, object]], *, language: str = "en") -> None:
    """What each letter is for, in which languages, and the fields it cannot do without."""
    says, encoding = partial(_furnish, language), encoding_of(sys.stdout)
    lines: list[str] = []
    for each in rows:
        lines += [shown(f"{each['template']}   {each['title']}   ({', '.join(_texts(each['languages']))})", encoding)]
        lines += paragraph(capital(str(each["use_when"])), encoding=encoding, indent=2)
        if needed := _texts(each["required"]):
            lines += paragraph(says("needs", ", ".join(needed)), encoding=encoding, indent=2)
    summary = says("sum-templates", len(rows), "recover letter TEMPLATE INCIDENT")
    _out([*lines, *paragraph(summary, encoding=encoding)])


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []
