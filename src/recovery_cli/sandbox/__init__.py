"""The one Jinja environment: explicit filters, tests and globals, a checked syntax tree, bounded work."""

from __future__ import annotations

from recovery_cli.sandbox.environment import Emit
from recovery_cli.sandbox.templates import Body, Condition, Words, body, check, condition, words
from recovery_cli.sandbox.values import Spelled, TemplateFault, UndefinedFact, blank

__all__ = [
    "Body",
    "Condition",
    "Emit",
    "Spelled",
    "TemplateFault",
    "UndefinedFact",
    "Words",
    "blank",
    "body",
    "check",
    "condition",
    "words",
]
