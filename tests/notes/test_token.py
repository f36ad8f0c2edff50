"""The token of a QR: read back whole, small enough for a small printer, worth nothing once a bit is otherwise."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.register_scenes import issued
from recovery_cli.keys import Keys, PublicKey
from recovery_cli.letters.formats import qr
from recovery_cli.money import Money
from recovery_cli.notes.number import CROCKFORD, check_symbol, number
from recovery_cli.notes.token import MARK, Proof, digest, packed, proof, unpacked
from recovery_cli.private import Private


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    made = Keys(tmp_path_factory.mktemp("house") / "keys")
    made.make(anew=False)
    return made


def code(symbols: str) -> str:
    return f"{symbols[:4]}-{symbols[4:]}-{check_symbol(symbols)}"


days = st.dates(date(2000, 1, 1), date(2170, 1, 1))
proofs = st.builds(
    Proof,
    number=st.builds(
        number, st.from_regex(r"[A-Z]{3}[0-9]{2}", fullmatch=True), st.integers(2000, 2999), st.integers(1, 999_999)
    ),
    code=st.text(CROCKFORD, min_size=8, max_size=8).map(code),
    cap=st.builds(
        Money,
        st.integers(0, 4).flatmap(lambda places: st.decimals(0, 999_999_999_999, places=places)),
        st.just("EUR"),
    ),
    issued_on=days,
    clean_by=days,
    claim_by=days,
    digest=st.binary(min_size=32, max_size=32).map(bytes.hex),
)


@given(proofs, st.binary(min_size=64, max_size=64))
def test_a_token_reads_back_and_fits_the_smallest_printer(made: Proof, signature: bytes) -> None:
    token = packed(made, signature)
    assert unpacked(token) == (made, signature)
    assert len(qr.modules(token)) <= 49 + 8


def good(key: PublicKey, text: str) -> bool:
    read = unpacked(text)
    return read is not None and key.holds(read[0].line(), read[1])


def test_every_single_bit_that_is_flipped_is_refused(keys: Keys) -> None:
    claims, key = proof(issued()), keys.current()
    token = packed(claims, keys.sign(claims.line())[0])
    assert good(key, token)
    raw = bytearray(token.encode("ascii"))
    for at in range(len(raw) * 8):
        raw[at // 8] ^= 1 << at % 8
        assert not good(key, raw.decode("latin-1")), f"bit {at}"
        raw[at // 8] ^= 1 << at % 8


@given(st.data())
def test_no_other_sign_a_cut_or_an_appendix_is_taken(keys: Keys, data: st.DataObject) -> None:
    claims, key = proof(issued()), keys.current()
    token = packed(claims, keys.sign(claims.line())[0])
    at = data.draw(st.integers(0, len(token) - 1))
    sign = data.draw(st.characters(codec="utf-8").filter(lambda each: each != token[at]))
    assert not good(key, token[:at] + sign + token[at + 1 :])
    assert not good(key, token[:at])
    assert not good(key, token + sign)
    assert not good(key, token[:at] + token[at + 1 :])


def test_an_altered_note_does_not_hold_under_the_same_signature(keys: Keys) -> None:
    claims, key = proof(issued()), keys.current()
    signature = keys.sign(claims.line())[0]
    for other in (
        Proof(**{**_fields(claims), "cap": Money(Decimal("90.00"), "EUR")}),
        Proof(**{**_fields(claims), "cap": Money(Decimal("80.00"), "USD")}),
        Proof(**{**_fields(claims), "clean_by": claims.clean_by + timedelta(days=1)}),
        Proof(**{**_fields(claims), "number": number("BAR01", 2026, 124)}),
        Proof(**{**_fields(claims), "digest": "00" * 32}),
    ):
        assert not good(key, packed(other, signature))


def _fields(claims: Proof) -> dict[str, object]:
    return {name: getattr(claims, name) for name in Proof.__slots__}


def test_the_signed_line_is_readable_and_names_nobody() -> None:
    line = proof(issued()).line().decode()
    assert line.startswith("R1|BAR01-2026-000123-62|Q2XV-7NTE-N|80.00 EUR|2026-11-21|2027-01-20|2027-02-19|")
    assert line.count("|") == 7


def test_the_digest_outlives_an_erasure_and_sees_every_other_change() -> None:
    content = {"customer": {"name": Private("Elena")}, "note": {"cap": Money(Decimal("80.00"), "EUR"), "qr": "x"}}
    erased = {"customer": {"name": Private(None)}, "note": {"cap": Money(Decimal("80.00"), "EUR"), "qr": "y"}}
    assert digest(content) == digest(erased)
    assert digest(content) != digest({**content, "note": {"cap": Money(Decimal("80.01"), "EUR")}})


@pytest.mark.parametrize("text", ["", MARK, "R1.AAAA", "R2." + "A" * 208, MARK + "A" * 208, "BAR01-2026-000123-62"])
def test_what_is_no_token_is_none(text: str) -> None:
    assert unpacked(text) is None


def test_a_note_that_does_not_fit_is_not_packed(tmp_path: Path) -> None:
    claims = Proof(**{**_fields(proof(issued())), "claim_by": date(2900, 1, 1)})
    with pytest.raises(ValueError, match="cannot be packed"):
        packed(claims, bytes(64))
