"""Where neither the extra nor a font of the system is, but only what a child is given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import manimgx_fonts
import pypdf
import pytest
from letter_samples import facts, library

import recovery_cli
from recovery_cli.letters.writer import Writer

SITE = Path(pypdf.__file__).parents[1]
SOURCES = Path(recovery_cli.__file__).parents[1]
ARABIC = Path(manimgx_fonts.__file__).with_name("NotoSansArabic[wght].ttf")

CHILD = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
from letter_outcomes import outcomes
print(json.dumps(outcomes(json.loads(sys.argv[2]))))
"""
OUTCOMES = """
from dataclasses import asdict
from hashlib import sha256
from letter_samples import facts, library
from recovery_cli.letters.formats.pdf import Unprintable, coverage
from recovery_cli.letters.writer import Writer

def outcomes(names):
    found = {"coverage": [asdict(each) for each in coverage()]} if not names else {}
    for name in names:
        given = facts("es")
        given["customer"]["name"] = name
        try:
            made = Writer(library()).write("apology", given, language="es", format="pdf")
            found[name] = sha256(made).hexdigest()
        except Unprintable as fault:
            found[name] = [fault.message, fault.hint]
    return found
"""


def made(name: str) -> bytes:
    given = facts("es")
    given["customer"]["name"] = name
    return Writer(library()).write("apology", given, language="es", format="pdf")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed packages without those that bring fonts."""
    site = tmp_path_factory.mktemp("bare")
    for package in SITE.iterdir():
        if not package.name.startswith("manimgx"):
            (site / package.name).symlink_to(package)
    return site


def child(site: Path, system: Path, *names: str) -> dict[str, Any]:
    """What becomes of letters to `names`, with the packages of `site` and the fonts of the folder `system`."""
    system.mkdir(exist_ok=True)
    work = system.with_name(f"{system.name}-work")
    work.mkdir()
    (work / "letter_outcomes.py").write_text(OUTCOMES, "utf-8")
    settings = work / "fonts.conf"
    settings.write_text(f'<?xml version="1.0"?><fontconfig><dir>{system}</dir></fontconfig>', "utf-8")
    path = json.dumps([str(work), str(site), str(SOURCES), str(Path(__file__).parent)])
    run = subprocess.run(
        [sys.executable, "-S", "-c", CHILD, path, json.dumps(names)],
        env=os.environ | {"FONTCONFIG_FILE": str(settings)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_without_a_font_the_refusal_names_script_characters_and_remedy(bare: Path, tmp_path: Path) -> None:
    wanted = {
        "محمد": ("Arabic", "fonts-noto-core", "م (U+0645)"),
        "प्रिया": ("Devanagari", "fonts-noto-core", "(U+092F)"),
        "สมชาย": ("Thai", "fonts-noto-core", "ส (U+0E2A)"),
        "张伟": ("Chinese", "fonts-noto-cjk", "张 (U+5F20)"),
        "さくら": ("Japanese", "fonts-noto-cjk", "さ (U+3055)"),
        "김민수": ("Korean", "fonts-noto-cjk", "김 (U+AE40)"),
    }
    found = child(bare, tmp_path / "system", *wanted)
    for name, (script, package, character) in wanted.items():
        message, hint = found[name]
        assert message.startswith("No font here can print ")
        assert message.endswith(f": {script}.")
        assert character in message
        assert "\\" not in message
        assert (
            hint == f"pip install 'recovery-cli[fonts]' or apt install {package}; or write the letter as html or text."
        )


def test_the_same_letter_gives_the_same_bytes_wherever_it_is_set(bare: Path, tmp_path: Path) -> None:
    latin = ["Elena Prats", "Ελένη", "Анна", "Nguyễn Thị Hường", "יוסי"]
    system = tmp_path / "system"
    system.mkdir()
    (system / "NotoSans.ttf").symlink_to(ARABIC.with_name("NotoSans[wght].ttf"))
    here = {name: sha256(made(name)).hexdigest() for name in [*latin, "محمد", "さくら"]}
    assert child(SITE, system, *here) == here
    assert child(bare, tmp_path / "none", *latin) == {name: here[name] for name in latin}


def test_a_font_of_the_system_is_found(bare: Path, tmp_path: Path) -> None:
    system = tmp_path / "system"
    system.mkdir()
    (system / ARABIC.name).symlink_to(ARABIC)
    found = child(bare, system, "محمد", "สมชาย")
    assert isinstance(found["محمد"], str)
    assert found["สมชาย"][0].endswith(": Thai.")


def test_what_is_not_covered_is_told_with_its_remedy(bare: Path, tmp_path: Path) -> None:
    told = {each["script"]: each for each in child(bare, tmp_path / "system")["coverage"]}
    assert told["Latin"]["font"] == told["Hebrew"]["font"] == "Libertinus Serif"
    assert told["Arabic"]["font"] == ""
    assert told["Arabic"]["install"] == "pip install 'recovery-cli[fonts]' or apt install fonts-noto-core"
    assert told["Korean"]["install"] == "pip install 'recovery-cli[fonts]' or apt install fonts-noto-cjk"
