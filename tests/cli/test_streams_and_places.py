"""What is wrong around the program is told calmly: closed streams, a full disk, few signs, places that are gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.program import RECOVER, home, recover, workspace

NO_HOME = """
import os, pwd, sys
def nobody(uid):
    raise KeyError(uid)
pwd.getpwuid = nobody
for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
    os.environ.pop(name, None)
from recovery_cli.cli.app import run
sys.argv = ["recover", *sys.argv[1:]]
sys.exit(run())
"""
"""As in a container whose user has no entry."""


def shell(line: str, **environ: str) -> tuple[int, str, str]:
    """`$R` is the program."""
    ran = subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        env={**os.environ, "R": RECOVER, **environ},
        stdin=subprocess.DEVNULL,
        timeout=60,
        text=True,
        check=False,
    )
    assert "Traceback" not in ran.stderr
    assert "Something of ours" not in ran.stderr
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_swallows_what_it_gets(closed: str) -> None:
    assert shell(f'"$R" --version {closed}')[0] == 0
    code, out, err = shell(f'"$R" incident list {closed}')
    assert code == 0
    assert ("No incident is recorded yet" in out + err) == (closed in ("2>&-", "<&-"))
    assert shell('"$R" journal verify')[0] == 0


@pytest.mark.parametrize("args", ["--version", "playbook list --json", "decide restaurant spill"])
def test_a_full_disk_is_told(args: str) -> None:
    code, _, err = shell(f'"$R" {args} > /dev/full')
    assert (code, err.splitlines()[0]) == (3, "There is no room left to write what was to be shown.")


def test_a_full_disk_under_the_talk_changes_no_exit_code() -> None:
    assert shell('"$R" start nowhere 2> /dev/full')[0] == 2


def test_json_and_sources_come_whole_over_a_stream_with_few_signs() -> None:
    whole = recover("playbook", "show", "restaurant", "spill", "--json").data
    code, out, _ = shell('"$R" playbook show restaurant spill --json', PYTHONIOENCODING="ascii")
    assert (code, out.isascii(), json.loads(out)) == (0, True, whole)
    assert not json.dumps(whole, ensure_ascii=False).isascii()
    code, out, _ = shell('"$R" template show apology --source --lang es', PYTHONIOENCODING="ascii")
    assert code == 0
    assert r"Buenos d\xedas" in out


def test_a_folder_that_was_removed_meanwhile_is_told() -> None:
    for args in ("incident list", "init"):
        code, _, err = shell(f'mkdir gone && cd gone && rmdir ../gone && "$R" {args}')
        assert (code, err.splitlines()[0]) == (2, "The folder you are in is not there any more.")


def test_a_journal_in_the_home_of_nobody_is_told() -> None:
    ran = recover("incident", "list", environ={"RECOVER_JOURNAL": "~nobody-of-this-name/journal"})
    assert (ran.code, len(ran.told)) == (3, 2)
    assert "~nobody-of-this-name" in ran.told[0]


def test_a_part_of_the_world_is_no_time_zone() -> None:
    house = workspace(home() / "house", {})
    settings = (house / "recovery.yaml").read_text("utf-8")
    (house / "recovery.yaml").write_text(settings.replace("timezone: Europe/Madrid", "timezone: Europe"), "utf-8")
    ran = recover("incident", "list", "--workspace", house)
    assert ran.code == 3
    assert '"Europe" is not a time zone; write one like Europe/Madrid' in ran.err


@pytest.mark.parametrize("args", [("incident", "list"), ("doctor",)])
def test_a_user_without_a_home_is_told_what_to_type(args: tuple[str, ...]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", NO_HOME, *args], capture_output=True, timeout=60, text=True, check=False
    )
    assert ran.returncode in (1, 3)
    assert "This user has no home folder." in ran.stderr + ran.stdout
    assert "Traceback" not in ran.stderr


def test_a_user_without_a_home_may_say_where(tmp_path: Path) -> None:
    named = {**os.environ, "RECOVER_JOURNAL": str(tmp_path / "journal.sqlite3")}
    ran = subprocess.run(
        [sys.executable, "-c", NO_HOME, "incident", "list"],
        capture_output=True,
        timeout=60,
        text=True,
        env=named,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "No incident is recorded yet" in ran.stdout


@pytest.mark.parametrize("typed", ["²", "99", "٩٩"])
def test_what_is_no_number_of_a_line_is_asked_again(typed: str) -> None:
    ran = recover("start", "--plain", stdin=f"{typed}\n")
    assert ran.code == 130
    assert ran.out.count("> ") == 2
