"""One scene at one moment, in the operator's words: what every screen is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from recovery_cli.money import Money
from recovery_cli.playbook.model import ROLES, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import ANY, pick
from recovery_cli.ports import Scene
from recovery_cli.ui import told
from recovery_cli.ui.frame import header, in_language, rail
from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.furniture.grammar import capital, the
from recovery_cli.ui.leads import ENTER, Leads
from recovery_cli.ui.screen import Option
from recovery_cli.walk import requests as r
from recovery_cli.walk.requests import Spoken
from recovery_cli.walk.state import Walk


@dataclass(frozen=True, slots=True)
class Here:
    scene: Scene
    now: datetime

    @property
    def plan(self) -> Plan:
        return self.scene.plan

    @property
    def walk(self) -> Walk:
        return self.scene.walk

    @property
    def language(self) -> str:
        """The operator's."""
        return self.scene.walk.operator_language

    def furnish(self, code: str, *args: object) -> str:
        return furnish(code, self.language, *args)

    def enter(self, code: str, to: Leads, *args: object, remark: str = "") -> Option[Leads]:
        """The line that Enter takes."""
        return Option(ENTER, self.furnish(code, *args), to, remark=remark, marked=True)

    def money(self, amount: Money) -> str:
        return told.money(amount, self.language)

    @property
    def customer(self) -> str:
        """`the guest`."""
        return the(self.plan.playbook.customer[self.language], self.language)

    @property
    def limit(self) -> Money | None:
        """What whoever holds the screen may give alone; None is without limit."""
        return self.plan.limit(self.walk.role)

    @property
    def careful(self) -> bool:
        return self.plan.failure.careful == "always"

    @property
    def operator(self) -> str:
        """How colleagues call whoever holds the screen: the first name, else the whole name of the role."""
        name, role = self.walk.operator, self.plan.role(self.walk.role).name[self.language]
        return capital(role) if name in ("", role) else told.first_name(name)

    def header(self) -> str:
        title = self.plan.failure.name[self.language]
        limit = None if self.plan.failure.ice_cream else "" if self.limit is None else self.money(self.limit)
        return header(title, self.operator, limit, self.language, careful=self.careful)

    def labelled(self, label: str, words: Spoken) -> str:
        """With the language that the words are in, and which one they are not in where another stands in for it."""
        return in_language(label, self.said_in(words), self.language, wanted=self.spoken_in)

    def said_in(self, words: Spoken) -> str:
        """The language in which the words are shown: the customer's, else the one that stands in."""
        shown = pick(self.spoken_in, words) if words else ANY
        return self.spoken_in if shown in (ANY, self.spoken_in.partition("-")[0]) else shown

    @property
    def spoken_in(self) -> str:
        return self.walk.language

    def said(self, words: Spoken) -> tuple[str, ...]:
        """The breaths in the customer's language."""
        return words[pick(self.spoken_in, words)] if words else ()

    def meant(self, words: Spoken) -> tuple[str, ...]:
        """The same in the operator's language; nothing when it is the language they are said in."""
        if not words or pick(self.language, words) == pick(self.spoken_in, words):
            return ()
        return words[pick(self.language, words)]

    def rail(self, phase: str) -> tuple[tuple[str, str], ...]:
        """The steps of the method; those behind us are before this one and not only there on request."""
        if self.walk.careful or self.plan.failure.ice_cream or not phase:
            return ()
        ids = [each.id for each in self.plan.phases]
        before = ids[: ids.index(phase)] if phase in ids else ids
        behind = frozenset(each for each in before if self._passed(each))
        return rail([(each.id, each.name[self.language]) for each in self.plan.phases], phase, behind)

    def _passed(self, phase: str) -> bool:
        steps = [step for step in self.plan.steps if step.phase == phase]
        return any(step.id in self.walk.done or not step.on_request for step in steps)

    def people(self, role: RoleId) -> tuple[str, ...]:
        """The names of those who may be fetched as `role`, at most four."""
        return tuple(person.name for person in self.plan.settings.people(role))[:4]

    def someone(self, role: RoleId) -> str:
        """Whom to name for a role: the first name of who is on duty, else the role."""
        names = self.people(role)
        if names:
            return told.first_name(names[0])
        word = self.plan.role(role).name[self.language]
        return the(word, self.language) if self.language.startswith("en") else word

    @property
    def above(self) -> str:
        """Who `!` fetches, as a word; empty when nobody is above."""
        role = self.scene.fetching.role
        unnamed = not self.people(role) and ROLES.index(self.walk.role) >= ROLES.index("manager")
        if unnamed or ROLES.index(role) <= ROLES.index(self.walk.role):
            return ""
        return self.plan.role(role).fetch[self.language]

    @property
    def can_hurt(self) -> bool:
        """Whether `9` means something now."""
        return self.plan.fact("hurt") is not None and self.walk.facts.get("hurt") != "yes"

    @property
    def next_language(self) -> str:
        """The language that Tab shows; empty when there is no other."""
        languages = self.plan.settings.languages
        if self.spoken_in not in languages:
            return languages[0] if languages else ""
        if len(languages) < 2:
            return ""
        return languages[(languages.index(self.spoken_in) + 1) % len(languages)]


def request_name(request: r.Request) -> str:
    """What kind of thing is awaited, in one word: the tail of the furniture's codes."""
    if isinstance(request, r.Choose) and request.group == "bonus":
        return "extra"
    return _NAMES[type(request)]


_NAMES: Mapping[type[r.Request], str] = {
    r.Say: "say",
    r.Ask: "ask",
    r.Act: "act",
    r.Owe: "owe",
    r.Choose: "choose",
    r.Issue: "issue",
    r.Hand: "hand",
    r.Write: "write",
    r.Mark: "mark",
    r.Follow: "follow",
    r.Cause: "cause",
    r.Plan: "plan",
    r.Finished: "finished",
}
