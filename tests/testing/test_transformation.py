from __future__ import annotations

from random import Random

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from mediaeco.errors import FaultGroup, InvalidCaseError
from mediaeco.model import Case, Role
from mediaeco.testing import (
    STARTS,
    cases,
    double_in_place,
    permute_channels,
    relabel_channels,
    shift_time,
    swap_roles,
)

ANY = settings(max_examples=1000, phases=[Phase.generate])


@given(cases())
def test_swapping_twice_is_not_swapping(case: Case) -> None:
    assert swap_roles(swap_roles(case)) == case


@given(cases())
def test_swapping_keeps_what_everybody_did(case: Case) -> None:
    swapped = swap_roles(case)
    assert [row.sender for row in swapped.interactions] == [r.sender for r in case.interactions]
    assert [row.acts for row in swapped.interactions] == [r.acts for r in case.interactions]
    assert [r.receivers for r in swapped.interactions] == [r.receivers for r in case.interactions]
    assert swapped.therapist.id == case.patient.id
    assert swapped.patient.role is Role.PATIENT
    assert swapped.measures == case.measures


@given(cases(start=STARTS[3]), st.integers(-(10**6), 10**6))
def test_shifting_there_and_back_is_not_shifting(case: Case, seconds: int) -> None:
    shifted = shift_time(case, seconds=seconds)
    assert (shifted == case) == (
        seconds == 0
        or not (len(case.interactions) or case.measures or case.observed_until is not None)
    )
    assert shift_time(shifted, seconds=-seconds) == case


@given(cases(min_contacts=1))
def test_shifting_moves_every_row_and_keeps_the_days(case: Case) -> None:
    shifted = shift_time(case, seconds=3600.5)
    moved = shifted.table.time - case.table.time
    assert (moved == 3_600_500_000).all()
    assert (shifted.table.t == case.table.t).all()


@given(cases(min_contacts=1))
def test_renaming_channels_back_is_not_renaming(case: Case) -> None:
    there = {channel.id: f"{channel.id}-2" for channel in case.channels}
    back = {new: old for old, new in there.items()}
    renamed = relabel_channels(case, there)
    assert {row.channel for row in renamed.interactions} <= set(there.values())
    assert relabel_channels(renamed, back) == case


def test_two_channels_cannot_come_to_have_one_name() -> None:
    two = find(cases(), lambda case: len(case.channels) == 2, settings=ANY)
    with pytest.raises(FaultGroup) as told:
        relabel_channels(two, {channel.id: "wire" for channel in two.channels})
    assert "an id once" in str(told.value)


@given(cases(), st.randoms(use_true_random=False))
def test_permuted_channels_are_the_same_rows(case: Case, random: Random) -> None:
    order = list(range(len(case.channels)))
    random.shuffle(order)
    permuted = permute_channels(case, order)
    assert tuple(permuted.interactions) == tuple(case.interactions)
    assert [c.id for c in permuted.channels] == [case.channels[k].id for k in order]
    assert permute_channels(permuted, [order.index(k) for k in range(len(order))]) == case


def test_an_order_that_is_none_is_refused() -> None:
    case = find(cases(), lambda case: len(case.channels) == 2, settings=ANY)
    with pytest.raises(InvalidCaseError, match="each channel once"):
        permute_channels(case, [0, 0])


@given(cases())
def test_doubled_cases_say_everything_twice(case: Case) -> None:
    doubled = double_in_place(case)
    rows, twice = tuple(case.interactions), tuple(doubled.interactions)
    assert len(twice) == 2 * len(rows)
    for i, row in enumerate(rows):
        for copy in twice[2 * i : 2 * i + 2]:
            assert (copy.time, copy.sender, copy.channel) == (row.time, row.sender, row.channel)
            assert (copy.receivers, copy.purposes, copy.acts) == (
                row.receivers,
                row.purposes,
                row.acts,
            )
            assert (copy.reply_to is None) == (row.reply_to is None)
    assert (doubled.table.n == range(len(twice))).all()
