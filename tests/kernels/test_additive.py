"""Rates that are sums of parts: no other shares are likelier."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.additive import additive_rates
from mediaeco.kernels.array import Floats

SEEDS = st.integers(0, 10_000)


def drawn(seed: int, events: int = 30, parts: int = 4) -> tuple[Floats, Floats, Floats]:
    random = np.random.default_rng(seed)
    rates = random.exponential(1.0, (events, parts)) * (random.random((events, parts)) < 0.7)
    rates[:, 0] = 1.0
    return rates, random.uniform(1, 30, parts), random.integers(0, 3, events).astype(float)


def likelihood(parts: Floats, cost: Floats, weight: Floats, share: Floats) -> float:
    there = weight > 0
    return float(weight[there] @ np.log(parts[there] @ share) - cost @ share)


@given(SEEDS)
def test_no_other_shares_are_likelier(seed: int) -> None:
    parts, cost, weight = drawn(seed)
    found = additive_rates(parts, cost, weight)
    assert found.converged
    assert (found.share >= 0).all()
    assert found.value == pytest.approx(likelihood(parts, cost, weight, found.share))
    random = np.random.default_rng(seed)
    for scale in (0.02, 0.3, 2.0):
        other = found.share * np.exp(scale * random.normal(size=4)) + (
            scale * random.exponential(0.1, 4)
        )
        assert likelihood(parts, cost, weight, other) <= found.value + 1e-9


@given(SEEDS)
def test_at_the_best_the_parts_explain_every_event(seed: int) -> None:
    parts, cost, weight = drawn(seed)
    found = additive_rates(parts, cost, weight)
    assert float(cost @ found.share) == pytest.approx(weight.sum(), rel=1e-6)


@given(SEEDS, st.sampled_from([1e-6, 10.0, 1e8]))
def test_units_do_not_matter(seed: int, unit: float) -> None:
    parts, cost, weight = drawn(seed)
    factor = np.array([unit, 1, 1 / unit, 1])
    found = additive_rates(parts, cost, weight)
    other = additive_rates(parts * factor, cost * factor, weight)
    np.testing.assert_allclose(
        other.share * factor * cost, found.share * cost, atol=1e-4 * weight.sum()
    )
    assert other.value == pytest.approx(found.value, abs=1e-6)


@given(SEEDS)
def test_the_start_does_not_matter(seed: int) -> None:
    parts, cost, weight = drawn(seed)
    found = additive_rates(parts, cost, weight)
    start = np.random.default_rng(seed).exponential(1.0, 4) * [1, 0, 1, 1]
    assert additive_rates(parts, cost, weight, start=start).value == pytest.approx(
        found.value, abs=1e-7
    )


@given(SEEDS, st.sampled_from([1e-2, 1e-3, 1e-6]))
def test_a_rough_search_is_nearly_as_good(seed: int, close: float) -> None:
    """Also from a start at which parts that matter have no share."""
    parts, cost, weight = drawn(seed)
    found = additive_rates(parts, cost, weight)
    rough = additive_rates(parts, cost, weight, start=np.array([1.0, 0, 0, 0]), close=close)
    assert found.value - 10 * close * weight.sum() - 1e-9 <= rough.value <= found.value + 1e-6


def test_events_weigh_as_often_as_they_count() -> None:
    parts, cost, weight = drawn(3)
    repeated = np.repeat(parts, weight.astype(int), axis=0)
    np.testing.assert_allclose(
        additive_rates(parts, cost, weight).share, additive_rates(repeated, cost).share, atol=1e-6
    )


def test_one_constant_part_is_events_over_exposure() -> None:
    assert additive_rates(np.full((7, 1), 2.0), np.array([4.0])).share == pytest.approx([7 / 4])


def test_what_nothing_tells_is_not_known() -> None:
    parts = np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    found = additive_rates(parts, np.array([4.0, 0.0, 3.0]))
    np.testing.assert_array_equal(found.share, [0.5, np.nan, 0.0])
    nothing = additive_rates(np.zeros((0, 2)), np.array([4.0, 0.0]))
    np.testing.assert_array_equal(nothing.share, [0.0, np.nan])
    assert nothing.value == 0


def test_two_parts_that_are_alike_share() -> None:
    found = additive_rates(np.ones((5, 2)), np.array([2.0, 2.0]))
    assert found.share.sum() == pytest.approx(2.5)


def test_a_search_cut_off_is_told() -> None:
    parts, cost, weight = drawn(5)
    assert not additive_rates(parts, cost, weight, passes=1).converged


def test_an_event_that_no_part_explains_is_impossible() -> None:
    found = additive_rates(np.array([[0.0], [1.0]]), np.array([1.0]))
    assert found.value == -np.inf
    assert not found.converged
