"""`recover playbook test`: every scenario in every language, and what none of them reaches.

The cases are rehearsed at the demo business, so that they come to the same in every house; the content is that of the
workspace.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from recovery_cli import catalogue
from recovery_cli.commands.shown import print_json
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import DONE, FOUND, INVALID, UsageError
from recovery_cli.letters.writer import Writer
from recovery_cli.playbook import load
from recovery_cli.rehearsal.compared import Difference, differences
from recovery_cli.rehearsal.coverage import Covered, covered
from recovery_cli.rehearsal.reading import Case, Reader, languages
from recovery_cli.rehearsal.walked import Run, walked
from recovery_cli.session import DEMO, Session
from recovery_cli.ui import rehearsed


def rehearse(
    names: Sequence[str], *, scenario: str | None, language: str | None, as_json: bool, workspace: Path | None
) -> int:
    """Exit 1 when a walk comes out otherwise or something declared is not reached, 3 when content is broken.

    With one scenario or one language only its walks are compared, and nothing is said of what is not reached.
    """
    session = Session.here(workspace)
    books = [catalogue.match(each, session.catalogue.playbooks(), kind="playbook") for each in names]
    settings = load.settings(catalogue.shipped() / DEMO, name=Path(DEMO).name)
    reader = Reader(session.catalogue, settings)
    writer = Writer(session.library)
    books = books or list(session.catalogue.playbooks())
    if scenario is not None:
        there = {each for book in books for each in session.catalogue.scenarios(book)}
        scenario = catalogue.match(scenario, there, kind="scenario")
        books = [book for book in books if scenario in session.catalogue.scenarios(book)]
    found: list[tuple[str, list[Run], Covered]] = []
    for book in books:
        plans = reader.plans(book)
        spoken = {each for plan in plans for each in languages(plan)}
        if language is not None and plans and language not in spoken:
            raise UsageError(f'{book} has no language "{language}".', f"--lang {', '.join(sorted(spoken))}")
        wanted = (case for case in reader.cases(book) if _is_meant(case, scenario, language))
        runs = [walked(case, writer) for case in wanted]
        found.append((book, runs, covered(plans, runs)))
    whole = scenario is None and language is None
    return _told(found, reader.faults, whole=whole, as_json=as_json, here=session.operator_language())


def _is_meant(case: Case, scenario: str | None, language: str | None) -> bool:
    return scenario in (None, case.scenario) and language in (None, case.language)


def _told(
    found: Sequence[tuple[str, list[Run], Covered]],
    faults: Sequence[Diagnostic],
    *,
    whole: bool,
    as_json: bool,
    here: str,
) -> int:
    differing = [(run, different) for _, runs, _ in found for run in runs if (different := differences(run))]
    rows = [
        {
            "playbook": book,
            "cases": len({(run.case.file, run.case.name) for run in runs}),
            "walks": len(runs),
            "languages": sorted({run.case.language for run in runs}),
            "coverage": coverage.counts() if whole else {},
            "unreached": [{"file": item.file, "what": item.what} for item in coverage.unreached] if whole else [],
        }
        for book, runs, coverage in found
    ]
    fails = _joined(differing)
    if as_json:
        told = [{"path": f.path, "line": f.line, "column": f.column, "message": f.message} for f in faults]
        print_json({"playbooks": rows, "differences": fails, "faults": told})
    else:
        sys.stderr.writelines(f"{fault}\n" for fault in faults)
        rehearsed.report(rows, fails, differing=len(differing), whole=whole, language=here)
    if faults:
        return INVALID
    return FOUND if fails or any(row["unreached"] for row in rows) else DONE


def _joined(differing: Sequence[tuple[Run, Sequence[Difference]]]) -> list[Mapping[str, object]]:
    """The same differences in several languages are told once."""

    def place(each: tuple[Run, Sequence[Difference]]) -> tuple[str, int, str]:
        return each[0].case.file, each[0].case.line, each[0].case.name

    joined: list[Mapping[str, object]] = []
    for (file, line, name), runs in groupby(sorted(differing, key=place), key=place):
        by_difference: dict[tuple[Difference, ...], list[str]] = {}
        for run, different in runs:
            by_difference.setdefault(tuple(different), []).append(run.case.language)
        for different, spoken in by_difference.items():
            told = [{"what": d.what, "expected": d.expected, "got": d.got} for d in different]
            joined.append({"file": file, "line": line, "case": name, "languages": spoken, "differences": told})
    return joined
