"""What a letter lacks is asked at a terminal, one line a field, and nothing is written before it is whole."""

from __future__ import annotations

from cli.program import RECOVER, home, lines_of
from ui.pseudo_terminal import Terminal


def test_what_is_missing_is_asked_at_a_terminal_in_the_operators_language() -> None:
    letter = [RECOVER, "letter", "apology", "--lang", "en", "--set", "contact.name=Ana"]
    with Terminal(letter, environ={"LANG": "es_ES.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}, lines=40) as terminal:
        terminal.shows("A la carta le faltan")
        terminal.shows("Qué hicimos, una frase entera en nosotros:")
        terminal.types("N/A\n")
        terminal.shows("No puede quedar vacío.")
        terminal.types("We stained [b]your jacket[/b].\n")
        terminal.shows("Qué supuso para el cliente")
        terminal.types("You left cold.\n")
        terminal.shows("Su número directo:")
        terminal.types("none\n")
        terminal.shows("Un teléfono, como")
        terminal.types("955 000 001\n")
        terminal.shows("El remedio, con su artículo")
        terminal.types("a dessert\n")
        terminal.shows("¿Otra línea?")
        terminal.types("\n")
        assert terminal.ended() == 0
        screen = "\n".join(terminal.screen.display)
    assert lines_of(screen, ("We stained [b]your jacket[/b]. We", "You left cold.", "A dessert", "955 000 001"))


def test_leaving_the_questions_writes_nothing() -> None:
    file = home() / "letter.pdf"
    with Terminal([RECOVER, "letter", "apology", "-o", str(file)]) as terminal:
        terminal.shows("The letter still needs")
        terminal.types(b"\x03")
        assert terminal.ended() == 130
    assert not file.exists()


def test_a_terminal_is_not_shown_a_pdf_but_told_what_to_type() -> None:
    with Terminal([RECOVER, "letter", "apology", "--format", "pdf"]) as terminal:
        assert terminal.ended() == 2
        assert terminal.row(2) == "recover letter apology … --format pdf -o FILE"
