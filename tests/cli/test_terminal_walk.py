"""The real program at the counter: a person, a keyboard and eighty columns; the clock is the real one."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest

from cli.at_the_counter import SPILL, Counter, at_the_counter
from cli.program import events, home, lines_of, recorded, recover, workspace
from recovery_cli.catalogue import shipped

START = ("start", "restaurant", "spill-on-guest", "--lang", "es")
NUMBER = re.compile(r"BAR01-\d{4}-\d{6}-\d{2}")


def finishes(counter: Counter, *, after: str) -> None:
    """Walk on with the keys of the sauce, from the screen behind `after`."""
    steps = [text for text, _ in SPILL]
    for text, keys in SPILL[steps.index(after) + 1 :]:
        counter.reads(text)
        counter.presses(keys)
    assert counter.terminal.ended() == 0


def test_from_the_first_words_to_the_note_and_the_card() -> None:
    with at_the_counter(*START) as counter:
        terminal = counter.terminal
        counter.reads("Le ayudo ahora mismo", "y aviso a mi responsable.", "I'm so sorry, that was our fault.", "Said")
        assert terminal.row(1).startswith("  Spill on a guest · Marco decides up to 30 EUR")
        assert terminal.row(3).startswith("  Say now, in Spanish")
        assert terminal.row(24).startswith("  <  back    !  manager")
        counter.walks(until="Ana says, in Spanish")
        assert terminal.row(1).startswith("  Spill on a guest · Ana decides up to 500 EUR")
        counter.reads("Soy Ana Ferrer, responsable del restaurante,", "y le pido disculpas en nombre de la casa.")
        counter.presses("\r")
        counter.reads(
            "¿De qué material es?", "Look. Only if you cannot see it, ask:", "Leather or suede", "0   Not sure"
        )
        counter.presses("1")
        counter.reads("hasta 120 euros.", "Leather or suede, and it was us: up to 120 EUR.")
        counter.presses("1")
        for text, keys in SPILL[6:11]:
            counter.reads("note up to 120 EUR", text)
            counter.presses(keys)
        counter.reads("Aquí lo tiene por escrito:", "It lies in", "Print it again")
        (number,) = {found for line in terminal.screen.display for found in NUMBER.findall(line)}
        counter.presses("\r")
        counter.reads("A regular guest")
        counter.presses("4\r")
        counter.reads("Y a los postres invita la casa.", "Dessert for the table")
        counter.presses("1")
        counter.reads("Two promises. Keep both?", "at the table", "Ana Ferrer")
        counter.presses("\r")
        counter.reads("The guest is looked after. This part can wait.", "Later")
        counter.presses("2")
        counter.reads("Bowls go round by the wall, not between chairs.")
        counter.presses("1")
        assert terminal.ended() == 0
        card = counter.printed
    incident = recorded()
    given = ("cleaning note up to 120.00 EUR", number, "dessert for the table")
    assert lines_of(card.replace("\x1b[0m", ""), ("Sorry said", "Marco", "Ana Ferrer", "Given", *given))
    assert lines_of(card, ("Promised", "at the table", "Changes", "Bowls go round by the wall", "The note"))
    assert card.rstrip().endswith(f"recover incident show {incident['incident']}")
    (paper,) = home().rglob("*.pdf")
    assert paper.stem == number
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(paper).pages)
    assert lines_of(text, (number, "120,00 €", "ciento veinte euros", "manga izquierda", "Elena Prats"))
    assert incident["facts"] == {
        "hurt": "no",
        "garment.material": "leather",
        "garment.kind": "jacket",
        "garment.colour": "black",
        "stain.what": "barbecue_sauce",
        "stain.where": "left_sleeve",
        "customer.name": "Elena Prats",
        "drivers": ["regular"],
        "customer.type": "regular",
    }


def test_back_over_the_offer_another_material_makes_another_offer() -> None:
    with at_the_counter(*START) as counter:
        counter.walks(until="Which garment is it?")
        counter.presses("<")
        counter.reads("Keep: cleaning note up to 120 EUR", "Nothing is lost")
        counter.presses("<")
        counter.reads("What is it made of?   (it says: leather or suede)")
        counter.presses("2")
        counter.reads("120 EUR was said: keep 120 EUR", "up to 60 EUR", "changed: leather to wool or silk")
        counter.presses("2")
        finishes(counter, after="Offered: cleaning note up to 120 EUR")
    incident = recorded()
    (revised,) = events(incident, "fact-revised")
    assert (revised["data"]["was"], revised["data"]["now"]) == ("leather", "delicate")
    assert incident["note"]["cap"] == "60.00 EUR"
    assert len([event for event in events(incident, "fact-given") if event["data"]["fact"] == "hurt"]) == 1


def test_the_manager_is_coming_and_what_is_seen_is_kept() -> None:
    with at_the_counter(*START) as counter:
        counter.walks(until="Then fetch Ana.")
        counter.presses("!")
        counter.reads("Fetch Ana Ferrer", "955 000 001", "Pressed by mistake")
        counter.presses("2")
        counter.reads("what do you see?", "Voice raised")
        counter.presses("4")
        counter.reads("Ana on the way", "filming", "Let them film.")
        counter.presses("\r")
        counter.reads("Do: ", "Done")
        counter.presses("\x03")
        assert counter.terminal.ended() == 130
    incident = recorded()
    assert [event["data"]["signal"] for event in events(incident, "signal-seen")] == ["filming"]
    assert len(events(incident, "escalated")) == 1
    assert incident["operator"] == "Marco Ruiz"


def test_somebody_is_hurt_and_nothing_is_offered_any_more() -> None:
    with at_the_counter(*START) as counter:
        counter.walks(until="What is it made of?")
        counter.presses("9")
        counter.reads("agua fresca sobre la quemadura.", "Do: cool running water", "Call 112")
        counter.presses("\x03")
        assert counter.terminal.ended() == 130
    incident = recorded()
    assert incident["careful"] is True
    assert {remedy["remedy"] for remedy in incident["remedies"]} <= {"clean-at-once"}
    assert recover("letter", "apology", str(incident["incident"])).code == 1


def test_ctrl_c_says_how_to_go_on_and_resume_asks_nothing_again() -> None:
    with at_the_counter(*START) as counter:
        counter.walks(until="Where on it?")
        counter.presses("\x03")
        assert counter.terminal.ended() == 130
        left = [line for line in counter.printed.splitlines() if line.strip()]
    incident = str(recorded()["incident"])
    assert len(left) == 3
    assert left[0].startswith(f"Saved, nothing is lost. {incident} stopped")
    assert left[1].endswith(f"recover resume {incident}")
    assert "cleaning note up to 120 EUR" in left[2]
    with at_the_counter("resume", incident) as counter:
        counter.reads("You were here. Nothing is asked again.", "Go on", "barbecue sauce")
        assert counter.terminal.row(1).startswith("  Spill on a guest · Ana decides")
        counter.presses("\r")
        finishes(counter, after="What was spilt?")
    done = recorded()
    assert (done["incident"], done["note"]["cap"]) == (incident, "120.00 EUR")
    given = [event["data"]["fact"] for event in events(done, "fact-given")]
    assert len(given) == len(set(given))
    assert [event["data"]["voice"] for event in events(done, "apology-given")] == ["first", "second"]


def test_a_name_that_is_not_there_opens_the_chooser_with_the_nearest() -> None:
    with at_the_counter("start", "restaurant", "derame", "--lang", "es") as counter:
        counter.reads("Lo siento mucho.", 'There is no "derame" here. Did you mean:', "1   Spill on a guest")
        counter.presses("1")
        counter.reads("Lo siento muchísimo, ha sido culpa nuestra.", "Said")
        counter.presses("\r")
        counter.reads("Is anyone hurt or burnt?")
        counter.presses("\x03")
        assert counter.terminal.ended() == 130
    assert recorded()["failure"] == "spill-on-guest"


def test_a_broken_failure_opens_the_words_for_any_case() -> None:
    text = (shipped() / "playbooks/restaurant/failures/spill-on-guest.yaml").read_text("utf-8")
    broken = {"playbooks/restaurant/failures/spill-on-guest.yaml": text.replace("severity: 3", "severity: 9")}
    folder = workspace(home() / "ours", broken)
    with at_the_counter(*START, "--workspace", folder) as counter:
        counter.reads(
            "Lo siento mucho.", "Resolverlo es responsabilidad nuestra", 'The page for "spill-on-guest" has a mistake'
        )
        counter.presses("\r")
        counter.reads("Is anyone hurt, or in danger?")
        counter.presses("\x03")
        assert counter.terminal.ended() == 130
    (opened,) = events(recorded(), "incident-opened")
    assert (opened["data"]["playbook"], opened["data"]["failure"]) == ("general", "something-else")
    assert opened["data"]["wanted"] == "restaurant/spill-on-guest"
    assert "spill-on-guest.yaml:8" in opened["data"]["fault"]


@pytest.mark.parametrize(
    ("environ", "encoding", "said"),
    [
        ({"NO_COLOR": "1"}, "utf-8", "Lo siento muchísimo"),
        ({"PYTHONIOENCODING": "cp1252"}, "latin-1", "Lo siento muchísimo"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "utf-8", "Lo siento much"),
        ({"TERM": "dumb"}, "utf-8", "Press Enter when it is said."),
    ],
    ids=["no-colour", "cp1252", "ascii", "dumb"],
)
def test_few_signs_and_few_colours_are_enough(environ: dict[str, str], encoding: str, said: str) -> None:
    with at_the_counter(*START, environ=environ, encoding=encoding) as counter:
        counter.reads(said)
        counter.presses("\r")
        counter.reads("Is anyone hurt or burnt?")
        counter.presses("\x03")
        assert counter.terminal.ended() == 130
        raw = counter.terminal.raw
    assert b"Traceback" not in raw
    if "NO_COLOR" in environ:
        styles = set(re.findall(rb"\x1b\[([0-9;]*)m", raw))
        assert {part for code in styles for part in code.split(b";")} <= {b"", b"0", b"1"}


def test_the_folder_for_papers_is_the_one_that_was_named() -> None:
    with at_the_counter(*START, "--out", "papers") as counter:
        counter.walks(until="Handed over and signed")
        counter.presses("2")
        counter.reads("-2.pdf")
        counter.presses("\x03")
        assert counter.terminal.ended() == 130
    names = sorted(each.name for each in Path("papers").rglob("*.pdf"))
    assert len(names) == 2
    assert names[0].removesuffix("-2.pdf") == names[1].removesuffix(".pdf")
    copy = pypdf.PdfReader(next(Path("papers").rglob("*-2.pdf")))
    assert "COPIA" in copy.pages[0].extract_text()
