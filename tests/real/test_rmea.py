"""Movement of patient and therapist in 20 intake interviews (Kleinbub and Ramseyer 2020)."""

from __future__ import annotations

import json
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediaeco.dynamics import (
    PseudoSynchrony,
    SynchronySettings,
    active_share,
    pseudo_synchrony,
    synchrony,
)
from mediaeco.kernels.array import Floats

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
FOLDER = DATA / "08_rmea_psychotherapy_intakes"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the movement data are not beside the repository"
)

Dyads = dict[str, Floats]


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "expected.json").read_text())["rmea"]
    return told


@pytest.fixture(scope="module")
def dyads() -> Dyads:
    """Samples of patient and therapist, by number of the dyad; those below 200 dropped out."""
    files = sorted(FOLDER.glob("*/*.txt"))
    return {file.name[:3]: np.loadtxt(file, skiprows=1) for file in files}


@pytest.fixture(scope="module")
def settings(expected: dict[str, Any]) -> SynchronySettings:
    return SynchronySettings(rate=expected["fps"], window=30, step=10, max_lag=5)


@pytest.fixture(scope="module")
def compared(dyads: Dyads, settings: SynchronySettings) -> PseudoSynchrony:
    patients, therapists = ([dyads[k][:, side] for k in dyads] for side in range(2))
    return pseudo_synchrony(patients, therapists, settings=settings, draws=12, seed=1)


def test_dyads_and_samples(dyads: Dyads, expected: dict[str, Any]) -> None:
    assert len(dyads) == expected["dyads"]
    assert sum(name < "200" for name in dyads) == expected["dropout"]
    assert {len(samples) for samples in dyads.values()} == {expected["samples"]}


def test_share_of_movement_to_the_digit(dyads: Dyads, expected: dict[str, Any]) -> None:
    assert set(dyads) == set(expected["active_pct"])
    for name, percent in expected["active_pct"].items():
        found = [round(100 * active_share(dyads[name][:, side]), 1) for side in range(2)]
        assert found == percent


def test_windows_and_lags_are_those_of_the_package(dyads: Dyads, expected: dict[str, Any]) -> None:
    found = synchrony(*dyads["200"].T, rate=25, window=30, step=10, max_lag=5)
    assert len(found.begin) == -(-(expected["samples"] - 30 * 25 - 5 * 25 + 1) // (10 * 25))
    assert found.r.shape[1] == 2 * 5 * 25 + 1
    # One window and lag by hand: the therapist a second after the patient.
    patient, therapist = dyads["200"].T
    begin = int(found.begin[7] * 25)
    a, b = patient[begin:][: 30 * 25], therapist[begin + 25 :][: 30 * 25]
    assert found.r[7, 5 * 25 + 25] == pytest.approx(np.corrcoef(a, b)[0, 1], abs=1e-9)


def test_dyads_move_together_beyond_pairs_that_never_met(compared: PseudoSynchrony) -> None:
    """n = 20 dyads, each beside 12 pseudo pairs: the effect is there, and not in each of them."""
    assert np.isfinite(compared.real).all()
    assert compared.pseudo.shape == (20, 12)
    assert 0 < compared.group_effect < 2
    assert 10 <= (compared.effect > 0).sum() <= 20
    assert (compared.p >= 1 / 13 - 1e-12).all()


def test_what_ten_dropouts_can_show(compared: PseudoSynchrony, dyads: Dyads) -> None:
    """10 that dropped out beside 10 that stayed: an exact permutation over all ways to part 20.

    Nothing is claimed of the difference but that it can be told, and how sure one may be of it.
    """
    left = np.array([name < "200" for name in dyads])
    assert (left.sum(), (~left).sum()) == (10, 10)
    observed = compared.real[left].mean() - compared.real[~left].mean()
    ways = np.fromiter(
        (i for way in combinations(range(20), 10) for i in way), dtype=np.int8
    ).reshape(-1, 10)
    assert len(ways) == comb(20, 10)
    means = compared.real[ways].mean(axis=1)
    difference = 2 * means - 2 * compared.real.mean()
    p = (np.abs(difference) >= abs(observed) - 1e-12).mean()
    assert difference.min() <= observed <= difference.max()
    assert 2 / len(ways) <= p <= 1
