from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import contexts
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.model import Actor, Case, Interaction, Role
from mediaeco.testing import cases, ecosystems, shift_time, swap_roles

HOUR = 3_600
gaps = st.sampled_from((0.1, 1.0, 7.0, 12.0, 24.0, 200.0))


# A slow and obvious reference ------------------------------------------------------------------


def slow_bouts(eco: Ecosystem, gap_hours: float) -> list[list[int]]:
    """Rows of each bout."""
    rows = tuple(eco.case.interactions)
    time = eco.table.time.tolist()
    found: list[list[int]] = []
    for i, row in enumerate(rows):
        before = rows[i - 1] if i else None
        if before is None:
            new = True
        elif row.context or before.context:
            new = row.context != before.context
        else:
            new = time[i] - time[i - 1] > gap_hours * 3_600e6
        if new:
            found.append([])
        found[-1].append(i)
    return found


@given(ecosystems(min_contacts=1, max_contacts=20, views=True), gaps)
def test_agrees_with_the_slow_reference(eco: Ecosystem, gap: float) -> None:
    told = contexts(eco, gap_hours=gap)
    rows = tuple(eco.case.interactions)
    bouts = slow_bouts(eco, gap)
    assert len(told) == len(bouts)
    for k, bout in enumerate(bouts):
        assert np.flatnonzero(told.of == k).tolist() == bout
        assert (told.first[k], told.last[k]) == (eco.table.n[bout[0]], eco.table.n[bout[-1]])
        assert told.begins[k] == pytest.approx(eco.table.t[bout[0]])
        assert told.span[k] == pytest.approx(eco.table.t[bout[-1]] - eco.table.t[bout[0]])
        assert told.contacts[k] == len(bout)
        senders = [rows[i].sender for i in bout]
        therapist = senders.count(eco.case.therapist.id)
        patient = senders.count(eco.case.patient.id)
        assert (told.therapist[k], told.patient[k]) == (therapist, patient)
        if therapist + patient:
            even = 1 - abs(therapist - patient) / (therapist + patient)
            assert told.balance[k] == pytest.approx(even)
        else:
            assert math.isnan(told.balance[k])
        used = [rows[i].channel for i in bout]
        assert told.by_channel[k].tolist() == [used.count(c.id) for c in eco.channels]
        assert told.acts[k] == sum(len(rows[i].acts) for i in bout)
        taken = 0
        for a, i in itertools.pairwise(bout):
            answered = int(eco.table.reply_row[i])
            taken += rows[a].sender != rows[i].sender or (
                answered in bout and rows[answered].sender != rows[i].sender
            )
        if len(bout) > 1:
            assert told.uptake[k] == pytest.approx(taken / (len(bout) - 1))
        else:
            assert math.isnan(told.uptake[k])


# Laws ------------------------------------------------------------------------------------------


@given(ecosystems(max_contacts=20, views=True), gaps)
def test_contexts_part_the_contacts(eco: Ecosystem, gap: float) -> None:
    told = contexts(eco, gap_hours=gap)
    assert int(told.contacts.sum()) == len(eco)
    assert (np.diff(told.of) >= 0).all()
    assert sorted(set(told.of.tolist())) == list(range(len(told)))
    assert (told.by_channel.sum(axis=1) == told.contacts).all()
    known = told.uptake[~np.isnan(told.uptake)]
    assert ((known >= 0) & (known <= 1)).all()


@given(ecosystems(max_contacts=20, views=True), gaps, gaps)
def test_a_longer_gap_never_makes_more_contexts(eco: Ecosystem, one: float, other: float) -> None:
    short, long = sorted((one, other))
    assert len(contexts(eco, gap_hours=long)) <= len(contexts(eco, gap_hours=short))


@given(cases(max_contacts=20))
def test_swapping_the_roles_swaps_the_two_sides(case: Case) -> None:
    own, swapped = contexts(Ecosystem(case)), contexts(Ecosystem(swap_roles(case)))
    np.testing.assert_array_equal(own.of, swapped.of)
    np.testing.assert_array_equal(own.therapist, swapped.patient)
    np.testing.assert_array_equal(own.patient, swapped.therapist)
    np.testing.assert_array_equal(own.balance, swapped.balance)
    np.testing.assert_array_equal(own.uptake, swapped.uptake)


@given(cases(max_contacts=20), st.integers(-(10**6), 10**6))
def test_shifting_all_times_changes_nothing(case: Case, seconds: int) -> None:
    shifted = contexts(Ecosystem(shift_time(case, seconds=seconds)))
    np.testing.assert_array_equal(contexts(Ecosystem(case)).of, shifted.of)


@given(ecosystems(max_contacts=20), st.integers(0, 20))
def test_contexts_do_not_see_what_is_to_come(eco: Ecosystem, n: int) -> None:
    np.testing.assert_array_equal(contexts(eco).of[:n], contexts(eco.until(n)).of)


# Stories ---------------------------------------------------------------------------------------


def told(*rows: Interaction) -> Ecosystem:
    return Ecosystem(
        Case(
            id="evenings",
            actors=[Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)],
            channels=CHANNELS.pick("instant_messaging", "email"),
            interactions=rows,
        )
    )


def message(hour: float, sender: str, **more: Any) -> Interaction:
    receiver = "P" if sender == "T" else "T"
    return Interaction(
        time=hour * HOUR,
        sender=sender,
        receivers=[receiver],
        **({"channel": "instant_messaging"} | more),
    )


def test_two_evenings_over_two_channels() -> None:
    eco = told(
        message(20, "P"),
        message(20.1, "P"),
        message(21, "T", channel="email"),
        message(44, "P"),
    )
    both = contexts(eco)
    assert both.contacts.tolist() == [3, 1]
    assert both.by_channel.tolist() == [[2, 1], [1, 0]]
    assert both.uptake[0] == 0.5
    assert both.balance[0] == pytest.approx(2 / 3)


def test_an_answer_to_what_was_said_before_the_silence_takes_up_nothing_of_this_evening() -> None:
    eco = told(
        message(0, "T", id="question"),
        message(50, "P"),
        message(50.1, "P", reply_to="question"),
    )
    assert contexts(eco).uptake[1] == 0
    near = told(
        message(49.9, "T", id="question"),
        message(50, "P"),
        message(50.1, "P", reply_to="question"),
    )
    assert contexts(near).uptake[0] == 1


def test_a_silence_of_exactly_the_gap_parts_nothing() -> None:
    eco = told(message(0, "P"), message(12, "T"))
    assert len(contexts(eco, gap_hours=12)) == 1
    assert len(contexts(eco, gap_hours=11.999)) == 2


def test_a_mark_keeps_together_what_silence_would_part() -> None:
    eco = told(
        message(0, "P", context="crisis"),
        message(100, "T", context="crisis"),
        message(100.5, "P"),
    )
    assert contexts(eco).contacts.tolist() == [2, 1]


def test_an_empty_case_has_no_contexts() -> None:
    assert len(contexts(told())) == 0
    assert contexts(told()).to_frame().rows == 0


@pytest.mark.parametrize("gap", [0, -1, float("nan")])
def test_a_gap_that_is_none_is_refused(gap: float) -> None:
    with pytest.raises(InvalidCaseError, match="gap_hours"):
        contexts(told(), gap_hours=gap)
