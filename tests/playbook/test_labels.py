"""A fact's label is a word or two; what is too short, too long or a question is a fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_cli.catalogue import Catalogue, shipped
from recovery_cli.playbook import load
from recovery_cli.walk.context import CONTACTS, PEOPLE
from shipped import demo, failures, plan

SPILL = Path("playbooks/restaurant/failures/spill-on-guest.yaml")
LABEL = "    label: {en: Garment, es: Prenda, it: Capo}\n"


def faults(folder: Path, label: str) -> list[str]:
    """What is wrong where the garment of the spill is labelled so, each with its line."""
    text = (shipped() / SPILL).read_text("utf-8")
    line = text[: text.index(LABEL)].count("\n") + 1
    mine = folder / SPILL
    mine.parent.mkdir(parents=True)
    mine.write_text(text.replace(LABEL, f"    label: {label}\n"), "utf-8")
    found = load.resolved(Catalogue.over(folder), "restaurant", "spill-on-guest", settings=demo())[1]
    return [f"{each.line - line} {each.message}" for each in found]


@pytest.mark.parametrize("label", ["Garment", "{en: Bag}", "{en: abcdefghijklmnopqrst, es: Prenda}"])
def test_a_word_or_two_are_no_fault(tmp_path: Path, label: str) -> None:
    assert faults(tmp_path, label) == []


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("Which garment is it?", "Which garment is it?"),
        ("{en: Garment, es: De qué prenda se trata}", "De qué prenda se trata"),
        ("{en: It, es: Prenda}", "It"),
    ],
)
def test_anything_else_is_a_fault_on_its_line(tmp_path: Path, label: str, named: str) -> None:
    (fault,) = faults(tmp_path, label)
    assert fault.startswith("0 ")
    assert f'"{named}" is no label' in fault


@pytest.mark.parametrize("case", failures(), ids="/".join)
def test_every_fact_that_a_hand_over_card_shows_has_a_label_of_its_own(case: tuple[str, str]) -> None:
    facts = [fact for fact in plan(*case).failure.facts if fact.id not in (*PEOPLE, CONTACTS) and not fact.health]
    for language in ("en", "es", "it"):
        labels = [fact.label[language] for fact in facts if fact.label is not None and fact.label.speaks(language)]
        assert len(set(labels)) == len(facts)
