"""The builder: parser events become a tree, and what is wrong with them is collected."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.yamltree.scalars import is_odd, is_plainly_text, meaning
from recovery_cli.yamltree.tree import LEAF, Data, Place, Spot, Step, Tree

MAX_DEPTH = 40

_SYNTAX, _DUPLICATE, _ODD, _MARKED, _LIMIT = "Y01", "Y02", "Y03", "Y04", "Y05"
_CORE_TAGS = (None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class _Open:
    """A list or mapping that is being read; a mapping waits for a key and for its value in turn."""

    __slots__ = ("children", "data", "key", "wants_key")

    def __init__(self, data: dict[str, Data] | list[Data], children: dict[Step, Spot]) -> None:
        self.data = data
        self.children = children
        self.wants_key = isinstance(data, dict)
        self.key: tuple[str, Place] | None = None

    def expect(self, key: tuple[str, Place] | None) -> None:
        """Take the key of the next value; None, after a faulty key, lets go of that value."""
        self.key = key
        self.wants_key = False

    def put(self, value: Data, place: Place, children: Mapping[Step, Spot]) -> None:
        if isinstance(self.data, list):
            self.children[len(self.data)] = Spot(place, place, children)
            self.data.append(value)
            return
        self.wants_key = True
        if self.key is not None:
            name, at = self.key
            self.data[name] = value
            self.children[name] = Spot(place, at, children)


class Builder:
    """Turns events into a tree and collects what is wrong with them; `raw` takes every scalar for text."""

    def __init__(self, path: str, *, raw: bool) -> None:
        self.path = path
        self.raw = raw
        self.faults: list[Diagnostic] = []
        self.documents = 0
        self.stack = [_Open([], {})]

    def tree(self) -> Tree:
        top = self.stack[0]
        if isinstance(top.data, list) and top.data:
            return Tree(top.data[0], top.children[0])
        return Tree(None, Spot((1, 1), (1, 1), LEAF))

    def fault(self, place: Place, code: str, message: str, hint: str) -> None:
        self.faults.append(Diagnostic(self.path, *place, code, message, hint))

    def take(self, event: yaml.Event) -> bool:
        """Read one event; whether reading can go on."""
        if isinstance(event, yaml.NodeEvent):
            return self.node(event, _place(event))
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.fault(_place(event), _SYNTAX, "a second document begins here", "One file holds one document.")
        return self.documents < 2

    def node(self, event: yaml.NodeEvent, place: Place) -> bool:
        self.refuse_marks(event, place)
        value: dict[str, Data] | list[Data]
        top = self.stack[-1]
        if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            if top.wants_key:
                top.expect(self.key(event, top, place))
            else:
                top.put(self.scalar(event, place), place, LEAF)
            return True
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        children: dict[Step, Spot] = {}
        if top.wants_key:
            self.fault(place, _ODD, "a key must be text, not a list or a mapping", "Look at the brackets and `?`.")
            top.expect(None)
        else:
            top.put(value, place, children)
        self.stack.append(_Open(value, children))
        if len(self.stack) > MAX_DEPTH + 1:
            self.fault(place, _LIMIT, f"this nests more than {MAX_DEPTH} levels deep", "Say it with fewer levels.")
        return len(self.stack) <= MAX_DEPTH + 1

    def refuse_marks(self, event: yaml.NodeEvent, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.fault(place, _MARKED, f"aliases (`*{event.anchor}`) are not read here", "Write it out.")
            return
        if event.anchor is not None:
            self.fault(place, _MARKED, f"anchors (`&{event.anchor}`) are not read here", "Write it out.")
        tag = event.tag if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) else None
        if tag not in _CORE_TAGS:
            self.fault(place, _MARKED, f"the tag {_short(str(tag))} is not read here", "Remove it.")

    def scalar(self, event: yaml.ScalarEvent | yaml.AliasEvent, place: Place) -> Data:
        if isinstance(event, yaml.AliasEvent):
            return None
        text = event.value
        if self.raw or event.style or event.tag is not None:
            return text
        value = meaning(text)
        if isinstance(value, str) and is_odd(value):
            hint = f'If it is text, write "{_short(value)}"; else true, false, or a number like 12 or 12.50.'
            self.fault(place, _ODD, f"`{_short(value)}` could be read in more than one way", hint)
        return value

    def key(self, event: yaml.ScalarEvent | yaml.AliasEvent, top: _Open, place: Place) -> tuple[str, Place] | None:
        if isinstance(event, yaml.AliasEvent):
            return None
        name = event.value
        quoted = event.style or event.tag is not None
        if not (self.raw or quoted or is_plainly_text(name)):
            self.fault(place, _ODD, f"the key `{_short(name)}` is not clearly text", f'Write "{_short(name)}".')
        first = top.children.get(name)
        if first is not None:
            self.fault(
                place,
                _DUPLICATE,
                f"`{_short(name)}` is here twice, first on line {first.key[0]}",
                "Keep one.",
            )
            return None
        return name, place


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _short(text: str) -> str:
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:60])
    return shown if len(text) <= 60 else f"{shown}…"
