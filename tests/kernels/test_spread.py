"""Entropy of counts, and that of chance."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.spread import chance_entropy, group_entropy


def slow_entropy(counts: list[int]) -> float:
    total = sum(counts)
    return -sum(n / total * math.log(n / total) for n in counts) + 0.0


@given(st.lists(st.lists(st.integers(1, 9), max_size=6), max_size=5))
def test_entropy_of_groups_is_that_of_each(groups: list[list[int]]) -> None:
    counts = np.array([n for group in groups for n in group], dtype=np.int64)
    of = np.array([g for g, group in enumerate(groups) for _ in group], dtype=np.int64)
    found = group_entropy(counts, of, len(groups))
    for value, group in zip(found.tolist(), groups, strict=True):
        if group:
            assert value == pytest.approx(slow_entropy(group), abs=1e-12)
            assert 0 <= value <= math.log(len(group)) + 1e-12
        else:
            assert math.isnan(value)


@pytest.mark.parametrize(("total", "slots"), [(1, 4), (2, 3), (3, 3), (4, 2), (5, 3)])
def test_chance_is_the_mean_over_all_ways_to_fall(total: int, slots: int) -> None:
    ways = [
        slow_entropy([*filter(None, map(way.count, range(slots)))])
        for way in product(range(slots), repeat=total)
    ]
    assert chance_entropy(np.array([total]), slots)[0] == pytest.approx(np.mean(ways), abs=1e-12)


@given(st.integers(1, 400), st.integers(1, 200))
def test_chance_rises_toward_the_log_of_the_slots(total: int, slots: int) -> None:
    few, more = chance_entropy(np.array([total, total + 1]), slots)
    assert -1e-12 <= few <= more + 1e-9
    assert more <= min(math.log(slots), math.log(total + 1)) + 1e-9


def test_many_counts_are_worked_out_too() -> None:
    assert chance_entropy(np.array([200_000]), 168)[0] == pytest.approx(math.log(168), abs=1e-3)
    assert np.isnan(chance_entropy(np.array([[0]]), 168)).tolist() == [[True]]
