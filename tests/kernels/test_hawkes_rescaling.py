"""Time measured by expected events: beside the integral of the rate, step by step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.hawkes import branching_events, intensity
from mediaeco.kernels.hawkes_likelihood import past_of
from mediaeco.kernels.hawkes_rescaling import rescaled_gaps

MU, ALPHA, BETA = np.array([0.3, 0.5]), np.array([[0.2, 0.3], [0.4, 0.1]]), 0.8
UNTIL = 12.0


@given(st.integers(0, 500))
def test_gaps_are_integrals_of_the_rate(seed: int) -> None:
    """Two realisations: what the rate adds up to between one event and the next of its kind."""
    random = np.random.default_rng(seed)
    drawn = [branching_events(MU, ALPHA, BETA, UNTIL, random)[:2] for _ in range(2)]
    time = np.concatenate([part[0] for part in drawn])
    kind = np.concatenate([part[1] for part in drawn])
    offsets = np.array([0, len(drawn[0][0]), len(time)])
    until = np.full(2, UNTIL)
    past = past_of(time, kind, offsets, until, 2)
    found = rescaled_gaps(past, MU, ALPHA, np.full(2, BETA), elapsed=time, exposure=until)

    grid = (np.arange(24_000) + 0.5) * UNTIL / 24_000
    rates = [intensity(grid, *part, MU, ALPHA, BETA) for part in drawn]
    for i in range(2):
        rising = np.cumsum(np.concatenate([rate[:, i] for rate in rates])) * UNTIL / 24_000
        at = np.concatenate([part[0][part[1] == i] + k * UNTIL for k, part in enumerate(drawn)])
        expected = np.interp(at, np.arange(1, 48_001) * UNTIL / 24_000, rising)
        np.testing.assert_allclose(np.cumsum(found[i]), expected, atol=5e-3)


def test_one_instant_is_no_step_back() -> None:
    time = np.array([0.1, 0.1, 0.3, 0.3, 0.3])
    past = past_of(time, np.zeros(5, dtype=int), np.array([0, 5]), np.array([1.0]), 1)
    (gap,) = rescaled_gaps(
        past, MU[:1], ALPHA[:1, :1], np.ones(1), elapsed=time, exposure=np.ones(1)
    )
    assert (gap >= 0).all()
    assert gap[[1, 3, 4]].tolist() == pytest.approx([0, 0, 0])


def test_nothing_happened() -> None:
    past = past_of(np.zeros(0), np.zeros(0, dtype=int), np.array([0, 0]), np.ones(1), 2)
    found = rescaled_gaps(past, MU, ALPHA, np.ones(2), elapsed=np.zeros(0), exposure=np.ones(1))
    assert [len(gap) for gap in found] == [0, 0]
