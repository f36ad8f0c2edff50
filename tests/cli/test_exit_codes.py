"""What a script relies on: exit codes, two calm lines on stderr, results only on stdout."""

from __future__ import annotations

import sqlite3
import subprocess
from pathlib import Path

import pytest

from cli.program import RECOVER, SAUCE, SCENARIOS, bytes_of, home, journal, left_behind, recover, workspace
from recovery_cli.catalogue import shipped
from shipped import failures

RESTAURANT = shipped() / "playbooks/restaurant"


def test_version_and_help_are_results() -> None:
    for args, words in ((("--version",), "recover 0."), (("--help",), "start"), (("letter", "-h"), "--set")):
        ran = recover(*args)
        assert (ran.code, ran.err) == (0, "")
        assert words in ran.out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("nonsense",), ["nonsense"]),
        (("strat",), ['no command "strat"', "Nearest: start"]),
        (("incident", "lst"), ["lst", "list"]),
        (("start", "--qick"), ["--quick"]),
        (("start", "--nope"), ["--nope"]),
        (("start", "nowhere", "spill"), ['no playbook "nowhere"', "There is: general, "]),
        (("start", "restarant", "spill"), ['no playbook "restarant"', "Nearest: restaurant"]),
        (("start", "restaurant", "rude-stuff"), ['restaurant has no failure "rude-stuff"', "Nearest: rude-staff"]),
        (("start", "restaurant", "spill", "--reported-by", "custmer"), ["--reported-by: Nearest: customer"]),
        (("start", "restaurant", "spill", "--answers", "-", "--lang", "Spanish"), ["--lang es"]),
        (("start", "restaurant", "spill", "--answers", "-", "--lang", "ES"), ["--lang es"]),
        (("start", "restaurant", "spill", "--answers", "-", "--lang", "itlian"), ["--lang it"]),
        (("start", "restaurant", "spill", "--answers", "-", "--lang", "%"), ["--lang en, es or it"]),
        (("start", "restaurant", "spill", "--jsonl", "--set", "customer.type=regulr"), ["Nearest: regular"]),
        (("start", "restaurant", "spill", "--jsonl", "--set", "garment.materal=wool"), ["Nearest: garment.material"]),
        (("start", "restaurant", "spill", "--jsonl", "--set", "contacts=many"), ["contacts=3"]),
        (("start", "restaurant", "spill", "--answers", "-", "--role", "king"), ['no role "king"']),
        (("start", "restaurant", "spill", "--answers", "-", "--role", "mangaer"), ["Nearest: manager"]),
        (("start", "restaurant", "spill", "--answers", "-", "--set", "hurt"), ["not fact=value", "--set"]),
        (("letter", "apolgy"), ['no template "apolgy"', "Nearest: apology"]),
        (("letter", "apology", "--date", "03/04/2026"), ["03/04/2026", "--date 2026-11-21"]),
        (("incident", "list", "--workspace", "gone"), ["gone", "recover init"]),
        (("playbook", "show", "restaurant", "rude-stuff"), ['no failure "rude-stuff"', "Nearest: rude-staff"]),
    ],
)
def test_a_line_that_cannot_be_meant_is_two(args: tuple[str, ...], told: list[str]) -> None:
    ran = recover(*args, stdin="{}")
    assert (ran.code, ran.out) == (2, "")
    for words in told:
        assert words in ran.err


def test_errors_of_ours_are_two_lines() -> None:
    for args in (("start", "nowhere", "spill"), ("letter", "apolgy"), ("incident", "show", "INC-0000")):
        assert len(recover(*args).told) == 2


def test_without_a_terminal_it_says_how_to_answer() -> None:
    ran = recover("start", "restaurant", "spill")
    assert (ran.code, ran.out) == (2, "")
    command = "recover start restaurant spill-on-guest"
    told = f"Give the answers with {command} --answers FILE, many with --from TABLE, or drive the walk with --jsonl."
    assert ran.told == [
        "Nobody is at the keyboard, and recover start asks questions.",
        told,
    ]


