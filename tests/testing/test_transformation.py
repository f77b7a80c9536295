from __future__ import annotations

from itertools import accumulate
from random import Random

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import FaultGroup, InvalidCaseError, UnknownTermError
from mediaeco.model import Case, Role
from mediaeco.model.clock import DAY
from mediaeco.testing import (
    STARTS,
    append_silence,
    cases,
    double_in_place,
    drop_channel,
    permute_channels,
    permute_contacts,
    relabel_actors,
    relabel_channels,
    remove_observer,
    scale_time,
    shift_time,
    split_case,
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
        or (
            not (len(case.interactions) or case.measures or case.observed_until is not None)
            and all(setting.since is None for setting in case.settings)
        )
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


@given(cases(), st.sampled_from((2, 3, 10, 1000)))
def test_scaling_there_and_back_is_not_scaling(case: Case, factor: int) -> None:
    slower = scale_time(case, factor=factor)
    again = scale_time(slower, factor=1 / factor)
    assert (abs(again.table.time - case.table.time) <= 1).all()
    assert again.clock is case.clock
    assert [row.channel for row in slower.interactions] == [r.channel for r in case.interactions]
    assert slower.measures == () or len(slower.measures) == len(case.measures)
    if factor == 2:  # a float keeps halves exactly
        assert again == case


@given(cases(min_contacts=1), st.sampled_from((2, 3, 10)))
def test_scaled_time_is_so_many_times_as_long(case: Case, factor: int) -> None:
    slower = scale_time(case, factor=factor)
    assert slower.table.origin.tolist() == case.table.origin.tolist()
    assert slower.table.t == pytest.approx(case.table.t * factor)
    assert slower.table.duration == pytest.approx(case.table.duration * factor, nan_ok=True)
    begin, end, later = int(case.table.time[0]), case.end, slower.end
    assert end is not None
    assert later == pytest.approx(begin + (end - begin) * factor, abs=1)


@pytest.mark.parametrize("factor", [0, -1, float("inf"), float("nan")])
def test_a_factor_that_is_none_is_refused(factor: float) -> None:
    case = find(cases(), lambda _: True, settings=ANY)
    with pytest.raises(InvalidCaseError, match="a number above 0"):
        scale_time(case, factor=factor)


@given(cases(), st.integers(0, 400), st.integers(0, 400))
def test_silence_appended_twice_is_the_sum_appended(case: Case, one: int, other: int) -> None:
    longer = append_silence(append_silence(case, days=one), days=other)
    assert longer == append_silence(case, days=one + other)
    assert longer.interactions == case.interactions
    assert longer.measures == case.measures
    if case.end is None:
        assert longer == case
    else:
        assert longer.end == case.end + (one + other) * DAY
        assert longer.observed_until is not None


def test_silence_that_is_none_is_refused() -> None:
    case = find(cases(), lambda _: True, settings=ANY)
    with pytest.raises(InvalidCaseError, match="at least 0"):
        append_silence(case, days=-1)


@given(cases())
def test_renaming_people_back_is_not_renaming(case: Case) -> None:
    there = {actor.id: f"{actor.id}-2" for actor in case.actors}
    renamed = relabel_actors(case, there)
    assert {row.sender for row in renamed.interactions} <= set(there.values())
    assert {m.rater for m in renamed.measures} <= set(there.values())
    assert renamed.table.equals(case.table)
    assert relabel_actors(renamed, {new: old for old, new in there.items()}) == case


@given(cases())
def test_observers_gone_leave_what_was_done(case: Case) -> None:
    alone = remove_observer(case)
    assert remove_observer(alone) == alone
    assert Role.OBSERVER not in {actor.role for actor in alone.actors}
    gone = {actor.id for actor in case.actors} - {actor.id for actor in alone.actors}
    for row, kept in zip(case.interactions, alone.interactions, strict=True):
        assert (row.sender, row.receivers, row.acts) == (kept.sender, kept.receivers, kept.acts)
        assert kept.reported_by == (None if row.reported_by in gone else row.reported_by)
    assert (alone == case) == (not gone)


@given(cases(), st.randoms(use_true_random=False))
def test_permuting_contacts_back_is_not_permuting(case: Case, random: Random) -> None:
    order = list(range(len(case.table)))
    random.shuffle(order)
    permuted = permute_contacts(case, order)
    assert permuted.table.time.tolist() == case.table.time.tolist()
    assert permuted.table.n.tolist() == case.table.n.tolist()
    rows, moved = tuple(case.interactions), tuple(permuted.interactions)
    for place, k in enumerate(order):
        assert (moved[place].sender, moved[place].acts) == (rows[k].sender, rows[k].acts)
        assert (moved[place].reply_to is None) == (rows[k].reply_to is None)
    assert permute_contacts(permuted, [order.index(k) for k in range(len(order))]) == case


def test_an_order_of_contacts_that_is_none_is_refused() -> None:
    case = find(cases(min_contacts=2), lambda _: True, settings=ANY)
    with pytest.raises(InvalidCaseError, match="each contact once"):
        permute_contacts(case, [0] * len(case.table))


@given(cases(), st.lists(st.integers(0, 12), max_size=3))
def test_parts_end_to_end_are_the_whole(case: Case, places: list[int]) -> None:
    cuts = sorted(min(place, len(case.table)) for place in places)
    parts = split_case(case, cuts)
    assert len(parts) == len(cuts) + 1
    assert len({part.id for part in parts}) == len(parts)
    ends = list(accumulate(len(part.table) for part in parts))
    assert [0, *cuts, len(case.table)] == [0, *ends]
    rows = [row for part in parts for row in part.interactions]
    for row, whole in zip(rows, case.interactions, strict=True):
        assert (row.time, row.sender, row.acts, row.purposes) == (
            whole.time,
            whole.sender,
            whole.acts,
            whole.purposes,
        )
    for part in parts:
        assert part.table.n.tolist() == list(range(len(part.table)))
        assert (part.table.reply_to < len(part.table)).all()
        assert (part.channels, part.actors, part.clock) == (case.channels, case.actors, case.clock)
    assert split_case(case, [])[0].interactions == case.interactions


@pytest.mark.parametrize("at", [[2, 1], [-1], [99]])
def test_cuts_that_are_none_are_refused(at: list[int]) -> None:
    case = find(cases(min_contacts=2), lambda _: True, settings=ANY)
    with pytest.raises(InvalidCaseError, match="rising places"):
        split_case(case, at)


@given(cases())
def test_a_channel_is_dropped_as_a_view_leaves_it_out(case: Case) -> None:
    for channel in case.channels:
        dropped = drop_channel(case, channel.id)
        assert dropped.table.equals(Ecosystem(case).without(channel=channel.id).table)
        assert drop_channel(dropped, channel.id) == dropped
        assert channel in dropped.channels
        assert {row.channel for row in dropped.interactions}.isdisjoint({channel.id})


def test_a_channel_that_is_none_cannot_be_dropped() -> None:
    case = find(cases(), lambda _: True, settings=ANY)
    with pytest.raises(UnknownTermError, match="channel"):
        drop_channel(case, "telegraph")
