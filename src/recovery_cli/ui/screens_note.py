"""The note in the hand: number, code and sum in one line, so that it can be copied when no paper comes out."""

from __future__ import annotations

from recovery_cli.ports import Keep, Print
from recovery_cli.ui import told
from recovery_cli.ui.furniture import language_name
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Leads, View
from recovery_cli.ui.page import page
from recovery_cli.ui.screen import Option
from recovery_cli.ui.signs import shortened_left
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r

_PATH = 60


def hand(here: Here, request: r.Hand) -> View:
    if request.handed or here.scene.looking:
        return _handed(here, request)
    paper = here.scene.paper
    return _by_hand(here, request) if paper is not None and paper.fault else _printed(here, request)


def _line(here: Here, request: r.Hand) -> str:
    """As the paper writes it, in the guest's language."""
    paper = here.scene.paper
    language = here.spoken_in if paper is None or not paper.language else paper.language
    cap = told.money(request.cap, language, cents=True)
    return here.furnish("note-line", request.number, request.code, cap)


def _signed(here: Here, request: r.Hand) -> str:
    other = request.signer != here.walk.operator
    return here.furnish("signed-by", request.signer) if other else ""


def _printed(here: Here, request: r.Hand) -> View:
    paper = here.scene.paper
    notes = ["", *(() if here.plan.settings.specimen else (here.furnish("sign-before"),))]
    if paper is not None and paper.language not in ("", here.spoken_in):
        names = (language_name(each, here.language) for each in (paper.language, here.spoken_in))
        notes.append(here.furnish("paper-in-language", *names))
    if paper is not None and paper.instead:
        notes.append(here.furnish("made-instead", paper.instead))
    if paper is not None and paper.path:
        notes.append(here.furnish("lies-in", shortened_left(paper.path, _PATH)))
    again: Option[Leads] = Option("2", here.furnish("print-again"), Print(), remark=here.furnish("marked-copy"))
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("with-note-in-hand", here.operator), request.words),
        words=request.words,
        ask=_line(here, request),
        options=(here.enter("handed-over", c.HandOverNote(request.step), remark=_signed(here, request)), again),
        notes=tuple(notes),
    )


def _by_hand(here: Here, request: r.Hand) -> View:
    """The printer fails, the promise does not."""
    again: Option[Leads] = Option("2", here.furnish("try-again"), Print())
    done = c.HandOverNote(request.step, "by_hand")
    paper = here.scene.paper
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("says", here.operator), request.by_hand or request.words),
        words=request.by_hand or request.words,
        ask=here.furnish("copy-by-hand"),
        options=(here.enter("written-out", done, remark=_signed(here, request)), again),
        notes=("", _line(here, request), *(("", paper.fault) if paper is not None else ())),
    )


def _handed(here: Here, request: r.Hand) -> View:
    again: Option[Leads] = Option("2", here.furnish("print-again"), Print(), remark=here.furnish("marked-copy"))
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("said"), request.words),
        words=request.words,
        ask=_line(here, request),
        options=(here.enter("go-forward", Keep()), again),
    )
