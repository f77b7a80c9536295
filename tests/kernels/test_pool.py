from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.pool import pool

STUDIES = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.02, 2)), min_size=2, max_size=8)
Study = tuple[float, float]


def pooled(studies: list[Study]) -> tuple[float, ...]:
    return pool(*np.array(studies, dtype=np.float64).T)


def study_by_study(studies: list[Study]) -> list[float]:
    weights = [1 / se**2 for _, se in studies]
    fixed = sum(w * e for w, (e, _) in zip(weights, studies, strict=True)) / sum(weights)
    q = sum(w * (e - fixed) ** 2 for w, (e, _) in zip(weights, studies, strict=True))
    q = 0.0 if len({e for e, _ in studies}) == 1 else q
    c = sum(weights) - sum(w * w for w in weights) / sum(weights)
    tau2 = max(0.0, (q - (len(studies) - 1)) / c)
    spread = [1 / (se**2 + tau2) for _, se in studies]
    mean = sum(w * e for w, (e, _) in zip(spread, studies, strict=True)) / sum(spread)
    i2 = max(0.0, (q - (len(studies) - 1)) / q) if q > 0 else math.nan
    return [fixed, sum(weights) ** -0.5, mean, sum(spread) ** -0.5, q, tau2, i2]


@given(STUDIES)
def test_study_by_study_gives_the_same(studies: list[Study]) -> None:
    assert pooled(studies) == pytest.approx(study_by_study(studies), nan_ok=True, abs=1e-9)


@given(STUDIES)
def test_the_means_lie_between_the_effects(studies: list[Study]) -> None:
    found = pool(*np.array(studies, dtype=np.float64).T)
    effects = [effect for effect, _ in studies]
    for mean in (found.fixed, found.random):
        assert min(effects) - 1e-9 <= mean <= max(effects) + 1e-9
    assert found.random_se >= found.fixed_se - 1e-12
    assert found.tau2 >= 0
    assert math.isnan(found.i2) or 0 <= found.i2 < 1
    if found.tau2 == 0:
        assert found.random == pytest.approx(found.fixed, abs=1e-9)


@given(STUDIES, st.floats(-5, 5), st.randoms(use_true_random=False))
def test_moving_and_shuffling(studies: list[Study], by: float, random: object) -> None:
    found = pool(*np.array(studies, dtype=np.float64).T)
    moved = pool(*np.array([(e + by, se) for e, se in studies], dtype=np.float64).T)
    assert moved.fixed == pytest.approx(found.fixed + by, abs=1e-6)
    assert moved.random == pytest.approx(found.random + by, abs=1e-5)
    shuffled = list(studies)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    again = pool(*np.array(shuffled, dtype=np.float64).T)
    assert again == pytest.approx(found, nan_ok=True, abs=1e-6)


@given(st.floats(-3, 3), st.lists(st.floats(0.02, 2), min_size=2, max_size=8))
def test_equal_effects_have_no_spread_whatever_is_rounded(
    effect: float, errors: list[float]
) -> None:
    found = pooled([(effect, se) for se in errors])
    fixed, _, random, _, q, tau2, i2 = found
    assert fixed == random == pytest.approx(effect)
    assert (q, tau2) == (0, 0)
    assert math.isnan(i2)


def test_one_study_and_none() -> None:
    alone = pool(np.array([0.4]), np.array([0.2]))
    assert (alone.fixed, alone.random, alone.fixed_se, alone.random_se) == (0.4, 0.4, 0.2, 0.2)
    assert math.isnan(alone.q)
    assert math.isnan(alone.tau2)
    assert all(math.isnan(number) for number in pool(np.zeros(0), np.zeros(0)))
