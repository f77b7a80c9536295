from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.effect import (
    d_from_r,
    d_from_t,
    normal_quantile,
    r_from_d,
    r_from_z,
    se_from_interval,
    se_of_d,
    se_of_z,
    t_from_d,
    z_from_r,
)

EFFECTS = st.floats(-50, 50)
CORRELATIONS = st.floats(-0.999, 0.999)
GROUPS = st.integers(2, 5000)


@given(CORRELATIONS)
def test_d_and_r_turn_into_each_other(r: float) -> None:
    assert float(r_from_d(d_from_r(r))) == pytest.approx(r, abs=1e-12)
    assert float(r_from_z(z_from_r(r))) == pytest.approx(r, abs=1e-12)


@given(EFFECTS, GROUPS, GROUPS)
def test_t_and_d_turn_into_each_other(d: float, first: int, second: int) -> None:
    df = first + second - 2
    for arms in ((first, second), (np.nan, np.nan)):
        t = t_from_d(d, df, *arms) if df else math.nan
        assert df == 0 or float(d_from_t(t, df, *arms)) == pytest.approx(d, abs=1e-9)


@given(CORRELATIONS, CORRELATIONS)
def test_conversions_keep_order_and_sign(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert float(d_from_r(low)) <= float(d_from_r(high))
    assert float(d_from_r(-one)) == -float(d_from_r(one))
    assert float(r_from_d(-one)) == -float(r_from_d(one))
    assert float(d_from_r(0)) == 0
    assert float(r_from_d(low)) <= float(r_from_d(high))


# The least numbers that floats hold would be divided to 0.
@given(st.floats(-50, 50, allow_subnormal=False), st.integers(1, 5000), GROUPS, GROUPS)
def test_d_has_the_sign_of_t(t: float, df: int, first: int, second: int) -> None:
    for arms in ((first, second), (np.nan, np.nan)):
        assert np.sign(d_from_t(t, df, *arms)) == np.sign(t)


@given(EFFECTS, GROUPS, GROUPS)
def test_d_of_two_groups_is_their_own_formula(d: float, first: int, second: int) -> None:
    a = (first + second) ** 2 / (first * second)
    assert float(r_from_d(d, first, second)) == pytest.approx(d / math.sqrt(d * d + a))
    error = math.sqrt((first + second) / (first * second) + d * d / (2 * (first + second)))
    assert float(se_of_d(d, first, second)) == pytest.approx(error)
    assert float(se_of_d(d, first, second)) == float(se_of_d(d, second, first))
    assert float(se_of_d(d, first + 1, second + 1)) < error
    assert float(se_of_d(abs(d) + 1, first, second)) > error


@given(EFFECTS, st.floats(0.01, 10), st.floats(0.5, 0.999), EFFECTS)
def test_an_interval_gives_its_error_back_wherever_it_lies(
    middle: float, error: float, confidence: float, moved: float
) -> None:
    reach = float(normal_quantile(confidence)) * error
    for at in (middle, middle + moved):
        found = se_from_interval(at - reach, at + reach, confidence)
        assert float(found) == pytest.approx(error, rel=1e-6)


def test_golden_numbers() -> None:
    # r and d of fluckiger2018, and the "almost 8 %" of variance.
    assert float(d_from_r(0.278)) == pytest.approx(0.579, abs=5e-4)
    assert pytest.approx(0.077, abs=5e-4) == 0.278**2
    # t and df of mercadal2022.
    assert float(d_from_t(-42.045, 289)) == pytest.approx(-4.946, abs=5e-4)
    # p of norwood2018 from its interval.
    z = 0.30 / float(se_from_interval(-0.67, 0.07))
    assert math.erfc(z / math.sqrt(2)) == pytest.approx(0.11, abs=5e-3)
    assert float(normal_quantile(0.95)) == pytest.approx(1.959964, abs=1e-6)
    assert float(se_of_z(28)) == pytest.approx(0.2)


def test_what_cannot_be_is_nan() -> None:
    assert np.isnan(d_from_r([1.0, -1.0, 1.3, np.nan])).all()
    assert np.isnan(z_from_r([1.0, -1.3])).all()
    assert np.isnan(se_of_z([3, 0, np.nan])).all()
    assert np.isnan(se_of_d(0.5, [0, np.nan], [10, 10])).all()
    assert np.isnan(d_from_t(2.0, [0, -1, np.nan])).all()
    assert float(r_from_d(1e300)) == 1.0
