from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.complexity import distribution, fluctuation, windows

SHARES = st.integers(0, 12).map(lambda i: i / 12)
SERIES = st.lists(SHARES, min_size=2, max_size=9)


def slow_fluctuation(values: list[float]) -> float:
    """Walk along, and close a period wherever the trend changes."""
    total, begin = 0.0, 0
    for i in range(1, len(values)):
        before = np.sign(values[i] - values[i - 1])
        after = None if i == len(values) - 1 else np.sign(values[i + 1] - values[i])
        if after is None or after != before:
            total += abs(values[i] - values[begin]) / (i - begin)
            begin = i
    return total / (len(values) - 1)


def slow_distribution(values: list[float]) -> float:
    """The four sums as they are published, one loop each."""
    m = len(values)
    x, y = sorted(values), [i / (m - 1) for i in range(m)]
    missing = whole = 0.0
    for c in range(m - 1):
        for d in range(c + 1, m):
            for a in range(c, d):
                for b in range(a + 1, d + 1):
                    whole += y[b] - y[a]
                    missing += max((y[b] - y[a]) - (x[b] - x[a]), 0.0)
    return 1 - missing / whole


@given(st.lists(SHARES, min_size=0, max_size=14), st.integers(2, 7))
def test_the_published_sums_give_the_same(values: list[float], width: int) -> None:
    cut = windows(np.array(values), width)
    assert len(cut) == max(len(values) - width + 1, 0)
    expected = [values[i : i + width] for i in range(len(cut))]
    np.testing.assert_allclose(
        fluctuation(cut), [slow_fluctuation(own) for own in expected], atol=1e-12
    )
    np.testing.assert_allclose(
        distribution(cut), [slow_distribution(own) for own in expected], atol=1e-12
    )


@given(SERIES)
def test_both_lie_between_0_and_1(values: list[float]) -> None:
    own = np.array([values])
    assert 0 <= fluctuation(own)[0] <= 1
    assert 0 <= distribution(own)[0] <= 1


@given(st.floats(0, 1), st.integers(2, 20))
def test_what_does_not_move_has_neither(value: float, width: int) -> None:
    still = np.full((1, width), value)
    assert fluctuation(still)[0] == 0
    assert distribution(still)[0] == 0


@given(st.integers(2, 30))
def test_from_end_to_end_at_every_step_is_1(width: int) -> None:
    assert fluctuation(np.array([[float(i % 2) for i in range(width)]]))[0] == pytest.approx(1)


@given(st.integers(2, 30), st.randoms(use_true_random=False))
def test_evenly_spread_is_1_in_any_order(width: int, random: object) -> None:
    values = np.arange(width) / (width - 1)
    random.shuffle(values)  # type: ignore[attr-defined]  # Hypothesis gives a Random
    assert distribution(values[None])[0] == pytest.approx(1)


@given(SERIES)
def test_upside_down_and_backwards_are_the_same(values: list[float]) -> None:
    own = np.array([values])
    for other in (1 - own, own[:, ::-1]):
        np.testing.assert_allclose(fluctuation(other), fluctuation(own), atol=1e-12)
    np.testing.assert_allclose(distribution(own[:, ::-1]), distribution(own), atol=1e-12)


def test_what_is_not_known_is_not_known() -> None:
    gap = np.array([[0, np.nan, 1.0], [0, 0.5, 1.0]])
    assert np.isnan(fluctuation(gap)).tolist() == [True, False]
    assert np.isnan(distribution(gap)).tolist() == [True, False]
    assert len(fluctuation(np.zeros((0, 4)))) == 0


def test_many_windows_are_cut_into_blocks() -> None:
    values = np.random.default_rng(1).random(900)
    cut = windows(values, 60)
    some = [0, 147, 148, 400, len(cut) - 1]
    np.testing.assert_allclose(
        distribution(cut)[some], [distribution(cut[i : i + 1])[0] for i in some]
    )
