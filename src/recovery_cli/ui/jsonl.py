"""Another program drives the walk: one JSON object a line, each payload under its own key. See docs/reference."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Never, TextIO

from recovery_cli import __version__
from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.ports import Clock, Reply, Scene
from recovery_cli.private import Private
from recovery_cli.ui.jsonl_answers import Json, reply
from recovery_cli.ui.jsonl_forms import taken
from recovery_cli.ui.jsonl_requests import payload
from recovery_cli.ui.jsonl_values import Data

PROTOCOL = 1
LONGEST = 1 << 20
"""Bytes of a line on stdin, without its end."""
FORM = '{"type": "answer", "answer": {...}}'

_ODD = re.compile("[\x7f-\x9f\u2028\u2029]")
"""Signs that some readers take for the end of a line, or that a terminal obeys; JSON may write them by number."""


class JsonlPrompter:
    """Says hello with the first request; a line that will not do is answered by an error and the request stands.

    Both ways are UTF-8 whatever the locale says. EOFError at the end of the input, or when nobody reads any more.
    """

    def __init__(self, stdin: TextIO, stdout: TextIO, clock: Clock) -> None:
        self._in, self._out, self._clock = stdin, stdout, clock
        self._greeted = False

    def ask(self, scene: Scene) -> Reply:
        """One request and its answer; what became of the answer before is told first."""
        if not self._greeted:
            self._greeted = True
            self._send({"type": "hello", "protocol": PROTOCOL, "hello": _hello(scene)})
        self._tell(scene.notice)
        request = payload(scene, at=self._clock.now(), answers=taken(scene))
        self._send({"type": "request", "request": request})
        while True:
            try:
                return reply(scene, _answer(self._line()))
            except Refused as refused:
                self._error(refused.message, refused.hint)

    def finished(self, data: Mapping[str, object]) -> None:
        """The last line: the incident, money and times as text, erased words as null."""
        self._send({"type": "finished", "finished": _plain(data)})

    def paused(self, data: Mapping[str, object]) -> None:
        """The last line of a quick walk: the incident as it stands; the rest is asked later."""
        self._send({"type": "paused", "paused": _plain(data)})

    def _tell(self, notice: tuple[str, ...]) -> None:
        match notice:
            case ():
                return
            case ("refused", message, *hint):
                self._error(message, " ".join(hint))
            case (code, *about):
                self._send({"type": "notice", "notice": {"code": code, "about": about}})

    def _error(self, message: str, hint: str) -> None:
        self._send({"type": "error", "error": {"message": message, "hint": hint}})

    def _line(self) -> bytes:
        """The next line; raises EOFError at the end and `Refused` for one too long, which is read to its end."""
        line = self._read()
        if not line:
            raise EOFError
        if len(line.rstrip(b"\r\n")) <= LONGEST:
            return line
        while line and not line.endswith(b"\n"):
            line = self._read()
        raise Refused(f"That line is longer than {LONGEST} bytes.", FORM)

    def _read(self) -> bytes:
        buffer = getattr(self._in, "buffer", None)
        if buffer is None:
            return self._in.readline(LONGEST + 2).encode("utf-8", "surrogatepass")
        read: bytes = buffer.readline(LONGEST + 2)
        return read

    def _send(self, line: Mapping[str, Data]) -> None:
        text = _ODD.sub(lambda odd: f"\\u{ord(odd[0]):04x}", json.dumps(line, ensure_ascii=False))
        buffer = getattr(self._out, "buffer", None)
        try:
            if buffer is None:
                self._out.write(text.encode("utf-8", "backslashreplace").decode() + "\n")
            else:
                self._out.flush()
                buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
            self._out.flush()
        except BrokenPipeError as gone:
            raise EOFError from gone


def _hello(scene: Scene) -> Data:
    walk = scene.walk
    return {
        "version": __version__,
        "incident": walk.incident,
        "playbook": walk.playbook,
        "failure": walk.failure,
        "title": walk.title,
        "operator_language": walk.operator_language,
        "languages": list(scene.plan.settings.languages),
        "began_at": scene.began.isoformat(),
    }


def _answer(line: bytes) -> Mapping[str, Json]:
    """The payload of an answer line; raises `Refused`."""
    try:
        read: Json = json.loads(
            line.decode("utf-8-sig"), parse_float=_float, parse_constant=_float, object_pairs_hook=_once
        )
    except UnicodeDecodeError as fault:
        raise Refused("That line is not UTF-8.", FORM) from fault
    except (ValueError, RecursionError) as fault:
        raise Refused("That line is not JSON.", FORM) from fault
    match read:
        case {"type": "answer", "answer": dict(answer), **rest} if not rest:
            return answer
        case _:
            raise Refused('A line has its type and, under "answer", the answer.', FORM)


def _float(written: str) -> Never:
    raise Refused(f"{written} is a fraction; nothing is answered by one.", 'Write an amount as "80.00 EUR".')


def _once(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused("A key stands in that line twice.", FORM)
    return found


def _plain(value: object) -> Data:
    match value:
        case Private(words):
            return words
        case Money() | Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case set() | frozenset():
            return sorted(str(each) for each in value)
        case str() | int() | None:
            return value
        case _:
            raise TypeError(f"{type(value).__name__} has no place in a line")
