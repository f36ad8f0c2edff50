"""The syntax tree of a template: what is not allowed in it, and which facts it reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from jinja2 import nodes

from recovery_cli.diagnostics import did_you_mean
from recovery_cli.sandbox.tables import FILTERS, TESTS

DEEPEST = 60
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

Fault: TypeAlias = tuple[int, str]
"""A line (from 1) and what is wrong in it."""
Aliases: TypeAlias = Mapping[str, str | None]
"""What a local name stands for: a path (`remedies[]`), or None when it was computed."""

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign, nodes.AssignBlock),
    *(nodes.Macro, nodes.CallBlock, nodes.Call, nodes.Name, nodes.Const, nodes.List, nodes.Tuple),
    *(nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div),
    *(nodes.FloorDiv, nodes.Mod),
)
_REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Concat: "`~` is not used here; print the one after the other",
    nodes.Pow: "`**` is not used here",
    nodes.FilterBlock: "a filter block is not used here; filter the value where it is printed",
    nodes.ScopedEvalContextModifier: "autoescape cannot be changed",
    nodes.Scope: "autoescape cannot be changed",
}
_RESERVED = frozenset({"loop", "self", "super", "varargs", "kwargs", "caller"})


@dataclass(slots=True)
class Reading:
    """What one walk over a tree found; `printed` maps the id of a printed expression to its path.

    Of the paths, the `weighed` ones are more than printed as they are or tested for being given: what the tree makes
    of them depends on their values. The `counted` ones are gone through item by item, or asked how long they are.
    """

    faults: list[Fault] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    weighed: set[str] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)
    printed: dict[int, str] = field(default_factory=dict)


def read(tree: nodes.Node) -> Reading:
    """Check `tree` and collect the facts that it reads."""
    reader = _Reader(tree)
    reader.visit(tree, {}, 0)
    return reader.found


class _Reader:
    """Walks a tree once, in the order of its text."""

    def __init__(self, tree: nodes.Node) -> None:
        self.found = Reading()
        self._blocks = [name for block in tree.find_all(nodes.AssignBlock) for name in _names(block.target)]
        self._macros = [macro.name for macro in tree.find_all(nodes.Macro)]
        self._captured = {*self._blocks, *self._macros, "caller"}
        self._callable = {"caller"}
        self._printable: set[int] = set()
        self._as_it_is: set[int] = set()
        self._counted: set[int] = set()
        self._stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
        for name in {*self._blocks, *self._macros}:
            if [*self._blocks, *self._macros].count(name) > 1:
                self._fault(tree, f"`{name}` is defined twice")

    def _fault(self, node: nodes.Node, message: str) -> None:
        self.found.faults.append((node.lineno or 1, message))

    def visit(self, node: nodes.Node, aliases: Aliases, depth: int) -> None:
        if depth > DEEPEST:
            if depth == DEEPEST + 1:
                self._fault(node, "this is nested too deeply")
            return
        if not isinstance(node, _ALLOWED):
            name = type(node).__name__.lower()
            self._fault(node, _REFUSED.get(type(node), f"`{name}` is not used here"))
            return
        match node:
            case nodes.Output():
                self._output(node, aliases, depth)
            case nodes.For():
                self._loop(node, aliases, depth)
            case nodes.Macro():
                self._macro(node, aliases, depth)
            case nodes.CallBlock():
                self._printable.add(id(node.call))
                inner = {**aliases, **{argument.name: None for argument in node.args}}
                self._check_stores(node.args)
                self._all((node.call, *node.defaults, *node.body), inner, depth)
            case nodes.If():
                self._all((node.test, *node.body, *node.elif_, *node.else_), aliases, depth)
            case _:
                self._leaf(node, aliases, depth)

    def _all(self, children: Iterable[nodes.Node], aliases: Aliases, depth: int) -> None:
        """Visit in order; a name that is set shadows a fact from there on."""
        scope = dict(aliases)
        for child in children:
            self.visit(child, scope, depth + 1)
            if isinstance(child, nodes.Assign | nodes.AssignBlock):
                scope.update(dict.fromkeys(_names(child.target)))

    def _output(self, node: nodes.Output, aliases: Aliases, depth: int) -> None:
        for child in node.nodes:
            name = child.name if isinstance(child, nodes.Name) else None
            if isinstance(child, nodes.Call) or (name is not None and name in self._blocks):
                self._printable.add(id(child))
            elif not isinstance(child, nodes.TemplateData):
                self.found.printed[id(child)] = _path(_unfiltered(child), aliases) or ""
                self._as_it_is.add(id(child))
            self.visit(child, aliases, depth + 1)

    def _loop(self, node: nodes.For, aliases: Aliases, depth: int) -> None:
        if node.recursive:
            self._fault(node, "a loop cannot call itself")
        self._check_stores([node.target])
        over = _path(node.iter, aliases)
        item = f"{over}[]" if over and isinstance(node.target, nodes.Name) else None
        if item is not None:
            self._counted.add(id(node.iter))
        self.visit(node.iter, aliases, depth + 1)
        inner = {**aliases, "loop": None, **dict.fromkeys(_names(node.target), item)}
        self._all((*([node.test] if node.test else []), *node.body), inner, depth)
        self._all(node.else_, aliases, depth)

    def _macro(self, node: nodes.Macro, aliases: Aliases, depth: int) -> None:
        """A macro may call those above it only, so none can call itself."""
        self._check_stores(node.args)
        inner = {**aliases, **{argument.name: None for argument in node.args}}
        self._all((*node.defaults, *node.body), inner, depth)
        self._callable.add(node.name)

    def _check_stores(self, targets: Iterable[nodes.Node], *, taken: Collection[str] = ()) -> None:
        taken = taken or {*_RESERVED, *self._captured}
        for target in targets:
            if isinstance(target, nodes.NSRef) or target.find(nodes.NSRef):
                self._fault(target, "a part of something cannot be set")
            for name in _names(target):
                if name in taken or name.startswith("_"):
                    self._fault(target, f"`{name}` cannot be used as a name here")

    def _leaf(self, node: nodes.Node, aliases: Aliases, depth: int) -> None:
        path = _path(node, aliases)
        if path is not None:
            self._name_of(node)
            self.found.paths.add(path)
            # A name that is also set somewhere may stand for something else when it comes to be printed.
            if _root(path) in self._stored or id(node) not in self._as_it_is | self._counted:
                self.found.weighed.add(path)
            elif id(node) in self._counted:
                self.found.counted.add(path)
            return
        match node:
            case nodes.Name():
                self._name_of(node)
                return
            case nodes.Assign():
                self._check_stores([node.target])
                self.visit(node.node, aliases, depth + 1)
                return
            case nodes.AssignBlock():
                self._block(node)
                self._all(node.body, aliases, depth)
                return
            case nodes.Getattr(attr=name) if name.startswith("_"):
                self._fault(node, f"`{name}` is no fact")
            case nodes.Call():
                self._call(node, aliases, depth)
                return
            case nodes.Filter() | nodes.Test():
                self._filter(node)
                if isinstance(node, nodes.Test) and node.name == "given":
                    self._as_it_is.add(id(node.node))
                if isinstance(node, nodes.Filter) and node.name == "length":
                    self._counted.add(id(node.node))
            case nodes.CondExpr(expr2=None):
                self._fault(node, "an inline `if` needs its `else`")
        self._all(node.iter_child_nodes(), aliases, depth)

    def _block(self, node: nodes.AssignBlock) -> None:
        if node.filter is not None:
            self._fault(node, "captured text can only be printed, not filtered")
        self._check_stores([node.target], taken=_RESERVED)

    def _name_of(self, node: nodes.Node) -> None:
        root = node
        while isinstance(root, nodes.Getattr | nodes.Getitem):
            if isinstance(root, nodes.Getattr) and root.attr.startswith("_"):
                self._fault(node, f"`{root.attr}` is no fact")
            root = root.node
        if not isinstance(root, nodes.Name) or root.ctx != "load":
            return
        if root.name in self._captured and id(node) not in self._printable:
            self._fault(node, f"`{root.name}` is captured text: it can only be printed")
        elif (root.name in _RESERVED and root.name != "loop") or root.name.startswith("_"):
            self._fault(node, f"`{root.name}` is no fact")

    def _call(self, node: nodes.Call, aliases: Aliases, depth: int) -> None:
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in self._callable:
            self._fault(node, "only a macro defined above can be called")
        elif id(node) not in self._printable:
            self._fault(node, f"`{name}()` is captured text: it can only be printed")
        if node.dyn_args or node.dyn_kwargs:
            self._fault(node, "`*` and `**` are not used in a call")
        self._all((*node.args, *(keyword.value for keyword in node.kwargs)), aliases, depth)

    def _filter(self, node: nodes.Filter | nodes.Test) -> None:
        table, what = (FILTERS, "filter") if isinstance(node, nodes.Filter) else (TESTS, "test")
        if node.name not in table:
            self._fault(node, f"there is no {what} `{node.name}`. {did_you_mean(node.name, table)}".rstrip())
        if node.dyn_args or node.dyn_kwargs or node.kwargs:
            self._fault(node, f"the {what} `{node.name}` takes plain arguments only")


def _root(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _unfiltered(node: nodes.Node) -> nodes.Node:
    return _unfiltered(node.node) if isinstance(node, nodes.Filter) and node.node else node


def _names(target: nodes.Node) -> list[str]:
    if isinstance(target, nodes.Name):
        return [target.name]
    return [name.name for name in target.find_all(nodes.Name)]


def _path(node: nodes.Node, aliases: Aliases) -> str | None:
    """The dotted path that an expression reads, `[]` for any item of a list; None when it is no path."""
    match node:
        case nodes.Name(name=name, ctx="load"):
            return aliases.get(name, name)
        case nodes.Getattr(node=inner, attr=part):
            above = _path(inner, aliases)
            return f"{above}.{part}" if above else None
        case nodes.Getitem(node=inner, arg=nodes.Const(value=part)):
            above = _path(inner, aliases)
            if above and not isinstance(part, bool) and isinstance(part, str | int):
                return f"{above}.{part}" if isinstance(part, str) else f"{above}[]"
    return None
