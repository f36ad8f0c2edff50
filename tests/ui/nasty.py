"""Text as people paste it: markup, control characters, other scripts, and things that a terminal would obey."""

from __future__ import annotations

from hypothesis import strategies as st

from recovery_cli.ui.signs import cells

PIECES = (
    "**Bob** {{7*7}} <script>",
    "[bold red]Bob[/]",
    "\x1b[31mred\x1b[0m",
    "a\tb\r\nc",
    "\u202egnirts\u202c",
    "line\u2028break\u2029here\x85now",
    "日本語の名前",
    "Zoë Łukaszewska-O'Neill",
    "e\u0301\u0301\u0301",
    "\x00\x07\x9b31m",
    "{} {0} {walk}",
    "👩‍👩‍👧",
    "\ud800",
    "x" * 120,
    ":smile:",
)

nasty = st.one_of(st.sampled_from(PIECES), st.text(min_size=1, max_size=90))


def fits(line: str) -> bool:
    """At most 80 cells, and nothing in it that a terminal obeys."""
    return cells(line) <= 80 and not any(sign < " " or "\x7f" <= sign <= "\x9f" for sign in line)
