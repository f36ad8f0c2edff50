"""Thousands of notes issued by eight processes at once, four of them killed midway, on each database.

Fails when a number is missing, comes twice, or was told to somebody and is not in the register; else says how many
notes there are and how many were issued a second. The test of the same does it with a few.

    .venv/bin/python benchmarks/register.py [NOTES-A-PROCESS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from recovery_cli.journal import open_journal
from recovery_cli.journal.projection import project

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "journal"))
from many_notes import finished, issuers, killed_after, without_gap_or_twin
from postgres_server import running

PROCESSES, KILLED = 8, 4
SAFE = ("listen_addresses=", "fsync=on", "synchronous_commit=on")


def issued(url: str, each: int) -> tuple[int, float]:
    """How many notes there are, and after how many seconds."""
    open_journal(url, project).close()
    processes = issuers(url, many=PROCESSES, each=each)
    began = time.perf_counter()
    # Each gets less far than the one before; the last of them dies at a third of its way.
    last = max(1, each // 3)
    confirmed = [
        told
        for number, process in enumerate(processes[:KILLED], start=1)
        for told in killed_after(process, max(1, last * number // KILLED))
    ]
    confirmed += [told for process in processes[KILLED:] for told in finished(process)]
    spent = time.perf_counter() - began
    with closing(open_journal(url, project)) as journal:
        return without_gap_or_twin(journal, confirmed, killed=KILLED), spent


def main(each: int) -> None:
    print(f"{PROCESSES} processes, {each} notes each, {KILLED} of them killed")
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        server = stack.enter_context(running(settings=SAFE))
        for title, url in (("SQLite", f"{folder}/journal.db"), ("PostgreSQL", server.new_database("chain"))):
            notes, spent = issued(url, each)
            print(f"{title:<12}{notes:>7,} notes, no gap, no twin, chain whole{notes / spent:>9,.0f} notes/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
