"""The manager's side of an approval: one screen, answered from any terminal, and nothing waits for it."""

from __future__ import annotations

from recovery_cli.playbook.model import RoleId
from recovery_cli.ui import told
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Leads, Leave, Then, Turn, View
from recovery_cli.ui.screen import Entry, Option, Screen, Wrong
from recovery_cli.ui.screens_sum import figures
from recovery_cli.ui.story import offer_label, quiet
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk.answers import one_line


def approval(here: Here, by: str, role: RoleId) -> View:
    """Yes, yes up to another amount, I take over, no."""
    asked = here.walk.asked
    if asked is None:
        raise LookupError("nobody asked")
    at = next(moment.at for moment in reversed(here.scene.moments) if isinstance(moment.event, e.ApprovalAsked))
    label = here.furnish(
        "began-at", here.walk.incident, told.hour(here.scene, here.scene.began), told.hour(here.scene, at)
    )
    take_over = c.Fetch("here", by, role, escalated=True)
    options: tuple[Option[Leads], ...] = (
        Option("1", here.furnish("yes-i-sign"), c.Approve(by, role, asked.amount)),
        Option("2", here.furnish("yes-up-to-another"), Turn(lambda scene, now: _amount(Here(scene, now), by, role))),
        Option("3", here.furnish("i-take-over"), take_over),
        Option("0", here.furnish("no-i-come"), Turn(lambda scene, now: _refusal(Here(scene, now), by, role))),
    )
    limit, noted = here.limit, here.plan.remedy(asked.remedy).document is not None
    waits = here.furnish("nothing-waits", here.money(limit)) if noted and limit is not None else ""
    if not noted or (limit is not None and limit.amount <= 0):
        waits = here.furnish("nothing-promised")
    notes = ("", waits) if waits else ()
    return _framed(
        here,
        label=label,
        ask=here.furnish("you-sign-it", capital(offer_label(here, asked.remedy, asked.amount))),
        options=options,
        notes=notes,
    )


def _amount(here: Here, by: str, role: RoleId) -> View:
    currency, limit = here.plan.playbook.currency, here.plan.limit(role)

    def made(text: str) -> Leads | Wrong:
        amount = figures(text, currency)
        if amount is None or amount.amount <= 0:
            return Wrong(here.furnish("amount-like", "80"))
        if limit is not None and not amount <= limit:
            return Wrong(here.furnish("not-above-yours", here.money(limit)))
        return c.Approve(by, role, amount)

    hint = "" if limit is None else here.furnish("not-above-yours", here.money(limit))
    return _framed(here, ask=here.furnish("up-to-how-much"), entry=Entry(made, hint=hint, most=12), back=(by, role))


def _refusal(here: Here, by: str, role: RoleId) -> View:
    def made(text: str) -> Leads | Wrong:
        reason = one_line(text)
        if not reason:
            return Wrong(here.furnish("one-line"))
        return Then(c.RefuseApproval(by, role, reason), c.Fetch("here", by, role, escalated=True))

    return _framed(here, ask=here.furnish("why-not"), entry=Entry(made), back=(by, role))


def _framed(
    here: Here,
    *,
    ask: str,
    label: str = "",
    options: tuple[Option[Leads], ...] = (),
    entry: Entry[Leads] | None = None,
    notes: tuple[str, ...] = (),
    back: tuple[str, RoleId] | None = None,
) -> View:
    leave: Leads = Leave() if back is None else Turn(lambda scene, now: approval(Here(scene, now), *back))
    word = here.furnish("back-to-due" if back is None else "back")
    return Screen(
        header=here.furnish("asks-you", here.operator, here.plan.failure.name[here.language]),
        label=label,
        ask=ask,
        options=options,
        entry=entry,
        notes=notes,
        quiet=quiet(here),
        keys=(("<", word), ("Ctrl-C", here.furnish("leave"))),
        also=(("<", leave),),
        guard=True,
    )
