from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from mediaeco.errors import InvalidCaseError
from mediaeco.model import Comparison
from mediaeco.relation.evidence import load_channel_comparisons
from mediaeco.relation.pooling import pooled

Made = Callable[..., Comparison]
STUDIES = st.lists(st.tuples(st.floats(-1.5, 1.5), st.integers(5, 200)), min_size=2, max_size=6)


def trials(made: Made, studies: list[tuple[float, int]], **told: object) -> list[Comparison]:
    return [
        made(f"trial-{i}", source=f"s{i}", value=d, n_arm=n, n_against=n, **told)
        for i, (d, n) in enumerate(studies)
    ]


@given(STUDIES)
def test_together_lies_between_and_turns_with_the_sign(
    made: Made, studies: list[tuple[float, int]]
) -> None:
    items = trials(made, studies)
    found = pooled(items)
    assert found.pooled.tolist() == [True]
    low, high = min(d for d, _ in studies), max(d for d, _ in studies)
    for mean, least, most in (
        (found.random, found.random_low, found.random_high),
        (found.fixed, found.fixed_low, found.fixed_high),
    ):
        assert low - 1e-9 <= mean[0] <= high + 1e-9
        assert least[0] <= mean[0] <= most[0]
    assert [set(members) for members in found.members] == [{item.id for item in items}]
    assert np.isnan(found.predict_low[0]) == (len(studies) < 3)
    turned = pooled([attrs.evolve(item, sign=-1) for item in items])
    assert turned.random[0] == pytest.approx(-found.random[0])
    assert turned.random_low[0] == pytest.approx(-found.random_high[0])
    assert turned.fixed[0] == pytest.approx(-found.fixed[0])
    assert turned.fixed_low[0] == pytest.approx(-found.fixed_high[0])
    again = pooled(items[::-1])
    for name in ("random", "random_low", "fixed", "fixed_high", "q", "tau2", "predict_low"):
        value = getattr(found, name)[0]
        assert getattr(again, name)[0] == pytest.approx(value, abs=1e-9, nan_ok=True), name
    if len(studies) > 2:
        error = (found.random_high[0] - found.random[0]) / 1.959964
        reach = t.ppf(0.975, len(studies) - 2) * np.hypot(error, found.tau2[0] ** 0.5)
        assert found.predict_high[0] - found.random[0] == pytest.approx(reach, rel=1e-5)
        assert found.predict_low[0] <= found.random_low[0]


MEANS = ("fixed", "random")
ENDS = (("fixed_low", "fixed_high"), ("random_low", "random_high"), ("predict_low", "predict_high"))
NUMBERS = (*MEANS, *(end for ends in ENDS for end in ends), "q", "tau2", "i2")


def test_equal_results_have_no_spread_in_any_order(made: Made) -> None:
    """Weighted, 0.375 of three trials is 0.375 or a last bit more, by the order of the three."""
    items = trials(made, [(0.375, 5), (0.375, 5), (0.375, 54)])
    for order in permutations(items):
        found = pooled(list(order))
        assert (found.q[0], found.tau2[0]) == (0, 0)
        assert np.isnan(found.i2[0])


@given(STUDIES, st.booleans(), st.sampled_from([0.5, 0.9, 0.99]), st.data())
def test_every_mean_lies_between_turns_and_has_no_order(
    made: Made,
    studies: list[tuple[float, int]],
    related: bool,
    confidence: float,
    draws: st.DataObject,
) -> None:
    """Of differences, and of correlations by way of Fisher's z."""
    if related:
        told = {"contrast": "association", "criterion": "outcome", "design": "correlational"}
        items = [
            made(f"s{i}", source=f"s{i}", metric="r", value=float(np.tanh(d)), n=n, **told)
            for i, (d, n) in enumerate(studies)
        ]
    else:
        items = trials(made, studies)
    found = pooled(items, confidence=confidence)
    assert found.scale == ("r" if related else "d",)
    values = [item.value for item in items if item.value is not None]
    for mean, (low, high) in zip(MEANS, ENDS[:2], strict=True):
        (own,) = getattr(found, mean)
        assert min(values) - 1e-9 <= own <= max(values) + 1e-9
        assert getattr(found, low)[0] <= own <= getattr(found, high)[0]
    again = pooled(draws.draw(st.permutations(items)), confidence=confidence)
    turned = pooled([attrs.evolve(item, sign=-1) for item in items], confidence=confidence)
    for name in NUMBERS:
        np.testing.assert_allclose(getattr(again, name), getattr(found, name), atol=1e-6)
    for name in MEANS:
        np.testing.assert_allclose(getattr(turned, name), -getattr(found, name), atol=1e-6)
    for low, high in ENDS:
        np.testing.assert_allclose(getattr(turned, low), -getattr(found, high), atol=1e-6)
    for name in ("q", "tau2", "i2"):
        np.testing.assert_allclose(getattr(turned, name), getattr(found, name), atol=1e-6)


