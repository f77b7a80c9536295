"""Events that call forth events, in many groups at once, and where a sum reaches a level."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.branching import Events, branching_forest
from mediaeco.kernels.reach import first_reaching

ALPHA = np.array([[0.2, 0.3], [0.4, 0.1]])


def forest(groups: list[int], seed: int, until: float = 30.0) -> Events:
    count = len(groups)
    return branching_forest(
        (
            (np.arange(count) % 5).astype(np.float64),
            np.arange(count) % 2,
            np.array(groups, dtype=np.int64),
        ),
        ALPHA,
        until,
        np.random.default_rng(seed),
        later=lambda time, _, wait: time + wait,
    )


GROUPS = st.lists(st.integers(0, 4), max_size=8).map(sorted)


@given(GROUPS, st.integers(0, 99))
def test_children_come_later_in_the_group_of_their_parent(groups: list[int], seed: int) -> None:
    drawn = forest(groups, seed)
    called = drawn.parent >= 0
    parent = drawn.parent[called]
    assert (drawn.time[parent] <= drawn.time[called]).all()
    assert (drawn.group[parent] == drawn.group[called]).all()
    assert (np.diff(drawn.group) >= 0).all()
    same = np.diff(drawn.group) == 0
    assert (np.diff(drawn.time)[same] >= 0).all()
    assert ((drawn.seed >= 0) == ~called).all()
    assert sorted(drawn.seed[~called].tolist()) == list(range(len(groups)))


@given(GROUPS, st.integers(0, 4), st.integers(0, 99))
def test_more_groups_change_nothing_in_the_first(groups: list[int], cut: int, seed: int) -> None:
    few = [group for group in groups if group < cut]
    whole, part = forest(groups, seed), forest(few, seed)
    own = whole.group < cut
    for name in Events._fields:
        np.testing.assert_array_equal(getattr(whole, name)[own], getattr(part, name))


def test_families_are_as_large_as_alpha_says() -> None:
    """Mean descendants with oneself, ``(I - alpha)^-1`` summed by column: 40,000 families."""
    drawn = forest(list(range(40_000)), 3, until=500.0)
    size = np.bincount(drawn.group)
    expected = np.linalg.inv(np.eye(2) - ALPHA).sum(axis=0)
    for kind in range(2):
        assert abs(size[kind::2].mean() - expected[kind]) < 0.05


def test_a_call_may_begin_later_than_the_event() -> None:
    first = (np.zeros(500), np.zeros(500, dtype=np.int64), np.arange(500))
    drawn = branching_forest(
        first,
        np.array([[0.5]]),
        99.0,
        np.random.default_rng(1),
        later=lambda time, _, wait: time + wait,
        ready=np.full(500, 7.0),
    )
    assert (drawn.time[drawn.parent >= 0] > 7).all()


def slow_reaching(level: Floats, offsets: Ints, wanted: Floats) -> Ints:
    """Row by row."""
    found = np.full(wanted.shape, -1)
    for place in np.ndindex(wanted.shape):
        segment, column = place[-2:]
        for row in range(offsets[segment], offsets[segment + 1]):
            if level[row, column] >= wanted[place]:
                found[place] = row
                break
    return found


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=4),
    st.integers(1, 3),
    st.integers(1, 3),
    st.randoms(use_true_random=False),
)
def test_a_slow_search_finds_the_same(
    lengths: list[int], columns: int, draws: int, r: object
) -> None:
    random = np.random.default_rng(r.randrange(10**6))  # type: ignore[attr-defined]  # a Random
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    steps = random.integers(0, 3, (int(offsets[-1]), columns)) * 0.5
    level = np.concatenate([np.cumsum(steps[a:b], axis=0) for a, b in pairwise(offsets)]).reshape(
        -1, columns
    )
    wanted: Floats = random.integers(0, 8, (draws, len(lengths), columns)) / np.float64(2)
    found = first_reaching(level, offsets, wanted)
    np.testing.assert_array_equal(found, slow_reaching(level, offsets, wanted))
