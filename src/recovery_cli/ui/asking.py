"""One line a question on the ordinary screen, for `letter`: checked at once, asked again until it fits."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from rich.console import Console
from rich.text import Text

from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.signs import one_row

YES = {"en": "y", "es": "s", "it": "s"}


class Asker:
    """Asks on stderr, since the letter itself goes to stdout; the end of input raises KeyboardInterrupt."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._console = Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)

    def says(self, code: str, *args: object) -> None:
        self._console.print(Text(furnish(code, self.language, *args)))

    def ask(self, prompt: str, kind: str, read: Callable[[object], object], *, may_end: bool = False) -> object:
        """A value that `read` took (it raises ValueError); None for an empty line where that `may_end` the list."""
        question = Text(one_row(prompt)) + Text(": ")
        while True:
            line = self._line(question)
            if may_end and not line.strip():
                return None
            with suppress(ValueError):
                value = read(self._answer(line, kind))
                if value is not None:
                    return value
            self.says(f"type-{kind}")

    def _line(self, question: Text) -> str:
        try:
            return self._console.input(question)
        except (EOFError, KeyboardInterrupt) as left:
            self._console.print()
            raise KeyboardInterrupt from left
        except UnicodeDecodeError:
            return ""

    def _answer(self, line: str, kind: str) -> str:
        if kind != "flag":
            return line
        sign = line.strip()[:1].casefold()
        return {"y": "true", YES.get(self.language[:2], "y"): "true", "n": "false"}.get(sign, line)
