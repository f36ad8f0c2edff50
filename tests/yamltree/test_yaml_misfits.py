from __future__ import annotations

import pytest

from recovery_cli.yamltree import Tree, faults_of, load

PLACED = """\
title: x
steps:
  - kind: say
    words: {en: hello, es: hola}
  - ask
empty: {}
"""


def read(text: str) -> Tree:
    tree, faults = load(text, path="p.yaml")
    assert tree is not None
    assert faults == []
    return tree


def error(kind: str, *loc: str | int, msg: str = "no", **rest: object) -> dict[str, object]:
    return {"type": kind, "loc": loc, "msg": msg, **rest}


@pytest.mark.parametrize(
    ("given_error", "told"),
    [
        (
            error("missing", "steps", 0, "say", "fact"),
            "p:3:5: Y06\n    `fact` is missing in item 1 of `steps`",
        ),
        (
            error("missing", "steps", 0, "kind", "fact"),
            "p:3:5: Y06\n    `fact` is missing in item 1 of `steps`",
        ),
        (error("missing", "name"), "p:1:1: Y06\n    `name` is missing in this file"),
        (error("missing", "empty", "name"), "p:6:8: Y06\n    `name` is missing in `empty`"),
        (
            error("extra_forbidden", "steps", 0, "say", "words"),
            "p:4:5: Y06\n    unknown key `words`\n    Nearest: word",
        ),
        (
            error("string_type", "title", input=5),
            "p:1:8: Y06\n    `title` must be text\n    Put it in quotes.",
        ),
        (error("int_parsing", "title", input="x"), "p:1:8: Y06\n    `title` must be a whole number"),
        (
            error("model_type", "steps", 1),
            "p:5:5: Y06\n    item 2 of `steps` must be a mapping of keys to values",
        ),
        (error("list_type", "title"), "p:1:8: Y06\n    `title` must be a list"),
        (
            error("is_instance_of", "title", ctx={"class": "Decimal"}),
            "p:1:8: Y06\n    `title` must be a number",
        ),
        (
            error("literal_error", "title", input="gest", ctx={"expected": "'guest' or 'staff'"}),
            "p:1:8: Y06\n    `title` must be one of: guest, staff\n    Nearest: guest",
        ),
        (
            error(
                "union_tag_invalid",
                "steps",
                0,
                ctx={"discriminator": "'kind'", "tag": "sy", "expected_tags": "'say', 'ask'"},
            ),
            "p:3:11: Y06\n    `kind` must be one of: say, ask\n    Nearest: say",
        ),
        (
            error("union_tag_not_found", "empty", ctx={"discriminator": "'kind'"}),
            "p:6:8: Y06\n    `kind` is missing in `empty`",
        ),
        (
            error("literal_error", "steps", 0, "say", "words", "es", "[key]", msg="Input should be 'en'"),
            "p:4:24: Y06\n    the key `es` does not fit: should be 'en'",
        ),
        (
            error("value_error", "title", msg="Value error, a title says more"),
            "p:1:8: Y06\n    `title`: a title says more",
        ),
    ],
)
def test_what_a_model_finds_is_told_with_its_line(given_error: dict[str, object], told: str) -> None:
    (fault,) = faults_of([given_error], read(PLACED), path="p", known=lambda loc: ["word"] if loc else [])
    assert str(fault) == told


def test_a_tag_that_is_also_a_key_does_not_hide_the_place() -> None:
    tree = read("steps:\n  - ask: hello\n    words: 1\n")
    (fault,) = faults_of([error("dict_type", "steps", 0, "ask", "words")], tree, path="p")
    assert (fault.line, fault.column) == (3, 12)


def test_misfits_are_sorted_and_each_told_once() -> None:
    twice = [error("missing", "z"), error("list_type", "title"), error("missing", "z"), error("missing", "a")]
    faults = faults_of(twice, read(PLACED), path="p", code="T01")
    assert [(fault.line, fault.message.split("`")[1], fault.code) for fault in faults] == [
        (1, "a", "T01"),
        (1, "z", "T01"),
        (1, "title", "T01"),
    ]
