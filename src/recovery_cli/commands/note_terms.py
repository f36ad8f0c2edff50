"""What is typed about a note, read: an amount, a day, a reason."""

from __future__ import annotations

from datetime import date

from recovery_cli.errors import UsageError
from recovery_cli.money import Money
from recovery_cli.notes.claims import REASONS, TOLD
from recovery_cli.notes.events import Reason


def reason_of(text: str | None) -> Reason:
    """One of the list that somebody may refuse for; raises `UsageError`, which names them."""
    wanted = "" if text is None else text.strip().replace("-", "_")
    sayable = [each for each in REASONS if each not in TOLD]
    found = next((each for each in sayable if each == wanted), None)
    if found is None:
        wrong = "A note is refused for a reason." if text is None else f'"{text}" is not one of the reasons.'
        raise UsageError(wrong, f"--reason, one of: {', '.join(sayable)}")
    return found


def money_of(text: str, option: str, *, least_nothing: bool = False) -> Money:
    """With `least_nothing` raises `UsageError` for a negative amount too."""
    try:
        money = Money.parse(text)
        if least_nothing and money.amount < 0:
            raise ValueError(f"{money} is less than nothing")
    except ValueError as fault:
        raise UsageError(f"{fault}.", f"{option} '80.00 EUR'") from fault
    return money


def day_of(text: str | None, option: str) -> date | None:
    try:
        if text is None:
            return None
        day = date.fromisoformat(text)
        if day.isoformat() != text:
            raise ValueError
    except ValueError as fault:
        raise UsageError(f'"{text}" is not a date.', f"{option} YYYY-MM-DD") from fault
    return day
