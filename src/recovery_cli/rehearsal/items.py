"""What can be reached: the names of it, one form for what is declared and for what a walk came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recovery_cli.playbook.model import CapRule, Entitlement, Fact, FollowUp, Remedy, Step
from recovery_cli.playbook.plan import Plan

Kind = Literal["steps", "remedies", "conditions", "words", "owed", "in"]
KINDS: tuple[Kind, ...] = ("steps", "remedies", "conditions", "words", "owed", "in")


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """Something declared in `file`; `what` names it as its author would."""

    kind: Kind
    file: str
    what: str


@dataclass(frozen=True, slots=True)
class Files:
    """Where the parts of one resolved failure stand."""

    plan: Plan

    @property
    def playbook(self) -> str:
        return f"playbooks/{self.plan.playbook.id}/playbook.yaml"

    @property
    def failure(self) -> str:
        return f"playbooks/{self.plan.playbook.id}/failures/{self.plan.failure.id}.yaml"

    def of(self, step: Step) -> str:
        """A step that a failure adds or replaces is its own; the others are the method's."""
        own = {patch.step.id for patch in self.plan.failure.steps if patch.step is not None}
        return self.failure if step.id in own else f"playbooks/methods/{self.plan.playbook.method}.yaml"

    def step(self, step: Step) -> Item:
        return Item("steps", self.of(step), f"step {step.id}")

    def left_out(self, step: Step) -> Item:
        return Item("conditions", self.of(step), f"step {step.id}: never left out ({step.when})")

    def fact(self, fact: Fact) -> Item:
        return Item("steps", self.failure, f"question {fact.id}")

    def remedy(self, group: str, remedy: str) -> Item:
        """What only a row of the manual gives stands in the playbook, and is reached by any of its failures."""
        own = remedy in getattr(self.plan.failure.remedies, group)
        return Item("remedies", self.failure if own else self.playbook, f"{group} {remedy}")

    def owed(self, entitlement: str) -> Item:
        return Item("owed", self.failure, f"owed {entitlement}")

    def language(self, language: str) -> Item:
        return Item("in", self.failure, f"language {language}")

    def words(self, name: str, number: int, *, shared: bool) -> Item:
        return Item("words", self.playbook if shared else self.failure, _wording(name, number))

    def when(self, what: Fact | FollowUp | Remedy | Entitlement, held: bool) -> Item:
        """One way of a condition: of a fact or a promise in the failure, of a remedy or a right in the playbook."""
        file = self.failure if isinstance(what, Fact | FollowUp) else self.playbook
        kind = {Fact: "question", FollowUp: "follow-up", Remedy: "remedy", Entitlement: "owed"}[type(what)]
        return Item("conditions", file, f"{kind} {what.id}: never {_told(held)} ({what.when})")

    def cap(self, remedy: Remedy, number: int, rule: CapRule, *, held: bool) -> Item:
        when = "otherwise" if rule.when is None else rule.when
        return Item("conditions", self.playbook, f"remedy {remedy.id}: cap {number + 1} never {_told(held)} ({when})")


def _told(held: bool) -> str:
    return "true" if held else "false"


def _wording(name: str, number: int) -> str:
    return f"words {name}" if not number else f"words {name}, wording {number + 1}"
