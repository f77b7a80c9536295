"""Estimates are checked against what made the data, and against every other setting."""

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS, RelevanceTable
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.forming import (
    FormationModel,
    FormationParameters,
    MediumFit,
    at_risk,
    fit_formation,
    formation,
    hazard,
    log_likelihood,
    log_score,
    medium_fit,
)
from mediaeco.forming.fit import BOUNDS
from mediaeco.io import read_example
from mediaeco.model import ActKind, Case, Cohort, FrameAct
from mediaeco.testing import cohorts, ecosystems, formation_parameters
from mediaeco.theory import contact, told

FLAT = RelevanceTable(rows={}, otherwise=1, unstated=1)
EXPOSURE = FormationModel(
    id="exposure",
    free=("rate",),
    parameters=FormationParameters(primacy=0, exposure=1, content=1, relevance=FLAT),
)
ALL = FormationModel(id="all", free=("rate", "primacy", "exposure", "content"))


@given(cohorts(min_cases=1, max_contacts=12, legal=True))
def test_of_mere_exposure_the_estimate_is_a_share(cohort: Cohort) -> None:
    found = fit_formation(Ecosystem(cohort), model=EXPOSURE)
    if found.cells == 0:
        assert math.isnan(found.estimate[0])
        assert math.isnan(found.aic)
        return
    low, high = BOUNDS["rate"]
    share = min(max(found.agreed / found.cells, low), high)
    assert found.estimate[0] == pytest.approx(share, rel=1e-3, abs=1e-5)
    assert ("rate" in found.at_bound) == (found.agreed in (0, found.cells))


@given(ecosystems(min_elements=1, max_contacts=15, legal=True), formation_parameters())
def test_no_other_setting_is_likelier(eco: Ecosystem, other: FormationParameters) -> None:
    found = fit_formation(eco, model=ALL, starts=8)
    cells = at_risk(eco, found.parameters)
    tried = attrs.evolve(
        found.parameters,
        **{n: min(max(getattr(other, n), BOUNDS[n][0]), BOUNDS[n][1]) for n in ALL.free},
    )
    theirs = log_likelihood(cells, tried)[0].sum()
    assert found.log_likelihood.sum() >= theirs - 1e-3 * max(1, abs(theirs))


