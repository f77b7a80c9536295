from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import appropriation
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.media import (
    channel_performance,
    ecosystem_fit,
    media_variety,
    performance,
    synchronicity,
)
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, cohorts, ecosystems, swap_roles


@given(ecosystems(max_contacts=16, views=True), st.floats(0, 1))
def test_performance_lies_between_its_floor_and_fit(eco: Ecosystem, floor: float) -> None:
    found = channel_performance(eco, floor=floor)
    known = ~np.isnan(found.fit)
    assert (np.isnan(found.value) == ~known).all()
    assert (found.value[known] <= found.fit[known] + 1e-12).all()
    assert (found.value[known] >= floor * found.fit[known] - 1e-12).all()


@given(ecosystems(max_contacts=16))
def test_it_is_the_performance_of_fit_and_co_appropriation(eco: Ecosystem) -> None:
    found = channel_performance(eco)
    np.testing.assert_array_equal(found.appropriation, appropriation(eco).joint_before)
    np.testing.assert_array_equal(found.value, performance(found.fit, found.appropriation))
    np.testing.assert_array_equal(found.to_frame()["performance"], found.value)
    assert found.summary().rows == len(eco.channels)
    need = {purpose.id: purpose.need for purpose in eco.purposes}
    sync = {c.id: synchronicity(c.capability) for c in eco.channels}
    for row, value in zip(eco.case.interactions, found.fit.tolist(), strict=True):
        needs = [need[purpose] for purpose in row.purposes]
        fit = 1 - abs(sync[row.channel] - sum(needs) / len(needs)) if needs else math.nan
        assert value == pytest.approx(fit, nan_ok=True)
    for c, name in enumerate(found.channels):
        over = found.value[found.channel == c]
        over = over[~np.isnan(over)]
        mean = over.mean() if len(over) else math.nan
        assert found.by_channel[0, c] == pytest.approx(mean, nan_ok=True), name


@given(ecosystems(max_contacts=16), st.integers(0, 16))
def test_contacts_to_come_change_nothing_that_was(eco: Ecosystem, n: int) -> None:
    np.testing.assert_array_equal(
        channel_performance(eco).value[:n], channel_performance(eco.until(n)).value
    )


@given(cases(max_contacts=16))
def test_swapping_the_roles_changes_nothing(case: Case) -> None:
    own, other = (channel_performance(Ecosystem(c)) for c in (case, swap_roles(case)))
    np.testing.assert_allclose(own.value, other.value)


def test_a_floor_outside_0_to_1_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match="floor"):
        channel_performance(Ecosystem(Cohort([])), floor=2)


@given(cohorts(max_contacts=12))
def test_variety_agrees_with_the_fit_of_the_ecosystem(cohort: Cohort) -> None:
    found = media_variety(Ecosystem(cohort))
    assert found.to_frame().rows == len(cohort)
    for i, case in enumerate(cohort):
        used = {row.channel for row in case.interactions}
        sync = {c.id: synchronicity(c.capability) for c in case.channels if c.id in used}
        needs = {purpose.id: purpose.need for purpose in case.purposes}
        asked = [purpose for row in case.interactions for purpose in row.purposes]
        shares = {name: float(asked.count(name)) for name in needs}
        together = ecosystem_fit(sync, needs, shares=shares)
        single = max(
            (ecosystem_fit({name: s}, needs, shares=shares) for name, s in sync.items()),
            default=math.nan,
        )
        assert found.channels[i] == len(used)
        assert found.all_used[i] == pytest.approx(together, nan_ok=True)
        assert found.best_single[i] == pytest.approx(single if asked else math.nan, nan_ok=True)
        assert math.isnan(found.gain[i]) if not asked else found.gain[i] >= 0
        assert len(used) != 1 or not asked or found.gain[i] == 0
        assert math.isnan(found.effective[i]) if not used else found.effective[i] >= 1 - 1e-9
        assert not found.effective[i] > len(used) + 1e-9
