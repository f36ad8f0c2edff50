"""One language for a whole document: where something of it is not written, all of it is in another one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from recovery_cli.i18n import fallback
from recovery_cli.letters.facts import GARMENT, STAIN
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import ANY, Text
from recovery_cli.walk.state import Walk


def whole(wanted: str, there: Collection[str], texts: Iterable[Text] = ()) -> str:
    """The wanted language, else the first in the stated order in which everything is written: never a mixture.

    `there` are the languages of the template; without any, the wanted one, which the template then refuses.
    """
    parts = tuple(texts)
    written = [each for each in there if all(_speaks(text, each) for text in parts)] or there
    if not written:
        return wanted
    spoken = fallback(wanted, written)
    return wanted if spoken == wanted.partition("-")[0] else spoken


def texts(plan: Plan, walk: Walk) -> Iterator[Text]:
    """What the playbook and the business put into a document of this incident."""
    yield plan.failure.name
    if (words := plan.failure.letter) is not None:
        yield words.effect
        if words.why is not None:
            yield words.why
    for chosen in walk.chosen.values():
        if (printed := plan.remedy(chosen.remedy).printed) is not None:
            yield printed
    yield from (each.text for each in plan.playbook.promises if each.id == plan.failure.promise)
    if plan.settings.business.signatory is not None:
        yield plan.settings.business.signatory.role
    for path in (*GARMENT, *STAIN):
        fact = plan.fact(path)
        choice = None if fact is None else fact.choice(walk.facts.get(path))
        if choice is not None:
            yield from (text for text in (choice.printed, choice.printed_of) if text is not None)


def _speaks(text: Text, language: str) -> bool:
    return bool({language, language.partition("-")[0], ANY} & set(text))
