"""A plan for when the line breaks: agreed before, followed or not, and how soon."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import Fallback, fallback, frame_lifecycle, ruptures
from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import ActKind, Actor, Case, Cohort, FrameAct, Interaction, Role, RuptureKind
from mediaeco.testing import cases, cohorts, swap_roles

HOUR = 3_600.0


@st.composite
def planned(draw: st.DrawFn) -> Case:
    """A lively case in which elements may name channels to fall back upon."""
    case = draw(cases(min_contacts=8, max_contacts=18, min_elements=1, legal=True))
    media = [channel.id for channel in case.channels]
    plan = st.lists(st.sampled_from(media), max_size=3, unique=True)
    elements = [attrs.evolve(element, fallback=draw(plan)) for element in case.elements]
    table = case.table
    broken = draw(st.lists(st.booleans(), min_size=len(table), max_size=len(table)))
    code = list(RuptureKind).index(RuptureKind.TECHNOLOGICAL)
    rupture = np.where(broken, code, table.rupture).astype(table.rupture.dtype)
    return attrs.evolve(
        case,
        elements=elements,
        clock=case.clock,
        interactions=attrs.evolve(table, rupture=rupture),
    )


@given(planned())
def test_agrees_with_the_slow_reference(case: Case) -> None:
    eco = Ecosystem(case)
    told, found, life = fallback(eco), ruptures(eco), frame_lifecycle(eco)
    rows = tuple(case.interactions)
    technological = [k for k in range(len(found)) if found.kind[k] == "technological"]
    assert told.row.tolist() == found.row[technological].tolist()
    np.testing.assert_array_equal(told.latency, found.latency[technological])
    mending = np.append(case.table.channel, -1)  # no repair, no channel
    assert told.repair_channel.tolist() == mending[found.repair_row[technological]].tolist()
    waits: tuple[list[float], list[float]] = ([], [])
    for k, row in enumerate(told.row.tolist()):
        plan: list[str] = []
        for e, element in enumerate(case.elements):
            agreed = [
                life.row[a]
                for a in range(len(life.row))
                if life.element[a] == e and life.after[a] == 1 and life.legal[a]
            ]
            if agreed and min(agreed) < row:
                plan += [name for name in element.fallback if name not in plan]
        assert list(told.plan[k]) == plan
        mended = int(found.repair_row[technological[k]])
        if mended >= 0:
            waits[bool(plan)].append(float(told.latency[k]))
        over = rows[mended].channel if mended >= 0 else ""
        if not plan or mended < 0 or (over == rows[row].channel and over not in plan):
            assert np.isnan(told.followed[k])
            assert np.isnan(told.in_order[k])
            continue
        assert told.followed[k] == (over in plan)
        if over in plan:
            tried = {rows[i].channel for i in range(row, mended + 1)}
            assert told.in_order[k] == all(n in tried for n in plan[: plan.index(over)])
        else:
            assert np.isnan(told.in_order[k])
    for p in (0, 1):
        mean = told.latency_by_plan[0, p]
        assert np.isnan(mean) if not waits[p] else mean == pytest.approx(np.mean(waits[p]))


@given(planned())
def test_without_fallbacks_nothing_is_planned(case: Case) -> None:
    bare = attrs.evolve(
        case,
        elements=[attrs.evolve(element, fallback=()) for element in case.elements],
        interactions=case.table,
        clock=case.clock,
    )
    told = fallback(Ecosystem(bare))
    assert not told.planned.any()
    assert np.isnan(told.followed).all()
    assert np.isnan(told.latency_by_plan[0, 1])


@given(planned())
def test_swapping_the_roles_changes_nothing(case: Case) -> None:
    one, other = fallback(Ecosystem(case)), fallback(Ecosystem(swap_roles(case)))
    assert one.plan == other.plan
    for name in ("row", "latency", "followed", "in_order", "latency_by_plan"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


@given(planned(), st.integers(0, 18))
def test_what_is_agreed_later_plans_nothing(case: Case, n: int) -> None:
    whole, part = fallback(Ecosystem(case)), fallback(Ecosystem(case).until(n))
    assert part.plan == whole.plan[: len(part)]
    assert part.row.tolist() == whole.row[whole.row < n].tolist()


@given(cohorts(min_cases=1))
def test_a_cohort_s_are_those_of_its_cases(cohort: Cohort) -> None:
    whole = fallback(Ecosystem(cohort)).to_frame()
    for case in cohort:
        own = fallback(Ecosystem(case)).to_frame()
        mask = whole["case"] == case.id
        for name, column in own.items():
            np.testing.assert_array_equal(whole[name][mask], column)


# Stories ---------------------------------------------------------------------------------------

PLAN = [FrameAct("channel_plan", ActKind.PROPOSE), FrameAct("channel_plan", ActKind.ACCEPT, "P")]


def dropped(*after: tuple[float, str, dict[str, Any]], plan: tuple[str, ...]) -> Fallback:
    """A plan is agreed by mail, a video call breaks an hour later, and this comes after it."""
    rows: list[dict[str, Any]] = [
        {"time": 0.0, "channel": "email", "acts": PLAN},
        {"time": HOUR, "channel": "video_call", "content": "live_talk", "rupture": "technological"},
        *({"time": HOUR * (1 + hours), "channel": over} | more for hours, over, more in after),
    ]
    return fallback(
        Ecosystem(
            Case(
                id="dropped",
                actors=[Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)],
                channels=CHANNELS.pick("email", "video_call", "phone", "sms"),
                elements=[attrs.evolve(ELEMENTS["channel_plan"], fallback=plan)],
                interactions=[Interaction(sender="T", receivers=["P"], **row) for row in rows],
            )
        )
    )


def test_the_plan_is_followed_in_its_order() -> None:
    told = dropped(
        (0.1, "phone", {"content": "attempt"}), (0.25, "sms", {}), plan=("phone", "sms", "email")
    )
    assert (told.followed[0], told.in_order[0]) == (1, 1)
    assert told.latency_by_plan[0].tolist() == [pytest.approx(np.nan, nan_ok=True), 0.25]
    assert told.to_frame()["plan"].tolist() == ["phone, sms, email"]


def test_a_channel_of_the_plan_is_passed_over() -> None:
    told = dropped((0.25, "sms", {}), plan=("phone", "sms"))
    assert (told.followed[0], told.in_order[0]) == (1, 0)


def test_another_channel_mends_it_than_was_planned() -> None:
    told = dropped((0.25, "email", {}), plan=("phone",))
    assert told.followed[0] == 0
    assert np.isnan(told.in_order[0])


def test_a_line_that_comes_back_needs_no_plan() -> None:
    told = dropped((0.1, "video_call", {"content": "live_talk"}), plan=("phone",))
    assert told.planned.tolist() == [True]
    assert np.isnan(told.followed[0])
    # Dialling again can be the plan's first step, and is then tried by the call that broke.
    again = dropped((0.1, "phone", {"content": "live_talk"}), plan=("video_call", "phone"))
    assert (again.followed[0], again.in_order[0]) == (1, 1)


def test_a_line_that_stays_broken() -> None:
    told = dropped(plan=("phone",))
    assert np.isnan(told.followed[0])
    assert np.isnan(told.latency[0])
    assert told.repair_channel.tolist() == [-1]
