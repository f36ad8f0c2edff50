"""`recover doctor`: a line for everything, what to type where something is wrong, and nothing made on the way."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from cli.program import RECOVER, SAUCE, Ran, home, journal, recover, workspace
from recovery_cli.commands.surroundings import masked
from ui.pseudo_terminal import Terminal


def looked(*more: str | Path, environ: Mapping[str, str] | None = None) -> tuple[Ran, dict[str, dict[str, str]]]:
    ran = recover("doctor", "--json", *more, environ=environ)
    assert ran.err == ""
    return ran, {each["check"]: each for each in json.loads(ran.out)}


def states(found: Mapping[str, Mapping[str, str]], state: str) -> list[str]:
    return [name for name, each in found.items() if each["state"] == state]


def incident() -> None:
    ran = recover("start", "restaurant", "spill", "--answers", SAUCE)
    assert ran.code == 0, ran.err


def test_a_fresh_machine_is_well_and_nothing_is_made() -> None:
    ran, found = looked()
    assert (ran.code, states(found, "fault")) == (0, [])
    assert set(found) >= {"version", "workspace", "settings", "playbooks", "templates", "journal", "documents", "fonts"}
    assert found["business"]["state"] == "note"
    assert found["business"]["hint"] == "recover init"
    assert str(journal()) in found["journal"]["text"]
    assert not (home() / "data/recover").exists()


def test_after_an_incident_everything_is_looked_at() -> None:
    incident()
    ran, found = looked()
    assert (ran.code, states(found, "fault")) == (0, [])
    assert "schema 2" in found["journal"]["text"]
    assert found["chain"]["text"] == "whole: 1 incidents"
    assert found["erasures"]["state"] == "ok"
    assert found["documents"]["text"] == str(home() / "data/recover/documents")


def test_for_people_it_is_one_line_each_in_their_language() -> None:
    told = {language: recover("doctor", environ={"LC_ALL": f"{language}_XX.UTF-8"}) for language in ("en", "es", "it")}
    assert {ran.code for ran in told.values()} == {0}
    assert [ran.out.splitlines()[-1] for ran in told.values()] == ["All is well.", "Todo bien.", "Tutto bene."]
    assert all(len(line) <= 80 or "/" in line for ran in told.values() for line in ran.out.splitlines())


def test_settings_with_faults_are_told_and_the_rest_is_looked_at_all_the_same(tmp_path: Path) -> None:
    folder = workspace(tmp_path, {"recovery.yaml": "business: 3\nsite: nowhere\n"})
    ran, found = looked("--workspace", folder)
    assert ran.code == 1
    assert states(found, "fault") == ["settings"]
    assert any(each.startswith("recovery.yaml:2:") for each in found["settings"]["details"])
    assert found["playbooks"]["state"] == "ok"
    assert found["journal"]["state"] == "note"
    told = recover("doctor", "--workspace", folder)
    assert "recovery.yaml:2:" in told.out
    assert told.out.splitlines()[-1] == "1 thing to mend."


def test_broken_content_says_which_command_tells_more(tmp_path: Path) -> None:
    files = {"playbooks/restaurant/failures/spill-on-guest.yaml": "id: [\n", "templates/odd.yaml": "id: odd\n"}
    ran, found = looked("--workspace", workspace(tmp_path, files))
    assert ran.code == 1
    assert states(found, "fault") == ["playbooks", "templates"]
    assert found["playbooks"]["hint"] == "recover playbook list"
    assert found["templates"]["hint"] == "recover template check"


def own(folder: Path, **changed: str) -> Path:
    """The demo's business without `specimen`, some of its lines changed."""
    workspace(folder, {})
    file = folder / "recovery.yaml"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(("specimen", *changed))]
    file.write_text("\n".join([*lines, *(f"{key}: {value}" for key, value in changed.items() if value), ""]), "utf-8")
    return folder


def test_amounts_in_another_currency_are_a_thing_to_mend(tmp_path: Path) -> None:
    ran, found = looked("--workspace", own(tmp_path, currency="COP"))
    assert (ran.code, states(found, "fault")) == (1, ["playbooks"])
    assert "restaurant" in found["playbooks"]["text"]
    assert "playbooks/" in found["playbooks"]["hint"]


def test_a_logo_that_is_gone_is_told(tmp_path: Path) -> None:
    folder = own(tmp_path)
    text = (folder / "recovery.yaml").read_text("utf-8")
    (folder / "recovery.yaml").write_text(text.replace("  city:", "  logo: gone.svg\n  city:"), "utf-8")
    ran, found = looked("--workspace", folder)
    assert (ran.code, states(found, "fault")) == (1, ["logo"])
    assert "gone.svg" in found["logo"]["text"]


def test_a_typeface_of_the_business_that_is_nowhere_is_told_with_the_nearest(tmp_path: Path) -> None:
    folder = own(tmp_path)
    text = (folder / "recovery.yaml").read_text("utf-8")
    (folder / "recovery.yaml").write_text(text.replace("  city:", "  fonts: [Libertinus Serf]\n  city:"), "utf-8")
    ran, found = looked("--workspace", folder)
    assert (ran.code, states(found, "fault")) == (1, ["typeface"])
    assert "Libertinus Serif" in found["typeface"]["hint"]
    (folder / "recovery.yaml").write_text(text.replace("  city:", "  fonts: [Libertinus Serif]\n  city:"), "utf-8")
    assert looked("--workspace", folder)[1]["typeface"]["state"] == "ok"


