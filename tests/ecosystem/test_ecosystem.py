import attrs
import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import read_example
from mediaeco.kernels.array import Bools
from mediaeco.model import Case, Cohort
from mediaeco.model.clock import micros_of
from mediaeco.testing import cases, cohorts, ecosystems

CONTACTS = st.integers(0, 14)
ROLES = st.sampled_from(("therapist", "patient"))


def records() -> st.SearchStrategy[Ecosystem]:
    return st.one_of(ecosystems(), cohorts().map(Ecosystem))


def same(one: Ecosystem, other: Ecosystem) -> bool:
    heads = [(head.id, head.actors, head.measures, head.observed_until) for head in one.cases]
    others = [(head.id, head.actors, head.measures, head.observed_until) for head in other.cases]
    return one.table.equals(other.table) and heads == others


def contacts(eco: Ecosystem) -> set[tuple[int, int]]:
    return set(zip(eco.table.case.tolist(), eco.table.n.tolist(), strict=True))


def ratings(eco: Ecosystem) -> list[tuple[str, object]]:
    return [(head.id, measure) for head in eco.cases for measure in head.measures]


def test_a_case_goes_in_and_comes_out(fee_by_email: Case) -> None:
    eco = Ecosystem(fee_by_email)
    assert eco.case is fee_by_email
    assert eco.table is fee_by_email.table
    assert eco.ids == ("fee-by-email",)
    assert [c.id for c in eco.channels] == ["website", "email", "sms", "video_call"]
    assert repr(eco) == "<Ecosystem of 'fee-by-email': 6 contacts over 3 channels>"
    assert "<" not in eco._repr_html_()[3:-4]


