"""The tables, in types that SQLite and PostgreSQL share: text, whole numbers and truth."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Connection, Integer, MetaData, Table, Text
from sqlalchemy import event as events

SCHEMA = 2
"""The shape of these tables as one number, kept in `meta`; a change of shape counts it up."""

metadata = MetaData()


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


# Without a rowid a table of SQLite is its key's own index: an append writes two pages instead of four.
event = Table(
    "event",
    metadata,
    _text("stream", key=True),
    _number("version", key=True),
    _text("type"),
    _text("data"),
    _text("at"),
    _text("operator"),
    _text("hash"),
    sqlite_with_rowid=False,
)
head = Table("head", metadata, _text("stream", key=True), _number("version"), _text("hash"), sqlite_with_rowid=False)
person = Table(
    "person",
    metadata,
    _text("key", key=True),
    Column("stream", Text, nullable=False, index=True),
    _text("salt"),
    _text("value"),
)
playbook = Table("playbook", metadata, _text("digest", key=True), _text("content"))
meta = Table("meta", metadata, _text("name", key=True), _number("number"))

# A projected row is known by its stream and its place in what the projector gave: two streams may name
# the same id, and that must never look like a conflict.
incident = Table(
    "incident",
    metadata,
    _text("stream", key=True),
    _number("place", key=True),
    _text("id"),
    _text("playbook"),
    _text("failure"),
    _text("title"),
    _text("began_at"),
    _text("state"),
    _text("owner"),
    _number("severity"),
    _text("language"),
)
note = Table(
    "note",
    metadata,
    _text("stream", key=True),
    _number("place", key=True),
    _text("number"),
    _text("incident"),
    _text("issued_at"),
    _text("cap"),
    _text("currency"),
    _text("status"),
    _text("code"),
    _text("claim_by"),
    _text("claimed"),
    _text("paid"),
)
follow_up = Table(
    "follow_up",
    metadata,
    _text("stream", key=True),
    _number("place", key=True),
    _text("id"),
    _text("incident"),
    _text("kind"),
    _text("what"),
    _text("who"),
    _text("due_at"),
    Column("done", Boolean, nullable=False),
)
PROJECTIONS = (incident, note, follow_up)


def _without_samples(table: Table, connection: Connection, **_: object) -> None:
    # PostgreSQL keeps samples of columns for its planner, and a person's words with them, where no erasure reaches.
    if connection.dialect.name == "postgresql":
        worded = [column.name for column in table.c if not column.primary_key and column.name != "stream"]
        changes = ", ".join(f"ALTER COLUMN {name} SET STATISTICS 0" for name in worded)
        connection.exec_driver_sql(f"ALTER TABLE {table.name} {changes}")


for _table in (person, *PROJECTIONS):
    events.listen(_table, "after_create", _without_samples)
