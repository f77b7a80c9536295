"""Stress and dyadic coping of 64 couples over 48 intervals (DySeq, CouplesCope)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediaeco.dynamics import (
    EFFECTS,
    Contingency,
    contingency,
    contingency_intervals,
    grid_from_series,
)
from mediaeco.kernels.array import Ints

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
FOLDER = DATA / "09_couples_coping"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the couples' data are not beside the repository"
)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "expected.json").read_text())["couples_cope_R"]
    return told


@pytest.fixture(scope="module")
def series() -> dict[str, Ints]:
    """Stress communication and coping of each couple, by the *names* of the columns.

    The data's own manual has them the other way round, by their numbers.
    """
    with (FOLDER / "dyseq_couplescope.csv").open() as file:
        rows = list(csv.DictReader(file))
    return {
        name: np.array(
            [[int(row[column]) for column in rows[0] if column.startswith(name)] for row in rows]
        )
        for name in ("IKCB", "DCCB")
    }


@pytest.fixture(scope="module")
def found(series: dict[str, Ints], expected: dict[str, Any]) -> Contingency:
    return contingency(
        series["DCCB"].ravel(),
        series["IKCB"].ravel(),
        sequences=np.arange(expected["couples"] + 1) * expected["intervals"],
    )


def test_couples_and_intervals(series: dict[str, Ints], expected: dict[str, Any]) -> None:
    for values in series.values():
        assert values.shape == (expected["couples"], expected["intervals"])


def test_joint_states(found: Contingency, expected: dict[str, Any]) -> None:
    joint = found.joint.sum(axis=0)
    for states, count in expected["state_counts_SC_DC"].items():
        stress, coping = map(int, states)
        assert joint[coping, stress] == count


def test_coping_next_given_stress_and_coping(found: Contingency, expected: dict[str, Any]) -> None:
    for states, probability in expected["P_DCnext_given"].items():
        stress, coping = map(int, states)
        assert round(float(found.probability[coping, stress, 1]), 3) == probability


def test_the_trap_would_give_other_numbers(
    series: dict[str, Ints], expected: dict[str, Any]
) -> None:
    as_in_the_manual = contingency(series["IKCB"].ravel(), series["DCCB"].ravel())
    joint = as_in_the_manual.joint.sum(axis=0)
    assert joint[0, 1] != expected["state_counts_SC_DC"]["10"]


def test_coping_depends_on_both_and_dyads_say_how_surely(found: Contingency) -> None:
    """n = 64 couples: both intervals lie above 0, and are resampled over couples."""
    intervals = contingency_intervals(found, draws=500, seed=1)
    assert intervals.dyads == 64
    low = dict(zip(EFFECTS, intervals.low.tolist(), strict=True))
    assert low["actor"] > 0
    assert low["partner"] > 0
    assert low["yule_q"] > 0.5


def test_the_grid_of_a_couple_holds_its_intervals(
    series: dict[str, Ints], expected: dict[str, Any]
) -> None:
    couples, intervals = expected["couples"], expected["intervals"]
    grid = grid_from_series(
        series["IKCB"].ravel(),
        series["DCCB"].ravel(),
        trajectories=np.arange(couples + 1) * intervals,
        names=("stress", "coping"),
    )
    assert (grid.durations.sum(axis=(1, 2)) == intervals).all()
    total = grid.events.sum(axis=0)
    for states, count in expected["state_counts_SC_DC"].items():
        assert total[int(states[1]), int(states[0])] == count
