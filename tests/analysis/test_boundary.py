from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import boundary_load, frame_lifecycle, is_session
from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    Clock,
    ContactHours,
    FrameAct,
    Interaction,
    Role,
)
from mediaeco.testing import STARTS, cases, contact_hours, ecosystems, swap_roles

WALL_CLOCKS = st.sampled_from([start for start in STARTS if start.clock is not Clock.SECONDS])


def inside(moment: datetime, hours: ContactHours) -> bool:
    """Ask whether a moment lies in agreed hours, day by day, as one reads them in a calendar."""
    for back in (0, 1):
        day = (moment - timedelta(days=back)).replace(hour=0, minute=0, second=0, microsecond=0)
        if day.weekday() not in hours.days:
            continue
        begin = day + timedelta(hours=hours.start)
        length = hours.end - hours.start
        end = begin + timedelta(hours=length if length >= 0 else length + 24)
        if begin <= moment < end:
            return True
    return False


def slow_outside(eco: Ecosystem) -> list[bool]:
    rows = tuple(eco.case.interactions)
    life = frame_lifecycle(eco)
    session = is_session(eco)
    found = []
    for i, row in enumerate(rows):
        outside = any(
            life.row[k] == i and life.legal[k] and life.kind[k] == 3 for k in range(len(life.row))
        )
        for e, element in enumerate(eco.elements):
            agreed = int(life.agreed_row[0, e])
            if agreed < 0 or i <= agreed:
                continue
            if element.channels and row.channel not in element.channels:
                outside = True
            if element.hours and isinstance(row.time, datetime) and not session[i]:
                outside |= not inside(row.time, element.hours)
        found.append(outside)
    return found


@given(ecosystems(min_contacts=8, max_contacts=20, min_elements=2, views=True))
def test_agrees_with_the_slow_reference(eco: Ecosystem) -> None:
    load = boundary_load(eco)
    outside = slow_outside(eco)
    assert load.outside.tolist() == outside
    if outside:
        assert load.load[0] == pytest.approx(sum(outside) / len(outside))
    else:
        assert np.isnan(load.load[0])
    for c, channel in enumerate(eco.channels):
        over = [
            out
            for out, row in zip(outside, eco.case.interactions, strict=True)
            if row.channel == channel.id
        ]
        if over:
            assert load.by_channel[0, c] == pytest.approx(sum(over) / len(over))
        else:
            assert np.isnan(load.by_channel[0, c])


@given(
    contact_hours(),
    st.lists(st.integers(0, 14 * 48), min_size=1, max_size=6),
    st.integers(-12, 12),
)
def test_agreed_hours_are_read_off_the_wall(
    hours: ContactHours, halves: list[int], zone: int
) -> None:
    from datetime import timezone

    here = timezone(timedelta(hours=zone))
    begin = datetime(2024, 3, 4, tzinfo=here)
    times = sorted(begin + timedelta(minutes=30 * half) for half in halves)
    eco = told(hours, *times)
    assert boundary_load(eco).outside[1:].tolist() == [not inside(t, hours) for t in times]


@given(cases(max_contacts=20))
def test_swapping_the_roles_changes_nothing(case: Case) -> None:
    own, swapped = boundary_load(Ecosystem(case)), boundary_load(Ecosystem(swap_roles(case)))
    np.testing.assert_array_equal(own.outside, swapped.outside)
    np.testing.assert_array_equal(own.load, swapped.load)


@given(cases(min_contacts=1, max_contacts=20))
def test_without_breaches_and_terms_the_load_is_0(case: Case) -> None:
    bare = attrs.evolve(
        case,
        elements=tuple(attrs.evolve(e, hours=None, channels=()) for e in case.elements),
        interactions=case.table,
    )
    eco = Ecosystem(bare)
    breaches = frame_lifecycle(eco)
    if not (breaches.legal & (breaches.kind == 3)).any():
        assert boundary_load(eco).load[0] == 0


@given(ecosystems(max_contacts=20), st.integers(0, 20))
def test_what_lay_outside_does_not_depend_on_what_follows(eco: Ecosystem, n: int) -> None:
    np.testing.assert_array_equal(
        boundary_load(eco).outside[:n], boundary_load(eco.until(n)).outside
    )


# Stories ---------------------------------------------------------------------------------------

AGREE = [FrameAct("contact_rules", ActKind.PROPOSE), FrameAct("contact_rules", ActKind.ACCEPT, "P")]


def told(
    hours: ContactHours | None, *times: Any, channels: tuple[str, ...] = (), **more: Any
) -> Ecosystem:
    """Agree hours and channels an hour before the first of these times."""
    clock = times[0]
    first = clock - (timedelta(hours=1) if isinstance(clock, datetime) else 3600)
    rules = attrs.evolve(ELEMENTS["contact_rules"], hours=hours, channels=channels)
    rows = [
        Interaction(time=first, sender="T", receivers=["P"], channel="email", acts=AGREE),
        *(
            Interaction(
                time=time,
                sender="P",
                receivers=["T"],
                **({"channel": "instant_messaging"} | more),
            )
            for time in times
        ),
    ]
    return Ecosystem(
        Case(
            id="night",
            actors=[Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)],
            channels=CHANNELS.pick("email", "instant_messaging", "video_call"),
            elements=[rules],
            interactions=rows,
        )
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_hours_over_midnight_belong_to_the_day_on_which_they_begin() -> None:
    friday_night = ContactHours(21, 2, days=(4,))
    eco = told(
        friday_night,
        at("2024-03-08T20:59"),
        at("2024-03-08T21:00"),
        at("2024-03-09T01:59"),
        at("2024-03-09T02:00"),
        at("2024-03-09T21:30"),
    )
    assert boundary_load(eco).outside.tolist() == [False, True, False, False, True, True]


def test_a_session_outside_the_hours_is_no_crossing() -> None:
    eco = told(
        ContactHours(9, 17),
        at("2024-03-04T20:00"),
        channel="video_call",
        content="live_talk",
    )
    assert boundary_load(eco).load[0] == 0


def test_a_channel_that_was_not_agreed_is_a_crossing() -> None:
    eco = told(None, 0.0, 60.0, channels=("email",))
    assert boundary_load(eco).outside.tolist() == [False, True, True]
    assert boundary_load(eco).load[0] == pytest.approx(2 / 3)


def test_hours_on_a_clock_that_tells_none_are_said_to_be_unknown() -> None:
    eco = told(ContactHours(9, 17), 0.0)
    assert boundary_load(eco).hours_known.tolist() == [False]
    assert boundary_load(eco).load[0] == 0


def test_a_contact_is_no_crossing_of_what_it_agrees_itself() -> None:
    eco = told(ContactHours(9, 10), at("2024-03-04T05:00"))
    assert boundary_load(eco).outside.tolist() == [False, True]
