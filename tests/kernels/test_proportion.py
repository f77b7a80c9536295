from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.proportion import wilson_interval

COUNTS = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, st.floats(0.5, 0.999))
def test_the_interval_solves_the_score_test(counts: tuple[int, int], level: float) -> None:
    """Its ends are the shares that a score test of this level would only just not refuse."""
    hits, trials = counts
    low, high = wilson_interval(hits, trials, level)
    z = np.sqrt(trials) * abs(hits / trials - np.array([low, high]))
    spread = np.sqrt(np.array([low * (1 - low), high * (1 - high)]))
    wide = wilson_interval(1, 2, level)[1]  # an end at 1/2 + z / 2 sqrt(2 + z^2): gives z back
    quantile = np.sqrt(2) * (2 * wide - 1) / np.sqrt(1 - (2 * wide - 1) ** 2)
    inner = (spread > 1e-6) & (np.array([low, high]) > 1e-9) & (np.array([low, high]) < 1 - 1e-9)
    np.testing.assert_allclose(z[inner], quantile * spread[inner], rtol=1e-5)
    assert low - 1e-12 <= hits / trials <= high + 1e-12


@given(COUNTS)
def test_misses_mirror_hits(counts: tuple[int, int]) -> None:
    hits, trials = counts
    low, high = wilson_interval(hits, trials)
    mirrored = wilson_interval(trials - hits, trials)
    np.testing.assert_allclose((1 - high, 1 - low), mirrored, atol=1e-12)


@given(COUNTS, st.integers(2, 10))
def test_more_trials_are_surer(counts: tuple[int, int], factor: int) -> None:
    hits, trials = counts
    few, many = wilson_interval(hits, trials), wilson_interval(hits * factor, trials * factor)
    assert many[1] - many[0] < few[1] - few[0]


def test_a_published_number() -> None:
    """Newcombe (1998), table I: 81 of 263."""
    low, high = wilson_interval(81, 263)
    assert (float(low), float(high)) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_nothing_is_known_of_no_trial() -> None:
    assert np.isnan(wilson_interval(0, 0)).all()
