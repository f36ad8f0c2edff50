"""What is found of a row does not depend on the rows before it: those that are alike only take less time."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

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


def found(session: Session, rows: Sequence[Sequence[str]]) -> list[bool]:
    """Which rows are good."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "t.tsv"
        file.write_text("\n".join("\t".join(cells) for cells in (tuple(CELLS), *rows)) + "\n", "utf-8")
        with open_table(str(file), stdin=io.BytesIO(), delimiter="tab") as table, Rejected(table) as rejected:
            order = Order("apology", str(file), None, given=SHARED, day=date(2026, 11, 21))
            checked = check(session, table, job_of(session, order, table), rejected)
            return [checked.is_good(number) for number in range(1, len(rows) + 1)]


@settings(max_examples=25)
@given(rows=st.lists(ROW, min_size=2, max_size=6))
def test_a_row_is_judged_as_if_it_were_alone(rows: list[tuple[str, ...]]) -> None:
    session = Session.here(None)
    alone = [found(session, [row])[0] for row in rows]
    assert found(session, [*rows, *rows]) == alone * 2
