"""A checked syntax tree made ready to run: its values know their paths, its loops count their turns."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import nodes

from recovery_cli.sandbox.tables import COUNTED, PRINTED


def probe(tree: nodes.Node) -> tuple[tuple[str | None, int], ...]:
    """All texts and printed values (None) in order, each branch taken once, with their lines."""
    return tuple(
        (child.data if isinstance(child, nodes.TemplateData) else None, child.lineno)
        for output in tree.find_all(nodes.Output)
        for child in output.nodes
    )


def arm(tree: nodes.Template, printed: Mapping[int, str]) -> None:
    """Let each printed value know its path, and each loop count its turns."""
    for output in tree.find_all(nodes.Output):
        for at, child in enumerate(output.nodes):
            if id(child) in printed:
                output.nodes[at] = _filtered(child, PRINTED, printed[id(child)])
    for loop in tree.find_all(nodes.For):
        loop.iter = _filtered(loop.iter, COUNTED)


def _filtered(node: nodes.Node, name: str, *arguments: str) -> nodes.Filter:
    line = node.lineno
    constants = [nodes.Const(argument, lineno=line, environment=node.environment) for argument in arguments]
    return nodes.Filter(node, name, constants, [], None, None, lineno=line, environment=node.environment)
