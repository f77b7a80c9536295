from __future__ import annotations

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import UnknownTermError
from mediaeco.sequence.centrality import CENTRALITIES, centralities
from mediaeco.sequence.network import transition_network
from mediaeco.sequence.sequences import Sequences
from mediaeco.testing import state_sequences


@given(seqs=state_sequences(min_states=2), loops=st.booleans(), data=st.data())
def test_relabelling_the_states_permutes(seqs: Sequences, loops: bool, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(seqs.alphabet))))
    network = transition_network(seqs)
    turned = attrs.evolve(
        network,
        weights=network.weights[np.ix_(order, order)],
        alphabet=tuple(network.alphabet[k] for k in order),
    )
    one, two = centralities(network, loops=loops), centralities(turned, loops=loops)
    # Randomised paths are rounded, so that a last bit may turn one.
    atol = np.where(np.array(CENTRALITIES) == "BetweennessRSP", 2.0, 1e-9)
    same = np.isclose(two.values, one.values[order], rtol=1e-9, atol=atol, equal_nan=True)
    assert same.all()


@given(seqs=state_sequences())
def test_turning_all_edges_round_swaps_in_and_out(seqs: Sequences) -> None:
    network = transition_network(seqs)
    one = centralities(network)
    two = centralities(attrs.evolve(network, weights=network.weights.T))
    for mine, theirs in (
        ("InStrength", "OutStrength"),
        ("OutStrength", "InStrength"),
        ("ClosenessIn", "ClosenessOut"),
        ("ClosenessOut", "ClosenessIn"),
        ("Closeness", "Closeness"),
        ("Betweenness", "Betweenness"),
        ("Clustering", "Clustering"),
    ):
        np.testing.assert_allclose(one[mine], two[theirs], atol=1e-12)


@given(seqs=state_sequences())
def test_all_that_leaves_arrives(seqs: Sequences) -> None:
    found = centralities(transition_network(seqs))
    assert found["InStrength"].sum() == pytest.approx(found["OutStrength"].sum())


@given(seqs=state_sequences())
def test_a_self_loop_counts_only_where_asked(seqs: Sequences) -> None:
    network = transition_network(seqs)
    loops = np.diag(network.weights)
    without, with_ = centralities(network), centralities(network, loops=True)
    np.testing.assert_allclose(with_["OutStrength"] - without["OutStrength"], loops)
    total = network.weights.sum(axis=1)
    np.testing.assert_allclose(without["OutStrength"], total - loops, atol=1e-12)
    assert (network.weights == transition_network(seqs).weights).all(), "nothing is written over"


@given(seqs=state_sequences())
def test_what_has_no_direction_is_counted_once(seqs: Sequences) -> None:
    network = transition_network(seqs, kind="co-occurrence")
    directed = centralities(attrs.evolve(network, kind="frequency"), measures=["Betweenness"])
    once = centralities(network, measures=["Betweenness"])
    np.testing.assert_allclose(once.values, directed.values / 2)


def test_one_state_alone_is_central_to_nothing() -> None:
    found = centralities(transition_network(Sequences.from_wide([["a", "a", "a"]])))
    told = dict(zip(found.measures, found.values[0], strict=True))
    assert told["OutStrength"] == told["Betweenness"] == told["Diffusion"] == 0
    assert np.isnan([told["Closeness"], told["BetweennessRSP"], told["Clustering"]]).all()


def test_nothing_has_no_centrality() -> None:
    found = centralities(transition_network(Sequences.from_wide([])))
    assert found.values.shape == (0, 9)
    assert found.summary().rows == 0


def test_measures_come_as_asked() -> None:
    network = transition_network(Sequences.from_wide([["a", "b", "c"]]))
    found = centralities(network, measures=["Diffusion", "InStrength"])
    assert found.measures == ("Diffusion", "InStrength")
    assert found["InStrength"].tolist() == [0, 1, 1]
    assert found.to_frame().rows == 6
    assert centralities(network, measures="InStrength").measures == ("InStrength",)
    assert centralities(network, measures=[]).values.shape == (3, 0)
    with pytest.raises(UnknownTermError, match="Did you mean 'InStrength'"):
        centralities(network, measures=["Instrenght"])
    with pytest.raises(UnknownTermError):
        found["Closeness"]
