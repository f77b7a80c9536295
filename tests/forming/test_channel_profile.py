"""Ends of profile-likelihood intervals: beside calculus, beside a search, and without an end."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize

from mediaeco.forming.channel_profile import profile_ends
from mediaeco.kernels.array import Floats
from mediaeco.kernels.pooled_binomial import (
    Model,
    PooledBinomial,
    hazard_curvature,
    logit_curvature,
    pooled_binomial,
)

WIDTH = 1.959964
MODELS = {"hazard": hazard_curvature, "logit": logit_curvature}
both = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
Given = tuple[Floats, Floats, Floats]


def topped(model: Model, given: Given) -> PooledBinomial:
    k = given[0].shape[1]
    return pooled_binomial(model, *given, start=np.full(k, -1.0), pooled=np.zeros(k, dtype=bool))


def some(seed: int) -> Given:
    random = np.random.default_rng(seed)
    design = np.concatenate((np.eye(3), random.integers(0, 3, (9, 3)))).astype(float)
    design[:, 0] += design.sum(axis=1) == 0
    trials = random.integers(5, 40, 12).astype(float)
    return design, trials, np.ceil(trials * random.uniform(0.1, 0.5, 12))


@given(st.integers(1, 400), st.data())
def test_one_hazard_falls_by_half_the_square_of_the_width(trials: int, data: st.DataObject) -> None:
    won = data.draw(st.integers(0, trials - 1))
    given = np.ones((1, 1)), np.array([float(trials)]), np.array([float(won)])
    low, high = profile_ends(
        hazard_curvature, *given, top=topped(hazard_curvature, given), width=np.array([WIDTH])
    )

    def fall(h: float) -> float:
        p = won / trials
        top = won * np.log(p) + (trials - won) * np.log(1 - p) if won else 0.0
        value = won * np.log(-np.expm1(-h)) if won else 0.0
        return float(2 * (top - value + (trials - won) * h))

    assert fall(float(np.exp(high[0]))) == pytest.approx(WIDTH**2, rel=1e-4)
    if won:
        assert fall(float(np.exp(low[0]))) == pytest.approx(WIDTH**2, rel=1e-4)
    else:
        assert low[0] == -np.inf
        assert np.exp(high[0]) == pytest.approx(WIDTH**2 / 2 / trials, rel=1e-4)


@both
@given(st.integers(0, 2**16))
@settings(max_examples=6)
def test_ends_are_those_of_a_plain_search(model: Model, seed: int) -> None:
    given = some(seed)
    top = topped(model, given)
    low, high = profile_ends(model, *given, top=top, width=np.array([WIDTH, np.nan, np.nan]))
    assert np.isnan([low[1:], high[1:]]).all()

    def drop(at: float) -> float:
        def loss(others: Floats) -> float:
            return -model(np.append(at, others), *given).value

        # Hazards at 0 are flat in their logarithm: a search from far below would stay there.
        best = min(
            minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-9}).fun
            for start in (np.maximum(top.estimate[1:], -5), np.full(2, -2.0))
        )
        return float(np.sqrt(2 * max(top.value + best, 0))) - WIDTH

    assert high[0] == pytest.approx(brentq(drop, top.estimate[0], high[0] + 1), abs=1e-3)
    if np.isfinite(low[0]):
        assert drop(low[0]) == pytest.approx(0, abs=1e-3)
    else:
        assert drop(-30.0) < 0


@both
@given(st.integers(0, 2**16))
@settings(max_examples=10)
def test_a_larger_width_holds_a_smaller_one(model: Model, seed: int) -> None:
    given = some(seed)
    top = topped(model, given)
    ends = [profile_ends(model, *given, top=top, width=np.full(3, w)) for w in (1.0, WIDTH)]
    assert (ends[1][0] <= ends[0][0]).all()
    assert (ends[0][0] <= top.estimate).all()
    assert (top.estimate <= ends[0][1]).all()
    assert (ends[0][1] <= ends[1][1]).all()


def test_a_hazard_that_is_best_at_0_takes_over_where_another_is_held_lower() -> None:
    random = np.random.default_rng(1)
    design = random.integers(0, 3, (24, 4)).astype(float)
    design[:, 0] += design.sum(axis=1) == 0
    trials = random.integers(1, 8, 24).astype(float)
    chance = -np.expm1(-design @ np.array([0.3, 0.1, 0.02, 0.005]))
    given = design, trials, random.binomial(trials.astype(int), chance).astype(float)
    top = topped(hazard_curvature, given)
    assert (top.estimate < -20).any()
    low, _ = profile_ends(hazard_curvature, *given, top=top, width=np.full(4, WIDTH))

    def loss(others: Floats) -> float:
        return -hazard_curvature(np.concatenate((low[:1], others)), *given).value

    best = minimize(loss, np.full(3, -2.0), method="Nelder-Mead", options={"maxiter": 2000}).fun
    assert np.sqrt(2 * (top.value + best)) == pytest.approx(WIDTH, abs=2e-3)


def test_all_trials_won_set_no_upper_end() -> None:
    given = np.eye(2), np.array([6.0, 9.0]), np.array([6.0, 4.0])
    for model in MODELS.values():
        low, high = profile_ends(model, *given, top=topped(model, given), width=np.full(2, WIDTH))
        assert high[0] == np.inf
        assert np.isfinite([low[0], low[1], high[1]]).all()


def test_columns_that_go_together_have_no_ends() -> None:
    given = np.array([[1.0, 1, 0], [2, 2, 1], [0, 0, 1]]), np.full(3, 20.0), np.array([4.0, 9, 3])
    for model in MODELS.values():
        low, high = profile_ends(model, *given, top=topped(model, given), width=np.full(3, WIDTH))
        assert np.isnan([low[:2], high[:2]]).all()
        assert low[2] < high[2]
