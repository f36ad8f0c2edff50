"""Events of a signature that somebody above was asked for: given, refused, or withdrawn with the offer."""

from __future__ import annotations

from dataclasses import dataclass

from recovery_cli.money import Money
from recovery_cli.playbook.model import RoleId
from recovery_cli.private import Private


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    role: RoleId
    remedy: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ApprovalGiven:
    by: str
    role: RoleId
    amount: Money


@dataclass(frozen=True, slots=True)
class ApprovalRefused:
    by: str
    role: RoleId
    reason: Private


@dataclass(frozen=True, slots=True)
class ApprovalWithdrawn:
    """What was asked for is not offered any more: no answer is needed, and none that came holds."""

    remedy: str
    amount: Money
