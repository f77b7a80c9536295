"""Shifts of elements and channels, pulled together."""

from collections.abc import Callable

import attrs
import numpy as np
import pytest

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.forming import (
    AtRisk,
    FormationFit,
    FormationModel,
    FormationParameters,
)
from mediaeco.forming.fit import fitted
from mediaeco.forming.likelihood import COLUMNS
from mediaeco.forming.pooling import GRID
from mediaeco.forming.score import scored

Drawn = Callable[..., AtRisk]
SHIFTS = {"video_call": -1.0, "phone": 0.8}
TRUTH = FormationParameters(
    rate=0.5,
    exposure=0.3,
    content=0.6,
    primacy=0,
    rates={"element_0": 0.25, "element_3": 0.8},
)
THREE = FormationModel(
    id="three", free=("rate", "exposure", "content"), parameters=FormationParameters(primacy=0)
)


def fit(cells: AtRisk, model: FormationModel) -> FormationFit:
    return fitted(cells, model, np.random.default_rng(0), 1)


def test_an_endless_pull_is_the_model_without_shifts(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=30)
    common = fit(cells, THREE)
    pulled = fit(cells, attrs.evolve(THREE, pooled=("element", "channel"), kappa=1e9))
    np.testing.assert_allclose(pulled.estimate, common.estimate, rtol=1e-4)
    np.testing.assert_allclose(pulled.log_likelihood, common.log_likelihood, rtol=1e-4)
    assert pulled.effective == pytest.approx(3, abs=1e-3)
    assert pulled.pooling is not None
    assert np.abs(pulled.pooling.shift).max() < 1e-4


def test_without_a_pull_every_element_has_its_own_rate(drawn: Drawn) -> None:
    truth = attrs.evolve(TRUTH, exposure=1.0)
    cells = drawn(truth, cases=30)
    fixed = attrs.evolve(THREE.parameters, exposure=1.0, content=0.6)
    model = FormationModel(
        id="rate", free=("rate",), parameters=fixed, pooled=("element",), kappa=0
    )
    found = fit(cells, model)
    for e, name in enumerate(cells.elements):
        own = cells.element == e
        alone = attrs.evolve(cells, **{n: getattr(cells, n)[own] for n in COLUMNS})
        expected = fit(alone, attrs.evolve(model, pooled=())).estimate[0]
        assert found.parameters.rates[name] == pytest.approx(expected, rel=1e-4)
    # What shifts have in common is the rate's, so that both are told.
    assert found.pooling is not None
    assert np.isfinite(found.standard_error).all()
    assert np.isfinite(found.pooling.standard_error).all()


def test_shifts_of_a_kind_sum_to_zero_by_themselves(drawn: Drawn) -> None:
    found = fit(drawn(TRUTH), attrs.evolve(THREE, pooled=("element", "channel"), kappa=2))
    assert found.pooling is not None
    for kind in ("element", "channel"):
        own = np.array(found.pooling.kind) == kind
        assert found.pooling.shift[own].sum() == pytest.approx(0, abs=1e-5)


def test_the_harder_the_pull_the_smaller_the_shifts(drawn: Drawn) -> None:
    cells = drawn(TRUTH)
    lengths, errors = [], []
    for kappa in (0.3, 3, 30, 300):
        pooling = fit(cells, attrs.evolve(THREE, pooled=("element",), kappa=kappa)).pooling
        assert pooling is not None
        lengths.append(float((pooling.shift**2).sum()))
        errors.append(float(pooling.standard_error.max()))
    assert lengths == sorted(lengths, reverse=True)
    assert errors == sorted(errors, reverse=True)


def test_what_differs_comes_back_and_a_pull_is_chosen_that_lets_it(drawn: Drawn) -> None:
    truth = attrs.evolve(TRUTH, channel_effects=SHIFTS)
    cells = drawn(truth, cases=150, seed=4)
    found = fit(cells, attrs.evolve(THREE, pooled=("element", "channel")))
    pooling = found.pooling
    assert pooling is not None
    assert pooling.chosen
    assert pooling.kappa["element"] <= 10
    shift = dict(zip(pooling.name, pooling.shift, strict=True))
    assert shift["element_0"] < min(shift["element_1"], shift["element_2"], shift["element_4"])
    assert shift["element_3"] == max(shift[f"element_{k}"] for k in range(5))
    assert shift["phone"] - shift["video_call"] == pytest.approx(1.8, abs=0.7)
    low, high = pooling.interval.T
    assert (low < pooling.shift).all()
    assert (pooling.shift < high).all()
    curve = pooling.curve()
    assert curve.rows == 3 * len(GRID)
    assert pooling.to_frame().rows == len(pooling.name)
    assert found.aic < fit(cells, THREE).aic
    assert 3 < found.effective < 3 + len(pooling.name)
    assert found.aic == 2 * found.effective - 2 * found.log_likelihood.sum()
    assert found.parameters.channel_effects["phone"] == pytest.approx(shift["phone"])


