"""At the counter: the words first, then everything else; a person is waiting, so nothing is a dead end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from recovery_cli import catalogue
from recovery_cli.commands import first_words
from recovery_cli.errors import DONE, INTERRUPTED, PAUSED, Broken, UsageError
from recovery_cli.session import Session
from recovery_cli.ui import early

if TYPE_CHECKING:
    from recovery_cli.commands.begin import Person, Wanted
    from recovery_cli.driver import Driver
    from recovery_cli.playbook.model import RoleId
    from recovery_cli.playbook.plan import Plan
    from recovery_cli.record import Record
    from recovery_cli.ui.plain import PlainPrompter
    from recovery_cli.ui.terminal import TerminalPrompter
    from recovery_cli.walk.state import Walk

GENERAL = ("general", "something-else")


def at_the_counter(
    session: Session,
    playbook: str | None,
    failure: str | None,
    given: Sequence[str],
    *,
    person: Person,
    stay: bool,
    plain: bool,
    as_json: bool,
    quick: bool = False,
) -> int:
    """One walk, or with `stay` one after the other until Ctrl-C on the ready screen."""
    lines = plain or plain_wanted(session)
    while True:
        names, language = named(session, playbook, failure, person=person, plain=lines)
        if names is None:
            return DONE if stay else INTERRUPTED
        who = (person[0], person[1], person[2], language or person[3], person[4])
        code = one(session, names, given, person=who, plain=lines, as_json=as_json, quick=quick)
        if not stay:
            return code
        playbook = failure = None


def plain_wanted(session: Session) -> bool:
    """Screen readers, dumb terminals, and whoever says so."""
    if session.environ.get("TERM") in (None, "", "dumb") or session.environ.get("RECOVER_PLAIN") == "1":
        return True
    from recovery_cli import yamltree

    raw = yamltree.load_fast(session.settings_path)
    return isinstance(raw, dict) and raw.get("terminal") == "plain"


def named(
    session: Session, playbook: str | None, failure: str | None, *, person: Person, plain: bool
) -> tuple[tuple[str, str] | None, str | None]:
    """The playbook and failure that are meant; else the ready screen, with what was typed as its search."""
    try:
        if playbook is not None and failure is not None:
            book = catalogue.match(playbook, session.catalogue.playbooks(), kind="playbook")
            return (book, catalogue.match(failure, session.catalogue.failures(book), kind="failure")), None
    except UsageError:
        if plain:
            raise
    from recovery_cli.commands.ready import choose

    return choose(session, playbook, failure, person=person, plain=plain)


def one(
    session: Session,
    names: tuple[str, str],
    given: Sequence[str],
    *,
    person: Person,
    plain: bool,
    as_json: bool,
    quick: bool,
) -> int:
    """One walk from its first words to its card; the words stand before anything heavy is imported."""
    shown: early.Early | None = None
    if not plain:
        try:
            shown = early.show(first_words.opening(session, names, person=person))
        except first_words.PLAIN_FAULTS:
            shown = None
    try:
        return _walked(session, names, given, person=person, plain=plain, as_json=as_json, quick=quick, shown=shown)
    finally:
        if shown is not None:
            shown.restore()


def _walked(
    session: Session,
    names: tuple[str, str],
    given: Sequence[str],
    *,
    person: Person,
    plain: bool,
    as_json: bool,
    quick: bool,
    shown: early.Early | None,
) -> int:
    from recovery_cli.commands.begin import driver, known, opening
    from recovery_cli.commands.given import pairs

    plan, wanted = plan_or_general(session, names)
    prompter, stage = prompter_of(session, plan, plain=plain, shown=shown)
    command = opening(session, plan, person=person, facts=known(plan, pairs(given)), wanted=wanted)
    made = driver(session, plan, command, prompter=prompter)
    made.quick = quick
    return through(session, made, stage, as_json=as_json)


def plan_or_general(session: Session, names: tuple[str, str]) -> tuple[Plan, Wanted]:
    """A broken failure never leaves a guest without words: `general` stands in, and says why."""
    from recovery_cli.commands.begin import Wanted, plan_of

    try:
        return plan_of(session, names), Wanted()
    except Broken as broken:
        first = broken.faults[0] if broken.faults else None
        fault = "" if first is None else f"{first.path}:{first.line}: {first.message}"
        return plan_of(session, GENERAL), Wanted("/".join(names), fault)


def prompter_of(
    session: Session, plan: Plan, *, plain: bool, shown: early.Early | None
) -> tuple[PlainPrompter | TerminalPrompter, AbstractContextManager[None]]:
    """Who asks, and the screen that it needs around the walk."""
    if plain:
        from recovery_cli.ui.plain import PlainPrompter

        return PlainPrompter(sys.stdin, sys.stdout, session.clock), nullcontext()
    from recovery_cli.ui.terminal import TerminalPrompter

    ticking = plan.settings.clock == "on" and session.environ.get("RECOVER_CLOCK") != "off"
    prompter = TerminalPrompter(session.clock, early=shown, ticking=ticking)
    return prompter, prompter.stage()


def through(session: Session, made: Driver, stage: AbstractContextManager[None], *, as_json: bool) -> int:
    """Walk on one screen; then the card, or the three lines of somebody who left."""
    from recovery_cli.commands.closing import closing, left, put_off

    try:
        with stage:
            made.run()
    except (KeyboardInterrupt, EOFError):
        left(session, made)
        return INTERRUPTED
    if not made.walk.finished:
        put_off(session, made, as_json=as_json)
        return PAUSED
    closing(session, made, as_json=as_json)
    return DONE


def go_on(session: Session, plan: Plan, record: Record, *, by: str, role: RoleId, plain: bool, as_json: bool) -> int:
    """The same walk, later, perhaps by somebody else; an approval that was asked comes first."""
    from recovery_cli.driver import Driver
    from recovery_cli.walk import commands as c

    prompter, stage = prompter_of(session, plan, plain=plain or plain_wanted(session), shown=None)
    made = Driver(plan, record, prompter=prompter, clock=session.clock, papers=session.papers)
    if asks(plan, made.walk, by, role):
        with stage:
            told = signed(made, prompter, by=by, role=role)
        if told:
            sys.stderr.write(told + "\n")
            return DONE
        made.prompter, stage = prompter_of(session, plan, plain=plain or plain_wanted(session), shown=None)
    made.resume(c.Resume(by, role))
    return through(session, made, stage, as_json=as_json)


def asks(plan: Plan, walk: Walk, by: str, role: RoleId) -> bool:
    """Whether an approval is open that this person may give."""
    from recovery_cli.walk.approvals import waits_for

    return by != walk.operator and waits_for(plan, walk, role)


def signed(made: Driver, prompter: PlainPrompter | TerminalPrompter, *, by: str, role: RoleId) -> str:
    """What is told when this person does not go on with the walk; nothing after taking over, a no, or a reissue."""
    from recovery_cli.ui.furniture import furnish
    from recovery_cli.ui.told import money
    from recovery_cli.walk import commands as c

    asked, language = made.walk.asked, made.walk.operator_language
    if asked is None:
        return ""
    try:
        reply = prompter.approve(made.scene(), by=by, role=role)
    except (KeyboardInterrupt, EOFError):
        return furnish("left-unanswered", language, made.walk.operator)
    made.record.refresh()  # Whoever asked did not wait.
    over, operator = made.walk.finished, made.walk.operator
    match reply:
        case c.RefuseApproval():
            made.step(reply)
            if over:
                return furnish("said-no-tells", language, money(asked.amount, language), by)
            made.step(c.Fetch("here", by, role, escalated=True))
        case c.Fetch() if not over:
            made.step(reply)
        case c.Fetch() | c.Approve():
            # Of a walk that is over, only what was offered is left to take over: whoever does stands by it.
            given = reply if isinstance(reply, c.Approve) else c.Approve(by, role, asked.amount)
            made.step(given)
            if made.walk.finished:
                return furnish("said-yes", language, money(given.amount, language))
            if not over:
                return furnish("said-yes-goes-on", language, money(given.amount, language), operator)
        case _:
            pass
    return ""
