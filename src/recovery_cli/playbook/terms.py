"""The words that all content shares: names, amounts, and the closed lists of what a thing can be."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$")]
FactPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*$")]
Token = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]
Span = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}[mhd]$")]
"""Like 5m, 2h, 14d."""

Due = Annotated[str, StringConstraints(pattern=r"^(?:[1-9][0-9]{0,3}[mhd]|next (?:[01][0-9]|2[0-3]):[0-5][0-9])$")]
"""A span, or `next 09:00`: the next time that it is nine where the business is, and at least four hours from now."""

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Cause = Literal[
    "process",
    "policy",
    "system",
    "protocol",
    "person",
    "conditions",
    "environment",
    "product",
    "supplier",
    "third_party",
]
Fault = Literal["company", "customer", "third_party", "unknown"]
CustomerType = Literal["first_time", "regular", "vip", "vulnerable", "business"]
RoleId = Literal["front_line", "supervisor", "manager", "owner"]
ROLES: tuple[RoleId, ...] = ("front_line", "supervisor", "manager", "owner")
"""From the one who meets the guest to the one who answers for everything."""

RemedyKind = Literal["fix", "bonus", "reimbursement", "credit", "upgrade", "replacement", "attention", "letter"]
Nature = Literal["outcome", "process", "courtesy"]
"""What was hurt: what the customer got, how it went, how somebody was treated (Smith, Bolton and Wagner 1999)."""


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
