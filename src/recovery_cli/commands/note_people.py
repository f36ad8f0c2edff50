"""Who stands behind a step of the register, and up to how much this person may sign."""

from __future__ import annotations

from recovery_cli.commands.shown import plan_kept
from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import UsageError
from recovery_cli.money import Money
from recovery_cli.playbook import load
from recovery_cli.playbook.model import ROLES, Role, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.record import INCIDENT, Record
from recovery_cli.session import Session

ANY = "general"
"""The playbook whose limits hold for a note without an incident, where recovery.yaml has none."""


def acting(session: Session, name: str | None, role: str | None) -> tuple[str, RoleId]:
    """The name and the role: as given, as recovery.yaml knows them; nobody named is the manager on duty."""
    settings = session.settings
    known = next((each for each in ROLES if any(person.name == name for person in settings.people(each))), None)
    held: RoleId = known or ("manager" if name is None else "front_line")
    if role is not None:
        found = next((each for each in ROLES if each == role.replace("-", "_")), None)
        if found is None:
            raise UsageError(f'There is no role "{role}".', did_you_mean(role, ROLES))
        held = found
    if name is not None and name.strip():
        return " ".join(name.split()), held
    person = next(iter(settings.people(held)), None)
    return (held.replace("_", " ") if person is None else person.name), held


def deciding(session: Session) -> str:
    """Who is asked about what goes beyond a note."""
    people = (*session.settings.people("manager"), *session.settings.people("owner"))
    return people[0].name if people else "manager"


def limit(session: Session, incident: str, role: RoleId) -> Money | None:
    """What this role may sign by itself in this case, None without limit: of the case's playbook, else of any."""
    if (plan := _plan(session, incident)) is not None:
        return plan.limit(role)
    staff, found = session.settings.roles.get(role), _any(session, role)
    amount = staff.limit if staff is not None and staff.limit is not None else None if found is None else found.limit
    return None if amount is None else Money(amount, session.settings.currency)


def lowest(session: Session, incident: str, amount: Money) -> RoleId | None:
    """The lowest role of the case's playbook, else of any, whose limit covers this much."""
    there = _there(session, incident)
    for role in (each for each in ROLES if each in there):
        most = limit(session, incident, role)
        if most is None or amount <= most:
            return role
    return None


def title(session: Session, incident: str, person: tuple[str, RoleId], language: str) -> str:
    """What stands under the name on a paper, in its language."""
    name, role = person
    held = next((each for each in session.settings.people(role) if each.name == name), None)
    if held is not None and held.title is not None:
        return held.title[language]
    plan = _plan(session, incident)
    found = _any(session, role) if plan is None else plan.role(role)
    return role.replace("_", " ") if found is None else found.name[language]


def _plan(session: Session, incident: str) -> Plan | None:
    if not incident or not session.journal.version(INCIDENT + incident):
        return None
    return plan_kept(session, Record(session.journal, incident))


def _there(session: Session, incident: str) -> frozenset[RoleId]:
    plan = _plan(session, incident)
    book = load.playbook(session.catalogue, ANY).model if plan is None else plan.playbook
    return frozenset(ROLES) if book is None else frozenset(each.id for each in book.roles)


def _any(session: Session, role: RoleId) -> Role | None:
    book = load.playbook(session.catalogue, ANY).model
    return next((each for each in (() if book is None else book.roles) if each.id == role), None)
