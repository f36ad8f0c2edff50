"""The HTML is opened in a real browser: CI brings one, and elsewhere its absence is told, not hidden."""

from __future__ import annotations

import os

from chromium import NoBrowser, found

try:
    found()
    BROWSER = True
except NoBrowser:
    BROWSER = False

collect_ignore = [] if BROWSER or os.environ.get("CI") else ["test_in_browser.py"]


def pytest_report_header() -> list[str]:
    """One line where the browser's tests are left to CI."""
    return ["not run here: test_in_browser.py, no Chromium (apt-get install chromium)"] if collect_ignore else []
