from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.entropy import relative_entropy, shannon_entropy

WEIGHTS = st.lists(st.floats(0, 1e6).map(lambda w: w if w > 1e-9 else 0.0), min_size=1, max_size=6)


@given(WEIGHTS)
def test_entropy_by_its_sum(weights: list[float]) -> None:
    total = sum(weights)
    found = float(shannon_entropy(np.array(weights)))
    if total == 0:
        assert math.isnan(found)
        return
    wanted = -sum(w / total * math.log(w / total) for w in weights if w > 0)
    assert found == pytest.approx(wanted, abs=1e-9)
    assert -1e-12 <= found <= math.log(len(weights)) + 1e-9


@given(WEIGHTS, st.randoms(use_true_random=False))
def test_order_and_unit_change_nothing(weights: list[float], random: object) -> None:
    told = np.array(weights)
    mixed = told.copy()
    random.shuffle(mixed)  # type: ignore[attr-defined]  # Hypothesis's own random numbers
    for other in (mixed, told * 1e200, told * 1e-200):
        np.testing.assert_allclose(relative_entropy(other), relative_entropy(told), atol=1e-9)


def test_what_cannot_be_spread_is_not_defined() -> None:
    assert np.isnan(relative_entropy(np.array([3.0])))
    assert np.isnan(relative_entropy(np.zeros(3)))
    assert np.isnan(relative_entropy(np.zeros((2, 0)))).all()
    assert relative_entropy(np.ones((2, 4))).tolist() == [1.0, 1.0]
