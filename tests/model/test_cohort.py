from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given

from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.errors import FaultGroup, InvalidCaseError
from mediaeco.model import (
    Actor,
    Case,
    Cohort,
    ContactHours,
    FrameAct,
    Interaction,
    Role,
    dyadic_table,
)
from mediaeco.testing import cases, cohorts

T, P = Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)


def story(name: str, *rows: Interaction, channels: tuple[str, ...] = ("email",)) -> Case:
    return Case(id=name, actors=[T, P], channels=CHANNELS.pick(*channels), interactions=rows)


def mail(time: float, channel: str = "email", **more: Any) -> Interaction:
    return Interaction(time=time, sender="P", receivers=["T"], channel=channel, **more)


@given(cohorts())
def test_a_cohort_gives_its_cases_back(cohort: Cohort) -> None:
    members = tuple(cohort)
    again = Cohort(members)
    assert len(again) == len(members) == len(cohort)
    for i, case in enumerate(members):
        assert again[i] == case
        assert again[i - len(members)] == case
        assert tuple(again[i].interactions) == tuple(case.interactions)
        assert again[i].end == case.end
        assert again[i].clock is case.clock
    assert again[:] == members
    assert again[::-1] == members[::-1]


@given(cases(), cases(), cases())
def test_cases_survive_being_put_together(one: Case, two: Case, three: Case) -> None:
    members = [
        attrs.evolve(case, id=name)
        for case, name in zip((one, two, three), ("dawn", "noon", "dusk"), strict=True)
    ]
    cohort = Cohort(members)
    assert list(cohort) == members
    assert [case.id for case in cohort.heads] == ["dawn", "noon", "dusk"]


@given(cohorts())
def test_columns_stand_end_to_end(cohort: Cohort) -> None:
    table = cohort.table
    assert table.cases == len(cohort)
    assert table.offsets[0] == 0
    assert table.offsets[-1] == len(table)
    for i, case in enumerate(cohort):
        rows = slice(table.offsets[i], table.offsets[i + 1])
        assert (table.case[rows] == i).all()
        np.testing.assert_array_equal(table.t[rows], case.table.t)
        np.testing.assert_array_equal(table.n[rows], case.table.n)
        answered = table.reply_row[rows]
        own = case.table.reply_row
        np.testing.assert_array_equal(np.where(answered < 0, -1, answered - table.offsets[i]), own)
    starts = table.offsets[:-1][np.diff(table.offsets) > 0]
    assert np.flatnonzero(table.starts).tolist() == starts.tolist()


@given(cohorts(min_cases=1))
def test_new_heads_keep_the_contacts(cohort: Cohort) -> None:
    assert list(cohort.with_heads(cohort.heads)) == list(cohort)
    with pytest.raises(InvalidCaseError, match="heads"):
        cohort.with_heads(cohort.heads[:-1])


def test_two_cases_that_speak_of_different_channels() -> None:
    one = story("one", mail(0), mail(1, "phone"), channels=("email", "phone"))
    two = story("two", mail(5, "video_call"), mail(6), channels=("video_call", "email"))
    cohort = Cohort([one, two])
    assert [channel.id for channel in cohort.channels] == ["email", "phone", "video_call"]
    assert cohort.table.channel.tolist() == [0, 1, 2, 0]
    assert [cohort[0], cohort[1]] == [one, two]
    assert repr(cohort) == "<Cohort: 2 cases, 4 interactions>"


def test_named_and_nameless_rows_and_marks_live_together() -> None:
    named = story(
        "named",
        mail(0, id="hello", context="start"),
        mail(1, id="again", reply_to="hello", context="later"),
    )
    nameless = story("nameless", mail(0), mail(1, reply_to="0", context="later"))
    cohort = Cohort([named, nameless])
    assert [cohort[0], cohort[1]] == [named, nameless]
    assert cohort.table.marks() == ["start", "later", None, "later"]


def test_an_empty_cohort_and_empty_cases() -> None:
    assert list(Cohort([])) == []
    assert len(Cohort([]).table) == 0
    assert Cohort([]).table.cases == 0
    quiet = Cohort([story("silence"), story("letter", mail(0)), story("calm")])
    assert [len(case.interactions) for case in quiet] == [0, 1, 0]


def test_one_id_for_two_cases_is_a_fault() -> None:
    with pytest.raises(FaultGroup) as told:
        Cohort([story("twin"), story("twin", mail(0))])
    assert "one id 2 times" in str(told.value)
    assert "twin" not in str(told.value)


def test_one_id_for_two_meanings_is_a_fault() -> None:
    other = attrs.evolve(CHANNELS["email"], live=True)
    with pytest.raises(FaultGroup) as told:
        Cohort([story("one"), attrs.evolve(story("two"), channels=[other])])
    assert "one meaning of 'email' in all cases" in str(told.value)


def test_what_was_agreed_is_each_case_s_own() -> None:
    by_day = attrs.evolve(ELEMENTS["contact_rules"], hours=ContactHours(9, 17))
    by_night = attrs.evolve(ELEMENTS["contact_rules"], hours=ContactHours(22, 6))
    one = attrs.evolve(story("day"), elements=[by_day])
    two = attrs.evolve(story("night"), elements=[by_night])
    cohort = Cohort([one, two])
    assert [case.elements for case in cohort] == [(by_day,), (by_night,)]
    assert cohort.elements == (ELEMENTS["contact_rules"],)


def test_a_cohort_from_columns_is_one_from_cases() -> None:
    rng = np.random.default_rng(8)
    case, time = rng.integers(0, 3, 20), rng.integers(0, 10**9, 20)
    sender, channel = rng.integers(0, 2, 20), rng.integers(0, 2, 20)
    table = dyadic_table(case=case, time=time, sender=sender, channel=channel, cases=4)
    heads = [
        attrs.evolve(story(name, channels=("email", "phone")), clock="seconds")
        for name in ("north", "east", "south", "west")
    ]
    cohort = Cohort.from_columns(heads, table)
    rows = sorted(zip(case, time, sender, channel, strict=True), key=lambda row: row[:2])
    for i in range(4):
        told = [(row.sender, row.channel) for row in cohort[i].interactions]
        assert told == [("TP"[s], ("email", "phone")[c]) for k, _, s, c in rows if k == i]
    assert Cohort(list(cohort)).table.equals(table)
    with pytest.raises(InvalidCaseError, match="heads"):
        Cohort.from_columns(heads[:2], table)
    odd = [*heads[:3], attrs.evolve(heads[3], channels=CHANNELS.pick("phone", "email"))]
    with pytest.raises(InvalidCaseError, match=r"heads\[3\]"):
        Cohort.from_columns(odd, table)


def test_acts_are_recoded_as_channels_are() -> None:
    act = [FrameAct("fee", "propose")]
    one = attrs.evolve(story("one"), elements=ELEMENTS.pick("place", "fee"))
    one = attrs.evolve(one, interactions=[mail(0, acts=act)], clock=None)
    two = attrs.evolve(story("two"), elements=ELEMENTS.pick("fee"))
    two = attrs.evolve(two, interactions=[mail(0, acts=act)], clock=None)
    cohort = Cohort([two, one])
    assert cohort.table.acts.values[:, 0].tolist() == [0, 0]
    assert [cohort[0], cohort[1]] == [two, one]
