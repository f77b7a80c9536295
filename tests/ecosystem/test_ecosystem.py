"""Views: what they hold, and what they keep."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import read_example
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, cohorts, ecosystems


@pytest.fixture(scope="module")
def broken_frame() -> Ecosystem:
    return Ecosystem(read_example("broken-frame"))


@given(ecosystems(), st.integers(0, 12))
def test_without_a_contact_the_others_keep_their_index(eco: Ecosystem, n: int) -> None:
    if not (eco.table.n == n).any():
        with pytest.raises(InvalidCaseError, match="contact"):
            eco.without(contact=n)
        return
    view = eco.without(contact=n)
    assert view.table.n.tolist() == [k for k in eco.table.n.tolist() if k != n]
    assert view.table.origin.tolist() == eco.table.origin.tolist()


@given(ecosystems(), st.integers(0, 12), st.integers(0, 12))
def test_until_twice_is_until_the_earlier(eco: Ecosystem, n: int, m: int) -> None:
    twice, once = eco.until(n).until(m), eco.until(min(n, m))
    assert twice.table.equals(once.table)
    assert twice.case.measures == once.case.measures


@given(ecosystems())
def test_until_the_end_is_the_record(eco: Ecosystem) -> None:
    assert eco.until(len(eco)).case == eco.case


def test_until_forgets_ratings_still_to_come(broken_frame: Ecosystem) -> None:
    early = broken_frame.until(20)
    row = broken_frame.case.interactions[20]
    assert early.case.observed_until is None
    assert 0 < len(early.case.measures) < len(broken_frame.case.measures)
    assert all(m.time < row.time for m in early.case.measures)  # type: ignore[operator]  # one clock


@given(cases())
def test_seen_twice_is_seen_once_and_lies_within_the_record(case: Case) -> None:
    eco = Ecosystem(case)
    for actor in case.actors:
        view = eco.seen_by(actor.id)
        assert view.seen_by(actor.id).case == view.case
        assert set(view.table.n.tolist()) <= set(eco.table.n.tolist())
        assert {m.rater for m in view.case.measures} <= {actor.id}


@given(cases())
def test_views_of_all_observers_make_up_what_is_reported(case: Case) -> None:
    eco = Ecosystem(case)
    seen = {n for actor in case.actors for n in eco.seen_by(actor.id).table.n.tolist()}
    assert seen == set(eco.table.n[eco.table.reported_by >= 0].tolist())


@given(ecosystems())
def test_what_is_left_out_and_what_is_left_make_the_record(eco: Ecosystem) -> None:
    for code, channel in enumerate(eco.channels):
        view = eco.without(channel=channel.id)
        assert not (view.table.channel == code).any()
        assert len(view) + int((eco.table.channel == code).sum()) == len(eco)
    for side, role in enumerate(("therapist", "patient")):
        assert eco.without(actor=role).table.sender.tolist() == [
            code for code in eco.table.sender.tolist() if code != side
        ]


def test_without_a_purpose_no_contact_serves_it(broken_frame: Ecosystem) -> None:
    view = broken_frame.without(purpose="scheduling")
    assert 0 < len(view) < len(broken_frame)
    assert not any("scheduling" in row.purposes for row in view.case.interactions)


def test_rows_of_a_view_read_as_those_of_the_record(broken_frame: Ecosystem) -> None:
    view = broken_frame.without(channel="instant_messaging")
    rows = broken_frame.case.interactions
    for n, row in zip(view.table.n.tolist(), view.case.interactions, strict=True):
        # An answer to a contact that the view leaves out answers nothing there.
        reply = row.reply_to if row.reply_to is not None else rows[n].reply_to
        assert attrs.evolve(row, reply_to=reply) == rows[n]


def test_unknown_terms_are_told_with_their_nearest(broken_frame: Ecosystem) -> None:
    with pytest.raises(UnknownTermError, match="Did you mean 'video_call'"):
        broken_frame.without(channel="vidoe_call")
    with pytest.raises(UnknownTermError, match="purpose"):
        broken_frame.without(purpose="tea")
    with pytest.raises(InvalidCaseError) as told:
        broken_frame.without(actor="Anna Maria")
    assert "Anna" not in str(told.value)
    with pytest.raises(InvalidCaseError, match="at least 0"):
        broken_frame.until(-1)


@given(cohorts())
def test_a_cohort_s_view_is_the_view_of_each_case(cohort: Cohort) -> None:
    view = Ecosystem(cohort).until(2).without(actor="patient")
    for i, case in enumerate(cohort):
        one = Ecosystem(case).until(2).without(actor="patient")
        part = view.table.one(i)
        assert part.n.tolist() == one.table.n.tolist()
        assert part.time.tolist() == one.table.time.tolist()
        assert view.cases[i].measures == one.case.measures


@given(cohorts().filter(lambda cohort: len(cohort) != 1))
def test_a_cohort_is_not_a_case(cohort: Cohort) -> None:
    with pytest.raises(InvalidCaseError, match="cohort"):
        _ = Ecosystem(cohort).case


def test_columns_cannot_be_written(broken_frame: Ecosystem) -> None:
    with pytest.raises(ValueError, match="read-only"):
        broken_frame.table.time[0] = 0
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        broken_frame.table = broken_frame.table  # type: ignore[misc]  # what is tried is wrong


def test_it_prints_without_people(broken_frame: Ecosystem) -> None:
    assert repr(broken_frame) == "<Ecosystem of 'broken-frame': 106 contacts over 7 channels>"
    assert np.isfinite(broken_frame.table.t).all()
