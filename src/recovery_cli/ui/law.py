"""The words of a sum that the law owes: its lines, how it was counted, the rule; the same on screen, line by line."""

from __future__ import annotations

import re
from datetime import date

from recovery_cli import i18n
from recovery_cli.playbook.entitlements import Case, Row, Within
from recovery_cli.remedies.choice import Reason
from recovery_cli.remedies.owed_trace import Limit, Line, Owed, figure
from recovery_cli.ui import told
from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.furniture.grammar import capital

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def because(reason: Reason, language: str) -> str:
    """One reason, its dates written out; the table's own words where it has some."""
    if reason.text is not None:
        return reason.text[language]
    return furnish(f"law-{reason.code}", language, *(_dated(each, language) for each in reason.about))


def _dated(text: str, language: str) -> str:
    return _ISO.sub(lambda found: day(date.fromisoformat(found[0]), language), text)


def day(value: date, language: str) -> str:
    return i18n.format_date(value, language=language, country="")


def heading(found: Owed, language: str) -> str:
    """What it comes to, on one line."""
    return f"{capital(found.label[language])}: {_comes_to(found, language)}"


def _comes_to(found: Owed, language: str) -> str:
    if found.nothing is not None:
        return furnish("law-nothing", language)
    if found.amount is not None:
        return told.money(found.amount, language, cents=True)
    if found.limit is not None:
        return furnish("law-limit", language, told.money(found.limit, language, cents=True))
    return furnish("law-no-money", language)


def lined(line: Line, language: str) -> tuple[str, str]:
    """What a line is for, with its days, and its arithmetic."""
    label = capital(line.label[language])
    if line.days is not None:
        label = f"{label} ({' – '.join(day(each, language) for each in dict.fromkeys(line.days))})"
    capped = "" if line.cap is None else f", {furnish('law-capped', language, str(figure(line.cap)))}"
    return label, f"{line}{capped}"


def in_force(row: Row, language: str) -> str:
    if row.valid_from is None:
        return furnish("law-undated", language)
    if row.valid_to is None:
        return furnish("law-from", language, day(row.valid_from, language))
    return furnish("law-from-to", language, day(row.valid_from, language), day(row.valid_to, language))


def limit(each: Limit, case: Case, language: str) -> str:
    """A time limit with its day; where that is not known, so long after what."""
    if each.day is not None:
        return f"{capital(each.label[language])}: {day(each.day, language)}"
    limits = (*case.deadlines, *((case.pay_by,) if case.pay_by is not None else ()))
    after = next((one.after for one in limits if one.label == each.label), "")
    return f"{capital(each.label[language])}: {furnish('law-after', language, within(each.within, language), after)}"


def within(length: Within, language: str) -> str:
    for unit in ("working_days", "days", "months", "years"):
        if (number := getattr(length, unit)) is not None:
            return furnish(f"law-within-{unit}", language, number)
    raise AssertionError("a length of time has a unit")
