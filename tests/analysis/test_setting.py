"""The setting at both ends, from contact to contact and from session to session."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import BothEnds, is_session, setting
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Actor, Case, Cohort, Interaction, Role, Setting
from mediaeco.model.clock import micros_of
from mediaeco.testing import cases, cohorts, shift_time, swap_roles

PLACES = ("", "home", "car", "practice")
DEVICES = ("", "laptop")


@st.composite
def settled(draw: st.DrawFn) -> Case:
    """A case whose people move about, at its contacts or between them."""
    case = draw(cases(min_contacts=3, max_contacts=14))
    times = [row.time for row in case.interactions]
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["T", "P"]),
                st.sampled_from(PLACES),
                st.sampled_from(DEVICES),
                st.sampled_from([None, True, False]),
                st.none() | st.sampled_from(times),
            ),
            max_size=8,
        )
    )
    people = {"T": case.therapist.id, "P": case.patient.id}
    return attrs.evolve(
        case,
        interactions=case.table,
        clock=case.clock,
        settings=[
            Setting(actor=people[who], place=place, device=device, private=private, since=since)
            for who, place, device, private, since in drawn
        ],
    )


def slow_setting(case: Case) -> list[list[Setting | None]]:
    """Setting of either side in each contact, by walking through the settings."""
    found = []
    for row in case.interactions:
        ends: list[Setting | None] = []
        for actor in (case.therapist, case.patient):
            held = None
            for item in case.settings:
                begun = item.since is None or micros_of(item.since) <= micros_of(row.time)
                if item.actor == actor.id and begun:
                    held = item
            ends.append(held)
        found.append(ends)
    return found


@given(settled())
def test_agrees_with_the_slow_reference(case: Case) -> None:
    eco = Ecosystem(case)
    told = setting(eco)
    slow = slow_setting(case)
    names, devices = [*told.places, ""], [*told.devices, ""]
    for i, ends in enumerate(slow):
        for s, held in enumerate(ends):
            assert names[told.place[i, s]] == (held.place if held else "")
            assert devices[told.device[i, s]] == (held.device if held else "")
            private = held.private if held else None
            assert told.private[i, s] == (-1 if private is None else private)
    met = [ends for ends, live in zip(slow, is_session(eco), strict=True) if live]
    assert told.sessions[0] == len(met)
    known = [all(end and end.place for end in ends) for ends in met]
    heard = [all(end and end.private is not None for end in ends) for ends in met]
    shut = [all(end and end.private for end in ends) for ends in met]
    assert same(told.known[0], known)
    assert same(told.private_known[0], heard)
    assert same(told.both_private[0], [p for p, k in zip(shut, heard, strict=True) if k])
    for s in range(2):
        for name in ("place", "device"):
            pairs = [(getattr(a[s], name, ""), getattr(b[s], name, "")) for a, b in pairwise(met)]
            kept = [one == other for one, other in pairs if one and other]
            assert same(getattr(told, f"{name}_constancy")[0, s], kept)


def same(share: float, flags: list[bool]) -> bool:
    return bool(np.isnan(share)) if not flags else share == pytest.approx(np.mean(flags))


@given(settled(), st.integers(-(10**6), 10**6))
def test_sides_swap_and_times_shift(case: Case, seconds: int) -> None:
    told = setting(Ecosystem(case))
    swapped = setting(Ecosystem(swap_roles(case)))
    np.testing.assert_array_equal(told.place, swapped.place[:, ::-1])
    np.testing.assert_array_equal(told.place_constancy, swapped.place_constancy[:, ::-1])
    np.testing.assert_array_equal(told.known, swapped.known)
    later = setting(Ecosystem(shift_time(case, seconds=seconds)))
    np.testing.assert_array_equal(told.private, later.private)


@given(settled())
def test_a_setting_repeated_changes_nothing(case: Case) -> None:
    twice = attrs.evolve(
        case,
        interactions=case.table,
        clock=case.clock,
        settings=[item for item in case.settings for _ in range(2)],
    )
    for one, other in zip(shares(case), shares(twice), strict=True):
        np.testing.assert_array_equal(one, other)


def shares(case: Case) -> list[object]:
    told = setting(Ecosystem(case))
    return [told.place, told.device, told.private, told.known, told.place_constancy]


@given(settled())
def test_what_is_not_recorded_is_not_known(case: Case) -> None:
    bare = attrs.evolve(case, interactions=case.table, clock=case.clock, settings=())
    told = setting(Ecosystem(bare))
    for codes in (told.place, told.device, told.private):
        assert (codes == -1).all()
    for share in (told.both_private, told.place_constancy, told.device_constancy):
        assert np.isnan(share).all()
    # Of how many sessions the setting is known can be said, and it is none.
    for share in (told.known, told.private_known):
        assert np.isnan(share[0]) if told.sessions[0] == 0 else share[0] == 0


@given(cohorts(min_cases=1))
def test_a_cohort_s_settings_are_those_of_its_cases(cohort: Cohort) -> None:
    whole = setting(Ecosystem(cohort)).to_frame()
    for case in cohort:
        own = setting(Ecosystem(case)).to_frame()
        mask = whole["case"] == case.id
        for name, column in own.items():
            np.testing.assert_array_equal(whole[name][mask], column)


# Stories ---------------------------------------------------------------------------------------

BEGIN = datetime(2024, 3, 6, 16, 0)


def weekly(*settings: Setting) -> BothEnds:
    """Six sessions, a week from one to the next."""
    return setting(
        Ecosystem(
            Case(
                id="from-the-car",
                actors=[Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)],
                channels=CHANNELS.pick("video_call"),
                settings=settings,
                interactions=[
                    Interaction(
                        time=BEGIN + timedelta(weeks=k),
                        sender="T",
                        receivers=["P"],
                        channel="video_call",
                        content="live_talk",
                    )
                    for k in range(6)
                ],
            )
        )
    )


def test_nothing_recorded_is_nothing_known() -> None:
    told = weekly()
    assert told.known[0] == told.private_known[0] == 0  # of six sessions, none
    assert np.isnan(told.both_private[0])
    assert np.isnan(told.place_constancy).all()
    empty = setting(Ecosystem(Case(id="x", actors=people(), channels=CHANNELS.pick("email"))))
    assert np.isnan(empty.known[0])


def people() -> list[Actor]:
    return [Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)]


def test_two_sessions_from_the_car() -> None:
    practice = Setting(actor="T", place="practice", private=True)
    home = Setting(actor="P", place="home", private=True)
    car = Setting(actor="P", place="car", private=False, since=BEGIN + timedelta(weeks=2))
    back = attrs.evolve(home, since=BEGIN + timedelta(weeks=3, days=1))
    told = weekly(practice, home, car, back)
    assert told.place_constancy[0].tolist() == [1, pytest.approx(1 - 2 / 5)]
    assert told.known[0] == 1
    assert told.both_private[0] == pytest.approx(4 / 6)
    assert np.isnan(told.device_constancy).all()
    assert told.to_frame()["patient_place"].tolist() == ["home"] * 2 + ["car"] * 2 + ["home"] * 2


def test_one_end_alone_is_not_both() -> None:
    told = weekly(Setting(actor="P", place="home", private=True))
    assert told.known[0] == 0
    assert np.isnan(told.both_private[0])
    assert np.isnan(told.place_constancy[0, 0])
    assert told.place_constancy[0, 1] == 1
    assert told.summary().rows == 1
