"""Relationships of 32 students over seven waves (van de Bunt, van Duijn and Snijders 1999)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediaeco.dynamics import OrderedStates, grid_from_series, grid_measures, level_changes
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Ints

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
FOLDER = DATA / "10_vandebunt_relationship_stages"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the students' data are not beside the repository"
)

CLOSENESS = OrderedStates(
    levels=(5, 0, 4, 3, 2, 1),
    names=("troubled", "unknown", "neutral", "friendly", "friend", "best friend"),
)
"""The order that these tests state: the numbers of the levels have none."""


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "expected.json").read_text())["vandebunt_R"]
    return told


@pytest.fixture(scope="module")
def levels(expected: dict[str, Any]) -> Ints:
    """Level of every ordered pair at every wave; a row that is absent says unknown, 0."""
    waves = {week: k for k, week in enumerate(expected["waves_weeks"])}
    found = np.zeros((expected["students"], expected["students"], len(waves)), dtype=np.int64)
    with (FOLDER / "ndd_vanDeBunt_relation.csv").open() as file:
        for row in csv.DictReader(file):
            wave = waves[int(float(row["onset"]))]
            found[int(row["tail"]) - 1, int(row["head"]) - 1, wave] = int(row["relation"])
    pairs = ~np.eye(expected["students"], dtype=bool)
    return found[pairs]


def test_counts_by_wave(levels: Ints, expected: dict[str, Any]) -> None:
    counts = [[int((wave == level).sum()) for level in range(1, 6)] for wave in levels.T]
    assert counts == expected["counts_by_wave_levels_1to5"]


def test_closeness_needs_an_order_that_somebody_states(levels: Ints) -> None:
    with pytest.raises(InvalidCaseError, match=r"OrderedStates\(levels="):
        level_changes(levels.ravel(), order=None)


def test_relationships_grow_closer_more_often_than_not(
    levels: Ints, expected: dict[str, Any]
) -> None:
    pairs, waves = levels.shape
    assert pairs == expected["students"] * (expected["students"] - 1)
    found = level_changes(levels.ravel(), order=CLOSENESS, sequences=np.arange(pairs + 1) * waves)
    assert (found.up + found.down + found.same == waves - 1).all()
    assert found.up.sum() > found.down.sum()
    assert found.net.sum() > 0
    # By number, "troubled" would be the furthest from "unknown", and "best friend" next to it.
    as_numbered = level_changes(
        levels.ravel(),
        order=OrderedStates(levels=range(6)),
        sequences=np.arange(pairs + 1) * waves,
    )
    assert as_numbered.net.tolist() != found.net.tolist()


def test_mutual_pairs_stand_on_the_diagonal_of_a_grid(
    levels: Ints, expected: dict[str, Any]
) -> None:
    """Level of one towards the other against the level in return, wave by wave."""
    n, waves = expected["students"], levels.shape[1]
    square = np.zeros((n, n, waves), dtype=np.int64)
    square[~np.eye(n, dtype=bool)] = levels
    low, high = np.triu_indices(n, 1)
    grid = grid_from_series(
        square[low, high].ravel(),
        square[high, low].ravel(),
        trajectories=np.arange(len(low) + 1) * waves,
        states=(CLOSENESS.levels, CLOSENESS.levels),
    )
    measures = grid_measures(grid)
    assert (measures.total == waves).all()
    assert grid.durations.sum() == len(low) * waves
    together = grid.events.sum(axis=0)
    assert np.trace(together) > together.sum() / 2
