"""Ratings over a record, by whom they were given."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import ratings
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Actor, Case, Cohort, Interaction, Measure
from mediaeco.model.clock import DAY, micros_of
from mediaeco.relation import alliance
from mediaeco.testing import rated_cases, shift_time, swap_roles

PEOPLE = (Actor(id="T", role="therapist"), Actor(id="P", role="patient"))


def by_hand(case: Case, construct: str) -> dict[tuple[str, str, str, float, float], list[float]]:
    """Put ratings into series one by one."""
    found: dict[tuple[str, str, str, float, float], list[float]] = {}
    for m in sorted(case.measures, key=lambda m: micros_of(m.time)):
        if m.construct == construct and m.about == "":
            found.setdefault((m.rater, m.instrument, m.scale, m.low, m.high), []).append(m.value)
    return found


@given(rated_cases(max_ratings=10))
def test_agrees_with_the_slow_reference(case: Case) -> None:
    told = alliance(Ecosystem(case))
    series = by_hand(case, "alliance")
    assert len(told) == len(series)
    for k, ((rater, instrument, scale, low, high), values) in enumerate(series.items()):
        assert case.actors[told.rater[k]].id == rater
        assert told.role[k] == case.actors[told.rater[k]].role
        assert (told.instrument[k], told.scale[k]) == (instrument, scale)
        assert (told.low[k], told.high[k]) == (low, high)
        assert told.count[k] == len(values)
        assert (told.first[k], told.last[k]) == (values[0], values[-1])
        np.testing.assert_allclose(told.mean[k], np.mean(values))
        if len(values) > 1:
            np.testing.assert_allclose(told.deviation[k], np.std(values, ddof=1), atol=1e-12)
            slope = np.polyfit(np.arange(len(values)), values, 1)[0]
            np.testing.assert_allclose(told.trend[k], slope, atol=1e-9)
        else:
            assert np.isnan(told.deviation[k])
            assert np.isnan(told.trend[k])


@given(rated_cases())
def test_series_part_the_ratings(case: Case) -> None:
    told = alliance(Ecosystem(case))
    np.testing.assert_array_equal(np.bincount(told.of, minlength=len(told)), told.count)
    for k in range(len(told)):
        assert told.occasion[told.of == k].tolist() == list(range(told.count[k]))


@given(rated_cases())
def test_swapping_the_roles_swaps_the_raters(case: Case) -> None:
    own, other = (alliance(Ecosystem(c)) for c in (case, swap_roles(case)))
    turned = {"therapist": "patient", "patient": "therapist"}
    assert [turned.get(role, role) for role in own.role.tolist()] == other.role.tolist()
    np.testing.assert_array_equal(own.mean, other.mean)


@given(rated_cases(), st.sampled_from((2.0, 10.0)))
def test_scaling_a_scale_scales_mean_and_trend(case: Case, factor: float) -> None:
    scaled = attrs.evolve(
        case,
        interactions=case.table,
        measures=[
            attrs.evolve(m, value=m.value * factor, low=m.low * factor, high=m.high * factor)
            for m in case.measures
        ],
        clock=case.clock,
    )
    own, other = alliance(Ecosystem(case)), alliance(Ecosystem(scaled))
    np.testing.assert_allclose(own.mean * factor, other.mean)
    np.testing.assert_allclose(own.trend * factor, other.trend, atol=1e-9)
    np.testing.assert_allclose(own.ratings.share, other.ratings.share)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=8))
def test_turning_time_around_turns_the_trend(values: list[int]) -> None:
    own = alliance(session_ratings(values))
    back = alliance(session_ratings(values[::-1]))
    np.testing.assert_allclose(own.trend, -back.trend, atol=1e-9)


@given(st.integers(0, 40), st.integers(2, 8))
def test_equal_ratings_have_no_trend(value: int, count: int) -> None:
    told = alliance(session_ratings([value] * count))
    assert told.trend.tolist() == [0]
    assert told.deviation.tolist() == [0]


@given(rated_cases(), st.sampled_from((3600.0, -86_400.0 * 30)))
def test_later_is_the_same(case: Case, seconds: float) -> None:
    own, later = (ratings(Ecosystem(c)) for c in (case, shift_time(case, seconds=seconds)))
    np.testing.assert_allclose(own.days, later.days)
    np.testing.assert_array_equal(own.n, later.n)
    np.testing.assert_array_equal(own.session, later.session)


@given(rated_cases(), rated_cases())
def test_a_cohort_is_its_cases_one_after_another(first: Case, second: Case) -> None:
    first, second = (
        attrs.evolve(c, id=name, interactions=c.table, clock=c.clock)
        for c, name in ((first, "one"), (second, "two"))
    )
    both = ratings(Ecosystem(Cohort([first, second])))
    for i, case in enumerate((first, second)):
        own, here = ratings(Ecosystem(case)), both.case == i
        for name in ("value", "days", "n", "session", "instrument", "about", "rater"):
            np.testing.assert_array_equal(getattr(own, name), getattr(both, name)[here])


@given(rated_cases())
def test_a_rating_stands_after_the_contact_before_it(case: Case) -> None:
    told = ratings(Ecosystem(case))
    times = case.table.time
    for k in range(len(told)):
        before = [int(n) for n, t in enumerate(times) if t <= told.micros[k]]
        assert told.n[k] == (before[-1] if before else -1)
        if len(times):
            np.testing.assert_allclose(told.days[k], (told.micros[k] - times[0]) / DAY)
        else:
            assert np.isnan(told.days[k])


# Stories ---------------------------------------------------------------------------------------


def session_ratings(values: list[int], rater: str = "P") -> Ecosystem:
    """Video sessions a week apart, each rated by the patient just after."""
    week = 7 * 86_400.0
    return Ecosystem(
        Case(
            id="rated-sessions",
            actors=PEOPLE,
            channels=[CHANNELS["video_call"], CHANNELS["email"]],
            interactions=[
                Interaction(
                    time=k * week,
                    sender="T",
                    receivers=["P"],
                    channel="video_call",
                    content="live_talk",
                )
                for k in range(len(values))
            ],
            measures=[
                Measure(instrument="SRS", rater=rater, time=k * week + 60, value=v, low=0, high=40)
                for k, v in enumerate(values)
            ],
        )
    )


def test_sessions_are_counted_up_to_the_rating() -> None:
    told = alliance(session_ratings([30, 32, 28])).ratings
    assert told.session.tolist() == [1, 2, 3]
    assert told.n.tolist() == [0, 1, 2]


def test_a_programme_has_an_alliance_of_its_own() -> None:
    """An alliance with a programme is none with the therapist."""
    eco = session_ratings([30, 32])
    with_app = attrs.evolve(
        eco.case,
        measures=[
            *eco.case.measures,
            Measure(
                instrument="WAI-TECH-SF",
                rater="P",
                about="email",
                time=100.0,
                value=4,
                low=1,
                high=5,
            ),
        ],
    )
    eco = Ecosystem(with_app)
    assert alliance(eco).instrument.tolist() == ["SRS"]
    assert alliance(eco, about="email").instrument.tolist() == ["WAI-TECH-SF"]
    assert ratings(eco).about.tolist().count("email") == 1


def test_two_scales_never_share_a_series() -> None:
    eco = session_ratings([3, 4])
    wider = attrs.evolve(eco.case.measures[1], high=7.0)
    eco = Ecosystem(attrs.evolve(eco.case, measures=[eco.case.measures[0], wider]))
    told = alliance(eco)
    assert told.high.tolist() == [40, 7]
    assert np.isnan(told.trend).all()
    assert told.to_frame().rows == 2


def test_nobody_rated_anything() -> None:
    eco = session_ratings([])
    assert len(alliance(eco)) == 0
    assert alliance(eco).to_frame().rows == 0
    assert len(alliance(session_ratings([3]), instrument="WAI")) == 0


def test_a_rating_before_all_contact_is_kept() -> None:
    case = session_ratings([30]).case
    early = attrs.evolve(case.measures[0], time=-86_400.0)
    told = ratings(Ecosystem(attrs.evolve(case, measures=[early])))
    assert told.n.tolist() == [-1]
    assert told.days.tolist() == [pytest.approx(-1.0)]
    assert told.to_frame()["session"].tolist() == [0]