def test_three_trials_by_hand(made: Made) -> None:
    items = trials(made, [(0.1, 50), (0.3, 50), (0.5, 50)])
    found = pooled(items)
    variances = [2 / 50 + d * d / 200 for d in (0.1, 0.3, 0.5)]
    weights = [1 / v for v in variances]
    mean = sum(w * d for w, d in zip(weights, (0.1, 0.3, 0.5), strict=True)) / sum(weights)
    assert found.fixed[0] == pytest.approx(mean)
    assert found.q[0] == pytest.approx(1.98, abs=0.02)
    assert found.tau2[0] == 0
    assert found.i2[0] == 0
    # t of one degree of freedom at .975: 12.706.
    reach = 12.7062 * sum(weights) ** -0.5
    assert found.predict_high[0] == pytest.approx(mean + reach, rel=1e-4)


def test_nothing_is_put_together_across_what_it_is_about(made: Made) -> None:
    items = [
        made("a", source="a", value=0.1, n_arm=50, n_against=50),
        made("b", source="b", value=0.2, n_arm=50, n_against=50, rater="therapist"),
        made("c", source="c", value=0.2, n_arm=50, n_against=50, construct="bond"),
        made("d", source="d", value=0.2, n_arm=50, n_against=50, channels=("phone",)),
        made(
            "e", source="e", value=0.3, n_arm=50, n_against=50, contrast="change within one channel"
        ),
    ]
    found = pooled(items)
    assert found.k.tolist() == [1] * 5
    assert found.members == (("a",), ("b",), ("c",), ("d",), ("e",))
    assert set(found.reason) == {"one result only"}
    assert np.isnan(found.random).all()


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ({"design": "meta-analysis", "low": 0.0, "high": 0.4}, "share studies"),
        ({"source": "trial"}, "two results of one source"),
        ({"n_arm": None}, "without a standard error"),
        ({"low": 0.2, "high": 0.2}, "standard error of 0"),
        ({"sign": 0}, "outside"),
    ],
)
def test_what_cannot_be_put_together_has_a_reason(
    made: Made, second: dict[str, object], reason: str
) -> None:
    first = made("first", source="trial", value=0.1, n_arm=50, n_against=50)
    settings = {"source": "other", "value": 0.2, "n_arm": 50, "n_against": 50, **second}
    found = pooled([first, made("second", **settings)])
    assert found.k.tolist() == [2]
    assert not found.pooled[0]
    assert np.isnan(found.random[0])
    assert reason in found.reason[0]


def test_syntheses_are_put_together_only_on_request(made: Made) -> None:
    told = {"design": "meta-analysis", "metric": "r", "contrast": "association"}
    items = [
        made(
            f"m{i}", source=f"m{i}", criterion="outcome", value=r, low=r - 0.1, high=r + 0.1, **told
        )
        for i, r in enumerate((0.2, 0.3))
    ]
    assert not pooled(items).pooled[0]
    found = pooled(items, reviews=True)
    assert found.scale == ("r",)
    assert 0.2 < found.random[0] < 0.3
    same = [attrs.evolve(item, value=0.5, low=0.4, high=0.6) for item in items]
    assert pooled(same, reviews=True).random[0] == pytest.approx(0.5)
    assert -1 < found.random_low[0] < found.random_high[0] < 1


def test_the_shipped_results_are_told_apart() -> None:
    found = pooled(load_channel_comparisons())
    assert not found.pooled.any()
    assert all(found.reason)
    assert found.to_frame().rows == len(found.k)
    assert pooled([]).to_frame().rows == 0
    with pytest.raises(InvalidCaseError, match="confidence"):
        pooled([], confidence=1.0)
