"""Pairs of two groups, counted."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from mediaeco.kernels.array import Floats
from mediaeco.kernels.dominance import dominance, drawn_dominance
from mediaeco.kernels.resample import drawn_counts

NUMBERS = st.lists(st.integers(-4, 4).map(float), min_size=1, max_size=8).map(np.array)


@given(NUMBERS, NUMBERS)
def test_it_counts_pairs(first: Floats, second: Floats) -> None:
    slow = np.mean([np.sign(x - y) for x in first for y in second])
    assert dominance(first, second) == pytest.approx(slow, abs=1e-12)
    assert dominance(second, first) == pytest.approx(-slow, abs=1e-12)
    u = mannwhitneyu(first, second).statistic
    assert dominance(first, second) == pytest.approx(
        2 * u / (len(first) * len(second)) - 1, abs=1e-12
    )
    assert dominance(np.exp(first), np.exp(second)) == dominance(first, second)


@given(NUMBERS, NUMBERS, st.integers(0, 9))
def test_drawn_groups_are_counted_as_if_written_out(
    first: Floats, second: Floats, seed: int
) -> None:
    random = np.random.default_rng(seed)
    one, other = (drawn_counts(random, len(part), 3) for part in (first, second))
    found = drawn_dominance(first, second, one, other)
    for k in range(3):
        written = (np.repeat(first, one[k].astype(int)), np.repeat(second, other[k].astype(int)))
        assert found[k] == pytest.approx(dominance(*written), abs=1e-12)


def test_an_empty_group_is_not_above_nor_below() -> None:
    assert math.isnan(dominance(np.zeros(0), np.ones(2)))
