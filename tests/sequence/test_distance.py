"""Distances between sequences: a metric where the costs are one, refused where they are none."""

from __future__ import annotations

import importlib.util
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.alignment import matching_distances
from mediaeco.sequence import Sequences, sequence_distances
from mediaeco.sequence.constant_cost import constant_distances

STATES = ("a", "b", "c")
WORDS = st.lists(st.text("abc", max_size=6), min_size=1, max_size=6)
EVEN = st.lists(st.text("abc", min_size=4, max_size=4), min_size=1, max_size=6)
NAMES: st.SearchStrategy[Any] = st.sampled_from(["constant", "transition rates"])


def made(words: list[str]) -> Sequences:
    return Sequences(
        codes=[STATES.index(state) for word in words for state in word],
        offsets=np.concatenate(([0], np.cumsum([len(word) for word in words]))),
        alphabet=STATES,
        ids=range(1, len(words) + 1),
    )


@given(WORDS | EVEN, NAMES, st.sampled_from(["om", "hamming"]))
def test_a_metric_where_it_says_so(words: list[str], costs: Any, method: Any) -> None:
    found = sequence_distances(made(words), method=method, substitution=costs)
    square = found.square()
    np.testing.assert_array_equal(square, square.T)
    assert (np.diagonal(square) == 0).all()
    if found.metric:
        for i, j, k in product(range(len(words)), repeat=3):
            if not np.isnan(square[i, k] + square[k, j]):
                assert square[i, j] <= square[i, k] + square[k, j] + 1e-9
        for i, j in product(range(len(words)), repeat=2):
            assert np.isnan(square[i, j]) or (square[i, j] == 0) == (words[i] == words[j])
    if costs == "constant":
        assert found.metric


@given(EVEN, NAMES)
def test_matching_never_exceeds_hamming(words: list[str], costs: Any) -> None:
    matched = sequence_distances(made(words), substitution=costs).square()
    placed = sequence_distances(made(words), substitution=costs, method="hamming").square()
    assert (matched <= placed + 1e-9).all()


@given(WORDS | EVEN, st.sampled_from(["om", "hamming"]), st.booleans())
def test_turning_all_sequences_round_changes_nothing(
    words: list[str], method: Any, normalized: bool
) -> None:
    """With costs of one's own: rates of what follows are other rates when read backwards."""
    costs = np.array([[0, 1, 3], [1, 0, 2], [3, 2, 0.0]])
    own, other = (
        sequence_distances(
            made(each), method=method, substitution=costs, indel=[1, 2, 1.5], normalized=normalized
        ).square()
        for each in (words, [word[::-1] for word in words])
    )
    np.testing.assert_allclose(other, own, atol=1e-9)


@given(WORDS, NAMES)
def test_equal_sequences_are_compared_once_and_change_nothing(words: list[str], costs: Any) -> None:
    twice = sequence_distances(made(words + words), substitution=costs)
    once = sequence_distances(made(words), substitution=costs)
    np.testing.assert_allclose(twice.square(), np.tile(once.square(), (2, 2)), atol=1e-9)
    assert len(twice.between) == len(once.between) == len(set(words))


@given(WORDS)
def test_condensed_and_frame_are_the_square(words: list[str]) -> None:
    found = sequence_distances(made(words))
    square = found.square()
    upper = square[np.triu_indices(len(words), 1)]
    np.testing.assert_array_equal(found.condensed(), upper)
    np.testing.assert_array_equal(found.to_frame()["distance"], upper)


@given(WORDS, st.sampled_from(["om", "hamming"]))
def test_normalized_distances_are_shares(words: list[str], method: Any) -> None:
    plain = sequence_distances(made(words), method=method).square()
    share = sequence_distances(made(words), method=method, normalized=True).square()
    told = ~np.isnan(share)
    assert (told == ~np.isnan(plain)).all()
    assert ((share[told] >= 0) & (share[told] <= 1 + 1e-12)).all()
    assert ((share[told] == 0) == (plain[told] == 0)).all()
    assert not sequence_distances(made(words), method=method, normalized=True).metric


