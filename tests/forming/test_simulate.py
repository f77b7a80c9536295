"""Agreement drawn from the hazard."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.analysis import appropriation
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import FormationParameters, formation, hazard, simulate_formation
from mediaeco.io import read_example
from mediaeco.model import Cohort
from mediaeco.testing import cohorts, ecosystems, formation_parameters


@settings(max_examples=20)
@given(ecosystems(min_contacts=4, max_contacts=12, min_elements=2), formation_parameters())
def test_the_mean_of_many_draws_is_the_curve(
    eco: Ecosystem, parameters: FormationParameters
) -> None:
    """Within five standard errors at every contact, and its variance with it."""
    draws = 4000
    drawn = simulate_formation(eco, parameters=parameters, draws=draws, seed=9)
    p = hazard(eco, parameters=parameters).p
    curve = 1 - np.cumprod(1 - p, axis=0)
    np.testing.assert_allclose(drawn.expected, curve, atol=1e-9)
    error = np.sqrt(curve * (1 - curve) / draws)
    assert (np.abs(drawn.share - curve) <= 5 * error + 1e-3).all()


@given(ecosystems(max_contacts=12, min_elements=1, views=True), st.integers(0, 9))
def test_elements_are_agreed_once_at_contacts_that_can_form_them(eco: Ecosystem, seed: int) -> None:
    drawn = simulate_formation(eco, draws=5, seed=seed)
    p = hazard(eco).p
    index = {n: row for row, n in enumerate(eco.table.n.tolist())}
    for at in drawn.agreed_at[:, 0]:
        for e, n in enumerate(at.tolist()):
            assert n == -1 or p[index[n], e] > 0
    final = drawn.share[-1] if len(eco.table) else np.zeros(len(eco.elements))
    np.testing.assert_allclose(final, (drawn.agreed_at[:, 0] >= 0).mean(axis=0))
    assert (np.diff(drawn.share, axis=0) >= 0).all()
    known = drawn.coverage[~np.isnan(drawn.coverage)]
    assert ((known >= 0) & (known <= 1)).all()


@given(cohorts(max_contacts=8), st.integers(0, 9))
def test_the_same_seed_gives_the_same(cohort: Cohort, seed: int) -> None:
    first, again = (simulate_formation(Ecosystem(cohort), draws=3, seed=seed) for _ in range(2))
    np.testing.assert_array_equal(first.agreed_at, again.agreed_at)
    assert not (first.agreed_at >= 0)[:, ~first.present].any()
    assert first.to_frame().rows == 3 * first.present.sum()
    assert first.summary().rows == first.present.sum()


@given(
    ecosystems(max_contacts=12, min_elements=1),
    formation_parameters(exposure=0, appropriated_by="both"),
    st.integers(0, 9),
)
def test_no_exposure_and_no_co_appropriation_agree_nothing(
    eco: Ecosystem, parameters: FormationParameters, seed: int
) -> None:
    """Nothing is agreed at a contact over a channel that the two have not both made their own."""
    drawn = simulate_formation(eco, parameters=parameters, draws=20, seed=seed)
    joint = appropriation(eco, parameters=parameters.appropriation).joint_before
    index = {n: row for row, n in enumerate(eco.table.n.tolist())}
    for n in np.unique(drawn.agreed_at[drawn.agreed_at >= 0]).tolist():
        assert joint[index[n]] > 0
    if not joint.any():
        assert (drawn.agreed_at == -1).all()
        assert not drawn.expected.any()


def test_full_mediation_without_appropriation_agrees_nothing() -> None:
    """Only the first contact of each channel: nobody has made any of them their own."""
    eco = Ecosystem(read_example("first-contact")).until(1)
    drawn = simulate_formation(eco, parameters=FormationParameters(exposure=0), draws=50)
    assert (drawn.agreed_at == -1).all()


def test_it_is_the_curve_of_formation_where_nothing_was_breached() -> None:
    eco = Ecosystem(read_example("first-contact"))
    drawn = simulate_formation(eco, draws=3)
    np.testing.assert_allclose(drawn.expected, formation(eco).phi, atol=1e-9)


def test_there_is_one_draw_at_least() -> None:
    for draws in (0, 1.5):
        with pytest.raises(InvalidCaseError, match="draws"):
            simulate_formation(Ecosystem(read_example("first-contact")), draws=draws)  # type: ignore[arg-type]  # wrong on purpose
