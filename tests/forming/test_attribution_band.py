"""Intervals of an attribution: cases are drawn, never contacts."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import (
    By,
    FormationBootstrap,
    FormationModel,
    FormationParameters,
    attribution,
    attribution_interval,
    bootstrap_formation,
)
from mediaeco.forming.attribution_band import _rank
from mediaeco.io import read_example
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model import Case, Cohort
from mediaeco.simulation import CaseDesign, simulate_cohort
from mediaeco.testing import cohorts
from mediaeco.testing.parameter import formation_parameters

GROUPS = st.sampled_from([by for by in By if by is not By.CONTEXT])


def named(record: list[Case]) -> Cohort:
    return Cohort([attrs.evolve(case, id=f"c{k}") for k, case in enumerate(record)])


@given(cohorts(), formation_parameters(), GROUPS, st.integers(0, 9))
@settings(max_examples=30)
def test_one_replicate_is_the_attribution_of_the_cases_it_drew(
    cohort: Cohort, parameters: FormationParameters, by: By, seed: int
) -> None:
    """The slow way forms the frame of the drawn cases anew, and so says the same."""
    eco = Ecosystem(cohort)
    if len(eco.cases) < 2:
        return
    found = attribution_interval(eco, by=by, parameters=parameters, replicates=1, seed=seed)
    (count,) = drawn_counts(np.random.default_rng(seed), len(eco.cases), 1).astype(int)
    drawn = [case for case, times in zip(cohort, count, strict=True) for _ in range(times)]
    slow = attribution(Ecosystem(named(drawn)), by=by, parameters=parameters, counterfactual=False)
    near: dict[str, Any] = {"rtol": 1e-7, "atol": 1e-9}
    for k, (group, reason) in enumerate(zip(found.parts.groups, found.reason, strict=True)):
        got = (found.contribution_low[k], found.share_low[k], found.effect_low[k])
        if reason:
            assert np.isnan(got).all()
        elif group not in slow.groups:
            assert got[0] == pytest.approx(0, abs=1e-9) or np.isnan(got[0])
        elif slow.elements:
            at = slow.groups.index(group)
            np.testing.assert_allclose(got[0], slow.total[at], **near)
            np.testing.assert_allclose(got[2], slow.effect[at], **near)
            if not np.isnan(slow.total_share[at]) and abs(slow.total.sum()) > 1e-6:
                np.testing.assert_allclose(got[1], slow.total_share[at], rtol=1e-5, atol=1e-7)


@given(cohorts(), GROUPS, st.integers(2, 4))
@settings(max_examples=30)
def test_cases_that_are_alike_are_sure(cohort: Cohort, by: By, count: int) -> None:
    if not len(cohort):
        return
    eco = Ecosystem(named([cohort[0]] * count))
    found = attribution_interval(eco, by=by, replicates=20)
    told = np.array([not reason for reason in found.reason], dtype=bool)
    for name in ("contribution", "share", "effect"):
        low, high = getattr(found, f"{name}_low"), getattr(found, f"{name}_high")
        np.testing.assert_allclose(low[told], high[told], rtol=1e-9, atol=1e-12)
    for rank, stable in (
        (found.share_rank, found.share_stable),
        (found.effect_rank, found.effect_stable),
    ):
        assert (stable[told & (rank > 0)] == 1).all()


@given(cohorts(), GROUPS, st.floats(0.1, 0.8))
@settings(max_examples=30)
def test_a_higher_level_never_narrows(cohort: Cohort, by: By, level: float) -> None:
    eco = Ecosystem(cohort)
    narrow = attribution_interval(eco, by=by, replicates=40, level=level)
    wide = attribution_interval(eco, by=by, replicates=40, level=level + 0.15)
    for name in ("contribution", "share", "effect"):
        with np.errstate(invalid="ignore"):
            assert not (getattr(wide, f"{name}_low") > getattr(narrow, f"{name}_low")).any()
            assert not (getattr(wide, f"{name}_high") < getattr(narrow, f"{name}_high")).any()
    assert narrow.to_frame().rows == len(narrow.parts.groups)
    stable = np.concatenate((narrow.share_stable, narrow.effect_stable))
    assert not ((stable < 0) | (stable > 1)).any()


def test_what_differs_by_rounding_alone_has_one_rank() -> None:
    found = _rank(np.array([[0.3, 0.1 + 0.2, 0.1, np.nan]]))
    assert found.tolist() == [[1, 1, 3, 0]]


def test_intervals_over_few_cases_are_rough() -> None:
    cases = simulate_cohort(12, seed=2)
    many, few = (
        attribution_interval(Ecosystem(c), replicates=5) for c in (cases, Cohort(list(cases)[:9]))
    )
    np.testing.assert_array_equal(many.rough, (many.cases_of > 1) & (many.cases_of < 10))
    assert not many.rough.all()
    np.testing.assert_array_equal(few.rough, few.cases_of > 1)
    np.testing.assert_array_equal(few.to_frame()["rough"], few.rough)


@given(cohorts())
@settings(max_examples=30)
def test_what_one_case_shows_has_no_interval(cohort: Cohort) -> None:
    """Not of one case, and not of a group that one case alone has: a width of 0 would be a lie."""
    if not len(cohort):
        return
    alone = attribution_interval(Ecosystem(cohort[0]), replicates=5)
    assert all("one case" in reason for reason in alone.reason)
    for name in ("contribution", "share", "effect"):
        assert np.isnan(getattr(alone, f"{name}_low")).all()
    assert np.isnan(alone.share_stable).all()
    found = attribution_interval(Ecosystem(cohort), by=By.CHANNEL, replicates=5)
    for k, count in enumerate(found.cases_of.tolist()):
        if count < 2:
            assert found.reason[k]
            assert np.isnan([found.effect_low[k], found.share_high[k]]).all()


def test_a_group_of_one_case_has_no_interval_and_the_others_have() -> None:
    record = [read_example("first-contact"), read_example("broken-frame")]
    found = attribution_interval(Ecosystem(named(record)), by="channel", replicates=200, seed=1)
    one = np.array([count == 1 for count in found.cases_of])
    several = found.cases_of == 2
    assert one.any()
    assert several.any()
    assert np.isnan(found.effect_low[one]).all()
    assert (found.effect_low[several] < found.effect_high[several]).all()
    assert (found.effect_low[several] <= found.parts.effect[several]).all()
    assert found.to_frame()["reason"][np.flatnonzero(one)[0]].startswith("contacts in one case")
    again = attribution_interval(Ecosystem(named(record)), by="channel", replicates=200, seed=1)
    np.testing.assert_array_equal(found.effect_high, again.effect_high)
    other = attribution_interval(Ecosystem(named(record)), by="channel", replicates=200, seed=2)
    assert not np.array_equal(found.share_stable, other.share_stable, equal_nan=True)


def test_ranks_say_who_stands_first() -> None:
    record = [read_example("first-contact"), read_example("broken-frame")]
    found = attribution_interval(Ecosystem(named(record)), by="actor", replicates=99)
    order = np.argsort(-found.parts.total_share[:2])
    assert found.share_rank[order].tolist() == [1, 2]
    assert (found.effect_rank == 0).sum() == np.isnan(found.parts.effect).sum()


@pytest.mark.parametrize(
    ("wrong", "place"),
    [({"replicates": 0}, "replicates"), ({"level": 1.0}, "level"), ({"replicates": 1.5}, "repl")],
)
def test_settings_have_ranges(wrong: dict[str, object], place: str) -> None:
    with pytest.raises(InvalidCaseError, match=rf"attribution_interval\.{place}"):
        attribution_interval(Ecosystem(read_example("first-contact")), **wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_two_cases_are_held_from_the_one_to_the_other() -> None:
    """So few vary too little to leave any replicate out, whatever the level."""
    cases = [read_example("first-contact"), read_example("broken-frame")]
    found = attribution_interval(Ecosystem(named(cases)), by="actor", replicates=999, level=0.4)
    alone = [attribution(Ecosystem(case), by="actor", counterfactual=False) for case in cases]
    for k in range(2):
        ends = sorted(parts.total_share[k] for parts in alone)
        assert (found.share_low[k], found.share_high[k]) == pytest.approx(ends)


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return simulate_cohort(25, design=CaseDesign(days=50), seed=3)


@pytest.fixture(scope="module")
def eco(cohort: Cohort) -> Ecosystem:
    return Ecosystem(cohort)


@pytest.fixture(scope="module")
def fitted(eco: Ecosystem) -> FormationBootstrap:
    model = FormationModel(
        id="b", free=("rate", "exposure"), pooled=("channel",), kappa=2.0,
        parameters=FormationParameters(primacy=0),
    )  # fmt: skip
    return bootstrap_formation(eco, model=model, replicates=25, seed=1)


def test_what_was_fitted_is_drawn_with_the_cases_that_it_was_fitted_to(
    cohort: Cohort, eco: Ecosystem, fitted: FormationBootstrap
) -> None:
    alone = attrs.evolve(fitted, settings=fitted.settings[:1], drawn=fitted.drawn[:1])
    found = attribution_interval(eco, fitted=alone)
    count = fitted.drawn[0].astype(int)
    drawn = [case for case, times in zip(cohort, count, strict=True) for _ in range(times)]
    slow = attribution(Ecosystem(named(drawn)), parameters=fitted.settings[0], counterfactual=False)
    assert slow.groups == found.parts.groups
    np.testing.assert_allclose(found.effect_low, slow.effect, rtol=1e-7)
    np.testing.assert_allclose(found.contribution_low, slow.total, rtol=1e-7)


def test_estimated_parameters_make_intervals_wider(
    eco: Ecosystem, fitted: FormationBootstrap
) -> None:
    known = attribution_interval(eco, parameters=fitted.fit.parameters, replicates=200)
    found = attribution_interval(eco, fitted=fitted)
    assert (found.replicates, found.parts.parameters) == (25, fitted.fit.parameters)
    np.testing.assert_array_equal(found.parts.effect, known.parts.effect)
    ratio = (found.effect_high - found.effect_low) / (known.effect_high - known.effect_low)
    assert np.median(ratio) > 1.2


def test_what_was_fitted_to_others_is_refused(
    cohort: Cohort, eco: Ecosystem, fitted: FormationBootstrap
) -> None:
    with pytest.raises(InvalidCaseError, match=r"attribution_interval\.fitted"):
        attribution_interval(Ecosystem(Cohort(cohort[:5])), fitted=fitted)
    with pytest.raises(InvalidCaseError, match=r"attribution_interval\.fitted"):
        attribution_interval(eco, fitted=attrs.evolve(fitted, settings=(), drawn=np.zeros((0, 25))))
    with pytest.raises(InvalidCaseError, match=r"attribution_interval\.parameters"):
        attribution_interval(eco, fitted=fitted, parameters=FormationParameters())
