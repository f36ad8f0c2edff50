"""A document as a mail that is ready to be sent: as text, as HTML, and as the PDF that is kept."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from recovery_cli.document.clean import clean
from recovery_cli.errors import RecoverError
from recovery_cli.letters.formats import html, pdf, text
from recovery_cli.letters.letter import Letter

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HARMLESS = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 -]{0,58}[A-Za-z0-9])?")
_LONGEST = 42
"""Bytes in an encoded word, so that its line stays below 76 signs."""


def write(letter: Letter, page: Callable[[str], Path]) -> bytes:
    """Lines end in CR LF; sent at noon (UTC) of the letter's date, to nobody where no address is known.

    Raises `RecoverError` for an address that no mail can go to, and what the PDF raises.
    """
    parts = [made(letter, page) for made in (text.write, html.write, pdf.write)]
    name, address = letter.author, _address("business.email", letter.mail.sender)
    head = [f"Subject: {_words(letter.title)}", f"From: {_mailbox(name, address)}"]
    if letter.mail.to:
        to = _address("customer.email", letter.mail.to)
        head.append(f"To: {_mailbox(letter.mail.name, to)}")
    head.append(f"Date: {format_datetime(datetime.combine(letter.day, time(12), UTC))}")
    digest = hashlib.sha256(b"\0".join(("\n".join(head).encode(), *parts))).hexdigest()[:32]
    head.append(f"Message-ID: <{digest}@{address.rpartition('@')[2]}>")
    head.append(f"Content-Language: {_words(letter.language)}")
    return "\r\n".join(head).encode("ascii") + b"\r\n" + _body(parts, _file_name(letter.title), digest)


def _body(parts: Sequence[bytes], name: str, digest: str) -> bytes:
    """From the MIME headers on."""
    mail = EmailMessage(policy=SMTP)
    mail.set_content(parts[0].decode(), cte="quoted-printable")
    mail.add_alternative(parts[1].decode(), subtype="html", cte="quoted-printable")
    mail.add_attachment(parts[2], maintype="application", subtype="pdf", filename=f"{name}.pdf")
    for at, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"={at}={digest}")  # one of its own making differs from run to run
    return mail.as_bytes()


def _mailbox(name: str, address: str) -> str:
    words = _words(name)
    if not words:
        return address
    return f"{words} <{address}>" if len(words) + len(address) < _LONGEST else f"{words}\r\n <{address}>"


def _words(value: str) -> str:
    """A value in a header: short and harmless as it is, else base64, which nothing in it can leave.

    The library's own folding loses spaces of long names (Python 3.11).
    """
    flat = _flat(value)
    if _HARMLESS.fullmatch(flat):
        return flat
    if not flat:
        return ""
    chunks = [""]
    for character in flat:
        if len((chunks[-1] + character).encode()) > _LONGEST:
            chunks.append("")
        chunks[-1] += character
    return "\r\n ".join(f"=?utf-8?b?{b64encode(chunk.encode()).decode()}?=" for chunk in chunks)


def _address(field: str, found: str) -> str:
    """One address and nothing else: no sign that a header reads otherwise is in it."""
    local, _, domain = clean(found).strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        domain = ""
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise RecoverError(f'{field}: "{_flat(found)}" is no mail address.', f"Give it with --set {field}=NAME@HOST")
    return f"{local}@{domain}"


def _flat(value: str) -> str:
    """On one line: a header ends where its line does."""
    return " ".join(clean(value).split())


def _file_name(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:80] or "letter"
