from __future__ import annotations

import errno
from pathlib import Path
from typing import Never

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.catalogue import Catalogue, documents, journal_url, match, shipped, user_data, workspace
from recovery_cli.errors import RecoverError, UsageError
from recovery_cli.playbook import load


def put(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"{root.name}/{name}", "utf-8")
    return root


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return put(
        tmp_path / "own",
        "playbooks/restaurant/failures/cold-soup.yaml",
        "playbooks/restaurant/failures/spill-on-guest.yaml",
        "playbooks/cafe/playbook.yaml",
        "templates/apology.fr.md.jinja",
    )


@pytest.fixture
def given_content(tmp_path: Path) -> Path:
    return put(
        tmp_path / "given",
        "playbooks/restaurant/playbook.yaml",
        "playbooks/restaurant/failures/spill-on-guest.yaml",
        "playbooks/restaurant/failures/.spill.yaml.swp",
        "playbooks/restaurant/failures/notes.txt",
        "playbooks/restaurant/scenarios/barbecue-sauce.yaml",
        "playbooks/methods/five-steps.yaml",
        "templates/apology.yaml",
        "templates/apology.en.md.jinja",
        "templates/apology.es-CO.md.jinja",
        "templates/guarantee-note.yaml",
        "templates/guarantee-note.it.md.jinja",
        "templates/pages/letter.typ",
    )


@pytest.fixture
def catalogue(own: Path, given_content: Path) -> Catalogue:
    return Catalogue((own, given_content))


def test_what_lies_in_either_root_is_listed_once(catalogue: Catalogue) -> None:
    assert catalogue.playbooks() == ("cafe", "restaurant")
    assert catalogue.failures("restaurant") == ("cold-soup", "spill-on-guest")
    assert catalogue.failures("cafe") == ()
    assert catalogue.failures("nowhere") == ()
    assert catalogue.scenarios("restaurant") == ("barbecue-sauce",)
    assert catalogue.templates() == ("apology", "guarantee-note")
    assert catalogue.languages_of("apology") == ("en", "es-CO", "fr")
    assert catalogue.languages_of("guarantee-note") == ("it",)
    assert catalogue.languages_of("apolog*") == ()


def test_the_first_root_replaces_a_file_of_the_same_path(catalogue: Catalogue, own: Path, given_content: Path) -> None:
    name = "playbooks/restaurant/failures/spill-on-guest.yaml"
    assert catalogue.find(name) == own / name
    other = "playbooks/restaurant/playbook.yaml"
    assert catalogue.find(other) == given_content / other
    assert catalogue.find("playbooks/restaurant") is None
    assert catalogue.find("playbooks/hotel/playbook.yaml") is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../secret.yaml",
        "playbooks/../../secret.yaml",
        "/etc/hosts",
        "a\0b",
        "..\\secret.yaml",
        "x" * 5000,
    ],
)
def test_no_name_leads_out_of_a_root(catalogue: Catalogue, own: Path, name: str) -> None:
    put(own.parent, "secret.yaml")
    assert catalogue.find(name) is None


def test_no_link_leads_out_of_a_root(catalogue: Catalogue, own: Path) -> None:
    outside = put(own.parent / "outside", "playbook.yaml", "failures/theirs.yaml")
    (own / "playbooks/outside").symlink_to(outside)
    (own / "playbooks/cafe/failures").symlink_to(outside / "failures")
    (own / "playbooks/restaurant/failures/theirs.yaml").symlink_to(outside / "failures/theirs.yaml")
    assert "outside" not in catalogue.playbooks()
    assert catalogue.failures("cafe") == ()
    assert "theirs" not in catalogue.failures("restaurant")
    assert catalogue.find("playbooks/outside/playbook.yaml") is None


def test_a_root_may_itself_be_a_link(own: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(own)
    assert Catalogue((tmp_path / "linked",)).playbooks() == ("cafe",)


def test_the_shipped_content_is_found_and_the_workspace_goes_before_it(own: Path) -> None:
    assert (shipped() / "playbooks").is_dir()
    assert tuple(Catalogue.over(None).roots) == (shipped(),)
    assert tuple(Catalogue.over(own).roots) == (own, shipped())


IDS = ("spill-on-guest", "spill-on-floor", "cold-food", "food-late", "INC-7K3M", "cold")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("cold", "cold"),
        ("cold-", "cold-food"),
        ("spill-on-g", "spill-on-guest"),
        ("late", "food-late"),
        ("food", "food-late"),
        ("inc-7k", "INC-7K3M"),
        (" 7K3M ", "INC-7K3M"),
        ("Guest", "spill-on-guest"),
    ],
)
def test_a_name_is_exact_or_its_unique_beginning_or_a_unique_part(name: str, meant: str) -> None:
    assert match(name, IDS, kind="failure") == meant


def test_several_that_fit_are_all_named() -> None:
    with pytest.raises(UsageError) as caught:
        match("spill", IDS, kind="failure")
    assert caught.value.message == '"spill" fits more than one failure.'
    assert caught.value.hint == "Say which: spill-on-floor, spill-on-guest"
    assert caught.value.exit_code == 2


