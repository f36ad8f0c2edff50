"""Letters from a table: rows a second and peak memory, ours beside mailmerge (text) and a WeasyPrint loop (PDF).

All read the same table of customers left without internet, and write the same Spanish apology to a file for each row;
ours checks every row before, and keeps a manifest. What leans, leans against us: mailmerge sends nothing, and the sums
come to the others as they are to be printed. Each figure is a process of its own, and the best of three, above 20 000
rows the only one; the others do fewer rows, PDF is made of a tenth of them. What one process does is compared by the
processor's seconds, so that a busy machine tells the same. On a disk a new file may cost as much as its letter, to ours
as to the others: with TMPDIR=/dev/shm the letters are compared.

    .venv/bin/python benchmarks/batch.py [ROWS …]      10 000 unless told; 1 000 000 take about half an hour
    .venv/bin/python benchmarks/batch.py check ROWS    every row looked at, nothing written
    .venv/bin/python benchmarks/batch.py kills TIMES   kill -9 at random moments, each followed by a second run
    pip install --group bench                          for mailmerge and WeasyPrint; without them the table is shorter
"""

from __future__ import annotations

import csv
import importlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

DAY = "2026-11-21"
HEADER = (
    *("id", "customer.name", "customer.address", "incident.summary", "incident.impact", "remedies[0].label"),
    *("remedies[0].amount", "contact.name", "contact.phone", "language"),
)
PEER_ROWS, PAGE_ROWS = 3_000, 30
TRIES, FEW = 3, 20_000
"""How often each of the smaller tables is gone through: the quickest counts, for ours as for the others."""
BODY = """TO: cliente@post.example
FROM: hola@asador-barlovento.example
SUBJECT: Carta de disculpa

SPECIMEN: ejecute `recover init` para poner aquí su negocio

ASADOR BARLOVENTO
Calle del Puerto 7, 41001 Sevilla
955 000 000 · hola@asador-barlovento.example

{{ row["customer.name"] }}
{{ row["customer.address"] }}

Sevilla, 21 de noviembre de 2026

Buenos días, {{ row["customer.name"] }}:

{{ row["incident.summary"] }} Lo sentimos de verdad: fue culpa
nuestra.

{{ row["incident.impact"] }}

Esto es lo que hacemos para arreglarlo:

-  {{ row["remedies[0].label"] }}: {{ row["remedies[0].amount"] }}

Me ocupo yo de ello. Si quiere hablar conmigo, mi número directo es el
{{ row["contact.phone"] }}.

Un saludo cordial,
{{ row["contact.name"] }}
"""


def table(file: Path, rows: int) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        written = csv.writer(out)
        written.writerow(HEADER)
        for at in range(rows):
            written.writerow(
                (
                    *(f"C{at:07}", f"Elena Prats {at}", f"Calle Betis {at % 97}, 41010 Sevilla"),
                    *("Les dejamos sin internet el 20 de noviembre.", "Usted no pudo trabajar desde casa."),
                    *("un abono en su próxima factura", f"{5 + at % 20}.50 EUR", "Ana Ferrer", "955 000 001", "es"),
                )
            )
    return file


def ours(source: Path, out: Path, *more: str) -> list[str]:
    options = ("--from", str(source), "--out", str(out), "--date", DAY, "--lang", "es", *more)
    return [sys.executable, "-m", "recovery_cli", "letter", "apology", *options]


def peer(name: str, source: Path, out: Path) -> list[str]:
    return [sys.executable, __file__, "peer", name, str(source), str(out)]


def mailmerge(source: Path, out: Path) -> None:
    messages = importlib.import_module("mailmerge.template_message")
    (out / "template.txt").write_text(BODY, "utf-8")
    message = messages.TemplateMessage(out / "template.txt")
    with source.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            _, _, made = message.render({"row": row})
            (out / f"{row['id']}.txt").write_bytes(made.get_payload(decode=True))


def weasyprint(source: Path, out: Path) -> None:
    made, jinja = importlib.import_module("weasyprint"), importlib.import_module("jinja2")
    style = "<style>@page { size: A4; margin: 18mm 35mm 20mm 25mm } body { font: 11.5pt/1.3 serif }</style>"
    body = BODY.partition("\n\n")[2].replace("\n\n", "<p>")
    template = jinja.Environment(autoescape=True).from_string(f"<html lang=es><title>Carta</title>{style}{body}")
    with source.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            made.HTML(string=template.render(row=row)).write_pdf(out / f"{row['id']}.pdf")


PEERS: dict[str, Callable[[Path, Path], None]] = {"mailmerge": mailmerge, "weasyprint": weasyprint}


def measured(command: list[str]) -> tuple[float, float, float]:
    """Seconds, those of the processor, and the most memory that one of its processes held, in MB."""
    began = time.perf_counter()
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {program.returncode}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


