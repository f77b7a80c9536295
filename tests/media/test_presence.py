from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.media import presence
from mediaeco.model import Actor, Case, Cohort, Interaction, Measure
from mediaeco.model.clock import micros_of
from mediaeco.testing import ecosystems, rated_cases


def rating(time: float, value: float, **more: str) -> Measure:
    told = {"instrument": "presence scale", "construct": "presence", "rater": "P"} | more
    return Measure(time=time, value=value, low=0, high=10, **told)


def bond(time: float, value: float, **more: str) -> Measure:
    told = {"instrument": "WAI", "construct": "alliance", "scale": "bond"} | more
    return rating(time, value, **told)


def told(*measures: Measure) -> Ecosystem:
    return Ecosystem(
        Case(
            id="first-sessions",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
            channels=CHANNELS.pick("video_call", "phone"),
            interactions=[
                Interaction(
                    time=10 * k,
                    sender="T",
                    receivers=["P"],
                    channel="phone" if k == 3 else "video_call",
                    content="live_talk",
                )
                for k in range(4)
            ],
            measures=measures,
        )
    )


def test_presence_is_told_with_its_session_channel_and_bond() -> None:
    found = presence(
        told(
            rating(5, 8),
            rating(15, 6),
            rating(25, 4),
            rating(35, 2),
            bond(5, 9),
            bond(16, 7),
            bond(26, 5),
            bond(36, 3),
            bond(36, 1, rater="T"),
            bond(36, 10, scale="task"),
            bond(36, 10, about="video_call"),
        )
    )
    assert found.n.tolist() == [0, 1, 2, 3]
    assert found.to_frame()["channel"].tolist() == ["video_call"] * 3 + ["phone"]
    assert found.bond.tolist() == [0.9, 0.7, 0.5, 0.3]
    assert found.pairs == 4
    assert found.explained == pytest.approx(1)


def test_a_rating_about_a_channel_is_of_that_channel() -> None:
    found = presence(told(rating(5, 8, about="phone", construct="social presence")))
    assert found.to_frame().rows == 0
    found = presence(
        told(rating(5, 8, about="phone", construct="social presence")),
        construct="social presence",
    )
    assert found.to_frame()["channel"].tolist() == ["phone"]
    assert np.isnan(found.bond).all()
    assert (found.pairs, math.isnan(found.explained)) == (0, True)


def test_what_cannot_be_correlated_is_undefined() -> None:
    few = [rating(5, 8), rating(15, 6), bond(5, 9), bond(15, 7)]
    assert math.isnan(presence(told(*few)).explained)
    still = [*few, rating(25, 4), bond(25, 7)]
    still = [m if m.construct == "presence" else attrs.evolve(m, value=7) for m in still]
    assert math.isnan(presence(told(*still)).explained)
    mixed = [*few, rating(25, 4), bond(25, 5, instrument="another")]
    assert presence(told(*mixed)).pairs == 3
    assert math.isnan(presence(told(*mixed)).explained)


def test_a_rating_before_the_first_contact_has_none() -> None:
    found = presence(told(rating(-1, 8)))
    assert found.n.tolist() == [-1]
    assert found.to_frame()["channel"].tolist() == [""]


@given(ecosystems(views=True))
def test_logs_alone_hold_no_presence(eco: Ecosystem) -> None:
    found = presence(eco)
    assert len(found.presence) == 0
    assert math.isnan(found.explained)
    # Any construct can be asked for, and each rating of it is one entry.
    told_ = sum(m.construct == "outcome" for head in eco.cases for m in head.measures)
    assert presence(eco, construct="outcome").to_frame().rows == told_


def test_a_rating_before_contact_does_not_reach_into_another_case() -> None:
    first, second = told(), told(rating(-1, 8))
    cohort = Cohort([first.case, attrs.evolve(second.case, id="later", interactions=second.table)])
    assert presence(Ecosystem(cohort)).n.tolist() == [-1]


@given(rated_cases(max_ratings=12))
def test_rating_by_rating_gives_the_same(case: Case) -> None:
    """Any construct stands in for presence: what is drawn is transference."""
    found = presence(Ecosystem(case), construct="transference")
    times = [micros_of(row.time) for row in case.interactions]
    names = [channel.id for channel in case.channels]
    people = [actor.id for actor in case.actors]

    def contact(measure: Measure) -> int:
        return sum(time <= micros_of(measure.time) for time in times) - 1

    told_ = [m for m in case.measures if m.construct == "transference"]
    bonds = [
        m
        for m in case.measures
        if (m.construct, m.scale) == ("alliance", "bond") and m.about not in names
    ]
    assert len(found.presence) == len(told_)
    for k, m in enumerate(told_):
        at = contact(m)
        near = [b.share for b in bonds if b.rater == m.rater and contact(b) == at]
        mean = sum(near) / len(near) if near else math.nan
        over = m.about or (case.interactions[at].channel if at >= 0 else "")
        assert (found.rater[k], found.n[k]) == (people.index(m.rater), at)
        assert found.presence[k] == m.share
        assert found.channel[k] == (names.index(over) if over in names else -1)
        assert found.bond[k] == pytest.approx(mean, nan_ok=True)
    assert found.pairs == (~np.isnan(found.bond)).sum()
    assert math.isnan(found.explained) or 0 <= found.explained <= 1
