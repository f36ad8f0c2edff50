"""`recover note verify`: with the journal, or offline with the public key alone."""

from __future__ import annotations

import sys
from pathlib import Path

from recovery_cli import keys
from recovery_cli.commands.note import card, found, not_ours, note_json, signed, today
from recovery_cli.commands.shown import print_json
from recovery_cli.errors import DONE, FOUND, Refused, UsageError
from recovery_cli.keys import PublicKey
from recovery_cli.notes.number import read_code, read_number
from recovery_cli.notes.token import Proof, unpacked
from recovery_cli.session import Session
from recovery_cli.ui import notes as screen
from recovery_cli.ui.furniture import furnish


def verify(wanted: str, *, key: str | None, as_json: bool, workspace: Path | None) -> int:
    """Exit 1 for what is not ours, and for a note that nothing is paid on any more."""
    session = Session.here(workspace)
    text = sys.stdin.read() if wanted == "-" else wanted
    try:
        if key is not None:
            return _offline(session, text.strip(), key, as_json=as_json)
        _, note = found(session, text)
        if signed(session, note).state == "bad":
            raise not_ours(session)
    except Refused:
        if not as_json:
            raise
        print_json({"ours": False})
        return FOUND
    if as_json:
        print_json({"ours": True, **note_json(session, note)})
    else:
        card(session, note)
    return DONE if note.status_on(today(session)) in ("issued", "claimed") else FOUND


def _offline(session: Session, text: str, key: str, *, as_json: bool) -> int:
    """What is signed is shown; whether it was paid meanwhile, only the ledger knows."""
    public = _read(key)
    if read_number(text) or read_code(text):
        raise UsageError(
            "Without the ledger only the text of a QR can be checked.", "recover note verify QR-TEXT --key …"
        )
    token = unpacked(text)
    if token is None or not public.holds(token[0].line(), token[1]):
        raise not_ours(session, offline=True)
    proof = token[0]
    if as_json:
        print_json({"ours": True, "offline": True, "key": public.fingerprint, **_json(proof)})
        return DONE
    language = session.operator_language()
    days = (proof.issued_on.isoformat(), proof.clean_by.isoformat(), proof.claim_by.isoformat())
    lines = [
        proof.number,
        f"  {furnish('reg-code', language)}: {proof.code}",
        f"  {furnish('reg-cap', language)}: {proof.cap}",
        f"  {furnish('reg-by-dates', language, *days)}",
        furnish("reg-offline", language),
    ]
    screen.told(lines)
    return DONE


def _json(proof: Proof) -> dict[str, object]:
    return {
        "number": proof.number,
        "code": proof.code,
        "cap": proof.cap,
        "issued_on": proof.issued_on,
        "clean_by": proof.clean_by,
        "claim_by": proof.claim_by,
        "digest": proof.digest,
    }


def _read(key: str) -> PublicKey:
    """As it was typed, or the file that holds it; raises `UsageError`."""
    try:
        return keys.read(key if key.startswith(keys.MARK) else Path(key).read_text("ascii"))
    except (OSError, ValueError) as fault:
        raise UsageError(
            "--key is no public key of notes.", "recover note key   shows it, where notes are signed"
        ) from fault
