"""Which model is a special case of which, and the test of the two."""

from collections.abc import Callable

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from mediaeco.analysis.synchronicity import SynchronicityWeights
from mediaeco.forming import (
    FORMATION_MODELS,
    AppropriatedBy,
    AtRisk,
    FormationModel,
    FormationParameters,
    MediumFit,
    likelihood_ratio,
)
from mediaeco.forming.fit import fitted
from mediaeco.forming.model import FREE
from mediaeco.forming.nesting import nested

Drawn = Callable[..., AtRisk]
BY = {model.id: model for model in FORMATION_MODELS}
SETTINGS = st.builds(
    FormationParameters,
    exposure=st.sampled_from([0, 0.3, 1]),
    content=st.sampled_from([0, 0.5, 1]),
    primacy=st.sampled_from([0, 1]),
    primacy_contacts=st.sampled_from([2, 6]),
    appropriated_by=st.sampled_from(AppropriatedBy),
    medium=st.sampled_from(MediumFit),
)
MODELS = st.builds(
    FormationModel,
    id=st.just("x"),
    free=st.lists(st.sampled_from(FREE), unique=True),
    parameters=SETTINGS,
)
TRUTH = FormationParameters(rate=0.6, exposure=0.25, content=0.6, primacy=0)


@pytest.mark.parametrize(
    ("null", "general", "is_so"),
    [
        ("medium_only", "co_appropriation", True),
        ("content_only", "co_appropriation", True),
        ("content_only", "richness", True),  # of content alone, the fit of media does not matter
        ("medium_only", "richness", False),
        ("exposure_only", "co_appropriation", False),  # its contacts are all alike relevant
        ("no_appropriation", "co_appropriation", True),
        ("no_appropriation", "either", True),  # of mere exposure, whose appropriation does not
        ("full_mediation", "co_appropriation", True),
        ("full_mediation", "either", False),
        ("no_primacy", "co_appropriation", True),
        ("no_primacy", "no_appropriation", False),
        ("medium_only", "no_appropriation", True),
        ("either", "co_appropriation", False),
        ("co_appropriation", "no_primacy", False),
    ],
)
def test_special_cases(null: str, general: str, is_so: bool) -> None:
    assert nested(BY[null], BY[general]) == is_so


def test_of_the_medium_alone_the_relevance_of_content_does_not_matter() -> None:
    flat = BY["exposure_only"].parameters.relevance
    other = attrs.evolve(BY["medium_only"].parameters, relevance=flat)
    assert nested(attrs.evolve(BY["medium_only"], parameters=other), BY["co_appropriation"])
    other = attrs.evolve(BY["content_only"].parameters, relevance=flat)
    assert not nested(attrs.evolve(BY["content_only"], parameters=other), BY["co_appropriation"])


@given(MODELS, MODELS, MODELS)
@settings(max_examples=50)
def test_it_is_an_order(one: FormationModel, other: FormationModel, third: FormationModel) -> None:
    assert not nested(one, one)
    assert not (nested(one, other) and nested(other, one))
    if nested(one, other) and nested(other, third):
        assert nested(one, third)


@given(MODELS, st.sets(st.sampled_from(FREE), min_size=1))
def test_a_model_that_frees_more_is_more_general(model: FormationModel, more: set[str]) -> None:
    wider = attrs.evolve(model, free=(*model.free, *(more - set(model.free))))
    gained = set(wider.free) - set(model.free)
    untold = model.parameters.primacy == 0 and "primacy" not in wider.free
    if gained and not (untold and gained == {"primacy_contacts"}):
        assert nested(model, wider)
    pooled = attrs.evolve(wider, free=FREE, pooled=("element",))
    assert not nested(model, pooled)


def test_a_special_case_is_never_likelier(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=30)
    alike = [model for model in FORMATION_MODELS if model.id not in ("either", "richness")]
    fits = {m.id: fitted(cells, m, np.random.default_rng(0), 3) for m in alike}
    tested = 0
    for null in fits.values():
        for general in fits.values():
            test = likelihood_ratio(null, general)
            if test is not None:
                tested += 1
                assert null.log_likelihood.sum() <= general.log_likelihood.sum() + 1e-6
                assert test.statistic >= 0
                assert 0 <= test.p <= 1
    assert tested >= 10


def pair(cells: AtRisk, null: str, general: str = "co_appropriation") -> tuple[float, ...]:
    fits = [fitted(cells, BY[name], np.random.default_rng(0), 3) for name in (null, general)]
    test = likelihood_ratio(*fits)
    assert test is not None
    return test.statistic, test.p


