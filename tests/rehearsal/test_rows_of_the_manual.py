"""What only a row of the manual gives can be expected, and is asked for once in its playbook."""

from __future__ import annotations

from pathlib import Path

from rehearsing import WRONG, copied, manual, run

from recovery_cli.catalogue import Catalogue
from recovery_cli.rehearsal.coverage import covered
from recovery_cli.rehearsal.items import Item
from recovery_cli.rehearsal.reading import Reader
from recovery_cli.rehearsal.walked import Run
from shipped import demo

ROW = "    - {id: a-coffee, failure: [wrong-order, slow-service], bonus: [coffee]}\n"
COFFEE = Item("remedies", "playbooks/restaurant/playbook.yaml", "bonus coffee")
GIVES_IT = WRONG.replace("favourite-dessert", "coffee")


def rehearsed(folder: Path, scenario: str, rows: str = ROW) -> tuple[Reader, list[Run]]:
    copied(folder, {"wrong": scenario})
    manual(folder, rows)
    reader = Reader(Catalogue((folder,)), demo())
    return reader, [run(case) for case in reader.cases("restaurant")]


def test_it_is_a_name_that_a_scenario_may_expect(tmp_path: Path) -> None:
    reader, runs = rehearsed(tmp_path, GIVES_IT)
    assert reader.faults == []
    assert [each.faults for each in runs] == [(), (), ()]
    assert all("coffee" in {chosen.remedy for chosen in each.walk.chosen.values()} for each in runs)


def test_a_name_that_no_row_gives_is_none(tmp_path: Path) -> None:
    reader, _ = rehearsed(tmp_path, GIVES_IT, ROW.replace("wrong-order, ", ""))
    assert 'no remedy "coffee"' in "\n".join(map(str, reader.faults))


def test_it_is_declared_once_and_reached_by_any_failure(tmp_path: Path) -> None:
    reader, runs = rehearsed(tmp_path, GIVES_IT)
    plans = [plan for plan in reader.plans("restaurant") if plan.failure.id in ("wrong-order", "slow-service")]
    found = covered(plans, tuple(runs))
    assert COFFEE in found.declared - found.missing
    assert not any(item.what == "remedy coffee, in no failure" for item in found.declared)


def test_it_is_missed_where_nothing_comes_to_it(tmp_path: Path) -> None:
    reader, _ = rehearsed(tmp_path, GIVES_IT)
    plans = [plan for plan in reader.plans("restaurant") if plan.failure.id == "wrong-order"]
    assert COFFEE in covered(plans, ()).missing
