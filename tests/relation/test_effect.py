from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import COMPARISONS
from mediaeco.model import Comparison, Metric
from mediaeco.relation.effect import effect_sizes

Made = Callable[..., Comparison]


@pytest.mark.parametrize(
    "name",
    [
        *("fluckiger2018-alliance", "element-youth_alliance", "element-empathy"),
        *("element-goal_consensus", "element-collaboration", "element-congruence"),
        *("element-expectation", "element-credibility", "element-countertransference_management"),
    ],
)
def test_published_pairs_of_r_and_d(name: str) -> None:
    item = COMPARISONS[name]
    assert effect_sizes([item]).d[0] == pytest.approx(item.d, abs=0.02)


@given(st.floats(-3, 3), st.floats(0.01, 2), st.sampled_from(["d", "r"]))
def test_turning_the_sign_turns_everything(
    made: Made, value: float, half: float, metric: str
) -> None:
    value = np.tanh(value) * 0.99 if metric == "r" else value
    ends = (value - half, value + half)
    if metric == "r":
        ends = (max(ends[0], -0.999), min(ends[1], 0.999))
    item = made(metric=metric, value=float(value), low=float(ends[0]), high=float(ends[1]))
    plain, turned = effect_sizes([item]), effect_sizes([attrs.evolve(item, sign=-1)])
    assert turned.d[0] == pytest.approx(-plain.d[0])
    assert turned.r[0] == pytest.approx(-plain.r[0])
    assert turned.r_low[0] == pytest.approx(-plain.r_high[0])
    assert turned.d_se[0] == pytest.approx(plain.d_se[0], nan_ok=True)
    assert plain.d_low[0] - 1e-9 <= plain.d[0] <= plain.d_high[0] + 1e-9
    assert plain.r_low[0] - 1e-9 <= plain.r[0] <= plain.r_high[0] + 1e-9
    assert np.sign(plain.d[0]) == np.sign(plain.r[0])


@given(
    st.floats(-8, 8),
    st.integers(4, 400),
    st.integers(4, 400),
    st.sampled_from(["d", "t", "r"]),
    st.booleans(),
)
def test_what_is_worked_out_turns_with_the_sign_and_holds_its_effect(
    made: Made, value: float, first: int, second: int, metric: str, df: bool
) -> None:
    """From the persons in each arm, from t, and from the persons of one study."""
    told = {"d": value / 4, "t": value, "r": float(np.tanh(value / 4))}[metric]
    item = made(
        metric=metric,
        value=told,
        n_arm=first,
        n_against=second,
        df=float(first + second - 2) if df else None,
        **{"contrast": "association", "criterion": "outcome"} if metric == "r" else {},
    )
    plain, turned = effect_sizes([item]), effect_sizes([attrs.evolve(item, sign=-1)])
    assert plain.reason == turned.reason == ("",)
    assert plain.worked_out.all()
    assert turned.worked_out.all()
    for name, other in (("d", "d"), ("d_low", "d_high"), ("r", "r"), ("r_low", "r_high")):
        np.testing.assert_allclose(getattr(turned, name), -getattr(plain, other), atol=1e-12)
    np.testing.assert_array_equal(turned.d_se, plain.d_se)
    np.testing.assert_array_equal(turned.z_se, plain.z_se)
    assert plain.d_low[0] - 1e-9 <= plain.d[0] <= plain.d_high[0] + 1e-9
    assert plain.r_low[0] - 1e-9 <= plain.r[0] <= plain.r_high[0] + 1e-9
    assert np.sign(plain.d[0]) == np.sign(plain.r[0])


def test_an_interval_is_worked_out_only_where_none_was_told(made: Made) -> None:
    told = made("told", value=0.2, low=-0.2, high=0.6, n_arm=40, n_against=40)
    silent = made("silent", value=0.2, n_arm=40, n_against=40)
    neither = made("neither", value=0.2, n=80)
    # Before and after are not two groups, whatever groups there are beside.
    change = attrs.evolve(silent, id="change", contrast="change within one channel")
    sizes = effect_sizes([told, silent, neither, change])
    assert sizes.worked_out.tolist() == [False, True, False, False]
    assert np.isnan(sizes.d_se[3])
    assert sizes.d_low[0] == -0.2
    assert sizes.d_low[1] == pytest.approx(0.2 - 1.96 * 0.2242, abs=1e-3)
    assert np.isnan(sizes.d_se[2])
    assert sizes.reason[:3] == ("", "", "no interval, and no n of both arms")


def test_correlations_of_one_study_know_their_error_and_syntheses_do_not(made: Made) -> None:
    plain = {"contrast": "association", "criterion": "outcome", "metric": "r", "value": 0.3}
    one = made("one", n=103, design="correlational", **plain)
    many = made("many", n=103, design="meta-analysis", **plain)
    sizes = effect_sizes([one, many])
    assert sizes.z_se[0] == pytest.approx(0.1)
    assert np.isnan(sizes.z_se[1])


def test_what_is_no_effect_is_nan_with_a_reason(made: Made) -> None:
    items = [
        made("words", metric="words"),
        made("mean", metric="mean", value=5.66),
        made("beyond", metric="r", value=1.2),
        made("bare", metric="t", value=2.0),
        made("unsided", value=0.11, sign=0),
    ]
    sizes = effect_sizes(items)
    assert np.isnan(sizes.d).all()
    assert np.isnan(sizes.r).all()
    assert all(sizes.reason)
    assert "not told" in sizes.reason[4]
    assert effect_sizes([]).to_frame().rows == 0


def test_the_whole_catalogue_is_put_on_one_scale() -> None:
    entries = list(COMPARISONS.values())
    sizes = effect_sizes(entries)
    known = ~np.isnan(sizes.d)
    numbers = (Metric.SMD, Metric.D, Metric.G, Metric.R, Metric.T)
    for item, is_known in zip(entries, known.tolist(), strict=True):
        expected = item.metric in numbers and item.value is not None and item.sign != 0
        assert is_known == expected, item.id
