from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import open_ruptures, ruptures
from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    ContentKind,
    FrameAct,
    Interaction,
    Role,
    RuptureKind,
)
from mediaeco.testing import cases, ecosystems, shift_time, swap_roles

HOUR = 3_600


# A slow and obvious reference ------------------------------------------------------------------


def slow_ruptures(eco: Ecosystem) -> list[tuple[int, str, int]]:
    """Row, kind and row of repair (-1 where none) of every rupture."""
    rows = tuple(eco.case.interactions)
    two = {eco.case.therapist.id, eco.case.patient.id}

    def between(row: Interaction) -> bool:
        return row.sender in two and bool(two - {row.sender} <= set(row.receivers))

    found = []
    for i, row in enumerate(rows):
        if row.rupture is None:
            continue
        mended = [j for j in range(i, len(rows)) if rows[j].repair is row.rupture]
        if row.rupture is RuptureKind.TECHNOLOGICAL:
            # A coded repair that stands after the next broken line is that one's.
            broken = [j for j in range(i + 1, len(rows)) if rows[j].rupture is row.rupture]
            mended = [j for j in mended if j <= min(broken, default=len(rows))] or [
                j
                for j in range(i + 1, len(rows))
                if between(rows[j])
                and rows[j].content is not ContentKind.ATTEMPT
                and rows[j].rupture is not RuptureKind.TECHNOLOGICAL
            ]
        found.append((i, str(row.rupture), min(mended, default=-1)))

    status: dict[str, str] = {}
    waiting: dict[str, str] = {}
    since: dict[str, int] = {}
    for i, row in enumerate(rows):
        for act in row.acts:
            e, actor = act.element, act.actor or row.sender
            waits = waiting.get(e)
            if act.kind is ActKind.PROPOSE or (act.kind is ActKind.RENEGOTIATE and e in status):
                waiting[e] = actor
            elif act.kind is ActKind.REJECT and waits is not None:
                del waiting[e]
            elif act.kind is ActKind.BREACH and status.get(e) == "agreed":
                status[e] = "breached"
                since[e] = i
            elif (act.kind is ActKind.ACCEPT and waits not in (None, actor)) or (
                act.kind is ActKind.REPAIR and status.get(e) == "breached"
            ):
                if act.kind is ActKind.ACCEPT:
                    del waiting[e]
                status[e] = "agreed"
                if e in since:
                    found.append((since.pop(e), "breach", i))
    found += [(i, "breach", -1) for i in since.values()]
    return sorted(found)


@given(ecosystems(min_contacts=8, max_contacts=20, min_elements=2, views=True))
def test_agrees_with_the_slow_reference(eco: Ecosystem) -> None:
    told = ruptures(eco)
    assert sorted(
        zip(told.row.tolist(), map(str, told.kind), told.repair_row.tolist(), strict=True)
    ) == slow_ruptures(eco)
    for k in range(len(told)):
        row, repair = int(told.row[k]), int(told.repair_row[k])
        assert told.n[k] == eco.table.n[row]
        assert told.channel[k] == eco.table.channel[row]
        if repair < 0:
            assert told.repaired_at[k] == told.repair_channel[k] == -1
            assert math.isnan(told.latency[k])
        else:
            assert told.repaired_at[k] == eco.table.n[repair]
            assert told.repair_channel[k] == eco.table.channel[repair]
            passed = (int(eco.table.time[repair]) - int(eco.table.time[row])) / 3_600e6
            assert told.latency[k] == pytest.approx(passed)


@given(
    ecosystems(min_contacts=8, max_contacts=20, min_elements=2, views=True),
    st.sampled_from((0.0, 1.0, 7.0, 24.0, 500.0)),
)
def test_open_ruptures_agree_with_the_slow_reference(eco: Ecosystem, tolerance: float) -> None:
    expected = []
    time = eco.table.time.tolist()
    for k in range(len(eco)):
        count = 0
        for row, kind, repair in slow_ruptures(eco):
            if kind == "technological":
                late = time[k] - time[row] > tolerance * 3_600e6
                count += k >= row and late and (repair < 0 or k <= repair)
            else:
                count += row <= k and (repair < 0 or k < repair)
        expected.append(count)
    assert open_ruptures(eco, tolerance_hours=tolerance).tolist() == expected


# Laws ------------------------------------------------------------------------------------------


@given(ecosystems(max_contacts=20, views=True))
def test_nothing_is_mended_before_it_breaks(eco: Ecosystem) -> None:
    told = ruptures(eco)
    mended = told.repair_row >= 0
    assert (told.repair_row[mended] >= told.row[mended]).all()
    assert (told.latency[mended] >= 0).all()
    assert np.isnan(told.latency[~mended]).all()
    assert mended.sum() <= len(told)
    assert not told.switched[~mended].any()


