"""Fitted Hawkes processes: what was drawn comes back, by laws that hold for any draw."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.dynamics import (
    HawkesEvents,
    HawkesParameters,
    HawkesRecord,
    HawkesSearch,
    fit_hawkes,
    hawkes_intervals,
    simulate_hawkes,
)
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats
from mediaeco.kernels.hawkes_likelihood import log_likelihood

DYAD = HawkesParameters(mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=1.0)
SEEDS = st.integers(0, 10_000)
FADING = st.sampled_from(["shared", "own"])


def draws(seed: int, cases: int = 12, until: float = 60.0) -> list[HawkesEvents]:
    return [simulate_hawkes(DYAD, until=until, seed=1000 * seed + k) for k in range(cases)]


def record(seed: int, **changes: Any) -> HawkesRecord:
    events = draws(seed)
    return attrs.evolve(
        HawkesRecord(
            kinds=["therapist", "patient"],
            time=np.concatenate([draw.time for draw in events]),
            kind=np.concatenate([draw.kind for draw in events]),
            offsets=np.concatenate(([0], np.cumsum([len(draw) for draw in events]))),
            until=[draw.until for draw in events],
        ),
        **changes,
    )


def likelihood(seen: HawkesRecord, mu: Floats, alpha: Floats, beta: Floats) -> float:
    return log_likelihood(
        seen.past, mu, alpha, beta, exposure=seen.exposure.sum(), counted=seen.counted
    ).value


@given(SEEDS, FADING)
@settings(max_examples=6)
def test_no_other_parameters_are_likelier(seed: int, fading: Any) -> None:
    seen = record(seed)
    found = fit_hawkes(seen, search=HawkesSearch(fading=fading))
    assert found.converged
    assert found.free == 6 + len(set(found.beta.tolist()))
    assert found.aic == pytest.approx(2 * found.free - 2 * found.log_likelihood)
    best = likelihood(seen, found.mu, found.alpha, found.beta)
    assert best == pytest.approx(found.log_likelihood)
    assert found.log_likelihood >= likelihood(seen, DYAD.mu, DYAD.alpha, np.ones(2)) - 1e-6
    assert found.log_likelihood >= found.without - 1e-6
    random = np.random.default_rng(seed)
    for scale in (0.01, 0.1, 0.5, 2.0):
        beta = found.beta * np.exp(scale * random.normal() * np.ones(2))
        mu = found.mu * np.exp(scale * random.normal(size=2))
        alpha = found.alpha * np.exp(scale * random.normal(size=(2, 2)))
        alpha = alpha + 0.1 * scale * random.exponential(size=(2, 2)) * (random.random() < 0.5)
        assert likelihood(seen, mu, alpha, beta) <= best + 1e-7


@given(SEEDS)
@settings(max_examples=8)
def test_a_latency_each_is_no_less_likely(seed: int) -> None:
    """Kinds that hardly excite begin with shares of 0, and must not be left there."""
    one = HawkesParameters(
        mu=[0.2] * 3, alpha=[[0.5, 0, 0], [0.02, 0.3, 0.02], [0, 0.3, 0.2]], beta=2.0
    )
    events = [simulate_hawkes(one, until=300, seed=seed)]
    shared = fit_hawkes(events)
    each = fit_hawkes(events, search=HawkesSearch(fading="own"))
    truth = fit_hawkes(events, search=HawkesSearch(beta=2.0))
    assert each.log_likelihood >= shared.log_likelihood - 1e-6
    assert shared.log_likelihood >= truth.log_likelihood - 1e-6


@given(SEEDS, FADING)
@settings(max_examples=5)
def test_relabelling_kinds_relabels_estimates(seed: int, fading: Any) -> None:
    seen, search = record(seed), HawkesSearch(fading=fading)
    other = attrs.evolve(seen, kinds=seen.kinds[::-1], kind=1 - seen.kind)
    found, swapped = fit_hawkes(seen, search=search), fit_hawkes(other, search=search)
    np.testing.assert_allclose(swapped.mu, found.mu[::-1], rtol=1e-4, atol=1e-7)
    np.testing.assert_allclose(swapped.alpha, found.alpha[::-1, ::-1], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(swapped.beta, found.beta[::-1], rtol=1e-4)
    np.testing.assert_allclose(swapped.beta_error, found.beta_error[::-1], rtol=1e-2)
    assert swapped.radius == pytest.approx(found.radius, rel=1e-4)
    assert swapped.radius_error == pytest.approx(found.radius_error, rel=1e-2)


@given(SEEDS, st.sampled_from([1e-5, 24.0, 86_400.0]))
@settings(max_examples=4)
def test_another_unit_of_time_changes_mu_and_beta_alone(seed: int, unit: float) -> None:
    seen = record(seed)
    until = seen.until * unit
    other = attrs.evolve(seen, time=seen.time * unit, until=until, exposure=until)
    found, scaled = fit_hawkes(seen), fit_hawkes(other)
    np.testing.assert_allclose(scaled.mu * unit, found.mu, rtol=1e-4)
    np.testing.assert_allclose(scaled.alpha, found.alpha, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(scaled.beta * unit, found.beta, rtol=1e-4)
    np.testing.assert_allclose(scaled.beta_error * unit, found.beta_error, rtol=1e-2)
    assert scaled.log_likelihood + len(seen) * np.log(unit) == pytest.approx(found.log_likelihood)


@given(SEEDS)
@settings(max_examples=4)
def test_cases_observed_twice_say_the_same_more_surely(seed: int) -> None:
    one, two = fit_hawkes(draws(seed)), fit_hawkes(draws(seed) * 2)
    np.testing.assert_allclose(two.mu, one.mu, rtol=1e-4)
    np.testing.assert_allclose(two.alpha, one.alpha, rtol=1e-4, atol=1e-5)
    for name in ("mu_error", "alpha_error", "beta_error"):
        np.testing.assert_allclose(getattr(two, name), getattr(one, name) / 2**0.5, rtol=1e-2)
    assert two.radius_error == pytest.approx(one.radius_error / 2**0.5, rel=1e-2)
    assert two.log_likelihood == pytest.approx(2 * one.log_likelihood)


@given(SEEDS)
@settings(max_examples=4)
def test_the_order_of_cases_does_not_matter(seed: int) -> None:
    events = draws(seed)
    one, two = fit_hawkes(events), fit_hawkes(events[::-1])
    np.testing.assert_allclose(two.alpha, one.alpha, rtol=1e-4, atol=1e-5)


def test_what_was_drawn_comes_back() -> None:
    """Estimates of 30 cohorts: on average right, and within their intervals about as often as said.

    95 of 100 in the long run; of 30 at least 25 but for 1 in 300, parameter by parameter.
    """
    truth = np.concatenate([DYAD.mu, DYAD.alpha.ravel(), [1.0, 1.0]])
    found = [fit_hawkes(draws(seed, cases=20, until=100)) for seed in range(30)]
    rows = [fit.to_frame() for fit in found]
    mean = np.mean([table["estimate"] for table in rows], axis=0)
    np.testing.assert_allclose(mean, truth, rtol=0.06, atol=0.01)
    covered = np.sum([(t["low"] <= truth) & (truth <= t["high"]) for t in rows], axis=0)
    assert (covered >= 25).all(), covered
    assert np.mean([fit.radius for fit in found]) == pytest.approx(0.5, abs=0.02)
    spread = np.std([table["estimate"] for table in rows], axis=0)
    said = np.nanmean([table["error"] for table in rows], axis=0)
    np.testing.assert_allclose(spread, said, rtol=0.35)


def test_without_excitation_mu_is_contacts_over_time() -> None:
    """Far apart, no contact can have called another forth: at even gaps the rate stays as it is."""
    seen = HawkesRecord(
        kinds=["a"], time=np.arange(0.5, 100), kind=np.zeros(100), offsets=[0, 100], until=[100]
    )
    found = fit_hawkes(seen)
    assert found.mu == pytest.approx([1.0])
    assert found.alpha == pytest.approx(0.0)
    assert found.radius == 0
    assert found.log_likelihood == pytest.approx(found.without)
    assert np.isnan(found.beta).all()
    assert any("No contact is called forth" in warning for warning in found.warnings)
    assert found.parameters is not None
    # The error of a rate is the root of its count over the time.
    assert found.mu_error == pytest.approx([0.1])


@pytest.mark.parametrize("seed", range(3))
def test_a_poisson_process_is_hardly_better_told_by_excitation(seed: int) -> None:
    poisson = HawkesParameters(mu=[0.5, 0.8], alpha=np.zeros((2, 2)), beta=1)
    found = fit_hawkes([simulate_hawkes(poisson, until=200, seed=10 * seed + k) for k in range(5)])
    assert 0 <= found.log_likelihood - found.without < 8
    np.testing.assert_allclose(found.mu + found.alpha @ [0.5, 0.8], [0.5, 0.8], rtol=0.2)


def test_contacts_that_are_given_excite_and_are_not_counted() -> None:
    seen = record(5)
    first = np.zeros(len(seen), dtype=bool)
    first[seen.offsets[:-1]] = True
    found = fit_hawkes(attrs.evolve(seen, drawn=~first))
    assert found.record.counts.sum() == len(seen) - len(seen.until)
    expected = float(found.mu.sum() * seen.until.sum()) + float(
        (np.nan_to_num(found.alpha).sum(axis=0)[seen.kind]
        * (1 - np.exp(-found.beta[0] * (seen.until[seen.case] - seen.time)))).sum()
    )  # fmt: skip
    assert expected == pytest.approx(found.record.counts.sum(), rel=1e-6)


def test_a_known_beta_is_kept() -> None:
    found = fit_hawkes(draws(1), search=HawkesSearch(beta=1.0))
    assert found.beta.tolist() == [1.0, 1.0]
    assert np.isnan(found.beta_error).all()
    assert found.free == 6
    assert fit_hawkes(draws(1)).log_likelihood >= found.log_likelihood
    # Knowing one thing, one knows the others no less.
    assert (found.alpha_error <= fit_hawkes(draws(1)).alpha_error * 1.05).all()


def test_estimates_that_multiply_without_end_are_told() -> None:
    """Ever denser contacts: each calls forth more than one."""
    time = 100 * (1 - 0.97 ** np.arange(150))
    seen = HawkesRecord(kinds=["a"], time=time, kind=[0] * 150, offsets=[0, 150], until=[99.1])
    found = fit_hawkes(seen)
    assert found.radius > 1
    assert not found.stationary
    assert found.parameters is None
    assert any("multiply without end" in warning for warning in found.warnings)


def test_a_latency_that_anything_fits_is_told() -> None:
    poisson = HawkesParameters(mu=[0.3, 0.3], alpha=np.zeros((2, 2)), beta=1, kinds=["a", "b"])
    found = fit_hawkes(simulate_hawkes(poisson, until=40, seed=12))
    assert found.alpha.any()
    assert np.isnan(found.beta_error).all()
    assert any("Few contacts of a (8)" in warning for warning in found.warnings)
    assert any("ot identified" in warning for warning in found.warnings)
    assert np.isnan(found.to_frame()["low"][-2:]).all()


def test_what_is_estimated_as_0_is_called_as_in_the_table() -> None:
    """Two who take turns: nothing of one's own calls forth more of it."""
    time = np.arange(40) // 2 * 5 + np.arange(40) % 2 * 0.1
    seen = HawkesRecord(
        kinds=["a", "b"], time=time, kind=np.arange(40) % 2, offsets=[0, 40], until=[100]
    )
    found = fit_hawkes(seen)
    table = found.to_frame()
    zero = [
        f"{table['parameter'][k]} of {table['kind'][k]}" + (f" to {table['to'][k]}" * own)
        for k in np.flatnonzero(table["estimate"] == 0).tolist()
        for own in [table["parameter"][k] == "responsiveness"]
    ]
    assert {"self-excitation of a", "responsiveness of a to b"} < set(zero)
    (warning,) = (text for text in found.warnings if text.startswith("Estimated as 0"))
    assert set(warning.removesuffix(".").partition("error: ")[2].split("; ")) == set(zero)