def test_resume_without_a_terminal_names_plain() -> None:
    assert recover("start", "restaurant", "spill", "--plain", stdin="\n").code == 130
    ran = recover("resume")
    assert (ran.code, ran.out, len(ran.told)) == (2, "", 2)
    assert "--plain" in ran.told[1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, ["cannot be read", "--answers FILE"]),
        (b"\xff\xfe", ["not UTF-8"]),
        (b"- one\n- two\n", ["is not a mapping", 'hurt: "no"']),
        (b"hurt: no\nfix: 012\nextra: 1e3\n", [":1:7: Y03", ":2:6: Y03", ":3:8: Y03", "Mend it"]),
        (b"hurt: 'no'\nhurt: 'no'\nx: [1\n", [":2:1: Y02", "Y01"]),
        (b'{"hurt": "no",', ["Y01"]),
    ],
)
def test_a_broken_answers_file_is_three_with_every_fault(content: bytes | None, told: list[str]) -> None:
    if content is not None:
        Path("answers.yaml").write_bytes(content)
    ran = recover("start", "restaurant", "spill", "--answers", "answers.yaml")
    assert (ran.code, ran.out) == (3, "")
    for words in told:
        assert words in ran.err
    assert not journal().exists()


def test_gaps_are_all_told_at_once_and_nothing_is_left_behind() -> None:
    answers = "hurt: 'no'\nfix: flying\ngarment.colour: plaid\ncustomer.name: Elena Prats\nwrong.fact: 1\n"
    ran = recover("start", "restaurant", "spill", "--answers", "-", "--out", home() / "papers", stdin=answers)
    assert (ran.code, ran.out) == (3, "")
    for words in (
        "garment.material is missing",
        "garment.kind is missing",
        'fix cannot be "flying"',
        "garment.colour",
        "nothing asks for wrong.fact",
    ):
        assert words in ran.err
    assert ran.told[-1] == "Nothing was recorded."
    assert recover("incident", "list", "--json").data == []
    assert left_behind(home()) == []
    assert b"Elena Prats" not in bytes_of(journal())
    with sqlite3.connect(journal()) as tables:
        counts = [tables.execute(f"select count(*) from {name}").fetchone()[0] for name in ("event", "note", "person")]  # noqa: S608  # names of ours
    tables.close()
    assert counts == [0, 0, 0]


@pytest.fixture
def broken() -> Path:
    """A workspace in which one failure has two faults, in lines of their own."""
    text = (RESTAURANT / "failures/spill-on-guest.yaml").read_text("utf-8")
    text = text.replace("severity: 3", "severity: 9").replace("at_fault: company", "at_fault: nobody")
    return workspace(home() / "ours", {"playbooks/restaurant/failures/spill-on-guest.yaml": text})


def test_a_broken_failure_is_listed_with_its_faults_and_the_others_work(broken: Path) -> None:
    listed = recover("playbook", "list", "--workspace", broken)
    assert (listed.code, listed.err) == (3, "")
    assert "spill-on-guest.yaml:8:11" in listed.out
    assert "spill-on-guest.yaml:9:11" in listed.out
    assert f"{len(failures()) - 1} can be used." in listed.out
    shown = recover("playbook", "show", "restaurant", "spill", "--workspace", broken)
    assert (shown.code, shown.out) == (3, "")
    assert "spill-on-guest.yaml:8:11" in shown.err
    assert "spill-on-guest.yaml:9:11" in shown.err
    started = recover("start", "restaurant", "spill", "--answers", SAUCE, "--workspace", broken)
    assert (started.code, started.out) == (3, "")
    assert "spill-on-guest.yaml:9:11" in started.err
    other = SCENARIOS / "wrong-order.yaml"
    assert recover("start", "restaurant", "wrong-order", "--answers", other, "--workspace", broken).code == 0
    assert recover("playbook", "show", "restaurant", "wrong-order", "--workspace", broken).code == 0


def test_nothing_recorded_is_told_with_what_to_type() -> None:
    ran = recover("incident", "show", "INC-0000")
    assert (ran.code, ran.out) == (3, "")
    assert ran.told == ["No incident is recorded yet.", "recover start"]


