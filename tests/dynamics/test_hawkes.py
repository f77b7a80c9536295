"""Simulated contacts that call forth contacts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.dynamics import HawkesParameters, simulate_hawkes
from mediaeco.errors import InvalidCaseError

SHARES = st.lists(st.floats(0, 0.45), min_size=4, max_size=4)
RATES = st.lists(st.floats(0, 2), min_size=2, max_size=2)


def dyad(mu: list[float], alpha: list[float], beta: float = 1.0) -> HawkesParameters:
    return HawkesParameters(mu=mu, alpha=np.reshape(alpha, (2, 2)), beta=beta)


@given(RATES, SHARES, st.integers(0, 99), st.sampled_from([0.2, 3.0]))
def test_the_rate_is_never_below_mu_and_falls_between_events(
    mu: list[float], alpha: list[float], seed: int, beta: float
) -> None:
    drawn = simulate_hawkes(dyad(mu, alpha, beta), until=15, seed=seed)
    at = np.linspace(0, 15, 200)
    rate = drawn.intensity(at)
    assert (rate >= np.array(mu) - 1e-12).all()
    between = np.searchsorted(drawn.time, at[1:]) == np.searchsorted(drawn.time, at[:-1])
    assert (np.diff(rate, axis=0)[between] <= 1e-12).all()


@given(st.lists(st.floats(0, 2), min_size=4, max_size=4))
def test_a_spectral_radius_of_1_or_more_is_refused(alpha: list[float]) -> None:
    radius = np.abs(np.linalg.eigvals(np.reshape(alpha, (2, 2)))).max()
    if radius < 1:
        assert dyad([1, 1], alpha).radius == pytest.approx(radius)
    else:
        with pytest.raises(InvalidCaseError, match="spectral radius below 1"):
            dyad([1, 1], alpha)


@given(RATES, SHARES)
def test_long_run_rates_solve_their_equation(mu: list[float], alpha: list[float]) -> None:
    parameters = dyad(mu, alpha)
    np.testing.assert_allclose(
        parameters.rates, parameters.mu + parameters.alpha @ parameters.rates, atol=1e-9
    )
    assert (parameters.rates >= np.array(mu) - 1e-9).all()


def test_golden_dyad() -> None:
    parameters = dyad([0.1, 0.2], [0.2, 0.3, 0.4, 0.1])
    assert parameters.radius == pytest.approx(0.5)
    np.testing.assert_allclose(parameters.rates, [0.25, 1 / 3])


@given(st.integers(0, 50))
def test_the_same_seed_gives_the_same(seed: int) -> None:
    parameters = dyad([0.5, 0.2], [0.2, 0.3, 0.4, 0.1])
    first, again = (simulate_hawkes(parameters, until=30, seed=seed) for _ in range(2))
    np.testing.assert_array_equal(first.time, again.time)
    assert first.to_frame().rows == len(first)


def test_nobody_writes_where_nobody_begins() -> None:
    silent = simulate_hawkes(dyad([0, 0], [0.2, 0.3, 0.4, 0.1]), until=100)
    assert len(silent) == 0
    assert silent.to_frame().rows == 0


def test_kinds_have_names() -> None:
    parameters = HawkesParameters(
        mu=[1.0, 1.0], alpha=np.zeros((2, 2)), beta=1, kinds=["therapist", "patient"]
    )
    drawn = simulate_hawkes(parameters, until=20, seed=1)
    assert set(drawn.to_frame()["kind"].tolist()) == {"therapist", "patient"}


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"alpha": [[0.1]]}, "alpha"),
        ({"alpha": [[0.1, -0.1], [0, 0]]}, "alpha"),
        ({"mu": [np.nan, 1]}, "mu"),
        ({"mu": []}, "alpha"),
        ({"beta": 0}, "beta"),
        ({"kinds": ["one"]}, "kinds"),
    ],
)
def test_what_does_not_fit_is_told(wrong: dict[str, object], place: str) -> None:
    given_ = {"mu": [0.1, 0.2], "alpha": [[0.2, 0.3], [0.4, 0.1]], "beta": 1.0} | wrong
    with pytest.raises(InvalidCaseError, match=rf"HawkesParameters\.{place}"):
        HawkesParameters(**given_)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("until", [0.0, -1.0, np.inf, np.nan])
def test_an_end_is_needed(until: float) -> None:
    with pytest.raises(InvalidCaseError, match="until"):
        simulate_hawkes(dyad([0.1, 0.1], [0, 0, 0, 0]), until=until)
