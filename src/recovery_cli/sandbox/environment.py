"""The environment itself: parts of plain values only, arithmetic on numbers, and a bound on the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn, TypeAlias

from jinja2 import StrictUndefined, Undefined, pass_context
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from recovery_cli.money import Money
from recovery_cli.sandbox.tables import COUNTED, FILTERS, PRINTED, TESTS, items
from recovery_cli.sandbox.values import Branch, Row, TemplateFault, blank

Emit: TypeAlias = Callable[[object, str], str]
"""From a printed value and the path it was read by ("" when it was computed) to what stands in the text."""

MOST_STEPS = 100_000
MOST_TEXT = 2_000_000
"""In characters, over all that is printed or captured in one run."""
LARGEST = 10**15
RUN = " run"
"""Where a run keeps its state: no template can spell this name."""
_OF_LOOP = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length"})
_OF_DATE = frozenset({"year", "month", "day"})
_NO_SINGLE_VALUE = (Branch, Row, bool, tuple, list, LoopContext)


class Run:
    """One rendering: where values go, and how much work is left."""

    __slots__ = ("emit", "steps", "text")

    def __init__(self, emit: Emit) -> None:
        self.emit = emit
        self.steps = MOST_STEPS
        self.text = MOST_TEXT

    def step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise TemplateFault(f"more than {MOST_STEPS:,} turns of its loops")

    def count(self, text: str) -> str:
        self.step()
        self.text -= len(text)
        if self.text < 0:
            raise TemplateFault(f"more than {MOST_TEXT:,} characters")
        return text


class Missing(StrictUndefined):
    """Raises on any use, and then names the whole path."""

    __slots__ = ()

    @property
    def path(self) -> str:
        return str(self._undefined_name)

    @property
    def _undefined_message(self) -> str:
        return self.path


class Shown:
    """A value on its way to be printed, with the path it was read by."""

    __slots__ = ("path", "value")

    def __init__(self, value: object, path: str) -> None:
        self.value = value
        self.path = path


def _run(context: Context) -> Run:
    run = context.resolve(RUN)
    assert isinstance(run, Run)  # noqa: S101 - every rendering starts with one
    return run


@pass_context
def _printed(_context: Context, value: object, path: str) -> Shown:
    return Shown(value, path)


@pass_context
def _counted(context: Context, value: object) -> Iterator[object]:
    run = _run(context)
    for item in items(value):
        run.step()
        yield item


@pass_context
def _finalize(context: Context, shown: object) -> Markup:
    """Hand each printed value to the run; captured text, which has been through here, passes as it is."""
    run = _run(context)
    if isinstance(shown, Markup):
        return Markup(run.count(shown))  # noqa: S704 - text of the author, its values emitted already
    value, path = (shown.value, shown.path) if isinstance(shown, Shown) else (shown, "")
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    if isinstance(value, _NO_SINGLE_VALUE):
        raise TemplateFault(f"{path or 'this'} is no single value and cannot be printed")
    if blank(value):
        raise_missing(path or "a printed value")
    return Markup(run.count(run.emit(value, path)))  # noqa: S704 - `emit` decides what stands in the text


def raise_missing(path: str) -> NoReturn:
    Missing(name=path)._fail_with_undefined_error()
    raise AssertionError(path)


class _Environment(SandboxedEnvironment):
    """Reads parts of plain values only; every operator goes through `call_binop`."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        match obj:
            case Branch() if attribute in obj:
                return obj.part(attribute)
            case Branch() | Missing():
                return Missing(name=f"{obj.path}.{attribute}")
            case LoopContext() if attribute in _OF_LOOP:
                return getattr(obj, attribute)
            case date() if attribute in _OF_DATE:
                return getattr(obj, attribute)
            case Money(amount=amount, currency=currency) if attribute in ("amount", "currency"):
                return amount if attribute == "amount" else currency
        return Missing(name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, Row) and isinstance(argument, int):
            inside = -len(obj) <= argument < len(obj)
            return obj.item(argument) if inside else Missing(name=f"{obj.path}[{argument}]")
        if isinstance(obj, Missing):
            return Missing(name=obj.path)
        raise TemplateFault("only lists have numbered parts")

    def call_binop(self, _context: Context, operator: str, left: Any, right: Any) -> Any:
        for side in (left, right):
            if isinstance(side, Undefined):
                side._fail_with_undefined_error()
        if operator == "**":
            raise TemplateFault("`**` is not used here")
        if isinstance(left, Money) and isinstance(right, Money) and operator in ("+", "-"):
            return self.binop_table[operator](left, right)
        for side in (left, right):
            number = isinstance(side, int | Decimal) and not isinstance(side, bool)
            if not number or abs(side) > LARGEST:
                raise TemplateFault(f"`{operator}` is for numbers up to {LARGEST:,} only")
        return self.binop_table[operator](left, right)


def environment() -> SandboxedEnvironment:
    """A new environment with exactly the tables above, and no globals."""
    made = _Environment(
        undefined=Missing,
        finalize=_finalize,
        autoescape=True,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals = {}
    made.filters = {**FILTERS, PRINTED: _printed, COUNTED: _counted}
    made.tests = dict(TESTS)
    return made
