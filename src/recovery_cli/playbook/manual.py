"""The compensation manual: what may be given, and the decision table that says what is offered to whom.

In the words of DMN (Decision Model and Notation): failure, severity, customer and fault are the inputs, a row is a
rule, a missing input means any, `hit` is the hit policy; a failure's own lists are the default output.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from recovery_cli.playbook.condition import ConditionText
from recovery_cli.playbook.terms import (
    Amount,
    CustomerType,
    Fault,
    Id,
    Model,
    Nature,
    RemedyKind,
    RoleId,
    Token,
)
from recovery_cli.playbook.text import Text, Words

T = TypeVar("T")


class CapRule(Model):
    """One row of a decision table: the cap that holds when `when` does (no `when`: otherwise)."""

    when: ConditionText | None = None
    cap: Amount
    because: Text


class Exclusion(Model):
    """What a remedy is not for, although it would fit; `because` is said to whoever asks."""

    when: ConditionText
    because: Text


class Remedy(Model):
    """Something given.

    `cost` is ours and `value` the customer's, both in units of the playbook's currency, or a share of the amount
    given (`basis: amount`) or of the price paid (`basis: price`). `fits` are the natures of failure that it makes good
    (none: any), `gives` says what it is to the customer (food, time, money): only what gives the same can be the worse.
    `against_receipt`: what the customer spent is paid, and a sum is the most that it may be; else it is the sum.
    `exceptions` are those of a promise like "we take everything back, no questions".
    """

    id: Id
    kind: RemedyKind
    label: Text
    spoken: Text | None = None
    printed: Text | None = None
    does_not: Text | None = None
    cost: Amount
    value: Amount
    basis: Literal["piece", "amount", "price"] = "piece"
    authority: RoleId = "front_line"
    document: Id | None = None
    caps: tuple[CapRule, ...] = ()
    when: ConditionText | None = None
    exceptions: tuple[Exclusion, ...] = ()
    fits: tuple[Nature, ...] = ()
    gives: Token | None = None
    ask_amount: bool = False
    against_receipt: bool = False
    words: Words | None = None

    @property
    def up_to(self) -> bool:
        """Whether a sum of it is a ceiling."""
        return self.against_receipt or self.document == "guarantee-note"


def _several(raw: object) -> object:
    return raw if isinstance(raw, Sequence) and not isinstance(raw, str) else (raw,)


Several = Annotated[tuple[T, ...], BeforeValidator(_several), Field(min_length=1)]
"""One or a list of them."""


def _named(raw: object) -> object:
    return {"remedy": raw} if isinstance(raw, str) else raw


class Entry(Model):
    """A remedy as a row gives it: with a cap of its own, or with the remedy's."""

    remedy: Id
    cap: Amount | None = None


Entries = tuple[Annotated[Entry, BeforeValidator(_named)], ...]


class Row(Model):
    """One rule: to whom, and what is offered, `main` the one that makes good and `bonus` on top; [] is nothing.

    What a row does not say stays as the failure has it.
    """

    id: Id
    failure: Several[Id] | None = None
    severity: Several[Annotated[int, Field(ge=1, le=5)]] | None = None
    customer: Several[CustomerType] | None = None
    at_fault: Several[Fault] | None = None
    when: ConditionText | None = None
    main: Entries | None = None
    bonus: Entries | None = None
    because: Text | None = None

    @model_validator(mode="after")
    def _gives(self) -> Row:
        if self.main is None and self.bonus is None:
            raise ValueError("a row says what is offered: main, bonus or both; [] is nothing")
        if self.when is not None and self.failure is None:
            raise ValueError("a row with a condition names its failures: others do not ask its facts")
        return self


class Limits(Model):
    """What all gifts may come to before the manager decides: in one case, and today to one customer, from one person
    on shift, from the house. None is without limit."""

    case: Amount | None = None
    customer: Amount | None = None
    shift: Amount | None = None
    budget: Amount | None = None


class Manual(Model):
    """`unique`: no two rows may hold for one case; `first`: the first one that holds."""

    hit: Literal["unique", "first"] = "unique"
    limits: Limits = Limits()
    rows: tuple[Row, ...] = ()

    @model_validator(mode="after")
    def _told_apart(self) -> Manual:
        ids = [row.id for row in self.rows]
        if twice := {each for each in ids if ids.count(each) > 1}:
            raise ValueError(f"the row {min(twice)} stands here twice")
        return self
