from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Ints
from mediaeco.kernels.bout import bouts

Segment = list[tuple[int, int]]
SEGMENTS = st.lists(
    st.lists(st.tuples(st.integers(0, 40), st.integers(-1, 2)), max_size=8), max_size=5
)
GAPS = st.integers(0, 20)


def columns(segments: list[Segment]) -> tuple[Ints, Ints, Ints]:
    ordered = [sorted(segment, key=lambda row: row[0]) for segment in segments]
    rows = [row for segment in ordered for row in segment]
    time = np.array([row[0] for row in rows], dtype=np.int64)
    marks = np.array([row[1] for row in rows], dtype=np.int32)
    return time, np.cumsum([0, *map(len, segments)]), marks


def bouts_row_by_row(time: Ints, offsets: Ints, gap: int, marks: Ints | None) -> list[int]:
    bout, found = -1, []
    for row in range(len(time)):
        if row in offsets[:-1]:
            begins = True
        elif marks is not None and (marks[row] >= 0 or marks[row - 1] >= 0):
            begins = bool(marks[row] != marks[row - 1])
        else:
            begins = bool(time[row] - time[row - 1] > gap)
        bout += begins
        found.append(bout)
    return found


@given(SEGMENTS, GAPS)
def test_row_by_row_gives_the_same(segments: list[Segment], gap: int) -> None:
    time, offsets, marks = columns(segments)
    assert bouts(time, offsets, gap).tolist() == bouts_row_by_row(time, offsets, gap, None)
    assert bouts(time, offsets, gap, marks).tolist() == bouts_row_by_row(time, offsets, gap, marks)


@given(SEGMENTS, GAPS)
def test_without_marks_every_row_is_unmarked(segments: list[Segment], gap: int) -> None:
    time, offsets, marks = columns(segments)
    assert (bouts(time, offsets, gap) == bouts(time, offsets, gap, np.full_like(marks, -1))).all()


@given(SEGMENTS, GAPS, GAPS)
def test_a_longer_gap_joins_bouts_and_never_parts_them(
    segments: list[Segment], gap: int, more: int
) -> None:
    time, offsets, marks = columns(segments)
    short, long = (bouts(time, offsets, g, marks) for g in (gap, gap + more))
    together = np.diff(short) == 0
    assert (np.diff(long)[together] == 0).all()


@given(SEGMENTS, GAPS)
def test_neighbours_do_not_matter(segments: list[Segment], gap: int) -> None:
    time, offsets, marks = columns(segments)
    whole = bouts(time, offsets, gap, marks)
    for low, high in pairwise(offsets.tolist()):
        own = bouts(time[low:high], np.array([0, high - low]), gap, marks[low:high])
        assert (own == whole[low:high] - (whole[low] if high > low else 0)).all()


@given(SEGMENTS, GAPS, st.integers(-(10**12), 10**12))
def test_later_is_the_same(segments: list[Segment], gap: int, later: int) -> None:
    time, offsets, marks = columns(segments)
    assert (bouts(time + later, offsets, gap, marks) == bouts(time, offsets, gap, marks)).all()


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([-1, -1, -1], [0, 0, 1]),
        ([0, 0, 0], [0, 0, 0]),
        ([0, 1, 1], [0, 1, 1]),
        ([0, -1, -1], [0, 1, 2]),
        ([-1, 0, 0], [0, 1, 1]),
    ],
)
def test_marks_outweigh_silence(marks: list[int], expected: list[int]) -> None:
    time, offsets = np.array([0, 5, 100]), np.array([0, 3])
    assert bouts(time, offsets, 10, np.array(marks)).tolist() == expected


def test_a_silence_as_long_as_the_gap_does_not_end_a_bout() -> None:
    assert bouts(np.array([0, 10, 21]), np.array([0, 3]), 10).tolist() == [0, 0, 1]


def test_nothing_has_no_bouts() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert len(bouts(nothing, np.array([0]), 10)) == 0
    assert len(bouts(nothing, np.array([0, 0, 0]), 10, nothing)) == 0
