"""One alternate screen for the whole walk, one full-screen application a request: the home of prompt_toolkit."""

from __future__ import annotations

import errno
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from types import FrameType
from typing import Generic, TypeVar

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.styles import Style

from recovery_cli.ui.blocks import Row
from recovery_cli.ui.early import Early
from recovery_cli.ui.keyboard import BACKSPACE, CLEAR, LEFT, TAB
from recovery_cli.ui.leads import ENTER

T = TypeVar("T")

PASTE = "Paste"
_TICK = 0.5
_STYLE = Style.from_dict({"late": "bold ansiyellow"})
_CLASSES = {"bold": "bold", "late": "class:late"}
_NAMES = {
    Keys.ControlM: ENTER,
    Keys.ControlJ: ENTER,
    Keys.ControlI: TAB,
    Keys.ControlH: BACKSPACE,
    Keys.ControlU: CLEAR,
    Keys.Left: LEFT,
}
_LEAVING = ("SIGTERM", "SIGHUP")


class Stage(Generic[T]):
    """Owns input and output; `run` shows one thing until a key settles it.

    A terminal that hung up raises EOFError; SIGTERM and SIGHUP leave like Ctrl-C, with the screen put back.
    """

    def __init__(
        self, *, early: Early | None = None, source: Input | None = None, output: Output | None = None
    ) -> None:
        self.input = create_input() if source is None else source
        self.output = create_output() if output is None else output
        self._early = early
        self._app: Application[T] | None = None

    @property
    def encoding(self) -> str:
        return self.output.encoding()

    @contextmanager
    def up(self) -> Iterator[None]:
        """The alternate screen, from here to the end of the walk; without it every request would flash the shell."""
        with ExitStack() as undo:
            undo.callback(self._down)
            for name in _LEAVING:
                number = getattr(signal, name)
                undo.callback(signal.signal, number, signal.signal(number, self._signalled))
            undo.enter_context(_forgiving(self.input.raw_mode()))
            with _closed_is_end():
                self._enter()
            yield

    def _enter(self) -> None:
        if self._early is None:
            self.output.enter_alternate_screen()
            self.output.write_raw("\x1b>")
            self.output.flush()
        # Each request starts at the top left of the same screen: else it would scroll, and the shell flash between.
        self._real = self.output.quit_alternate_screen
        setattr(self.output, "enter_alternate_screen", lambda: self.output.cursor_goto(1, 1))  # noqa: B010  # mypy: a method
        setattr(self.output, "quit_alternate_screen", lambda: None)  # noqa: B010  # mypy: a method

    def _down(self) -> None:
        if self._early is not None:
            self._early.restore()
            return
        with suppress(OSError, AttributeError):
            self._real()
            self.output.show_cursor()
            self.output.flush()

    def run(
        self,
        draw: Callable[[int, int], list[Row]],
        press: Callable[[str, str], T | None],
        *,
        ticking: bool = True,
        drawn: Callable[[], None] = lambda: None,
    ) -> T:
        """Draw (width, height) and pass each key on (its name, and its text) until `press` gives something.

        `drawn` is called once, when the screen stands for the first time; keys typed ahead may come before.
        """
        bindings = KeyBindings()

        def settle(event: KeyPressEvent) -> None:
            if event.app.future is not None and event.app.future.done():
                return
            key, data = event.key_sequence[0].key, event.key_sequence[0].data
            name = PASTE if key == Keys.BracketedPaste else _NAMES.get(key) if isinstance(key, Keys) else key
            if key != Keys.BracketedPaste and isinstance(key, Keys) and name is None and key.value.startswith("<"):
                return
            found = press(name or "", data)
            if found is not None:
                event.app.exit(result=found)

        def leave(event: KeyPressEvent) -> None:
            event.app.exit(exception=KeyboardInterrupt())

        bindings.add(Keys.Any, eager=True)(settle)
        bindings.add(Keys.BracketedPaste, eager=True)(settle)
        bindings.add(Keys.ControlC, eager=True)(leave)
        bindings.add(Keys.SIGINT, eager=True)(leave)
        app = self._application(draw, bindings, ticking=ticking)
        self._app = app

        def rendered(_: Application[T]) -> None:
            app.after_render -= rendered
            drawn()

        app.after_render += rendered
        try:
            with _closed_is_end():
                return app.run()
        finally:
            self._app = None

    def forget(self) -> None:
        """Drop what was typed before anything stood on the screen; what came while words stood early is kept."""
        clear_typeahead(self.input)
        if self._early is None:
            import termios

            with suppress(OSError, termios.error):
                termios.tcflush(self.input.fileno(), termios.TCIFLUSH)

    def _application(
        self, draw: Callable[[int, int], list[Row]], bindings: KeyBindings, *, ticking: bool
    ) -> Application[T]:
        def text() -> StyleAndTextTuples:
            size = self.output.get_size()
            fragments: StyleAndTextTuples = []
            for number, row in enumerate(draw(size.columns, size.rows)):
                fragments += [("", "\n")] if number else []
                fragments += [(_CLASSES.get(style, ""), words) for style, words in row]
            return fragments

        app: Application[T] = Application(
            layout=Layout(Window(FormattedTextControl(text, focusable=True, show_cursor=False))),
            key_bindings=bindings,
            style=_STYLE,
            full_screen=True,
            refresh_interval=_TICK if ticking else None,
            input=self.input,
            output=self.output,
            mouse_support=False,
        )
        app.ttimeoutlen = 0.05
        return app

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        app = self._app
        if app is None or app.loop is None:
            raise KeyboardInterrupt
        app.loop.call_soon_threadsafe(_leave, app)


def _leave(app: Application[T]) -> None:
    if app.future is not None and not app.future.done():
        app.exit(exception=KeyboardInterrupt())


@contextmanager
def _closed_is_end() -> Iterator[None]:
    """After a hang-up every write fails with EIO: nobody is there any more."""
    try:
        yield
    except OSError as fault:
        if fault.errno == errno.EIO:
            raise EOFError from fault
        raise


@contextmanager
def _forgiving(mode: AbstractContextManager[None]) -> Iterator[None]:
    """Raw mode, whose clean-up must not fail on a terminal that is gone."""
    mode.__enter__()
    try:
        yield
    finally:
        with suppress(OSError):
            mode.__exit__(None, None, None)
