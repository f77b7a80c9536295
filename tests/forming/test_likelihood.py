import math

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediaeco.analysis import element_weights, frame_lifecycle
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import AppropriatedBy, FormationParameters, at_risk, hazard, log_likelihood
from mediaeco.forming.likelihood import COLUMNS
from mediaeco.forming.model import FREE
from mediaeco.model import Cohort
from mediaeco.testing import cohorts, ecosystems, formation_parameters

INSIDE = st.builds(
    FormationParameters,
    rate=st.floats(0.05, 0.9),
    primacy=st.floats(0.1, 5),
    primacy_contacts=st.floats(0.5, 20),
    exposure=st.floats(0.05, 0.95),
    content=st.floats(0.05, 0.95),
    rates=st.sampled_from([{}, {"schedule": 0.4}]),
    channel_effects=st.sampled_from([{}, {"email": 1.5, "phone": -2.0}]),
    appropriated_by=st.sampled_from(AppropriatedBy),
)


def written_out(eco: Ecosystem, parameters: FormationParameters) -> list[float]:
    """The probability of what was agreed in each case, cell by cell."""
    table, p = eco.table, hazard(eco, parameters=parameters).p
    life, weights, forms = frame_lifecycle(eco), element_weights(eco), came_about(table)
    found = []
    for case in range(len(eco.cases)):
        logs = []
        for element in range(len(eco.elements)):
            if weights[case, element] == 0:
                continue
            for row in range(int(table.offsets[case]), int(table.offsets[case + 1])):
                agreed = life.agreed_row[case, element] == row
                if forms[row]:
                    chance = float(p[row, element]) if agreed else 1 - float(p[row, element])
                    logs.append(math.log(chance) if chance > 0 else -math.inf)
                if agreed:
                    break
        found.append(sum(logs))
    return found


@given(ecosystems(min_elements=1, max_contacts=20, views=True), formation_parameters())
def test_it_is_the_product_of_the_probabilities(
    eco: Ecosystem, parameters: FormationParameters
) -> None:
    found, _ = log_likelihood(at_risk(eco, parameters), parameters)
    np.testing.assert_allclose(found, written_out(eco, parameters), rtol=1e-9, atol=1e-9)


@given(cohorts(max_contacts=12), formation_parameters())
def test_a_cohort_is_its_cases_one_by_one(cohort: Cohort, parameters: FormationParameters) -> None:
    found, _ = log_likelihood(at_risk(Ecosystem(cohort), parameters), parameters)
    alone = [
        log_likelihood(at_risk(Ecosystem(case), parameters), parameters)[0][0] for case in cohort
    ]
    np.testing.assert_allclose(found, alone, rtol=1e-12)


@given(ecosystems(min_elements=1, min_contacts=2, max_contacts=20), INSIDE)
def test_the_gradient_is_that_of_differences(
    eco: Ecosystem, parameters: FormationParameters
) -> None:
    cells = at_risk(eco, parameters)
    total, slope = log_likelihood(cells, parameters, by=FREE)
    assume(np.isfinite(total).all())
    for k, name in enumerate(FREE):
        step = 1e-6 * max(1.0, getattr(parameters, name))
        ends = [
            log_likelihood(
                cells, attrs.evolve(parameters, **{name: getattr(parameters, name) + sign * step})
            )[0].sum()
            for sign in (1, -1)
        ]
        difference = (ends[0] - ends[1]) / (2 * step)
        assert slope[k] == pytest.approx(difference, rel=1e-4, abs=1e-5)


@given(ecosystems(min_elements=1, max_contacts=20))
def test_an_element_is_followed_until_it_is_agreed(eco: Ecosystem) -> None:
    cells = at_risk(eco, FormationParameters())
    for element in range(len(eco.elements)):
        own = cells.element == element
        assert cells.agreed[own].sum() <= 1
        if cells.agreed[own].any():
            assert cells.agreed[own][-1]


@given(cohorts(max_contacts=12), st.integers(0, 15))
def test_cases_can_be_left_out(cohort: Cohort, mask: int) -> None:
    eco = Ecosystem(cohort)
    kept = np.array([bool(mask >> k & 1) for k in range(len(cohort))], dtype=bool)
    parameters = FormationParameters()
    whole, _ = log_likelihood(at_risk(eco, parameters), parameters)
    part, _ = log_likelihood(at_risk(eco, parameters).of_cases(kept), parameters)
    np.testing.assert_array_equal(part, np.where(kept, whole, 0))


def test_nothing_at_risk_says_nothing() -> None:
    eco = Ecosystem(Cohort(()))
    cells = at_risk(eco, FormationParameters())
    assert len(cells) == 0
    assert log_likelihood(cells, FormationParameters(), by=["rate"])[1].tolist() == [0.0]


@given(cohorts(max_cases=3, max_contacts=8, legal=True))
def test_cells_joined_are_those_of_both(cohort: Cohort) -> None:
    parameters = FormationParameters()
    whole = at_risk(Ecosystem(cohort), parameters)
    for cut in range(len(cohort) + 1):
        mask = np.arange(len(cohort)) < cut
        first = attrs.evolve(whole.of_cases(mask), cases=cut)
        rest = whole.of_cases(~mask)
        second = attrs.evolve(rest, cases=len(cohort) - cut, case=rest.case - cut)
        again = first.joined(second)
        assert again.cases == len(cohort)
        for name in COLUMNS:
            np.testing.assert_array_equal(getattr(again, name), getattr(whole, name))
