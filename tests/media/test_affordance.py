from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.media import AFFORDANCES, affordances
from mediaeco.model import Actor, Case, Cohort, Interaction, Measure
from mediaeco.testing import cases, rated_cases, swap_roles

# What Media Synchronicity Theory calls it.
NEAR = {"editability": "rehearsability", "persistence": "reprocessability"}


def test_editability_and_persistence_come_near_capabilities_and_are_not_them() -> None:
    for affordance, capability in NEAR.items():
        pairs = np.array(
            [
                (getattr(c.affordances, affordance), getattr(c.capability, capability))
                for c in CHANNELS.values()
            ]
        )
        assert 0.7 < np.corrcoef(pairs.T)[0, 1] < 1, affordance
        assert (pairs[:, 0] != pairs[:, 1]).any(), affordance


def with_ratings(case: Case, *told: tuple[str, str, str, float]) -> Case:
    measures = [
        Measure(
            instrument="interview",
            construct=construct,
            rater=rater,
            about=about,
            time=case.interactions[0].time,
            value=value,
            low=0,
            high=10,
        )
        for rater, about, construct, value in told
    ]
    return attrs.evolve(case, interactions=case.table, measures=measures, clock=case.clock)


@given(cases(min_contacts=1, max_contacts=4))
def test_an_affordance_is_a_relation_of_an_actor_and_a_channel(case: Case) -> None:
    channel = case.channels[0]
    rated = with_ratings(
        case,
        ("P", channel.id, "visibility", 10),
        ("P", channel.id, "visibility", 5),
        ("T", channel.id, "visibility", 0),
        ("T", "P", "visibility", 9),  # about a person, not a channel
    )
    found = affordances(Ecosystem(rated))
    assert found.perceived[0, :, 0, AFFORDANCES.index("visibility")].tolist() == [0, 0.75]
    assert np.isnan(found.perceived).sum() == found.perceived.size - 2
    profile = channel.affordances
    allowed = math.nan if profile is None else 0.75 - profile.visibility
    np.testing.assert_allclose(found.difference[0, 1, 0, 0], allowed)
    assert found.perceived.shape == (1, 2, len(case.channels), 4)
    swapped = affordances(Ecosystem(swap_roles(rated)))
    np.testing.assert_array_equal(found.perceived, swapped.perceived[:, ::-1])


@given(cases())
def test_unrated_affordances_are_undefined(case: Case) -> None:
    found = affordances(Ecosystem(case))
    assert np.isnan(found.perceived).all()
    assert found.to_frame().rows == len(case.channels) * 8
    for channel, told in zip(case.channels, found.profile, strict=True):
        if channel.affordances is None:
            assert np.isnan(told).all()
        else:
            assert tuple(told) == attrs.astuple(channel.affordances)


def test_what_others_say_is_neither_side_s() -> None:
    people = [("T", "therapist"), ("P", "patient"), ("O", "observer")]
    case = Case(
        id="watched",
        actors=[Actor(id=name, role=role) for name, role in people],
        channels=CHANNELS.pick("phone"),
        interactions=[Interaction(time=0, sender="P", receivers=["T"], channel="phone")],
    )
    rated = with_ratings(case, ("O", "phone", "visibility", 10))
    cohort = Cohort([rated, attrs.evolve(case, id="unwatched", interactions=case.table)])
    assert np.isnan(affordances(Ecosystem(cohort)).perceived).all()


@given(rated_cases(max_ratings=10), st.data())
def test_perceptions_lie_from_0_to_1_whatever_the_scale(case: Case, data: st.DataObject) -> None:
    about = st.sampled_from([channel.id for channel in case.channels])
    told = [
        attrs.evolve(m, construct=data.draw(st.sampled_from(AFFORDANCES)), about=data.draw(about))
        for m in case.measures
    ]
    case = attrs.evolve(case, interactions=case.table, measures=told, clock=case.clock)
    found = affordances(Ecosystem(case))
    sides = [case.therapist.id, case.patient.id]
    for s, side in enumerate(sides):
        for c, channel in enumerate(case.channels):
            for k, name in enumerate(AFFORDANCES):
                own = [
                    m.share
                    for m in told
                    if (m.rater, m.about, m.construct) == (side, channel.id, name)
                ]
                value = found.perceived[0, s, c, k]
                assert value == pytest.approx(sum(own) / len(own) if own else math.nan, nan_ok=True)
                assert not own or 0 <= value <= 1
