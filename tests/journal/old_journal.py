"""A journal as an earlier build wrote it, and what can be done behind a journal's back on either database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine

from recovery_cli.journal.address import on_server

SHAPE_1 = Path(__file__).with_name("shape-1.sql")


def behind(url: str, *statements: str) -> list[tuple[object, ...]]:
    """Runs statements behind the journal's back; the rows of the last one."""
    engine = create_engine(url if on_server(url) else f"sqlite:///{url}")
    with engine.begin() as connection:
        results = [connection.exec_driver_sql(each, execution_options={"no_parameters": True}) for each in statements]
        rows = [tuple(row) for row in results[-1]] if results[-1].returns_rows else []
    engine.dispose()
    return rows


def begin_with(url: str) -> None:
    """Makes the older journal at an address where there is none."""
    behind(url, *(part for part in SHAPE_1.read_text("utf-8").split(";\n") if part.strip()))
