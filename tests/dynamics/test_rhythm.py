"""The rhythm of day and week."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.dynamics import Rhythm
from mediaeco.errors import InvalidCaseError

WEEK = 7 * 86400.0
WEIGHTS = st.one_of(st.just(0.0), st.floats(0.01, 5))
RHYTHMS = st.builds(
    Rhythm,
    hours=st.lists(WEIGHTS, min_size=24, max_size=24).filter(any),
    days=st.lists(WEIGHTS, min_size=7, max_size=7).filter(any),
)
SECONDS = st.floats(-4 * WEEK, 3000 * WEEK)


@given(RHYTHMS, SECONDS)
def test_a_week_weighs_a_week(rhythm: Rhythm, start: float) -> None:
    assert float(rhythm.integral(start, start + WEEK)) == pytest.approx(WEEK, rel=1e-6)
    assert float(np.mean(rhythm.at(start + 3600 * np.arange(168)))) == pytest.approx(1)


@given(RHYTHMS, SECONDS, st.floats(0, 2 * WEEK), st.floats(0, 2 * WEEK))
def test_spans_add_up_and_never_fall(rhythm: Rhythm, start: float, a: float, b: float) -> None:
    first, second = rhythm.integral(start, start + a), rhythm.integral(start + a, start + a + b)
    assert float(first) >= -1e-5
    assert float(rhythm.integral(start, start + a + b)) == pytest.approx(
        float(first + second), abs=1e-4
    )
    assert float(rhythm.integral(start + a, start)) == pytest.approx(-float(first), abs=1e-5)


@given(RHYTHMS, st.floats(0, 200 * WEEK), st.floats(0, 3 * WEEK))
def test_a_moment_undoes_the_integral(rhythm: Rhythm, start: float, amount: float) -> None:
    end = rhythm.moment(start, amount)
    assert float(end) >= start
    assert float(rhythm.integral(start, end)) == pytest.approx(amount, abs=1e-3)
    # No sooner: a little before it, less has added up, or the end lies where weight is.
    assert float(rhythm.integral(start, max(start, float(end) - 1))) <= amount + 1e-3


@given(RHYTHMS, SECONDS)
def test_the_integral_grows_by_the_weight(rhythm: Rhythm, moment: float) -> None:
    moment = np.floor(moment / 3600) * 3600 + 60  # well within an hour
    slope = float(rhythm.integral(moment, moment + 60)) / 60
    assert slope == pytest.approx(float(rhythm.at(moment)), abs=1e-5)


def test_hours_and_days_are_those_of_the_wall() -> None:
    nights = Rhythm(hours=[0] * 22 + [1] * 2)
    sundays = Rhythm(days=[0] * 6 + [1])
    sunday_night = (datetime(2024, 3, 10, 22, 30) - datetime(1970, 1, 1)).total_seconds()
    assert float(nights.at(sunday_night)) == 12
    assert float(sundays.at(sunday_night)) == 7
    assert float(sundays.at(sunday_night + 2 * 3600)) == 0
    assert float(nights.at(sunday_night - 2 * 3600)) == 0


def test_without_rhythm_seconds_are_seconds() -> None:
    flat = Rhythm()
    assert flat.at([0.0, 1e9]).tolist() == [1, 1]
    assert flat.integral(10.0, [12.5, 3e8]).tolist() == [2.5, 3e8 - 10]
    assert flat == Rhythm(hours=[3] * 24)


@given(st.lists(st.floats(0, 3000 * WEEK), min_size=1, max_size=30), st.integers(0, 50))
def test_an_observed_rhythm_is_that_of_the_moments(moments: list[float], weeks: int) -> None:
    rhythm = Rhythm.observed(moments)
    told = [datetime(1970, 1, 1) + timedelta(seconds=moment) for moment in np.floor(moments)]
    hours = [sum(t.hour == hour for t in told) for hour in range(24)]
    days = [sum(t.weekday() == day for t in told) for day in range(7)]
    assert rhythm == Rhythm(hours=hours, days=days)
    assert rhythm == Rhythm.observed(np.floor(moments) + weeks * WEEK)


@pytest.mark.parametrize("wrong", [[], [float("nan")], [0.0, float("inf")]])
def test_no_moment_has_no_rhythm(wrong: list[float]) -> None:
    with pytest.raises(InvalidCaseError, match=r"Rhythm\.observed"):
        Rhythm.observed(wrong)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"hours": [1] * 23}, "hours"),
        ({"hours": [0] * 24}, "hours"),
        ({"hours": [-1] + [1] * 23}, "hours"),
        ({"hours": [float("nan")] * 24}, "hours"),
        ({"days": [float("inf")] * 7}, "days"),
        ({"days": []}, "days"),
    ],
)
def test_what_is_no_weight_is_told(wrong: dict[str, list[float]], place: str) -> None:
    with pytest.raises(InvalidCaseError, match=rf"Rhythm\.{place}"):
        Rhythm(**wrong)
