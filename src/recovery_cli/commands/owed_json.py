"""What the law owes as data: money as `31.02 GBP`, dates as they sort, each reason with its code and its words."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_cli.money import Money
from recovery_cli.playbook.entitlements import Case, Regime, Row, Within
from recovery_cli.remedies.choice import Reason
from recovery_cli.remedies.owed_facts import asked
from recovery_cli.remedies.owed_trace import Limit, Line, Owed, figure, times
from recovery_cli.ui import law


def answer_json(found: Owed, *, language: str) -> dict[str, object]:
    """The whole answer; `amount` is null where the law sets a limit, things or days and no sum."""
    currency = found.amount.currency if found.amount is not None else ""
    return {
        "regime": found.regime,
        "case": found.case,
        "label": found.label[language],
        "on": found.on,
        "amount": found.amount,
        "limit": found.limit,
        "lines": [_line(each, currency, language) for each in found.lines],
        "due": [each[language] for each in found.due],
        "nothing": None if found.nothing is None else _reason(found.nothing, language),
        "counted_by": [_reason(each, language) for each in found.by],
        "automatic": found.automatic,
        "paid": None if found.paid is None else found.paid[language],
        "pay_by": None if found.pay_by is None else _limit(found.pay_by, language),
        "deadlines": [_limit(each, language) for each in found.limits],
        "excluded": [each[language] for each in found.excluded],
        "notes": [each[language] for each in found.notes],
        "rules": [_row(each, currency, language) for each in found.rows],
        "warnings": [_reason(each, language) for each in found.warnings],
        "legal_advice": False,
        "gift": False,
    }


def regime_json(table: Regime, *, language: str) -> dict[str, object]:
    return {
        "regime": table.id,
        "name": table.name[language],
        "covers": table.covers[language],
        "country": table.country,
        "currency": table.currency,
        "cases": [_case(table, each, language) for each in table.cases],
    }


def _case(table: Regime, case: Case, language: str) -> dict[str, object]:
    facts = [
        {
            "fact": name,
            "type": fact.type,
            "what": fact.ask[language],
            "choices": fact.choices,
            "needed": needed,
            "default": fact.default,
        }
        for name, (fact, needed) in asked(table, case).items()
    ]
    return {
        "case": case.id,
        "label": case.label[language],
        "unit": case.unit,
        "computed": any(each.sure for each in case.rows),
        "automatic": case.automatic,
        "facts": facts,
        "formula": None if case.formula is None else case.formula.model_dump(mode="json", exclude_defaults=True),
        "excluded": [each.text[language] for each in case.excluded],
        "rules": [_row(each, table.currency or "", language) for each in case.rows],
    }


def _line(line: Line, currency: str, language: str) -> dict[str, object]:
    return {
        "label": line.label[language],
        "count": times(line.count),
        "each": str(Money(figure(line.each), currency)),
        "factors": line.factors,
        "amount": f"{figure(line.amount)} {currency}",
        "capped": line.cap is not None,
        "from": None if line.days is None else line.days[0],
        "to": None if line.days is None else line.days[1],
    }


def _reason(reason: Reason, language: str) -> dict[str, object]:
    return {"code": reason.code, "about": reason.about, "text": law.because(reason, language)}


def _limit(each: Limit, language: str) -> dict[str, object]:
    return {"label": each.label[language], "day": each.day, "within": _within(each.within)}


def _within(within: Within) -> Mapping[str, int]:
    return {unit: number for unit, number in within.model_dump().items() if number is not None}


def _row(row: Row, currency: str, language: str) -> dict[str, object]:
    return {
        "rule": row.rule,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "rates": {name: f"{rate} {currency}".strip() for name, rate in row.rates.items()},
        "doubted": row.doubted,
        "source": row.source,
        "checked_on": row.checked_on,
        "confidence": row.confidence,
        "missing": None if row.missing is None else row.missing[language],
    }
