from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels import alignment
from mediaeco.kernels.alignment import hamming_distances, matching_distances
from mediaeco.kernels.array import Floats, Ints

STATES = 3
WORDS = st.lists(st.lists(st.integers(0, STATES - 1), max_size=6), max_size=6)
COSTS = st.integers(0, 2**16 - 1)


def columns(words: list[list[int]]) -> tuple[Ints, Ints]:
    codes = np.array([state for word in words for state in word], dtype=np.int64)
    return codes, np.concatenate(([0], np.cumsum([len(word) for word in words]))).astype(np.int64)


def costs(seed: int) -> tuple[Floats, Floats]:
    """Any costs, from points in the plane (a metric) or not."""
    random = np.random.default_rng(seed)
    if seed % 2:
        points = random.random((STATES, 2))
        cost = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
        return cost, np.full(STATES, random.random() + 0.1)
    cost = random.integers(0, 9, (STATES, STATES)).astype(np.float64)
    return np.triu(cost, 1) + np.triu(cost, 1).T, random.integers(1, 5, STATES) / 2


def cell_by_cell(a: list[int], b: list[int], cost: Floats, indel: Floats) -> float:
    table = np.zeros((len(a) + 1, len(b) + 1))
    for i, j in product(range(len(a) + 1), range(len(b) + 1)):
        if i or j:
            ways = []
            if i:
                ways.append(table[i - 1, j] + indel[a[i - 1]])
            if j:
                ways.append(table[i, j - 1] + indel[b[j - 1]])
            if i and j:
                ways.append(table[i - 1, j - 1] + cost[a[i - 1], b[j - 1]])
            table[i, j] = min(ways)
    return float(table[-1, -1])


@given(WORDS, COSTS)
def test_filling_the_table_cell_by_cell_gives_the_same(words: list[list[int]], seed: int) -> None:
    cost, indel = costs(seed)
    found = matching_distances(*columns(words), cost, indel)
    assert found.shape == (len(words), len(words))
    for i, j in product(range(len(words)), repeat=2):
        wanted = 0.0 if i == j else cell_by_cell(words[i], words[j], cost, indel)
        assert found[i, j] == pytest.approx(wanted, abs=1e-9)


@given(WORDS, COSTS)
def test_small_blocks_give_the_same(words: list[list[int]], seed: int) -> None:
    whole = matching_distances(*columns(words), *costs(seed))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_BUDGET", 20)
        patch.setattr(alignment, "_PAIRS", 3)
        np.testing.assert_allclose(matching_distances(*columns(words), *costs(seed)), whole)


@given(WORDS, COSTS.map(lambda seed: seed | 1))
def test_metric_costs_make_a_metric(words: list[list[int]], seed: int) -> None:
    cost, indel = costs(seed)
    found = matching_distances(*columns(words), cost, indel)
    np.testing.assert_array_equal(found, found.T)
    for i, j, k in product(range(len(words)), repeat=3):
        assert found[i, j] <= found[i, k] + found[k, j] + 1e-9
    for i, j in product(range(len(words)), repeat=2):
        assert (found[i, j] < 1e-12) == (words[i] == words[j])


@given(WORDS, COSTS)
def test_turning_all_round_changes_nothing(words: list[list[int]], seed: int) -> None:
    turned = [word[::-1] for word in words]
    np.testing.assert_allclose(
        matching_distances(*columns(words), *costs(seed)),
        matching_distances(*columns(turned), *costs(seed)),
        atol=1e-9,
    )


@given(WORDS, COSTS)
def test_hamming_place_by_place(words: list[list[int]], seed: int) -> None:
    cost, indel = costs(seed)
    found = hamming_distances(*columns(words), cost)
    matched = matching_distances(*columns(words), cost, indel)
    for i, j in product(range(len(words)), repeat=2):
        a, b = words[i], words[j]
        if len(a) == len(b):
            assert found[i, j] == pytest.approx(sum(cost[s, t] for s, t in zip(a, b, strict=True)))
            assert matched[i, j] <= found[i, j] + 1e-9
        else:
            assert np.isnan(found[i, j])


def test_nothing_is_nothing_apart() -> None:
    cost, indel = costs(1)
    assert matching_distances(*columns([]), cost, indel).shape == (0, 0)
    assert hamming_distances(*columns([]), cost).shape == (0, 0)
    assert matching_distances(*columns([[], []]), cost, indel).tolist() == [[0, 0], [0, 0]]


def test_a_word_of_the_textbook() -> None:
    """Kitten to sitting is three steps (Levenshtein), and five without substitutions."""
    letters = sorted(set("kittensitting"))
    words = [[letters.index(letter) for letter in word] for word in ("kitten", "sitting")]
    one = np.ones(len(letters))
    for cost, steps in ((1.0, 3.0), (2.0, 5.0)):
        apart = cost * (1 - np.eye(len(letters)))
        assert matching_distances(*columns(words), apart, one)[0, 1] == steps
