"""Errors and intervals of a fit, and what it says that it cannot say."""

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pytest

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import (
    AtRisk,
    FormationFit,
    FormationModel,
    FormationParameters,
    fit_formation,
)
from mediaeco.forming.fit import fitted
from mediaeco.forming.likelihood import COLUMNS
from mediaeco.forming.model import FREE
from mediaeco.forming.objective import objective
from mediaeco.forming.scale import BOUNDS, to_search, to_wald
from mediaeco.io import read_example
from mediaeco.model import Cohort
from mediaeco.theory import contact, several, told

Drawn = Callable[..., AtRisk]
TRUTH = FormationParameters(rate=0.6, exposure=0.25, content=0.6, primacy=2.0, primacy_contacts=4)
ALL = FormationModel(id="all", free=FREE)
THREE = FormationModel(
    id="three", free=("rate", "exposure", "content"), parameters=FormationParameters(primacy=0)
)


def fit(cells: AtRisk, model: FormationModel = ALL, starts: int = 2) -> FormationFit:
    return fitted(cells, model, np.random.default_rng(0), starts)


def twice(cells: AtRisk) -> AtRisk:
    """Every case told a second time, as another one."""
    columns: dict[str, Any] = {n: np.tile(getattr(cells, n), 2) for n in COLUMNS}
    columns["case"][len(cells) :] += cells.cases
    return attrs.evolve(cells, cases=2 * cells.cases, **columns)


def test_estimates_lie_within_intervals_and_these_within_bounds(drawn: Drawn) -> None:
    found = fit(drawn(TRUTH, cases=200))
    assert found.warnings == ()
    assert found.converged
    assert found.reached >= 1
    for k, name in enumerate(FREE):
        low, high = found.interval[k]
        assert BOUNDS[name][0] <= low < found.estimate[k] < high <= BOUNDS[name][1]
    frame = found.to_frame()
    np.testing.assert_array_equal(frame["standard_error"], found.standard_error)
    assert "starts reached it" in found.statement()


def test_the_covariance_is_the_inverse_of_the_curvature(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=50)
    found = fit(cells)
    np.testing.assert_allclose(found.covariance, found.covariance.T)
    assert (np.linalg.eigvalsh(found.covariance) > 0).all()
    made = objective(cells, ALL)
    place = np.array([to_wald(n, v) for n, v in zip(FREE, found.estimate, strict=True)])

    def value(at: Any) -> float:
        from mediaeco.forming.scale import from_wald

        return made.evaluate(
            np.array([to_search(n, from_wald(n, x)) for n, x in zip(FREE, at, strict=True)])
        )[0]

    step = 1e-3
    bend = np.zeros((5, 5))
    for i in range(5):
        for j in range(5):
            corners = [
                value(place + step * (a * np.eye(5)[i] + b * np.eye(5)[j])) * a * b
                for a in (-1, 1)
                for b in (-1, 1)
            ]
            bend[i, j] = -sum(corners) / (4 * step**2)
    np.testing.assert_allclose(found.covariance, np.linalg.inv(bend), rtol=5e-3, atol=1e-5)


def test_a_cohort_told_twice_halves_the_covariance(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=50)
    once, other = fit(cells), fit(twice(cells))
    np.testing.assert_allclose(other.estimate, once.estimate, rtol=1e-4)
    np.testing.assert_allclose(other.covariance, once.covariance / 2, rtol=1e-3)
    share = (50 / 49) / (100 / 99) * 2
    np.testing.assert_allclose(once.robust_error**2, other.robust_error**2 * share, rtol=1e-3)
    assert other.condition == pytest.approx(once.condition, rel=1e-3)


def test_intervals_cover_what_made_the_data(drawn: Drawn) -> None:
    truth = attrs.evolve(TRUTH, primacy=0)
    covered, errors, estimates = [], [], []
    for seed in range(60):
        found = fit(drawn(truth, cases=40, contacts=20, seed=seed), THREE, starts=1)
        low, high = found.interval.T
        covered.append((low <= [0.6, 0.25, 0.6]) & (high >= [0.6, 0.25, 0.6]))
        errors.append([found.standard_error, found.robust_error])
        estimates.append(found.estimate)
    assert (np.mean(covered, axis=0) >= 0.85).all()
    spread = np.std(estimates, axis=0)
    for kind in (0, 1):
        np.testing.assert_allclose(np.mean(errors, axis=0)[kind], spread, rtol=0.35)


