"""`recover playbook test` as an author calls it: the table, the differences, the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.program import SAUCE, recover, workspace

PLACE = "playbooks/restaurant/scenarios/barbecue-sauce.yaml"


def sauce(was: str, now: str) -> dict[str, str]:
    text = SAUCE.read_text("utf-8")
    assert was in text
    return {PLACE: text.replace(was, now, 1)}


def test_the_shipped_restaurant_comes_to_what_is_expected_and_is_covered() -> None:
    ran = recover("playbook", "test", "restaurant")
    assert (ran.code, ran.err) == (0, "")
    assert "Nothing" not in ran.out
    head, restaurant = ran.out.splitlines()[:2]
    assert head.split()[:3] == ["Playbook", "Cases", "Walks"]
    name, cases, walks, *counts = restaurant.split()
    assert (name, int(walks)) == ("restaurant", 3 * int(cases))
    for count in counts:
        reached, _, declared = count.partition("/")
        assert reached == declared or count == "-"
    assert "All as expected" in ran.out.splitlines()[-2]
    assert ran.out.splitlines()[-1].startswith("Everything declared is reached")


def test_a_difference_names_its_file_and_variant_and_is_one(tmp_path: Path) -> None:
    home = workspace(tmp_path / "house", sauce("amount: 60.00 EUR", "amount: 65.00 EUR"))
    ran = recover("playbook", "test", "restaurant", "--scenario", "barbecue", "--workspace", home)
    assert ran.code == 1
    assert f"{PLACE}:" in ran.out
    assert "barbecue-sauce silk (en, es, it)" in ran.out
    assert "expected  [{remedy: clean-at-once}, {remedy: guarantee-note, amount: 65.00 EUR" in ran.out
    assert "got       [{remedy: clean-at-once}, {remedy: guarantee-note, amount: 60.00 EUR" in ran.out
    assert ran.out.splitlines()[-1] == "3 of 48 walks do not come to what is expected."


def test_what_nothing_reaches_is_one_and_is_listed(tmp_path: Path) -> None:
    text = SAUCE.read_text("utf-8")
    home = workspace(tmp_path / "house", {PLACE: text[: text.index("variants:")]})
    ran = recover("playbook", "test", "restaurant", "--workspace", home)
    assert ran.code == 1
    lines = [line.strip() for line in ran.out.splitlines()]
    assert "main inspection" in lines[lines.index("playbooks/restaurant/failures/spill-on-guest.yaml") :]
    assert "declared things are not reached." in lines[-1]


def test_a_broken_scenario_is_three_and_the_others_are_walked(tmp_path: Path) -> None:
    home = workspace(tmp_path / "house", sauce("fix: here", "fixx: here"))
    ran = recover("playbook", "test", "restaurant", "--workspace", home)
    assert ran.code == 3
    assert f'{PLACE}:14:9: Y07\n    no fact or step "fixx"' in ran.err
    assert "restaurant" in ran.out


def test_one_language_and_one_scenario_say_nothing_of_the_rest() -> None:
    ran = recover("playbook", "test", "restaurant", "--scenario", "dropped-ice-cream", "--lang", "it", "--json")
    assert ran.code == 0
    (row,) = json.loads(ran.out)["playbooks"]
    assert row == {
        "playbook": "restaurant",
        "cases": 3,
        "walks": 3,
        "languages": ["it"],
        "coverage": {},
        "unreached": [],
    }


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("restarant",), ['no playbook "restarant"', "Nearest: restaurant"]),
        (("restaurant", "--scenario", "dropped-ice-craem"), ['no scenario "dropped-ice-craem"', "dropped-ice-cream"]),
        (("--scenario", "nowhere"), ['no scenario "nowhere"']),
        (("--scenario", "the-"), ["fits more than one scenario"]),
        (("restaurant", "--lang", "xx"), ['restaurant has no language "xx"', "en, es, it"]),
    ],
)
def test_a_name_that_is_none_is_two_with_the_nearest(args: tuple[str, ...], told: list[str]) -> None:
    ran = recover("playbook", "test", *args)
    assert (ran.code, ran.out) == (2, "")
    for words in told:
        assert words in ran.err


def test_a_scenario_is_found_by_a_part_of_its_name_in_whichever_playbook_has_it() -> None:
    ran = recover("playbook", "test", "--scenario", "ice-cream", "--lang", "en", "--json")
    assert ran.code == 0
    assert [(row["playbook"], row["walks"]) for row in json.loads(ran.out)["playbooks"]] == [("restaurant", 3)]


def test_the_json_has_the_differences_and_the_coverage(tmp_path: Path) -> None:
    home = workspace(tmp_path / "house", sauce("severity: 3", "severity: 4"))
    ran = recover("playbook", "test", "restaurant", "--json", "--workspace", home)
    assert ran.code == 1
    told = json.loads(ran.out)
    first = told["differences"][0]
    assert (first["file"], first["languages"]) == (PLACE, ["en", "es", "it"])
    assert {"what": "severity", "expected": "4", "got": "3"} in first["differences"]
    (row,) = told["playbooks"]
    assert set(row["coverage"]) == {"steps", "remedies", "conditions", "words", "owed", "in"}
    assert told["faults"] == []