def test_at_a_bound_p_is_half_of_chi_squared(drawn: Drawn) -> None:
    cells = drawn(attrs.evolve(TRUTH, primacy=1.0, exposure=0.6), cases=20, seed=2)
    statistic, p = pair(cells, "no_appropriation")
    assert statistic > 0.5
    assert p == pytest.approx(chi2.sf(statistic, 1) / 2)


def test_of_two_bounds_the_halves_are_mixed(drawn: Drawn) -> None:
    cells = drawn(attrs.evolve(TRUTH, exposure=0.9, content=0.1), cases=20)
    general = FormationModel(id="g", free=("rate", "exposure", "content"), parameters=TRUTH)
    null = FormationModel(
        id="n", free=("rate",), parameters=attrs.evolve(TRUTH, exposure=1, content=0)
    )
    test = likelihood_ratio(
        *(fitted(cells, m, np.random.default_rng(0), 1) for m in (null, general))
    )
    assert test is not None
    assert (test.df, test.at_bound, test.approximate) == (2, ("exposure", "content"), True)
    assert test.statistic > 0.01
    assert test.p == pytest.approx(chi2.sf(test.statistic, 2) / 4 + chi2.sf(test.statistic, 1) / 2)
    assert "as if these were told independently" in test.note


def test_of_content_alone_the_weights_of_channels_do_not_matter() -> None:
    null = FormationModel(id="n", free=("rate",), parameters=attrs.evolve(TRUTH, content=1))
    other = attrs.evolve(TRUTH, synchronicity=SynchronicityWeights(velocity=3.0))
    general = FormationModel(id="g", free=("rate", "content"), parameters=other)
    assert nested(null, general)
    held = attrs.evolve(null, parameters=attrs.evolve(TRUTH, content=0.5))
    assert not nested(held, general)


def test_inside_its_range_p_is_chi_squared(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=20)
    general = FormationModel(id="g", free=("rate", "content"), parameters=TRUTH)
    null = FormationModel(id="n", free=("rate",), parameters=attrs.evolve(TRUTH, content=0.5))
    test = likelihood_ratio(
        *(fitted(cells, m, np.random.default_rng(0), 1) for m in (null, general))
    )
    assert test is not None
    assert (test.df, test.at_bound, test.approximate) == (1, (), False)
    assert test.p == pytest.approx(chi2.sf(test.statistic, 1))
    assert test.note == "chi squared with 1 df"


def test_without_primacy_what_fades_is_untold_and_p_approximate(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=20)
    fits = [
        fitted(cells, BY[name], np.random.default_rng(0), 3)
        for name in ("no_primacy", "co_appropriation")
    ]
    test = likelihood_ratio(*fits)
    assert test is not None
    assert (test.df, test.at_bound, test.approximate) == (2, ("primacy",), True)
    assert "leaves primacy_contacts untold" in test.note
    expected = (chi2.sf(test.statistic, 1) + chi2.sf(test.statistic, 2)) / 2
    assert test.p == pytest.approx(expected if test.statistic > 0 else 1.0)


def test_what_has_no_chance_is_refuted(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=20)
    statistic, p = pair(cells, "full_mediation")
    assert statistic == np.inf
    assert p == 0


def test_under_the_null_p_is_even(drawn: Drawn) -> None:
    """Of records of mere exposure, one in ten has a p below .1, and half a p of 1."""
    general = FormationModel(
        id="g", free=("rate", "exposure"), parameters=attrs.evolve(TRUTH, exposure=0.5)
    )
    truth = attrs.evolve(TRUTH, exposure=1.0)
    null = FormationModel(id="n", free=("rate",), parameters=truth)
    ps = []
    for seed in range(100):
        cells = drawn(truth, cases=40, contacts=12, seed=seed)
        fits = [fitted(cells, m, np.random.default_rng(0), 1) for m in (null, general)]
        test = likelihood_ratio(*fits)
        assert test is not None
        ps.append(test.p)
    assert 0.03 <= np.mean(np.array(ps) < 0.1) <= 0.2
    assert 0.35 <= np.mean(np.array(ps) > 0.5) <= 0.65


def test_a_record_that_tells_nothing_has_no_p(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=3)
    none = cells.of_cases(np.zeros(3, dtype=bool))
    fits = [fitted(none, BY[n], np.random.default_rng(0), 1) for n in ("no_primacy", "either")]
    assert likelihood_ratio(*fits) is None
    fits[1] = fitted(none, BY["co_appropriation"], np.random.default_rng(0), 1)
    test = likelihood_ratio(*fits)
    assert test is not None
    assert np.isnan(test.p)
