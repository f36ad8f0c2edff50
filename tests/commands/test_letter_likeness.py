"""What is found of a row does not depend on the rows before it: those that are alike only take less time."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_cli.batch import Team, pool
from recovery_cli.commands.letter_checking import check
from recovery_cli.commands.letter_job import Order, job_of
from recovery_cli.commands.rejected import Rejected
from recovery_cli.rows import open_table
from recovery_cli.session import Session

SHARED = ("incident.summary=We left you without internet.", "contact.phone=955 000 001")
CELLS = {
    "customer.name": ("Elena", "Zoë", "N/A", ""),
    "incident.impact": ("You waited.", " ", "none at all", ""),
    "remedies[0].label": ("a credit", "a visit", ""),
    "remedies[0].amount": ("5.00 EUR", "7.50 EUR", "five", ""),
    "contact.name": ("Ana", ""),
    "contact.calls_on": ("2026-12-05", "2026-12-06", "05/12/2026", ""),
    "change.what": ("We check twice.", ""),
    "change.by": ("2026-11-01", "2026-12-24", ""),
    "business.country": ("ES", "IT", ""),
    "language": ("es", "en", ""),
}
ROW = st.tuples(*map(st.sampled_from, CELLS.values()))


def found(
    session: Session, rows: Sequence[Sequence[str]], *, team: Team, names: Iterable[str] = tuple(CELLS)
) -> tuple[list[bool], str]:
    """Which rows are good, and what is told of the others."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "t.tsv"
        file.write_text("\n".join("\t".join(cells) for cells in (tuple(names), *rows)) + "\n", "utf-8")
        with open_table(str(file), stdin=io.BytesIO(), delimiter="tab") as table, Rejected(table) as rejected:
            order = Order("apology", str(file), None, given=SHARED, day=date(2026, 11, 21))
            checked = check(team, table, job_of(session, order, table), rejected)
            told = io.StringIO()
            rejected.tell(told)
            said = told.getvalue().replace(str(file), "t.tsv")
            return [checked.is_good(number) for number in range(1, len(rows) + 1)], said


@settings(max_examples=25)
@given(rows=st.lists(ROW, min_size=2, max_size=6))
def test_a_row_is_judged_as_if_it_were_alone(rows: list[tuple[str, ...]]) -> None:
    session = Session.here(None)
    here = Team(ahead=1)
    alone = [found(session, [row], team=here)[0][0] for row in rows]
    assert found(session, [*rows, *rows], team=here)[0] == alone * 2


def test_workers_find_what_one_process_finds() -> None:
    session, names = Session.here(None), [*CELLS, "id"]
    good = ("Elena", "You waited.", "a credit", "5.00 EUR", "Ana", "", "", "", "", "es")
    rows = [(*good, f"C{number:04}") for number in range(1_600)]
    rows[1_300] = (*good, "C0007")
    rows[1_400] = (*good[:3], "five", *good[4:], "C1400")
    rows[700] = (*good[:1], "", *good[2:], "c0007")
    with Team(pool(2), ahead=2, there=True) as team:
        together = found(session, rows, team=team, names=names)
    assert together == found(session, rows, team=Team(ahead=1), names=names)
    assert [number for number, is_good in enumerate(together[0]) if not is_good] == [700, 1300, 1400]
    assert together[1].count("row 8 has the id") == 2
