"""Real processes on one journal: killed in the middle, and racing for the same step."""

from __future__ import annotations

import signal
import subprocess
from contextlib import closing

from journal_scenes import answered, began, project, python, write

from recovery_cli.journal import verify
from recovery_cli.journal.sql import SqlJournal

KILLED = """
import os, signal
from journal_scenes import NOON, Shown, answered
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.ports import Batch

class Dies(Shown):
    def seen(self, recorded):
        if recorded.stream == "NOTE-1" and recorded.version == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return Dies(self.stream, (*self.events, recorded))

journal = SqlJournal(sys.argv[1], Dies)
for step in range(5):
    batches = [Batch(stream, step, (answered(), )) for stream in ("INC-1", "NOTE-1")]
    journal.append(batches, at=NOON, operator="ana")
"""


def test_killed_in_the_middle_of_a_transaction(url: str) -> None:
    process = python(KILLED, url)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    with closing(SqlJournal(url, project)) as journal:
        assert (journal.version("INC-1"), journal.version("NOTE-1")) == (2, 2)
        assert (len(journal.read("INC-1")), len(journal.read("NOTE-1"))) == (2, 2)
        write(journal, "INC-1", answered())
        assert verify(journal) == []


BUSY = """
from journal_scenes import answered, project, write
from recovery_cli.journal.sql import SqlJournal

journal = SqlJournal(sys.argv[1], project)
for step in range(1, 10_000):
    write(journal, sys.argv[2], answered("step", step), answered("words", "long " * 500))
    print(step, flush=True)
"""


def test_killed_at_any_moment_loses_nothing_that_was_confirmed(url: str) -> None:
    for stream, least in (("INC-1", 3), ("INC-2", 8), ("INC-3", 13)):
        process = python(BUSY, url, stream)
        confirmed = [int(_line(process)) for _ in range(least)]
        process.kill()
        assert process.stdout is not None
        # Not `communicate`: it passes over what `readline` has fetched ahead.
        last = [*confirmed, *map(int, process.stdout.read().split())][-1]
        process.communicate(timeout=60)
        with closing(SqlJournal(url, project)) as journal:
            told = [event.data["value"] for event in journal.read(stream)]
            # The last step may have been written and not yet told.
            assert told[::2] in (list(range(1, last + 1)), list(range(1, last + 2)))
            assert len(told) % 2 == 0
            assert verify(journal) == []


RACER = """
from journal_scenes import NOON, answered, project
from recovery_cli.errors import Conflict
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.ports import Batch

url, name, races = sys.argv[1], sys.argv[2], int(sys.argv[3])
journal = SqlJournal(url, project, patience=30)
print("ready", flush=True)
sys.stdin.readline()
for race in range(races):
    won = Batch(f"INC-{race}", 1, (answered("winner", name), answered("winner", name)))
    own = Batch(f"NOTE-{race}-{name}", 0, (answered(), ))
    try:
        journal.append([own, won], at=NOON, operator=name)
        print("won", flush=True)
    except Conflict as fault:
        assert (fault.stream, fault.expected) == (f"INC-{race}", 1)
        print("lost", flush=True)
journal.close()
"""


def raced(url: str, races: int) -> dict[str, list[str]]:
    """What each of two processes says after both were let go at once."""
    racers = {name: python(RACER, url, name, str(races)) for name in ("ana", "luis")}
    for racer in racers.values():
        assert _line(racer) == "ready"
    for racer in racers.values():
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    told = {}
    for name, racer in racers.items():
        out, err = racer.communicate(timeout=120)
        assert (err, racer.returncode) == ("", 0)
        told[name] = out.split()
    return told


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_of_two_writers_of_one_step_exactly_one_wins(url: str) -> None:
    races = 40
    with closing(SqlJournal(url, project)) as journal:
        for race in range(races):
            write(journal, f"INC-{race}", began())
        told = raced(url, races)
        for race in range(races):
            winners = [name for name, said in told.items() if said[race] == "won"]
            assert len(winners) == 1
            events = journal.read(f"INC-{race}")
            assert [event.operator for event in events] == ["ana", *winners, *winners]
            assert journal.streams(f"NOTE-{race}-") == (f"NOTE-{race}-{winners[0]}",)
        assert verify(journal) == []


OPENER = """
from journal_scenes import answered, project, write
from recovery_cli.journal.sql import SqlJournal

print("ready", flush=True)
sys.stdin.readline()
journal = SqlJournal(sys.argv[1], project, patience=30)
write(journal, sys.argv[2], answered())
journal.close()
"""


def test_many_may_open_a_journal_that_is_not_there_yet(url: str) -> None:
    openers = [python(OPENER, url, f"INC-{number}") for number in range(6)]
    assert [_line(opener) for opener in openers] == ["ready"] * 6
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.write("go\n")
        opener.stdin.flush()
    assert [opener.communicate(timeout=60) for opener in openers] == [("", "")] * 6
    with closing(SqlJournal(url, project)) as journal:
        assert len(journal.streams("INC-")) == 6
        assert verify(journal) == []


CROWD = """
from journal_scenes import NOON, answered, project
from recovery_cli.errors import Conflict
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.ports import Batch

url, name, length = sys.argv[1], sys.argv[2], int(sys.argv[3])
journal = SqlJournal(url, project, patience=60)
print("ready", flush=True)
sys.stdin.readline()
while (version := journal.version("INC-1")) < length:
    try:
        journal.append([Batch("INC-1", version, (answered("by", name), ))], at=NOON, operator=name)
        print(version + 1, flush=True)
    except Conflict:
        pass
journal.close()
"""


def test_of_many_on_one_stream_exactly_one_writes_each_version(url: str) -> None:
    length, names = 50, ("ana", "eva", "luis", "zoe")
    SqlJournal(url, project).close()
    crowd = {name: python(CROWD, url, name, str(length)) for name in names}
    for each in crowd.values():
        assert _line(each) == "ready"
    for each in crowd.values():
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    won: dict[int, str] = {}
    for name, each in crowd.items():
        out, err = each.communicate(timeout=100)
        assert (err, each.returncode) == ("", 0)
        for version in map(int, out.split()):
            assert version not in won
            won[version] = name
    with closing(SqlJournal(url, project)) as journal:
        assert {event.version: event.operator for event in journal.read("INC-1")} == won
        assert sorted(won) == list(range(1, length + 1))
        assert verify(journal) == []
