"""Many PDF files of ours bound to one, object by object: what is held in memory are offsets and counts.

A library of PDF holds every object of the file that it makes, and a hundred thousand letters are half a million. What
Typst writes is plain enough to be copied as it is: no object streams, one table of offsets, one tree of pages.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

_CATALOG, _PAGES, _LABELS = 1, 2, 3
_REFERENCE = re.compile(rb"(?<!\d)(\d+) 0 R\b")
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_STREAM = b">>\nstream\n"
_COUNT = re.compile(rb"/Type/Pages/Count (\d+)")
_KEYWORDS = re.compile(rb"/Keywords\(([\d, ]+)\)")


class Bound:
    """A file that grows at its end; nothing of it is whole before `finish`."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._hash = hashlib.sha256()
        self._offsets = array("Q", [0] * (_LABELS + 1))
        self._kids = array("L")
        self._starts = array("L")
        self._pages = 0
        self._write(b"%PDF-1.7\n%\x80\x80\x80\x80\n")

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()

    def add(self, part: bytes, lengths: Sequence[int]) -> None:
        """The pages of a file that Typst wrote; `lengths` are the pages of its letters."""
        objects = _objects(part)
        pages = _found(rb"/Pages (\d+) 0 R", objects[_found(rb"/Root (\d+) 0 R", part[part.rindex(b"trailer") :])])
        new = {pages: len(self._offsets)}
        self._offsets.append(0)
        waiting = [pages]

        def known_as(old: int) -> int:
            if old not in new:
                new[old] = len(self._offsets)
                self._offsets.append(0)
                waiting.append(old)
            return new[old]

        while waiting:
            old = waiting.pop()
            head, stream, rest = objects[old].partition(_STREAM)
            body = _renumbered(head, known_as) + stream + rest
            if old == pages:
                body = body.replace(b"<</Type/Pages", b"<</Type/Pages/Parent %d 0 R" % _PAGES, 1)
            self._object(new[old], body)
        self._kids.append(new[pages])
        for length in lengths:
            self._starts.append(self._pages)
            self._pages += length

    def finish(self) -> None:
        """The tree of all pages, and where each object is; a letter's pages are labelled from 1."""
        self._offsets[_PAGES] = self._at
        self._write(b"%d 0 obj\n<</Type/Pages/Count %d/Kids[" % (_PAGES, self._pages))
        for kid in self._kids:
            self._write(b"%d 0 R " % kid)
        self._write(b"]>>\nendobj\n")
        self._offsets[_LABELS] = self._at
        self._write(b"%d 0 obj\n<</Nums[" % _LABELS)
        for start in self._starts:
            self._write(b"%d<</S/D/St 1>>" % start)
        self._write(b"]>>\nendobj\n")
        self._object(_CATALOG, b"<</Type/Catalog/Pages %d 0 R/PageLabels %d 0 R>>" % (_PAGES, _LABELS))
        table = self._at
        self._write(b"xref\n0 %d\n0000000000 65535 f\r\n" % len(self._offsets))
        for offset in self._offsets[1:]:
            self._write(b"%010d 00000 n\r\n" % offset)
        name = self.digest[:32].encode()
        self._write(
            b"trailer\n<</Size %d/Root %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._offsets), _CATALOG, name, name, table)
        )

    def _object(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._at
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def _write(self, some: bytes) -> None:
        self._out.write(some)
        self._hash.update(some)
        self._at += len(some)


def lengths(part: bytes) -> tuple[int, ...]:
    """The pages of each letter in a file whose keywords are the pages at which they begin."""
    count, begin = _COUNT.search(part), _KEYWORDS.search(part)
    assert count is not None  # noqa: S101 - no file is without pages
    assert begin is not None  # noqa: S101 - nor any sheaf without keywords
    starts = [int(page) for page in begin[1].split(b", ")]
    return tuple(end - start for start, end in zip(starts, [*starts[1:], int(count[1]) + 1], strict=True))


def _objects(part: bytes) -> dict[int, bytes]:
    """Each object by its number, without its frame."""
    table = int(part[part.rindex(b"startxref") + 9 :].split()[0])
    first, count = part[table + 5 : part.index(b"\n", table + 5)].split()
    begin = part.index(b"\n", table + 5) + 1
    entries = [part[at : at + 20] for at in range(begin, begin + 20 * int(count), 20)]
    offsets = {number: int(entry[:10]) for number, entry in enumerate(entries, int(first)) if entry[17:18] == b"n"}
    ends = dict(zip(sorted(offsets.values()), [*sorted(offsets.values())[1:], table], strict=True))
    return {number: _body(part[offset : ends[offset]]) for number, offset in offsets.items()}


def _body(framed: bytes) -> bytes:
    return framed[framed.index(b"obj\n") + 4 : framed.rindex(b"\nendobj")]


def _found(pattern: bytes, text: bytes) -> int:
    found = re.search(pattern, text)
    assert found is not None  # noqa: S101 - every file of Typst's has a root and pages
    return int(found[1])


def _renumbered(head: bytes, known_as: Callable[[int], int]) -> bytes:
    """References under their new numbers; what looks like one in a text stays as it is."""
    changed = [
        text if quoted else _REFERENCE.sub(lambda found: b"%d 0 R" % known_as(int(found[1])), text)
        for text, quoted in _parted(head)
    ]
    return b"".join(changed)


def _parted(head: bytes) -> Iterator[tuple[bytes, bool]]:
    """The parts of an object, and whether each is a text in parentheses."""
    begin, depth = 0, 0
    for found in _PARENTHESIS.finditer(head):
        match found[0]:
            case b"(":
                if not depth:
                    yield head[begin : found.start()], False
                    begin = found.start()
                depth += 1
            case b")":
                depth -= 1
                if not depth:
                    yield head[begin : found.end()], True
                    begin = found.end()
    yield head[begin:], False
