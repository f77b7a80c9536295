from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS, PURPOSES
from mediaeco.ecosystem import Ecosystem, check_graph
from mediaeco.errors import InvalidCaseError
from mediaeco.media import substitution, substitution_graph
from mediaeco.model import Actor, Case, Cohort, Interaction
from mediaeco.testing import cases, cohorts, ecosystems, permute_channels, swap_roles


def slow(eco: Ecosystem, halves: str) -> tuple[dict[tuple[str, str], float], float]:
    """Purpose by purpose, with plain counts."""
    rows = list(eco.case.interactions)
    t = eco.table.t
    middle = (t[0] + t[-1]) / 2 if rows else 0.0
    second = [2 * k >= len(rows) if halves == "contacts" else t[k] > middle for k in range(len(t))]
    parts: list[tuple[int, dict[str, float]]] = []
    for purpose in eco.purposes:
        said = [
            (late, row.channel)
            for late, row in zip(second, rows, strict=True)
            if purpose.id in row.purposes
        ]
        before, after = ([c for late, c in said if late == x] for x in (False, True))
        if before and after:
            change = {
                c.id: after.count(c.id) / len(after) - before.count(c.id) / len(before)
                for c in eco.channels
            }
            parts.append((len(said), change))
    total = sum(count for count, _ in parts)
    moved: dict[tuple[str, str], float] = {}
    for count, change in parts:
        gained = sum(x for x in change.values() if x > 0)
        for i, x in change.items():
            for j, y in change.items():
                if x < 0 < y:
                    moved[i, j] = moved.get((i, j), 0) - count / total * x * y / gained
    return moved, sum(moved.values()) if total else math.nan


@pytest.mark.parametrize("halves", ["contacts", "days"])
@given(eco=ecosystems(min_contacts=4, max_contacts=16, views=True))
def test_purpose_by_purpose_gives_the_same(eco: Ecosystem, halves: str) -> None:
    found = substitution(eco, halves=halves)  # type: ignore[arg-type]  # a text to mypy
    moved, index = slow(eco, halves)
    for i, gone in enumerate(found.channels):
        for j, come in enumerate(found.channels):
            assert np.nan_to_num(found.moved[0, i, j]) == pytest.approx(moved.get((gone, come), 0))
    assert found.index[0] == pytest.approx(index, nan_ok=True)
    assert math.isnan(index) or 0 <= found.index[0] <= 1
    assert math.isnan(index) == bool(found.compared[0] == 0)


CONTACTS = st.tuples(
    st.sampled_from(("email", "phone", "instant_messaging")),
    st.sampled_from(("scheduling", "payment")),
)


# One channel that several others share out among themselves is rare in what `ecosystems` draws.
@given(
    ecosystems(min_contacts=4, max_contacts=16, views=True)
    | st.lists(CONTACTS, min_size=4, max_size=14).map(lambda contacts: told(*contacts))
)
def test_what_moved_adds_up_to_the_drops_and_the_rises(eco: Ecosystem) -> None:
    found = substitution(eco)
    if not found.compared[0]:
        assert np.isnan(found.moved[0]).all()
        return
    rows = list(eco.case.interactions)
    drop, rise, total = np.zeros(len(eco.channels)), np.zeros(len(eco.channels)), 0
    for purpose in eco.purposes:
        said = [(2 * k >= len(rows), row) for k, row in enumerate(rows)]
        over = [
            np.array(
                [row.channel for late, row in said if late == x and purpose.id in row.purposes]
            )
            for x in (False, True)
        ]
        if not all(map(len, over)):
            continue
        weight = sum(map(len, over))
        total += weight
        for c, channel in enumerate(eco.channels):
            before, after = (float((half == channel.id).mean()) for half in over)
            drop[c] += weight * max(before - after, 0)
            rise[c] += weight * max(after - before, 0)
    np.testing.assert_allclose(found.moved[0].sum(axis=1), drop / total, atol=1e-12)
    np.testing.assert_allclose(found.moved[0].sum(axis=0), rise / total, atol=1e-12)
    assert (np.diag(found.moved[0]) == 0).all()


@given(st.lists(CONTACTS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_what_goes_on_in_the_same_shares_is_no_substitution(
    contacts: list[tuple[str, str]], random: Random
) -> None:
    again = list(contacts)
    random.shuffle(again)
    assert substitution(told(*contacts, *again)).index.tolist() == [0]


@given(cases(max_contacts=16))
def test_roles_change_nothing_and_the_order_of_channels_only_the_order(case: Case) -> None:
    own = substitution(Ecosystem(case))
    np.testing.assert_array_equal(own.moved, substitution(Ecosystem(swap_roles(case))).moved)
    order = list(reversed(range(len(case.channels))))
    other = substitution(Ecosystem(permute_channels(case, order)))
    np.testing.assert_allclose(own.moved[0], other.moved[0][np.ix_(order, order)])


@given(cohorts())
def test_a_case_stands_in_a_cohort_as_alone(cohort: Cohort) -> None:
    found = substitution(Ecosystem(cohort))
    alone = [float(substitution(Ecosystem(case)).index[0]) for case in cohort]
    np.testing.assert_allclose(found.index, np.array(alone, dtype=float))
    np.testing.assert_array_equal(found.summary()["substitution"], found.index)
    check_graph(substitution_graph(found))


def told(*contacts: tuple[str, str]) -> Ecosystem:
    return Ecosystem(
        Case(
            id="moving-house",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
            channels=CHANNELS.pick("email", "phone", "instant_messaging"),
            purposes=PURPOSES.pick("scheduling", "payment"),
            interactions=[
                Interaction(time=k, sender="P", receivers=["T"], channel=over, purposes=[what])
                for k, (over, what) in enumerate(contacts)
            ],
        )
    )


def test_messages_take_the_place_of_mail_for_scheduling_alone() -> None:
    mail, chat = ("email", "scheduling"), ("instant_messaging", "scheduling")
    bill = ("email", "payment")
    eco = told(mail, bill, chat, bill)
    found = substitution(eco)
    assert found.index.tolist() == [0.5]
    assert found.moved[0, 0, 2] == 0.5
    assert found.to_frame()["to"].tolist() == ["instant_messaging"]
    graph = substitution_graph(found, case="moving-house")
    assert list(graph.edges(data="moved")) == [("channel:instant_messaging", "channel:email", 0.5)]


def test_the_same_shares_in_both_halves_are_no_substitution() -> None:
    mail, call = ("email", "scheduling"), ("phone", "scheduling")
    assert substitution(told(mail, call, call, mail)).index.tolist() == [0]


def test_what_came_up_in_one_half_alone_cannot_be_compared() -> None:
    eco = told(("email", "scheduling"), ("phone", "payment"))
    assert math.isnan(substitution(eco).index[0])
    assert substitution_graph(substitution(eco)).number_of_edges() == 0


@given(st.sampled_from(["weeks", ""]))
def test_halves_of_another_kind_are_refused(halves: str) -> None:
    with pytest.raises(InvalidCaseError, match="contacts"):
        substitution(told(), halves=halves)  # type: ignore[arg-type]  # the point of the test


def test_a_case_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match="id of a case"):
        substitution_graph(substitution(told()), case="another")


def test_a_contact_in_the_very_middle_of_the_days_is_of_the_first_half() -> None:
    eco = told(*[(over, "scheduling") for over in ("email", "phone", "email")])
    assert substitution(eco, halves="days").moved[0, 1, 0] == 0.5
