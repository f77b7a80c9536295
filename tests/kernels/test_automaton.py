"""The automaton beside the walk row by row."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Ints
from mediaeco.kernels.automaton import run_automaton


def walked(tables: Ints, codes: Ints, offsets: Ints, initial: Ints) -> list[int]:
    out = []
    for segment, state in enumerate(initial):
        for row in range(offsets[segment], offsets[segment + 1]):
            state = tables[codes[row], state]
            out.append(int(state))
    return out


segments = st.lists(st.integers(0, 4), max_size=10) | st.lists(
    st.one_of(st.just(0), st.integers(1, 40), st.integers(60, 400)), max_size=12
)


@given(segments, st.integers(1, 4), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_equals_the_walk_row_by_row(lengths: list[int], kinds: int, states: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    offsets = np.concatenate(([0], np.cumsum(np.array(lengths, dtype=np.int64))))
    tables = rng.integers(0, states, size=(kinds, states))
    codes = rng.integers(0, kinds, size=int(offsets[-1]))
    initial = rng.integers(0, states, size=len(lengths))
    expected = walked(tables, codes, offsets, initial)
    assert run_automaton(tables, codes, offsets, initial).tolist() == expected


@pytest.mark.parametrize("rows", [0, 1, 63, 64, 65, 5000])
def test_every_size_counts_round_the_clock(rows: int) -> None:
    clock = np.array([[1, 2, 3, 4, 0]])
    found = run_automaton(clock, np.zeros(rows, np.int64), np.array([0, rows]), 2)
    assert found.tolist() == [(2 + 1 + row) % 5 for row in range(rows)]
    assert found.dtype == np.int64


def test_no_segments_at_all() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert len(run_automaton(np.array([[0]]), nothing, np.array([0]), 0)) == 0
    assert len(run_automaton(np.array([[0]]), nothing, np.array([0, 0, 0]), 0)) == 0


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int32, np.int64])
def test_narrow_columns_do_not_overflow(kind: type[np.integer]) -> None:
    """Two hundred rows of narrow codes; the flat table is longer than their type can count."""
    rng = np.random.default_rng(1)
    tables = rng.integers(0, 9, size=(100, 9)).astype(kind)
    codes = rng.integers(0, 100, size=200).astype(kind)
    offsets = np.array([0, 90, 90, 200])
    initial = np.array([3, 1, 8], dtype=kind)
    expected = walked(tables, codes, offsets, initial)
    assert run_automaton(tables, codes, offsets, initial).tolist() == expected


@given(st.integers(1, 300), st.integers(1, 300), st.integers(0, 2**32 - 1))
def test_segments_do_not_see_one_another(first: int, second: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    tables = rng.integers(0, 4, size=(3, 4))
    codes = rng.integers(0, 3, size=first + second)
    together = run_automaton(tables, codes, np.array([0, first, first + second]), 1)
    alone = run_automaton(tables, codes[first:], np.array([0, second]), 1)
    assert np.array_equal(together[first:], alone)