def test_a_letter_with_gaps_names_fields_template_and_line() -> None:
    ran = recover("letter", "apology", "--set", "contact.name=Ana Ferrer", "--set", "incident.summary=We spilt it.")
    assert (ran.code, ran.out) == (3, "")
    for field in ("incident.impact", "contact.phone"):
        at = next(number for number, line in enumerate(ran.told) if line.strip() == f"{field} is missing")
        file, line, *_ = ran.told[at - 1].split(":")
        assert file.endswith("templates/apology.yaml")
        assert f"{field}:" in (shipped() / "templates/apology.yaml").read_text("utf-8").splitlines()[int(line) - 1]
    assert "contact.name is missing" not in ran.err


def test_values_that_do_not_fit_a_letter_are_all_told_at_once() -> None:
    wrong = ("letter.date=tomorrow", "note.cap=80", "incident.sumary=We spilt it.")
    ran = recover("letter", "apology", *(part for each in wrong for part in ("--set", each)))
    assert (ran.code, ran.out) == (2, "")
    assert 'letter.date: "tomorrow" is not a date; write it like 2026-11-21' in ran.told
    assert 'note.cap: "80" is not an amount with its currency; write it like 80.00 EUR' in ran.told
    assert 'no field "incident.sumary". Nearest: incident.summary' in ran.err


def test_a_careful_incident_has_no_note_and_no_letter_yet() -> None:
    answers = SCENARIOS / "allergen-symptoms.yaml"
    incident = recover("start", "restaurant", "allergen", "--answers", answers, "--json").data["incident"]
    note = recover("letter", "guarantee-note", incident)
    assert (note.code, note.out) == (1, "")
    assert note.told == [f"{incident} has no note.", f"recover resume {incident}"]
    letter = recover("letter", "apology", incident)
    assert (letter.code, letter.out, len(letter.told)) == (1, "", 2)
    assert "careful" in letter.told[0]


def test_a_result_is_on_stdout_and_nothing_else() -> None:
    incident = recover("start", "restaurant", "spill", "--answers", SAUCE, "--json").data["incident"]
    for args in (("letter", "guarantee-note", incident), ("incident", "show", incident), ("incident", "list")):
        ran = recover(*args)
        assert (ran.code, ran.err) == (0, "")
        assert incident in ran.out
    other = recover("letter", "guarantee-note", incident, "--lang", "en")
    assert (other.code, other.out) == (1, "")


@pytest.mark.parametrize("kind", ["folder", "text", "newer", "stranger", "nowhere", "unwritable"])
def test_a_journal_that_cannot_be_used_is_three(kind: str) -> None:
    file = home() / "journal.db"
    match kind:
        case "folder":
            file.mkdir()
        case "text":
            file.write_text("not a database, and longer than a header of one would be" * 20)
        case "newer":
            assert recover("incident", "list", environ={"RECOVER_JOURNAL": f"sqlite:///{file}"}).code == 0
            with sqlite3.connect(file) as tables:
                tables.execute("update meta set number = 99 where name = 'schema'")
            tables.close()
        case "stranger":
            with sqlite3.connect(file) as tables:
                tables.execute("create table recipe (name text)")
            tables.close()
        case "nowhere":
            (home() / "a-file").write_text("")
            file = home() / "a-file/journal.db"
        case _:  # not even an administrator may make a file there
            file = Path("/proc/journal.db")
    for args in (
        ("incident", "list"),
        ("start", "restaurant", "wrong-order", "--answers", SCENARIOS / "wrong-order.yaml"),
    ):
        ran = recover(*args, environ={"RECOVER_JOURNAL": f"sqlite:///{file}"})
        assert (ran.code, ran.out, len(ran.told)) == (3, "", 2)
        assert str(file) in ran.err
        if kind == "newer":
            assert "newer recover" in ran.told[0]


def test_a_reader_that_goes_away_is_no_fault_of_ours() -> None:
    with subprocess.Popen([RECOVER, "playbook", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() in (0, 1)


@pytest.mark.parametrize("fact", ["customer.name", "customer.phone", "booking.number"])
def test_a_trifle_records_nobody(fact: str) -> None:
    ran = recover("start", "restaurant", "customer-spill", "--plain", "--set", f"{fact}=Elena Prats", stdin="\n")
    assert (ran.code, ran.told[0]) == (2, "customer-spill-or-drop records nobody.")
