"""Markdown: whatever stands in a text, a renderer shows it as it is, and its blocks are the ones that were written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from letter_samples import LANGUAGES, facts, library
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin

from recovery_cli.document.blocks import (
    Block,
    Break,
    Bullets,
    Code,
    Emphasis,
    Fact,
    Facts,
    Heading,
    Link,
    Numbered,
    Paragraph,
    Section,
    Span,
    Strong,
    Text,
    plain,
)
from recovery_cli.document.clean import clean
from recovery_cli.letters.writer import Writer
from recovery_cli.sandbox import blank

WRITER = Writer(library())
LETTER = WRITER.fill("apology", facts("en"), language="en")
STRICT = MarkdownIt("commonmark")
"""With HTML, as the standard has it."""
RICH = MarkdownIt("js-default", {"html": True}).use(deflist_plugin).use(container_plugin, "privacy")
"""With tables, struck text, definitions and sections."""


def source(blocks: Sequence[Block]) -> str:
    from recovery_cli.letters.formats.markdown import write

    return write(replace(LETTER, blocks=tuple(blocks)), library().page).decode()


def shown(token: Token) -> str:
    """The text that a reader sees of one paragraph."""
    parts = []
    for child in token.children or ():
        assert child.type not in ("html_inline", "image"), child
        parts.append("\n" if child.type in ("softbreak", "hardbreak") else child.content)
    return "".join(parts)


def rendered(markdown: str, reader: MarkdownIt) -> tuple[list[str], list[str]]:
    tokens = reader.parse(markdown)
    return [token.type for token in tokens], [shown(token) for token in tokens if token.type == "inline"]


def texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(spans=spans):
                yield plain(spans)
            case Heading(spans=spans):
                yield plain(spans).replace("\n", " ")
            case Bullets(items=items) | Numbered(items=items):
                for item in items:
                    yield from texts(item)
            case Facts(rows=rows):
                for row in rows:
                    yield f"{plain(row.label)}: " + "\n".join(map(plain, row.values))
            case Section(blocks=inner):
                yield from texts(inner)


def tame(spans: Sequence[Span]) -> tuple[Span, ...]:
    return (Text("x"),)


def tamed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same tree with an x for each text."""
    found: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph():
                found.append(Paragraph(tame(block.spans)))
            case Heading():
                found.append(Heading(block.level, tame(block.spans)))
            case Bullets():
                found.append(Bullets(tuple(map(tamed, block.items))))
            case Numbered():
                found.append(Numbered(block.start, tuple(map(tamed, block.items))))
            case Facts():
                found.append(Facts(tuple(Fact(tame(row.label), (tame(()),)) for row in block.rows)))
            case Section():
                found.append(Section(block.name, tamed(block.blocks)))
    return tuple(found)


SIGNS = st.text(st.sampled_from("ab1 .)-+*_`[]()<>&;#!|~$=:\\é€\u00a0/@^{}'\"?x"), min_size=1, max_size=7)
SIMPLE: st.SearchStrategy[Span] = st.one_of(SIGNS.map(Text), SIGNS.map(Code), st.just(Break()))
INNER = st.lists(SIMPLE, min_size=1, max_size=2).map(tuple)
SPAN: st.SearchStrategy[Span] = st.one_of(
    SIMPLE,
    INNER.map(Strong),
    INNER.map(Emphasis),
    st.lists(SIGNS.map(Text), min_size=1, max_size=2).map(
        lambda inner: Link("https://a.example/b(c)?d=*&amp;", tuple(inner))
    ),
)
SPANS = st.lists(SPAN, min_size=1, max_size=4).map(tuple)
LEAF: st.SearchStrategy[Block] = st.one_of(
    SPANS.map(Paragraph),
    st.builds(Heading, st.integers(1, 3), SPANS),
    st.lists(st.builds(Fact, SPANS, st.lists(SPANS, min_size=1, max_size=2).map(tuple)), min_size=1, max_size=2).map(
        lambda rows: Facts(tuple(rows))
    ),
)
ITEMS = st.lists(st.lists(LEAF, min_size=1, max_size=2).map(tuple), min_size=1, max_size=2).map(tuple)
BLOCKS = st.lists(
    st.one_of(LEAF, ITEMS.map(Bullets), st.builds(Numbered, st.integers(1, 12), ITEMS)), min_size=1, max_size=3
)


@given(BLOCKS)
@example([Paragraph((Text("1"), Text(". x")))])
@example([Paragraph((Text("Hello!"), Link("https://a.example", (Text("b"),))))])
@example([Bullets(((Paragraph((Text("a"),)),),)), Bullets(((Paragraph((Text("b"),)),),))])
@example([Paragraph((Text("a"), Break(), Text("")))])
@settings(max_examples=250)
def test_any_text_is_shown_as_it_is_and_changes_no_structure(blocks: list[Block]) -> None:
    markdown = source(blocks)
    expected = ["\n".join(line or " " for line in text.split("\n")) for text in texts(blocks)]
    for reader in (STRICT, RICH):
        kinds, found = rendered(markdown, reader)
        assert found == expected
        assert kinds == rendered(source(tamed(blocks)), reader)[0]


@given(
    st.text(st.characters(exclude_categories=[]), min_size=1, max_size=40).filter(lambda name: not blank(clean(name)))
)
@settings(max_examples=60)
def test_any_value_in_a_letter_is_shown_as_it_is(name: str) -> None:
    given = facts("en")
    given["customer"]["name"] = name
    made = WRITER.write("apology", given, language="en", format="markdown").decode()
    assert f"Dear {clean(name)}," in "\n".join(rendered(made, STRICT)[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_reads_well_in_its_source(language: str) -> None:
    made = WRITER.write(
        "guarantee-note", facts(language), language=language, format="markdown", marks=("copy",)
    ).decode()
    title = library().template("guarantee-note").title[language]
    lines = made.split("\n")
    assert lines[0] == {"en": "COPY", "es": "COPIA", "it": "COPIA"}[language]
    assert f"# {title}" in lines
    assert any(line.startswith("1. **") for line in lines)
    assert any(line.startswith("2. **") for line in lines)
    assert "[955 000 001](tel:955000001)" in made
    assert made.endswith("\n")
    assert not made.endswith("\n\n")
    kinds = rendered(made, STRICT)[0]
    assert (kinds.count("ordered_list_open"), kinds.count("bullet_list_open")) == (1, 2)


def test_what_is_emphasised_stays_so() -> None:
    assert (
        source([Paragraph((Text("a "), Strong((Text("b"),)), Text(" c "), Emphasis((Text("d"),))))])
        == "a **b** c *d*\n"
    )


def test_a_specimen_is_not_signed() -> None:
    made = WRITER.write("guarantee-note", facts("es"), language="es", format="markdown", marks=("specimen",)).decode()
    assert "Ana Ferrer, encargada" not in made
