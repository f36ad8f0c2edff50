"""After the first sixty seconds: what stays on the terminal, and the screen of whoever asks the rest."""

from __future__ import annotations

import io

import pytest
from nasty import fits
from scenes import Stroll, drawn, with_manager

from recovery_cli.ui import card
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r


def hurried(**how: str) -> Stroll:
    """The sauce up to the offer, then put off."""
    stroll = with_manager(Stroll(**how)).until(lambda request: isinstance(request, r.Choose))
    first = stroll.request
    assert isinstance(first, r.Choose)
    option = first.proposal.first
    assert option is not None
    return stroll.does(c.ChooseRemedy("offer", option.remedy, option.amount)).does(c.Pause(quick=True), seconds=2)


def told(stroll: Stroll) -> list[str]:
    file = io.StringIO()
    card.put_off(stroll.plan, stroll.walk, file=file)
    return file.getvalue().splitlines()


def test_three_lines_stay() -> None:
    assert told(hurried()) == [
        "Saved: INC-7K3M. The rest can wait.",
        "For the rest:   recover resume INC-7K3M",
        "Offered so far: cleaning note up to 120 EUR.",
    ]


@pytest.mark.parametrize(
    ("here", "line"),
    [("es", "Para el resto:   recover resume INC-7K3M"), ("it", "Per il resto:   recover resume INC-7K3M")],
)
def test_they_speak_the_operators_language(here: str, line: str) -> None:
    lines = told(hurried(operator_language=here))
    assert lines[1] == line
    assert all(map(fits, lines))


def test_whoever_asks_the_rest_sees_that_nobody_ran_away() -> None:
    stroll = hurried()
    left = stroll.at
    stroll.does(c.Resume("Ana Ferrer", "manager"), seconds=600)
    rows = drawn(stroll.scene(resumed=left), stroll.at)
    assert any("INC-7K3M, the rest was put off at 21:12" in row for row in rows)
    assert not any("Ctrl-C. " in row or "by Ctrl-C" in row for row in rows)
    assert stroll.walk.transfers == 1
