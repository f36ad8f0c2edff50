"""Shipped content with some of its words taken away."""

from __future__ import annotations

from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import Breaths, Text, Wording


def less(text: Text | Breaths, *languages: str) -> Text | Breaths:
    return type(text).model_validate({each: text.root[each] for each in text.root if each not in languages})


def without(plan: Plan, words: str, *languages: str) -> Plan:
    """The failure's words of that name, in none of these languages."""
    wordings = tuple(less(each, *languages) for each in plan.failure.words[words].root)
    kept = {**plan.failure.words, words: Wording.model_construct(root=wordings)}
    return plan.model_copy(update={"failure": plan.failure.model_copy(update={"words": kept})})


def unprinted(plan: Plan, remedy: str, *languages: str) -> Plan:
    """That remedy's name is printed, and said, in none of these languages."""
    remedies = tuple(
        each
        if each.id != remedy
        else each.model_copy(
            update={
                name: less(text, *languages)
                for name in ("printed", "spoken", "label")
                if (text := getattr(each, name)) is not None
            }
        )
        for each in plan.playbook.remedies
    )
    return plan.model_copy(update={"playbook": plan.playbook.model_copy(update={"remedies": remedies})})
