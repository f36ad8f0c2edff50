"""Notes issued by several processes, some killed midway: numbers have neither gap nor twin, on either database."""

from __future__ import annotations

from contextlib import closing

from many_notes import finished, issuers, killed_after, without_gap_or_twin

from recovery_cli.journal import open_journal
from recovery_cli.journal.projection import project


def test_numbers_have_neither_gap_nor_twin(url: str) -> None:
    each = 50
    open_journal(url, project).close()
    processes = issuers(url, many=4, each=each)
    confirmed = [*killed_after(processes[0], 5), *killed_after(processes[1], 20)]
    confirmed += [told for process in processes[2:] for told in finished(process)]
    with closing(open_journal(url, project)) as journal:
        assert without_gap_or_twin(journal, confirmed, killed=2) >= 2 * each
