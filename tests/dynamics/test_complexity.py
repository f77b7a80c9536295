"""Dynamic complexity of series and of ratings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.dynamics import Rating, complexity, dynamic_complexity, rating_series
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.io import read_example
from mediaeco.model import Actor, Case, Cohort, Measure
from mediaeco.testing import cohorts

VALUES = st.lists(st.integers(0, 10).map(float), min_size=1, max_size=20)
WINDOWS = st.integers(2, 6)


@given(VALUES, WINDOWS)
def test_complexity_is_a_share_and_undefined_in_the_first_windows(
    values: list[float], window: int
) -> None:
    found = complexity(np.array(values), window=window, low=0, high=10)
    for part in (found.fluctuation, found.distribution, found.complexity):
        assert np.isnan(part[: window - 1]).all()
        assert ((part[window - 1 :] >= 0) & (part[window - 1 :] <= 1)).all()
    np.testing.assert_array_equal(found.complexity, found.fluctuation * found.distribution)


@given(VALUES, WINDOWS, st.integers(-5, 5), st.sampled_from([0.5, 2.0, 8.0, -1.0]))
def test_another_scale_gives_the_same(
    values: list[float], window: int, shift: int, stretch: float
) -> None:
    own = complexity(np.array(values), window=window, low=0, high=10)
    ends = sorted((shift, 10 * stretch + shift))
    other = complexity(np.array(values) * stretch + shift, window=window, low=ends[0], high=ends[1])
    np.testing.assert_allclose(other.fluctuation, own.fluctuation, atol=1e-9)
    np.testing.assert_allclose(other.distribution, own.distribution, atol=1e-9)


@given(st.integers(0, 10), st.integers(2, 12), WINDOWS)
def test_a_constant_has_no_complexity_and_no_critical_moment(
    value: int, length: int, window: int
) -> None:
    found = complexity(np.full(length, float(value)), window=window, low=0, high=10)
    assert (found.complexity[window - 1 :] == 0).all()
    assert np.isnan(found.z).all()
    assert not found.critical.any()


@given(VALUES, WINDOWS, st.integers(0, 20))
def test_a_window_does_not_depend_on_what_lies_outside(
    values: list[float], window: int, cut: int
) -> None:
    whole = complexity(np.array(values), window=window, low=0, high=10)
    part = complexity(np.array(values[:cut]), window=window, low=0, high=10)
    np.testing.assert_allclose(part.complexity, whole.complexity[:cut], atol=1e-12)
    rest = complexity(np.array(values[cut:]), window=window, low=0, high=10).complexity
    np.testing.assert_allclose(rest[window - 1 :], whole.complexity[cut + window - 1 :], atol=1e-12)


@given(WINDOWS, st.integers(1, 12), st.integers(-3, 3), st.randoms(use_true_random=False))
def test_full_swings_and_even_spread_are_1(
    window: int, more: int, low: int, random: object
) -> None:
    length = window + more - 1
    swings = complexity(
        np.array([low + 10.0 * (i % 2) for i in range(length)]),
        window=window,
        low=low,
        high=low + 10,
    )
    np.testing.assert_allclose(swings.fluctuation[window - 1 :], 1)
    even = [low + 10 * i / (window - 1) for i in range(window)]
    random.shuffle(even)  # type: ignore[attr-defined]  # Hypothesis gives a Random
    spread = complexity(np.array(even), window=window, low=low, high=low + 10)
    assert spread.distribution[-1] == pytest.approx(1)


@given(st.lists(st.tuples(*[st.integers(0, 10).map(float)] * 3), min_size=1, max_size=15), WINDOWS)
def test_several_series_are_each_their_own(rows: list[tuple[float, ...]], window: int) -> None:
    values = np.array(rows)
    together = complexity(values, window=window, low=0, high=10)
    assert together.complexity.shape == values.shape
    for k in range(3):
        alone = complexity(values[:, k], window=window, low=0, high=10)
        np.testing.assert_allclose(together.complexity[:, k], alone.complexity, atol=1e-12)
        np.testing.assert_allclose(together.z[:, k], alone.z, atol=1e-9)


@given(VALUES, WINDOWS)
def test_z_is_a_standard_score(values: list[float], window: int) -> None:
    z = complexity(np.array(values), window=window, low=0, high=10).z
    known = z[~np.isnan(z)]
    if len(known):
        assert known.mean() == pytest.approx(0, abs=1e-9)
        assert known.std(ddof=1) == pytest.approx(1)


def test_an_outburst_among_calm_is_critical() -> None:
    """Sixty days between 4 and 5, and ten on which everything is possible."""
    calm = [4.0, 4, 5, 5] * 15
    values = np.array([*calm, 0, 10, 3, 8, 1, 6, 9, 2, 5, 7, *calm])
    found = complexity(values, window=7, low=0, high=10)
    assert found.critical[64:70].all()
    assert not found.critical[:58].any()
    assert not found.critical[80:].any()


def test_a_missing_value_leaves_its_windows_undefined() -> None:
    values = np.arange(9.0)
    values[4] = np.nan
    found = complexity(values, window=3, low=0, high=10)
    assert np.isnan(found.complexity).tolist() == [i < 2 or 4 <= i <= 6 for i in range(9)]


@pytest.mark.parametrize(
    ("window", "low", "high", "place"),
    [
        (1, 0, 10, "window"),
        (2.5, 0, 10, "window"),
        (3, 5, 5, "high"),
        (3, 0, np.inf, "high"),
        (3, 0, 4, "values"),
        (3, 2, 10, "values"),
    ],
)
def test_what_makes_no_sense_is_told(window: int, low: float, high: float, place: str) -> None:
    with pytest.raises(InvalidCaseError, match=rf"complexity\.{place}"):
        complexity(np.array([1.0, 5, 3]), window=window, low=low, high=high)


# On a record -----------------------------------------------------------------------------------


@given(cohorts(max_contacts=8))
def test_every_rating_that_is_meant_stands_in_one_series(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    meant = [
        m.value
        for case in cohort
        for m in case.measures
        if (m.construct, m.about) == ("alliance", "")
    ]
    found = rating_series(eco)
    assert sorted(found.value.tolist()) == sorted(meant)
    assert found.to_frame().rows == len(meant)
    for low, high in zip(found.offsets[:-1], found.offsets[1:], strict=True):
        assert (np.diff(found.t[low:high]) >= 0).all()
    labels = list(zip(*(column.tolist() for column in found.labels().values()), strict=True))
    assert len(set(labels)) == len(labels)


@given(cohorts(max_contacts=8))
def test_a_case_is_the_same_alone_and_in_a_cohort(cohort: Cohort) -> None:
    whole = dynamic_complexity(Ecosystem(cohort), window=2)
    for i, case in enumerate(cohort):
        own = dynamic_complexity(Ecosystem(case), window=2)
        mine = whole.ratings.case[whole.ratings.series] == i if len(whole.z) else np.zeros(0, bool)
        np.testing.assert_array_equal(own.complexity, whole.complexity[mine])
        np.testing.assert_array_equal(own.z, whole.z[mine])
        np.testing.assert_allclose(own.ratings.t, whole.ratings.t[mine])


def test_ratings_of_an_example_by_the_plain_function() -> None:
    eco = Ecosystem(read_example("first-contact"))
    found = dynamic_complexity(eco, window=4)
    ratings = found.ratings
    assert len(ratings.offsets) > 1
    for low, high in zip(ratings.offsets[:-1], ratings.offsets[1:], strict=True):
        own = complexity(
            ratings.value[low:high],
            window=4,
            low=ratings.low[low],
            high=ratings.high[low],
        )
        np.testing.assert_allclose(found.complexity[low:high], own.complexity)
    assert found.summary()["ratings"].sum() == len(ratings.value)
    with pytest.raises(InvalidCaseError, match=r"dynamic_complexity\.window"):
        dynamic_complexity(eco, window=1)
    none = dynamic_complexity(eco, rating=Rating(instrument="a scale nobody used"))
    assert none.to_frame().rows == 0
    assert none.summary().rows == 0


def test_ratings_of_a_channel_are_no_ratings_of_the_relationship() -> None:
    def rated(value: float, about: str) -> Measure:
        return Measure(
            instrument="SRS", rater="P", time=0.0, value=value, low=0, high=10, about=about
        )

    case = Case(
        id="two-bonds",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=CHANNELS.pick("phone"),
        measures=[rated(8, ""), rated(3, "phone")],
    )
    assert rating_series(Ecosystem(case)).value.tolist() == [8]
    phone = rating_series(Ecosystem(case), rating=Rating(about="phone"))
    assert phone.value.tolist() == [3]
