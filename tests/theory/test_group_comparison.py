"""Groups of cases: permuted, drawn anew, and told what they cannot show."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io.example import EXAMPLES, read_example
from mediaeco.kernels.array import Floats
from mediaeco.kernels.quantile import expanded_level, replicate_interval
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model import Cohort
from mediaeco.theory import compare_groups, difference_test

NUMBERS = st.lists(st.integers(-9, 9).map(float), min_size=2, max_size=6).map(np.array)


def standard(n: int) -> Floats:
    """Numbers of mean 0 and standard deviation 1."""
    x = np.linspace(-1, 1, n)
    return np.asarray((x - x.mean()) / x.std(ddof=1))


def two(first: Floats, second: Floats, **settings: Any) -> Any:
    labels = ["a"] * len(first) + ["b"] * len(second)
    settings = {"replicates": 99} | settings
    return compare_groups(np.concatenate((first, second)), labels, **settings)


def test_the_smaller_group_says_how_much_wider_an_interval_is() -> None:
    first, second = standard(30), 2 + standard(4)
    (found,) = two(first, second, replicates=400, seed=3).contrasts
    random = np.random.default_rng(3)
    drawn = [drawn_counts(random, len(part), 400) @ part / len(part) for part in (first, second)]
    expected = replicate_interval(drawn[0] - drawn[1], expanded_level(0.95, 4))
    assert found.difference_interval == pytest.approx(expected)


def test_hedges_g_is_that_of_the_textbook() -> None:
    """Borenstein et al. (2009), chapter 4: means 103 and 100, SD 5.5 and 4.5, n = 50 each."""
    (found,) = two(103 + 5.5 * standard(50), 100 + 4.5 * standard(50)).contrasts
    assert found.g == pytest.approx(0.5924, abs=5e-5)
    half = 1.96 * 0.2028
    assert found.g_interval == pytest.approx((0.5924 - half, 0.5924 + half), abs=2e-4)
    assert found.difference == pytest.approx(3)
    assert found.limits() == ()
    assert "Hedges' g 0.59" in found.statement()


def test_three_against_three_say_what_they_cannot_show() -> None:
    found = two(np.array([3.0, 4, 5]), np.array([0.0, 1, 2]))
    (one,) = found.contrasts
    assert (one.test.p, one.smallest_p, one.test.exact) == (0.1, 0.1, True)
    assert one.superiority == 1
    text = found.statement()
    assert "cannot show a p below 0.1" in text
    assert "fewer than 10 cases a group are rough" in text
    assert one.limits(alpha=0.2) == one.limits(alpha=0.2)[-1:]
    assert found.to_frame()["limits"][0].startswith("so few cases")


def test_one_case_and_none() -> None:
    (alone,) = two(np.array([1.0]), np.array([0.0, 2.0])).contrasts
    assert alone.difference == 0
    assert math.isnan(alone.g)
    assert all(math.isnan(end) for end in alone.difference_interval + alone.delta_interval)
    assert any("one case does not tell" in text for text in alone.limits())
    (none,) = two(np.array([np.nan]), np.array([0.0, 2.0])).contrasts
    assert (none.n, none.n_against) == (0, 2)
    assert math.isnan(none.difference)
    assert none.limits() == ("a group without a case: nothing to compare",)
    assert "A group without a case" in none.statement()
    (still,) = two(np.ones(3), np.zeros(3)).contrasts
    assert math.isnan(still.g)
    assert any("nothing varies" in text for text in still.limits())


@given(NUMBERS, NUMBERS)
def test_the_other_way_round_gives_the_other_sign(first: Floats, second: Floats) -> None:
    (one,), (other,) = two(first, second).contrasts, two(second, first).contrasts
    assert one.difference == pytest.approx(-other.difference)
    assert one.g == pytest.approx(-other.g, nan_ok=True)
    assert one.delta == -other.delta
    if one.test.exact:
        assert one.test.p == other.test.p
    assert one.test.p == difference_test(first, second, replicates=99).p


@given(NUMBERS, NUMBERS, st.integers(-5, 5), st.sampled_from([0.5, 2.0, 4.0]))
def test_units_change_differences_alone(
    first: Floats, second: Floats, shift: int, scale: float
) -> None:
    (one,) = two(first, second).contrasts
    (other,) = two(scale * first + shift, scale * second + shift).contrasts
    assert other.difference == pytest.approx(scale * one.difference, abs=1e-9)
    assert other.difference_interval == pytest.approx(
        tuple(scale * end for end in one.difference_interval), abs=1e-9
    )
    assert other.g == pytest.approx(one.g, nan_ok=True, abs=1e-9)
    assert (other.delta, other.test.p) == (one.delta, one.test.p)


@given(NUMBERS, NUMBERS)
def test_intervals_hold_means_and_widen_with_their_level(first: Floats, second: Floats) -> None:
    narrow, wide = (two(first, second, level=level) for level in (0.6, 0.95))
    for name in ("difference_interval", "delta_interval", "g_interval"):
        inner, outer = (getattr(found.contrasts[0], name) for found in (narrow, wide))
        if not math.isnan(inner[0]):
            assert outer[0] <= inner[0] <= inner[1] <= outer[1]
    assert not any(abs(end) > 1 + 1e-12 for end in wide.contrasts[0].delta_interval)
    for k, part in enumerate((first, second)):
        assert wide.mean[0, k] == pytest.approx(part.mean())
        assert part.min() - 1e-9 <= wide.mean_low[0, k] <= wide.mean_high[0, k] <= part.max() + 1e-9


def test_all_contrasts_are_corrected_together() -> None:
    random = np.random.default_rng(0)
    labels = ["a"] * 8 + ["b"] * 8 + ["c"] * 8 + [None]
    measures = {"one": random.normal(size=25), "two": np.r_[random.normal(size=16), np.ones(9) * 4]}
    found = compare_groups(measures, labels, replicates=999)
    assert found.groups == ("a", "b", "c")
    assert [(row.measure, row.group, row.against) for row in found.contrasts][:3] == [
        ("one", "a", "b"),
        ("one", "a", "c"),
        ("one", "b", "c"),
    ]
    raw = compare_groups(measures, labels, replicates=999, correction="none")
    frame = found.to_frame()
    np.testing.assert_array_equal(frame["p_uncorrected"], raw.to_frame()["p"])
    assert (frame["p"] >= frame["p_uncorrected"]).all()
    np.testing.assert_allclose(frame["smallest_p"], 6 * raw.to_frame()["smallest_p"])
    turned = compare_groups(dict(reversed(measures.items())), labels, replicates=999)
    assert turned.contrasts[0].statement() == found.contrasts[3].statement()
    gentle = compare_groups(measures, labels, replicates=999, correction="bh").to_frame()
    assert (gentle["p"] <= frame["p"]).all()
    assert found.summary().rows == 6


def test_intervals_of_means_cover() -> None:
    """Of 200 pairs of groups of 20 with no difference, about 95 % hold 0."""
    random = np.random.default_rng(5)
    pairs = random.normal(size=(200, 40))
    labels = ["a"] * 20 + ["b"] * 20
    found = compare_groups({str(k): row for k, row in enumerate(pairs)}, labels, replicates=199)
    frame = found.to_frame()
    hits = ((frame["difference_low"] < 0) & (frame["difference_high"] > 0)).mean()
    assert 0.88 < hits <= 0.99
    assert 0.9 < ((frame["g_low"] < 0) & (frame["g_high"] > 0)).mean() <= 0.99


def test_measures_are_worked_out_of_the_cases() -> None:
    cases = [read_example(name) for name in EXAMPLES]
    eco = Ecosystem(Cohort([*cases]))

    def contacts(of: Ecosystem) -> Floats:
        return np.diff(of.table.offsets).astype(np.float64)

    found = compare_groups(contacts, ["x", "y", "y"], eco=eco, replicates=9)
    assert found.measures == ("contacts",)
    assert found.values[0].tolist() == [len(case.interactions) for case in cases]


@pytest.mark.parametrize(
    ("measures", "labels", "settings", "place"),
    [
        ([1.0, 2.0], ["a", "a"], {}, "groups"),
        ([1.0, 2.0], ["a", None], {}, "groups"),
        ([1.0], ["a", "b"], {}, "measures"),
        ([[1.0, 2.0]], ["a", "b"], {}, "measures"),
        ([1.0, np.inf], ["a", "b"], {}, "measures"),
        (["x", "y"], ["a", "b"], {}, "measures"),
        ({}, ["a", "b"], {}, "measures"),
        (len, ["a", "b"], {}, "measures"),
        ([1.0, 2.0], ["a", "b"], {"level": 0}, "level"),
        ([1.0, 2.0], ["a", "b"], {"replicates": 0}, "replicates"),
        ([1.0, 2.0], ["a", "b"], {"replicates": 1.5}, "replicates"),
    ],
)
def test_bad_input_is_told(
    measures: Any, labels: list[str | None], settings: dict[str, Any], place: str
) -> None:
    with pytest.raises(InvalidCaseError, match=place):
        compare_groups(measures, labels, **settings)


def test_an_unknown_correction_is_told() -> None:
    with pytest.raises(UnknownTermError, match="correction"):
        compare_groups([1.0, 2.0], ["a", "b"], correction="bonferroni")  # type: ignore[arg-type]  # wrong on purpose


def test_few_cases_have_intervals_that_cover() -> None:
    """Of 400 groups of 6, more than .88 intervals hold the mean, where plain ones hold fewer."""
    random = np.random.default_rng(8)
    labels = ["a"] * 6 + ["b"] * 6
    rows = {str(k): row for k, row in enumerate(random.normal(size=(200, 12)))}
    found = compare_groups(rows, labels, replicates=199, correction="none")
    hits = (found.mean_low < 0) & (found.mean_high > 0)
    assert hits.mean() > 0.88
