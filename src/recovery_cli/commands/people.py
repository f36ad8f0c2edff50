"""Who is at the screen: from the options, else the first of the staff with that role."""

from __future__ import annotations

from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import UsageError
from recovery_cli.playbook.model import ROLES, RoleId
from recovery_cli.playbook.plan import Plan


def role_of(name: str | None, plan: Plan, *, operator: str | None) -> RoleId:
    """The role that was named, else the one that this person has in recovery.yaml, else the front line."""
    if name is None:
        for role in ROLES:
            if any(person.name == operator for person in plan.settings.people(role)):
                return role
        return "front_line"
    there = [role.id for role in plan.playbook.roles]
    found = next((role for role in there if role == name.replace("-", "_")), None)
    if found is None:
        raise UsageError(f'There is no role "{name}".', did_you_mean(name, there))
    return found


def operator_of(name: str | None, plan: Plan, *, role: RoleId, language: str) -> str:
    """The name that was given, else the first of the staff in that role, else the role's own name in `language`."""
    if name is not None and name.strip():
        return " ".join(name.split())
    person = plan.on_duty(role)
    return plan.role(role).name[language] if person is None else person.name
