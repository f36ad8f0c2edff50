"""`python -m recovery_cli` is `recover`."""

from __future__ import annotations

import sys

from recovery_cli.cli.app import run

# A worker process imports this module again and must not start a second program.
if __name__ == "__main__":
    sys.exit(run())
