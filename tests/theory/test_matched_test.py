"""Tests over matched cases, and beside a third number, written out the long way."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import rankdata, t

from mediaeco.errors import InvalidCaseError
from mediaeco.theory import matched_within_test, rank_test, within_test
from mediaeco.theory.reading import partial_rank_test

NUMBERS = st.integers(-40, 40).map(lambda k: k / 8)


@given(
    st.lists(
        st.tuples(NUMBERS, st.sampled_from((0.0, 1.0, math.nan)), st.integers(0, 2)), max_size=12
    )
)
def test_matching_is_a_regression_with_a_mean_for_each_stratum(
    rows: list[tuple[float, float, int]],
) -> None:
    values, group, stratum = (
        (np.array(column, dtype=float) for column in zip(*rows, strict=True))
        if rows
        else (np.zeros(0),) * 3
    )
    found = matched_within_test(values, group, stratum, bound=0.5)
    matched = [
        row
        for row in rows
        if not math.isnan(row[1])
        and {other[1] for other in rows if other[2] == row[2]} >= {0.0, 1.0}
    ]
    assert found.cases == len(matched)
    if not matched:
        assert math.isnan(found.p)
        return
    strata = sorted({row[2] for row in matched})
    design = np.array([[row[1], *(row[2] == s for s in strata)] for row in matched], dtype=float)
    y = np.array([row[0] for row in matched])
    slope = np.linalg.lstsq(design, y, rcond=None)[0]
    assert found.statistic == pytest.approx(slope[0], abs=1e-9)
    turned = matched_within_test(values, 1 - group, stratum, bound=0.5)
    assert turned.statistic == pytest.approx(-found.statistic, abs=1e-9)
    assert turned.p == pytest.approx(found.p, nan_ok=True)
    moved = matched_within_test(values + stratum, group, stratum, bound=0.5)
    assert moved.p == pytest.approx(found.p, nan_ok=True, abs=1e-9)
    freedom = len(y) - len(strata) - 1
    left = float(((y - design @ slope) ** 2).sum())
    assume(freedom > 0 and left > 1e-9)
    error = math.sqrt(left / freedom * np.linalg.inv(design.T @ design)[0, 0])
    assert found.high - found.statistic == pytest.approx(error * float(t.ppf(0.975, freedom)))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=8))
def test_pairs_are_tested_by_their_differences(pairs: list[tuple[float, float]]) -> None:
    values = np.array(pairs).ravel()
    group, stratum = np.tile((1.0, 0.0), len(pairs)), np.repeat(np.arange(len(pairs)), 2)
    found = matched_within_test(values, group, stratum, bound=0.5)
    expected = within_test(np.array([one - other for one, other in pairs]), bound=0.5)
    assert (found.side, found.cases) == (expected.side, 2 * expected.cases)
    for name in ("statistic", "p", "low", "high"):
        assert getattr(found, name) == pytest.approx(getattr(expected, name), nan_ok=True)


@pytest.mark.parametrize("bound", [0.0, -1.0, math.inf, math.nan])
def test_a_bound_is_a_number_above_nothing(bound: float) -> None:
    with pytest.raises(InvalidCaseError, match="bound"):
        matched_within_test(np.zeros(2), np.arange(2), np.zeros(2), bound=bound)


TRIPLES = st.lists(
    st.tuples(*(st.integers(0, 5) | st.just(math.nan) for _ in range(3))), min_size=3, max_size=7
)


@given(TRIPLES)
def test_what_a_third_number_tells_is_taken_off(rows: list[tuple[float, float, float]]) -> None:
    one, other, given_ = np.array(rows, dtype=float).T
    found = partial_rank_test(one, other, given_)
    known = np.array([row for row in rows if not any(map(math.isnan, row))], dtype=float)
    if len(known) == 0:
        assert math.isnan(found.p)
        return
    x, y, g = (rankdata(column) for column in known.T)
    design = np.column_stack((np.ones_like(g), g))
    left = [v - design @ np.linalg.lstsq(design, v, rcond=None)[0] for v in (x, y)]
    expected = rank_test(*(np.round(column, 9) for column in left))
    assert found.statistic == pytest.approx(expected.statistic, nan_ok=True)
    assert found.p == pytest.approx(expected.p, nan_ok=True)
    turned = partial_rank_test(other, one, given_)
    assert turned.statistic == pytest.approx(found.statistic, nan_ok=True)


@given(TRIPLES)
def test_a_third_number_that_is_the_same_tells_nothing(
    rows: list[tuple[float, float, float]],
) -> None:
    one, other, _ = np.array(rows, dtype=float).T
    found = partial_rank_test(one, other, np.ones(len(rows)))
    expected = rank_test(one, other)
    assert found.statistic == pytest.approx(expected.statistic, nan_ok=True)
    assert found.p == pytest.approx(expected.p, nan_ok=True)
