"""All words the operator reads that are not content: a code in, the words in the operator's language out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from recovery_cli.ui.furniture.after import AFTER
from recovery_cli.ui.furniture.approval import APPROVAL
from recovery_cli.ui.furniture.contact import CONTACT
from recovery_cli.ui.furniture.decide import DECIDE
from recovery_cli.ui.furniture.frame import FRAME
from recovery_cli.ui.furniture.health import HEALTH
from recovery_cli.ui.furniture.languages import named
from recovery_cli.ui.furniture.law import LAW
from recovery_cli.ui.furniture.letter import LETTER
from recovery_cli.ui.furniture.offer import OFFER
from recovery_cli.ui.furniture.plain import PLAIN
from recovery_cli.ui.furniture.refusal import REFUSAL
from recovery_cli.ui.furniture.register import REGISTER
from recovery_cli.ui.furniture.rehearsal import REHEARSAL
from recovery_cli.ui.furniture.setup import SETUP
from recovery_cli.ui.furniture.tables import TABLES
from recovery_cli.ui.furniture.walk import WALK

SPOKEN = ("en", "es", "it")
"""The languages of the furniture, in the order of every row of its tables; English stands in for others."""

TABLE: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        **FRAME,
        **CONTACT,
        **WALK,
        **OFFER,
        **DECIDE,
        **AFTER,
        **PLAIN,
        **TABLES,
        **APPROVAL,
        **LETTER,
        **REGISTER,
        **REFUSAL,
        **SETUP,
        **HEALTH,
        **REHEARSAL,
        **LAW,
    }
)


def furnish(code: str, language: str, *args: object) -> str:
    """The words of `code`, filled in; raises KeyError for a code that nobody wrote."""
    base = language.partition("-")[0]
    words = TABLE[code][SPOKEN.index(base) if base in SPOKEN else 0]
    return words.format(*args)


def language_name(code: str, language: str) -> str:
    """How `language` calls the language `code`; the code itself where nobody wrote its name."""
    base = language.partition("-")[0]
    return named(code.partition("-")[0], SPOKEN.index(base) if base in SPOKEN else 0)
