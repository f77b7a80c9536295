"""Tests over cases beside the same tests written out."""

import math
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr, ttest_1samp

from mediaeco.errors import InvalidCaseError
from mediaeco.theory import difference_test, mean_test, rank_test, within_test

VALUES = st.lists(st.integers(-20, 20).map(lambda k: k / 4), min_size=1, max_size=7)
PAIRS = st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=3, max_size=6)


def two_sided(found: float, reached: list[float]) -> float:
    """Twice the smaller tail, as far as 1."""
    more = sum(value >= found - 1e-12 for value in reached)
    less = sum(value <= found + 1e-12 for value in reached)
    return min(1.0, 2 * min(more, less) / len(reached))


@given(VALUES)
def test_signs_are_exchanged(values: list[float]) -> None:
    found = mean_test(np.array(values))
    reached = [
        float(np.mean([s * v for s, v in zip(signs, values, strict=True)]))
        for signs in product((1, -1), repeat=len(values))
    ]
    assert found.p == pytest.approx(two_sided(float(np.mean(values)), reached))
    assert found.exact
    assert found.p >= found.smallest_p - 1e-12
    assert found.smallest_p == pytest.approx(min(1, 2 / 2 ** len(values)))
    turned = mean_test(-np.array(values))
    assert turned.side == -found.side
    assert turned.p == pytest.approx(found.p)


@given(VALUES, VALUES)
def test_cases_are_exchanged(first: list[float], second: list[float]) -> None:
    one, other = first[:3], second[:3]
    found = difference_test(np.array(one), np.array(other))
    pooled = one + other
    reached = [
        float(np.mean(order[: len(one)]) - np.mean(order[len(one) :]))
        for order in permutations(pooled)
    ]
    assert found.p == pytest.approx(two_sided(found.statistic, reached))
    assert found.cases == len(pooled)
    turned = difference_test(np.array(other), np.array(one))
    assert turned.side == -found.side
    assert turned.p == pytest.approx(found.p)


@given(PAIRS)
def test_pairings_are_exchanged(pairs: list[tuple[int, int]]) -> None:
    x, y = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    found = rank_test(x, y)
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        assert math.isnan(found.p)
        assert math.isnan(found.statistic)
        return
    assert found.statistic == pytest.approx(spearmanr(x, y).statistic)
    reached = [float(spearmanr(order, y).statistic) for order in permutations(x.tolist())]
    assert found.p == pytest.approx(two_sided(found.statistic, reached))
    assert rank_test(y, x).p == pytest.approx(found.p)
    assert rank_test(np.exp(x), y).p == pytest.approx(found.p)


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=8), st.floats(0.05, 2))
def test_within_is_two_tests_of_one_side(values: list[float], bound: float) -> None:
    told = np.array(values)
    found = within_test(told, bound=bound)
    if not told.std() > 1e-9:
        return
    upper = ttest_1samp(told, bound, alternative="less").pvalue
    lower = ttest_1samp(told, -bound, alternative="greater").pvalue
    if found.side > 0:
        assert abs(told.mean()) < bound
        assert found.p == pytest.approx(max(upper, lower), rel=1e-6, abs=1e-12)
    else:
        assert abs(told.mean()) >= bound
        assert found.p == pytest.approx(1 - max(upper, lower), rel=1e-6, abs=1e-9)
    low, high = ttest_1samp(told, 0).confidence_interval(0.95)
    assert [found.low, found.high] == pytest.approx([low, high])
    turned = within_test(-told, bound=bound)
    assert turned.side == found.side
    assert turned.p == pytest.approx(found.p)


@given(VALUES, st.integers(0, 3))
def test_what_is_not_known_does_not_count(values: list[float], gaps: int) -> None:
    wide = np.array(values + [math.nan] * gaps)
    assert repr(mean_test(wide)) == repr(mean_test(np.array(values)))


def test_nothing_is_tested_in_nothing() -> None:
    none = np.zeros(0)
    for found in (mean_test(none), difference_test(none, none), rank_test(none, none)):
        assert math.isnan(found.p)
        assert found.cases == 0
        assert "nothing to test in 0 cases" in found.statement(0.05)
    assert math.isnan(within_test(none, bound=1).p)
    assert math.isnan(difference_test(np.ones(3), none).p)
    assert mean_test(np.ones(1)).p == 1
    assert difference_test(np.ones(1), np.zeros(1)).p == 1


def test_many_cases_are_drawn_from() -> None:
    values = np.linspace(-0.1, 1, 30)
    one, again = (mean_test(values, seed=4, replicates=499) for _ in range(2))
    assert repr(one) == repr(again)
    assert not one.exact
    assert one.smallest_p == pytest.approx(2 / 500)
    assert one.p < 0.05
    # What was found is one assignment among those drawn, so that p is never 0.
    assert mean_test(np.ones(40), replicates=499).p == pytest.approx(2 / 500)
    with pytest.raises(InvalidCaseError, match="replicates"):
        mean_test(values, replicates=0)
    with pytest.raises(InvalidCaseError, match=r"within_test\.bound"):
        within_test(values, bound=0)


@given(st.lists(st.floats(-1, 1), min_size=3, max_size=6), st.floats(0.05, 1), st.floats(1, 3))
def test_a_wider_bound_never_makes_within_harder(
    values: list[float], bound: float, wider: float
) -> None:
    told = np.array(values)
    narrow, wide = within_test(told, bound=bound), within_test(told, bound=bound * wider)
    if not math.isnan(narrow.p) and narrow.side > 0:
        assert wide.side > 0
        assert wide.p <= narrow.p + 1e-12


@given(VALUES)
def test_the_order_of_cases_does_not_matter(values: list[float]) -> None:
    one, other = mean_test(np.array(values)), mean_test(np.array(values[::-1]))
    assert (one.side, one.cases) == (other.side, other.cases)
    assert one.p == pytest.approx(other.p)