@given(cases(max_contacts=20), st.integers(-(10**6), 10**6))
def test_shifting_and_swapping_change_nothing(case: Case, seconds: int) -> None:
    own = ruptures(Ecosystem(case))
    for other in (shift_time(case, seconds=seconds), swap_roles(case)):
        told = ruptures(Ecosystem(other))
        for name in ("kind", "row", "repair_row", "latency", "repair_channel"):
            np.testing.assert_array_equal(getattr(told, name), getattr(own, name))


@given(ecosystems(max_contacts=20), st.integers(0, 20))
def test_open_ruptures_do_not_see_what_is_to_come(eco: Ecosystem, n: int) -> None:
    np.testing.assert_array_equal(open_ruptures(eco)[:n], open_ruptures(eco.until(n)))


@given(ecosystems(max_contacts=20, views=True))
def test_a_more_patient_observer_counts_no_more_ruptures(eco: Ecosystem) -> None:
    assert (open_ruptures(eco, tolerance_hours=48) <= open_ruptures(eco, tolerance_hours=1)).all()


# Stories ---------------------------------------------------------------------------------------

T, P = Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)


def told(*rows: Interaction) -> Ecosystem:
    return Ecosystem(
        Case(
            id="broken-line",
            actors=[T, P],
            channels=CHANNELS.pick("video_call", "phone"),
            elements=ELEMENTS.pick("schedule", "fee"),
            interactions=rows,
        )
    )


def contact(hour: float, channel: str = "video_call", **more: Any) -> Interaction:
    return Interaction(time=hour * HOUR, sender="T", receivers=["P"], channel=channel, **more)


def test_a_broken_line_is_mended_by_the_phone() -> None:
    eco = told(
        contact(0, rupture="technological"),
        contact(0.1, content="attempt"),
        contact(0.2, "phone", content="live_talk"),
    )
    broken = ruptures(eco)
    assert broken.repaired_at.tolist() == [2]
    assert broken.switched.tolist() == [True]
    assert broken.latency[0] == pytest.approx(0.2)
    # Mended within the hour: no rupture of the relationship.
    assert open_ruptures(eco).tolist() == [0, 0, 0]
    assert open_ruptures(eco, tolerance_hours=0).tolist() == [0, 1, 1]


def test_a_line_that_breaks_twice_is_two_ruptures_with_one_repair() -> None:
    broken = ruptures(
        told(
            contact(0, rupture="technological"),
            contact(30, rupture="technological"),
            contact(31),
        )
    )
    assert broken.repaired_at.tolist() == [2, 2]


def test_a_withdrawal_waits_for_its_coded_repair() -> None:
    eco = told(contact(0, rupture="withdrawal"), contact(1), contact(2, repair="withdrawal"))
    assert ruptures(eco).repaired_at.tolist() == [2]
    assert open_ruptures(eco).tolist() == [1, 1, 0]


def test_a_breach_is_mended_when_its_element_is_agreed_again() -> None:
    agree = [FrameAct("schedule", ActKind.PROPOSE), FrameAct("schedule", ActKind.ACCEPT, "P")]
    eco = told(
        contact(0, acts=agree),
        contact(1, acts=[FrameAct("schedule", ActKind.BREACH, "P")]),
        contact(2, "phone", acts=[FrameAct("schedule", ActKind.RENEGOTIATE)]),
        contact(3, "phone", acts=[FrameAct("schedule", ActKind.ACCEPT, "P")]),
    )
    broken = ruptures(eco)
    assert broken.to_frame().columns["kind"].tolist() == ["breach"]
    assert broken.repaired_at.tolist() == [3]
    assert broken.latency.tolist() == [2.0]
    assert open_ruptures(eco).tolist() == [0, 1, 1, 0]


def test_the_repair_of_one_element_does_not_mend_another() -> None:
    def agree(element: str) -> list[FrameAct]:
        return [FrameAct(element, ActKind.PROPOSE), FrameAct(element, ActKind.ACCEPT, "P")]

    eco = told(
        contact(0, acts=[*agree("schedule"), *agree("fee")]),
        contact(1, acts=[FrameAct("schedule", ActKind.BREACH)]),
        contact(2, acts=[FrameAct("fee", ActKind.BREACH)]),
        contact(3, acts=[FrameAct("fee", ActKind.REPAIR)]),
    )
    assert ruptures(eco).repaired_at.tolist() == [-1, 3]
    assert open_ruptures(eco).tolist() == [0, 1, 2, 1]


def test_a_repair_coded_after_the_next_broken_line_is_that_one_s() -> None:
    broken = ruptures(
        told(
            contact(0, rupture="technological"),
            contact(1),
            contact(2, rupture="technological"),
            contact(3),
            contact(4, repair="technological"),
        )
    )
    assert broken.repaired_at.tolist() == [1, 4]


def test_nothing_ruptures_in_an_empty_case() -> None:
    assert len(ruptures(told())) == 0
    assert open_ruptures(told()).tolist() == []
    assert ruptures(told()).to_frame().rows == 0
