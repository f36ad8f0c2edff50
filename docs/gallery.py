"""Sets every document as PDF, takes a picture of each page, and writes the page that shows them: `make gallery`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from letter_samples import LANGUAGES, everything, library, writer
from PIL import Image

FOLDER = Path(__file__).with_name("gallery")
WIDTH = 720
COLOURS = 32
"""Ink, the colour of the house, and the greys between them and the paper."""
IN_EVERY_LANGUAGE = ("guarantee-note", "apology")
MARKS = {"careful": ("review",)}
LEVANTE = {
    "business": {
        "name": "Levante Telecom",
        "address": "Avenida del Cid 3, 46018 Valencia",
        "city": "Valencia",
        "email": "hola@levante.example",
        "colour": "#1f4e7a",
    },
    "incident": {"summary": "Your line was dead from 17 to 19 November, and our engineer did not come."},
}
TOLD = {"entitlement": LEVANTE, "hold-the-line": LEVANTE}
"""The facts that these letters need of their own: a restaurant has no line that fails."""
ABOUT = """Made by `make gallery` from the program's own PDFs, with the facts of houses that do not exist. Each is there
in English, Spanish and Italian, and also as text, Markdown, HTML, mail, receipt and JSON."""
NAMES = {"en": "English", "es": "Spanish", "it": "Italian"}


def picture(template: str, language: str) -> bytes:
    """The document as PNG; the same document gives the same bytes."""
    facts = everything(language)
    for group, own in TOLD.get(template, {}).items():
        facts[group] |= own
    pdf = writer().write(template, facts, language=language, format="pdf", marks=MARKS.get(template, ()))
    (page,) = pypdfium2.PdfDocument(pdf)
    drawn = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    made = io.BytesIO()
    drawn.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def shown() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The documents in their order, each with the languages that it is shown in."""
    others = (each for each in library().ids() if each not in IN_EVERY_LANGUAGE)
    yield from ((each, LANGUAGES) for each in IN_EVERY_LANGUAGE)
    yield from ((each, ("en",)) for each in others)


def page() -> str:
    """What shows them; title and use are the template's own words."""
    parts = ["# Every document, as it is printed", ABOUT]
    for name, languages in shown():
        template = library().template(name)
        parts += [f"## {template.title['en']}", f"`recover letter {name}`. {template.use_when['en']}"]
        parts += [f"![{template.title[each]}, in {NAMES[each]}]({name}.{each}.png)" for each in languages]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the folder anew; a picture of a template that went goes with it."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name, languages in shown():
        for language in languages:
            (FOLDER / f"{name}.{language}.png").write_bytes(picture(name, language))
    (FOLDER / "README.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
