"""School to work (mvad) and family lives (biofam), beside what TraMineR prints of them.

The numbers are those of the TraMineR vignette and manual (Gabadinho et al. 2011) on the data of
McVicar & Anyadike-Danes (2002) and of the Swiss Household Panel, printed to so many digits; they
are compared as printed.
"""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediaeco.kernels.array import Floats
from mediaeco.sequence import (
    Sequences,
    frequent_sequences,
    mean_times,
    sequence_complexity,
    sequence_distances,
    spells,
    state_distribution,
    state_times,
    substitution_costs,
    transition_rates,
)

DATA = Path(os.environ.get("MEDIAECO_DATA", Path(__file__).parents[3] / "shared" / "data"))
FOLDER = DATA / "07_traminer"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir() or not (DATA / "expected.json").is_file(),
    reason="the TraMineR data are not at hand (see MEDIAECO_DATA)",
)

# In the order of the vignette, which is that of the states' names.
STATES = {
    "employment": "EM",
    "FE": "FE",
    "HE": "HE",
    "joblessness": "JL",
    "school": "SC",
    "training": "TR",
}
_FIRST, _MONTHS = "Sep.93", 70


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "expected.json").read_text())["mvad"]
    return told


@pytest.fixture(scope="module")
def mvad() -> Sequences:
    """712 young people over 70 months from September 1993 on, weighted."""
    with (FOLDER / "traminer_mvad.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    months = list(rows[0])
    months = months[months.index(_FIRST) :]
    assert len(months) == _MONTHS
    return Sequences.from_wide(
        {month: [STATES[row[month]] for row in rows] for month in months},
        states=STATES.values(),
        weights=[float(row["weight"]) for row in rows],
    )


@pytest.fixture(scope="module")
def biofam() -> Sequences:
    """2,000 lives from the age of 15 to 30, in eight states."""
    with (FOLDER / "traminer_biofam.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    ages = [f"a{age}" for age in range(15, 31)]
    return Sequences.from_wide(
        {age: [row[age] for row in rows] for age in ages},
        states=map(str, range(8)),
        weights=[float(row["wp00tbgs"]) for row in rows],
    )


def test_the_young_people_are_those_expected(mvad: Sequences, expected: dict[str, Any]) -> None:
    assert len(mvad) == expected["n"]
    assert (mvad.lengths == _MONTHS).all()
    assert mvad.weights is not None
    assert mvad.weight.sum() == pytest.approx(711.57, abs=1e-6)


def test_costs_from_weighted_rates(mvad: Sequences, expected: dict[str, Any]) -> None:
    table = substitution_costs(mvad).to_frame()
    pairs = zip(table["state"].tolist(), table["other"].tolist(), strict=True)
    found = {f"{a}-{b}": round(c, 3) for (a, b), c in zip(pairs, table["cost"], strict=True)}
    assert found == expected["substitution_cost_TRATE"]


def test_rates_need_the_weights(mvad: Sequences, expected: dict[str, Any]) -> None:
    rates = transition_rates(mvad)
    places = {state: k for k, state in enumerate(mvad.alphabet)}
    for state, printed in expected["R_weighted_trate"].items():
        assert [round(rate, 4) for rate in rates[places[state]].tolist()] == printed
    bare = transition_rates(mvad_without_weights(mvad))
    for state, printed in expected["R_weighted_trate"].items():
        assert [round(rate, 4) for rate in bare[places[state]].tolist()] != printed


def mvad_without_weights(mvad: Sequences) -> Sequences:
    return Sequences(codes=mvad.codes, offsets=mvad.offsets, alphabet=mvad.alphabet, ids=mvad.ids)


def test_months_in_each_state(mvad: Sequences, expected: dict[str, Any]) -> None:
    assert state_times(mvad)[:4].tolist() == expected["seqistatd_first4"]
    assert mean_times(mvad).sum() == pytest.approx(_MONTHS)


def test_states_and_permanences(mvad: Sequences, expected: dict[str, Any]) -> None:
    assert list(spells(mvad).texts()[:5]) == expected["SPS_first5"]


def test_the_most_frequent_ways(mvad: Sequences, expected: dict[str, Any]) -> None:
    found = frequent_sequences(mvad, most=4)
    told = {
        text: [round(weight), round(100 * share, 1)]
        for text, weight, share in zip(found.text, found.weight, found.share, strict=True)
    }
    assert told == expected["seqtab_top4"]
    assert list(told) == list(expected["seqtab_top4"])


def test_september_1993(mvad: Sequences, expected: dict[str, Any]) -> None:
    share = state_distribution(mvad).share[0]
    found = {state: round(p, 3) for state, p in zip(mvad.alphabet, share.tolist(), strict=True)}
    assert found == expected["sep93_distribution"]


def test_distances_of_the_young_people(mvad: Sequences) -> None:
    """The sum of all distances that sequenzo 0.1.42, made after TraMineR, gives for these data."""
    constant = sequence_distances(mvad)
    assert constant.metric
    assert constant.square().sum() == 43338664
    assert constant.square()[0, 1:3].tolist() == [140, 116]
    some = mvad.take(np.arange(120))
    rates: Floats = substitution_costs(mvad).cost
    weighted = sequence_distances(some, substitution=rates)
    np.testing.assert_allclose(
        weighted.square()[:3, :3],
        [
            [0, 138.54283265532064, 114.05448373408842],
            [138.54283265532064, 0, 71.8153829884008],
            [114.05448373408842, 71.8153829884008, 0],
        ],
        rtol=1e-12,
    )


def test_complexity_of_the_young_people(mvad: Sequences) -> None:
    """What sequenzo 0.1.42, made after TraMineR, gives for the first five, to six digits."""
    found = sequence_complexity(mvad)
    told = {
        "entropy": [0.072410, 0.386625, 0.612431, 0.476115, 0.363752],
        "complexity": [0.045813, 0.074855, 0.163179, 0.117475, 0.072607],
        "turbulence": [3.076599, 11.176173, 6.411073, 4.807756, 5.517962],
    }
    for name, values in told.items():
        assert [round(value, 6) for value in getattr(found, name)[:5].tolist()] == values


def test_family_lives_keep_the_laws(biofam: Sequences) -> None:
    assert len(biofam) == 2000
    found = sequence_complexity(biofam)
    assert (found.length == 16).all()
    assert ((found.complexity >= 0) & (found.complexity <= 1)).all()
    still = found.transitions == 0
    assert 0 < still.sum() < 2000
    assert (found.complexity[still] == 0).all()
    assert (found.turbulence[still] == 1).all()
    shares = state_distribution(biofam).share
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    assert shares[0, 0] > 0.98, "at fifteen nearly everybody lives with their parents"
    assert mean_times(biofam).sum() == pytest.approx(16)
