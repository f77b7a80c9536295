"""Standard errors: beside second differences of the likelihood, and of the spectral radius."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mediaeco.dynamics import HawkesParameters, HawkesSearch, fit_hawkes, simulate_hawkes
from mediaeco.dynamics.hawkes_error import radius_error
from mediaeco.kernels.array import Floats
from mediaeco.kernels.hawkes import spectral_radius
from mediaeco.kernels.hawkes_likelihood import log_likelihood

DYAD = HawkesParameters(mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=1.0)
STEP = 1e-3


@pytest.mark.parametrize("fading", ["shared", "own"])
def test_errors_are_those_of_the_curvature_of_the_likelihood(fading: Any) -> None:
    events = [simulate_hawkes(DYAD, until=80, seed=k) for k in range(12)]
    fit = fit_hawkes(events, search=HawkesSearch(fading=fading))
    seen, shared = fit.record, fading == "shared"
    best = np.concatenate([fit.mu, fit.alpha.ravel(), fit.beta[:1] if shared else fit.beta])

    def gradient(relative: Floats) -> Floats:
        """By the logarithm of every parameter."""
        values = best * np.exp(relative)
        mu, alpha = values[:2], values[2:6].reshape(2, 2)
        beta = np.broadcast_to(values[6:], 2)
        found = log_likelihood(seen.past, mu, alpha, beta, exposure=seen.exposure.sum())
        fade = [found.beta.sum()] if shared else found.beta
        return np.asarray(values * np.concatenate([found.mu, found.alpha.ravel(), fade]))

    steps = STEP * np.eye(len(best))
    assert np.abs(gradient(0 * best)).max() < 1e-3
    bend = -np.array([(gradient(s) - gradient(-s)) / (2 * STEP) for s in steps])
    covariance = np.linalg.inv(bend) * best[:, None] * best
    said = np.concatenate([fit.mu_error, fit.alpha_error.ravel(), fit.beta_error[: len(best) - 6]])
    np.testing.assert_allclose(said, np.sqrt(np.diag(covariance)), rtol=1e-3)
    assert fit.radius_error == pytest.approx(
        radius_error(fit.alpha, covariance[2:6, 2:6]), rel=1e-3
    )
    values = np.linalg.eigvalsh(bend)
    if shared:
        assert fit.condition == pytest.approx(values[-1] / values[0], rel=1e-2)


def test_the_error_of_a_radius_is_that_of_many_draws() -> None:
    random = np.random.default_rng(4)
    half = random.normal(size=(9, 9)) * 0.004
    alpha, covariance = random.uniform(0.1, 0.3, (3, 3)), half @ half.T
    drawn = random.multivariate_normal(alpha.ravel(), covariance, size=4000)
    spread = np.std([spectral_radius(each.reshape(3, 3)) for each in drawn])
    assert radius_error(alpha, covariance) == pytest.approx(spread, rel=0.05)


def test_a_radius_of_what_is_not_known_has_no_error() -> None:
    known = np.full((2, 2), 0.2)
    assert np.isnan(radius_error(np.full((2, 2), np.nan), np.eye(4)))
    assert np.isnan(radius_error(np.zeros((2, 2)), np.eye(4)))
    assert np.isnan(radius_error(known, np.full((4, 4), np.nan)))
    assert np.isnan(radius_error(np.array([[0.0, 1.0], [0.0, 0.0]]), np.eye(4)))
