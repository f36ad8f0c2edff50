"""A document as a mail that is ready to be sent: as text, as HTML, and as the PDF that is kept."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, time
from email.headerregistry import Address
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


def write(letter: Letter, page: Callable[[str], Path]) -> bytes:
    """Lines end in CR LF; sent at noon (UTC) of the letter's date, to nobody where no address is known.

    Raises `RecoverError` for an address that no mail can go to, and what the PDF raises.
    """
    parts = [made(letter, page) for made in (text.write, html.write, pdf.write)]
    sender = _address("business.email", letter.mail.sender, letter.author)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _flat(letter.title)
    mail["From"] = sender
    if letter.mail.to:
        mail["To"] = _address("customer.email", letter.mail.to, letter.mail.name)
    mail["Date"] = format_datetime(datetime.combine(letter.day, time(12), UTC))
    digest = hashlib.sha256(b"\0".join((str(mail).encode(), *parts))).hexdigest()[:32]
    mail["Message-ID"] = f"<{digest}@{sender.domain}>"
    mail.set_content(parts[0].decode(), cte="quoted-printable")
    mail.add_alternative(parts[1].decode(), subtype="html", cte="quoted-printable")
    mail.add_attachment(parts[2], maintype="application", subtype="pdf", filename=f"{_file_name(letter.title)}.pdf")
    mail["Content-Language"] = letter.language
    for at, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"={at}={digest}")  # one of its own making differs from run to run
    return mail.as_bytes()


def _address(field: str, found: str, name: str) -> Address:
    """By its parts, so that nothing in them is read as another address."""
    local, _, domain = clean(found).strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        domain = ""
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise RecoverError(f'{field}: "{_flat(found)}" is no mail address.', f"Give it with --set {field}=NAME@HOST")
    return Address(_flat(name), local, domain)


def _flat(value: str) -> str:
    """On one line: a header ends where its line does."""
    return " ".join(clean(value).split())


def _file_name(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:80] or "letter"
