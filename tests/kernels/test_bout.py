"""Bouts: what silence and marks part."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Ints
from mediaeco.kernels.bout import bouts

Contact = tuple[int, int]


def _columns(segments: list[list[Contact]]) -> tuple[Ints, Ints, Ints]:
    time = [t for rows in segments for t in np.cumsum([gap for gap, _ in rows]).tolist()]
    marks = [mark for rows in segments for _, mark in rows]
    lengths = [len(rows) for rows in segments]
    return (
        np.array(time, dtype=np.int64),
        np.array(marks, dtype=np.int64),
        np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
    )


def _slowly(segments: list[list[Contact]], gap: int) -> list[int]:
    bout, found = -1, []
    for rows in segments:
        for i, (silence, mark) in enumerate(rows):
            before = rows[i - 1][1] if i else None
            together = mark == before and (mark >= 0 or silence <= gap)
            bout += 0 if i and together else 1
            found.append(bout)
    return found


rows = st.lists(st.tuples(st.integers(0, 20), st.integers(-1, 2)), max_size=8)
segments_ = st.lists(rows, max_size=4)


@given(segments_, st.integers(0, 20))
def test_bouts_are_those_of_a_plain_loop(segments: list[list[Contact]], gap: int) -> None:
    time, marks, offsets = _columns(segments)
    assert bouts(time, offsets, gap, marks).tolist() == _slowly(segments, gap)


@given(segments_, st.integers(0, 20))
def test_without_marks_every_row_is_unmarked(segments: list[list[Contact]], gap: int) -> None:
    plain = [[(silence, -1) for silence, _ in part] for part in segments]
    time, marks, offsets = _columns(plain)
    assert bouts(time, offsets, gap).tolist() == bouts(time, offsets, gap, marks).tolist()


@given(segments_, st.integers(0, 20), st.integers(0, 20))
def test_a_longer_gap_never_makes_more_bouts(
    segments: list[list[Contact]], gap: int, more: int
) -> None:
    time, _, offsets = _columns(segments)
    if len(time):
        assert bouts(time, offsets, gap + more)[-1] <= bouts(time, offsets, gap)[-1]


@given(segments_, st.integers(0, 20))
def test_a_segment_does_not_depend_on_its_neighbours(
    segments: list[list[Contact]], gap: int
) -> None:
    time, marks, offsets = _columns(segments)
    together = bouts(time, offsets, gap, marks)
    for k, part in enumerate(segments):
        own_time, own_marks, own_offsets = _columns([part])
        alone = bouts(own_time, own_offsets, gap, own_marks)
        here = together[offsets[k] : offsets[k + 1]]
        assert (here - here[:1]).tolist() == alone.tolist()
