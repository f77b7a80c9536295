from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.entropy import shannon_entropy
from mediaeco.kernels.grid import dispersion, returns, visit_begins, winnow

Event = tuple[int, float]
TRAJECTORIES = st.lists(
    st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 8).map(float)), max_size=9), max_size=4
)
DURATIONS = st.lists(st.integers(0, 12).map(float), min_size=1, max_size=8)


def columns(trajectories: list[list[Event]]) -> tuple[Ints, Floats, Ints]:
    events = [event for trajectory in trajectories for event in trajectory]
    cell = np.array([event[0] for event in events], dtype=np.int64)
    duration = np.array([event[1] for event in events], dtype=np.float64)
    return cell, duration, np.cumsum([0, *map(len, trajectories)])


def walked(trajectories: list[list[Event]]) -> tuple[list[bool], list[tuple[int, ...]]]:
    """Begin of every visit and every return, walking along each trajectory."""
    begins: list[bool] = []
    found: list[tuple[int, ...]] = []
    start = 0
    for trajectory in trajectories:
        here = None
        last: dict[int, tuple[int, int]] = {}
        visit = -1
        for i, (cell, _) in enumerate(trajectory):
            fresh = cell != here or i == 0
            begins.append(fresh)
            visit += fresh
            if fresh and cell >= 0 and cell in last:
                left, before = last[cell]
                between = sum(duration for _, duration in trajectory[left + 1 : i])
                found.append(
                    (start + left, start + i, i - left - 1, visit - before - 1, int(between))
                )
            last[cell] = (i, visit)
            here = cell
        start += len(trajectory)
    return begins, found


@given(TRAJECTORIES)
def test_walking_along_gives_the_same(trajectories: list[list[Event]]) -> None:
    cell, duration, offsets = columns(trajectories)
    begins, expected = walked(trajectories)
    assert visit_begins(cell, offsets).tolist() == begins
    found = returns(cell, duration, offsets)
    got = list(
        zip(
            *(found[name].tolist() for name in ("left", "back", "events", "visits", "duration")),
            strict=True,
        )
    )
    assert got == expected


def shrunk(duration: list[float], drop: float) -> set[int]:
    """Take cells away one round after the other, as one would by hand."""
    left = {i for i, value in enumerate(duration) if value > 0}
    if len(left) == 1:
        return left
    before = None
    while left:
        observed = [duration[i] for i in left]
        expected = sum(observed) / len(observed)
        now = sum((value - expected) ** 2 for value in observed) / len(observed)
        if before is not None and before > 1e-9 and now <= (1 - drop) * before + 1e-9:
            return left
        before = now
        least = min(observed)
        left = {i for i in left if duration[i] > least}
    return set()


@given(DURATIONS, st.sampled_from([0.25, 0.5, 0.9, 1.0]))
def test_winnowing_by_hand_gives_the_same(duration: list[float], drop: float) -> None:
    _, held = winnow(np.array([duration]), drop)
    assert set(np.flatnonzero(held[0]).tolist()) == shrunk(duration, drop)


@given(DURATIONS, st.permutations(range(8)), st.sampled_from([1e-6, 0.1, 3.7, 1e9]))
def test_winnowing_knows_no_labels_and_no_scale(
    duration: list[float], order: list[int], scale: float
) -> None:
    given_ = np.array([duration])
    shuffled = np.array([i for i in order if i < len(duration)])
    held = winnow(given_, 0.5)[1]
    assert (winnow(given_[:, shuffled] * scale, 0.5)[1] == held[:, shuffled]).all()


def test_cells_alike_are_no_attractor_and_one_cell_is() -> None:
    _, held = winnow(np.array([[3.0, 3, 0], [0, 0, 2], [0, 0, 0], [0.3, 0.1 + 0.2, 0]]), 0.5)
    assert held.tolist() == [[False] * 3, [False, False, True], [False] * 3, [False] * 3]


@given(st.integers(2, 9), st.floats(1e-200, 1e150))
def test_dispersion_is_0_in_one_cell_and_1_for_even(count: int, duration: float) -> None:
    alone = np.zeros(count)
    alone[count // 2] = duration
    assert dispersion(alone) == 0
    assert dispersion(np.full(count, duration)) == pytest.approx(1)
    assert shannon_entropy(alone) == 0
    assert shannon_entropy(np.full(count, duration)) == pytest.approx(math.log(count))


@given(DURATIONS)
def test_dispersion_and_entropy_by_their_sums(duration: list[float]) -> None:
    total, n = sum(duration), len(duration)
    spread, bits = float(dispersion(np.array(duration))), float(shannon_entropy(np.array(duration)))
    if total == 0:
        assert np.isnan(spread)
        assert np.isnan(bits)
        return
    share = [value / total for value in duration]
    assert bits == pytest.approx(-sum(p * math.log(p) for p in share if p), abs=1e-12)
    if n == 1:
        assert np.isnan(spread)
    else:
        assert 0 <= spread <= 1
        expected = 1 - (n * sum(p * p for p in share) - 1) / (n - 1)
        assert spread == pytest.approx(expected, abs=1e-12)
