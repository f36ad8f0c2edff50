"""What is offered in a case, to read and to repeat aloud: never a cost, and never that it was the guest's own doing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recovery_cli.playbook.model import RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.choice import Option, Proposal, Reason
from recovery_cli.ui import told
from recovery_cli.ui.columns import encoding_of, paragraph, put
from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.furniture.grammar import capital, small, stopped, the
from recovery_cli.walk.decided import Decided, Question

_INDENT = 2


def decision(plan: Plan, question: Question, found: Sequence[Decided], *, why: bool, language: str) -> None:
    """The case in one paragraph; then a paragraph for each way in which what was not told makes a difference."""
    put(tuple(_Said(plan, language, encoding_of(sys.stdout)).lines(question, found, why=why)), file=sys.stdout)


def left_out(plan: Plan, each: Decided, reason: Reason, language: str) -> str:
    """Why something is not offered, as one sentence; the playbook's own words first."""
    return _Said(plan, language, "utf-8").left_out(each, reason)


def _same(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all of them say, if they do."""
    return parts[0] if all(each == parts[0] for each in parts) else ()


@dataclass(frozen=True, slots=True)
class _Said:
    plan: Plan
    language: str
    encoding: str

    def lines(self, question: Question, found: Sequence[Decided], *, why: bool) -> Iterator[str]:
        """What holds in every case is said once: what comes before the offers, what on top, and the same reasons."""
        yield from self._text(f"{self.plan.playbook.id} {self.plan.failure.id}   {self._name()}", 0)
        yield from self._text(self._case(question, found[0]), 0)
        before = [tuple(self._before(each)) for each in found]
        offers = [tuple(self._offers(each)) for each in found]
        on_top = [tuple(self._on_top(each)) for each in found]
        reasons = [tuple(dict.fromkeys(self._why(each))) if why else () for each in found]
        once = [*_same(before), *_same(on_top), *(line for line in reasons[0] if all(line in each for each in reasons))]
        if len(found) == 1:
            yield from self._paragraph((*before[0], *offers[0], *on_top[0], *reasons[0]), 0)
            return
        yield from self._paragraph(_same(before), 0)
        for each, *parts in zip(found, before, offers, on_top, reasons, strict=True):
            yield from ("", *self._text(f"{capital(self._answers(each))}:", 0))
            own = [line for part in parts for line in part if line not in once]
            for line in own or [self._says("decide-no-more")]:
                yield from self._text(line, _INDENT)
        yield from self._paragraph((*_same(on_top), *(line for line in once if line in reasons[0])), 0)

    def _paragraph(self, lines: Sequence[str], indent: int) -> Iterator[str]:
        if lines:
            yield ""
        for line in lines:
            yield from self._text(line, indent)

    def _says(self, code: str, *args: object) -> str:
        return furnish(code, self.language, *args)

    def _text(self, text: str, indent: int) -> tuple[str, ...]:
        return paragraph(text, encoding=self.encoding, indent=indent)

    def _name(self) -> str:
        return self.plan.failure.name[self.language]

    def _case(self, question: Question, first: Decided) -> str:
        """`It weighs 3 of 5. A regular guest. Service decides up to 30 EUR.`"""
        walk = first.walk
        parts = [self._says("decide-weighs", walk.severity)]
        if question.customer is not None:
            parts.append(self._says(f"decide-customer-{question.customer}", self.plan.playbook.customer[self.language]))
        limit = self.plan.limit(walk.role)
        name = self.plan.role(walk.role).name[self.language]
        if limit is None:
            parts.append(self._says("decide-role-any", name))
        else:
            parts.append(self._says("decide-role", name, told.money(limit, self.language)))
        return " ".join(capital(part) for part in parts)

    def _answers(self, each: Decided) -> str:
        return self._says("decide-or").join(
            ", ".join(self._answer(*one) for one in way.items()) for way in each.answers
        )

    def _answer(self, path: str, value: object) -> str:
        fact = self.plan.fact(path)
        choice = None if fact is None else fact.choice(value)
        if choice is not None:
            return small(choice.label[self.language])
        return self._says("decide-fact", path, "-" if value is None else value)

    def _before(self, each: Decided) -> Iterator[str]:
        if each.owed is not None:
            yield self._says(f"decide-owed-{each.owed.basis}", each.owed.label[self.language])
        if each.fix:
            labels = self._says("decide-and").join(self._label(fix) for fix in each.fix)
            yield self._says("decide-trifle" if self.plan.failure.ice_cream else "decide-fix", labels)
        if each.walk.careful:
            yield self._says("decide-careful")

    def _offers(self, each: Decided) -> Iterator[str]:
        for number, option in enumerate(each.main.options):
            yield self._says("decide-or-else" if number else "decide-offer", self._offer(each, option))

    def _on_top(self, each: Decided) -> Iterator[str]:
        for number, option in enumerate(each.bonus.options):
            yield self._says("decide-or-this" if number else "decide-on-top", self._offer(each, option))
        if not (each.walk.careful or each.main.options or each.bonus.options):
            yield self._says("decide-no-more")

    def _label(self, remedy: str) -> str:
        return self.plan.remedy(remedy).label[self.language]

    def _offer(self, each: Decided, option: Option) -> str:
        label = told.offer(self.plan.remedy(option.remedy), self._label(option.remedy), option.amount, self.language)
        if option.decides == each.walk.role:
            return label
        return self._says("decide-signed", label, self._who(option.decides))

    def _who(self, role: RoleId) -> str:
        """The manager, el responsable: the role and not the name, since another may be there when it is read."""
        word = self.plan.role(role).fetch[self.language]
        return the(word, self.language) if self.language.startswith("en") else word

    def _why(self, each: Decided) -> Iterator[str]:
        for chosen in (each.main, each.bonus):
            yield from self._because(each, chosen)
        for remedy, reason in (*each.main.ruled_out, *each.bonus.ruled_out):
            yield self._says("decide-not", capital(self._label(remedy)), self.left_out(each, reason))

    def _because(self, each: Decided, chosen: Proposal) -> Iterator[str]:
        if not chosen.options:
            said = (reason for reason in chosen.because if reason.code == "manual" and reason.text is not None)
            yield from (self._says("decide-because-manual", self._own(reason)) for reason in said)
            return
        first = chosen.options[0]
        for reason in chosen.because:
            if line := self._reason(each, reason, first):
                yield capital(line)

    def _own(self, reason: Reason) -> str:
        return "" if reason.text is None else capital(reason.text[self.language]).rstrip(".")

    def _reason(self, each: Decided, reason: Reason, first: Option) -> str:
        match reason.code, reason.about:
            case "at-fault", ("company",):
                return self._says("decide-because-us")
            case "at-fault", _:
                return self._says("decide-because-any")
            case "manual", _ if reason.text is not None:
                return self._says("decide-because-manual", self._own(reason))
            case "cap", _ if reason.text is not None and first.amount is not None:
                return self._says("decide-because-cap", self._own(reason), told.money(first.amount, self.language))
            case "decides", (role,) if role == each.walk.role:
                return self._says("decide-because-you")
            case "decides", (role, *_):
                who = next(known.id for known in self.plan.playbook.roles if known.id == role)
                return self._says("decide-because-above", self._who(who))
            case "severity", (score,):
                return self._says("decide-because-severity", score)
            case "value-over-cost" | "most-valued", _:
                return self._says(f"decide-because-{reason.code}")
            case _:
                return ""

    def left_out(self, each: Decided, reason: Reason) -> str:
        """One sentence; the playbook's own words first."""
        if reason.text is not None:
            return stopped(small(reason.text[self.language]))
        if reason.code == "decides":
            role = next(known.id for known in self.plan.playbook.roles if known.id == reason.about[0])
            code = "decide-left-day" if len(reason.about) > 1 else "decide-left-decides"
            return self._says(code, self._who(role))
        if reason.code == "more-than-150-percent" and not each.walk.careful:
            return self._says("decide-left-price")
        return self._says(f"decide-left-{reason.code}")
