"""Questions in a row on the ordinary screen: each answer is checked at once, and none is lost on a wrong one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from recovery_cli.ui.columns import WIDTH, Column, encoding_of, paragraph, row, shown
from recovery_cli.ui.furniture import furnish

if TYPE_CHECKING:
    from rich.console import Console

Answers: TypeAlias = Mapping[str, str]
BACK, NOTHING = "<", "-"


def _nothing(_answers: Answers) -> str:
    return ""


def _always(_answers: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """`read` turns what was typed into the value, or raises ValueError with what is wrong and what to type.

    `proposed` is taken by Enter alone; `when` says from the earlier answers whether it is asked at all.
    """

    key: str
    text: str
    read: Callable[[str, Answers], object]
    proposed: Callable[[Answers], str] = _nothing
    required: bool = True
    when: Callable[[Answers], bool] = _always


def as_text(value: object) -> str:
    """A value as it would be typed again."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@dataclass(frozen=True, slots=True)
class Interview:
    """Asks on stderr, so that stdout keeps the result; Ctrl-C and the end of input leave by KeyboardInterrupt."""

    language: str
    console: Console

    @classmethod
    def here(cls, language: str) -> Interview:
        from rich.console import Console

        return cls(language, Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True))

    def run(self, questions: Sequence[Question], *, known: Answers, old: Answers) -> dict[str, str]:
        """All answers as text, those `known` before among them; what `old` holds is proposed."""
        said = {question.key: known[question.key] for question in questions if question.key in known}
        open_ = [question for question in questions if question.key not in known]
        self._tell("init-how", BACK, NOTHING)
        at = 0
        while at < len(open_):
            question = open_[at]
            if not question.when(said) or self._one(question, said, old):
                at += 1
            else:
                at = max((n for n in range(at) if open_[n].when(said)), default=0)
        self._look_over(open_, said)
        return {
            question.key: said[question.key] for question in questions if question.key in said and question.when(said)
        }

    def _one(self, question: Question, said: dict[str, str], old: Answers) -> bool:
        """False when the question before it is wanted again."""
        proposed = said.get(question.key) or old.get(question.key) or question.proposed(said)
        while True:
            typed = self._ask(question.text, proposed)
            if typed == BACK:
                return False
            if typed == NOTHING and not question.required:
                said.pop(question.key, None)
                return True
            text = typed or proposed
            if not text and not question.required:
                return True
            try:
                said[question.key] = as_text(question.read(text, said))
            except ValueError as fault:
                self._print(paragraph(str(fault), encoding=self._encoding, indent=4))
            else:
                return True

    def _look_over(self, questions: Sequence[Question], said: dict[str, str]) -> None:
        """Everything once more; a number changes one answer, Enter is content."""
        while True:
            asked = [question for question in questions if question.when(said)]
            for number, question in enumerate(asked, start=1):
                columns = (
                    Column(str(number), 2, right=True),
                    Column(question.text, 30),
                    Column(said.get(question.key, ""), WIDTH - 40),
                )
                self._print(row(columns, encoding=self._encoding, indent=2))
            typed = self._ask(furnish("init-right", self.language), "")
            if typed == "" and not self._stale(asked, said):
                return
            if typed.isdecimal() and 0 < int(typed) <= len(asked):
                self._one(asked[int(typed) - 1], said, {})

    def _stale(self, asked: Sequence[Question], said: dict[str, str]) -> bool:
        """Whether an answer no longer fits since another was changed; it is asked again."""
        for question in asked:
            text = said.get(question.key, "")
            try:
                if text:
                    question.read(text, said)
                elif question.required:
                    raise ValueError(furnish("init-needed", self.language))
            except ValueError as fault:
                self._print(paragraph(str(fault), encoding=self._encoding, indent=4))
                self._one(question, said, {})
                return True
        return False

    def _ask(self, text: str, proposed: str) -> str:
        from rich.prompt import Prompt
        from rich.text import Text

        line = shown(f"{text} [{proposed}]" if proposed else text, self._encoding)
        try:
            return Prompt.ask(Text(line), console=self.console, default="", show_default=False).strip()
        except EOFError:
            self._print([""])
            raise KeyboardInterrupt from None

    @property
    def _encoding(self) -> str:
        return encoding_of(sys.stderr)

    def _tell(self, code: str, *args: object) -> None:
        self._print(paragraph(partial(furnish, code, self.language)(*args), encoding=self._encoding))

    def _print(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.console.print(line)