def test_mere_exposure_is_a_bound_and_has_no_error(drawn: Drawn) -> None:
    found = fit(drawn(attrs.evolve(TRUTH, exposure=1.0), cases=40, seed=5))
    k = FREE.index("exposure")
    if "exposure" not in found.at_bound:
        pytest.fail("choose a seed of which the estimate is at the bound")
    assert np.isnan(found.standard_error[k])
    assert np.isnan(found.interval[k]).all()
    assert any("exposure is at the upper end" in text for text in found.warnings)
    assert np.isfinite(found.standard_error[FREE.index("content")])


def test_an_interval_may_hold_the_null_at_the_end_of_the_range(drawn: Drawn) -> None:
    """Log odds alone would exclude mere exposure whenever the estimate is below 1."""
    truth = attrs.evolve(TRUTH, primacy=0, exposure=1.0)
    excluded, inside = 0, 0
    for seed in range(30):
        found = fit(drawn(truth, cases=40, contacts=20, seed=seed), THREE, starts=1)
        if "exposure" not in found.at_bound:
            inside += 1
            excluded += bool(found.interval[1, 1] < 1)
    assert inside >= 8
    assert excluded <= 0.15 * inside


def test_an_interval_of_the_whole_range_is_told(drawn: Drawn) -> None:
    truth = attrs.evolve(TRUTH, primacy=0, exposure=1.0)
    found = fit(drawn(truth, cases=40, contacts=20, seed=1), THREE)
    np.testing.assert_allclose(found.interval[1], BOUNDS["exposure"], atol=1e-3)
    assert found.warnings == (
        "exposure is hardly told: its 95 % interval is the whole of its range.",
    )


def test_what_is_next_to_a_bound_has_no_error(drawn: Drawn) -> None:
    truth = attrs.evolve(TRUTH, primacy=0, exposure=1.0)
    found = fit(drawn(truth, cases=40, contacts=20, seed=23), THREE)
    assert 0.9 < found.estimate[1] < 1
    assert found.at_bound == ()
    assert np.isnan(found.standard_error[1])
    assert np.isfinite(found.standard_error[0])
    assert len(found.warnings) == 1


def test_what_hangs_on_a_setting_at_its_bound_has_no_error(drawn: Drawn) -> None:
    """Rate and exposure trade places: with the rate at 1, exposure only looks well told."""
    truth = attrs.evolve(TRUTH, primacy=0, exposure=1.0)
    found = fit(drawn(truth, cases=40, contacts=20, seed=2), THREE)
    assert found.at_bound == ("rate",)
    assert np.isnan(found.standard_error[1])
    assert np.isfinite(found.standard_error[2])
    assert any("exposure has no standard error: it hangs on rate" in t for t in found.warnings)


def test_a_robust_error_needs_more_cases_than_settings(drawn: Drawn) -> None:
    few, enough = (fit(drawn(TRUTH, cases=n, elements=30), THREE) for n in (3, 4))
    assert np.isfinite(few.standard_error).any()
    assert np.isnan(few.robust_error).all()
    told = np.isfinite(enough.standard_error)
    assert np.isfinite(enough.robust_error[told]).any()


def test_an_interval_ends_at_a_null_just_where_the_likelihood_does_not_exclude_it(
    drawn: Drawn,
) -> None:
    truth = attrs.evolve(TRUTH, primacy=0, exposure=0.55)
    held = FormationModel(
        id="held", free=("rate", "content"), parameters=attrs.evolve(THREE.parameters, exposure=1)
    )
    drops = []
    for seed in range(12):
        cells = drawn(truth, cases=60, seed=seed)
        found, null = fit(cells, THREE, starts=1), fit(cells, held, starts=1)
        if np.isfinite(found.interval[1, 1]):
            drop = float(found.log_likelihood.sum() - null.log_likelihood.sum())
            assert bool(found.interval[1, 1] == 1) == (drop <= 1.92073)
            drops.append(drop)
    assert min(drops) < 1.92 < 2.5 < max(drops)
    assert any(1.92 < drop < 3.84 for drop in drops)


