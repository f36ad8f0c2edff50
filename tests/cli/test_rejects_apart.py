"""The rows that are not good: each table has a file of its own, and what lies there is never written through."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

from cli.forked import recover
from cli.houses import opened
from cli.program import Ran, home

HEAD = "id,hurt,fix,garment.material,garment.kind,customer.name\n"
GOOD = "1,no,here,leather,jacket,Elena Prats\n"
BAD = "2,no,here,velvet,jacket,Ana\n"


def started(name: str, rows: str, *more: str | Path) -> Ran:
    table = home() / name
    table.write_text(HEAD + rows, "utf-8")
    return recover("start", "restaurant", "spill", "--from", table, *more)


def materials(file: Path) -> list[str]:
    with file.open(newline="", encoding="utf-8") as rows:
        return [row["garment.material"] for row in csv.DictReader(rows)]


def test_a_good_table_leaves_the_rejects_of_another_one() -> None:
    house = home() / "house"
    opened(house)
    monday = house / "documents/monday-rejected.csv"
    ran = started("monday.csv", BAD, "--workspace", house)
    assert (ran.code, f"(see {monday})" in ran.out) == (1, True)
    assert started("tuesday.csv", GOOD, "--workspace", house).code == 0
    assert materials(monday) == ["velvet"]
    assert started("monday.csv", GOOD, "--workspace", house).code == 0
    assert not monday.exists()


def test_a_link_that_lies_there_is_not_written_through(tmp_path: Path) -> None:
    precious, out = tmp_path / "precious", tmp_path / "out"
    precious.write_text("precious", "utf-8")
    out.mkdir()
    for name in (".rejected.csv", "rejected.csv"):
        (out / name).symlink_to(precious)
    assert started("monday.csv", BAD, "--out", out).code == 1
    assert precious.read_text("utf-8") == "precious"
    assert not (out / "rejected.csv").is_symlink()
    assert materials(out / "rejected.csv") == ["velvet"]
    assert stat.S_IMODE((out / "rejected.csv").stat().st_mode) == 0o600
    assert sorted(file.name for file in out.iterdir()) == [".rejected.csv", "rejected.csv"]
