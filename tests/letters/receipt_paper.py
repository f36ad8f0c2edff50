"""A receipt printer for tests: it knows the commands that we send, and stops at any other byte below 32."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

PAGES: Mapping[int, str] = {19: "cp858", 16: "cp1252", 18: "cp852", 17: "cp866", 13: "cp857", 14: "cp737"}
LENGTHS: Mapping[bytes, int] = {b"\x1ba": 1, b"\x1bE": 1, b"\x1d!": 1, b"\x1bt": 1, b"\x1bd": 1, b"\x1dV": 1}


@dataclass(frozen=True)
class Printed:
    """A line; `styles` tells for each character how it was printed: bold, size."""

    text: str
    centred: bool
    styles: tuple[tuple[bool, int], ...]

    @property
    def runs(self) -> list[tuple[str, bool, int]]:
        pairs = groupby(zip(self.text, self.styles, strict=True), key=lambda pair: pair[1])
        return [("".join(letter for letter, _ in group), *style) for style, group in pairs]


@dataclass(frozen=True)
class Dots:
    """A picture, a row a string of bits."""

    centred: bool
    rows: tuple[bytes, ...]
    wide: int


@dataclass
class Paper:
    """What lies before the guest after `sent` was printed."""

    sent: bytes
    items: list[Printed | Dots] = field(default_factory=list)
    cuts: int = 0
    fed: int = 0

    def __post_init__(self) -> None:
        assert self.sent.startswith(b"\x1b@\x1c.")
        at, state, page, line, styles = 4, {b"\x1ba": 0, b"\x1bE": 0, b"\x1d!": 0}, 0, "", []
        while at < len(self.sent):
            byte, two = self.sent[at], self.sent[at : at + 2]
            if self.sent[at : at + 4] == b"\x1dv0\x00":
                wide = int.from_bytes(self.sent[at + 4 : at + 6], "little")
                high = int.from_bytes(self.sent[at + 6 : at + 8], "little")
                at += 8
                rows = tuple(self.sent[at + row * wide : at + (row + 1) * wide] for row in range(high))
                self.items.append(Dots(bool(state[b"\x1ba"]), rows, wide * 8))
                at += wide * high
            elif two in LENGTHS:
                value = self.sent[at + 2]
                at += 3
                if two == b"\x1bt":
                    page = value
                elif two == b"\x1bd":
                    self.fed += value
                elif two == b"\x1dV":
                    self.cuts += 1
                else:
                    assert two != b"\x1ba" or not line
                    state[two] = value
            elif byte == 10:
                self.items.append(Printed(line, bool(state[b"\x1ba"]), tuple(styles)))
                line, styles = "", []
                at += 1
            else:
                assert byte >= 32, f"a printer would obey byte {byte:#x} at {at}"
                line += bytes([byte]).decode(PAGES[page] if byte > 127 else "ascii")
                styles.append((bool(state[b"\x1bE"]), state[b"\x1d!"]))
                at += 1
        assert not line

    @property
    def lines(self) -> list[Printed]:
        return [item for item in self.items if isinstance(item, Printed)]

    @property
    def pictures(self) -> list[Dots]:
        return [item for item in self.items if isinstance(item, Dots)]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def bits(dots: Dots) -> Iterator[list[bool]]:
    """True for a black dot."""
    for row in dots.rows:
        yield [bool(byte >> (7 - bit) & 1) for byte in row for bit in range(8)]
