from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Bools, Ints
from mediaeco.kernels.episode import episodes

SEGMENTS = st.lists(st.text("lhm", max_size=9), max_size=4)


def columns(segments: list[str]) -> tuple[Bools, Bools, Ints]:
    letters = "".join(segments)
    low = np.array([letter == "l" for letter in letters], dtype=bool)
    high = np.array([letter == "h" for letter in letters], dtype=bool)
    return low, high, np.cumsum([0, *map(len, segments)])


def walked(segment: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begin, fell = -1, False
    for i, letter in enumerate(segment):
        if letter == "h":
            if fell:
                found.append((begin, i))
            begin, fell = i, False
        elif letter == "l" and begin >= 0:
            fell = True
    return [*found, (begin, -1)] if fell else found


@given(SEGMENTS)
def test_walking_along_gives_the_same(segments: list[str]) -> None:
    low, high, offsets = columns(segments)
    begin, end = episodes(low, high, offsets)
    expected = [
        (start + b, start + e if e >= 0 else -1)
        for segment, start in zip(segments, offsets.tolist(), strict=False)
        for b, e in walked(segment)
    ]
    assert list(zip(begin.tolist(), end.tolist(), strict=True)) == expected


@given(st.text("lhm", max_size=12))
def test_read_backwards_a_closed_episode_is_the_same(segment: str) -> None:
    def closed(letters: str) -> set[tuple[int, int]]:
        begin, end = episodes(*columns([letters]))
        return {(b, e) for b, e in zip(begin.tolist(), end.tolist(), strict=True) if e >= 0}

    last = len(segment) - 1
    assert closed(segment) == {(last - e, last - b) for b, e in closed(segment[::-1])}


@given(SEGMENTS)
def test_neighbours_do_not_matter(segments: list[str]) -> None:
    low, high, offsets = columns(segments)
    begin, _ = episodes(low, high, offsets)
    alone = 0
    for start, stop in pairwise(offsets.tolist()):
        own, _ = episodes(low[start:stop], high[start:stop], np.array([0, stop - start]))
        alone += len(own)
    assert alone == len(begin)
