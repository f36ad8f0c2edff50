"""What a person said is taken out of an event before it is written, and put back when it is read.

In the event stands `{"$private": [key, digest]}`; the value and its salt lie in `person` under that key.
The digest keeps the chain whole when the person is erased, and the salt keeps it from being guessed then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from recovery_cli.journal.canonical import canonical, sound
from recovery_cli.ports import Json
from recovery_cli.private import Private

Secret: TypeAlias = Callable[[int], bytes]
"""From a number of bytes to as many that nobody can guess."""

_MARK = "$private"
_SALT = 16
_DEPTH = 100


class Person(NamedTuple):
    """`salt` is hex; `value` is a JSON string, since a text column of PostgreSQL takes no NUL."""

    key: str
    stream: str
    salt: str
    value: str

    def says(self) -> str:
        """The words themselves; raises ValueError when they are no JSON string."""
        words = json.loads(self.value)
        if not isinstance(words, str):
            raise ValueError(f"{self.key} holds no text")
        return words

    def digest(self) -> str:
        """sha256 over salt and words, hex; raises ValueError when either cannot be read."""
        return hashlib.sha256(bytes.fromhex(self.salt) + sound(self.says()).encode()).hexdigest()


def saying(persons: Iterable[tuple[str, str]], matches: Callable[[str], bool]) -> tuple[str, ...]:
    """Of streams, each with a person's stored value, those whose words match; what cannot be read matches nothing."""
    return tuple(sorted({stream for stream, value in persons if _says(value, matches)}))


def _says(value: str, matches: Callable[[str], bool]) -> bool:
    try:
        words = json.loads(value)
    except ValueError:
        return False
    return isinstance(words, str) and matches(words)


class _Sealer:
    """Counts the persons of one event, so that each gets a key of its own: `stream#version.n`."""

    def __init__(self, stream: str, version: int, *, secret: Secret) -> None:
        self._stream = stream
        self._version = version
        self._secret = secret
        self.persons: list[Person] = []

    def stored(self, value: Json, depth: int = 0) -> object:
        """`value` as JSON can hold it, in key order; raises TypeError or ValueError on what it cannot."""
        if depth > _DEPTH:
            raise ValueError(f"nested deeper than {_DEPTH}")
        match value:
            case str():
                return sound(value)
            case None | bool():
                return value
            case int():
                return int(value)
            case Private():
                return {_MARK: self._hidden(value)}
            case dict() | Mapping():
                return {_key(name): self.stored(value[name], depth + 1) for name in sorted(value)}
            case Sequence() if not isinstance(value, (bytes, bytearray, memoryview)):
                return [self.stored(inner, depth + 1) for inner in value]
            case _:
                raise TypeError(f"an event cannot hold {type(value).__name__}")

    def _hidden(self, private: Private) -> list[str | None]:
        if private.value is None:
            return [None, None]
        key = f"{self._stream}#{self._version}.{len(self.persons) + 1}"
        salt = self._secret(_SALT).hex()
        person = Person(key, self._stream, salt, canonical(sound(private.value)))
        self.persons.append(person)
        return [key, person.digest()]


def _key(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"a key of an event must be text, not {type(name).__name__}")
    if name == _MARK:
        raise ValueError(f"{_MARK} as a key would be read as a person")
    return sound(name)


def seal(data: Mapping[str, Json], stream: str, *, version: int, secret: Secret) -> tuple[str, tuple[Person, ...]]:
    """The canonical text of an event's data, and the persons taken out of it.

    Raises TypeError on what is not JSON without floats; ValueError on lone surrogates, on an integer
    of more digits than Python reads (4300), on data nested deeper than 100 and on the key `$private`.
    """
    sealer = _Sealer(stream, version, secret=secret)
    return canonical(sealer.stored(data)), tuple(sealer.persons)


def unseal(text: str, held: Mapping[str, Person]) -> dict[str, Json]:
    """The data with its persons put back, None for one no longer held; raises ValueError on other text."""
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("an event's data must be an object")
    return {name: _opened(inner, held) for name, inner in data.items()}


def _opened(value: object, held: Mapping[str, Person]) -> Json:
    match value:
        case {"$private": [str(key), str()]}:
            return Private(held[key].says() if key in held else None)
        case {"$private": _}:
            return Private(None)
        case dict():
            return {name: _opened(inner, held) for name, inner in value.items()}
        case list():
            return [_opened(inner, held) for inner in value]
        case None | bool() | int() | str():
            return value
        case _:
            raise ValueError(f"an event cannot hold {type(value).__name__}")


def references(text: str) -> Iterator[tuple[str, str]]:
    """(key, digest) of each person an event's data names; raises ValueError when it cannot be read."""
    open_values: list[object] = [json.loads(text)]
    while open_values:
        match open_values.pop():
            case {"$private": [str(key), str(digest)]}:
                yield key, digest
            case dict() as inner:
                open_values.extend(inner.values())
            case list() as inner:
                open_values.extend(inner)
            case _:
                pass
