from __future__ import annotations

import math
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import first_contact, is_session
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Actor, Case, Interaction, Role
from mediaeco.testing import cases, ecosystems, shift_time, swap_roles

SIDES = {"therapist": "patient", "patient": "therapist", "": ""}


@given(ecosystems(max_contacts=16, views=True))
def test_agrees_with_the_slow_reference(eco: Ecosystem) -> None:
    told = first_contact(eco)
    therapist, patient = eco.case.therapist.id, eco.case.patient.id
    other = {therapist: patient, patient: therapist}
    rows = tuple(eco.case.interactions)
    between = [
        i
        for i, row in enumerate(rows)
        if row.sender in other and other[row.sender] in row.receivers
    ]
    if not between:
        assert (told.n[0], told.channel, told.by) == (-1, ("",), ("",))
        assert math.isnan(told.answered_after[0])
        assert math.isnan(told.session_after[0])
        assert told.answered_over == ("",)
        return
    first = between[0]
    assert told.n[0] == eco.table.n[first]
    assert told.channel == (rows[first].channel,)
    assert told.by == ("therapist" if rows[first].sender == therapist else "patient",)
    answers = [i for i in between if rows[i].sender != rows[first].sender]
    if answers:
        passed = (int(eco.table.time[answers[0]]) - int(eco.table.time[first])) / 3_600e6
        assert told.answered_after[0] == pytest.approx(passed)
        assert told.answered_over == (rows[answers[0]].channel,)
    else:
        assert math.isnan(told.answered_after[0])
        assert told.answered_over == ("",)
    met = np.flatnonzero(is_session(eco))
    if len(met):
        passed = (int(eco.table.time[met[0]]) - int(eco.table.time[first])) / 86_400e6
        assert told.session_after[0] == pytest.approx(passed)
    else:
        assert math.isnan(told.session_after[0])


@given(ecosystems(min_contacts=1, max_contacts=16), st.integers(0, 15))
def test_later_contacts_never_change_how_it_began(eco: Ecosystem, n: int) -> None:
    whole, until = first_contact(eco), first_contact(eco.until(n))
    if until.n[0] >= 0:
        assert (whole.n[0], whole.channel, whole.by) == (until.n[0], until.channel, until.by)
    else:
        assert whole.n[0] == -1 or whole.n[0] >= n


@given(cases(max_contacts=16), st.integers(-(10**6), 10**6))
def test_swapping_the_roles_swaps_who_began(case: Case, seconds: int) -> None:
    own = first_contact(Ecosystem(case))
    swapped = first_contact(Ecosystem(swap_roles(case)))
    shifted = first_contact(Ecosystem(shift_time(case, seconds=seconds)))
    assert swapped.by == tuple(SIDES[side] for side in own.by)
    assert shifted.by == own.by
    for other in (swapped, shifted):
        assert other.channel == own.channel
        np.testing.assert_array_equal(other.n, own.n)
        np.testing.assert_array_equal(other.answered_after, own.answered_after)
        np.testing.assert_array_equal(other.session_after, own.session_after)


def test_a_booking_form_is_answered_by_mail() -> None:
    def contact(hour: float, sender: str, channel: str, **more: Any) -> Interaction:
        receiver = "P" if sender == "T" else "T"
        return Interaction(
            time=hour * 3600, sender=sender, receivers=[receiver], channel=channel, **more
        )

    relative = Actor(id="mother", role=Role.OTHER)
    case = Case(
        id="booking",
        actors=[Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT), relative],
        channels=CHANNELS.pick("website", "email", "video_call", "phone"),
        interactions=[
            Interaction(time=-3600, sender="mother", receivers=["T"], channel="phone"),
            contact(0, "P", "website"),
            contact(1, "P", "website"),
            contact(5, "T", "email"),
            contact(48, "T", "video_call", content="live_talk"),
        ],
    )
    told = first_contact(Ecosystem(case))
    # The mother's call was contact, but not between the two.
    assert told.n.tolist() == [1]
    assert (told.channel, told.by, told.answered_over) == (("website",), ("patient",), ("email",))
    assert told.answered_after.tolist() == [5.0]
    assert told.session_after.tolist() == [2.0]
    empty = first_contact(Ecosystem(attrs.evolve(case, interactions=())))
    assert empty.n.tolist() == [-1]
