"""A failure's whole flow, read aloud: phases and steps in order, with their words, keys, remedies and promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recovery_cli.money import Money
from recovery_cli.playbook.model import Choice, Fact, Remedy, RoleId, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import Wording
from recovery_cli.remedies.table import candidates
from recovery_cli.ui import told
from recovery_cli.ui.columns import WIDTH, Column, paragraph, row, shown
from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.furniture.grammar import capital, small
from recovery_cli.ui.signs import cells
from recovery_cli.walk.promises import NEXT

_FIELD = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_STEP, _INNER = 2, 6
_BECAUSE, _LIMIT, _DECIDES = 24, 16, 28


def failure(plan: Plan, *, language: str, encoding: str) -> Iterator[str]:
    """Lines of at most 80 cells in the signs of `encoding`; ends with a line that sums them up."""
    yield from _Aloud(plan, language, encoding).lines()


@dataclass(frozen=True, slots=True)
class _Aloud:
    plan: Plan
    language: str
    encoding: str

    def lines(self) -> Iterator[str]:
        yield from self._heading()
        steps = [step for step in self.plan.steps if self._says_something(step)]
        phase = ""
        for step in steps:
            if step.phase != phase:
                phase = step.phase
                yield from ("", *self._text(self._phase(phase), 0))
            yield ""
            yield from self._step(step)
        asked = sum(len(self._facts(step)) for step in steps)
        promises = sum(len(self.plan.failure.follow_up) for step in steps if step.kind == "follow-up")
        yield from ("", *self._text(self._says("sum-flow", len(steps), asked, promises), 0))

    def _says(self, code: str, *args: object) -> str:
        return furnish(code, self.language, *args)

    def _text(self, text: str, indent: int) -> tuple[str, ...]:
        return paragraph(text, encoding=self.encoding, indent=indent)

    def _heading(self) -> Iterator[str]:
        found = self.plan.failure
        name = f"{self.plan.playbook.id} {found.id}   {found.name[self.language]}"
        yield from self._text(name, 0)
        about = [self._says("flow-weighs", found.severity), self._says(f"fault-{found.at_fault}")]
        if found.careful != "never":
            about.append(self._says("is-careful" if found.careful == "always" else "careful-if-hurt"))
        yield from self._text(" · ".join(about), 2)
        yield from self._text(" · ".join(self._limits()), 2)
        broken = next((each for each in self.plan.playbook.promises if each.id == found.promise), None)
        if broken is not None:
            yield from self._text(self._says("flow-breaks", broken.text[self.language]), 2)
        if (service := self.plan.playbook.service) is not None:
            back = self._says(f"span-{service.call_back[-1]}", service.call_back[:-1])
            yield from self._text(self._says("flow-service", service.rings, service.transfers, back), 2)

    def _limits(self) -> Iterator[str]:
        """Who decides up to how much, in this house."""
        for role in self.plan.playbook.roles:
            limit = self.plan.limit(role.id)
            tail = self._says("no-limit") if limit is None else self._says("limit", told.money(limit, self.language))
            yield f"{role.name[self.language]} {tail}"

    def _phase(self, phase: str) -> str:
        name = next((each.name[self.language] for each in self.plan.phases if each.id == phase), phase)
        return name.upper()

    def _facts(self, step: Step) -> tuple[Fact, ...]:
        if step.kind != "ask":
            return ()
        facts = self.plan.failure.facts
        return tuple(each for each in facts if each.id == step.fact or (step.facts and each.group == step.facts))

    def _offered(self, step: Step) -> tuple[str, ...]:
        """By the failure's own list, and by the rows of the manual."""
        return candidates(self.plan, "bonus" if step.remedies == "bonus" else "main")

    def _says_something(self, step: Step) -> bool:
        """Steps that this failure fills with nothing are never reached in a walk."""
        remedies = self.plan.failure.remedies
        match step.kind:
            case "ask":
                return bool(self._facts(step))
            case "choose":
                return bool(self._offered(step))
            case "owe":
                return bool(remedies.owed)
            case "mark":
                return bool(self.plan.playbook.drivers)
            case "follow-up":
                return bool(self.plan.failure.follow_up)
            case "cause":
                return bool(self.plan.failure.causes)
            case _:
                return True

    def _step(self, step: Step) -> Iterator[str]:
        conditions = [self._says("only-if", step.when)] if step.when else []
        if step.on_request:
            conditions.append(self._says("only-if-asked"))
        yield from self._text(" · ".join((f"{step.id}: {self._kind(step)}", *conditions)), _STEP)
        if step.kind != "write":
            yield from self._words(self.plan.words(step.words))
        if step.words == "first_words":
            for other, code in (("noticed", "flow-noticed"), ("face_saving", "flow-face-saving")):
                if other in self.plan.failure.words:
                    yield from self._text(self._says(code), _INNER)
                    yield from self._words(self.plan.failure.words[other], _INNER + 2)
        if step.do and (do := self.plan.do(step.do)) is not None:
            plain = step.kind == "say"
            yield from self._text(do[self.language] if plain else self._says("do", small(do[self.language])), _INNER)
        yield from self._content(step)

    def _kind(self, step: Step) -> str:
        if step.apology is not None:
            return self._says(f"flow-{step.apology}")
        if step.kind == "choose" and step.remedies == "bonus":
            return self._says("flow-extra")
        return self._says(f"next-{ {'follow-up': 'follow', 'change': 'plan'}.get(step.kind, step.kind) }")

    def _words(self, wording: Wording | None, indent: int = _INNER) -> Iterator[str]:
        for number, breaths in enumerate(wording.root if wording is not None else ()):
            if number:
                yield from self._text(self._says("flow-or"), indent)
            for line in breaths[self.language]:
                named = _FIELD.sub(r"<\1>", line)
                yield from self._text(f'"{named}"', indent)

    def _content(self, step: Step) -> Iterator[str]:
        """What a step asks, gives, promises or fetches."""
        found = self.plan.failure
        if step.remedies == "fix" and found.remedies.fix:
            fixes = ", ".join(self.plan.remedy(each).label[self.language] for each in found.remedies.fix)
            yield from self._text(self._says("flow-given", fixes), _INNER)
        for fact in self._facts(step):
            yield from self._fact(fact)
        if step.kind == "owe":
            yield from self._owed()
        if step.kind == "choose":
            for each in self._offered(step):
                yield from self._remedy(self.plan.remedy(each))
        if step.kind == "mark":
            yield from self._list([driver.label[self.language] for driver in self.plan.playbook.drivers])
        if step.kind == "follow-up":
            yield from self._promises()
        if step.kind == "cause":
            yield from self._list([option.label[self.language] for option in found.causes])
        if step.kind == "change":
            own = self._says("flow-own-words")
            yield from self._list([*(option.what[self.language] for option in found.changes), own])
        if step.kind == "write":
            yield from self._text(self._says("flow-template", step.template or "apology"), _INNER)
        yield from self._list([item.label[self.language] for item in step.checklist])
        if step.call is not None:
            yield from self._text(self._says("call", self.plan.settings.emergency_number), _INNER)
        if step.fetch is not None:
            yield from self._text(self._says("flow-fetch", self._who(step.fetch)), _INNER)

    def _list(self, texts: Sequence[str]) -> Iterator[str]:
        for text in texts:
            yield from row((Column("-", 1), Column(text, WIDTH - _INNER - 3)), encoding=self.encoding, indent=_INNER)

    def _who(self, role: RoleId) -> str:
        names = {each.id: each.name[self.language] for each in self.plan.playbook.roles}
        return names.get(role, role)

    def _fact(self, fact: Fact) -> Iterator[str]:
        when = f" ({self._says('only-if', fact.when)})" if fact.when else ""
        yield from self._text(fact.ask[self.language] + when, _INNER)
        yield from self._words(fact.words)
        for key, choice in keyed(fact):
            columns = (Column(key, 1), Column(choice.label[self.language], WIDTH - _INNER - 5))
            yield from row(columns, encoding=self.encoding, indent=_INNER + 2)
        if fact.type != "choice":
            typed = self._says("flow-typed-optional" if fact.optional else "flow-typed")
            yield from self._text(fact.empty[self.language] if fact.empty is not None else typed, _INNER + 2)

    def _remedy(self, remedy: Remedy) -> Iterator[str]:
        """Each cap on a line of its own, with who decides it; a remedy without caps belongs to its role."""
        when = f" ({self._says('only-if', remedy.when)})" if remedy.when else ""
        label = capital(remedy.label[self.language]) + when
        if remedy.caps:
            yield from self._text(label, _INNER)
            currency = self.plan.playbook.currency
            for rule in remedy.caps:
                cap = Money(rule.cap, currency)
                most = told.at_most(remedy, cap, self.language)
                yield from self._cap(most, rule.because[self.language], self.plan.deciding("front_line", cap))
        else:
            decides = self._says("flow-decides", self._who(remedy.authority))
            own = (self._says("own-amount"),) if remedy.ask_amount else ()
            yield from self._text(": ".join((label, ", ".join((*own, decides)))), _INNER)
        yield from self._words(remedy.words, _INNER + 2)

    def _owed(self) -> Iterator[str]:
        for each in map(self.plan.entitlement, self.plan.failure.remedies.owed):
            when = f" ({self._says('only-if', each.when)})" if each.when else ""
            yield from self._text(self._says(f"owed-by-{each.basis}", each.label[self.language]) + when, _INNER)
            yield from self._words(each.words, _INNER + 2)

    def _cap(self, limit: str, because: str, role: RoleId) -> Iterator[str]:
        decides = self._says("flow-decides", self._who(role))
        columns = (Column(because, _BECAUSE), Column(limit, _LIMIT), Column(decides, _DECIDES))
        yield from row(columns, encoding=self.encoding, indent=_INNER + 2)

    def _promises(self) -> Iterator[str]:
        for each in self.plan.failure.follow_up:
            kind, number = ("next", each.after[len(NEXT) :]) if each.after.startswith(NEXT) else _parted(each.after)
            span = shown(self._says(f"span-{kind}", number), self.encoding)
            when = f" ({self._says('only-if', each.when)})" if each.when else ""
            what = f"{each.what[self.language]} · {self._who(each.role)}{when}"
            wide = max(cells(span), 12)
            columns = (Column(span, wide), Column(what, WIDTH - _INNER - wide - 2))
            yield from row(columns, encoding=self.encoding, indent=_INNER)
            yield from self._words(each.words, _INNER + 2)


def _parted(span: str) -> tuple[str, str]:
    """Unit and number of `14d`."""
    return span[-1], span[:-1]


def keyed(fact: Fact) -> list[tuple[str, Choice]]:
    """A choice has the key it asks for, else the next digit; 0 stands last."""
    digits: Iterator[str] = iter("1234567")
    lines = [(next(digits) if choice.key is None else str(choice.key), choice) for choice in fact.choices]
    return sorted(lines, key=lambda line: line[0] == "0")
