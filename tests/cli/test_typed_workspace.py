"""The line that goes on with a walk finds the same workspace."""

from __future__ import annotations

import shlex
from pathlib import Path

from cli.forked import recover
from cli.houses import opened


def test_the_line_to_go_on_names_the_workspace_that_was_named(tmp_path: Path) -> None:
    house = tmp_path / "a house"
    opened(house)
    left = recover("start", "restaurant", "spill", "--plain", "--workspace", house, stdin="\n")
    line = next(row for row in left.err.splitlines() if "recover resume" in row)
    again = shlex.split(line[line.index("recover") :])
    assert again[-2:] == ["--workspace", str(house)]
    shown = recover("incident", "show", again[2], *again[3:])
    assert shown.code == 0
    assert shlex.join(again) in shown.out


def test_a_workspace_that_was_not_named_is_not_named(tmp_path: Path) -> None:
    left = recover("start", "restaurant", "spill", "--plain", stdin="\n")
    assert "recover resume" in left.err
    assert "--workspace" not in left.err
