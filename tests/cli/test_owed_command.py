"""`recover owed`: the sum with its lines, its rule and its doubts; what cannot be worked out; the page of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.program import lines_of, recover, workspace
from recovery_cli.catalogue import shipped

OUTAGE = (
    *("owed", "uk-fixed-telecom", "loss-of-service"),
    *("--fact", "reported=2026-10-02T10:00", "--fact", "restored=2026-10-10"),
)


def test_an_outage_is_worked_out_line_by_line() -> None:
    ran = recover(*OUTAGE)
    assert (ran.code, ran.err) == (0, "")
    parts = (
        *("31.02 GBP", "Days without service, after two full working days (7 October 2026 – 9 October 2026)"),
        *("3 × 10.34 = 31.02", "Sum: 31.02 GBP"),
        *("2 full working days come first: 5 October 2026, 6 October 2026 (holidays of GB-ENG)",),
        *("ended does not count: 10 October 2026", "If that day counted it would be 41.36 GBP: last_day=counted"),
        *("rounded once at the end", "As a credit on the bill", "In force from 1 April 2026"),
        *("linkspeed.co.uk (checked on 21 November 2026, verified)", "Not legal advice. It is owed and no gift"),
    )
    assert lines_of(ran.out, parts)
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es_ES.UTF-8", ("31,02 GBP", "Cómo se contó", "no gasta límites")),
        ("it_IT.UTF-8", ("31,02 GBP", "Come si è contato", "non consuma limiti")),
    ],
)
def test_it_speaks_the_operators_language(language: str, said: tuple[str, ...]) -> None:
    ran = recover(*OUTAGE, environ={"LC_ALL": language})
    assert lines_of(ran.out, said)


def test_as_data() -> None:
    found = recover(*OUTAGE, "--json").data
    assert (found["amount"], found["gift"], found["legal_advice"]) == ("31.02 GBP", False, False)
    assert found["lines"] == [
        {
            "label": "days without service, after two full working days",
            "count": "3",
            "each": "10.34 GBP",
            "factors": ["3", "10.34"],
            "amount": "31.02 GBP",
            "capped": False,
            "from": "2026-10-07",
            "to": "2026-10-09",
        }
    ]
    by = {each["code"]: each["about"] for each in found["counted_by"]}
    assert (by["last-not-counted"], by["otherwise-counted"]) == (["2026-10-10"], ["41.36 GBP"])
    (rule,) = found["rules"]
    assert (rule["valid_from"], rule["rates"], rule["confidence"]) == ("2026-04-01", {"each": "10.34 GBP"}, "verified")


def test_a_day_to_pay_by_and_a_note_on_its_source() -> None:
    facts = ("--fact", "amount=240.00 EUR", "--fact", "reported=2026-11-20", "--fact", "country=ES")
    ran = recover("owed", "psd2", "unauthorised", *facts)
    assert ran.code == 0
    assert lines_of(ran.out, ("240.00 EUR", "23 November 2026", "Before you rely on it", "Read in reports"))


@pytest.mark.parametrize(
    ("args", "code", "message", "hint"),
    [
        ((), 2, "Name a regime and a case.", "recover owed --list"),
        (("uk-fixed-telecom",), 2, "Name a regime and a case.", "recover owed --list uk-fixed-telecom"),
        (("uk-fixd-telecom", "x"), 2, 'There is no regime "uk-fixd-telecom".', "Nearest: uk-fixed-telecom"),
        (("zzz",), 2, 'There is no regime "zzz".', "recover owed --list"),
        (
            ("eu-261", "delay", "--fact", "delay=4h"),
            3,
            "eu-261 delay cannot be worked out",
            "recover owed eu-261 delay --fact delay=4h --fact distance_km=…",
        ),
        (("zzz", "x"), 2, 'There is no regime "zzz".', "recover owed --list"),
        (("eu-261", "delayed"), 2, 'There is no case of eu-261 "delayed".', "Nearest: delay"),
        (("eu-261", "delay", "--fact", "delay"), 2, '"delay" is not fact=value.', "--fact reported=2026-10-02"),
        (("eu-261", "care", "--fact", "a=1", "--fact", "a=2"), 2, '"a" was given twice.', "Give it once."),
        (("eu-261", "care", "--fact", "wating=2h"), 2, '"wating" is no fact of care.', "recover owed --list eu-261"),
        (("eu-261", "care", "--on", "1/2/26"), 2, '"1/2/26" is not a date.', "--on 2026-10-02"),
        (("eu-261", "care"), 3, "eu-261 care cannot be worked out", "--fact distance_km=… --fact waiting=…"),
        (
            ("it-tel", "late-ans", "--fact", "days=5", "--on", "2017-01-01"),
            3,
            "No rule of late-answer",
            "from 2018-08-01 on",
        ),
        (("it-innkeeper", "guests-things"), 1, "guests-things is listed and not computed", "the limit, read in"),
        (("it-telecom", "number-loss", "--fact", "years=11"), 1, "This sum hangs on what nobody", "whether 1,000.00"),
        (("--list", "eu-261", "care"), 2, "--list takes a regime and nothing more.", "recover owed --list eu-261"),
        (("eu-261", "care", "--markdown"), 2, "--markdown belongs to --list.", "recover owed --list --markdown"),
    ],
)
def test_what_cannot_be_worked_out_is_named(args: tuple[str, ...], code: int, message: str, hint: str) -> None:
    ran = recover("owed", *args)
    assert (ran.code, ran.out) == (code, "")
    assert ran.told[0].startswith(message)
    assert hint in ran.told[-1]


def test_a_table_of_the_workspace_with_a_fault_is_told_with_its_line(tmp_path: Path) -> None:
    own = (shipped() / "playbooks/entitlements/psd2.yaml").read_text("utf-8")
    broken = {"playbooks/entitlements/psd2.yaml": own.replace("confidence: memory", "confidence: high")}
    here = workspace(tmp_path / "own", broken)
    ran = recover("owed", "psd2", "complaint", "--workspace", here)
    line = broken["playbooks/entitlements/psd2.yaml"].splitlines().index("        confidence: high") + 1
    assert ran.code == 3
    assert ran.told[0] == f"playbooks/entitlements/psd2.yaml:{line}:21: Y06"
    assert recover("owed", "--list", "--workspace", here).code == 3
    assert recover("owed", *OUTAGE[1:], "--workspace", here).code == 0


def test_a_source_checked_long_ago_is_computed_with_a_warning(tmp_path: Path) -> None:
    own = (shipped() / "playbooks/entitlements/uk-fixed-telecom.yaml").read_text("utf-8")
    old = {
        "playbooks/entitlements/uk-fixed-telecom.yaml": own.replace("checked_on: 2026-11-21", "checked_on: 2020-05-04")
    }
    ran = recover(*OUTAGE, "--workspace", workspace(tmp_path / "own", old))
    assert ran.code == 0
    assert lines_of(ran.out, ("31.02 GBP", "Before you rely on it", "last checked more than a year ago, on 4 May 2020"))


def test_the_tables_are_listed_and_one_of_them_with_its_facts() -> None:
    every = recover("owed", "--list")
    assert every.code == 0
    assert lines_of(every.out, ("guests-things", "listed only", "uk-fixed-telecom", "loss-of-service", "computed"))
    one = recover("owed", "--list", "it-telecom")
    assert lines_of(
        one.out, ("loss-of-service", "ultra_services", "each 6.00 EUR", "number-loss", "not computed; needed")
    )
    assert max(map(len, (every.out + one.out).splitlines())) <= 80
    (data,) = recover("owed", "--list", "psd2", "--json").data
    share = next(each for each in data["cases"] if each["case"] == "payers-share")
    assert (share["computed"], share["rules"][0]["confidence"]) == (False, "memory")


def test_the_reference_page_is_what_the_program_prints() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/entitlements.md").read_text("utf-8")
    assert recover("owed", "--list", "--markdown").out == page
