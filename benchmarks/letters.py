"""Letters a second, ours beside those of the usual tools, with their ratios, in the same run.

Each makes the Spanish apology of one page, for somebody new each time; the runs take turns, so that a slow moment hits
all. What leans, leans against us: sums and dates come to the others written out, mailmerge only renders, the Typst loop
gets its JSON ready but for the name, ReportLab and fpdf2 set an untagged page in fonts that they need not embed.

    .venv/bin/python benchmarks/letters.py [ROUNDS]
    pip install --group bench          for those that are not there; without them the table is shorter
"""

from __future__ import annotations

import importlib
import io
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import jinja2
from markdown_it import MarkdownIt
from typst import Compiler, Fonts

from recovery_cli.letters.formats.data import blocks
from recovery_cli.letters.library import Library
from recovery_cli.letters.writer import Writer
from recovery_cli.money import Money

SLICE = 0.1
"""Seconds for each in a round, or one letter if that takes longer."""
TEXT, PDF = "recover, text", "recover, pdf"
LOOP, MERGE = "Jinja and markdown-it", "mailmerge"
TYPST, REPORTLAB, FPDF, WEASYPRINT = "Typst", "ReportLab", "fpdf2", "WeasyPrint"
AIMS = (
    (TEXT, MERGE, 2.0),
    (TEXT, LOOP, None),
    (PDF, TYPST, 1 / 1.3),
    (PDF, REPORTLAB, 1.5),
    (PDF, FPDF, None),
    (PDF, WEASYPRINT, 20.0),
)
TEMPLATES = Path(__file__).parents[1] / "templates"
NOBODY = "Elena Prats"
FACTS = {
    "business": {
        "name": "Asador Barlovento",
        "address": "Calle del Puerto 7, 41001 Sevilla",
        "city": "Sevilla",
        "country": "ES",
        "phone": "955 000 000",
        "email": "hola@asador-barlovento.example",
        "colour": "#7a2e1f",
    },
    "incident": {
        "summary": "Al recoger la mesa de al lado le manchamos la chaqueta.",
        "impact": "Usted venía a pasar una buena noche y se marchó con una prenda que no podía ponerse.",
        "explanation": "Ocurrió porque llevábamos los platos entre las sillas.",
    },
    "promise": "usted se va como vino",
    "note": {"number": "BAR01-2026-000123-62", "cap": Money(Decimal("120.00"), "EUR"), "pay_within_days": 10},
    "remedies": [
        {"label": "un taxi a casa", "amount": Money(Decimal("18.50"), "EUR"), "by": date(2026, 12, 8)},
        {"label": "un postre para toda la mesa"},
    ],
    "change": {"what": "Desde hoy las fuentes se llevan por el lado de la pared.", "who": "Ana Ferrer"},
    "contact": {"name": "Ana Ferrer", "role": "encargada", "phone": "955 000 001", "calls_on": date(2026, 12, 5)},
    "letter": {"date": date(2026, 11, 22)},
}
BODY = Path(__file__).with_suffix(".md.jinja").read_text("utf-8")
ENVELOPE = "TO: {{ email }}\nFROM: hola@asador-barlovento.example\nSUBJECT: Carta de disculpa\n\n"
PLAIN = {
    **FACTS["incident"],
    "promise": FACTS["promise"],
    "cap": "120,00 €",
    "number": "BAR01-2026-000123-62",
    "remedies": [("Un taxi a casa", "18,50 €", "8 de diciembre de 2026"), ("Un postre para toda la mesa", "", "")],
    "change": FACTS["change"]["what"],
    "contact": "Ana Ferrer",
    "email": "elena@post.example",
}

Make = Callable[[str], bytes | str]
"""A letter to somebody of that name."""


def facts(name: str) -> dict[str, object]:
    return {**FACTS, "customer": {"name": name, "address": "Calle Betis 12\n41010 Sevilla"}}


def ours(format: str) -> Make:
    writer = shipped()
    return lambda name: writer.write("apology", facts(name), language="es", format=format)


