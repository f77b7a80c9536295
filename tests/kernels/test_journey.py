"""Journeys as trials: counted one by one."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.journey import Trials, contact_trials, distinct_rows, journey_trials, touches

CHANNELS = 3
Ways = list[tuple[list[int], int, int]]
ways = st.lists(
    st.tuples(
        st.lists(st.integers(0, CHANNELS - 1), max_size=5), st.integers(0, 3), st.integers(0, 3)
    ),
    max_size=6,
)


def columns(told: Ways) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    channel = np.array([c for way, _, _ in told for c in way], dtype=np.int64)
    offsets = np.cumsum([0, *(len(way) for way, _, _ in told)])
    conversions, nulls = (np.array([row[k] for row in told], dtype=float) for k in (1, 2))
    return channel, offsets, conversions, nulls


def listed(trials: Trials, conversions: np.ndarray, nulls: np.ndarray) -> dict[object, object]:
    tried, won = trials.counted(conversions, nulls)
    rows = [tuple(row) for row in trials.touched.tolist()]
    assert len(set(rows)) == len(rows)
    return {row: (t, w) for row, t, w in zip(rows, tried, won, strict=True) if t}


@given(ways, st.booleans())
def test_every_contact_is_a_trial_and_the_last_converts(told: Ways, lasting: bool) -> None:
    channel, offsets, conversions, nulls = columns(told)
    tried: Counter[tuple[float, ...]] = Counter()
    won: Counter[tuple[float, ...]] = Counter()
    for way, yes, no in told:
        for n, over in enumerate(way):
            counted = way[: n + 1] if lasting else [over]
            row = tuple(float(counted.count(c)) for c in range(CHANNELS))
            tried[row] += yes + no
            won[row] += yes if n == len(way) - 1 else 0
    found = contact_trials(channel, offsets, CHANNELS, lasting=lasting)
    expected = {row: (tried[row], won[row]) for row in tried if tried[row]}
    assert listed(found, conversions, nulls) == expected


@given(ways)
def test_every_journey_is_a_trial(told: Ways) -> None:
    channel, offsets, conversions, nulls = columns(told)
    tried: Counter[tuple[float, ...]] = Counter()
    won: Counter[tuple[float, ...]] = Counter()
    for way, yes, no in told:
        row = tuple(float(way.count(c)) for c in range(CHANNELS))
        tried[row] += yes + no
        won[row] += yes
    found = journey_trials(channel, offsets, CHANNELS)
    expected = {row: (tried[row], won[row]) for row in tried if tried[row]}
    assert listed(found, conversions, nulls) == expected
    assert touches(channel, offsets, CHANNELS).sum() == len(channel)


@pytest.mark.parametrize("columns_wide", [3, 70])
def test_rows_are_told_apart_however_many_columns_there_are(columns_wide: int) -> None:
    random = np.random.default_rng(0)
    table = random.integers(0, 4, (40, columns_wide))[random.integers(0, 40, 300)]
    rows, of = distinct_rows(table)
    np.testing.assert_array_equal(rows[of], table)
    assert len(rows) == len({tuple(row) for row in table.tolist()})


def test_rows_are_told_apart_where_their_numbers_would_be_too_long() -> None:
    most = 2**32 - 1
    table = np.array([[0, 0, 0], [1, 0, 0], [0, most, most], [1, 0, 0]])
    rows, of = distinct_rows(table)
    assert len(rows) == 3
    np.testing.assert_array_equal(rows[of], table)
