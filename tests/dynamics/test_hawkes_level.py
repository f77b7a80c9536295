"""One initiative for each case: livelier cases are not excited ones."""

from __future__ import annotations

from functools import cache

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.dynamics import (
    HawkesFit,
    HawkesParameters,
    HawkesRecord,
    HawkesSearch,
    fit_hawkes,
    hawkes_intervals,
    pseudo_response,
    response,
    response_score,
    simulate_hawkes,
    time_rescaling,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import draw_response
from mediaeco.io import read_example
from mediaeco.kernels.array import Floats

DYAD = HawkesParameters(mu=[0.2, 0.3], alpha=[[0.2, 0.3], [0.3, 0.2]], beta=8.0)
ALONE = attrs.evolve(DYAD, alpha=np.zeros((2, 2)))
EACH = HawkesSearch(initiative="case")
RATES = np.exp(np.random.default_rng(1).normal(0, 1, 30))
SEEDS = st.integers(0, 1000)


def drawn(parameters: HawkesParameters, rates: Floats, seed: int = 0) -> HawkesRecord:
    return fit_hawkes([
        simulate_hawkes(attrs.evolve(parameters, mu=parameters.mu * rate), until=50, seed=seed + k)
        for k, rate in enumerate(rates)
    ]).record  # fmt: skip


@cache
def both(excited: bool) -> tuple[HawkesFit, HawkesFit]:
    record = drawn(DYAD if excited else ALONE, RATES)
    return fit_hawkes(record), fit_hawkes(record, search=EACH)


def test_livelier_cases_are_not_taken_for_excited_ones() -> None:
    pooled, each = both(False)
    assert pooled.radius > 0.7
    assert each.radius < 0.1
    assert each.converged
    # Of what one rate leaves unexplained, rates of cases explain all.
    assert each.without > pooled.without + 200
    assert 0 <= each.log_likelihood - each.without < 20
    levels = each.levels
    assert levels is not None
    np.testing.assert_allclose(
        levels, np.diff(each.record.offsets) / len(each.record) * 30, atol=0.3
    )


def test_excitation_comes_back_where_cases_differ() -> None:
    pooled, each = both(True)
    assert pooled.radius > 0.56
    np.testing.assert_allclose(each.alpha, DYAD.alpha, atol=0.08)
    assert each.levels is not None
    assert np.corrcoef(each.levels, RATES)[0, 1] > 0.85
    assert time_rescaling(each).statistic[-1] < 0.7 * time_rescaling(pooled).statistic[-1]
    assert time_rescaling(each).p[-1] > 0.05
    assert "with one latency and an initiative for each case was fitted" in each.statement()
    assert "alike in all but initiative" in each.statement()
    some = int((np.diff(each.record.offsets) > 0).sum())
    assert each.free == pooled.free + some - 1
    assert each.aic < pooled.aic - 50


@given(SEEDS, st.sampled_from(["shared", "own"]))
@settings(max_examples=5)
def test_nothing_is_less_likely_with_a_level_each(seed: int, fading: str) -> None:
    record = drawn(DYAD, RATES[:6], 100 * seed)
    search = HawkesSearch(fading=fading)  # type: ignore[arg-type]  # one of the two
    pooled = fit_hawkes(record, search=search)
    each = fit_hawkes(record, search=attrs.evolve(search, initiative="case"))
    assert each.log_likelihood >= pooled.log_likelihood - 1e-6
    assert each.log_likelihood >= each.without - 1e-2
    assert each.without >= pooled.without - 1e-6
    levels = each.levels
    assert levels is not None
    assert (levels >= 0).all()
    assert levels @ record.exposure == pytest.approx(record.exposure.sum())
    # Other levels are no likelier: contacts of their own accord over what is expected of a case.
    random = np.random.default_rng(seed)
    for scale in (0.05, 0.5):
        other = levels * np.exp(scale * random.normal(size=6))
        other *= record.exposure.sum() / (other @ record.exposure)
        there = attrs.evolve(each, record=record.levelled(other), levels=None)
        assert response_score(there, there.record).log_likelihood <= each.log_likelihood + 1e-2


def test_units_and_the_order_of_cases_do_not_matter() -> None:
    record = drawn(DYAD, RATES[:6])
    found = fit_hawkes(record, search=EACH)
    until = 24 * record.until
    hours = attrs.evolve(record, time=24 * record.time, until=until, exposure=until)
    other = fit_hawkes(hours, search=EACH)
    np.testing.assert_allclose(other.alpha, found.alpha, atol=1e-3)
    np.testing.assert_allclose(24 * other.mu, found.mu, rtol=1e-2)
    assert other.levels is not None
    assert found.levels is not None
    np.testing.assert_allclose(other.levels, found.levels, atol=1e-2)
    parts = [slice(*record.offsets[k : k + 2]) for k in range(5, -1, -1)]
    turned = attrs.evolve(
        record,
        time=np.concatenate([record.time[part] for part in parts]),
        kind=np.concatenate([record.kind[part] for part in parts]),
        offsets=np.concatenate(([0], np.cumsum(np.diff(record.offsets)[::-1]))),
    )
    again = fit_hawkes(turned, search=EACH).levels
    assert again is not None
    np.testing.assert_allclose(again[::-1], found.levels, atol=1e-6)


def test_what_reads_a_fit_reads_its_levels() -> None:
    each = both(True)[1]
    resampled = hawkes_intervals(each, draws=10)
    assert resampled.sample[:, -1].mean() == pytest.approx(each.radius, abs=0.05)
    over = resampled.to_frame()
    assert (over["low"][2:6] < 0.32).all()
    assert (over["high"][2:6] < 0.5).all()
    gone = pseudo_response(each, by="moments", draws=2).to_frame()
    assert gone["high"][gone["parameter"] == "spectral radius"][0] < 0.2
    text = " ".join(text.get_text() for text in draw_response(each).axes[0].texts)
    assert "in all but initiative" in text


def test_a_rhythm_and_contacts_that_are_given_stand_beside_levels() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    alone, each = response(eco), response(eco, search=EACH)
    np.testing.assert_allclose(each.alpha, alone.alpha)
    assert each.levels is not None
    assert each.levels.tolist() == pytest.approx([1.0])
    assert each.free == alone.free
    assert each.without == pytest.approx(alone.without)
    record = drawn(DYAD, RATES[:4])
    told = fit_hawkes(attrs.evolve(record, drawn=record.case > 0), search=EACH).levels
    assert told is not None
    assert told[0] == 0  # all of its contacts are given: none of them had to be explained
    double = 2 * record.exposure
    along = attrs.evolve(
        record, baseline=np.full(len(record), 2.0), elapsed=2 * record.time, exposure=double
    )
    found, plain = (fit_hawkes(one, search=EACH) for one in (along, record))
    np.testing.assert_allclose(2 * found.mu, plain.mu, rtol=1e-2)
    np.testing.assert_allclose(found.alpha, plain.alpha, atol=1e-3)
    np.testing.assert_allclose(
        time_rescaling(found).statistic, time_rescaling(plain).statistic, atol=1e-2
    )


def test_cases_that_tell_little_are_told() -> None:
    seen = HawkesRecord(
        kinds=["a", "b"],
        time=[1, 1.5, 2, 0.5, 0.6],
        kind=[0, 1, 0, 1, 1],
        offsets=[0, 3, 3, 5, 5],
        until=[4, 4, 1, 0],
    )
    found = fit_hawkes(seen, search=EACH)
    assert found.levels is not None
    assert found.levels[1] == 0
    assert found.levels[3] == 1
    assert any("2 contacts or fewer" in warning for warning in found.warnings)
    assert not any("or fewer" in warning for warning in fit_hawkes(seen).warnings)
    assert not any("or fewer" in warning for warning in both(True)[1].warnings)
    none = HawkesRecord(kinds=["a"], time=[], kind=[], offsets=[0, 0], until=[3])
    empty = fit_hawkes(none, search=EACH)
    assert np.isnan(empty.mu).all()
    assert not empty.converged
