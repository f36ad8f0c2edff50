"""Scenario files as cases to walk: scenario × variant × language, and every fault of the files with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from recovery_cli.catalogue import Catalogue
from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.playbook import load
from recovery_cli.playbook.load import Read
from recovery_cli.playbook.model import Fault
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.scenario import Aside, Expected, House, Scenario, Variant
from recovery_cli.playbook.settings import Settings, Staff
from recovery_cli.playbook.text import ANY, FALLBACK
from recovery_cli.remedies.cells import GROUPS
from recovery_cli.remedies.table import candidates
from recovery_cli.ui.answers import NONE, OUTCOME, Given, flat

BEFORE = frozenset({"contacts", "price", "customer.favourite", "customer.type"})
"""Facts that may be known before the walk begins, and that no step has to ask."""

ABOUT_CUSTOMER = frozenset({"customer.name", "customer.phone", "customer.email"})
NOTE = "guarantee-note"
PROMISED_BY_ALL = frozenset({"manager-calls", "says-no", "third-contact"})
"""Promises of the walk itself: when nobody could be fetched, after a no, and at the third contact."""


@dataclass(frozen=True, slots=True)
class Case:
    """One walk to rehearse.

    `here` is the language of whoever holds the screen; `own` are the answers that this variant itself gives, and that
    something has to ask for.
    """

    file: str
    line: int
    scenario: str
    variant: str
    language: str
    here: str
    plan: Plan
    operator: str
    role: str
    reported_by: str
    at_fault: Fault | None
    known: Mapping[str, Given]
    asides: Mapping[str, Aside]
    answers: Mapping[str, Given]
    own: frozenset[str]
    expect: Expected

    @property
    def name(self) -> str:
        return f"{self.scenario} {self.variant}".strip()


@dataclass
class Reader:
    """Reads the scenarios of playbooks; each failure is resolved once."""

    catalogue: Catalogue
    settings: Settings
    faults: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.resolved: Callable[[str, str], tuple[Plan | None, tuple[Diagnostic, ...]]] = cache(
            lambda book, failure: load.resolved(self.catalogue, book, failure, settings=self.settings)
        )

    def plans(self, book: str) -> tuple[Plan, ...]:
        """The failures of a playbook that can be walked; the faults of the others are noted."""
        found: list[Plan] = []
        for failure in self.catalogue.failures(book):
            plan, faults = self.resolved(book, failure)
            self.faults += [fault for fault in faults if fault not in self.faults]
            found += [] if plan is None else [plan]
        return tuple(found)

    def cases(self, book: str) -> Iterator[Case]:
        for name in self.catalogue.scenarios(book):
            file = f"playbooks/{book}/scenarios/{name}.yaml"
            read = load.read(self.catalogue, file, Scenario)
            self.faults += read.faults
            if read.model is not None:
                yield from self._of(book, name, read.model, read)

    def _of(self, book: str, name: str, scenario: Scenario, read: Read[Scenario]) -> Iterator[Case]:
        for key, wanted in (("scenario", name), ("playbook", book)):
            if getattr(scenario, key) != wanted:
                self.faults.append(read.fault((key,), "Y07", f"this file is that of the {key} {wanted}"))
                return
        failures = self.catalogue.failures(book)
        if scenario.failure not in failures:
            hint = did_you_mean(scenario.failure, failures)
            self.faults.append(read.fault(("failure",), "Y07", f'no failure "{scenario.failure}"', hint))
            return
        plan, _ = self.resolved(book, scenario.failure)
        if plan is None:
            return
        found = list(_strangers(plan, scenario, self.catalogue.templates()))
        self.faults += [read.fault(place, "Y07", f'no {kind} "{name}"', hint) for place, kind, name, hint in found]
        if not found:
            for variant, line in _variants(scenario, read):
                yield from _cases(plan, scenario, variant, file=read.name, line=line)


def _variants(scenario: Scenario, read: Read[Scenario]) -> Iterator[tuple[Variant | None, int]]:
    yield None, 1
    for number, variant in enumerate(scenario.variants):
        yield variant, 1 if read.tree is None else read.tree.position(("variants", number))[0]


def languages(plan: Plan) -> tuple[str, ...]:
    """The languages that a playbook speaks: those of its name."""
    spoken = tuple(each for each in plan.playbook.name if each != ANY)
    return spoken or FALLBACK


def _cases(plan: Plan, scenario: Scenario, variant: Variant | None, *, file: str, line: int) -> Iterator[Case]:
    steps = frozenset(step.id for step in plan.steps)
    base, known = flat(scenario.answers, keep=steps), flat(scenario.known, keep=steps)
    own = base
    if variant is not None:
        own = flat(variant.answers, keep=steps)
        known |= flat(variant.known, keep=steps)
    merged = {key: value for key, value in {**base, **own}.items() if key not in own or own[key] is not None}
    known |= {key: merged.pop(key) for key in list(merged) if key in BEFORE}
    who = variant.operator if variant is not None and variant.operator is not None else scenario.operator
    house = variant.house if variant is not None and variant.house is not None else scenario.house
    for language in languages(plan):
        yield Case(
            file=file,
            line=line,
            scenario=scenario.scenario,
            variant="" if variant is None else variant.id,
            language=language,
            here=language,
            plan=_at(plan, house),
            operator=who.name,
            role=who.role,
            reported_by=(variant and variant.reported_by) or scenario.reported_by,
            at_fault=(variant and variant.at_fault) or scenario.at_fault,
            asides=scenario.asides if variant is None else {**scenario.asides, **variant.asides},
            known={key: value for key, value in known.items() if value is not None},
            answers=merged,
            own=frozenset(own) & frozenset(merged),
            expect=scenario.expect if variant is None else variant.expect.over(scenario.expect),
        )


def _at(plan: Plan, house: House) -> Plan:
    """The plan in the house that the case needs."""
    changed: dict[str, object] = {}
    if house.country is not None:
        changed["country"] = house.country
    if not house.people:
        roles = plan.settings.roles.items()
        changed["roles"] = {role: Staff(limit=staff.limit) for role, staff in roles}
    if not changed:
        return plan
    return plan.model_copy(update={"settings": plan.settings.model_copy(update=changed)})


Stranger = tuple[tuple[str | int, ...], str, str, str]


def _strangers(plan: Plan, scenario: Scenario, templates: Iterable[str]) -> Iterator[Stranger]:
    """Names that lead nowhere: their place, what they would be, the name, the nearest."""
    yield from _unknown(plan, scenario, ())
    yield from _unexpected(plan, scenario.expect, ("expect",), templates)
    for number, variant in enumerate(scenario.variants):
        yield from _unknown(plan, variant, ("variants", number))
        yield from _unexpected(plan, variant.expect, ("variants", number, "expect"), templates)


def _unknown(plan: Plan, given: Scenario | Variant, place: tuple[str | int, ...]) -> Iterator[Stranger]:
    facts = {fact.id for fact in plan.failure.facts}
    steps = {step.id for step in plan.steps}
    for key in flat(given.answers, keep=frozenset(steps)):
        if key not in facts | steps | BEFORE | {OUTCOME}:
            near = did_you_mean(key, facts | steps | BEFORE)
            yield (*place, "answers", key), "fact or step", key, near
    for key in given.asides:
        if key not in steps:
            yield (*place, "asides", key), "step", key, did_you_mean(key, steps)
    for key in flat(given.known):
        if key not in facts | BEFORE | ABOUT_CUSTOMER:
            yield (*place, "known", key), "fact", key, did_you_mean(key, facts | BEFORE | ABOUT_CUSTOMER)


def _unexpected(
    plan: Plan, expect: Expected, place: tuple[str | int, ...], templates: Iterable[str]
) -> Iterator[Stranger]:
    listed = plan.failure.remedies
    manual = {*listed.fix, *(each for group in GROUPS for each in candidates(plan, group))}
    promised = {each.id for each in plan.failure.follow_up} | PROMISED_BY_ALL
    named: tuple[tuple[str, str, Iterable[str], Iterable[str]], ...] = (
        ("steps", "step", expect.steps, {step.id for step in plan.steps}),
        ("remedies", "remedy", (each.remedy for each in expect.remedies), manual),
        ("documents", "template", expect.documents, {*templates, NOTE}),
        ("follow_ups", "follow-up", (each.id for each in expect.follow_ups), promised),
        ("owed", "entitlement", expect.owed or (), listed.owed),
    )
    for key, kind, names, known in named:
        there = set(known)
        for number, name in enumerate(names):
            if name not in there and name != NONE:
                yield (*place, key, number), kind, name, did_you_mean(name, there)
