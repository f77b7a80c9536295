"""Routine: what keeps to the hours of the week."""

from __future__ import annotations

import math
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import routine
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.spread import chance_entropy
from mediaeco.model import Actor, Case, Clock, Interaction, Role
from mediaeco.testing import STARTS, cases, ecosystems, shift_time, swap_roles

WEEK = 7 * 86_400
WALL = [start for start in STARTS if start.clock is not Clock.SECONDS]
on_the_wall = st.sampled_from(WALL).flatmap(
    lambda start: ecosystems(min_contacts=6, max_contacts=16, start=start, views=True)
)


@given(on_the_wall, st.sampled_from([1, 2, 6, 24]))
def test_agrees_with_the_slow_reference(eco: Ecosystem, width: int) -> None:
    told = routine(eco, slot_hours=width, at_least=2)
    people = [eco.case.therapist.id, eco.case.patient.id]
    for s, person in enumerate(people):
        for c, channel in enumerate(eco.channels):
            slots: Counter[int] = Counter()
            for row in eco.case.interactions:
                if row.sender == person and row.channel == channel.id:
                    assert isinstance(row.time, datetime)
                    begin = row.time + timedelta(hours=width / 2)
                    hours = begin.weekday() * 24 + begin.hour + begin.minute / 60
                    slots[int(hours // width) * width] += 1
            count = sum(slots.values())
            assert told.contacts[0, s, c] == count
            if count == 0:
                assert np.isnan(told.entropy[0, s, c])
                assert told.usual_slot[0, s, c] == -1
                continue
            entropy = -sum(n / count * math.log(n / count) for n in slots.values())
            assert told.entropy[0, s, c] == pytest.approx(entropy, abs=1e-12)
            most = max(slots.values())
            assert told.usual_slot[0, s, c] == min(k for k, n in slots.items() if n == most)
            assert told.usual_share[0, s, c] == pytest.approx(most / count)
            if count >= 2:
                chance = chance_entropy(np.array([count]), 168 // width)[0]
                assert told.value[0, s, c] == pytest.approx(1 - entropy / chance, abs=1e-9)
                assert told.value[0, s, c] <= 1
                assert told.by_chance[0, s, c] == pytest.approx(chance)
            else:
                assert np.isnan(told.value[0, s, c])


@given(on_the_wall, st.integers(-60, 60))
def test_whole_weeks_later_nothing_changes(eco: Ecosystem, weeks: int) -> None:
    case = eco.case
    later = Ecosystem(shift_time(case, seconds=weeks * WEEK))
    own, moved = routine(Ecosystem(case), at_least=2), routine(later, at_least=2)
    np.testing.assert_array_equal(own.value, moved.value)
    np.testing.assert_array_equal(own.usual_slot, moved.usual_slot)


@given(cases(min_contacts=4, max_contacts=14))
def test_swapping_the_roles_swaps_the_sides(case: Case) -> None:
    own, swapped = routine(Ecosystem(case)), routine(Ecosystem(swap_roles(case)))
    np.testing.assert_array_equal(own.value, swapped.value[:, ::-1])
    np.testing.assert_array_equal(own.contacts, swapped.contacts[:, ::-1])


# Stories ---------------------------------------------------------------------------------------


def calls(*times: Any) -> Ecosystem:
    return Ecosystem(
        Case(
            id="wednesdays",
            actors=[Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)],
            channels=CHANNELS.pick("video_call"),
            interactions=[
                Interaction(time=time, sender="T", receivers=["P"], channel="video_call")
                for time in sorted(times)
            ],
        )
    )


BEGIN = datetime(2024, 3, 6, 16, 0)


@given(st.lists(st.integers(-29, 29), min_size=5, max_size=20))
def test_wednesdays_at_four_are_a_routine_if_never_to_the_minute(minutes: list[int]) -> None:
    times = [BEGIN + timedelta(weeks=k, minutes=m) for k, m in enumerate(minutes)]
    told = routine(calls(*times))
    assert told.value[0, 0, 0] == 1
    assert divmod(int(told.usual_slot[0, 0, 0]), 24) == (2, 16)
    assert told.usual_share[0, 0, 0] == 1
    assert np.isnan(told.value[0, 1, 0])


@pytest.mark.parametrize("count", [5, 20, 200])
def test_chance_is_no_routine_however_few_the_contacts(count: int) -> None:
    rng = np.random.default_rng(7)
    drawn = [
        routine(calls(*(BEGIN + timedelta(hours=int(h)) for h in rng.integers(0, 168, count))))
        for _ in range(60)
    ]
    values = np.array([told.value[0, 0, 0] for told in drawn])
    assert abs(values.mean()) < 4 * values.std() / math.sqrt(60) + 1e-3


def test_a_clock_without_hours_has_no_routine() -> None:
    told = routine(calls(*(float(k * WEEK) for k in range(9))))
    assert np.isnan(told.value).all()
    assert told.contacts[0, 0, 0] == 9
    assert told.usual_slot.max() == -1


def test_four_contacts_are_too_few_to_say() -> None:
    times = [BEGIN + timedelta(weeks=k) for k in range(4)]
    assert np.isnan(routine(calls(*times)).value[0, 0, 0])
    assert routine(calls(*times), at_least=4).value[0, 0, 0] == 1


def test_settings_out_of_range_are_refused() -> None:
    for width in (0, 5, True):
        with pytest.raises(InvalidCaseError, match=r"routine\.slot_hours"):
            routine(calls(BEGIN), slot_hours=width)
    with pytest.raises(InvalidCaseError, match=r"routine\.at_least"):
        routine(calls(BEGIN), at_least=1)