def test_a_kind_that_never_came_is_not_known() -> None:
    seen = attrs.evolve(record(3), kinds=["therapist", "patient", "nobody"])
    found, two = fit_hawkes(seen), fit_hawkes(record(3))
    assert found.mu[2] == 0
    assert np.isnan(found.alpha[:, 2]).all()
    assert (found.alpha[2, :2] == 0).all()
    np.testing.assert_allclose(found.alpha[:2, :2], two.alpha, rtol=1e-4)
    assert np.isnan(found.radius)
    assert any("called forth by nobody is not known" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"time": [3.0] * 4, "offsets": [0, 4], "until": [9]}, "apart in time"),
        ({"time": [0.0] * 4, "offsets": [0, 4], "until": [0]}, "no length"),
        ({"time": [3.0, 1, 2, 4], "offsets": [0, 1, 2, 3, 4], "until": [9] * 4}, "apart in time"),
        ({"time": [], "kind": [], "offsets": [0, 0, 0], "until": [9, 9]}, "No contact"),
        ({"time": [], "kind": [], "offsets": [0], "until": []}, "No contact"),
        (
            {"time": [1.0, 2, 3, 4], "offsets": [0, 4], "until": [9], "drawn": np.zeros(4, bool)},
            "No contact",
        ),
    ],
)
def test_what_cannot_be_said_is_not_said(changes: dict[str, Any], reason: str) -> None:
    settled: dict[str, Any] = {"kinds": ["a", "b"], "kind": [0, 1, 0, 1]} | changes
    seen = HawkesRecord(**settled)
    found = fit_hawkes(seen)
    (warning,) = found.warnings
    assert reason in warning
    assert not found.converged
    for name in ("mu", "alpha", "beta", "latency", "mu_error", "alpha_error", "beta_error"):
        assert np.isnan(getattr(found, name)).all(), name
    assert np.isnan(found.radius)
    assert np.isnan(found.aic)
    assert found.parameters is None
    assert found.to_frame().rows == 8
    assert found.summary().rows == 1
    assert np.isnan(hawkes_intervals(found, draws=3).low).all()


