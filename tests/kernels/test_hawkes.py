from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.hawkes import (
    branching_events,
    intensity,
    spectral_radius,
    stationary_rates,
)
from mediaeco.kernels.ode import runge_kutta

EVENTS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 1)), max_size=12)
MU, ALPHA = np.array([0.1, 0.2]), np.array([[0.2, 0.3], [0.4, 0.1]])


@given(EVENTS, st.lists(st.integers(0, 45), max_size=6), st.sampled_from([0.3, 2.0]))
def test_the_double_sum_gives_the_same(
    events: list[tuple[int, int]], moments: list[int], beta: float
) -> None:
    events, moments = sorted(events), sorted(moments)
    time, kind = (np.array([event[i] for event in events], dtype=float) for i in range(2))
    at = np.array(moments, dtype=float)
    found = intensity(at, time, kind.astype(int), MU, ALPHA, beta)
    for row, t in enumerate(moments):
        for i in range(2):
            expected = MU[i] + sum(
                ALPHA[i, j] * beta * math.exp(-beta * (t - s)) for s, j in events if s < t
            )
            assert found[row, i] == pytest.approx(expected)
    assert (found >= MU - 1e-12).all()


def test_golden_radius_and_rates() -> None:
    """Worked out by hand: the eigenvalues are 0.5 and -0.2."""
    assert spectral_radius(ALPHA) == pytest.approx(0.5)
    np.testing.assert_allclose(stationary_rates(MU, ALPHA), [0.25, 1 / 3])


@given(st.integers(0, 300))
def test_parents_come_before_their_children(seed: int) -> None:
    time, kind, parent = branching_events(MU, ALPHA, 0.7, 80.0, np.random.default_rng(seed))
    assert (np.diff(time) >= 0).all()
    assert ((time >= 0) & (time < 80)).all()
    assert set(kind.tolist()) <= {0, 1}
    called = parent >= 0
    assert (time[parent[called]] <= time[called]).all()


def test_drawn_rates_are_those_of_the_long_run() -> None:
    """100,000 units of time: about 25,000 and 33,000 events, within 4 standard errors or so."""
    time, kind, parent = branching_events(MU, ALPHA, 1.0, 1e5, np.random.default_rng(11))
    rates = np.bincount(kind) / 1e5
    np.testing.assert_allclose(rates, stationary_rates(MU, ALPHA), rtol=0.03)
    # Of all events, as many were called forth as alpha says; replies take 1 / beta on average.
    called = parent >= 0
    moves = np.zeros((2, 2))
    np.add.at(moves, (kind[called], kind[parent[called]]), 1)
    np.testing.assert_allclose(moves / np.bincount(kind), ALPHA, atol=0.02)
    assert (time[called] - time[parent[called]]).mean() == pytest.approx(1.0, rel=0.05)


def test_steps_of_half_the_length_err_a_sixteenth() -> None:
    errors = []
    for steps in (10, 20, 40):
        path = runge_kutta(lambda x: -x, np.array([1.0]), steps, 2 / steps)
        errors.append(abs(float(path[-1, 0]) - math.exp(-2)))
    assert errors[0] / errors[1] == pytest.approx(16, rel=0.3)
    assert errors[1] / errors[2] == pytest.approx(16, rel=0.3)


def test_many_starts_are_followed_at_once() -> None:
    starts = np.array([[1.0, 2.0], [3.0, -1.0]])
    together = runge_kutta(lambda x: -(x**3), starts, 20, 0.05)
    for k in range(2):
        alone = runge_kutta(lambda x: -(x**3), starts[k], 20, 0.05)
        np.testing.assert_array_equal(together[:, k], alone)
