from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import balance, cocreation, frame_coverage, frame_lifecycle
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import ActKind, Case
from mediaeco.testing import cases, ecosystems, shift_time, swap_roles

amounts = st.floats(0, 1e6)


@given(amounts, amounts, st.floats(0.1, 10))
def test_balance_is_symmetric_and_has_no_unit(one: float, other: float, unit: float) -> None:
    there, back = (
        balance(np.array([one]), np.array([other])),
        balance(np.array([other]), np.array([one])),
    )
    np.testing.assert_array_equal(there, back)
    if one + other > 1e-300:
        assert 0 <= there[0] <= 1
        scaled = balance(np.array([one * unit]), np.array([other * unit]))
        assert scaled[0] == pytest.approx(there[0], abs=1e-9)
        assert (there[0] == 1) == (abs(one - other) <= 1e-15 * (one + other))
    elif one == other == 0:
        assert np.isnan(there[0])


@given(ecosystems(max_contacts=20, views=True))
def test_contacts_and_balances_are_those_of_the_rows(eco: Ecosystem) -> None:
    made = cocreation(eco)
    rows = tuple(eco.case.interactions)
    for side, actor in enumerate((eco.case.therapist, eco.case.patient)):
        for c, channel in enumerate(eco.channels):
            count = sum(row.sender == actor.id and row.channel == channel.id for row in rows)
            assert made.contacts[0, side, c] == count
    both = made.contacts[0]
    np.testing.assert_array_equal(made.channel_balance[0], balance(both[0], both[1]))
    totals = both.sum(axis=1)
    np.testing.assert_array_equal(made.contact_balance, balance(totals[:1], totals[1:]))
    told = [
        act.actor or row.sender
        for row in rows
        for act in row.acts
        if act.kind in (ActKind.PROPOSE, ActKind.ACCEPT, ActKind.REJECT, ActKind.RENEGOTIATE)
    ]
    by = [told.count(eco.case.therapist.id), told.count(eco.case.patient.id)]
    np.testing.assert_allclose(made.act_balance, balance(np.array(by[:1]), np.array(by[1:])))


@given(ecosystems(max_contacts=20, views=True))
def test_synergy_is_what_the_two_reach_without_others(eco: Ecosystem) -> None:
    made = cocreation(eco)
    if not eco.elements:
        assert np.isnan(made.synergy[0])
        return
    assert 0 <= made.synergy[0] <= 1
    acts = eco.table.acts.values
    if len(eco) and (acts[:, 2] < 2).all():
        assert made.synergy[0] == pytest.approx(frame_coverage(eco)[-1])


@given(cases(max_contacts=20), st.integers(-(10**6), 10**6))
def test_swapping_the_roles_changes_nothing_but_sides(case: Case, seconds: int) -> None:
    own, swapped = cocreation(Ecosystem(case)), cocreation(Ecosystem(swap_roles(case)))
    np.testing.assert_array_equal(own.contacts, swapped.contacts[:, ::-1])
    shifted = cocreation(Ecosystem(shift_time(case, seconds=seconds)))
    for other in (swapped, shifted):
        for name in ("channel_balance", "contact_balance", "act_balance", "synergy"):
            np.testing.assert_array_equal(getattr(own, name), getattr(other, name))


@given(ecosystems(max_contacts=20, legal=True))
def test_one_side_alone_reaches_no_coverage(eco: Ecosystem) -> None:
    for code in (0, 1):
        alone = np.arange(len(eco.case.actors)) == code
        assert not frame_lifecycle(eco, actors=alone).agreed_weight.any()
