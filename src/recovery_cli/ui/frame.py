"""What stands around every screen, from plain strings: the first words are drawn with it before anything is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recovery_cli.money import Money
from recovery_cli.ui.furniture import furnish, language_name
from recovery_cli.ui.screen import Option, Screen, To


def written_sum(amount: Money, language: str, *, cents: bool = False) -> str:
    """A sum for a screen: 1,000 EUR, 60.000 COP, 38,50 EUR; hundredths only when there are some, or `cents`."""
    places = 2 if cents or amount.amount != int(amount.amount) else 0
    figures = f"{amount.amount:,.{places}f}"
    if language.partition("-")[0] != "en":
        figures = figures.translate(str.maketrans(",.", ".,"))
    return f"{figures} {amount.currency}"


def header(title: str, operator: str, limit: str | None, language: str, *, careful: bool = False) -> str:
    """The first row; `limit` is the sum that `operator` decides up to, empty for any, None when nobody decides."""
    if careful:
        return furnish("careful", language, title, operator)
    if limit is None:
        return furnish("with", language, title, operator)
    return (
        furnish("decides-up-to", language, title, operator, limit)
        if limit
        else furnish("decides", language, title, operator)
    )


def in_language(label: str, spoken: str, language: str, *, wanted: str = "") -> str:
    """`Say now, in Spanish`; nothing is added when both speak the same.

    `wanted` is the customer's language: where another stands in for it, both are named.
    """
    if wanted and wanted != spoken:
        names = (language_name(each, language) for each in (spoken, wanted))
        return furnish("in-language-instead", language, label, *names)
    if spoken.partition("-")[0] == language.partition("-")[0]:
        return label
    return furnish("in-language", language, label, language_name(spoken, language))


def last_row(language: str, *, manager: str = "", why: bool = False, hurt: bool = False) -> tuple[tuple[str, str], ...]:
    """The keys that are always there; `manager` is who `!` fetches, empty when there is nobody above."""
    keys = [("<", furnish("back", language))]
    keys += [("!", manager)] if manager else []
    keys += [("?", furnish("why", language))] if why else []
    keys += [("9", furnish("someone-is-hurt", language))] if hurt else []
    return (*keys, ("Ctrl-C", furnish("save-leave", language)))


def rail(names: Sequence[tuple[str, str]], here: str, behind: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The steps (id and name): `·` behind us, `»` here."""
    return tuple(("»" if step == here else "·" if step in behind else "", name) for step, name in names)


@dataclass(frozen=True, slots=True)
class Opening:
    """The first words in plain strings.

    `limit` as for `header`; `stop` is what to do after them; `phases` are (id, name) and `here` the id of the first;
    `manager` is who `!` fetches; `more_languages`: Tab has another one to show;
    `wanted` is the customer's language where it is not the words'.
    """

    title: str
    operator: str
    limit: str | None
    language: str
    operator_language: str
    breaths: tuple[str, ...]
    under: tuple[str, ...] = ()
    stop: str = ""
    phases: tuple[tuple[str, str], ...] = ()
    here: str = ""
    manager: str = ""
    why: bool = False
    hurt: bool = False
    more_languages: bool = False
    careful: bool = False
    notes: tuple[str, ...] = ()
    wanted: str = ""


def opening(of: Opening, *, to: To | None = None) -> Screen[To]:
    """The screen of the first words; Enter leads to `to`."""
    language = of.operator_language
    notes = (*(("", "        " + of.stop) if of.stop else ()), *of.notes)
    same = of.language.partition("-")[0] == language.partition("-")[0]
    return Screen(
        header=header(of.title, of.operator, of.limit, language, careful=of.careful),
        label=in_language(furnish("say-now", language), of.language, language, wanted=of.wanted),
        tab=furnish("other-language", language) if of.more_languages else "",
        breaths=of.breaths,
        under=() if same else of.under,
        options=(
            Option(
                furnish("enter", language),
                furnish("said", language),
                to,
                remark=furnish("said-before-counts", language),
                marked=True,
            ),
        ),
        notes=notes,
        rail=() if of.careful else rail(of.phases, of.here, frozenset()),
        keys=last_row(language, manager=of.manager, why=of.why and not of.careful, hurt=of.hurt),
    )
