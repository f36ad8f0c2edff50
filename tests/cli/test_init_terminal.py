"""`recover init` on a terminal: asked in the operator's language, each answer checked at once, none lost."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.program import RECOVER
from cli.test_init import NEEDED, init, written
from ui.pseudo_terminal import Terminal


@pytest.fixture
def person() -> Iterator[Terminal]:
    with Terminal([RECOVER, "init", "shop"], environ={"LANG": "es_ES.UTF-8", "LC_ALL": "es_ES.UTF-8"}) as terminal:
        yield terminal


def answer(terminal: Terminal, question: str, text: str) -> None:
    """The cursor stands behind the question before the answer is typed."""
    terminal.until(lambda: question in terminal.row(terminal.screen.cursor.y + 1))
    terminal.types(f"{text}\n")


def test_a_person_is_asked_in_their_language_and_loses_nothing(person: Terminal) -> None:
    answer(person, "Nombre comercial", "Asador")
    answer(person, "Razón social [Asador]", "Asador, S. L.")
    answer(person, "Dirección", "Calle 7, 41001 Sevilla")
    answer(person, "Ciudad", "Sevilla")
    answer(person, "País", "Espanya")
    person.shows("no es un país")
    answer(person, "País", "españa")
    answer(person, "Zona horaria [Europe/Madrid]", "<")
    answer(person, "País, nombre o ES, IT, GB [ES]", "")
    answer(person, "Zona horaria [Europe/Madrid]", "")
    answer(person, "Teléfono que", "955 000 000")
    answer(person, "Correo", "hola@asador")
    person.shows("no es un correo")
    answer(person, "Correo", "hola@asador.example")
    for question in ("NIF", "Sitio web", "Logotipo"):
        answer(person, question, "")
    answer(person, "Color de la casa [#7a2e1f]", "")
    answer(person, "Quién firma", "-")
    answer(person, "Local, para numerar notas [SEV01]", "")
    answer(person, "Moneda, como EUR [EUR]", "")
    answer(person, "Lenguas de clientes, en orden [es, en, it]", "es, en")
    answer(person, "[112]", "")
    answer(person, "Nombre de responsable", "Ana")
    answer(person, "Teléfono de responsable", "")
    for amount in ("30", "100", "-"):
        answer(person, "decide hasta", amount)
    for _ in range(3):
        answer(person, "Días", "")
    answer(person, "Las notas se imprimen en [pdf]", "")
    answer(person, "Intro lo escribe", "1")
    answer(person, "Nombre comercial [Asador]", "Asador Barlovento")
    answer(person, "Intro lo escribe", "")
    assert person.ended() == 0
    found = written("shop")
    assert (found.business.name, found.business.legal_name) == ("Asador Barlovento", "Asador, S. L.")
    assert (found.country, found.timezone, found.languages) == ("ES", "Europe/Madrid", ("es", "en"))
    assert found.business.signatory is None
    assert [each.name for each in found.people("manager")] == ["Ana"]
    assert found.roles["manager"].limit is None
    assert found.roles["front_line"].limit == 30


@pytest.mark.parametrize("leaving", ["\x03", "\x04"])
def test_who_leaves_in_the_middle_leaves_nothing(person: Terminal, leaving: str) -> None:
    answer(person, "Nombre comercial", "Asador")
    person.until(lambda: "Razón social" in person.row(person.screen.cursor.y + 1))
    person.types(leaving)
    assert person.ended() == 130
    assert "No se ha escrito nada" in person.raw.decode()
    assert not Path("shop").exists()


def test_force_proposes_what_the_old_file_says_and_keeps_what_nobody_asked() -> None:
    assert init("shop", {**NEEDED, "clock": "off", "note.keep_years": "7"}).code == 0
    with Terminal([RECOVER, "init", "shop", "--force"]) as terminal:
        answer(terminal, "Name on the sign [Trattoria Vento]", "Vento")
        terminal.until(lambda: "Legal name" in terminal.row(terminal.screen.cursor.y + 1))
        terminal.types("\n" * 40)
        assert terminal.ended() == 0
    found = written("shop")
    assert (found.business.name, found.business.phone) == ("Vento", "+39 06 0000 0000")
    assert (found.clock, found.note.keep_years) == ("off", 7)


def test_a_killed_interview_leaves_nothing(person: Terminal) -> None:
    answer(person, "Nombre comercial", "Asador")
    person.until(lambda: "Razón social" in person.row(person.screen.cursor.y + 1))
    person.child.kill(signal.SIGKILL)
    person.ended()
    assert not Path("shop").exists()
