"""A playbook, its method and one failure resolved into one linear flow: all that a walk needs and keeps."""

from __future__ import annotations

import hashlib
from typing import Self

from pydantic import Field

from recovery_cli.money import Money
from recovery_cli.playbook.entitlements import Regime
from recovery_cli.playbook.model import (
    ROLES,
    Entitlement,
    Fact,
    Failure,
    FollowUp,
    Id,
    Method,
    Model,
    Phase,
    Playbook,
    Remedy,
    Role,
    RoleId,
    Step,
)
from recovery_cli.playbook.settings import Person, Settings
from recovery_cli.playbook.text import Text, Wording


class Plan(Model):
    """Frozen and complete: a walk that began with it can go on when the playbook's files have changed.

    `tables` has, by entitlement, the one case of this country's law that says how much.
    """

    playbook: Playbook
    failure: Failure
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]
    settings: Settings
    tables: dict[Id, Regime] = Field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Self:
        """The plan that `text()` wrote."""
        return cls.model_validate_json(text)

    def text(self) -> str:
        """Canonical JSON: the same plan, the same bytes."""
        return self.model_dump_json(by_alias=True)

    def digest(self) -> str:
        return hashlib.sha256(self.text().encode()).hexdigest()

    def step(self, step_id: str) -> Step:
        return next(step for step in self.steps if step.id == step_id)

    def fact(self, path: str) -> Fact | None:
        return next((fact for fact in self.failure.facts if fact.id == path), None)

    def facts(self, group: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.failure.facts if fact.group == group)

    def remedy(self, remedy_id: str) -> Remedy:
        return next(remedy for remedy in self.playbook.remedies if remedy.id == remedy_id)

    def entitlement(self, entitlement_id: str) -> Entitlement:
        return next(each for each in self.playbook.entitlements if each.id == entitlement_id)

    def words(self, name: str | None) -> Wording | None:
        """The failure's words of that name, else the playbook's."""
        if name is None:
            return None
        return self.failure.words.get(name) or self.playbook.words.get(name)

    def do(self, name: str) -> Text | None:
        return self.failure.do.get(name) or self.playbook.do.get(name)

    def follow_up(self, follow_up_id: str) -> FollowUp:
        return next(promise for promise in self.failure.follow_up if promise.id == follow_up_id)

    def role(self, role: RoleId) -> Role:
        return next(each for each in self.playbook.roles if each.id == role)

    def limit(self, role: RoleId) -> Money | None:
        """What `role` may give in one case by itself; None is without limit."""
        staff = self.settings.roles.get(role)
        amount = staff.limit if staff is not None and staff.limit is not None else self.role(role).limit
        return None if amount is None else Money(amount, self.playbook.currency)

    def may(self, role: RoleId, amount: Money) -> bool:
        limit = self.limit(role)
        return limit is None or amount <= limit

    def above(self, role: RoleId) -> RoleId:
        """The next role up that this playbook has; the highest stays."""
        there = {each.id for each in self.playbook.roles}
        higher = [each for each in ROLES[ROLES.index(role) + 1 :] if each in there]
        return higher[0] if higher else role

    def fetched_by(self, role: RoleId) -> RoleId:
        """Whom `!` fetches: the next role up that somebody holds here, else the manager, else the next one up."""
        there = {each.id for each in self.playbook.roles}
        higher = [each for each in ROLES[ROLES.index(role) + 1 :] if each in there]
        held = [each for each in higher if self.settings.people(each)]
        return held[0] if held else "manager" if "manager" in higher else self.above(role)

    def deciding(self, role: RoleId, amount: Money) -> RoleId:
        """The lowest role, from `role` upwards, whose limit covers `amount`."""
        while not self.may(role, amount) and self.above(role) != role:
            role = self.above(role)
        return role

    def on_duty(self, role: RoleId) -> Person | None:
        return next(iter(self.settings.people(role)), None)


class Unresolved(ValueError):
    """A patch that names a step which the method has not; `where` is its place in the failure's file."""

    def __init__(self, message: str, where: tuple[str | int, ...]) -> None:
        super().__init__(message)
        self.where = where


def flow(method: Method, failure: Failure) -> tuple[Step, ...]:
    """The method's steps with the failure's patches applied in order; raises `Unresolved`."""
    steps = list(method.steps)
    for number, patch in enumerate(failure.steps):
        ids = [step.id for step in steps]
        wanted = patch.drop or patch.before or patch.after or (patch.step.id if patch.step else "")
        if wanted not in ids:
            raise Unresolved(f'no step "{wanted}" in the flow: {", ".join(ids)}', ("steps", number))
        at = ids.index(wanted)
        if patch.step is None:
            del steps[at]
        elif patch.before or patch.after:
            steps.insert(at + (patch.after is not None), patch.step)
        else:
            steps[at] = patch.step
    if missing := set(failure.only) - {step.id for step in steps}:
        raise Unresolved(f'no step "{min(missing)}" in the flow', ("only",))
    return tuple(step for step in steps if not failure.only or step.id in failure.only)


def resolve(playbook: Playbook, method: Method, failure: Failure, *, settings: Settings) -> Plan:
    """Raises `Unresolved` when the failure patches a step that is not there.

    Where the journal is stays out of what the journal keeps: its address may hold a password.
    """
    return Plan(
        playbook=playbook,
        failure=failure,
        phases=method.phases,
        steps=flow(method, failure),
        settings=settings.model_copy(update={"journal": None}),
    )