def test_several_contacts_at_one_instant_are_borne() -> None:
    seen = record(2)
    time = np.round(seen.time)  # many ties
    order = np.lexsort((time, seen.case))
    found = fit_hawkes(attrs.evolve(seen, time=time[order], kind=seen.kind[order]))
    assert found.converged
    assert np.isfinite(found.alpha).all()


def test_a_contact_in_an_hour_without_weight_is_told() -> None:
    seen = attrs.evolve(record(2), baseline=np.zeros(len(record(2))))
    found = fit_hawkes(seen)
    assert not np.isfinite(found.log_likelihood)
    assert any("no weight" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"kind": [0, 2]}, "kind"),
        ({"kind": [0]}, "kind"),
        ({"time": [2.0, 1.0]}, "time"),
        ({"time": [1.0, 9.5]}, "time"),
        ({"time": [-1.0, 1.0]}, "time"),
        ({"time": [np.nan, 1.0]}, "time"),
        ({"offsets": [0, 1]}, "offsets"),
        ({"offsets": [1, 2]}, "offsets"),
        ({"until": [np.inf]}, "until"),
        ({"until": [9.0, 9.0]}, "offsets"),
        ({"baseline": np.ones(3)}, "baseline"),
        ({"exposure": np.ones(3)}, "exposure"),
    ],
)
def test_what_does_not_fit_is_told(changes: dict[str, Any], place: str) -> None:
    right: dict[str, Any] = {"kinds": ["a", "b"], "time": [1.0, 2.0], "kind": [0, 1],
             "offsets": [0, 2], "until": [9.0]}  # fmt: skip
    with pytest.raises(InvalidCaseError, match=rf"HawkesRecord\.{place}"):
        HawkesRecord(**(right | changes))


