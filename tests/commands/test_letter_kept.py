"""Letters that were set and kept: taken as they are, but for one that could not be set and now can."""

from __future__ import annotations

from pathlib import Path

import pytest

from letters.letter_samples import facts, library
from recovery_cli.commands.letter_kept import _packed, cleared, set_or_kept, shelf
from recovery_cli.letters.letter import Letter
from recovery_cli.letters.sheaf import Part, known_by, together
from recovery_cli.letters.writer import Writer

LIBRARY = library()
WRITER = Writer(LIBRARY)
NOWHERE = "\U000132f4"
"""A hieroglyph that no font has."""


def letters(*names: str) -> list[Letter]:
    given = facts("en")
    of = [{**given, "customer": {**given["customer"], "name": name}} for name in names]
    return [WRITER.fill("apology-short", each, language="en") for each in of]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shelf(tmp_path).mkdir()
    return tmp_path


def kept(folder: Path, some: list[Letter], parts: list[Part]) -> Path:
    file = shelf(folder) / known_by(some, LIBRARY.page)
    file.write_bytes(_packed(parts))
    return file


def without_faults(parts: list[Part]) -> list[tuple[bytes, tuple[int, ...]]]:
    return [(part.pdf, part.lengths) for part in parts]


def test_what_is_set_is_kept_and_told_once_more_with_what_could_not_be_set(folder: Path) -> None:
    some = letters("One", f"Two {NOWHERE}", "Three", "Four")
    first = set_or_kept(WRITER, some, folder)
    assert without_faults(first) == without_faults(together(some, LIBRARY.page))
    (file,) = shelf(folder).iterdir()
    before = file.stat()
    second = set_or_kept(WRITER, some, folder)
    assert without_faults(second) == without_faults(first)
    assert [str(part.fault) for part in second] == [str(part.fault) for part in first]
    assert [part.fault is not None for part in second].count(True) == 1
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    cleared(folder)
    assert list(folder.iterdir()) == []


def test_what_is_kept_is_taken_as_it_is(folder: Path) -> None:
    some, others = letters("One", "Two"), letters("Three", "Four")
    kept(folder, some, together(others, LIBRARY.page))
    assert without_faults(set_or_kept(WRITER, some, folder)) == without_faults(together(others, LIBRARY.page))


def test_a_font_that_has_come_since_sets_the_letter_that_was_left_out(folder: Path) -> None:
    some = letters("One", "Two", "Three")
    halves = [*together(some[:1], LIBRARY.page), Part(b"", ()), *together(some[2:], LIBRARY.page)]
    file = kept(folder, some, halves)
    whole = together(some, LIBRARY.page)
    assert without_faults(set_or_kept(WRITER, some, folder)) == without_faults(whole)
    assert file.read_bytes() == _packed(whole)


def test_a_worker_that_does_not_see_the_folder_keeps_nothing(tmp_path: Path) -> None:
    some = letters("One")
    assert without_faults(set_or_kept(WRITER, some, tmp_path / "nowhere")) == without_faults(
        together(some, LIBRARY.page)
    )
    assert list(tmp_path.iterdir()) == []
    assert set_or_kept(WRITER, [], tmp_path) == []
