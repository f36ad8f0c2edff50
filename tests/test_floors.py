"""The shape of the building: imports only go downwards, each outside library has one home, nothing grows too big."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PACKAGE = TOP / "src" / "recovery_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))

HOMES: dict[str, tuple[str, ...]] = {
    "typer": ("cli",),
    "rich": ("ui",),
    "prompt_toolkit": ("ui",),
    "wcwidth": ("ui", "letters.formats"),
    "sqlalchemy": ("journal",),
    "psycopg": ("journal.postgres",),
    "alembic": ("journal.upgrade",),
    "typst": ("letters.formats.pdf",),
    "python_calamine": ("rows.sheet",),
    "distributed": ("batch",),
    "segno": ("letters.formats.qr",),
    "PIL": ("letters.formats.raster",),
    "pydantic": ("playbook", "remedies", "document", "letters"),
    "markdown_it": ("document",),
    "mdit_py_plugins": ("document",),
    "jinja2": ("sandbox",),
    "markupsafe": ("sandbox",),
    "yaml": ("yamltree",),
    "babel": ("i18n",),
    "num2words": ("i18n",),
    "platformdirs": ("catalogue",),
    "cryptography": ("keys",),
    "holidays": ("remedies.owed_workdays",),
}
"""From an outside library to the floors that may import it. What is not named here has no home yet."""


def name_of(module: Path) -> str:
    """Such as `letters.formats.pdf`, below the package."""
    parts = module.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def is_at_home(library: str, module: str) -> bool:
    return any(f"{module}.".startswith(f"{home}.") for home in HOMES.get(library, ()))


def strays(module: str, source: str) -> list[str]:
    """The outside libraries, and the relative imports, that a module may not use."""
    tops = {name.partition(".")[0] for name in imported(ast.parse(source))}
    outside = tops - sys.stdlib_module_names - {"recovery_cli"}
    return sorted(library or "a relative import" for library in outside if not is_at_home(library, module))


def test_imports_only_go_downwards() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([tool, "--no-cache"], cwd=TOP, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_outside_libraries_stay_at_home(module: Path) -> None:
    assert strays(name_of(module), module.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("letters.cache", "def f():\n    import typst.compiler", ["typst"]),
        ("letters.formats.pdf", "import typst", []),
        ("letters.formats.pdfs", "import typst", ["typst"]),
        ("journal.sqlite", "import sqlite3, sqlalchemy\nfrom recovery_cli.errors import Conflict", []),
        ("cli.app", "import click\nfrom . import x", ["a relative import", "click"]),
    ],
)
def test_the_check_on_homes_sees_a_stray(module: str, source: str, found: list[str]) -> None:
    assert strays(module, source) == found


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_files_and_functions_stay_small(module: Path) -> None:
    source = module.read_text("utf-8")
    functions = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    # The options of a command are declared in its signature, however many they are.
    long = [node.name for node in functions if (node.end_lineno or 0) - node.body[0].lineno >= 60]
    assert long == []
    assert len(source.splitlines()) <= 400


def test_no_file_has_a_name_that_says_nothing() -> None:
    names = {part for module in MODULES for part in name_of(module).split(".")}
    assert names & {"util", "utils", "helper", "helpers", "common", "manager", "misc"} == set()