def test_draws_of_different_kinds_are_not_mixed() -> None:
    other = attrs.evolve(DYAD, kinds=["a", "b"])
    with pytest.raises(InvalidCaseError, match="same kinds"):
        fit_hawkes([*draws(1), simulate_hawkes(other, until=5)])
    with pytest.raises(InvalidCaseError, match="one draw"):
        fit_hawkes([])


@pytest.mark.parametrize(
    ("wrong", "place"), [({"beta": 0.0}, "beta"), ({"level": 1.0}, "level"), ({"beta": -1}, "beta")]
)
def test_settings_out_of_range_are_told(wrong: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidCaseError, match=rf"HawkesSearch\.{place}"):
        HawkesSearch(**wrong)
    with pytest.raises(ValueError, match="fading"):
        HawkesSearch(fading="all")  # type: ignore[arg-type]  # wrong on purpose


def test_a_higher_level_is_wider() -> None:
    narrow, wide = (fit_hawkes(draws(4), search=HawkesSearch(level=level)) for level in (0.5, 0.99))
    a, b = narrow.to_frame(), wide.to_frame()
    assert (b["low"] < a["low"]).all()
    assert (a["high"] < b["high"]).all()
    assert (a["low"] < a["estimate"]).all()


class TestIntervals:
    def test_cases_that_are_all_alike_have_intervals_of_no_width(self) -> None:
        fit = fit_hawkes(draws(7, cases=1, until=300) * 4)
        found = hawkes_intervals(fit, draws=5)
        np.testing.assert_allclose(found.low, found.high, rtol=1e-3)
        rows = found.to_frame()
        np.testing.assert_allclose(rows["low"], rows["estimate"], rtol=1e-3)
        assert rows["parameter"][-1] == "spectral radius"

    def test_where_cases_are_alike_they_agree_with_information(self) -> None:
        fit = fit_hawkes(draws(8, cases=30))
        found = hawkes_intervals(fit, draws=60)
        np.testing.assert_allclose(found.error[:-1], fit.to_frame()["error"], rtol=0.5)
        assert found.error[-1] == pytest.approx(fit.radius_error, rel=0.5)

    @pytest.mark.parametrize("fading", ["shared", "own"])
    def test_resamples_are_fits_of_the_cases_drawn(self, fading: Any) -> None:
        events, search = draws(9, cases=3, until=150), HawkesSearch(fading=fading)
        sample = hawkes_intervals(fit_hawkes(events, search=search), draws=4, seed=2).sample
        random = np.random.default_rng(2)
        from mediaeco.kernels.resample import drawn_counts

        for row, counts in zip(sample, drawn_counts(random, 3, 4), strict=True):
            again = [event for event, n in zip(events, counts, strict=True) for _ in range(int(n))]
            other = fit_hawkes(again, search=search)
            np.testing.assert_allclose(row[:-1], other.to_frame()["estimate"], rtol=2e-2, atol=2e-3)

    def test_the_same_seed_gives_the_same(self) -> None:
        fit = fit_hawkes(draws(3, cases=5))
        first, again = (hawkes_intervals(fit, draws=4, seed=1).sample for _ in range(2))
        np.testing.assert_array_equal(first, again)

    @pytest.mark.parametrize(("wrong", "place"), [({"draws": 0}, "draws"), ({"level": 0}, "level")])
    def test_settings_are_checked(self, wrong: dict[str, Any], place: str) -> None:
        with pytest.raises(InvalidCaseError, match=place):
            hawkes_intervals(fit_hawkes(draws(3, cases=2)), **wrong)
