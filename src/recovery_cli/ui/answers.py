"""A walk answered from a mapping: facts by their path, steps by their id. Asks nothing; finds all gaps in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from recovery_cli.diagnostics import did_you_mean, nearest
from recovery_cli.errors import RecoverError, Refused
from recovery_cli.money import Money
from recovery_cli.ports import Reply, Scene
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.answers import checked, one_line

Given: TypeAlias = "str | bool | int | list[Given] | Mapping[str, Given] | None"

NONE, LATER = "none", "later"
FETCHED = ("here", "coming", "nobody")
OUTCOME = "outcome"
SENTENCE = 200
"""Signs of what is told in one's own words."""


@dataclass
class AnswersPrompter:
    """`missing` are the keys that were needed, `wrong` those that did not fit with message and hint.

    A missing answer is assumed (nobody hurt, the manager coming, the first choice) so that the walk goes on to the
    end and every gap is found; nothing of such a walk may be kept.
    """

    answers: Mapping[str, Given]
    missing: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)

    @property
    def unused(self) -> list[str]:
        """Answers that nothing asked for."""
        return [key for key in self.answers if key not in self.used and key != OUTCOME]

    @property
    def faultless(self) -> bool:
        return not (self.missing or self.wrong or self.unused)

    def ask(self, scene: Scene) -> Reply:
        request = scene.request
        self.known |= {step.id for step in scene.plan.steps} | {fact.id for fact in scene.plan.failure.facts}
        if scene.notice[:1] == ("refused",):
            self.wrong.append((getattr(request, "step", ""), scene.notice[1], " ".join(scene.notice[2:])))
            self.check("This")
        match request:
            case r.Say(step) | r.Owe(step):
                return c.Confirm(step, scene.walk.language)
            case r.Ask():
                return self._fact(request)
            case r.Act():
                return self._act(request, scene)
            case r.Choose():
                return self._choose(request)
            case r.Hand(step):
                return c.HandOverNote(step)
            case r.Mark():
                return self._mark(request)
            case r.Follow():
                return self._promises(request)
            case r.Cause() | r.Plan():
                return self._mend(request)
            case r.Issue() | r.Write() | r.Finished():
                raise AssertionError(f"{type(request).__name__} is no question")
        assert_never(request)

    def _take(self, key: str) -> Given:
        self.used.add(key)
        return self.answers.get(key)

    def _fact(self, request: r.Ask) -> Reply:
        fact = request.fact
        choices = [choice.value for choice in fact.choices]
        assumed = "no" if fact.id == "hurt" else choices[0] if choices else None if fact.optional else "?"
        if fact.id not in self.answers:
            if not fact.optional:
                self.missing.append(fact.id)
            value = "unknown" if fact.optional and "unknown" in choices else assumed
            return c.Answer(request.step, fact.id, value)
        given = self._take(fact.id)
        try:
            return c.Answer(request.step, fact.id, checked(fact, "" if given is None else str(given)))
        except Refused as refused:
            self.wrong.append((fact.id, refused.message, refused.hint))
            return c.Answer(request.step, fact.id, assumed)

    def _act(self, request: r.Act, scene: Scene) -> Reply:
        if request.call == "first":
            return c.CallEmergency(request.step)
        if request.fetch is None or request.step in self.used:
            return c.Do(request.step, tuple(item.id for item in request.checklist))
        came = self._take(request.step)
        who = scene.plan.on_duty(request.fetch)
        if came is None:
            self.missing.append(request.step)
        elif came not in FETCHED:
            self._unfit(request.step, came, FETCHED)
        elif came == "here":
            return c.Fetch("here", "" if who is None else who.name, request.fetch)
        elif came == "nobody":
            return c.Fetch("nobody", role=request.fetch)
        return c.Fetch("coming", "" if who is None else who.name, request.fetch)

    def _choose(self, request: r.Choose) -> Reply:
        options = {option.remedy for option in request.proposal.options}
        first = request.proposal.first
        given = self._take(request.step)
        proposed = "" if first is None else first.remedy
        if given is None and request.group == "main":
            return c.ChooseRemedy(request.step, proposed)
        if given is None or given == NONE:
            return c.DeclineRemedy(request.step)
        wanted = given if isinstance(given, Mapping) else {"remedy": given}
        remedy, amount = str(wanted.get("remedy", proposed)), wanted.get("amount")
        if remedy not in options:
            self._unfit(request.step, remedy, sorted({*options, NONE}))
            return c.DeclineRemedy(request.step)
        try:
            money = None if amount is None else Money.parse(str(amount))
        except ValueError as fault:
            self.wrong.append((request.step, str(fault), "amount: 80.00 EUR"))
            money = None
        return c.ChooseRemedy(request.step, remedy, money, reason=_sentence(wanted.get("reason", "")))

    def _mark(self, request: r.Mark) -> Reply:
        given = self._take(request.step)
        listed = [] if given is None else given if isinstance(given, list) else [given]
        known = [driver.id for driver in request.drivers]
        for each in listed:
            if each not in known:
                self._unfit(request.step, each, known)
        return c.Mark(request.step, tuple(str(each) for each in listed if each in known))

    def _promises(self, request: r.Follow) -> Reply:
        match self._take(request.step):
            case None | "keep":
                return c.Promise(request.step)
            case {"none": str(reason)} if told := _sentence(reason):
                return c.PromiseNothing(request.step, told)
            case other:
                self.wrong.append((request.step, f'"{other}" does not say whether the promises are kept', "keep"))
                return c.Promise(request.step)

    def _mend(self, request: r.Cause | r.Plan) -> Reply:
        given = self._take(request.step)
        if given is None or given == LATER:
            return c.LeaveOpen(request.step)
        if isinstance(request, r.Cause):
            causes = [option.cause for option in request.options]
            if given in causes:
                return c.NameCause(request.step, str(given))
            self._unfit(request.step, given, [*causes, LATER])
            return c.LeaveOpen(request.step)
        if isinstance(given, Mapping):
            return c.PlanChange(request.step, what=_sentence(given.get("what", "")))
        changes = [option.id for option in request.options]
        if given not in changes:
            self._unfit(request.step, given, [*changes, LATER])
            return c.LeaveOpen(request.step)
        return c.PlanChange(request.step, change=str(given))

    def _unfit(self, key: str, given: object, known: object) -> None:
        names = [str(each) for each in known] if isinstance(known, list | tuple) else []
        self.wrong.append((key, f'{key} cannot be "{given}"', did_you_mean(str(given), names)))

    def _meant(self, key: str) -> str:
        """The names that come nearest to one that this flow has not; one that it has was not come to."""
        names = () if key in self.known else nearest(key, self.known)
        return f". Nearest: {', '.join(names)}" if names else ""

    def check(self, what: str) -> None:
        """Raises `RecoverError` that lists everything missing, unknown and wrong at once."""
        if self.faultless:
            return
        lines = [f"{key} is missing" for key in self.missing]
        lines += [f"{message.rstrip('.')}. {hint}".rstrip() for _, message, hint in self.wrong]
        lines += [f"nothing asks for {key}{self._meant(key)}" for key in self.unused]
        raise RecoverError(f"{what} does not answer this walk:\n  " + "\n  ".join(lines), "Nothing was recorded.")


def flat(data: Mapping[str, object], *, above: str = "", keep: frozenset[str] = frozenset()) -> dict[str, Given]:
    """Nested facts by their path; mappings at `keep` (steps that take a mapping) stay whole."""
    found: dict[str, Given] = {}
    for key, value in data.items():
        path = f"{above}.{key}" if above else str(key)
        if isinstance(value, Mapping) and path not in keep:
            found |= flat(value, above=path, keep=keep)
        elif isinstance(value, Mapping):
            found[path] = {str(name): _value(each) for name, each in value.items()}
        else:
            found[path] = _value(value)
    return found


def _sentence(given: Given) -> str:
    return "" if given is None else one_line(str(given), longest=SENTENCE)


def _value(value: object) -> Given:
    match value:
        case bool():
            return "yes" if value else "no"
        case str() | int() | None:
            return value
        case list() | tuple():
            return [_value(each) for each in value]
        case Mapping():
            return {str(key): _value(each) for key, each in value.items()}
        case _:
            return str(value)
