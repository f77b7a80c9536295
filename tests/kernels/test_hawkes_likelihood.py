"""Likelihood of Hawkes processes: beside the double sum, and beside its difference quotients."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.hawkes_likelihood import Past, excitation, log_likelihood, past_of

KINDS = 3
EVENTS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, KINDS - 1)), max_size=9).map(sorted)
COHORTS = st.lists(EVENTS, min_size=1, max_size=4)
MU = np.array([0.1, 0.4, 0.2])
ALPHA = np.array([[0.2, 0.3, 0.0], [0.4, 0.1, 0.1], [0.05, 0.2, 0.3]])
BETA = np.array([0.3, 2.0, 0.3])
UNTIL = 45.0

Cohort = list[list[tuple[int, int]]]


def columns(cohort: Cohort) -> tuple[Floats, Ints, Ints, Floats]:
    events = [event for case in cohort for event in case]
    time, kind = (np.array([event[i] for event in events], dtype=float) for i in range(2))
    offsets = np.concatenate(([0], np.cumsum([len(case) for case in cohort])))
    return time, kind.astype(np.int64), offsets, np.full(len(cohort), UNTIL)


def past(cohort: Cohort) -> Past:
    return past_of(*columns(cohort), KINDS)


def slow(
    cohort: Cohort,
    mu: Any = MU,
    alpha: Any = ALPHA,
    beta: Any = BETA,
    weigh: Any = lambda _: 1.0,
    counted: Any = lambda _: 1.0,
) -> float:
    """Every event beside every other."""
    total = 0.0
    for case in cohort:
        for place, (t, i) in enumerate(case):
            rate = mu[i] * weigh(t) + sum(
                alpha[i, j] * beta[i] * math.exp(-beta[i] * (t - s)) for s, j in case if s < t
            )
            total += counted(place) * math.log(rate)
        for i in range(KINDS):
            total -= sum(alpha[i, j] * (1 - math.exp(-beta[i] * (UNTIL - s))) for s, j in case)
    return float(total - sum(mu) * UNTIL * len(cohort))


@given(COHORTS)
def test_the_double_sum_gives_the_same(cohort: Cohort) -> None:
    found = log_likelihood(past(cohort), MU, ALPHA, BETA, exposure=UNTIL * len(cohort))
    assert found.value == pytest.approx(slow(cohort), abs=1e-9)


@given(COHORTS)
def test_a_rhythm_and_events_that_are_given(cohort: Cohort) -> None:
    time, _, offsets, _ = columns(cohort)
    place = np.arange(len(time)) - np.repeat(offsets[:-1], np.diff(offsets))
    found = log_likelihood(
        past(cohort),
        MU,
        ALPHA,
        BETA,
        baseline=1 + time % 2,
        exposure=UNTIL * len(cohort),
        counted=(place > 0).astype(float),
    )
    expected = slow(cohort, weigh=lambda t: 1 + t % 2, counted=lambda k: float(k > 0))
    assert found.value == pytest.approx(expected, abs=1e-9)


@given(COHORTS)
def test_the_gradient_is_its_difference_quotient(cohort: Cohort) -> None:
    found = log_likelihood(past(cohort), MU, ALPHA, BETA, exposure=UNTIL * len(cohort))

    def quotient(**change: Any) -> float:
        (name, step), h = next(iter(change.items())), 1e-5
        ends = [
            slow(cohort, **{name: {"mu": MU, "alpha": ALPHA, "beta": BETA}[name] + s * h * step})
            for s in (1, -1)
        ]
        return (ends[0] - ends[1]) / (2 * h)

    for i in range(KINDS):
        one = np.eye(KINDS)[i]
        assert found.mu[i] == pytest.approx(quotient(mu=one), rel=1e-5, abs=1e-5)
        assert found.beta[i] == pytest.approx(quotient(beta=one), rel=1e-4, abs=1e-5)
        for j in range(KINDS):
            pair = np.outer(one, np.eye(KINDS)[j])
            # One-sided at 0, where a share cannot fall below; the formula does not mind.
            expected = quotient(alpha=pair)
            assert found.alpha[i, j] == pytest.approx(expected, rel=1e-5, abs=1e-5)


@given(COHORTS, st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_cases_count_as_often_as_they_weigh(cohort: Cohort, weights: list[int]) -> None:
    weight = np.array(weights[: len(cohort)], dtype=float)
    repeated = [case for case, w in zip(cohort, weights, strict=False) for _ in range(w)]
    found = excitation(past(cohort), 0.7, weight)
    expected = excitation(past(repeated or [[]]), 0.7)
    np.testing.assert_allclose(found.spent, expected.spent, atol=1e-12)
    np.testing.assert_allclose(found.spent_slope, expected.spent_slope, atol=1e-12)


@given(COHORTS)
def test_cases_add_up(cohort: Cohort) -> None:
    alone = [log_likelihood(past([case]), MU, ALPHA, BETA, exposure=UNTIL) for case in cohort]
    found = log_likelihood(past(cohort), MU, ALPHA, BETA, exposure=UNTIL * len(cohort))
    assert found.value == pytest.approx(sum(part.value for part in alone))
    np.testing.assert_allclose(found.beta, sum(part.beta for part in alone), atol=1e-9)


@given(COHORTS)
def test_rates_alone_are_the_same_without_slopes(cohort: Cohort) -> None:
    with_slope, without = (excitation(past(cohort), 0.7, slope=s) for s in (True, False))
    np.testing.assert_array_equal(with_slope.rate, without.rate)
    np.testing.assert_array_equal(with_slope.spent, without.spent)
    assert without.slope.size == without.spent_slope.size == 0


def test_events_at_one_instant_do_not_excite_one_another() -> None:
    found = past([[(3, 0), (3, 0), (3, 1), (5, 0)]])
    assert found.before.tolist() == [[0, 0, 0], [0, 0, 0], [0, 0, 0], [2, 1, 0]]
    assert excitation(found, 1.0).rate[:3].max() == 0
    expected = [2 * math.exp(-2), math.exp(-2), 0]
    np.testing.assert_allclose(excitation(found, 1.0).rate[3], expected)


def test_a_rate_of_0_cannot_have_been() -> None:
    found = log_likelihood(past([[(3, 0)]]), np.zeros(KINDS), ALPHA, BETA, exposure=UNTIL)
    assert found.value == -math.inf


def test_nothing_happened() -> None:
    found = log_likelihood(past([[], []]), MU, ALPHA, BETA, exposure=2 * UNTIL)
    assert found.value == pytest.approx(-MU.sum() * 2 * UNTIL)
    np.testing.assert_array_equal(found.alpha, 0)


def test_long_ago_is_forgotten_without_overflow() -> None:
    time = np.array([0.0, 1e5, 1e5 + 1])
    found = excitation(
        past_of(time, np.zeros(3, dtype=int), np.array([0, 3]), np.array([1e6]), 1), 50.0
    )
    np.testing.assert_allclose(found.rate[:, 0], [0, 0, 50 * math.exp(-50)])
    assert found.spent == pytest.approx([3])
