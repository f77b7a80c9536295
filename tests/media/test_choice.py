from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.media import choice_informativeness
from mediaeco.model import Actor, Case, Cohort, Interaction
from mediaeco.testing import cases, cohorts, ecosystems, swap_roles


def slow(case: Case) -> tuple[list[int], list[float]]:
    """Contact by contact, with sets and counts."""
    sides = (case.therapist, case.patient)
    has = {a.id: {*a.repertoire, *(use.channel for use in a.prior if use.count > 0)} for a in sides}
    chosen: dict[str, list[str]] = {a.id: [] for a in sides}
    available, value = [], []
    for row in case.interactions:
        other = {a.id for a in sides} - {row.sender}
        if row.sender not in chosen or not other <= set(row.receivers):
            available.append(0)
            value.append(math.nan)
        else:
            both = has[sides[0].id] & has[sides[1].id] | {row.channel}
            total = sum(name in both for name in chosen[row.sender]) + len(both)
            own = chosen[row.sender].count(row.channel) + 1
            available.append(len(both))
            value.append(math.log(total / own) / math.log(total) if len(both) > 1 else 0.0)
            chosen[row.sender].append(row.channel)
        for person in (row.sender, *row.receivers):
            if person in has:
                has[person].add(row.channel)
    return available, value


@given(cases(max_contacts=20))
def test_contact_by_contact_gives_the_same(case: Case) -> None:
    found = choice_informativeness(Ecosystem(case))
    available, value = slow(case)
    assert found.available.tolist() == available
    np.testing.assert_allclose(found.value, np.array(value, dtype=float), atol=1e-12)


@given(ecosystems(max_contacts=20, views=True), st.floats(0.01, 10))
def test_one_available_channel_tells_nothing_and_no_choice_tells_more_than_1(
    eco: Ecosystem, pseudo_count: float
) -> None:
    found = choice_informativeness(eco, pseudo_count=pseudo_count)
    assert (found.value[found.available == 1] == 0).all()
    known = found.value[~np.isnan(found.value)]
    assert ((known >= 0) & (known <= 1)).all()
    assert (np.isnan(found.value) == (found.available == 0)).all()


@given(ecosystems(max_contacts=20), st.integers(0, 20))
def test_contacts_to_come_change_nothing_that_was(eco: Ecosystem, n: int) -> None:
    np.testing.assert_array_equal(
        choice_informativeness(eco).value[:n], choice_informativeness(eco.until(n)).value
    )


@given(cases(max_contacts=20))
def test_swapping_the_roles_swaps_the_sides(case: Case) -> None:
    own, other = (choice_informativeness(Ecosystem(c)) for c in (case, swap_roles(case)))
    np.testing.assert_array_equal(own.value, other.value)
    np.testing.assert_array_equal(own.by_side, other.by_side[:, ::-1])


@given(cohorts())
def test_a_case_stands_in_a_cohort_as_alone(cohort: Cohort) -> None:
    found = choice_informativeness(Ecosystem(cohort))
    assert found.summary().rows == 2 * len(cohort)
    assert found.to_frame().rows == len(cohort.table)
    for i, case in enumerate(cohort):
        alone = choice_informativeness(Ecosystem(case))
        np.testing.assert_allclose(found.value[found.case == i], alone.value)
        np.testing.assert_allclose(found.by_side[i], alone.by_side[0])
        np.testing.assert_allclose(found.with_choice[i], alone.with_choice[0])


def test_a_call_after_many_mails_says_more_than_another_mail() -> None:
    known = ("email", "phone")
    case = Case(
        id="the-call",
        actors=[
            Actor(id="T", role="therapist", repertoire=known),
            Actor(id="P", role="patient", repertoire=known),
        ],
        channels=CHANNELS.pick("email", "phone"),
        interactions=[
            Interaction(time=k, sender="P", receivers=["T"], channel=channel)
            for k, channel in enumerate(["email"] * 6 + ["phone", "email"])
        ],
    )
    found = choice_informativeness(Ecosystem(case))
    assert found.available.tolist() == [2] * 8
    assert found.value[0] == 1  # the first choice between two
    assert found.value[6] == 1  # never chosen before
    assert found.value[7] < found.value[1] < 1
    assert np.isnan(found.by_side[0, 0])
    assert found.with_choice[0, 1] == 1


@pytest.mark.parametrize("count", [0, -1, math.nan, math.inf])
def test_a_pseudo_count_that_is_none_is_refused(count: float) -> None:
    with pytest.raises(InvalidCaseError, match="above 0"):
        choice_informativeness(Ecosystem(Cohort([])), pseudo_count=count)