def test_where_nothing_differs_the_pull_is_hard(drawn: Drawn) -> None:
    cells = drawn(attrs.evolve(TRUTH, rates={}), cases=60, seed=2)
    pooling = fit(cells, attrs.evolve(THREE, pooled=("element",))).pooling
    assert pooling is not None
    assert np.abs(pooling.shift).max() < 0.35


def test_a_channel_of_one_case_is_told_with_its_limits(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=20)
    own = np.where(cells.case == 3, 0, np.maximum(cells.channel, 1))
    found = fit(attrs.evolve(cells, channel=own), attrs.evolve(THREE, pooled=("channel",), kappa=1))
    assert found.pooling is not None
    assert np.isnan(found.pooling.standard_error).tolist() == [True, False, False, False]
    assert any(
        f"channel {cells.channels[0]} occurs in one case alone" in text for text in found.warnings
    )


def test_a_score_holds_the_pull_that_all_cases_chose(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mediaeco.forming import fit as module

    chosen = []

    def choose(*_: object) -> tuple[dict[str, float], tuple[tuple[str, float, float], ...]]:
        chosen.append(1)
        return {"element": 3.0}, ()

    monkeypatch.setattr(module, "choose_kappa", choose)
    cells, model = drawn(TRUTH, cases=12), attrs.evolve(THREE, pooled=("element",))
    names = tuple(str(k) for k in range(12))
    found = scored(cells, names, model, 3, 0)
    assert len(chosen) == 1
    held = scored(cells, names, attrs.evolve(model, kappa=3), 3, 0)
    np.testing.assert_allclose(found.score, held.score, rtol=1e-6)


def test_a_pull_that_the_data_hardly_told_is_no_certainty(drawn: Drawn) -> None:
    """With few cases, a hard pull is chosen as easily as a soft one."""
    truth = attrs.evolve(TRUTH, rates={}, channel_effects=SHIFTS)
    wider, covered = 0, []
    for seed in range(6):
        cells = drawn(truth, cases=15, seed=seed)
        model = attrs.evolve(THREE, pooled=("channel",))
        found = fit(cells, model).pooling
        assert found is not None
        held = fit(cells, attrs.evolve(model, kappa=found.kappa["channel"])).pooling
        assert held is not None
        np.testing.assert_allclose(found.shift, held.shift, atol=1e-4)
        wider += bool((found.standard_error > 1.2 * held.standard_error).any())
        true = np.array([SHIFTS.get(name, 0.0) for name in found.name])
        low, high = found.interval.T
        covered.append((low <= true - true.mean()) & (true - true.mean() <= high))
    assert wider >= 2
    assert np.mean(covered) >= 0.8


def test_errors_are_those_of_every_pull_by_how_well_it_foretold(drawn: Drawn) -> None:
    model = attrs.evolve(THREE, pooled=("channel",))
    truth = attrs.evolve(TRUTH, rates={}, channel_effects=SHIFTS)
    cells = drawn(truth, cases=15, seed=2)
    found = fit(cells, model).pooling
    assert found is not None
    scores = np.array([score for _, _, score in found.tried])
    weights = np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum()
    squared = np.zeros(len(found.shift))
    for (_, kappa, _), weight in zip(found.tried, weights.tolist(), strict=True):
        there = fit(cells, attrs.evolve(model, kappa=kappa)).pooling
        assert there is not None
        squared += weight * (there.standard_error**2 + (there.shift - found.shift) ** 2)
    np.testing.assert_allclose(found.standard_error, np.sqrt(squared), rtol=0.02)


def test_one_case_leaves_none_out(drawn: Drawn) -> None:
    pooling = fit(drawn(TRUTH, cases=1), attrs.evolve(THREE, pooled=("element",))).pooling
    assert pooling is not None
    assert not pooling.chosen
    assert pooling.kappa == {"element": GRID[-1]}


def test_what_cannot_be_pooled_is_refused() -> None:
    with pytest.raises(UnknownTermError, match="Did you mean 'element'"):
        attrs.evolve(THREE, pooled=("elemnt",))
    with pytest.raises(InvalidCaseError, match="each kind once"):
        attrs.evolve(THREE, pooled=("element", "element"))
    with pytest.raises(InvalidCaseError, match="Add 'rate' to `free`"):
        FormationModel(id="x", free=("content",), pooled=("element",))
    with pytest.raises(InvalidCaseError, match=r"FormationModel\.kappa"):
        attrs.evolve(THREE, pooled=("element",), kappa=-1)