@pytest.mark.parametrize("which", ["journal", "documents"])
def test_what_others_may_use_is_told_with_the_line_that_mends_it(which: str) -> None:
    incident()
    path = journal() if which == "journal" else home() / "data/recover/documents"
    path.chmod(0o777)
    ran = recover("doctor", "--json")
    (fault,) = [each for each in json.loads(ran.out) if each["state"] == "fault"]
    assert (ran.code, fault["check"]) == (1, which)
    assert "777" in fault["text"]
    assert os.system(fault["hint"]) == 0  # noqa: S605 - the line that is to be typed
    assert stat.S_IMODE(path.stat().st_mode) == (0o600 if which == "journal" else 0o700)
    assert looked()[0].code == 0


def test_an_altered_record_is_found() -> None:
    incident()
    with sqlite3.connect(journal()) as tables:
        tables.execute("update event set operator = 'Nobody' where version = 2")
    tables.close()
    ran, found = looked()
    assert (ran.code, states(found, "fault")) == (1, ["chain"])
    assert found["chain"]["hint"] == "recover journal verify"
    assert any("step 2" in each for each in found["chain"]["details"])


@pytest.mark.parametrize("kind", ["text", "newer", "nowhere"])
def test_a_journal_that_cannot_be_opened_is_told(kind: str) -> None:
    file = home() / "journal.db"
    match kind:
        case "text":
            file.write_text("not a database, and longer than a header of one would be" * 20)
            file.chmod(0o600)
        case "newer":
            assert recover("incident", "list", environ={"RECOVER_JOURNAL": str(file)}).code == 0
            with sqlite3.connect(file) as tables:
                tables.execute("update meta set number = 99 where name = 'schema'")
            tables.close()
        case _:
            file = Path("/proc/journal.db")
    ran, found = looked(environ={"RECOVER_JOURNAL": str(file)})
    assert (ran.code, states(found, "fault")) == (1, ["journal"])
    assert str(file) in found["journal"]["text"]
    assert found["journal"]["hint"]


def test_an_erasure_that_was_pending_is_finished() -> None:
    incident()
    with sqlite3.connect(journal()) as tables:
        tables.execute("update meta set number = 1 where name = 'erased'")
    tables.close()
    reader = sqlite3.connect(journal())
    try:
        reader.execute("begin")
        reader.execute("select count(*) from event").fetchone()
        with sqlite3.connect(journal()) as writer:
            writer.execute("update meta set number = 2 where name = 'erased'")
        writer.close()
        ran, found = looked()
        assert (ran.code, states(found, "fault")) == (1, ["erasures"])
        assert "recover doctor" in found["erasures"]["hint"]
    finally:
        reader.close()
    assert looked()[0].code == 0
    with sqlite3.connect(journal()) as tables:
        assert tables.execute("select number from meta where name = 'scoured'").fetchone() == (2,)
    tables.close()


def test_a_journal_in_memory_is_a_note() -> None:
    _, found = looked(environ={"RECOVER_JOURNAL": "memory:"})
    assert found["journal"]["state"] == "note"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ana:se:cret@db/recover", "postgresql://ana:…@db/recover"),
        ("postgresql+psycopg://:secret@db", "postgresql+psycopg://:…@db"),
        ("postgresql://db/x?user=ana&password=secret&sslmode=require", "postgresql://db/x?user=ana&password=…&sslmode=require"),
        ("sqlite:////srv/journal.db", "sqlite:////srv/journal.db"),
        ("/srv/a:b@c.db", "/srv/a:b@c.db"),
    ],
)  # fmt: skip
def test_a_password_is_never_shown(url: str, shown: str) -> None:
    assert masked(url) == shown


def test_an_address_with_a_password_shows_none_of_it() -> None:
    ran, found = looked(environ={"RECOVER_JOURNAL": "mysql://ana:topsecret@db/recover"})
    assert ran.code == 1
    assert "topsecret" not in ran.out
    assert found["journal"]["state"] == "fault"


@pytest.mark.parametrize(
    ("answer", "state", "text"), [("till\\nfront-desk", "ok", "till, front-desk"), ("", "note", "")]
)
def test_printers_are_those_the_system_names(answer: str, state: str, text: str, tmp_path: Path) -> None:
    program = tmp_path / "lpstat"
    program.write_text(f"#!/bin/sh\n[ \"$1\" = -e ] && printf '{answer}'\n")
    program.chmod(0o755)
    _, found = looked(environ={"PATH": f"{tmp_path}:{Path(sys.executable).parent}:/usr/bin:/bin"})
    assert found["printers"]["state"] == state
    assert text in found["printers"]["text"]


def test_a_small_terminal_is_told() -> None:
    with Terminal([RECOVER, "doctor"], columns=60, lines=20) as terminal:
        assert terminal.ended() == 0
        assert "60 by 20" in terminal.raw.decode()
        assert "80 by 24" in terminal.raw.decode()


def test_a_workspace_that_is_not_there_is_wrong_usage() -> None:
    ran = recover("doctor", "--workspace", "gone")
    assert (ran.code, ran.out, len(ran.told)) == (2, "", 2)
