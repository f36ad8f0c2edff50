"""The number and the code of a note: one runs on and carries check digits, the other cannot be guessed."""

from __future__ import annotations

import re
from collections.abc import Callable

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_SYMBOLS = CROCKFORD + "*~$=U"
CODE_LENGTH = 8

_NUMBER = re.compile(r"([A-Z]{3}[0-9]{2})-?([0-9]{4})-?([0-9]{6})-?([0-9]{2})", re.ASCII)
_HEARD = str.maketrans("OIL", "011")


def check_digits(body: str) -> str:
    """ISO 7064 MOD 97-10 over letters (A=10 … Z=35) and digits: two digits that make the whole ≡ 1 (mod 97)."""
    digits = "".join(str(int(sign, 36)) for sign in body)
    return f"{98 - int(digits + '00') % 97:02d}"


def number(site: str, year: int, sequence: int) -> str:
    """`BAR01-2026-000123-62`: site, year and a sequence from 1 to 999999; raises ValueError outside of it."""
    if not 1 <= sequence <= 999_999:
        raise ValueError(f"{sequence} does not fit into a note's number")
    return f"{site}-{year}-{sequence:06d}-{check_digits(f'{site}{year}{sequence:06d}')}"


def read_number(text: str) -> str | None:
    """The number in its written form, hyphens optional; None unless its shape and its check digits are right."""
    match = _NUMBER.fullmatch(text.strip().upper())
    if match is None:
        return None
    site, year, sequence, digits = match.groups()
    if int("".join(str(int(sign, 36)) for sign in site + year + sequence + digits)) % 97 != 1:
        return None
    return f"{site}-{year}-{sequence}-{digits}"


def check_symbol(code: str) -> str:
    """Crockford's check symbol: the value modulo 37."""
    value = 0
    for sign in code:
        value = value * 32 + CROCKFORD.index(sign)
    return CHECK_SYMBOLS[value % 37]


def new_code(below: Callable[[int], int]) -> str:
    """`Q2XV-7NTE-N`: eight random symbols and their check symbol, drawn again until that is a letter or a digit.

    `below(n)` gives a random number from 0 to n - 1 (`secrets.randbelow` outside of tests).
    """
    while True:
        code = "".join(CROCKFORD[below(32)] for _ in range(CODE_LENGTH))
        symbol = check_symbol(code)
        if symbol.isalnum():
            return f"{code[:4]}-{code[4:]}-{symbol}"


def read_code(text: str) -> str | None:
    """The code in its written form, O read as 0 and I, L as 1; None unless its check symbol is right."""
    signs = text.strip().upper().replace("-", "").replace(" ", "")
    body, symbol = signs[:-1].translate(_HEARD), signs[-1:]
    if len(body) != CODE_LENGTH or any(sign not in CROCKFORD for sign in body):
        return None
    return f"{body[:4]}-{body[4:]}-{symbol}" if check_symbol(body) == symbol else None
