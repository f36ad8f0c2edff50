"""What a choice decides by, and what it says of itself: one case, its trace line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from recovery_cli.money import Money
from recovery_cli.playbook.model import CustomerType, RoleId
from recovery_cli.playbook.text import Text

UNKNOWN_CUSTOMER: CustomerType = "first_time"
"""Nobody is asked what kind of customer they are; who is not known to be another kind comes for the first time."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the trace: a stable code with its arguments, and the playbook's own words where it has some."""

    code: str
    about: tuple[str, ...] = ()
    text: Text | None = None

    def __str__(self) -> str:
        return " ".join((self.code, *self.about))


@dataclass(frozen=True, slots=True)
class Gift:
    """Goodwill given in this case: our cost, its worth to the customer (in the playbook's currency), who decided."""

    cost: Decimal
    worth: Decimal
    decided: RoleId


@dataclass(frozen=True, slots=True)
class Today:
    """The cost of the goodwill given today in other cases: to this customer, by this person, by the house."""

    customer: Decimal = Decimal(0)
    shift: Decimal = Decimal(0)
    budget: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Case:
    """What the choice decides by; `facts` is the nested context of conditions, `price` what the customer paid.

    `gifts` were given in this case before, `repeat` says that it went wrong for this customer lately too.
    """

    role: RoleId
    severity: int
    careful: bool
    at_fault: str
    facts: Mapping[str, object]
    price: Money | None = None
    customer: CustomerType = UNKNOWN_CUSTOMER
    repeat: bool = False
    gifts: tuple[Gift, ...] = ()
    today: Today = Today()
