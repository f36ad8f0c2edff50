"""The key that signs notes: for its owner only, kept when it is there, and old public halves are never lost."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from recovery_cli.errors import RecoverError
from recovery_cli.keys import Keys, PublicKey, read


def test_a_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    made = keys.make(anew=False)
    assert keys.make(anew=False) == keys.current() == made
    assert stat.S_IMODE(keys.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.folder.stat().st_mode) == 0o700
    assert (keys.folder / ".gitignore").read_text() == "note.key\n"
    assert sorted(each.name for each in keys.folder.iterdir()) == [".gitignore", f"{made.fingerprint}.pub", "note.key"]


def test_the_mode_does_not_hang_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Keys(tmp_path / "keys").make(anew=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "keys/note.key").stat().st_mode) == 0o600


def test_a_new_key_signs_and_the_old_one_still_checks(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    first, (signature, name) = keys.make(anew=False), Keys(tmp_path / "keys").sign(b"a note")
    second = keys.make(anew=True)
    assert first != second
    assert set(keys.publics()) == {first, second}
    assert name == first.fingerprint
    assert keys.sign(b"a note")[1] == second.fingerprint
    assert first.holds(b"a note", signature)
    assert not first.holds(b"a nota", signature)
    assert not second.holds(b"a note", signature)
    assert not first.holds(b"a note", signature[:-1])


def test_a_public_key_reads_back_from_text_and_file_and_a_slip_is_seen(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    made = keys.make(anew=False)
    (file,) = keys.folder.glob("*.pub")
    assert read(file.read_text()) == read(made.text) == PublicKey.read(f" {made.text.lower()[:30]}\n{made.text[30:]} ")
    for at in range(4, len(made.text)):
        wrong = made.text[:at] + ("A" if made.text[at] != "A" else "B") + made.text[at + 1 :]
        with pytest.raises(ValueError, match=r"no public key|Incorrect padding|Non-base32"):
            read(wrong)
    with pytest.raises(ValueError, match="no public key"):
        read("")


def test_a_key_that_cannot_be_read_is_said_and_can_be_replaced(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    with pytest.raises(RecoverError, match="no key"):
        keys.sign(b"a note")
    keys.make(anew=False)
    keys.file.write_text("-----BEGIN NONSENSE-----")
    with pytest.raises(RecoverError, match="not a key") as broken:
        keys.sign(b"a note")
    assert broken.value.hint == "recover note key --new"
    assert keys.make(anew=True) == keys.current()
    assert len(keys.publics()) == 2


MAKER = """
import sys
from pathlib import Path
from recovery_cli.keys import Keys
print("ready", flush=True)
sys.stdin.readline()
print(Keys(Path(sys.argv[1])).make(anew=False).text)
"""


def test_of_many_who_make_the_first_key_all_have_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAKER, str(tmp_path / "keys")]
    makers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    for maker in makers:
        assert maker.stdout is not None
        assert maker.stdout.readline() == "ready\n"
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("go\n")
        maker.stdin.flush()
    told = {maker.communicate(timeout=60)[0].strip() for maker in makers}
    assert told == {Keys(tmp_path / "keys").current().text}
