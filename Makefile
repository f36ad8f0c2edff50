# demo, test, lint, bench, gallery: each makes the virtual environment on its first use.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint bench gallery

demo: .venv/installed
	@sh docs/demo.sh

test: .venv/installed
	$(BIN)/pytest -n auto --dist worksteal

lint: .venv/installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed
	@set -e; for script in benchmarks/*.py; do echo "# $$script"; $(BIN)/python "$$script"; done

# The facts of its documents are those of the tests, its walks those of the scenarios.
gallery: .venv/installed
	PYTHONPATH=tests/letters $(BIN)/python docs/gallery.py
	$(BIN)/python docs/walks.py

# `--group` needs a pip newer than the one Python 3.11 brings; the build backend is pinned like the rest.
.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt hatchling editables
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable . --group dev
	@touch $@
