"""Silence is data, and total time is conserved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import silences
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.model import Actor, Case, Cohort, Interaction
from mediaeco.model.clock import micros_of
from mediaeco.testing import cases, cohorts, ecosystems, swap_roles

DAY = 86_400.0


def _slowly(case: Case) -> tuple[list[tuple[int, int, float]], float, float]:
    """Silences, total and silent days, by walking along the contacts."""
    rows = tuple(case.interactions)
    if not rows:
        return [], 0.0, 0.0
    found = []
    first = covered = micros_of(rows[0].time)
    for n, row in enumerate(rows):
        begin = micros_of(row.time)
        if n and begin > covered:
            found.append((n - 1, n, (begin - covered) / DAY / 1e6))
        covered = max(covered, begin + round((row.duration or 0) * 1e6))
    until = covered
    if case.observed_until is not None:
        until = max(until, micros_of(case.observed_until))
    if until > covered:
        found.append((len(rows) - 1, -1, (until - covered) / DAY / 1e6))
    return found, (until - first) / DAY / 1e6, sum(days for _, _, days in found)


@given(cases())
def test_silences_are_those_of_a_slow_walk(case: Case) -> None:
    fast = silences(Ecosystem(case))
    slow, total, silent = _slowly(case)
    assert list(zip(fast.after.tolist(), fast.before.tolist(), strict=True)) == [
        (after, before) for after, before, _ in slow
    ]
    assert fast.days == pytest.approx([days for _, _, days in slow])
    assert (fast.total[0], fast.silent[0]) == pytest.approx((total, silent))


@given(ecosystems(), st.floats(0, 100))
def test_total_time_is_conserved(eco: Ecosystem, hours: float) -> None:
    every, long = silences(eco), silences(eco, longer_than_hours=hours)
    assert every.contact + every.silent == pytest.approx(every.total)
    assert (every.contact >= -1e-9).all()
    assert every.days.sum() == pytest.approx(every.silent.sum())
    assert (long.days > hours / 24).all()
    assert len(long.days) <= len(every.days)
    assert long.silent == pytest.approx(every.silent)


@given(cases())
def test_swapping_the_roles_changes_no_silence(case: Case) -> None:
    one, other = silences(Ecosystem(case)), silences(Ecosystem(swap_roles(case)))
    assert one.days.tolist() == other.days.tolist()


@given(cohorts())
def test_a_cohort_s_silences_are_those_of_its_cases(cohort: Cohort) -> None:
    whole = silences(Ecosystem(cohort))
    for i, case in enumerate(cohort):
        alone = silences(Ecosystem(case))
        assert whole.days[whole.case == i].tolist() == alone.days.tolist()
        assert whole.total[i] == alone.total[0]


def test_a_call_within_a_call_covers_no_time_twice() -> None:
    def call(at: float, seconds: float) -> Interaction:
        return Interaction(time=at, sender="P", receivers=["T"], channel="phone", duration=seconds)

    from mediaeco.catalog import CHANNELS

    case = Case(
        id="long_call",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=[CHANNELS["phone"]],
        interactions=[call(0, DAY), call(DAY / 2, 60), call(2 * DAY, 0)],
    )
    found = silences(Ecosystem(case))
    assert found.days.tolist() == [1.0]
    assert (found.after.tolist(), found.before.tolist()) == ([1], [2])
    assert (found.total.tolist(), found.contact.tolist()) == ([2.0], [1.0])


def test_hours_below_nothing_are_refused() -> None:
    from mediaeco.io import read_example

    with pytest.raises(InvalidCaseError, match="at least 0"):
        silences(Ecosystem(read_example("sent-away")), longer_than_hours=-1)
