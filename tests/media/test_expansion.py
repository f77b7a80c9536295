from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.media import ExpansionRates, channel_expansion, perceived_richness, richness
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, cohorts, ecosystems, swap_roles

SHARES = st.floats(0, 1)
AMOUNTS = st.lists(st.floats(0, 50), min_size=3, max_size=3)
GAMMAS = st.lists(st.floats(0, 1), min_size=3, max_size=3)


@given(SHARES, AMOUNTS, GAMMAS)
def test_perceived_richness_starts_at_its_base_and_stays_below_1(
    base: float, x: list[float], gammas: list[float]
) -> None:
    rates = np.array(gammas)
    value = float(perceived_richness(base, np.array(x), rates))
    assert base - 1e-12 <= value <= 1
    assert float(perceived_richness(base, np.zeros(3), rates)) == base


@given(SHARES, AMOUNTS, GAMMAS, st.integers(0, 2), st.floats(0, 20))
def test_perceived_richness_is_increasing_and_concave_in_experience(
    base: float, x: list[float], gammas: list[float], kind: int, step: float
) -> None:
    more = [np.array(x) + k * step * np.eye(3)[kind] for k in range(3)]
    a, b, c = (float(perceived_richness(base, some, np.array(gammas))) for some in more)
    assert b >= a - 1e-12
    assert b - a >= c - b - 1e-12


def test_negative_experience_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match="experience"):
        perceived_richness(0.5, np.array([-1.0]), np.array([0.1]))
    with pytest.raises(InvalidCaseError, match="gammas"):
        perceived_richness(0.5, np.array([1.0]), np.array([-0.1]))


def slow(case: Case) -> list[list[tuple[float, float, float]]]:
    """Experience of either side just before each contact."""
    rows, about = list(case.interactions), came_about(case.table).tolist()
    found = []
    for person in (case.therapist, case.patient):
        own = [person.id in (row.sender, *row.receivers) for row in rows]
        told = []
        for i, row in enumerate(rows):
            before = [other for k, other in enumerate(rows[:i]) if own[k]]
            channel = sum(other.channel == row.channel for other in before)
            topics = [sum(p in other.purposes for other in before) for p in row.purposes]
            topic = sum(topics) / len(topics) if topics else 0.0
            prior = person.prior_counts.get(row.channel, 0)
            told.append((channel + prior, topic, float(sum(about[:i]))))
        found.append(told)
    return found


@given(cases(max_contacts=16))
def test_contact_by_contact_gives_the_same_experience(case: Case) -> None:
    found = channel_expansion(Ecosystem(case), rates=ExpansionRates(topic=0.3))
    np.testing.assert_allclose(found.experience, np.array(slow(case)).reshape(2, -1, 3))
    met, rates = int(came_about(case.table).sum()), found.rates
    for side, person in enumerate((case.therapist, case.patient)):
        for c, channel in enumerate(case.channels):
            over = [row for row in case.interactions if row.channel == channel.id]
            own = float(sum(person.id in (row.sender, *row.receivers) for row in over))
            own += person.prior_counts.get(channel.id, 0)
            grown = 1 - math.exp(-rates.channel * own - rates.partner * met)
            base = math.nan if channel.richness is None else richness(channel.richness)
            wanted = base + (1 - base) * grown
            assert found.end[0, side, c] == pytest.approx(wanted, nan_ok=True)


@given(ecosystems(max_contacts=16, views=True))
def test_no_channel_seems_leaner_than_to_a_newcomer(eco: Ecosystem) -> None:
    found = channel_expansion(eco)
    for c, channel in enumerate(eco.channels):
        base = math.nan if channel.richness is None else richness(channel.richness)
        assert found.base[c] == pytest.approx(base, nan_ok=True)
    known = ~np.isnan(found.base)
    assert (found.end[:, :, known] >= found.base[known]).all()
    of = found.base[eco.table.channel]
    assert (np.isnan(found.value) == np.isnan(of)).all()
    assert (found.value >= of).all(where=~np.isnan(of))
    np.testing.assert_array_equal(found.experience[0, :, 2], found.experience[1, :, 2])


@given(ecosystems(max_contacts=16))
def test_experience_of_each_channel_and_of_the_partner_never_falls(eco: Ecosystem) -> None:
    found = channel_expansion(eco)
    assert (np.diff(found.experience[:, :, 2], axis=1) >= 0).all()
    for c in range(len(eco.channels)):
        over = found.experience[:, found.channel == c, 0]
        assert (np.diff(over, axis=1) >= 0).all()
    for k in range(len(eco.purposes)):
        # Contacts for this purpose alone: with others beside it, a mean can fall.
        alone = np.array([row.purposes == (eco.purposes[k].id,) for row in eco.case.interactions])
        on = found.experience[:, alone.astype(bool), 1]
        assert (np.diff(on, axis=1) >= 0).all()


@given(ecosystems(max_contacts=16), st.integers(0, 16))
def test_contacts_to_come_change_nothing_that_was(eco: Ecosystem, n: int) -> None:
    own, before = channel_expansion(eco), channel_expansion(eco.until(n))
    np.testing.assert_array_equal(own.experience[:, :n], before.experience)
    assert (before.end <= own.end + 1e-12).all(where=~np.isnan(own.end))


@given(cases(max_contacts=16))
def test_swapping_the_roles_swaps_the_sides(case: Case) -> None:
    own, other = (channel_expansion(Ecosystem(c)) for c in (case, swap_roles(case)))
    np.testing.assert_array_equal(own.value, other.value[::-1])
    np.testing.assert_array_equal(own.end, other.end[:, ::-1])


@given(cohorts())
def test_a_case_stands_in_a_cohort_as_alone(cohort: Cohort) -> None:
    found = channel_expansion(Ecosystem(cohort))
    for i, case in enumerate(cohort):
        alone = channel_expansion(Ecosystem(case))
        np.testing.assert_array_equal(found.value[:, found.case == i], alone.value)
    assert found.to_frame().rows == 2 * len(cohort.table)


def test_rates_below_0_are_refused() -> None:
    with pytest.raises(InvalidCaseError, match=r"ExpansionRates\.topic"):
        ExpansionRates(topic=-0.1)
    assert attrs.astuple(ExpansionRates()) == ExpansionRates().values
