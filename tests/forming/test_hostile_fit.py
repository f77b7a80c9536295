"""Fits of whatever may be recorded: they end, and say nothing that is not so."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import (
    FORMATION_MODELS,
    FormationModel,
    bootstrap_formation,
    compare_models,
    fit_formation,
    formation_profile,
    hazard,
)
from mediaeco.forming.model import FREE
from mediaeco.forming.scale import BOUNDS
from mediaeco.model import Cohort
from mediaeco.testing import cohorts

MODELS = st.builds(
    FormationModel,
    id=st.just("any"),
    free=st.lists(st.sampled_from(FREE[1:]), unique=True).map(lambda free: ("rate", *free)),
    pooled=st.sampled_from([(), ("element",), ("channel",), ("element", "channel")]),
    kappa=st.sampled_from([1.0, 0.0, 100.0]),
)


@given(cohorts(max_contacts=10, legal=True), MODELS)
@settings(max_examples=40)
def test_a_fit_is_told_with_its_limits(cohort: Cohort, model: FormationModel) -> None:
    eco = Ecosystem(cohort)
    found = fit_formation(eco, model=model, starts=2)
    if found.cells == 0:
        assert np.isnan(found.estimate).all()
        assert found.warnings[-1].startswith("Nothing could be agreed")
        return
    told = " ".join(found.warnings)
    for k, name in enumerate(model.free):
        low, high = BOUNDS[name]
        assert low <= found.estimate[k] <= high
        if math.isnan(found.standard_error[k]):
            assert told, name
            assert np.isnan(found.interval[k]).all()
        else:
            assert low <= found.interval[k, 0] <= found.estimate[k] <= found.interval[k, 1] <= high
            assert name not in found.at_bound
    p = hazard(eco, parameters=found.parameters).p
    assert ((p >= 0) & (p < 1)).all()
    assert found.statement()


@given(cohorts(max_contacts=8, legal=True), st.sampled_from(FREE))
@settings(max_examples=20)
def test_a_profile_ends_within_the_range(cohort: Cohort, name: str) -> None:
    eco = Ecosystem(cohort)
    found = fit_formation(eco, model=FormationModel(id="all", free=FREE), starts=2)
    curve = formation_profile(eco, fit=found, parameter=name, points=3)
    if found.cells == 0:
        assert math.isnan(curve.low)
        return
    assert BOUNDS[name][0] <= curve.low <= curve.high <= BOUNDS[name][1]
    assert (curve.drop >= 0).all()


@given(cohorts(max_contacts=8, legal=True))
@settings(max_examples=15)
def test_cases_are_drawn_of_whatever_there_is(cohort: Cohort) -> None:
    model = FormationModel(id="two", free=("rate", "exposure"))
    found = bootstrap_formation(Ecosystem(cohort), model=model, replicates=5)
    assert len(found.replicates) + found.failed in (0, 5)


@given(cohorts(max_cases=3, max_contacts=6, legal=True))
@settings(max_examples=8)
def test_models_are_compared_on_whatever_there_is(cohort: Cohort) -> None:
    table = compare_models(Ecosystem(cohort), models=FORMATION_MODELS[:6], folds=2)
    frame = table.to_frame()
    told = frame["weight"][~np.isnan(frame["weight"])]
    assert len(told) == 0 or math.isclose(told.sum(), 1)
    assert table.to_latex().count(r"\\") == 7
