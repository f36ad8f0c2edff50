"""The hand-over card: one screen from which the next person goes on without asking anything again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import Moment, Scene
from recovery_cli.ui import known
from recovery_cli.ui.card_rows import Card, put_card
from recovery_cli.ui.columns import encoding_of
from recovery_cli.ui.furniture.grammar import small
from recovery_cli.ui.here import Here, request_name
from recovery_cli.ui.story import choice_label
from recovery_cli.walk import requests as r
from recovery_cli.walk.context import CONTACTS, PEOPLE, plain
from recovery_cli.walk.flow import DRIVERS, awaiting, fetched
from recovery_cli.walk.state import Walk

HEIGHT = 24
_ROOM = ((6, 6), (6, 4), (4, 4), (2, 4))
"""Of what is known and of each other row, the most lines there may be: the first that fits."""


def hand_over(plan: Plan, walk: Walk, moments: Sequence[Moment], *, tail: str = "", file: TextIO) -> None:
    """In the language of whoever held the screen; never more than fits on one."""
    scene = Scene(
        plan=plan,
        walk=walk,
        request=awaiting(plan, walk),
        moments=tuple(moments),
        fetching=fetched(plan, walk, plan.above(walk.role)),
        why={},
    )
    here = Here(scene, moments[-1].at)
    made = Card(here, encoding_of(file), tail)
    title, first = made.heading()
    put_card(title, (first, "", *_lines_of(here, made)), file=file)


def _lines_of(here: Here, made: Card) -> list[str]:
    """With a row left for the shell; what is known gives way first, who and what next never do."""
    whose, after = list(_whose(here, made)), list(_next(here, made))
    room = HEIGHT - 3 - len(whose) - len(after)
    case: list[str] = []
    for facts, lines in _ROOM:
        case = list(_case(here, made, facts, lines))
        if len(case) <= room:
            break
    return [*whose, *case[:room], *after]


def _whose(here: Here, made: Card) -> Iterator[str]:
    """Who is with the customer, which contact it is, and who the customer is."""
    walk = here.walk
    held = here.furnish("card-owns", walk.owner) if walk.owner else walk.operator
    transfers = here.furnish("card-transfers", walk.transfers)
    yield from made.section("card-with", made.plain(f"{held} · {transfers}"))
    contact = known.contact(here, "card-contact-no")
    listed = ": ".join(part for part in (contact, ", ".join(walk.earlier[:4])) if part)
    perhaps = here.furnish("card-perhaps", ", ".join(walk.perhaps[:3])) if walk.perhaps else ""
    said = " · ".join(part for part in (listed, perhaps) if part)
    yield from made.section("card-contact", made.plain(*([said] if said else [])))
    told = (plain(walk.facts[path]) for path in walk.facts if _names(path))
    person = " · ".join(str(each) for each in told if each not in (None, ""))
    yield from made.section("card-customer", made.plain(*([person] if person else [])))


def _names(path: str) -> bool:
    return path in PEOPLE or path == "customer.favourite"


def _case(here: Here, made: Card, facts: int, lines: int) -> Iterator[str]:
    """Facts, mood, what was said, owed, given and promised, and what stays open."""
    walk = here.walk
    known = [_fact(here, path) for path in walk.facts if _tells(path)]
    yield from made.section("card-known", _few(here, made, [each for each in known if each], facts))
    yield from made.section("card-mood", made.plain(_mood(here)))
    yield from made.section("card-sorry", made.plain(", ".join(by for _, by in walk.apologies)))
    yield from made.section("card-owed", made.plain(*made.owed()))
    yield from made.section("card-given", _at_most(made.given(), lines))
    yield from made.section("card-refused", _at_most(made.refused(), lines))
    yield from made.section("card-promised", _at_most(made.planned(made.promises()), lines))
    yield from made.section("card-open", _at_most(made.open(), lines))


def _tells(path: str) -> bool:
    """Health stays where it was said; the circumstances and the count have lines of their own."""
    return not path.startswith("health.") and path not in (*PEOPLE, "customer.favourite", DRIVERS, CONTACTS)


def _fact(here: Here, path: str) -> str:
    fact, value = here.plan.fact(path), here.walk.facts[path]
    if value in (None, "", "unknown"):
        return ""
    # The words of the key: what a paper prints goes on after its garment, "of wool".
    answer = choice_label(here, path, value)
    called = path if fact is None else small(fact.called(here.language)[here.language].strip("?¿: "))
    return f"{called}: {answer}"


def _few(here: Here, made: Card, facts: Sequence[str], most: int) -> Iterator[str]:
    shown = facts if len(facts) <= most else facts[: most - 1]
    for fact in shown:
        yield from _at_most(made.plain(fact), 1)
    if len(facts) > len(shown):
        yield from made.plain(here.furnish("card-and-more", len(facts) - len(shown)))


def _at_most(lines: Iterable[str], most: int) -> list[str]:
    return list(lines)[:most]


def _mood(here: Here) -> str:
    """What was seen, each once with how often, in the order in which it was seen first."""
    seen = here.walk.signals
    times = {signal: seen.count(signal) for signal in dict.fromkeys(seen)}
    words = [(small(here.furnish(f"signal-{signal}")), number) for signal, number in times.items()]
    said = ", ".join(
        here.furnish("card-times", each, number) if number > 1 else each for each, number in words
    ) or here.furnish("card-calm")
    return here.furnish("card-careful", said) if here.walk.careful else said


def _next(here: Here, made: Card) -> Iterator[str]:
    walk, request = here.walk, here.scene.request
    if walk.finished:
        yield from made.section("card-again", made.typed(f"recover incident show {walk.incident}"))
        return
    what = here.furnish(f"next-{request_name(request)}")
    do = request.do if isinstance(request, r.Say | r.Act) else None
    asked = request.fact.ask if isinstance(request, r.Ask) else None
    more = asked or do
    said = what if more is None else f"{what}: {small(more[here.language])}"
    yield from made.section("card-next", _at_most(made.plain(said), 2))
    label = here.furnish("to-go-on", "").partition(":")[0]
    yield from made.labelled(label, made.typed(f"recover resume {walk.incident}"))
