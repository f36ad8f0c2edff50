"""What the QR of a note says: everything that is signed and the signature, in capitals and digits that a QR packs well.

The signature is over one readable line, `R1|number|code|cap|issued|clean by|claim by|sha256 of the note`, so that
anybody with the public key can check it with a few lines of their own. No name is in it, and none in the sha256: what
a person asks to be forgotten is not kept here either, and the proof outlives it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from recovery_cli.money import Money
from recovery_cli.notes.events import Content, NoteIssued
from recovery_cli.notes.ledger import issued_on
from recovery_cli.notes.number import CROCKFORD, check_symbol, number, read_number
from recovery_cli.private import Private

MARK = "R1."
"""Every token begins with it; a QR keeps it and the base32 behind it in its alphanumeric mode."""
SIGNATURE = 64
_DAY_ZERO = date(2000, 1, 1)
_BODY = struct.Struct(">5sHI5s3sBQHHH32s")
"""Site, year, sequence, code, currency, decimals, amount in its last decimal, three days since 2000, sha256."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What of a note is signed; `digest` is the sha256 of its content, hex."""

    number: str
    code: str
    cap: Money
    issued_on: date
    clean_by: date
    claim_by: date
    digest: str

    def line(self) -> bytes:
        """What the signature is over."""
        days = (self.issued_on.isoformat(), self.clean_by.isoformat(), self.claim_by.isoformat())
        return "|".join(("R1", self.number, self.code, str(self.cap), *days, self.digest)).encode()


def proof(issued: NoteIssued) -> Proof:
    """Of a note as it stands in the ledger."""
    return Proof(
        issued.number,
        issued.code,
        issued.cap,
        issued_on(issued),
        issued.clean_by,
        issued.claim_by,
        digest(issued.content),
    )


def digest(content: Mapping[str, Content]) -> str:
    """sha256, hex, over the content as canonical JSON without persons and without the token itself."""
    return hashlib.sha256(
        json.dumps(_plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


def _plain(content: Content, *, at: str = "") -> object:
    match content:
        case Mapping():
            kept = {key: each for key, each in content.items() if (at, key) != ("note", "qr")}
            return {key: _plain(each, at=key) for key, each in kept.items()}
        case tuple() | list():
            return [_plain(each) for each in content]
        case Private():
            return None
        case Money():
            return str(content)
        case date():
            return content.isoformat()
        case _:
            return content


def packed(proof: Proof, signature: bytes) -> str:
    """The text for the QR; raises ValueError for a note that does not fit, as one dated after the year 2179."""
    sign, digits, exponent = proof.cap.amount.as_tuple()
    if sign or not isinstance(exponent, int) or len(signature) != SIGNATURE:
        raise ValueError("this cannot be packed")
    site, year, sequence, _ = proof.number.split("-")
    code = 0
    for symbol in proof.code.replace("-", "")[:-1]:
        code = code * 32 + CROCKFORD.index(symbol)
    days = [(day - _DAY_ZERO).days for day in (proof.issued_on, proof.clean_by, proof.claim_by)]
    try:
        body = _BODY.pack(
            site.encode("ascii"),
            int(year),
            int(sequence),
            code.to_bytes(5),
            proof.cap.currency.encode("ascii"),
            max(-exponent, 0),
            int("".join(map(str, digits))) * 10 ** max(exponent, 0),
            *days,
            bytes.fromhex(proof.digest),
        )
    except struct.error as fault:
        raise ValueError(f"this cannot be packed: {fault}") from fault
    return MARK + base64.b32encode(body + signature).decode("ascii").rstrip("=")


def unpacked(text: str) -> tuple[Proof, bytes] | None:
    """What a QR says and its signature, not yet checked; None for anything that `packed` did not write."""
    try:
        token = text.removeprefix(MARK)
        raw = base64.b32decode(token + "=" * (-len(token) % 8))
        body, signature = raw[: _BODY.size], raw[_BODY.size :]
        found = _proof(*_BODY.unpack(body))
        # One note has one text: no bit of it may be otherwise, not even those that base32 leaves over.
        return (found, signature) if packed(found, signature) == text else None
    except (ValueError, struct.error, OverflowError):
        return None


def _proof(
    site: bytes,
    year: int,
    sequence: int,
    code: bytes,
    currency: bytes,
    decimals: int,
    amount: int,
    issued: int,
    clean: int,
    claim: int,
    digest: bytes,
) -> Proof:
    made = read_number(number(site.decode("ascii"), year, sequence))
    letters = currency.decode("ascii")
    if made is None or decimals > 4 or not (letters.isalpha() and letters.isupper()):
        raise ValueError("this is no note")
    value = int.from_bytes(code)
    symbols = "".join(CROCKFORD[value >> 5 * place & 31] for place in range(7, -1, -1))
    return Proof(
        number=made,
        code=f"{symbols[:4]}-{symbols[4:]}-{check_symbol(symbols)}",
        cap=Money(Decimal(amount).scaleb(-decimals), letters),
        issued_on=_DAY_ZERO + timedelta(days=issued),
        clean_by=_DAY_ZERO + timedelta(days=clean),
        claim_by=_DAY_ZERO + timedelta(days=claim),
        digest=digest.hex(),
    )
