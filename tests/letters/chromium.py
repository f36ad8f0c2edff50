"""Chromium without a window, asked over a pipe in the DevTools protocol: no port is opened, no package is needed."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60.0
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
    *("--disable-default-apps", "--no-default-browser-check", "--remote-debugging-pipe"),
)
_ON_THE_DESCRIPTORS = (
    "import os, sys; r, w = map(int, sys.argv[1:3]); os.dup2(r, 3); os.dup2(w, 4); os.execvp(sys.argv[3], sys.argv[3:])"
)
_WIDER = f"""[...document.querySelectorAll('body, body *')]
  .filter(e => Math.ceil(e.getBoundingClientRect().right) > {PHONE["width"]})
  .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40))"""


class NoBrowser(Exception):
    """There is none on the path; the message says what to install."""


def found() -> str:
    """The browser's path; raises `NoBrowser`."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise NoBrowser(f"No browser here (looked for {', '.join(NAMES)}). Install one: apt-get install chromium")


@dataclass(frozen=True)
class Seen:
    """What the browser told of one page; `wider` are the parts that stick out of a telephone's screen."""

    complaints: tuple[str, ...]
    requests: tuple[str, ...]
    wider: tuple[str, ...]
    scrolls: int
    title: str
    text: str
    pdf: bytes


@dataclass
class Chromium:
    """One window; `events` are those that came since the last page was opened."""

    orders: int
    answers: int
    session: str = ""
    count: int = 0
    waiting: bytes = b""
    events: list[Mapping[str, Any]] = field(default_factory=list)

    def ask(self, method: str, **parameters: Any) -> Any:
        """The result of a command; raises AssertionError when the browser refuses it."""
        self.count += 1
        number = self.count
        order = {"id": number, "method": method, "params": parameters}
        if self.session:
            order["sessionId"] = self.session
        os.write(self.orders, json.dumps(order).encode() + b"\0")
        while True:
            message = self._message()
            if message.get("id") == number:
                assert "error" not in message, f"{method}: {message['error']}"
                return message["result"]
            self.events.append(message)

    def wait_for(self, method: str) -> None:
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self._message())

    def open(self, file: Path) -> Seen:
        """The page in a telephone's window, then on paper."""
        self.events.clear()
        self.ask("Page.navigate", url=file.as_uri())
        self.wait_for("Page.loadEventFired")
        pdf = self.ask("Page.printToPDF", preferCSSPageSize=True, displayHeaderFooter=False)["data"]
        return Seen(
            complaints=tuple(self._complaints()),
            requests=tuple(event["params"]["request"]["url"] for event in self._of("Network.requestWillBeSent")),
            wider=tuple(self._value(_WIDER)),
            scrolls=self._value("document.scrollingElement.scrollWidth"),
            title=self._value("document.title"),
            text=self._value("document.body.innerText"),
            pdf=base64.b64decode(pdf),
        )

    def _value(self, expression: str) -> Any:
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]

    def _of(self, method: str) -> Iterator[Mapping[str, Any]]:
        return (event for event in self.events if event.get("method") == method)

    def _complaints(self) -> Iterator[str]:
        for event in self._of("Runtime.consoleAPICalled"):
            yield f"{event['params']['type']}: {event['params']['args']}"
        for event in self._of("Runtime.exceptionThrown"):
            yield str(event["params"]["exceptionDetails"])
        for event in self._of("Log.entryAdded"):
            yield f"{event['params']['entry']['level']}: {event['params']['entry']['text']}"

    def _message(self) -> Any:
        end = time.monotonic() + PATIENCE
        while b"\0" not in self.waiting:
            ready, _, _ = select.select([self.answers], [], [], max(0.0, end - time.monotonic()))
            piece = os.read(self.answers, 1 << 16) if ready else b""
            assert piece, "the browser said nothing more"
            self.waiting += piece
        message, _, self.waiting = self.waiting.partition(b"\0")
        return json.loads(message)


@contextmanager
def started(folder: Path) -> Iterator[Chromium]:
    """A browser whose home and profile are `folder`; it ends with the block."""
    theirs_in, orders = _pipe()
    answers, theirs_out = _pipe()
    launch = (sys.executable, "-c", _ON_THE_DESCRIPTORS, str(theirs_in), str(theirs_out), found())
    process = subprocess.Popen(
        (*launch, *_FLAGS, f"--user-data-dir={folder / 'profile'}", "about:blank"),
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "TZ": "UTC"},
        pass_fds=(theirs_in, theirs_out),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield _window(Chromium(orders, answers))
    finally:
        process.terminate()
        process.wait(PATIENCE)
        os.close(orders)
        os.close(answers)


def _pipe() -> tuple[int, int]:
    """Both ends above the descriptors 3 and 4, which the browser's own will become."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]


def _window(browser: Chromium) -> Chromium:
    target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
    browser.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network"):
        browser.ask(f"{domain}.enable")
    browser.ask("Emulation.setDeviceMetricsOverride", **PHONE)
    return browser
