"""The key that signs notes, and every public key that ever did: files of the workspace, never rows of the journal."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_cli.errors import RecoverError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER, PRIVATE, PUBLIC = "keys", "note.key", ".pub"
MARK = "RK1."
"""A public key as text: this, then base32 of the key and of three bytes by which a slip in typing shows."""
_CHECK = 3
AGAIN = "recover note key --new"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Ed25519, 32 bytes."""

    raw: bytes

    @property
    def fingerprint(self) -> str:
        """Eight signs by which people and notes name the key."""
        return base64.b32encode(hashlib.sha256(self.raw).digest()[:5]).decode("ascii")

    @property
    def text(self) -> str:
        return MARK + base64.b32encode(self.raw + _check(self.raw)).decode("ascii")

    @classmethod
    def read(cls, text: str) -> PublicKey:
        """The key that `text` wrote, white space and case aside; raises ValueError."""
        signs = "".join(text.split()).upper()
        raw = base64.b32decode(signs.removeprefix(MARK))
        key, check = raw[:-_CHECK], raw[-_CHECK:]
        if not signs.startswith(MARK) or len(key) != 32 or check != _check(key):
            raise ValueError("this is no public key")
        return cls(key)

    def holds(self, line: bytes, signature: bytes) -> bool:
        """Whether the private half of this key signed exactly this."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, line)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Keys:
    """`note.key` (mode 600) signs; a file `<fingerprint>.pub` for each public key, old ones too."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / PRIVATE

    def exist(self) -> bool:
        return self.file.exists()

    def make(self, *, anew: bool) -> PublicKey:
        """The key, made unless there is one; `anew` puts another in its place and keeps its public half.

        The public half lies there before anything can be signed with the new one. Raises `RecoverError`.
        """
        if self.exist() and not anew:
            return self.current()
        from cryptography.hazmat.primitives import serialization as to
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        private = Ed25519PrivateKey.generate()
        public = _public(private)
        pem = private.private_bytes(to.Encoding.PEM, to.PrivateFormat.PKCS8, to.NoEncryption())
        with _calmly(self.folder):
            if self.exist():
                with suppress(RecoverError):  # what cannot be read has no public half to keep
                    self._publish(self.current())
            self._publish(public)
            # Whoever keeps the workspace in git must not publish what signs.
            _placed(self.folder / ".gitignore", f"{PRIVATE}\n".encode(), mode=0o644, replace=True)
            if not _placed(self.file, pem, mode=0o600, replace=anew):
                return self.current()
        return public

    def current(self) -> PublicKey:
        """Raises `RecoverError` when there is no key, or it cannot be read."""
        return _public(self._private())

    def publics(self) -> tuple[PublicKey, ...]:
        """All that can be read, by fingerprint; notes of old keys are still ours."""
        found: dict[str, PublicKey] = {}
        for file in sorted(self.folder.glob(f"*{PUBLIC}")):
            try:
                key = read(file.read_text("ascii"))
            except (OSError, ValueError):
                continue
            found[key.fingerprint] = key
        return tuple(found.values())

    def sign(self, line: bytes) -> tuple[bytes, str]:
        """The signature and the fingerprint of its key; raises `RecoverError`."""
        private = self._private()
        return private.sign(line), _public(private).fingerprint

    def _private(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        if not self.exist():
            raise RecoverError(f"There is no key in {self.folder}: notes are not signed.", AGAIN)
        with _calmly(self.file):
            pem = self.file.read_bytes()
        try:
            private = serialization.load_pem_private_key(pem, password=None)
        except (ValueError, TypeError) as fault:
            raise RecoverError(f"{self.file} is not a key: notes are not signed.", AGAIN) from fault
        if not isinstance(private, Ed25519PrivateKey):
            raise RecoverError(f"{self.file} is a key of another kind: notes are not signed.", AGAIN)
        return private

    def _publish(self, public: PublicKey) -> None:
        text = f"# Checks the guarantee notes of this house: recover note verify QR-TEXT --key FILE\n{public.text}\n"
        _placed(self.folder / f"{public.fingerprint}{PUBLIC}", text.encode("ascii"), mode=0o644, replace=True)


def read(text: str) -> PublicKey:
    """A public key as a file holds it, or as it was typed; raises ValueError."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return PublicKey.read("".join(lines))


def _public(private: Ed25519PrivateKey) -> PublicKey:
    return PublicKey(private.public_key().public_bytes_raw())


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()[-_CHECK:]


def _placed(file: Path, content: bytes, *, mode: int, replace: bool) -> bool:
    """Whole or not at all; False when there is one already that is not to be replaced."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = file.with_name(f".{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if replace:
            name.replace(file)
            return True
        # Unlike a renaming, a link never replaces the key that another made in this moment.
        os.link(name, file)
    except FileExistsError:
        return False
    finally:
        name.unlink(missing_ok=True)
    return True


@contextmanager
def _calmly(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise RecoverError(f"{place} cannot be used: {fault.strerror}.", "See what else is: recover doctor") from fault
