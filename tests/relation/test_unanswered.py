"""Messages without an answer."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import silences
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.model import Actor, Case, Cohort, Interaction
from mediaeco.model.clock import DAY, SECOND, micros_of
from mediaeco.relation import ANSWERS, unanswered
from mediaeco.testing import cases, shift_time, swap_roles

TIMES = st.sampled_from((0.5, 1.0, 3.0))
QUANTILES = st.sampled_from((0.0, 0.5, 0.9, 1.0))


def turns_by_hand(case: Case) -> list[tuple[int, list[int], float, bool]]:
    """Turns as (side, contacts, days waited, answered), read row by row."""
    names = [actor.id for actor in case.actors]
    live = {channel.id for channel in case.channels if channel.live}
    runs: list[tuple[int, list[int]]] = []
    rows = list(case.interactions)
    between = []
    for n, row in enumerate(rows):
        side = names.index(row.sender)
        if side > 1 or names[1 - side] not in row.receivers:
            continue
        between.append(n)
        who = 2 if row.channel in live and row.content != "attempt" else side
        if runs and runs[-1][0] == who:
            runs[-1][1].append(n)
        else:
            runs.append((who, [n]))

    def end(n: int) -> int:
        return micros_of(rows[n].time) + round((rows[n].duration or 0) * SECOND)

    until = max([end(n) for n in between] + [micros_of(row.time) for row in rows], default=0)
    if case.observed_until is not None:
        until = max(until, micros_of(case.observed_until))
    found = []
    for k, (who, members) in enumerate(runs):
        if who == 2:
            continue
        answered = k + 1 < len(runs)
        at = micros_of(rows[runs[k + 1][1][0]].time) if answered else until
        found.append((who, members, max(at - end(members[-1]), 0) / DAY, answered))
    return found


@given(cases(max_contacts=14), QUANTILES, TIMES)
def test_agrees_with_the_slow_reference(case: Case, quantile: float, times: float) -> None:
    left = unanswered(Ecosystem(case), quantile=quantile, times=times)
    wanted = turns_by_hand(case)
    assert left.side.tolist() == [turn[0] for turn in wanted]
    assert left.first.tolist() == [turn[1][0] for turn in wanted]
    assert left.last.tolist() == [turn[1][-1] for turn in wanted]
    np.testing.assert_allclose(left.waited, [turn[2] for turn in wanted])
    for k, (side, _, waited, answered) in enumerate(wanted):
        assert np.isnan(left.days[k]) == (not answered)
        usual = [turn[2] for turn in wanted if turn[0] == side and turn[3]]
        if not usual:
            assert ANSWERS[left.status[k]] == "undecided"
            continue
        limit = times * np.quantile(usual, quantile)
        np.testing.assert_allclose(left.limit[0, 1 - side], limit)
        if abs(waited - limit) > 1e-9:
            late = waited > limit
            if answered:
                assert ANSWERS[left.status[k]] == ("late" if late else "answered")
            else:
                assert ANSWERS[left.status[k]] == ("open" if late else "undecided")


@given(cases(max_contacts=14), QUANTILES, TIMES, TIMES)
def test_a_longer_limit_never_leaves_more_unanswered(
    case: Case, quantile: float, first: float, second: float
) -> None:
    eco = Ecosystem(case)
    low, high = (
        unanswered(eco, quantile=quantile, times=times).unanswered
        for times in sorted((first, second))
    )
    assert (high <= low).all()


@given(cases(max_contacts=14))
def test_swapping_the_roles_swaps_the_sides(case: Case) -> None:
    own, other = (unanswered(Ecosystem(c)) for c in (case, swap_roles(case)))
    np.testing.assert_array_equal(own.side, 1 - other.side)
    np.testing.assert_array_equal(own.status, other.status)
    np.testing.assert_array_equal(own.share, other.share[:, ::-1])


@given(cases(max_contacts=14), st.sampled_from((3600.0, -86_400.0 * 9)))
def test_later_is_the_same(case: Case, seconds: float) -> None:
    own, later = (unanswered(Ecosystem(c)) for c in (case, shift_time(case, seconds=seconds)))
    np.testing.assert_array_equal(own.status, later.status)
    np.testing.assert_allclose(own.waited, later.waited)


@given(cases(max_contacts=10), cases(max_contacts=10))
def test_a_cohort_is_its_cases_one_after_another(first: Case, second: Case) -> None:
    pair = [
        attrs.evolve(c, id=name, interactions=c.table, clock=c.clock)
        for c, name in ((first, "one"), (second, "two"))
    ]
    both = unanswered(Ecosystem(Cohort(pair)))
    for i, case in enumerate(pair):
        own = unanswered(Ecosystem(case))
        np.testing.assert_array_equal(own.status, both.status[both.case == i])
        np.testing.assert_array_equal(own.share[0], both.share[i])


@given(cases(max_contacts=14))
def test_no_turn_waits_longer_than_the_record_is_silent(case: Case) -> None:
    """A wait is a stretch of the record: all time stays accounted for in its silences."""
    eco = Ecosystem(case)
    left, away = unanswered(eco), silences(eco)
    np.testing.assert_allclose(away.contact + away.silent, away.total)
    assert (left.waited <= away.total[left.case] + 1e-9).all()


# Stories ---------------------------------------------------------------------------------------


def written(*told: tuple[str, float], until: float | None = None, **more: str) -> Ecosystem:
    """Messages, told as who wrote and on which day."""
    return Ecosystem(
        Case(
            id="not-a-word",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
            channels=CHANNELS.pick("instant_messaging", "video_call"),
            interactions=[
                Interaction(
                    time=day * 86_400.0,
                    sender=who,
                    receivers=["P" if who == "T" else "T"],
                    channel=more.get("channel", "instant_messaging"),
                    content=more.get("content", "text"),
                )
                for who, day in told
            ],
            observed_until=None if until is None else until * 86_400.0,
        )
    )


def test_a_patient_stops_answering() -> None:
    told = [("T", 0), ("P", 1), ("T", 2), ("P", 3), ("T", 4), ("P", 5), ("T", 6)]
    left = unanswered(written(*told, until=20))
    assert [ANSWERS[k] for k in left.status] == ["answered"] * 6 + ["open"]
    assert left.share[0].tolist() == [1 / 4, 0]
    assert np.isnan(left.days[-1])
    assert left.waited[-1] == pytest.approx(14)
    waiting = unanswered(written(*told, until=6.5))
    assert ANSWERS[waiting.status[-1]] == "undecided"
    assert waiting.share[0].tolist() == [0, 0]


def test_an_answer_that_is_late_for_this_pair() -> None:
    told = [("T", 0), ("P", 0.1), ("T", 1), ("P", 1.1), ("T", 2), ("P", 9)]
    left = unanswered(written(*told), quantile=0.5, times=2)
    assert [ANSWERS[k] for k in left.status[left.side == 0]] == ["answered", "answered", "late"]
    assert left.summary()["unanswered"].tolist() == [1, 0]
    assert left.summary()["limit_days"][0] == pytest.approx(0.2)
    assert left.to_frame().rows == 6


def test_a_second_message_is_of_the_same_turn() -> None:
    left = unanswered(written(("T", 0), ("T", 1), ("P", 2)))
    assert left.first.tolist() == [0, 2]
    assert left.last.tolist() == [1, 2]
    assert left.days[0] == pytest.approx(1)


def test_in_a_session_nobody_waits() -> None:
    left = unanswered(written(("T", 0), ("T", 7), channel="video_call", content="live_talk"))
    assert len(left) == 0
    tried = unanswered(written(("T", 0), ("P", 1), channel="video_call", content="attempt"))
    assert len(tried) == 2


def test_without_any_answer_there_is_no_usual() -> None:
    left = unanswered(written(("P", 0), until=400))
    assert [ANSWERS[k] for k in left.status] == ["undecided"]
    assert np.isnan(left.share).all()
    assert np.isnan(left.limit).all()
    assert len(unanswered(written())) == 0
    for wrong in ({"quantile": 1.1}, {"times": 0.0}, {"times": float("inf")}):
        with pytest.raises(InvalidCaseError):
            unanswered(written(), **wrong)