def shipped() -> Writer:
    names = [str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.*")]
    return Writer(Library(TEMPLATES.joinpath, lambda: names))


def body() -> Callable[[str], str]:
    template = jinja2.Environment(autoescape=False).from_string(BODY)
    return lambda name: template.render(PLAIN, name=name)


def jinja_loop() -> Make:
    render, reader = body(), MarkdownIt()
    return lambda name: reader.render(render(name))


def mailmerge() -> Make:
    messages = importlib.import_module("mailmerge.template_message")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mailmerge_template.txt"
        file.write_text(ENVELOPE + BODY, encoding="utf-8")
        message = messages.TemplateMessage(file)
    return lambda name: message.render({**PLAIN, "name": name})[2].get_payload()


def typst_loop() -> Make:
    """The page of ours and the same standards, from data that were filled once."""
    letter = shipped().fill("apology", facts(NOBODY), language="es")
    data = json.dumps(
        {
            "title": letter.title,
            "author": letter.author,
            "language": "es",
            "mixed": False,
            "accent": letter.accent,
            "marks": [],
            "signed": True,
            "qr": "",
            "logo": "",
            "fonts": [],
            "face": [],
            "blocks": blocks(letter.blocks),
        },
        ensure_ascii=False,
    )
    compiler = Compiler(root=TEMPLATES / "pages", font_paths=Fonts(include_system_fonts=False))
    day = datetime(2026, 11, 22, tzinfo=UTC)
    quoted = data.replace("\\", "\\\\").replace('"', '\\"')

    def make(name: str) -> bytes:
        page = f'#import "/letter.typ": paper\n#paper(json(bytes("{quoted.replace(NOBODY, name)}")))'.encode()
        return compiler.compile(input=page, format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=day)

    return make


def reportlab() -> Make:
    platypus = importlib.import_module("reportlab.platypus")
    styles, units = importlib.import_module("reportlab.lib.styles"), importlib.import_module("reportlab.lib.units")
    style = styles.ParagraphStyle("body", fontName="Times-Roman", fontSize=11.5, leading=15, spaceAfter=9)
    render = body()

    def make(name: str) -> bytes:
        file = io.BytesIO()
        document = platypus.SimpleDocTemplate(file, leftMargin=25 * units.mm, rightMargin=35 * units.mm, title="Carta")
        document.build([platypus.Paragraph(part, style) for part in parts(render(name))])
        return file.getvalue()

    return make


def fpdf2() -> Make:
    fpdf = importlib.import_module("fpdf")
    render = body()

    def make(name: str) -> bytes:
        document = fpdf.FPDF(format="A4")
        document.set_margins(25, 18, 35)
        document.set_title("Carta")
        document.add_page()
        document.set_font("Times", size=11.5)
        for part in parts(render(name)):
            # The fonts that every reader brings have no euro.
            document.multi_cell(0, 5.2, part.replace("€", "EUR"), new_x="LMARGIN", new_y="NEXT")
            document.ln(3)
        return bytes(document.output())

    return make


def weasyprint() -> Make:
    module = importlib.import_module("weasyprint")
    loop = jinja_loop()
    style = "<style>@page { size: A4; margin: 18mm 35mm 20mm 25mm } body { font: 11.5pt/1.3 serif }</style>"
    return lambda name: module.HTML(string=f"<html lang=es><title>Carta</title>{style}{loop(name)}").write_pdf()


def parts(text: str) -> Iterator[str]:
    return (part.strip().strip("*").replace("\n", " ") for part in text.split("\n\n") if part.strip())


PEERS = {MERGE: mailmerge, REPORTLAB: reportlab, FPDF: fpdf2, WEASYPRINT: weasyprint}


def contenders() -> tuple[dict[str, Make], list[str]]:
    """Those that are here, and the packages of the others."""
    here: dict[str, Make] = {TEXT: ours("text"), LOOP: jinja_loop(), PDF: ours("pdf"), TYPST: typst_loop()}
    missing = []
    for name, prepared in PEERS.items():
        try:
            here[name] = prepared()
        except (ImportError, OSError):  # WeasyPrint raises OSError where the system lacks Pango
            missing.append(name.lower())
    return here, missing


def rates(makers: dict[str, Make], rounds: int) -> dict[str, float]:
    """Letters a second, the median of the rounds; no name comes twice, since Typst remembers what it has set."""
    names = (f"{first} {number}" for number, first in zip(itertools.count(), itertools.cycle(("Ana", "José María"))))
    measured: dict[str, list[float]] = {name: [] for name in makers}
    for number in range(rounds + 1):
        for name, make in makers.items():
            made, began = 0, time.perf_counter()
            while (spent := time.perf_counter() - began) < SLICE:
                make(next(names))
                made += 1
            if number:  # the first round warms the caches
                measured[name].append(made / spent)
    return {name: statistics.median(each) for name, each in measured.items()}


def main(rounds: int) -> None:
    makers, missing = contenders()
    found = rates(makers, rounds)
    print(f"median of {rounds} rounds, Python {sys.version.split()[0]}\n")
    for name, rate in found.items():
        print(f"{name:<24}{rate:>10,.1f} letters/s")
    print()
    for one, other, aim in AIMS:
        if other in found:
            wanted = "" if aim is None else f"   aim: {aim:.2f}"
            print(f"{one} / {other}".ljust(40) + f"{found[one] / found[other]:>8.2f}{wanted}")
    if missing:
        print(f"\nNot here: {', '.join(missing)}. To compare with them: pip install --group bench")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
