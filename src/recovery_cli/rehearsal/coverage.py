"""What is declared beside what the walks came to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import ANY, Breaths, Wording
from recovery_cli.rehearsal.declared import declared, sayable, spoken_elsewhere
from recovery_cli.rehearsal.items import KINDS, Files, Item
from recovery_cli.rehearsal.reached import reached, said
from recovery_cli.rehearsal.walked import Run

_FILLED_IN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


@dataclass(frozen=True, slots=True)
class Covered:
    """Of one playbook: all that is declared, and what no walk came to."""

    declared: frozenset[Item]
    missing: frozenset[Item]
    unwalked: frozenset[str] = frozenset()

    @property
    def unreached(self) -> tuple[Item, ...]:
        """Sorted; of a failure that no case walks only that is told."""
        told = {item for item in self.missing if item.file not in self.unwalked}
        return tuple(sorted(told | {Item("steps", file, "no scenario walks it") for file in self.unwalked}))

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Reached and declared, by kind."""
        return {
            kind: {
                "reached": sum(item.kind == kind for item in self.declared - self.missing),
                "declared": sum(item.kind == kind for item in self.declared),
            }
            for kind in KINDS
        }


def covered(plans: Sequence[Plan], runs: Sequence[Run]) -> Covered:
    """Compare all that these failures declare with all that these walks came to."""
    there = declared(plans)
    come_to = {item for run in runs for item in reached(run)}
    come_to |= {item for plan in plans for item in _words(plan, [run for run in runs if _is_of(run, plan)])}
    walked = {Files(run.case.plan).failure for run in runs}
    unwalked = frozenset(Files(plan).failure for plan in plans) - walked
    return Covered(there, there - come_to, unwalked)


def _is_of(run: Run, plan: Plan) -> bool:
    return run.case.plan.failure.id == plan.failure.id and not run.faults


def _words(plan: Plan, runs: Sequence[Run]) -> Iterator[Item]:
    """The wordings that were there to be said in these walks."""
    heard = {each for run in runs for each in said(run)}
    files = Files(plan)
    for name in sayable(plan):
        own, shared = plan.failure.words.get(name), plan.playbook.words.get(name)
        if own is not None:
            yield from (files.words(name, number, shared=False) for number in _heard(own, heard))
        elif shared is not None:
            yield from (files.words(name, number, shared=True) for number in _heard(shared, heard))
    for name, wording, is_shared in spoken_elsewhere(plan):
        yield from (files.words(name, number, shared=is_shared) for number in _heard(wording, heard))


def _heard(wording: Wording, heard: set[tuple[str, str]]) -> Iterator[int]:
    for number, breaths in enumerate(wording.root):
        if any(_is(breaths, language).fullmatch(text) for language, text in heard if _speaks(breaths, language)):
            yield number


def _speaks(breaths: Breaths, language: str) -> bool:
    return language in breaths.root or ANY in breaths.root


def _is(breaths: Breaths, language: str) -> re.Pattern[str]:
    """What this wording looks like once it is filled in."""
    parts = _FILLED_IN.split("\n".join(breaths[language]))
    return re.compile(".*".join(re.escape(part) for part in parts))
