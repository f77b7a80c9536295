"""Fits in which cases differ: what comes back, what the fit of one rate gets wrong, its limits."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import (
    AtRisk,
    FormationModel,
    FormationParameters,
    VaryingFit,
    at_risk,
    fit_varying,
    likelihood_ratio,
)
from mediaeco.forming.fit import fitted
from mediaeco.forming.likelihood import COLUMNS
from mediaeco.forming.marginal import SIGMA
from mediaeco.forming.marginal_search import highest_sigma
from mediaeco.forming.model import FREE
from mediaeco.forming.scale import BOUNDS
from mediaeco.forming.varying import varying
from mediaeco.kernels.array import Floats
from mediaeco.model import Cohort
from mediaeco.simulation import BehaviourParameters, VariationParameters, simulate_cohort
from mediaeco.testing import cohorts

Drawn = Callable[..., AtRisk]
TRUTH = FormationParameters(rate=0.3, exposure=0.2, content=0.6, primacy=0)
THREE = FormationModel(id="three", free=("rate", "exposure", "content"), parameters=TRUTH)
TWO = FormationModel(
    id="two", free=("rate", "content"), parameters=attrs.evolve(TRUTH, exposure=1.0)
)


def simulated(sd: float, cases: int = 200, seed: int = 1) -> Ecosystem:
    own = BehaviourParameters(formation=TRUTH, variation=VariationParameters(rate=sd))
    return Ecosystem(simulate_cohort(cases, parameters=own, seed=seed))


def fit(cells: AtRisk, model: FormationModel = THREE, starts: int = 1) -> VaryingFit:
    ids = tuple(f"case_{c}" for c in range(cells.cases))
    return varying(cells, ids, model, np.random.default_rng(0), starts)


def taken(cells: AtRisk, order: np.ndarray[Any, Any]) -> AtRisk:
    """The cases of these places, one after the other."""
    rows = np.concatenate([np.flatnonzero(cells.case == c) for c in order])
    sizes = [int((cells.case == c).sum()) for c in order]
    columns: dict[str, Any] = {n: getattr(cells, n)[rows] for n in COLUMNS}
    columns["case"] = np.repeat(np.arange(len(order)), sizes)
    return attrs.evolve(cells, cases=len(order), **columns)


@pytest.fixture(scope="module")
def found() -> VaryingFit:
    return fit_varying(simulated(0.8), model=THREE)


def test_what_made_the_data_comes_back(found: VaryingFit) -> None:
    assert found.warnings == ()
    assert found.converged
    for k, name in enumerate(THREE.free):
        assert found.interval[k, 0] < getattr(TRUTH, name) < found.interval[k, 1]
    assert found.sigma_interval[0] < 0.8 < found.sigma_interval[1]
    assert found.sigma == pytest.approx(0.8, abs=0.2)
    bias = found.estimate[1] - 0.2, found.alike.estimate[1] - 0.2
    assert abs(bias[0]) < bias[1]
    assert found.p == pytest.approx(chi2.sf(found.statistic, 1) / 2, abs=0)
    assert found.p < 1e-6
    wide = np.exp(1.959964 * found.sigma_error / found.sigma)
    np.testing.assert_allclose(
        found.sigma_interval, [found.sigma / wide, found.sigma * wide], rtol=1e-5
    )
    np.testing.assert_allclose(found.robust_error, found.standard_error, rtol=0.3)


def test_shifts_have_mean_0_and_with_their_errors_the_spread_sigma(found: VaryingFit) -> None:
    assert found.shift.mean() == pytest.approx(0, abs=1e-4)
    square = found.shift**2 + found.shift_error**2
    assert square.mean() == pytest.approx(found.sigma**2, rel=1e-3)
    cells = at_risk(simulated(0.8), TRUTH)
    agreed = np.bincount(cells.case, cells.agreed, 200)
    assert np.corrcoef(agreed, found.shift)[0, 1] > 0.6
    assert (found.shift_error < found.sigma).all()


def test_tables_and_sentences_agree_with_the_fit(found: VaryingFit) -> None:
    frame = found.to_frame()
    assert frame["parameter"].tolist() == [*THREE.free, "sigma"]
    assert frame["estimate"][-1] == found.sigma
    np.testing.assert_array_equal(frame["low"][:-1], found.interval[:, 0])
    cases = found.shifts()
    np.testing.assert_array_equal(cases["shift"], found.shift)
    assert found.aic == pytest.approx(8 - 2 * found.log_likelihood.sum())
    assert f"standard deviation of {found.sigma:.2g} (95 % interval" in found.statement()
    assert found.statement() in repr(found)
    assert found.parameters.exposure == found.estimate[1]


def test_it_is_no_less_likely_than_one_rate(found: VaryingFit) -> None:
    gain = found.log_likelihood.sum() - found.alike.log_likelihood.sum()
    assert found.statistic == pytest.approx(2 * gain)
    assert gain > 5


def test_where_cases_do_not_differ_it_is_the_fit_of_one_rate(drawn: Drawn) -> None:
    cells = drawn(attrs.evolve(TRUTH, rate=0.6), cases=60, seed=3)
    own = fit(cells)
    assert own.sigma == 0
    assert own.p == 1
    assert "sigma" in own.at_bound
    assert own.warnings[-1].startswith("sigma is 0")
    alike = fitted(cells, THREE, np.random.default_rng(0), 2)
    np.testing.assert_array_equal(own.estimate, alike.estimate)
    np.testing.assert_array_equal(own.log_likelihood, alike.log_likelihood)
    assert own.aic == alike.aic + 2
    low, high = own.sigma_interval
    assert low == 0
    assert 0.05 < high < 1
    assert not own.shift.any()


def test_where_cases_may_be_alike_the_interval_of_sigma_begins_at_0() -> None:
    own = fit(at_risk(simulated(0.3, cases=60, seed=4), TRUTH))
    assert own.sigma > 0
    assert 0 < own.statistic < 3.84
    assert own.p == pytest.approx(chi2.sf(own.statistic, 1) / 2, abs=0)
    assert own.sigma_interval[0] == 0
    assert own.sigma < own.sigma_interval[1] < 1
    assert not np.isnan(own.sigma_error)


def test_the_nodes_end_where_the_cases_are() -> None:
    """Cases so unlike that nodes for the middle one miss most of the others."""
    own = fit(at_risk(simulated(3.0, cases=60), TRUTH))
    assert own.sigma > 1.8
    assert own.converged
    assert own.shift.mean() == pytest.approx(0, abs=2e-3)
    square = own.shift**2 + own.shift_error**2
    assert square.mean() == pytest.approx(own.sigma**2, rel=1e-3)


def test_too_few_nodes_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = at_risk(simulated(3.0, cases=60), TRUTH)
    assert not any("coarse" in text for text in fit(cells).warnings)
    monkeypatch.setattr("mediaeco.forming.marginal.NODES", 3)
    assert any("coarse" in text for text in fit(cells).warnings)


def test_what_has_no_chance_is_as_unlikely_with_cases_that_differ(drawn: Drawn) -> None:
    cells = drawn(attrs.evolve(TRUTH, rate=0.9), cases=40, seed=1)
    mediated = attrs.evolve(TRUTH, exposure=0.0)
    own = fit(cells, FormationModel(id="m", free=("rate",), parameters=mediated))
    lost = np.isneginf(own.alike.log_likelihood)
    assert lost.any()
    assert not lost.all()
    np.testing.assert_array_equal(np.isneginf(own.log_likelihood), lost)
    assert own.aic == np.inf
    assert own.sigma >= 0


def test_a_start_beyond_the_range_is_told_of() -> None:
    far = attrs.evolve(THREE, free=("primacy",), parameters=attrs.evolve(TRUTH, primacy=200.0))
    own = fit_varying(simulated(0.8, cases=12), model=far, starts=1)
    assert own.warnings[0].startswith("The search for primacy began at the end of its range")


def test_the_order_of_cases_does_not_matter() -> None:
    cells = at_risk(simulated(0.8, cases=60), TRUTH)
    order = np.random.default_rng(0).permutation(60)
    one, other = fit(cells), fit(taken(cells, order))
    np.testing.assert_allclose(one.estimate, other.estimate, rtol=1e-4)
    assert one.sigma == pytest.approx(other.sigma, rel=1e-3)
    np.testing.assert_allclose(one.shift[order], other.shift, atol=1e-3)
    np.testing.assert_allclose(one.log_likelihood[order], other.log_likelihood, atol=1e-3)


def test_a_cohort_told_twice_has_half_the_covariance() -> None:
    cells = at_risk(simulated(0.8, cases=80), TRUTH)
    one, two = fit(cells), fit(taken(cells, np.tile(np.arange(80), 2)))
    np.testing.assert_allclose(one.estimate, two.estimate, rtol=1e-4)
    np.testing.assert_allclose(one.covariance, 2 * two.covariance, rtol=1e-3)
    assert one.sigma_error == pytest.approx(np.sqrt(2) * two.sigma_error, rel=1e-3)


def test_models_are_tested_with_cases_that_differ() -> None:
    cells = at_risk(simulated(0.8, cases=80), TRUTH)
    null, general = fit(cells, TWO), fit(cells)
    test = likelihood_ratio(null, general)
    assert test is not None
    assert test.at_bound == ("exposure",)
    expected = 2 * (general.log_likelihood.sum() - null.log_likelihood.sum())
    assert test.statistic == pytest.approx(expected)
    assert test.p == pytest.approx(chi2.sf(expected, 1) / 2)
    assert likelihood_ratio(general, null) is None
    with pytest.raises(InvalidCaseError, match="one of each"):
        likelihood_ratio(null.alike, general)  # type: ignore[type-var]  # wrong on purpose


def test_cases_that_agree_all_or_nothing_leave_sigma_at_its_end(drawn: Drawn) -> None:
    cells = drawn(attrs.evolve(TRUTH, rate=0.6), cases=40, contacts=8)
    ready = cells.case % 2 == 0
    kept = ~ready | (cells.n == 0)
    columns: dict[str, Any] = {n: getattr(cells, n)[kept] for n in COLUMNS}
    columns["agreed"] = ready[kept]
    rate = FormationModel(
        id="rate", free=("rate",), parameters=attrs.evolve(TRUTH, exposure=1.0, content=0.0)
    )
    columns["medium"] = np.ones(kept.sum())
    own = fit(attrs.evolve(cells, **columns), rate)
    assert own.sigma == SIGMA[1]
    assert "sigma" in own.at_bound
    assert np.isnan(own.sigma_interval).all()
    assert any("upper end" in text for text in own.warnings)


def test_few_cases_are_said_to_be_few() -> None:
    own = fit(at_risk(simulated(2.0, cases=8, seed=3), TRUTH))
    assert own.sigma > 0
    assert any("told by 8 of them" in text for text in own.warnings)


def test_what_tells_nothing_of_cases_says_so(drawn: Drawn) -> None:
    cells = drawn(attrs.evolve(TRUTH, rate=0.6), cases=5)
    one = cells.of_cases(np.arange(5) == 2)
    none = attrs.evolve(cells, agreed=np.zeros(len(cells), dtype=bool))
    empty = cells.of_cases(np.zeros(5, dtype=bool))
    for record in (one, none, empty):
        own = fit(record)
        assert np.isnan([own.sigma, own.p, own.sigma_error, *own.sigma_interval]).all()
        assert np.isnan(own.shift).all()
        assert np.isnan(own.standard_error).all()
        assert own.warnings
        assert "standard deviation" not in own.statement()


def test_starts_and_pooled_shifts_are_asked_for_in_vain() -> None:
    eco = simulated(0.8, cases=3)
    with pytest.raises(InvalidCaseError, match=r"fit_varying\.starts"):
        fit_varying(eco, model=THREE, starts=0)
    with pytest.raises(InvalidCaseError, match="without pooled shifts"):
        fit_varying(eco, model=attrs.evolve(THREE, pooled=("element",)))


MODELS = st.builds(
    FormationModel, id=st.just("any"), free=st.lists(st.sampled_from(FREE), unique=True)
)


@given(cohorts(max_contacts=8, legal=True), MODELS)
@settings(max_examples=25)
def test_whatever_is_recorded_is_told_with_its_limits(
    cohort: Cohort, model: FormationModel
) -> None:
    own = fit_varying(Ecosystem(cohort), model=model, starts=1)
    told = " ".join(own.warnings)
    assert own.statement()
    assert own.to_frame().rows == len(model.free) + 1
    assert len(own.shift) == len(own.log_likelihood) == len(cohort)
    if not own.alike.cells:
        assert np.isnan(own.estimate).all()
        return
    assert own.log_likelihood.sum() >= own.alike.log_likelihood.sum() - 1e-3
    for k, name in enumerate(model.free):
        low, high = BOUNDS[name]
        assert low <= own.estimate[k] <= high
        if np.isnan(own.standard_error[k]):
            assert told, name
            assert np.isnan(own.interval[k]).all()
        else:
            assert low <= own.interval[k, 0] <= own.estimate[k] <= own.interval[k, 1] <= high
    if not np.isnan(own.sigma):
        assert 0 <= own.p <= 1
        low, high = own.sigma_interval
        assert np.isnan(low) or 0 <= low <= own.sigma <= high <= SIGMA[1]


def test_an_end_of_the_search_for_sigma_keeps_its_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nodes move along: what is asked a second time may be a little more, here by a whole one."""
    asked: list[float] = []

    class Moving:
        bounds = np.array([[0.0, 1.0], [0.0, 10.0]])
        evaluate = None

        def recentred(self, _: object) -> object:
            return self

    def climbed(_: object, point: Floats, bounds: Floats, **__: object) -> SimpleNamespace:
        sigma = float(bounds[-1][0])
        again = asked.count(sigma) > 1  # each value is looked at in two rounds
        asked.append(sigma)
        return SimpleNamespace(value=-0.9 * sigma - again, point=point)

    monkeypatch.setattr("mediaeco.forming.marginal_search.maximise", climbed)
    highest = highest_sigma(Moving(), np.array([0.5, 1.0]), 0.0)  # type: ignore[arg-type]  # stands in
    assert highest == pytest.approx(1.92 / 0.9, abs=0.01)
