"""Pooled binomial models: derivatives, laws of the fit, and what pooling does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Floats
from mediaeco.kernels.pooled_binomial import (
    Model,
    PooledBinomial,
    hazard_curvature,
    logit_curvature,
    pooled_binomial,
)

MODELS = {"hazard": hazard_curvature, "logit": logit_curvature}
seeds = st.integers(0, 2**16)
both = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)


def some(seed: int, k: int = 3, rows: int = 12) -> tuple[Floats, Floats, Floats]:
    """Trials over all combinations of use, none of which always or never succeeds."""
    random = np.random.default_rng(seed)
    design = np.concatenate((np.eye(k), random.integers(0, 3, (rows - k, k)))).astype(float)
    design[:, 0] += design.sum(axis=1) == 0
    trials = random.integers(5, 40, rows).astype(float)
    return design, trials, np.ceil(trials * random.uniform(0.1, 0.5, rows))


def fitted(
    model: Model, design: Floats, trials: Floats, won: Floats, *, pooled: bool
) -> PooledBinomial:
    k = design.shape[1]
    return pooled_binomial(
        model, design, trials, won, start=np.full(k, -0.5), pooled=np.full(k, pooled)
    )


@both
@given(seeds)
def test_slope_and_curvature_are_those_of_differences(model: Model, seed: int) -> None:
    design, trials, won = some(seed)
    at = np.random.default_rng(seed).normal(-1, 0.7, 3)
    here, step = model(at, design, trials, won), 1e-5
    for k in range(3):
        move = np.eye(3)[k] * step
        up, down = (model(at + side * move, design, trials, won) for side in (1, -1))
        assert here.slope[k] == pytest.approx((up.value - down.value) / (2 * step), rel=1e-4)
        bend = (down.slope - up.slope) / (2 * step)
        np.testing.assert_allclose(here.observed[k], bend, rtol=1e-4, atol=1e-3)


@both
@given(seeds)
def test_expected_information_is_observed_where_what_is_expected_came(
    model: Model, seed: int
) -> None:
    design, trials, _ = some(seed)
    at = np.random.default_rng(seed).normal(-1, 0.7, 3)
    reach = design @ np.exp(at) if model is hazard_curvature else design @ at
    chance = -np.expm1(-reach) if model is hazard_curvature else 1 / (1 + np.exp(-reach))
    here = model(at, design, trials, trials * chance)
    np.testing.assert_allclose(here.observed, here.expected, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(here.slope, 0, atol=1e-9)


@both
@given(seeds)
def test_without_pooling_it_is_the_top(model: Model, seed: int) -> None:
    design, trials, won = some(seed)
    found = fitted(model, design, trials, won, pooled=False)
    assert found.converged
    assert found.told.all()
    assert found.spread == np.inf
    if (found.estimate > -20).all():  # else a hazard is best at 0
        here = model(found.estimate, design, trials, won)
        np.testing.assert_allclose(here.slope, 0, atol=1e-5)
        np.testing.assert_allclose(found.covariance, np.linalg.inv(here.observed), rtol=1e-4)
        assert found.free == pytest.approx(3)


@both
@given(seeds, st.booleans())
def test_order_of_rows_and_coefficients_does_not_matter(
    model: Model, seed: int, pooled: bool
) -> None:
    design, trials, won = some(seed)
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(len(design)), random.permutation(3)
    one = fitted(model, design, trials, won, pooled=pooled)
    other = fitted(model, design[rows][:, columns], trials[rows], won[rows], pooled=pooled)
    np.testing.assert_allclose(
        np.exp(other.estimate), np.exp(one.estimate[columns]), rtol=1e-3, atol=1e-6
    )


@both
@given(seeds)
def test_pooled_coefficients_are_nearer_to_one_another(model: Model, seed: int) -> None:
    design, trials, won = some(seed)
    free = fitted(model, design, trials, won, pooled=False)
    drawn = fitted(model, design, trials, won, pooled=True)
    assert np.std(drawn.estimate) <= np.std(free.estimate) + 1e-6
    assert drawn.value <= free.value + 1e-9
    assert drawn.free <= free.free + 1e-6


def test_the_spread_is_the_one_they_were_drawn_with() -> None:
    random = np.random.default_rng(3)
    truth = random.normal(-2, 0.6, 120)
    trials = np.full(120, 200.0)
    won = random.binomial(200, -np.expm1(-np.exp(truth))).astype(float)
    found = fitted(hazard_curvature, np.eye(120), trials, won, pooled=True)
    assert found.spread == pytest.approx(0.6, abs=0.1)
    assert ((found.estimate - truth) ** 2).mean() < 0.95 * (
        (np.log(-np.log1p(-np.maximum(won, 0.5) / 200)) - truth) ** 2
    ).mean()


def test_columns_that_always_go_together_are_not_told() -> None:
    design = np.array([[1.0, 1, 0], [2, 2, 1], [0, 0, 1]])
    trials, won = np.full(3, 20.0), np.array([4.0, 9, 3])
    for model in MODELS.values():
        found = fitted(model, design, trials, won, pooled=True)
        assert found.told.tolist() == [False, False, True]
        assert np.isfinite(found.estimate).all()


def test_a_step_that_overshoots_is_halved() -> None:
    """From 2.4 the longest step leads to -2.6, from where one leads back, and so on for ever."""
    found = pooled_binomial(
        logit_curvature,
        np.ones((1, 1)),
        np.array([1000.0]),
        np.array([500.0]),
        start=np.array([2.4]),
        pooled=np.array([False]),
    )
    assert found.converged
    assert found.estimate[0] == pytest.approx(0, abs=1e-8)


@pytest.mark.parametrize("seed", [38, 212, 216, 232])
def test_hazards_that_are_best_at_0_do_not_hold_back_the_others(seed: int) -> None:
    random = np.random.default_rng(seed)
    design = random.integers(0, 3, (24, 4)).astype(float)
    design[:, 0] += design.sum(axis=1) == 0
    trials = random.integers(1, 8, 24).astype(float)
    chance = -np.expm1(-design @ np.array([0.3, 0.1, 0.02, 0.005]))
    won = random.binomial(trials.astype(int), chance).astype(float)
    found = fitted(hazard_curvature, design, trials, won, pooled=False)
    here = hazard_curvature(found.estimate, design, trials, won)
    assert found.converged
    at_0 = found.estimate < -20
    assert at_0.any()
    assert ((here.slope / np.exp(found.estimate))[at_0] <= 1e-6).all()
    np.testing.assert_allclose(here.slope[~at_0], 0, atol=1e-5)


def test_those_all_alike_are_one_and_those_far_apart_are_many() -> None:
    trials = np.full(6, 500.0)
    alike = fitted(logit_curvature, np.eye(6), trials, np.full(6, 100.0), pooled=True)
    apart = np.array([5.0, 30, 100, 250, 400, 490])
    assert alike.free == pytest.approx(1, abs=1e-3)
    assert 5.5 < fitted(logit_curvature, np.eye(6), trials, apart, pooled=True).free < 6


def test_the_variance_between_two_is_that_of_restricted_likelihood() -> None:
    """Normal by their number: s² + v is the sample's variance, with n - 1 below it."""
    trials = np.full(5, 1e7)
    truth = np.array([-1.4, -1.0, -0.9, -0.5, -0.2])
    won = np.round(trials / (1 + np.exp(-truth)))
    found = fitted(logit_curvature, np.eye(5), trials, won, pooled=True)
    assert found.spread == pytest.approx(np.std(truth, ddof=1), rel=1e-3)
    assert found.free == pytest.approx(5, abs=1e-3)
