"""Letters that are set together and bound: each page there, in order, as if its letter were alone."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from typing import Any

import pypdfium2
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import facts, library
from pypdf import PdfReader

from recovery_cli.letters import binding
from recovery_cli.letters.binding import Bound
from recovery_cli.letters.formats import pdf
from recovery_cli.letters.formats.pdf import Unprintable
from recovery_cli.letters.letter import Letter
from recovery_cli.letters.sheaf import Part, together
from recovery_cli.letters.writer import Writer

LIBRARY = library()
WRITER = Writer(LIBRARY)
LONG = "You had come for a good evening. " * 120
NOWHERE = "\U000132f4"
"""A hieroglyph that no font here has."""


def apology(name: str, *, impact: str = "", language: str = "en", **business: Any) -> Letter:
    given = facts(language)
    changed = {**given["incident"], **({"impact": impact} if impact else {})}
    customer = {**given["customer"], "name": name}
    house = {**given["business"], **business}
    return WRITER.fill(
        "apology", {**given, "incident": changed, "customer": customer, "business": house}, language=language
    )


def parts(letters: Sequence[Letter]) -> list[Part]:
    return together(letters, LIBRARY.page)


def bound(some: Sequence[Part]) -> tuple[bytes, str]:
    out = io.BytesIO()
    book = Bound(out)
    for part in some:
        if part.fault is None:
            book.add(part.pdf, part.lengths)
    book.finish()
    return out.getvalue(), book.digest


def texts(file: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file)).pages]


def alone(letter: Letter) -> list[str]:
    return texts(pdf.write(letter, LIBRARY.page))


def drawn(file: bytes, number: int) -> bytes:
    return pypdfium2.PdfDocument(file)[number].render(scale=1).to_pil().tobytes()


def test_a_bound_file_has_each_page_of_each_letter_as_if_it_were_alone() -> None:
    names = ["Elena Prats", "José Núñez", "Zoë van Dyk"]
    letters = [apology(names[0]), apology(names[1], impact=LONG, language="es"), apology(names[2])]
    single = [alone(letter) for letter in letters]
    lengths = [len(each) for each in single]
    assert lengths[1] > 1
    made = parts(letters)
    assert [part.lengths for part in made] == [tuple(lengths)]
    file, _ = bound([*made, *parts(letters[:1])])
    assert texts(file) == [*single[0], *single[1], *single[2], *single[0]]


def test_the_pages_are_labelled_from_one_in_each_letter() -> None:
    file, _ = bound(parts([apology("A", impact=LONG), apology("B"), apology("C", impact=LONG)]) + parts([apology("D")]))
    labels = PdfReader(io.BytesIO(file)).page_labels
    long = labels.index("1", 1)
    whole = [str(number) for number in range(1, long + 1)]
    assert labels == [*whole, "1", *whole, "1"]


def test_another_reader_draws_every_page_as_it_draws_the_letter_alone() -> None:
    letter = apology("Elena Prats", colour="#7a2e1f")
    file, _ = bound(parts([apology("Somebody"), letter]) + parts([letter]))
    wanted = drawn(pdf.write(letter, LIBRARY.page), 0)
    assert drawn(file, 1) == drawn(file, 2) == wanted
    assert drawn(file, 0) != wanted


def test_a_letter_that_no_font_can_print_is_left_out_and_the_others_are_bound() -> None:
    made = parts([apology("One"), apology("Two"), apology(f"Three {NOWHERE}"), apology("Four")])
    refused = [part for part in made if part.fault is not None]
    assert [type(part.fault) for part in refused] == [Unprintable]
    assert made.index(refused[0]) == len(made) - 2
    assert [name in page for name, page in zip(("One", "Two", "Four"), texts(bound(made)[0]), strict=True)] == [
        True
    ] * 3


def test_the_same_letters_give_the_same_bytes_and_their_digest() -> None:
    letters = [apology("One"), apology("Two", impact=LONG)]
    first, second = bound(parts(letters)), bound(parts(letters))
    assert first == second
    assert hashlib.sha256(first[0]).hexdigest() == first[1]


@given(name=st.text("()\\ 0123456789R<>[]", max_size=12))
def test_what_looks_like_a_reference_in_a_text_stays_as_it_is(name: str) -> None:
    quoted = name.translate({ord(sign): f"\\{sign}" for sign in "()\\"})
    head = f"<</A 7 0 R/B({quoted}(5 0 R))/C[1 0 R 12 0 R]>>".encode()
    found = binding._renumbered(head, lambda old: old + 100)
    assert found == f"<</A 107 0 R/B({quoted}(5 0 R))/C[101 0 R 112 0 R]>>".encode()