def test_a_crowd_is_not_listed_in_full() -> None:
    with pytest.raises(UsageError, match="more than one") as caught:
        match("x", [f"x-{number:02}" for number in range(30)], kind="failure")
    assert caught.value.hint.endswith("x-11, and 18 more")


def test_a_beginning_goes_before_a_part_and_two_beginnings_are_not_settled_by_one() -> None:
    assert match("food", ["food-late", "cold-food"], kind="failure") == "food-late"
    with pytest.raises(UsageError):
        match("co", ["cold", "cosy", "disco"], kind="failure")


@pytest.mark.parametrize("name", ["", "  ", "\t"])
def test_an_empty_name_means_nothing_even_if_there_is_one_id(name: str) -> None:
    with pytest.raises(UsageError):
        match(name, ["only"], kind="playbook")


def test_a_wrong_name_brings_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        match("resturant", ["restaurant", "hotel"], kind="playbook")
    assert caught.value.message == 'There is no playbook "resturant".'
    assert caught.value.hint == "Nearest: restaurant"


@given(st.text(max_size=12), st.lists(st.text(max_size=8), max_size=6))
def test_a_match_is_always_one_of_the_known(name: str, known: list[str]) -> None:
    try:
        assert match(name, known, kind="thing") in known
    except UsageError:
        assert name not in known


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return put(tmp_path / "shop", "recovery.yaml", "deep/er/x.txt")


def test_the_workspace_named_goes_first_then_the_environment_then_the_folder(shop: Path, tmp_path: Path) -> None:
    other = put(tmp_path / "other", "recovery.yaml")
    third = put(tmp_path / "third", "recovery.yaml")
    named = {"RECOVER_WORKSPACE": str(other)}
    assert workspace(third, named, shop) == third
    assert workspace(None, named, shop) == other
    assert workspace(None, {"RECOVER_WORKSPACE": ""}, shop / "deep" / "er") == shop
    relative = workspace(Path("../other"), {}, shop)
    assert relative is not None
    assert relative.samefile(other)


def test_the_users_own_folder_comes_last_and_only_if_it_is_one(tmp_path: Path) -> None:
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    empty = tmp_path / "empty"
    empty.mkdir()
    assert workspace(None, environ, empty) is None
    own = put(tmp_path / "config" / "recover", "recovery.yaml")
    assert workspace(None, environ, empty) == own


def test_a_workspace_that_was_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--workspace") as caught:
        workspace(tmp_path / "gone", {}, tmp_path)
    assert "recover init" in caught.value.hint
    with pytest.raises(UsageError, match="RECOVER_WORKSPACE"):
        workspace(None, {"RECOVER_WORKSPACE": "gone"}, tmp_path)


def test_the_journal_is_named_by_the_environment_then_the_settings_then_the_user() -> None:
    home = Path("/srv/shop")
    environ = {"RECOVER_JOURNAL": "memory:", "XDG_DATA_HOME": "/data"}
    assert journal_url(environ, configured="postgresql://db/x", home=home) == "memory:"
    del environ["RECOVER_JOURNAL"]
    assert journal_url(environ, configured="postgresql://db/x", home=home) == "postgresql://db/x"
    assert journal_url(environ, configured=None, home=home) == "sqlite:////data/recover/journal.sqlite3"


@pytest.mark.parametrize(
    ("configured", "url"),
    [
        ("journal.db", "/srv/shop/journal.db"),
        ("sqlite:///journal.db", "sqlite:////srv/shop/journal.db"),
        ("sqlite:////var/j.db", "sqlite:////var/j.db"),
        ("/var/j.db", "/var/j.db"),
        ("~/j.db", "~/j.db"),
        ("memory:", "memory:"),
    ],
)
def test_a_relative_journal_of_the_settings_lies_in_the_workspace(configured: str, url: str) -> None:
    assert journal_url({}, configured=configured, home=Path("/srv/shop")) == url


def test_documents_go_where_they_are_told_to_then_to_the_workspace_then_to_the_user() -> None:
    environ = {"XDG_DATA_HOME": "/data"}
    assert documents(Path("here"), home=Path("/shop"), environ=environ) == Path("here")
    assert documents(None, home=Path("/shop"), environ=environ) == Path("/shop/documents")
    assert documents(None, home=None, environ=environ) == Path("/data/recover/documents")


def test_without_xdg_the_system_says_where_data_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    for environ in ({}, {"XDG_DATA_HOME": "relative"}):
        data = user_data(environ)
        assert data.is_relative_to(tmp_path)
        assert data.name == "recover"


def test_a_folder_that_may_not_be_read_is_told(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: Path) -> Never:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(
        RecoverError, match=r"playbooks/restaurant/failures cannot be read: Permission denied\."
    ) as told:
        Catalogue.over(own).failures("restaurant")
    assert "ls -ld" in told.value.hint


def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(RecoverError, match="cannot be read: Is a directory"):
        load.settings(tmp_path, name="recovery.yaml")
