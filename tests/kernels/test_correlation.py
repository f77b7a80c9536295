from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Floats
from mediaeco.kernels.correlation import lagged_correlation, window_starts

KNOWN = st.integers(-3, 9).map(float)
VALUES = KNOWN | st.just(np.nan)
# Most series are known throughout: one gap leaves little of a short one.
SERIES = st.lists(st.tuples(KNOWN, KNOWN), max_size=24) | st.lists(
    st.tuples(VALUES, VALUES), max_size=24
)
SIZES = st.tuples(st.integers(3, 6), st.integers(1, 4), st.integers(0, 3))


def by_pieces(x: Floats, y: Floats, start: int, width: int, lag: int) -> float:
    """Correlation of two pieces, as NumPy has it."""
    a = x[start + max(-lag, 0) :][:width]
    b = y[start + max(lag, 0) :][:width]
    if np.isnan(a).any() or np.isnan(b).any() or len(set(a)) == 1 or len(set(b)) == 1:
        return float("nan")
    return float(np.corrcoef(a, b)[0, 1])


def both(rows: list[tuple[float, float]]) -> tuple[Floats, Floats]:
    return np.array([row[0] for row in rows]), np.array([row[1] for row in rows])


@given(SERIES, SIZES)
def test_pieces_one_by_one_give_the_same(
    rows: list[tuple[float, float]], sizes: tuple[int, int, int]
) -> None:
    width, step, lags = sizes
    x, y = both(rows)
    starts = window_starts(len(x), width, step, lags)
    assert all(start + width + lags <= len(x) for start in starts.tolist())
    assert len(x) < width + lags or starts[-1] + width + lags + step > len(x)
    found = lagged_correlation(x, y, starts, width, lags)
    assert found.shape == (len(starts), 2 * lags + 1)
    expected = [
        [by_pieces(x, y, start, width, lag) for lag in range(-lags, lags + 1)]
        for start in starts.tolist()
    ]
    np.testing.assert_allclose(found, np.reshape(expected, found.shape), atol=1e-9)


@given(SERIES, SIZES)
def test_exchanging_the_two_turns_the_lags_round(
    rows: list[tuple[float, float]], sizes: tuple[int, int, int]
) -> None:
    width, step, lags = sizes
    x, y = both(rows)
    starts = window_starts(len(x), width, step, lags)
    own = lagged_correlation(x, y, starts, width, lags)
    np.testing.assert_allclose(
        lagged_correlation(y, x, starts, width, lags), own[:, ::-1], atol=1e-9
    )


@given(SERIES, SIZES, st.sampled_from([0.5, 4.0]), st.integers(-100, 100))
def test_another_scale_gives_the_same(
    rows: list[tuple[float, float]], sizes: tuple[int, int, int], stretch: float, shift: int
) -> None:
    width, step, lags = sizes
    x, y = both(rows)
    starts = window_starts(len(x), width, step, lags)
    own = lagged_correlation(x, y, starts, width, lags)
    other = lagged_correlation(x * stretch + shift, y, starts, width, lags)
    np.testing.assert_allclose(other, own, atol=1e-9)


def test_lags_of_a_wandering_pair_one_by_one() -> None:
    x, y = np.cumsum(np.random.default_rng(5).normal(size=(2, 60)), axis=1)
    found = lagged_correlation(x, y, np.array([0, 25]), 20, 4)
    for k, start in enumerate((0, 25)):
        for lag in range(-4, 5):
            assert found[k, 4 + lag] == pytest.approx(by_pieces(x, y, start, 20, lag))


def test_a_series_far_from_0_loses_nothing() -> None:
    x, y = np.random.default_rng(6).integers(0, 50, (2, 300)).astype(float)
    starts = window_starts(300, 60, 30, 5)
    near = lagged_correlation(x, y, starts, 60, 5)
    np.testing.assert_allclose(
        lagged_correlation(x + 2.0**40, y - 2.0**40, starts, 60, 5), near, atol=1e-6
    )


def test_a_loud_part_costs_a_quiet_one_no_precision() -> None:
    random = np.random.default_rng(2)
    x, y = random.normal(size=(2, 4000))
    loud = np.where(np.arange(4000) < 1000, 1e9, 1.0)
    starts = window_starts(4000, 200, 100, 20)
    quiet = starts >= 1000
    found = lagged_correlation(x * loud, y * loud, starts, 200, 20)[quiet]
    np.testing.assert_allclose(found, lagged_correlation(x, y, starts, 200, 20)[quiet], atol=1e-9)


def test_many_windows_are_worked_on_in_blocks() -> None:
    x, y = np.random.default_rng(3).normal(size=(2, 9000))
    starts = window_starts(9000, 400, 5, 60)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        whole = lagged_correlation(x, y, starts, 400, 60)
    for k in (0, 511, 512, 1023, 1024, len(starts) - 1):
        expected = by_pieces(x, y, int(starts[k]), 400, 13)
        assert whole[k, 60 + 13] == pytest.approx(expected)