def test_primacy_that_may_be_0_tells_nothing_of_what_fades(drawn: Drawn) -> None:
    seen = 0
    for seed in range(8):
        found = fit(drawn(attrs.evolve(TRUTH, primacy=0.4), cases=60, seed=seed), starts=1)
        if found.interval[1, 0] == 0:
            seen += 1
            assert np.isnan(found.standard_error[2])
            assert any("primacy may be 0" in t or "primacy_contacts" in t for t in found.warnings)
    assert seen > 0


def test_without_primacy_nothing_fades(drawn: Drawn) -> None:
    found = fit(drawn(attrs.evolve(TRUTH, primacy=0.0), cases=60, seed=1))
    assert np.isnan(found.standard_error[FREE.index("primacy_contacts")])
    assert any("primacy_contacts" in text for text in found.warnings)


def test_appropriation_that_never_varies_is_told(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=40)
    for level in (0.0, 0.4):
        alike = attrs.evolve(cells, joint=np.full(len(cells), level))
        found = fit(alike, THREE)
        assert any("Appropriation is" in text for text in found.warnings)
        assert any("rate, exposure trade places" in text for text in found.warnings)
        assert np.isnan(found.standard_error[:2]).all()
        assert np.isfinite(found.standard_error[2])
        assert found.condition == np.inf


@pytest.mark.parametrize("share", [1.0, 0.5])
def test_content_and_medium_that_go_together_are_told(drawn: Drawn, share: float) -> None:
    cells = drawn(TRUTH, cases=40)
    found = fit(attrs.evolve(cells, content=share * cells.medium), THREE)
    assert any("go together" in text for text in found.warnings)
    assert np.isnan(found.standard_error[2])
    assert np.isfinite(found.standard_error[1])


def test_where_nothing_was_agreed_nothing_is_told(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=20)
    found = fit(attrs.evolve(cells, agreed=np.zeros(len(cells), dtype=bool)))
    assert any("No element was agreed" in text for text in found.warnings)
    assert not any("rate is at the" in text for text in found.warnings)  # it is no finding
    assert np.isnan(found.standard_error).all()
    assert np.isnan(found.interval).all()


def test_one_case_has_an_estimate_and_no_error(drawn: Drawn) -> None:
    found = fit(drawn(TRUTH, cases=1, elements=40), THREE)
    assert np.isfinite(found.estimate).all()
    assert np.isnan(found.standard_error).all()
    assert any("one case" in text for text in found.warnings)


def test_everything_agreed_at_once_is_told(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=20)
    first = attrs.evolve(cells, **{n: getattr(cells, n)[cells.n == 0] for n in COLUMNS})
    found = fit(attrs.evolve(first, agreed=np.ones(len(first), dtype=bool)))
    assert any("at the first contact" in text for text in found.warnings)
    assert "rate" in found.at_bound


def test_a_start_beyond_what_is_searched_is_told() -> None:
    far = FormationParameters(primacy=5_000, exposure=0)
    model = FormationModel(id="far", free=("rate", "primacy", "exposure"), parameters=far)
    found = fit_formation(Ecosystem(read_example("first-contact")), model=model)
    assert [text for text in found.warnings if "The search for" in text] == [
        "The search for primacy began at the end of its range (0 to 100): the model's own, 5000, "
        "lies beyond."
    ]


def test_contacts_that_all_bear_one_time_are_told() -> None:
    acts: tuple[list[str], ...] = (["propose fee"], [], ["accept fee"])
    parts = [
        contact(0, ("therapist", "patient")[k % 2], "email", acts=list(acts[k % 3]))
        for k in range(6)
    ]
    cohort: Cohort = several(told("one", *parts), told("other", *parts))
    found = fit_formation(Ecosystem(cohort), model=THREE)
    assert any("bear one time" in text for text in found.warnings)
    later = [attrs.evolve(part, time=3600.0 * k) for k, part in enumerate(parts)]
    spread = fit_formation(Ecosystem(several(told("one", *later), told("b", *later))), model=THREE)
    assert not any("bear one time" in text for text in spread.warnings)
