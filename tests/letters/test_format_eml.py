"""The mail: one message with text, HTML and PDF, and headers that no value can add to."""

from __future__ import annotations

import io
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import LANGUAGES, facts, library
from pypdf import PdfReader

from recovery_cli.document.clean import clean
from recovery_cli.errors import RecoverError
from recovery_cli.letters.formats.eml import write
from recovery_cli.letters.writer import Writer
from recovery_cli.sandbox import blank

WRITER = Writer(library())
HEADERS = ["Subject", "From", "To", "Date", "Message-ID", "Content-Language", "MIME-Version", "Content-Type"]


def given_to(language: str = "es", **customer: Any) -> dict[str, Any]:
    found = facts(language)
    found["customer"] |= {"email": "elena@correo.example"} | customer
    return found


def mail(given: dict[str, Any], template: str = "guarantee-note", language: str = "es") -> EmailMessage:
    read = message_from_bytes(WRITER.write(template, given, language=language, format="eml"), policy=default)
    assert isinstance(read, EmailMessage)
    return read


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
def test_a_mail_holds_all_three_forms(template: str, language: str) -> None:
    given = given_to(language)
    read = mail(given, template, language)
    text, html = read.get_body(("plain",)), read.get_body(("html",))
    assert text is not None
    assert html is not None
    wanted = {form: WRITER.write(template, given, language=language, format=form) for form in ("text", "html", "pdf")}
    assert text.get_content().replace("\r\n", "\n").encode() == wanted["text"]
    assert html.get_content().replace("\r\n", "\n").rstrip("\n").encode() == wanted["html"].rstrip(b"\n")
    (pdf,) = read.iter_attachments()
    assert pdf.get_content() == wanted["pdf"]
    assert pdf.get_content_type() == "application/pdf"
    assert str(pdf.get_filename()).endswith(".pdf")
    assert "Elena Prats" in PdfReader(io.BytesIO(pdf.get_content())).pages[0].extract_text()


def test_its_headers_are_those_of_the_letter() -> None:
    read = mail(given_to())
    assert read["Subject"] == "Nota de garantía de limpieza BAR01-2026-000123-62"
    assert read["From"].addresses[0].display_name == "Asador Barlovento"
    assert read["From"].addresses[0].addr_spec == "hola@asador-barlovento.example"
    assert read["To"].addresses[0].addr_spec == "elena@correo.example"
    assert read["Date"].datetime.date().isoformat() == "2026-11-21"
    assert str(read["Message-ID"]).endswith("@asador-barlovento.example>")
    assert read.keys() == HEADERS


def test_it_goes_to_nobody_when_no_address_is_known() -> None:
    assert mail(facts("es"))["To"] is None


def test_the_same_letter_gives_the_same_bytes_and_another_one_another_id() -> None:
    one, two = (WRITER.write("apology", given_to(), language="es", format="eml") for _ in range(2))
    assert one == two
    assert mail(given_to())["Message-ID"] != mail(given_to(name="Elena Prat"))["Message-ID"]


@pytest.mark.parametrize(
    "address", ["elena", "a@b", "a b@c.example", "a@b.example, c@d.example", "ñ@b.example", "a@b..example"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(RecoverError, match=r"customer\.email") as raised:
        mail(given_to(email=address))
    assert raised.value.hint


def test_a_domain_in_its_own_letters_is_written_for_mail() -> None:
    assert mail(given_to(email="elena@peña.example"))["To"].addresses[0].addr_spec == "elena@xn--pea-8ma.example"


NASTY = [
    *(
        "Elena\r\nBcc: all@example.com",
        "Elena\nSubject: x\n\n<b>",
        '"Elena" <x@y.example>, z',
        "E\x00\u2028Bcc: a@b.example",
    ),
    *("=?utf-8?q?Bcc=3A?=", "a" * 300, "á" * 300, "Prats, Elena; (x) [y] @ z : w", "\\\"'", "--=0=", "漢字 " * 60),
]


@pytest.mark.parametrize("name", NASTY)
def test_a_name_is_never_a_header(name: str) -> None:
    read = headers_only(name)
    assert read.keys() == HEADERS
    assert [each.addr_spec for each in read["To"].addresses] == ["elena@correo.example"]
    assert [each.addr_spec for each in read["From"].addresses] == ["hola@asador-barlovento.example"]


def bytes_with(name: str) -> bytes:
    """The fonts of a PDF do not have every script, so the name stands in the headers and the PDF's own data only."""
    letter = WRITER.fill("apology", given_to(), language="es")
    changed = replace(letter, title=clean(name), author=clean(name), mail=replace(letter.mail, name=name))
    return write(changed, library().page)


def headers_only(name: str) -> EmailMessage:
    read = message_from_bytes(bytes_with(name), policy=default)
    assert isinstance(read, EmailMessage)
    return read


def words(header: str) -> str:
    """What a reader makes of encoded words, by the rules; `policy.default` puts a space between those of a name."""
    return str(make_header(decode_header(header)))


@given(
    st.text(st.characters(exclude_categories=[]), min_size=1, max_size=60).filter(lambda name: not blank(clean(name)))
)
@settings(max_examples=25)
def test_any_name_and_title_come_back_as_they_went(name: str) -> None:
    made = bytes_with(name)
    flat = " ".join(clean(name).split())
    read = message_from_bytes(made, policy=default)
    assert read.keys() == HEADERS
    assert [each.addr_spec for each in read["To"].addresses] == ["elena@correo.example"]
    raw = message_from_bytes(made)
    assert words(raw["Subject"]) == flat
    for field, address in (("To", "elena@correo.example"), ("From", "hola@asador-barlovento.example")):
        shown, _, rest = raw[field].rpartition(" <")
        assert (words(shown.rstrip()), rest) == (flat, f"{address}>")
    head = made.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 78
