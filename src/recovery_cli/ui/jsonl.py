"""Another program drives the walk: one JSON object a line, each payload under its own key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TextIO

from recovery_cli.errors import Refused
from recovery_cli.ports import Clock, Reply, Scene
from recovery_cli.ui.jsonl_answers import Answer, reply
from recovery_cli.ui.jsonl_requests import Data, payload

PROTOCOL = 1


class JsonlPrompter:
    """Says hello, then a request a line; a line that will not do is answered by an error and asked again.

    The end of input raises EOFError, `{"leave": true}` KeyboardInterrupt: both leave with everything saved.
    """

    def __init__(self, stdin: TextIO, stdout: TextIO, clock: Clock) -> None:
        self._in, self._out, self._clock = stdin, stdout, clock
        self._write({"type": "hello", "protocol": PROTOCOL})

    def ask(self, scene: Scene) -> Reply:
        """One request; the errors of earlier answers come before it is sent again."""
        if scene.notice[:1] == ("refused",):
            _, message, *hint = scene.notice
            self.error(message, hint[0] if hint else "")
        request = payload(scene, at=self._clock.now())
        while True:
            self._write({"type": "request", "request": request})
            line = self._in.readline()
            if not line:
                raise EOFError
            try:
                return reply(scene, _answer(line))
            except Refused as refused:
                self.error(refused.message, refused.hint)

    def error(self, message: str, hint: str = "") -> None:
        """What was wrong with the last line, and what to send instead."""
        self._write({"type": "error", "error": {"message": message, "hint": hint}})

    def _write(self, line: Mapping[str, Data]) -> None:
        self._out.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._out.flush()


def _answer(line: str) -> Answer:
    """The payload of an answer line; raises `Refused`."""
    form = '{"type": "answer", "answer": {…}}'
    try:
        read = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise Refused("That line is not JSON.", form) from fault
    if not isinstance(read, dict) or read.get("type") != "answer":
        raise Refused("An answer was awaited.", form)
    answer = read.get("answer")
    if not isinstance(answer, dict) or not answer:
        raise Refused('An answer has its payload under "answer".', form)
    return answer