@given(cohorts())
def test_only_one_case_is_the_case(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    assert len(eco) == len(cohort.table)
    if len(cohort) == 1:
        assert eco.case.id == cohort[0].id
        assert eco.case.interactions == cohort[0].interactions
    else:
        with pytest.raises(InvalidCaseError, match=r"cohort\[i\]"):
            _ = eco.case


@given(records(), CONTACTS, CONTACTS)
def test_until_twice_is_until_the_earlier(eco: Ecosystem, n: int, m: int) -> None:
    assert same(eco.until(n).until(m), eco.until(min(n, m)))


@given(records(), CONTACTS)
def test_until_knows_nothing_of_later_contacts(eco: Ecosystem, n: int) -> None:
    view = eco.until(n)
    assert contacts(view) == {(case, k) for case, k in contacts(eco) if k < n}
    assert set(ratings(view)) <= set(ratings(eco))


@given(cases(legal=True, max_contacts=6, min_contacts=1), st.data())
def test_until_is_what_stood_in_a_record_that_ended_there(case: Case, data: st.DataObject) -> None:
    assume(case.interactions)  # without a channel there is no contact
    n = data.draw(st.integers(0, len(case.interactions) - 1))
    moment = int(case.table.time[n]) - 1
    if n:
        moment = max(moment, int(case.table.time[n - 1]))
    view = Ecosystem(case).until(n).case
    ended = attrs.evolve(
        case,
        interactions=case.interactions[:n],
        measures=[m for m in case.measures if micros_of(m.time) <= moment],
        observed_until=None,
    )
    assert tuple(view.interactions) == tuple(ended.interactions)
    assert (view.measures, view.observed_until) == (ended.measures, None)


def test_until_nothing_is_nothing(eco: Ecosystem) -> None:
    view = eco.until(0)
    assert len(view) == 0
    assert ratings(view) == []
    with pytest.raises(InvalidCaseError, match="at least 0"):
        eco.until(-1)


def test_until_the_session_does_not_know_how_it_was_rated(eco: Ecosystem) -> None:
    assert [m.instrument for m in eco.until(5).cases[0].measures] == ["ORS"]
    assert eco.until(6).cases[0].measures == eco.cases[0].measures


@given(records(), st.data())
def test_without_a_channel_contacts_keep_their_index(eco: Ecosystem, data: st.DataObject) -> None:
    assume(eco.channels)
    channel = data.draw(st.sampled_from([c.id for c in eco.channels]))
    code = [c.id for c in eco.channels].index(channel)
    view = eco.without(channel=channel)
    gone = contacts(eco) - contacts(view)
    assert contacts(view) <= contacts(eco)
    assert len(gone) == int((eco.table.channel == code).sum())
    assert not (view.table.channel == code).any()
    assert same(view.without(channel=channel), view)


@given(records(), ROLES)
def test_without_an_actor_they_have_sent_nothing(eco: Ecosystem, role: str) -> None:
    assume(eco.cases)
    side = 0 if role == "therapist" else 1
    view = eco.without(actor=role)
    assert (view.table.sender != side).all()
    assert len(view) == int((eco.table.sender != side).sum())


def test_without_names_a_person_a_purpose_and_a_contact(eco: Ecosystem) -> None:
    assert eco.without(actor="S").table.n.tolist() == [0, 1, 2, 4, 5]
    assert eco.without(purpose="support").table.n.tolist() == [0, 1, 3, 4, 5]
    assert eco.without(contact=0).table.n.tolist() == [1, 2, 3, 4, 5]
    assert eco.without(contact=0, channel="email").table.n.tolist() == [4]


def test_the_first_contact_absent_is_no_second_first(eco: Ecosystem) -> None:
    view = eco.without(contact=0)
    assert view.case.interactions[0].id == "offer"
    assert view.case.interactions[0].reply_to is None
    assert view.table.t[0] == pytest.approx(1 / 24)


def test_unknown_terms_are_told_with_the_nearest(eco: Ecosystem) -> None:
    with pytest.raises(UnknownTermError, match="Did you mean 'email'"):
        eco.without(channel="emial")
    with pytest.raises(UnknownTermError, match="Did you mean 'payment'"):
        eco.without(purpose="paymet")
    with pytest.raises(InvalidCaseError, match=r"without\.contact"):
        eco.without(contact=6)


@pytest.mark.parametrize("what", ["without", "seen_by"])
def test_a_stranger_is_not_named(eco: Ecosystem, what: str) -> None:
    with pytest.raises(InvalidCaseError) as caught:
        eco.without(actor="Miller") if what == "without" else eco.seen_by("Miller")
    assert "Miller" not in str(caught.value)
    assert "therapist" in str(caught.value)


@given(records())
def test_every_view_is_contained_in_the_record(eco: Ecosystem) -> None:
    people = {actor.id for head in eco.cases for actor in head.actors}
    views = [eco.seen_by(person) for person in sorted(people)]
    seen = set().union(*map(contacts, views))
    given_by = [rating for view in views for rating in ratings(view)]
    reported = eco.table.reported_by >= 0
    told = zip(eco.table.case[reported].tolist(), eco.table.n[reported].tolist(), strict=True)
    assert seen == set(told)
    assert sorted(map(repr, given_by)) == sorted(map(repr, ratings(eco)))
    for view, person in zip(views, sorted(people), strict=True):
        assert same(view.seen_by(person), view)


def test_the_supervisor_saw_one_session(eco: Ecosystem) -> None:
    view = eco.seen_by("V")
    assert view.table.n.tolist() == [4]
    assert [m.value for m in view.case.measures] == [20]
    assert same(view, eco.seen_by("observer"))


@given(ecosystems())
def test_until_the_end_is_the_record(eco: Ecosystem) -> None:
    assert eco.until(len(eco)).case == eco.case


@given(cohorts())
def test_a_cohort_s_view_is_the_view_of_each_case(cohort: Cohort) -> None:
    view = Ecosystem(cohort).until(2).without(actor="patient") if len(cohort) else Ecosystem(cohort)
    for i, case in enumerate(cohort):
        one = Ecosystem(case).until(2).without(actor="patient")
        part = view.table.one(i)
        assert part.n.tolist() == one.table.n.tolist()
        assert part.time.tolist() == one.table.time.tolist()
        assert view.cases[i].measures == one.case.measures


def test_rows_of_a_view_read_as_those_of_the_record() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    view = eco.without(channel="instant_messaging")
    assert 0 < len(view) < len(eco)
    rows = eco.case.interactions
    for n, row in zip(view.table.n.tolist(), view.case.interactions, strict=True):
        # An answer to a contact that the view leaves out answers nothing there.
        reply = row.reply_to if row.reply_to is not None else rows[n].reply_to
        assert attrs.evolve(row, reply_to=reply) == rows[n]


def test_columns_cannot_be_written(eco: Ecosystem) -> None:
    with pytest.raises(ValueError, match="read-only"):
        eco.table.time[0] = 0
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        eco.table = eco.table  # type: ignore[misc]  # what is tried is wrong


@given(records(), st.data())
def test_select_keeps_what_is_true(eco: Ecosystem, data: st.DataObject) -> None:
    mask: Bools = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(eco), max_size=len(eco))), dtype=bool
    )
    view = eco.select(mask)
    assert view.table.n.tolist() == eco.table.n[mask].tolist()
    assert view.table.origin.tolist() == eco.table.origin.tolist()


@given(ecosystems(), CONTACTS)
def test_the_case_of_a_view_has_the_rows_of_the_view(eco: Ecosystem, n: int) -> None:
    view = eco.until(n)
    assert view.case.table is view.table
    assert len(view.case.interactions) == len(view)


def test_the_graph_is_made_once_and_frozen(eco: Ecosystem) -> None:
    assert eco.graph is eco.graph
    with pytest.raises(nx.NetworkXError, match="Frozen graph"):
        eco.graph.add_node("actor:X")


def test_nothing_yet(nothing_yet: Ecosystem) -> None:
    assert len(nothing_yet) == 0
    assert len(nothing_yet.until(3)) == 0
    assert len(nothing_yet.seen_by("therapist")) == 0
    assert len(nothing_yet.without(actor="P")) == 0
    assert repr(nothing_yet) == "<Ecosystem of 'nothing-yet': 0 contacts over 0 channels>"
