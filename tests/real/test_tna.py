"""Transition networks of the group regulation data of the R package tna, to the last digit."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mediaeco.sequence.bootstrap import bootstrap_edges
from mediaeco.sequence.centrality import CENTRALITIES, centralities
from mediaeco.sequence.network import TransitionNetwork, transition_network
from mediaeco.sequence.permutation import Permutation, compare_networks
from mediaeco.sequence.sequences import Sequences
from mediaeco.sequence.stability import centrality_stability

DATA = Path(__file__).parents[3] / "shared" / "data"
FOLDER = DATA / "06_tna"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the data of tna are not beside the repository"
)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "expected.json").read_text())
    found: dict[str, Any] = told["tna_group_regulation"]
    return found


@pytest.fixture(scope="module")
def tables() -> list[dict[str, list[str]]]:
    """Tables of the package's README, columns by name."""
    told = json.loads((FOLDER / "published_readme_tables.json").read_text())
    return [{name: [row[k] for row in rows] for k, name in enumerate(head)} for head, *rows in told]


@pytest.fixture(scope="module")
def seqs() -> Sequences:
    return Sequences.from_wide(pd.read_csv(FOLDER / "tna_group_regulation.csv"))


@pytest.fixture(scope="module")
def network(seqs: Sequences) -> TransitionNetwork:
    return transition_network(seqs)


@pytest.fixture(scope="module")
def achievers() -> list[str]:
    """High or low achiever, for each sequence in the order of the wide table."""
    with (FOLDER / "tna_group_regulation_long.csv").open() as lines:
        level = {row["Actor"]: row["Achiever"] for row in csv.DictReader(lines)}
    return [level[str(k + 1)] for k in range(len(level))]


def test_the_network(network: TransitionNetwork, expected: dict[str, Any]) -> None:
    assert list(network.alphabet) == expected["states"]
    np.testing.assert_allclose(network.weights, expected["transition_matrix_R"], atol=1e-15)
    np.testing.assert_allclose(network.initial, expected["initial_R"], atol=1e-15)
    assert (network.weights > 0).sum() == expected["edges"]
    assert network.to_networkx().number_of_nodes() == expected["nodes"]


@pytest.mark.parametrize("measure", CENTRALITIES)
def test_centralities_to_the_last_published_digit(
    network: TransitionNetwork, expected: dict[str, Any], measure: str
) -> None:
    found = centralities(network)[measure]
    np.testing.assert_array_equal(np.round(found, 3), expected[measure])


def test_the_readme_swaps_the_spread_of_in_and_out(
    network: TransitionNetwork, tables: list[dict[str, list[str]]]
) -> None:
    """With their self-loops, all states have out-strength 1: spread 0, not the 0.81 printed."""
    printed = dict(zip(tables[0]["metric"], tables[0]["value"], strict=True))
    found = centralities(network, loops=True)
    out, into = (float(found[name].std(ddof=1)) for name in ("OutStrength", "InStrength"))
    assert f"{out:.2f}" == printed["SD In-Strength"] == "0.00"
    assert f"{into:.2f}" == printed["SD Out-Strength"] == "0.81"
    np.testing.assert_allclose(found["OutStrength"], 1.0)
    assert (centralities(network)["OutStrength"] < 1).any(), "without them it is not"


def test_long_and_wide_are_one(seqs: Sequences) -> None:
    long = Sequences.from_long(
        pd.read_csv(FOLDER / "tna_group_regulation_long.csv"),
        sequence="Actor",
        time="Time",
        state="Action",
    )
    np.testing.assert_array_equal(long.codes, seqs.codes)
    np.testing.assert_array_equal(long.offsets, seqs.offsets)


def test_high_and_low_achievers(
    seqs: Sequences,
    achievers: list[str],
    expected: dict[str, Any],
    tables: list[dict[str, list[str]]],
) -> None:
    found = compare_networks(seqs, achievers, measures=["InStrength"], settings=Permutation(seed=1))
    assert found.groups == ("High", "Low")
    wanted = expected["InStrength_high_minus_low"]
    assert list(found.alphabet) == list(wanted)
    np.testing.assert_array_equal(
        np.round(found.centrality_difference[:, 0], 8), list(wanted.values())
    )
    # Effect and p of the README rest on other random numbers.
    effect = np.array(tables[2]["effect_size"], dtype=float)
    np.testing.assert_allclose(found.centrality_effect[:, 0], effect, rtol=0.12)
    p = np.array(tables[2]["p_value"], dtype=float)
    np.testing.assert_allclose(found.centrality_p[:, 0], p, atol=0.05)
    assert not found.exact


def test_stability(seqs: Sequences, expected: dict[str, Any]) -> None:
    found = centrality_stability(seqs, replicates=200, seed=1)
    assert found.measures == ("InStrength", "OutStrength", "Betweenness")
    assert found.coefficient.tolist() == expected["CS_coefficients"]


def test_heavy_edges_are_sure_and_light_ones_are_not(seqs: Sequences) -> None:
    found = bootstrap_edges(seqs, replicates=500, seed=1)
    weights = found.network.weights
    assert found.stable[weights > 0.2].all()
    assert not found.stable[(weights > 0) & (weights < 0.01)].any()
    inside = (found.lower <= weights) & (weights <= found.upper)
    assert inside.all()
