"""Real records beside records in which nobody answers anybody."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.dynamics import (
    HawkesEvents,
    HawkesFit,
    HawkesParameters,
    HawkesRecord,
    HawkesSearch,
    Rhythm,
    fit_hawkes,
    pseudo_response,
    response,
    simulate_hawkes,
    switching_ecology,
)
from mediaeco.dynamics.response_control import moved, scattered
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import read_example
from mediaeco.kernels.array import Array, Ints

DYAD = HawkesParameters(mu=[0.2, 0.3], alpha=[[0.2, 0.4], [0.4, 0.2]], beta=8.0, kinds=["a", "b"])
ALONE = attrs.evolve(DYAD, mu=np.array([0.5, 0.7]), alpha=np.zeros((2, 2)))
WAYS = {"sides": moved, "moments": scattered}
WAY: Any = st.sampled_from(sorted(WAYS))


def drawn(parameters: HawkesParameters, seed: int, cases: int = 4) -> list[HawkesEvents]:
    return [simulate_hawkes(parameters, until=42, seed=100 * seed + k) for k in range(cases)]


def days(events: list[HawkesEvents], **changes: Any) -> HawkesRecord:
    return attrs.evolve(fit_hawkes(events).record, unit="day", **changes)


def by_case_and_kind(record: HawkesRecord) -> Ints:
    return np.bincount(record.case * record.width + record.kind, minlength=8)


def rows(fit: HawkesFit, parameter: str, **options: Any) -> dict[str, Array]:
    table = pseudo_response(fit, **options).to_frame()
    return {name: table[name][table["parameter"] == parameter] for name in table}


@given(st.integers(0, 1000), WAY, st.booleans())
@settings(max_examples=15)
def test_contacts_stay_those_of_their_case_and_kind(seed: int, way: str, given_: bool) -> None:
    record = days(drawn(DYAD, seed % 50))
    if given_:
        first = np.zeros(len(record), dtype=bool)
        first[record.offsets[:-1]] = True
        record = attrs.evolve(record, drawn=~first)
    found = WAYS[way](record, np.random.default_rng(seed))
    assert by_case_and_kind(found).tolist() == by_case_and_kind(record).tolist()
    np.testing.assert_array_equal(found.until, record.until)
    if given_:
        np.testing.assert_array_equal(found.counts, record.counts)
        for one in (found, record):
            assert one.drawn is not None
        held = found.time[~np.asarray(found.drawn)]
        np.testing.assert_array_equal(held, record.time[~np.asarray(record.drawn)])


@given(st.integers(0, 1000))
@settings(max_examples=10)
def test_a_side_that_is_moved_keeps_its_hours_days_and_course(seed: int) -> None:
    """Six whole weeks, then some days and hours beside."""
    record = days(drawn(DYAD, 1))
    found = moved(record, np.random.default_rng(seed))
    np.testing.assert_array_equal(found.time[found.kind == 0], record.time[record.kind == 0])
    for case in range(4):
        before, after = (
            np.sort(one.time[(one.kind == 1) & (one.case == case)]) for one in (record, found)
        )
        np.testing.assert_allclose(np.sort(after % 7), np.sort(before % 7), atol=1e-9)
        shifts = [(before + 7 * k) % 42 for k in range(1, 6)]
        assert any(np.allclose(np.sort(shift), after) for shift in shifts)
    longer = attrs.evolve(record, until=record.until + 3.4, exposure=record.until + 3.4)
    late = attrs.evolve(longer, time=record.time + 3.3)
    for one in (longer, late):
        other = moved(one, np.random.default_rng(seed))
        mine = [np.sort(part.time[part.kind == 1]) for part in (one, other)]
        hour = [np.sort(part[part < 45] % 1) for part in mine]
        np.testing.assert_allclose(hour[0], hour[1], atol=1e-9)
        assert not np.allclose(mine[0], mine[1])


def test_each_case_is_moved_within_its_own_time() -> None:
    """Of 6 weeks, and of 15 days, each with contacts of its own hour."""
    record = HawkesRecord(
        kinds=["a", "b"],
        time=[*np.arange(0.25, 42), *np.arange(0.5, 15)],
        kind=[1] * 57,
        offsets=[0, 42, 57],
        until=[42, 15],
        unit="day",
    )
    found = moved(record, np.random.default_rng(3))
    np.testing.assert_allclose(found.time[:42], record.time[:42])
    np.testing.assert_allclose(found.time[42:56], record.time[42:56])
    assert found.time[56] < 15  # moved on its own last day
    assert 14.25 <= (found.time[56] - 0.5 - 14) % 1 + 14 <= 14.75


def test_other_units_are_moved_by_a_good_part_of_the_case() -> None:
    record = fit_hawkes(drawn(DYAD, 2)).record
    found = moved(record, np.random.default_rng(0))
    for case in range(4):
        before, after = (one.time[(one.kind == 1) & (one.case == case)] for one in (record, found))
        shifts = (after[:, None] - before) % 42
        common = [s for s in shifts[0] if np.allclose(np.sort((before + s) % 42), after)]
        assert len(common) == 1
        assert 0.25 * 42 <= common[0] <= 0.75 * 42


def test_along_a_rhythm_controls_have_that_rhythm() -> None:
    """No contact comes in an hour of no weight: the model could not explain it."""
    eco = Ecosystem(read_example("broken-frame"))
    rhythm = Rhythm.observed(eco.table.time / 1e6 + eco.table.utc_offset)
    assert min(rhythm.hours) == 0
    fit = response(eco, rhythm=rhythm)
    record = fit.record
    found = scattered(record, np.random.default_rng(1))
    assert found.baseline is not None
    assert (found.baseline > 0).all()
    assert found.elapsed is not None
    assert (np.diff(found.elapsed) >= 0).all()
    assert np.ptp(found.elapsed) > 0.9 * record.exposure[0]
    alone = attrs.evolve(fit, record=attrs.evolve(record, rhythm=None))
    ways: tuple[Any, ...] = ("sides", "moments")
    for way in ways:
        with pytest.raises(InvalidCaseError, match="rhythm"):
            pseudo_response(alone, by=way, draws=1)


def test_excitation_is_told_apart_from_its_controls() -> None:
    fit = fit_hawkes(drawn(DYAD, 3, cases=8))
    sides = rows(fit, "responsiveness", draws=19)
    assert sides["p"].tolist() == [0.05, 0.05]
    assert (sides["pseudo"] < 0.1).all()
    assert (sides["high"] < sides["estimate"]).all()
    assert (sides["effect"] > 3).all()
    assert rows(fit, "latency", draws=19)["p"].tolist() == [0.05, 0.05]
    # What a side calls forth of its own stays, and so do bursts.
    assert (rows(fit, "self-excitation", draws=19)["pseudo"] > 0.1).all()
    moments = rows(fit, "gain in log likelihood", by="moments", draws=19)
    assert moments["p"].tolist() == [0.05]
    assert moments["estimate"][0] == pytest.approx(fit.log_likelihood - fit.without)
    assert moments["high"][0] < 20 < 200 < moments["estimate"][0]
    initiative = rows(fit, "initiative", by="moments", draws=19)
    assert initiative["p"].tolist() == [0.05, 0.05]
    assert (initiative["effect"] < -3).all()


@pytest.mark.parametrize("way", sorted(WAYS))
def test_without_excitation_controls_are_alike(way: Any) -> None:
    p = []
    for seed in range(12):
        fit = fit_hawkes(drawn(ALONE, seed))
        table = pseudo_response(fit, by=way, draws=9, seed=seed).to_frame()
        told = np.isin(table["parameter"], ["responsiveness", "gain in log likelihood"])
        p.append(table["p"][told])
    refused = (np.array(p) <= 0.1).sum(axis=0)
    assert (refused <= 4).all(), refused
    assert np.mean(p) > 0.35


def test_cases_that_only_differ_are_not_told_apart_from_scattered_ones() -> None:
    """The radius is high in both: it says that cases differ."""
    rare, often = (attrs.evolve(ALONE, mu=np.full(2, mu)) for mu in (0.05, 2.0))
    fit = fit_hawkes(drawn(rare, 1, 6) + drawn(often, 2, 6))
    radius, gain = (
        rows(fit, name, by="moments", draws=9)
        for name in ("spectral radius", "gain in log likelihood")
    )
    assert radius["estimate"][0] > 0.5
    assert radius["low"][0] > 0.5
    assert min(radius["p"][0], gain["p"][0]) > 0.1
    assert gain["low"][0] > 50


@given(st.integers(0, 100), WAY)
@settings(max_examples=4)
def test_the_same_seed_gives_the_same(seed: int, way: Any) -> None:
    fit = fit_hawkes(drawn(DYAD, 4, 2))
    first, again = (pseudo_response(fit, by=way, draws=2, seed=seed) for _ in range(2))
    np.testing.assert_array_equal(first.pseudo, again.pseudo)
    other = pseudo_response(fit, by=way, draws=2, seed=seed + 1)
    assert not np.array_equal(first.pseudo, other.pseudo)
    assert ((first.p[~np.isnan(first.p)] >= 1 / 3) & (first.p[~np.isnan(first.p)] <= 1)).all()


@pytest.mark.parametrize(
    "search", [HawkesSearch(fading="own"), HawkesSearch(beta=3.0), HawkesSearch(level=0.5)]
)
def test_controls_are_fitted_as_the_record_was(search: HawkesSearch) -> None:
    fit = fit_hawkes(drawn(DYAD, 5), search=search)
    found = pseudo_response(fit, draws=2).pseudo
    latency = found[:, 6:8]
    if search.fading == "own":
        assert (latency[:, 0] != latency[:, 1]).all()
    elif search.beta is not None:
        np.testing.assert_allclose(latency, 1 / 3)


def test_what_is_found_is_told_in_words() -> None:
    fit = fit_hawkes(drawn(DYAD, 6))
    found = pseudo_response(fit, draws=9)
    text = found.statement()
    assert f"responsiveness (a to b) {fit.alpha[0, 1]:.2f}, in controls" in text
    assert f"spectral radius {fit.radius:.2f}" in text
    assert "gain in log likelihood" in text
    assert "9 controls, in which one kind is moved" in text
    assert text in found._repr_html_()
    assert repr(found).startswith(text)
    assert "scattered" in pseudo_response(fit, by="moments", draws=1).statement()
    pulls = pseudo_response(switching_ecology(Ecosystem(read_example("broken-frame"))), draws=2)
    assert "pull (" in pulls.statement()
    assert "responsiveness" not in pulls.statement()


def test_nothing_to_compare_is_nan_and_said() -> None:
    empty = HawkesRecord(kinds=["a", "b"], time=[], kind=[], offsets=[0, 0], until=[3])
    found = pseudo_response(fit_hawkes(empty), draws=3)
    assert np.isnan(found.p).all()
    assert np.isnan(found.effect).all()
    assert found.to_frame()["controls"].tolist() == [0] * 10
    assert "No contact was drawn" in found.statement()


def test_what_is_asked_wrongly_is_told() -> None:
    fit = fit_hawkes(drawn(DYAD, 7, 1))
    with pytest.raises(UnknownTermError):
        pseudo_response(fit, by="roles")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(InvalidCaseError, match="draws"):
        pseudo_response(fit, draws=0)
