"""A table of customers, read row by row: CSV, TSV, JSON lines or a workbook, from a file or standard input."""

from __future__ import annotations

from recovery_cli.rows.headers import Matching, match
from recovery_cli.rows.row import Row, Unreadable
from recovery_cli.rows.table import Table, open_table

__all__ = ["Matching", "Row", "Table", "Unreadable", "match", "open_table"]