class Figures:
    """Rows a second, without the time that a table of one row takes: that is starting, once for a whole batch."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.rates: dict[str, tuple[float, float]] = {}
        print(f"{'':<24}{'rows':>10}{'in':>11}{'a second':>11}{'of the CPU':>11}{'memory':>10}")

    def row(self, name: str, rows: int, command: Callable[[Path, Path], list[str]]) -> None:
        first, begun, _ = self._best(1, command)
        spent, worked, most = self._best(rows, command)
        self.rates[name] = rows / max(spent - first, 1e-9), rows / max(worked - begun, 1e-9)
        wall, processor = self.rates[name]
        print(f"{name:<24}{rows:>10,}{spent:>9.1f} s{wall:>9,.0f}/s{processor:>9,.0f}/s{most:>7.0f} MB", flush=True)

    def _best(self, rows: int, command: Callable[[Path, Path], list[str]]) -> tuple[float, float, float]:
        """The least of each figure but the memory."""
        tried = [self._one(rows, command) for _ in range(TRIES if rows <= FEW else 1)]
        return min(each[0] for each in tried), min(each[1] for each in tried), max(each[2] for each in tried)

    def _one(self, rows: int, command: Callable[[Path, Path], list[str]]) -> tuple[float, float, float]:
        source = self._folder / f"table-{rows}.csv"
        if not source.exists():
            table(source, rows)
        out = self._folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        return measured(command(source, out))

    def ratio(self, one: str, other: str, aim: float, *, wall: bool = False) -> None:
        if one in self.rates and other in self.rates:
            by = 0 if wall else 1
            print(f"{one} / {other}".ljust(44) + f"{self.rates[one][by] / self.rates[other][by]:>8.2f}   aim: {aim}")


def compare(rows: int, folder: Path) -> None:
    found = Figures(folder)
    pages = max(rows // 10, 1)
    found.row("check", rows, lambda source, out: ours(source, out, "--check"))
    for jobs in ("1", "2"):
        found.row(f"text, {jobs} at once", rows, lambda source, out, jobs=jobs: ours(source, out, "--jobs", jobs))
    for jobs in ("1", "2"):
        made = ("--format", "pdf", "--jobs", jobs)
        found.row(f"pdf, {jobs} at once", pages, lambda source, out, made=made: ours(source, out, *made))
    for jobs in ("1", "2"):
        found.row(
            f"one pdf, {jobs} at once",
            pages,
            lambda source, out, jobs=jobs: ours(source, out, "--merge", str(out / "all.pdf"), "--jobs", jobs),
        )
    for name, least in (("mailmerge", PEER_ROWS), ("weasyprint", PAGE_ROWS)):
        try:
            importlib.import_module(name)
        except (ImportError, OSError):  # WeasyPrint raises OSError where the system lacks Pango
            print(f"{name} is not here: pip install --group bench")
            continue
        found.row(name, min(least, rows), lambda source, out, name=name: peer(name, source, out))
    print()
    found.ratio("text, 1 at once", "mailmerge", 2.0)
    found.ratio("check", "text, 1 at once", 5.0)
    found.ratio("text, 2 at once", "text, 1 at once", 1.8, wall=True)
    found.ratio("pdf, 1 at once", "weasyprint", 40.0)
    found.ratio("one pdf, 1 at once", "weasyprint", 40.0)


def kills(times: int, folder: Path, rows: int = 600) -> None:
    """After each kill and the run that follows, every letter is there once and is the one of a run without a kill."""
    source, whole, out = table(folder / "table.csv", rows), folder / "whole", folder / "out"
    longest, _, _ = measured(ours(source, whole, "--jobs", "2"))
    wanted = {file.name: file.read_bytes() for file in whole.glob("*.txt")}
    hits = 0
    for _ in range(times):
        shutil.rmtree(out, ignore_errors=True)
        command = ours(source, out, "--jobs", "2")
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as program:
            try:
                program.wait(random.uniform(0.2, 1) * longest)
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)
                hits += 1
        measured(command)
        names = [json.loads(line)["file"] for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
        found = {file.name: file.read_bytes() for file in out.iterdir() if file.name != "manifest.jsonl"}
        if names != sorted(wanted) or found != wanted:
            raise SystemExit(f"after a kill: {len(names)} lines, {len(found)} files, {rows} rows")
    print(f"{hits} of {times} runs of {rows} rows were killed; each time a second run left one whole letter a row")


def main(*args: str) -> None:
    if args[:1] == ("peer",):
        PEERS[args[1]](Path(args[2]), Path(args[3]))
        return
    with tempfile.TemporaryDirectory(prefix="recover-bench-") as name:
        folder = Path(name)
        os.environ["RECOVER_JOURNAL"] = f"sqlite:///{folder}/journal.sqlite3"
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if args[:1] == ("kills",):
            kills(int(args[1]), folder)
        elif args[:1] == ("check",):
            Figures(folder).row("check", int(args[1]), lambda source, out: ours(source, out, "--check"))
        else:
            for rows in map(int, args or ("10000",)):
                compare(rows, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
