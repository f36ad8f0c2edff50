"""The three uses of the sandbox: a condition, a line that is spoken, the body of a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import TracebackType
from typing import Any

from jinja2 import Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.parser import Parser

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.sandbox import tree as syntax
from recovery_cli.sandbox.armed import arm, probe
from recovery_cli.sandbox.environment import RUN, Emit, Run, environment
from recovery_cli.sandbox.values import TemplateFault, UndefinedFact, plain

LONGEST = 100_000
"""In characters."""
FORBIDDEN, SYNTAX = "T10", "T11"
MARKS = ("{{", "{%", "{#")
"""What a line holds that is more than its own words."""

_environment = cache(environment)


@dataclass(frozen=True, slots=True)
class Condition:
    """One expression over facts; `paths` are all that it may read."""

    source: str
    paths: frozenset[str]

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Raises `UndefinedFact` when it reads what nobody answered, `TemplateFault` when it makes no sense."""
        read = {path.partition(".")[0].partition("[")[0] for path in self.paths}
        values = {name: plain(facts[name], name) for name in read if name in facts}
        try:
            return bool(_expression(self.source)({**values, RUN: Run(_never)}))
        except UndefinedError as fault:
            raise UndefinedFact(fault.message or "", 1) from None
        except (TemplateError, ArithmeticError, AttributeError, TypeError, ValueError) as fault:
            raise TemplateFault(f"`{self.source}` cannot be reckoned: {fault}", 1) from None


def _never(_value: object, _path: str) -> str:
    raise AssertionError("a condition prints nothing")


@lru_cache(maxsize=4096)
def condition(source: str) -> Condition:
    """Raises `TemplateFault` for anything that is not one expression of the sandbox."""
    _measure(source)
    try:
        parser = Parser(_environment(), source, state="variable")
        expression = parser.parse_expression()
        if not parser.stream.eos:
            raise TemplateFault("this is more than one expression", parser.stream.current.lineno)
    except TemplateSyntaxError as fault:
        raise TemplateFault(fault.message or "this is no expression", fault.lineno) from None
    except RecursionError:
        raise TemplateFault("this is nested too deeply", 1) from None
    found = syntax.read(expression)
    for line, message in found.faults:
        raise TemplateFault(message, line)
    return Condition(source, frozenset(found.paths))


@lru_cache(maxsize=4096)
def _expression(source: str) -> Callable[[Mapping[str, object]], object]:
    return _environment().compile_expression(source, undefined_to_none=False)


@dataclass(frozen=True, slots=True)
class Body:
    """A template of text. `probe`: its texts and values (None) with their lines, each branch taken once.

    What it makes of those `paths` that are not `weighed` depends on whether they are given, and on nothing else; of
    those that are `counted` it depends on how many items they have.
    """

    source: str
    path: str
    paths: frozenset[str]
    weighed: frozenset[str]
    counted: frozenset[str]
    probe: tuple[tuple[str | None, int], ...]
    _template: Template = field(compare=False, repr=False)

    def run(self, facts: Mapping[str, object], emit: Emit) -> str:
        """Raises `UndefinedFact` for a value that is missing or blank, `TemplateFault` for the rest."""
        template = self._template
        values = {name: plain(value, name) for name, value in facts.items()}
        try:
            return "".join(template.root_render_func(template.new_context({**values, RUN: Run(emit)})))
        except UndefinedError as fault:
            raise UndefinedFact(fault.message or "", _line(fault.__traceback__)) from None
        except TemplateFault as fault:
            raise TemplateFault(fault.message, _line(fault.__traceback__)) from None
        except RecursionError:
            raise TemplateFault("its macros are nested too deeply") from None
        except (TemplateError, ArithmeticError, TypeError, ValueError) as fault:
            raise TemplateFault(str(fault), _line(fault.__traceback__)) from fault


def _line(trace: TracebackType | None) -> int:
    """The line of the template that was being rendered."""
    line = 0
    while trace is not None:
        template: Any = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def _measure(source: str) -> None:
    if len(source) > LONGEST:
        raise TemplateFault(f"this is longer than {LONGEST:,} characters", 1)
    private = syntax.PRIVATE_USE.search(source)
    if private is not None:
        line = source.count("\n", 0, private.start()) + 1
        raise TemplateFault(f"U+{ord(private[0]):04X} is a private-use character", line)


def _parsed(source: str) -> tuple[nodes.Template, syntax.Reading]:
    _measure(source)
    try:
        tree = _environment().parse(source)
    except TemplateSyntaxError as fault:
        raise TemplateFault(fault.message or "this is no template", fault.lineno) from None
    except RecursionError:
        raise TemplateFault("this is nested too deeply", 1) from None
    return tree, syntax.read(tree)


def check(source: str, *, path: str) -> list[Diagnostic]:
    """All that the sandbox refuses in a template."""
    try:
        found = _parsed(source)[1].faults
    except TemplateFault as fault:
        return [Diagnostic(path, fault.line, 0, SYNTAX, fault.message)]
    return sorted({Diagnostic(path, line, 0, FORBIDDEN, message) for line, message in found})


def body(source: str, *, path: str = "a text") -> Body:
    """Read a template; raises `TemplateFault` with the first that `check` finds."""
    tree, found = _parsed(source)
    for line, message in found.faults:
        raise TemplateFault(message, line)
    parts = probe(tree)
    arm(tree, found.printed)
    made = _environment()
    try:
        template = Template.from_code(made, made.compile(tree, None, path), {})
    except (SyntaxError, RecursionError, MemoryError, TemplateError) as fault:
        raise TemplateFault(f"this cannot be compiled: {fault}", 1) from None
    paths, weighed, counted = map(frozenset, (found.paths, found.weighed, found.counted))
    return Body(source, path, paths, weighed, counted, parts, template)


@dataclass(frozen=True, slots=True)
class Words:
    """One spoken line; what is filled in is plain text and never read again."""

    source: str
    paths: frozenset[str]
    _body: Body

    def render(self, values: Mapping[str, object]) -> str:
        """Raises `UndefinedFact` for a fact that is missing, None or blank."""
        return self._body.run(values, _spoken) if any(mark in self.source for mark in MARKS) else self.source


def _spoken(value: object, _path: str) -> str:
    return str(value)


@lru_cache(maxsize=4096)
def words(source: str) -> Words:
    """Raises `TemplateFault` for what the sandbox refuses."""
    made = body(source)
    return Words(source, made.paths, made)
