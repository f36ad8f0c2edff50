"""The text of every letter from all its facts, kept beside the tests so that a change of words is seen and reviewed.

To renew them after a change that was meant: `python tests/letters/golden_copies.py`, then read the difference.
"""

from __future__ import annotations

from pathlib import Path

from letter_samples import LANGUAGES, everything, library, writer

FOLDER = Path(__file__).with_name("golden")
RENEW = "if this was meant, run tests/letters/golden_copies.py and read the difference"


def copies() -> dict[str, bytes]:
    """What each file should hold, by its name."""
    return {
        f"{template}.{language}.txt": writer().write(template, everything(language), language=language, format="text")
        for template in library().ids()
        for language in LANGUAGES
    }


def renew() -> None:
    """Write all of them, and take away what no template makes any more."""
    FOLDER.mkdir(exist_ok=True)
    made = copies()
    for name, content in made.items():
        (FOLDER / name).write_bytes(content)
    for left in [file for file in FOLDER.iterdir() if file.name not in made]:
        left.unlink()


if __name__ == "__main__":
    renew()
