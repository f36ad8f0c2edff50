"""A walk answered from a mapping: every gap in one go, and a refusal ends it instead of going round."""

from __future__ import annotations

from pathlib import Path

import pytest

from driving import SPILL, memory, opened
from fixed_clock import FixedClock
from recovery_cli.errors import RecoverError
from recovery_cli.ui.answers import AnswersPrompter
from shipped import plan


def walked(answers: dict[str, object], clock: FixedClock, folder: Path) -> AnswersPrompter:
    prompter = AnswersPrompter(answers)  # type: ignore[arg-type]  # plain values
    opened(plan(), memory(), prompter, clock=clock, folder=folder, deferred=True).run()
    return prompter


def test_whole_answers_have_no_gap(clock: FixedClock, tmp_path: Path) -> None:
    assert walked(SPILL, clock, tmp_path).faultless


def test_all_that_is_missing_wrong_and_unknown_is_found_at_once(clock: FixedClock, tmp_path: Path) -> None:
    answers = {"fix": "perhaps", "garment.material": "lether", "cause": "nobody", "colour": "red"}
    prompter = walked(answers, clock, tmp_path)
    assert prompter.missing == ["hurt", "garment.kind"]
    assert [key for key, _, _ in prompter.wrong] == ["fix", "garment.material", "cause"]
    assert prompter.unused == ["colour"]
    with pytest.raises(RecoverError) as told:
        prompter.check("answers.yaml")
    for words in ("hurt is missing", "leather", "nothing asks for colour"):
        assert words in told.value.message


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        ({"remedy": "guarantee-note", "amount": "80.00 EUR"}, "needs a reason"),
        ({"remedy": "guarantee-note", "amount": "80.00 USD", "reason": "x"}, "EUR"),
        ({"remedy": "guarantee-note", "amount": "-1.00 EUR", "reason": "x"}, "more than nothing"),
    ],
)
def test_an_offer_that_is_refused_ends_the_walk(
    offer: dict[str, str], said: str, clock: FixedClock, tmp_path: Path
) -> None:
    with pytest.raises(RecoverError, match=said):
        walked({**SPILL, "offer": offer}, clock, tmp_path)


def test_another_amount_with_its_reason_is_taken(clock: FixedClock, tmp_path: Path) -> None:
    offer = {"remedy": "guarantee-note", "amount": "80.00 EUR", "reason": "less was asked"}
    assert walked({**SPILL, "offer": offer}, clock, tmp_path).faultless


def test_an_answer_that_nothing_asks_for_is_told_with_the_nearest_name(clock: FixedClock, tmp_path: Path) -> None:
    answers = {**SPILL, "garment.materal": "leather", "care": "here", "hurt": "noo"}
    with pytest.raises(RecoverError) as told:
        walked(answers, clock, tmp_path).check("answers.yaml")
    lines = [line.strip() for line in told.value.message.splitlines()]
    assert [line for line in lines if line.startswith("nothing asks for garment.materal. Nearest: garment.material")]
    assert "nothing asks for care" in lines
    assert 'hurt cannot be "noo". Nearest: no' in lines