@given(cohorts(min_cases=1, max_contacts=10, legal=True))
def test_freeing_more_is_never_less_likely(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    rate = fit_formation(eco, model=FormationModel(id="rate", free=("rate",)))
    both = fit_formation(eco, model=FormationModel(id="both", free=("rate", "exposure")))
    assert both.log_likelihood.sum() >= rate.log_likelihood.sum() - 1e-4
    if rate.cells:
        assert rate.aic == pytest.approx(2 - 2 * rate.log_likelihood.sum())


def simulated(parameters: FormationParameters, pairs: int, seed: int) -> Cohort:
    """Cases in which therapist and patient agree elements as the hazard has it."""
    random = np.random.default_rng(seed)
    media, content = ("email", "video_call", "phone"), ("frame_setting", "small_talk", "payment")
    cases = []
    for pair in range(pairs):
        picks = random.integers(0, 3, (30, 2))
        parts = [
            contact(k, ("therapist", "patient")[k % 2], media[c], purposes=[content[p]])
            for k, (c, p) in enumerate(picks.tolist())
        ]
        plan = told("plan", contact(0, "therapist", "email", acts=["propose fee", "propose roles"]))
        case = attrs.evolve(told(f"pair_{pair}", *parts), elements=plan.elements)
        p = hazard(Ecosystem(case), parameters=parameters).p
        drawn = random.random(p.shape) < p
        rows = list(case.interactions)
        for e, element in enumerate(case.elements):
            hits = np.flatnonzero(drawn[1:, e]) + 1
            if len(hits) == 0:
                continue
            at = int(hits[0])
            sender = rows[at].sender
            other = {"therapist": "patient", "patient": "therapist"}[sender]
            # Proposed before by the other side, accepted where it was drawn.
            rows[0] = attrs.evolve(
                rows[0], acts=(*rows[0].acts, _act("propose", element.id, other))
            )
            rows[at] = attrs.evolve(
                rows[at], acts=(*rows[at].acts, _act("accept", element.id, sender))
            )
        cases.append(attrs.evolve(case, interactions=rows))
    return Cohort(cases)


def _act(kind: str, element: str, actor: str) -> FrameAct:
    return FrameAct(element, ActKind(kind), actor)


def test_what_made_the_data_comes_back() -> None:
    truth = FormationParameters(rate=0.4, primacy=0, exposure=0.3, content=0.7)
    cohort = simulated(truth, pairs=150, seed=3)
    model = FormationModel(
        id="truth",
        free=("rate", "exposure", "content"),
        parameters=FormationParameters(primacy=0),
    )
    found = fit_formation(Ecosystem(cohort), model=model)
    assert found.converged
    np.testing.assert_allclose(found.estimate, [0.4, 0.3, 0.7], atol=0.12)
    null = fit_formation(Ecosystem(cohort), model=EXPOSURE)
    assert found.aic < null.aic
    own = log_score(Ecosystem(cohort), model=model, folds=5)
    assert own.folds == 5
    assert own.total > log_score(Ecosystem(cohort), model=EXPOSURE, folds=5).total


@given(cohorts(max_contacts=10, legal=True))
def test_without_a_free_setting_the_score_is_the_likelihood(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    fixed = FormationModel(id="fixed", free=())
    cells = at_risk(eco, fixed.parameters)
    found = log_score(eco, model=fixed)
    told = np.bincount(cells.case, minlength=len(cohort)) > 0
    expected = log_likelihood(cells, fixed.parameters)[0]
    np.testing.assert_array_equal(found.score[told], expected[told])
    assert np.isnan(found.score[~told]).all()
    assert found.to_frame().rows == len(cohort)


def test_one_case_alone_has_no_score() -> None:
    eco = Ecosystem(read_example("first-contact"))
    found = log_score(eco, model=EXPOSURE)
    assert np.isnan(found.score).all()
    assert math.isnan(found.total)


def test_a_model_that_rules_out_what_happened_says_so() -> None:
    eco = Ecosystem(read_example("first-contact"))
    mediated = FormationModel(
        id="mediated", free=("rate",), parameters=FormationParameters(exposure=0)
    )
    found = fit_formation(eco, model=mediated)
    assert found.impossible > 0
    assert found.log_likelihood[0] == -math.inf


def test_settings_that_cannot_be_estimated_are_refused() -> None:
    with pytest.raises(UnknownTermError, match="Did you mean 'primacy'"):
        FormationModel(id="x", free=("primasy",))
    with pytest.raises(InvalidCaseError, match="each setting once"):
        FormationModel(id="x", free=("rate", "rate"))
    eco = Ecosystem(read_example("first-contact"))
    with pytest.raises(InvalidCaseError, match=r"fit_formation\.starts"):
        fit_formation(eco, model=EXPOSURE, starts=0)
    with pytest.raises(InvalidCaseError, match=r"log_score\.folds"):
        log_score(eco, model=EXPOSURE, folds=1)


@given(st.sampled_from([MediumFit.RICHNESS, MediumFit.NATURALNESS]), ecosystems(min_elements=2))
def test_rival_fits_of_media_are_the_same_for_every_element(
    medium: MediumFit, eco: Ecosystem
) -> None:
    bare = [k for k, c in enumerate(eco.channels) if getattr(c, str(medium)) is None]
    parameters = FormationParameters(medium=medium)
    if bare:
        with pytest.raises(InvalidCaseError, match=str(medium)):
            medium_fit(eco, parameters)
        return
    found = medium_fit(eco, parameters)
    assert ((found >= 0) & (found <= 1)).all()
    assert (found == found[:, :1]).all()


def test_the_richest_channel_forms_most_where_richness_is_all() -> None:
    case: Case = read_example("first-contact")
    parameters = FormationParameters(medium=MediumFit.RICHNESS, content=0)
    fits = medium_fit(Ecosystem(case), parameters)[:, 0]
    best = max(range(len(case.channels)), key=lambda k: fits[k])
    assert case.channels[best] == CHANNELS["video_call"]
    assert formation(Ecosystem(case), parameters=parameters).final[0] > 0


@given(cohorts(max_cases=3, max_contacts=8, legal=True))
def test_the_order_of_cases_does_not_matter(cohort: Cohort) -> None:
    one = fit_formation(Ecosystem(cohort), model=EXPOSURE)
    other = fit_formation(Ecosystem(Cohort(tuple(cohort)[::-1])), model=EXPOSURE)
    np.testing.assert_allclose(one.estimate, other.estimate, rtol=1e-3, atol=1e-5)
    np.testing.assert_allclose(one.log_likelihood, other.log_likelihood[::-1], rtol=1e-3, atol=1e-3)


@given(cohorts(min_cases=2, max_cases=3, max_contacts=8, legal=True))
def test_a_score_is_the_likelihood_under_what_the_others_say(cohort: Cohort) -> None:
    found = log_score(Ecosystem(cohort), model=EXPOSURE)
    for k, case in enumerate(cohort):
        others = Cohort(c for i, c in enumerate(cohort) if i != k)
        fit = fit_formation(Ecosystem(others), model=EXPOSURE)
        cells = at_risk(Ecosystem(case), EXPOSURE.parameters)
        if fit.cells == 0 or len(cells) == 0:
            assert math.isnan(found.score[k])
            continue
        expected = log_likelihood(cells, fit.parameters)[0][0]
        assert found.score[k] == pytest.approx(expected, rel=1e-2, abs=1e-2)
