"""How long it takes to come to each stage."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import stage_times, stages
from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.survival import CENSORED, ENDED, REACHED
from mediaeco.model import Actor, Case, Cohort, FrameAct, Interaction
from mediaeco.testing import cohorts

PEOPLE = (Actor(id="T", role="therapist"), Actor(id="P", role="patient"))
DAY = 86_400.0
UNITS = st.sampled_from(["days", "contacts"])


def told(name: str, *days: float, proposed: float | None = None, until: float = 0.0) -> Case:
    """A case with contacts on these days, of which one may propose something."""
    rows = [
        Interaction(
            time=day * DAY,
            sender="P",
            receivers=["T"],
            channel="email",
            acts=[FrameAct("fee", "propose")] if day == proposed else [],
        )
        for day in days
    ]
    return Case(
        id=name,
        actors=PEOPLE,
        channels=[CHANNELS["email"]],
        elements=[ELEMENTS["fee"]],
        purposes=[PURPOSES["scheduling"]],
        interactions=rows,
        observed_until=max(until, *days, 0.0) * DAY if days else None,
    )


def test_who_waits_who_gets_there_and_who_drops_out_are_told_apart() -> None:
    record = Cohort(
        [
            told("there", 0, 4, 9, proposed=4, until=20),
            told("waits", 0, 5, until=30),
            told("gone", 0, 3, until=100),
            told("silent"),
        ]
    )
    found = stage_times(Ecosystem(record))
    assert found.cases == ("there", "waits", "gone")
    assert found.without_contact == 1
    framing, dropout = found.stages.index("framing"), found.stages.index("dropout")
    assert found.how[:, framing].tolist() == [REACHED, CENSORED, ENDED]
    assert found.time[:, framing].tolist() == [4, 30, 45]
    assert found.how[:, dropout].tolist() == [CENSORED, CENSORED, REACHED]
    assert found.time[:, dropout].tolist() == [20, 30, 45]
    curve = found.curves[framing]
    assert curve.waiting.tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3])
    assert curve.ended.tolist() == [0, 0, 1]
    row = found.summary()
    assert (row["reached"][framing], row["ended_before"][framing]) == (1, 1)
    assert np.isnan(found.median[framing])
    contacts = stage_times(Ecosystem(record), unit="contacts")
    assert contacts.time[:, framing].tolist() == [2, 2, 2]
    assert contacts.by_case()["how"].tolist().count("ended before") == int(
        (contacts.how == ENDED).sum()
    )


@given(cohorts(), UNITS)
def test_the_slow_way_finds_the_same_entries(cohort: Cohort, unit: str) -> None:
    eco = Ecosystem(cohort)
    found = stage_times(eco, unit=unit)  # type: ignore[arg-type]  # drawn from both
    trajectory = stages(eco)
    for i, name in enumerate(found.cases):
        rows = np.flatnonzero(trajectory.case == eco.ids.index(name))
        for k, stage in enumerate(found.stages):
            here = [
                float(trajectory.t[row]) if unit == "days" else place + 1.0
                for place, row in enumerate(rows)
                if trajectory.stages[trajectory.stage[row]] == stage
            ]
            if here:
                assert found.how[i, k] == REACHED
                assert found.time[i, k] == here[0]
            elif trajectory.stands(eco.ids.index(name)) != stage:
                assert found.how[i, k] != REACHED
    assert len(found.cases) + found.without_contact == len(eco.ids)
    assert (found.time >= 0).all()
    assert found.to_frame().rows == sum(len(curve.time) for curve in found.curves)
    assert found.summary().rows == len(found.stages)


@given(cohorts(), UNITS)
def test_the_order_of_cases_changes_nothing(cohort: Cohort, unit: str) -> None:
    turned = Cohort(list(cohort)[::-1])
    one, other = (stage_times(Ecosystem(c), unit=unit) for c in (cohort, turned))  # type: ignore[arg-type]  # drawn from both
    np.testing.assert_array_equal(one.median, other.median)
    np.testing.assert_array_equal(one.median_low, other.median_low)
    for mine, theirs in zip(one.curves, other.curves, strict=True):
        np.testing.assert_array_equal(mine.waiting, theirs.waiting)


@given(cohorts())
def test_one_case_has_no_interval(cohort: Cohort) -> None:
    for case in cohort:
        found = stage_times(Ecosystem(case))
        assert np.isnan([found.median_low, found.median_high]).all()


def test_the_same_case_many_times_needs_its_own_time() -> None:
    one = told("x", 0, 4, 9, proposed=9, until=20)
    found = stage_times(Ecosystem(Cohort([attrs.evolve(one, id=str(k)) for k in range(9)])))
    framing = found.stages.index("framing")
    assert found.median[framing] == 9
    assert found.curves[framing].waiting[-1] == 0


@pytest.mark.parametrize("level", [0.0, 1.0, np.nan])
def test_settings_have_ranges(level: float) -> None:
    with pytest.raises(InvalidCaseError, match=r"stage_times\.level"):
        stage_times(Ecosystem(told("x", 0)), level=level)
    with pytest.raises(UnknownTermError, match="days, contacts"):
        stage_times(Ecosystem(told("x", 0)), unit="weeks")  # type: ignore[arg-type]  # wrong on purpose
