"""Change of depression in two studies: Claus et al. (2020), and "Beat the Blues" of HSAUR3."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediaeco.kernels.array import Floats
from mediaeco.relation import outcome_waves, reliable_change

DATA = Path(__file__).parents[2].parent / "shared" / "data"
FOLDER = DATA / "18_outcomes"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the outcome data are not beside the repository"
)

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "expected.json").read_text())
    return told


@pytest.fixture(scope="module")
def claus() -> Rows:
    return _rows("clinsig_claus_2020.csv")


def _rows(name: str) -> Rows:
    with (FOLDER / name).open(newline="") as file:
        return list(csv.DictReader(file))


def _number(cell: str) -> float:
    return float("nan") if cell in ("", "NA") else float(cell)


def _waves(rows: Rows, measure: str) -> Floats:
    """People by measurements, NaN where there is no row."""
    people = list(dict.fromkeys(row["id"] for row in rows))
    found = np.full((len(people), 4), np.nan)
    for row in rows:
        found[people.index(row["id"]), int(row["time"]) - 1] = _number(row[measure])
    return found


def test_depression_rated_by_patients(claus: Rows, expected: dict[str, Any]) -> None:
    """Norms and reliability as the source of the data gives them."""
    told = expected["claus_2020"]
    bdi = _waves(claus, "bdi")
    change = reliable_change(
        bdi[:, 0], bdi[:, 3], reliability=told["reliability"], functional=(7.69, 7.52)
    )
    assert (change.people, change.used) == (told["n"], told["used"])
    assert change.missing_before == 0
    assert change.missing_after == told["n"] - told["used"]
    assert change.cutoff_type == "c"
    assert round(change.cutoff, 2) == told["cutoff_c"]
    assert round(change.clinical[0], 2) == pytest.approx(told["M_clinical"], abs=0.011)
    assert round(change.clinical[1], 2) == told["SD_clinical"]
    assert change.counts.tolist() == list(told["combined_bdi_JT"].values())


def test_depression_rated_by_clinicians(claus: Rows, expected: dict[str, Any]) -> None:
    hamd = _waves(claus, "hamd")
    change = reliable_change(hamd[:, 0], hamd[:, 3], reliability=0.8, functional=(8, 8))
    assert change.used == expected["claus_2020"]["used"]
    assert change.counts.tolist() == list(expected["claus_2020"]["combined_hamd_JT"].values())


def test_a_higher_score_that_is_better() -> None:
    """Couples' adjustment, Jacobson and Truax's own kind of data: higher is better."""
    rows = _rows("clinsig_jacobson_1989.csv")
    people = list(dict.fromkeys(row["subject"] for row in rows))
    das = np.full((len(people), 2), np.nan)
    for row in rows:
        if row["time"] in ("pre", "post"):
            das[people.index(row["subject"]), row["time"] == "post"] = _number(row["das"])
    change = reliable_change(
        das[:, 0], das[:, 1], reliability=0.88, functional=(114.8, 17.8), lower_is_better=False
    )
    turned = reliable_change(-das[:, 0], -das[:, 1], reliability=0.88, functional=(-114.8, 17.8))
    assert change.counts.tolist() == turned.counts.tolist()
    assert change.counts.sum() == change.used > 0


def test_waves_of_a_trial_that_people_left(expected: dict[str, Any]) -> None:
    told = expected["bthe_b"]
    rows = _rows("hsaur3_BtheB.csv")
    names = ["bdi.pre", "bdi.2m", "bdi.3m", "bdi.5m", "bdi.8m"]
    values = np.array([[_number(row[name]) for name in names] for row in rows])
    waves = outcome_waves(values, names=names)
    assert waves.people == told["n"]
    assert waves.observed.tolist() == told["observed"]
    assert waves.to_frame()["missing"].tolist() == [told["n"] - n for n in told["observed"]]
    assert waves.left[-1] == told["n"] - told["observed"][-1]  # nobody came back after the fifth
    arms = [row["treatment"] for row in rows]
    assert (arms.count("BtheB"), arms.count("TAU")) == (told["BtheB"], told["TAU"])
    change = reliable_change(values[:, 0], values[:, 4], reliability=0.9, functional=(7.69, 7.52))
    assert change.used == told["observed"][-1]
