"""One step a shape. A step that was once released is never changed: it names columns itself, not by `tables`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from alembic.operations import Operations


def _notes_are_claimed_and_paid(operations: Operations) -> None:
    """Shape 2: the row of a note has its code, the last day to claim, and sums; rows come anew after the steps."""
    operations.drop_table("note")
    if operations.get_bind().dialect.name == "postgresql":
        # The planner's samples would keep words that were erased.
        operations.execute("ALTER TABLE person ALTER COLUMN salt SET STATISTICS 0, ALTER COLUMN value SET STATISTICS 0")


STEPS: Mapping[int, Callable[[Operations], None]] = MappingProxyType({1: _notes_are_claimed_and_paid})
"""From the shape a journal has to what brings it to the next one; there is one for each shape below today's."""
