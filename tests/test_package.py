"""What is shipped: a wheel that holds the content, and a program that starts light."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
HEAVY = {"jinja2", "sqlalchemy", "prompt_toolkit", "yaml", "typst", "rich"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    run = subprocess.run(build, cwd=TOP, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.parametrize("folder", ["playbooks", "templates"])
def test_the_wheel_holds_all_content(wheel: Path, folder: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if name.startswith(f"recovery_cli/content/{folder}/")}
    ours = {
        f"recovery_cli/content/{file.relative_to(TOP).as_posix()}"
        for file in (TOP / folder).rglob("*")
        if file.is_file() and not file.name.startswith(".")
    }
    assert ours
    assert ours <= shipped


def test_the_wheel_has_its_command_its_licence_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        entries = next(name for name in names if name.endswith("entry_points.txt"))
        assert "recover = recovery_cli.cli.app:run" in archive.read(entries).decode()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "recovery_cli/py.typed" in names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"recovery_cli"}


def test_the_content_is_found_in_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
    program += "from recovery_cli.catalogue import Catalogue, shipped\n"
    program += "print(shipped(), 'restaurant' in Catalogue.over(None).playbooks())"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout.split() == [str(tmp_path / "recovery_cli" / "content"), "True"], run.stderr


def test_the_door_opens_without_the_heavy_libraries() -> None:
    program = "import recovery_cli.cli.app, sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert {name.partition(".")[0] for name in run.stdout.split()} & HEAVY == set()


def test_the_module_runs_as_the_command_does() -> None:
    run = subprocess.run([sys.executable, "-m", "recovery_cli", "--version"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "0.1.0" in run.stdout
