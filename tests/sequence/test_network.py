from __future__ import annotations

import itertools

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import read_example
from mediaeco.model import Cohort
from mediaeco.sequence.network import TransitionNetwork, transition_network
from mediaeco.sequence.sequences import Sequences, sequences
from mediaeco.testing import cohorts, ecosystems, state_sequences

KINDS = st.sampled_from(("relative", "frequency", "reverse", "co-occurrence"))


def relabelled(seqs: Sequences, order: list[int]) -> Sequences:
    """State k is called and numbered as the one that stands at order[k]."""
    place = np.append(np.argsort(order), -1)
    return attrs.evolve(seqs, codes=place[seqs.codes], alphabet=[seqs.alphabet[k] for k in order])


@given(seqs=state_sequences())
def test_rows_sum_to_1_or_0(seqs: Sequences) -> None:
    network = transition_network(seqs)
    total = network.weights.sum(axis=1)
    assert np.logical_or(np.isclose(total, 1), total == 0).all()
    np.testing.assert_array_equal(total > 0, network.counts.sum(axis=1) > 0)
    assert np.isnan(network.initial).all() or network.initial.sum() == pytest.approx(1)
    states = network.states()
    assert states["state"].tolist() == list(network.alphabet)
    assert states["in"].sum() == pytest.approx(network.transitions)
    np.testing.assert_array_equal(states["out"], network.counts.sum(axis=1))


@given(seqs=state_sequences(min_states=2), kind=KINDS, data=st.data())
def test_relabelling_the_states_permutes(seqs: Sequences, kind: str, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(seqs.alphabet))))
    one = transition_network(seqs, kind=kind)  # type: ignore[arg-type]  # one of them
    two = transition_network(relabelled(seqs, order), kind=kind)  # type: ignore[arg-type]  # one of them
    np.testing.assert_allclose(two.weights, one.weights[np.ix_(order, order)])
    np.testing.assert_allclose(two.initial, one.initial[order])


@given(seqs=state_sequences(min_sequences=2), kind=KINDS, data=st.data())
def test_counts_of_sequences_put_together_add_up(
    seqs: Sequences, kind: str, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(seqs)))
    parts = (seqs.take(np.arange(cut)), seqs.take(np.arange(cut, len(seqs))))
    whole, first, second = (
        transition_network(one, kind=kind).counts  # type: ignore[arg-type]  # one of them
        for one in (seqs, *parts)
    )
    np.testing.assert_allclose(whole, first + second)


@given(seqs=state_sequences())
def test_every_sequence_twice_changes_no_relative_weight(seqs: Sequences) -> None:
    each = np.arange(len(seqs))
    twice = transition_network(seqs.take(np.concatenate((each, each))))
    once = transition_network(seqs)
    np.testing.assert_allclose(twice.weights, once.weights)
    np.testing.assert_allclose(twice.initial, once.initial)
    np.testing.assert_allclose(twice.counts, 2 * once.counts)


@given(seqs=state_sequences(weights=False), kind=KINDS)
def test_weights_of_1_are_no_weights(seqs: Sequences, kind: str) -> None:
    ones = attrs.evolve(seqs, weights=np.ones(len(seqs)))
    one, two = (
        transition_network(item, kind=kind)  # type: ignore[arg-type]  # one of them
        for item in (seqs, ones)
    )
    np.testing.assert_array_equal(one.counts, two.counts)


@given(seqs=state_sequences(min_sequences=1))
def test_a_weight_of_2_is_the_sequence_twice(seqs: Sequences) -> None:
    heavier = attrs.evolve(seqs, weights=seqs.weight + np.eye(len(seqs))[0] * seqs.weight[0])
    longer = seqs.take(np.append(np.arange(len(seqs)), 0))
    np.testing.assert_allclose(
        transition_network(heavier).counts, transition_network(longer).counts
    )


@given(cohort=cohorts())
def test_a_case_of_a_cohort_gives_what_it_gives_alone(cohort: Cohort) -> None:
    together = sequences(Ecosystem(cohort), sides=True)
    alphabet = {name: k for k, name in enumerate(together.alphabet)}
    for i in range(len(cohort)):
        alone = transition_network(sequences(Ecosystem(cohort[i]), sides=True))
        mine = transition_network(together.take([i]))
        place = [alphabet[name] for name in alone.alphabet]
        np.testing.assert_array_equal(mine.weights[np.ix_(place, place)], alone.weights)
        assert mine.transitions == alone.transitions