@given(WORDS, st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_the_medoid_is_nearest_to_all(words: list[str], weights: list[int]) -> None:
    found = sequence_distances(made(words))
    own = weights[: len(words)]
    sums = (found.square() * np.array(own)).sum(axis=1)
    assert sums[found.medoid(weights=own)] == pytest.approx(sums.min())
    assert found.medoid(weights=own) == int(np.argmin(np.round(sums, 9)))


@pytest.mark.skipif(importlib.util.find_spec("rapidfuzz") is None, reason="needs rapidfuzz")
@given(WORDS, st.sampled_from([1.0, 2.0, 3.0]), st.sampled_from([1.0, 0.3]))
def test_the_quick_way_gives_the_same(words: list[str], ratio: float, each: float) -> None:
    own = made(words)
    cost = ratio * each * (1 - np.eye(3))
    quick = constant_distances(own.codes, own.offsets, cost, np.full(3, each))
    assert quick is not None
    slow = matching_distances(own.codes, own.offsets, cost, np.full(3, each))
    np.testing.assert_allclose(quick, slow, atol=1e-9)


def test_the_quick_way_is_only_for_one_cost() -> None:
    own = made(["abc", "cab"])
    one = np.ones(3)
    uneven = np.array([[0, 1, 2], [1, 0, 1], [2, 1, 0.0]])
    assert constant_distances(own.codes, own.offsets, uneven, one) is None
    assert constant_distances(own.codes, own.offsets, 1.5 * (1 - np.eye(3)), one) is None
    assert constant_distances(own.codes, own.offsets, 1 - np.eye(3), np.arange(1, 4.0)) is None


def test_without_rapidfuzz_the_numbers_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["abcabc", "acb", "", "ccc", "acb"]
    plain = sequence_distances(made(words)).square()
    monkeypatch.setattr("mediaeco.sequence.constant_cost.find_spec", lambda _: None)
    np.testing.assert_array_equal(sequence_distances(made(words)).square(), plain)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"method": "hammming"}, "Did you mean 'hamming'"),
        ({"substitution": "constnat"}, "Did you mean 'constant'"),
        ({"substitution": [[0, 1], [1, 0]]}, r"3 by 3 costs; got one of shape \(2, 2\)"),
        ({"substitution": [[0, 1, 1], [1, 0, 1], [1, 2, 0]]}, "symmetric"),
        ({"substitution": np.ones((3, 3))}, "diagonal of 0"),
        ({"substitution": -(1 - np.eye(3))}, "at least 0"),
        ({"substitution": [["x"]]}, "something else"),
        ({"indel": 0}, "above 0"),
        ({"indel": [1, 2]}, "a cost, or 3 of them"),
        ({"indel": float("nan")}, "finite"),
    ],
)
def test_costs_that_are_none_are_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises((InvalidCaseError, UnknownTermError), match=said):
        sequence_distances(made(["abc"]), **options)


def test_missing_places_are_refused() -> None:
    gap = Sequences.from_wide([["a", "", "b"]])
    with pytest.raises(InvalidCaseError, match="got 1 missing ones"):
        sequence_distances(gap)


def test_wrong_weights_for_the_medoid_are_told() -> None:
    found = sequence_distances(made(["abc", "b"]))
    with pytest.raises(InvalidCaseError, match="expected 2 weights; got 3"):
        found.medoid(weights=[1, 2, 3])
    assert sequence_distances(made([])).medoid() == -1


def test_costs_that_break_the_triangle_are_said_to() -> None:
    detour = np.array([[0, 1, 9], [1, 0, 1], [9, 1, 0.0]])
    assert not sequence_distances(made(["abc"]), substitution=detour).metric
    assert not sequence_distances(made(["abc"]), substitution=np.zeros((3, 3))).metric
    assert not sequence_distances(made(["abc"]), indel=[1, 1, 9]).metric
    assert sequence_distances(made(["abc"]), substitution=detour, indel=0.5).metric
