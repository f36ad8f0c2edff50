"""The customer who comes again, on every screen: said without accusing, and never a reason to ask anything twice."""

from __future__ import annotations

from recovery_cli import i18n
from recovery_cli.ui import told
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.here import Here
from recovery_cli.ui.signs import wrapped
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.context import contacts

_WIDTH, _ALSO = 76, 4
_BESIDE = e.Listened | e.RemedyChosen | e.SeverityAssessed | e.LanguageChosen | e.SignalSeen | e.GoodwillCounted
"""What answers nothing: it comes with the first words, or beside what is asked after them."""


def before(here: Here) -> tuple[str, ...]:
    """Who has been here before, when and about what; by the name alone only perhaps."""
    found = here.scene.earlier
    certain = [each for each in found if each.certain]
    if not found:
        return ()
    first, *others = certain or found
    when = told.day_or_hour(here.scene, first.began_at, here.now)
    if not certain:
        return tuple(wrapped(here.furnish("perhaps-here", when, first.title, first.incident), _WIDTH))
    name = next((each.name for each in certain if each.name), "") or capital(here.customer)
    said = here.furnish("was-here", name, when, first.title, first.incident)
    if others:
        said += " " + here.furnish("was-here-more", ", ".join(each.incident for each in others[:_ALSO]))
    look = here.furnish("ask-nothing-again", f"recover incident show --card {first.incident}")
    return (*wrapped(said, _WIDTH), *wrapped(look, _WIDTH))


def first_words(here: Here) -> bool:
    """While the first words are said there is nothing else to read: the quiet line will do."""
    request = here.scene.request
    return isinstance(request, r.Say) and request.apology == "first" and not request.said


def just_begun(here: Here) -> bool:
    """Right after the first words, for who was found before them."""
    events = [moment.event for moment in here.scene.moments]
    kinds = [type(event) for event in events]
    if here.scene.looking or e.ApologyGiven not in kinds or e.ContactsCounted not in kinds:
        return False
    said = kinds.index(e.ApologyGiven)
    return kinds.index(e.ContactsCounted) < said and all(isinstance(each, _BESIDE) for each in events[said + 1 :])


def alerted(here: Here) -> str:
    """Whose list the case is on by rule; empty when nobody's."""
    for moment in here.scene.moments:
        match moment.event:
            case e.FollowUpPromised(_, "third-contact", _, who):
                return here.furnish("manager-alerted", told.first_name(who))
            case _:
                continue
    return ""


def contact(here: Here, code: str) -> str:
    """Which contact this is, since when; empty for the first. The table has `code`, and `code` with `-since`."""
    count = contacts(here.walk)
    if count < 2:
        return ""
    counts = [each.event for each in here.scene.moments if isinstance(each.event, e.ContactsCounted)]
    since = counts[-1].since if counts else None
    if since is None:
        return here.furnish(code, count)
    day = i18n.format_day_month(
        told.local(here.scene, since).date(), language=here.language, country=here.plan.settings.country
    )
    with_day = f"{code}-since"
    return here.furnish(with_day, count, day)


def number(here: Here) -> str:
    """Which contact this is, in its shortest; by the name alone it may be the first."""
    count = contacts(here.walk)
    return here.furnish("quiet-contact", count) if count > 1 else here.furnish("quiet-perhaps", here.walk.perhaps[0])


def one_more(here: Here) -> tuple[str, ...]:
    """A warning where somebody is about to hand over once more than this desk means to."""
    service, number = here.plan.playbook.service, here.walk.transfers + 1
    if service is None or number <= service.transfers:
        return ()
    return (here.furnish("second-transfer") if number == 2 else here.furnish("another-transfer", number),)


def often(here: Here) -> tuple[str, ...]:
    """For whoever goes on with a case that was handed over more often than this desk means to."""
    service, number = here.plan.playbook.service, here.walk.transfers
    if service is None or number <= service.transfers:
        return ()
    return (here.furnish("transferred-often", number),)