@given(seqs=state_sequences(missing=False))
def test_reverse_is_the_sequences_read_backwards(seqs: Sequences) -> None:
    ends = seqs.offsets.tolist()
    parts = [seqs.codes[a:b][::-1] for a, b in itertools.pairwise(ends)]
    back = attrs.evolve(seqs, codes=np.concatenate([*parts, np.zeros(0, dtype=np.int64)]))
    np.testing.assert_allclose(
        transition_network(seqs, kind="reverse").weights,
        transition_network(back, kind="frequency").weights,
    )


@given(eco=ecosystems())
def test_blocks_part_the_transitions(eco: Ecosystem) -> None:
    network = transition_network(sequences(eco, sides=True))
    blocks = network.blocks()
    assert blocks["transitions"].sum() == pytest.approx(network.transitions)
    share = blocks["share"].reshape(len(network.set_names), -1)
    total = share.sum(axis=1)
    assert np.logical_or(np.isnan(total), np.isclose(total, 1)).all()
    for k, (first, second) in enumerate(zip(blocks["from"], blocks["to"], strict=True)):
        assert (network.block(first, second) > 0).sum() == blocks["edges"][k]
    one = transition_network(eco).blocks()
    assert one["from"].tolist() == ["all"]


@given(seqs=state_sequences(), kind=KINDS)
def test_the_graph_says_what_the_table_says(seqs: Sequences, kind: str) -> None:
    network = transition_network(seqs, kind=kind)  # type: ignore[arg-type]  # one of them
    graph, frame = network.to_networkx(), network.to_frame()
    assert tuple(graph) == network.alphabet
    assert graph.number_of_edges() == frame.rows
    for first, second, weight in zip(frame["from"], frame["to"], frame["weight"], strict=True):
        assert graph[first][second]["weight"] == weight
    with pytest.raises(Exception, match="Frozen"):
        graph.add_node("x")


def test_a_pruned_network_keeps_what_is_heavy() -> None:
    network = transition_network(Sequences.from_wide([["a", "b", "a", "a"], ["a", "b", "b", "b"]]))
    assert network.weights.tolist() == [[1 / 3, 2 / 3], [1 / 3, 2 / 3]]
    assert network.pruned(0.5).weights.tolist() == [[0, 2 / 3], [0, 2 / 3]]
    assert network.pruned(0.5).counts.tolist() == network.counts.tolist()
    with pytest.raises(InvalidCaseError, match="pruned"):
        network.pruned(-1)


def test_a_gap_breaks_the_chain() -> None:
    network = transition_network(Sequences.from_wide([["a", "", "b", "a"], ["", "b", "", "a"]]))
    assert network.transitions == 1
    assert network.initial.tolist() == [1, 0]  # what began the second is not known


def test_therapist_and_patient_in_one_network() -> None:
    network = transition_network(sequences(Ecosystem(read_example("first-contact")), sides=True))
    assert network.set_names == ("therapist", "patient")
    blocks = network.blocks()
    assert blocks["transitions"].sum() == 91
    assert network.to_networkx().nodes["patient: email"]["set"] == "patient"
    with pytest.raises(UnknownTermError, match="Did you mean 'patient'"):
        network.block("patients", "therapist")


def test_nothing_makes_a_network_of_nothing() -> None:
    empty = Sequences.from_wide([])
    network = transition_network(empty)
    assert isinstance(network, TransitionNetwork)
    assert network.weights.shape == (0, 0)
    assert network.to_frame().rows == 0
    assert network.blocks()["transitions"].tolist() == [0]


def test_what_is_no_sequence_is_told() -> None:
    with pytest.raises(InvalidCaseError, match="Sequences or an Ecosystem"):
        transition_network([["a"]])  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(UnknownTermError, match="Did you mean 'relative'"):
        transition_network(Sequences.from_wide([["a"]]), kind="relativ")  # type: ignore[arg-type]  # wrong on purpose
