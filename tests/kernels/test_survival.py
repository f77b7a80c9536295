"""Product-limit curves: golden, by another implementation, and by their laws."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.survival import CENSORED, ENDED, REACHED, first_below, survival

# Remission of leukaemia in weeks, 6-MP against placebo (Freireich et al., 1963): the example of
# Kaplan-Meier curves in textbooks since Gehan (1965) and Cox (1972).
TREATED = ([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]

UNITS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 2)), max_size=25)


def of(seen: list[int], censored: list[int]) -> tuple[Floats, Ints]:
    how = [REACHED] * len(seen) + [CENSORED] * len(censored)
    return np.array([*seen, *censored], dtype=float), np.array(how)


def split(units: list[tuple[int, int]]) -> tuple[Floats, Ints]:
    both = np.array(units, dtype=np.int64).reshape(-1, 2)
    return both[:, 0].astype(float), both[:, 1]


def test_remission_under_6_mp_is_that_of_the_textbooks() -> None:
    found = survival(*of(*TREATED))
    steps = found.reached > 0
    assert found.time[steps].tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.at_risk[steps].tolist() == [21, 17, 15, 12, 11, 7, 6]
    np.testing.assert_allclose(
        found.waiting[steps], [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], atol=5e-4
    )
    # Greenwood's errors as printed beside them.
    np.testing.assert_allclose(
        (found.waiting * found.error)[steps],
        [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346],
        atol=6e-5,
    )
    low, high = found.band(0.95)
    assert first_below(found.time, found.waiting) == 23
    assert first_below(found.time, low) == 13
    assert np.isnan(first_below(found.time, high))


def test_remission_under_placebo_is_that_of_the_textbooks() -> None:
    found = survival(*of(PLACEBO, []))
    low, high = found.band(0.95)
    assert first_below(found.time, found.waiting) == 8
    assert (first_below(found.time, low), first_below(found.time, high)) == (4, 11)
    np.testing.assert_allclose(found.incidence, 1 - found.waiting, atol=1e-12)


@given(UNITS, st.sampled_from([0.5, 0.9, 0.95]))
def test_another_implementation_gives_the_same(units: list[tuple[int, int]], level: float) -> None:
    time, how = split(units)
    if not len(time) or not (how == REACHED).any():
        return
    found = survival(time, how)
    seen = how == REACHED
    other = ecdf(CensoredData(uncensored=time[seen], right=time[~seen])).sf
    np.testing.assert_allclose(found.waiting, other.evaluate(found.time), atol=1e-12)
    with warnings.catch_warnings():
        # Of where the share is 0 or 1, for which there is no interval.
        warnings.simplefilter("ignore", RuntimeWarning)
        ends = other.confidence_interval(level, method="log-log")
    for mine, theirs in zip(found.band(level), (ends.low, ends.high), strict=True):
        known = ~np.isnan(mine)
        np.testing.assert_allclose(mine[known], theirs.evaluate(found.time)[known], atol=1e-7)


@given(UNITS)
def test_the_slow_way_gives_the_same(units: list[tuple[int, int]]) -> None:
    time, how = split(units)
    found = survival(time, how)
    waiting = still = 1.0
    incidence = 0.0
    for k, t in enumerate(sorted(set(time.tolist()))):
        risk = int((time >= t).sum())
        here = int(((time == t) & (how == REACHED)).sum())
        other = int(((time == t) & (how == ENDED)).sum())
        incidence += still * here / risk
        waiting *= 1 - here / risk
        still *= 1 - (here + other) / risk
        assert (found.at_risk[k], found.reached[k], found.ended[k]) == (risk, here, other)
        assert found.waiting[k] == pytest.approx(waiting, abs=1e-12)
        assert found.incidence[k] == pytest.approx(incidence, abs=1e-12)


@given(UNITS)
def test_curves_fall_and_rise(units: list[tuple[int, int]]) -> None:
    time, how = split(units)
    found = survival(time, how)
    assert (np.diff(found.waiting, prepend=1.0) <= 0).all()
    assert (np.diff(found.incidence, prepend=0.0) >= 0).all()
    assert (found.incidence <= 1 - found.waiting + 1e-12).all()
    if not (how == ENDED).any():
        np.testing.assert_allclose(found.incidence, 1 - found.waiting, atol=1e-12)
    low, high = found.band(0.9)
    with np.errstate(invalid="ignore"):
        assert not ((low > found.waiting) | (high < found.waiting)).any()
    edge = (found.waiting <= 0) | (found.waiting >= 1)
    assert np.isnan(low[edge]).all()


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20))
def test_where_all_is_seen_it_is_a_plain_share(times: list[int]) -> None:
    time = np.array(times, dtype=float)
    found = survival(time, np.full(len(time), REACHED))
    np.testing.assert_allclose(found.waiting, [(time > t).mean() for t in found.time], atol=1e-12)


def test_half_is_reached_where_half_is_left() -> None:
    found = survival(np.array([1.0, 2, 3, 4]), np.full(4, REACHED))
    assert first_below(found.time, found.waiting) == 2
    assert np.isnan(first_below(found.time[:1], found.waiting[:1]))
