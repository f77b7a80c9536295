from __future__ import annotations

from itertools import combinations, groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Ints
from mediaeco.kernels.spell import log2_subsequences, spells_of

WORDS = st.lists(st.lists(st.integers(-1, 2), max_size=8), max_size=5)


def columns(words: list[list[int]]) -> tuple[Ints, Ints]:
    codes = np.array([state for word in words for state in word], dtype=np.int64)
    return codes, np.concatenate(([0], np.cumsum([len(word) for word in words]))).astype(np.int64)


@given(WORDS)
def test_spells_read_one_after_the_other(words: list[list[int]]) -> None:
    wanted = []
    for i, word in enumerate(words):
        start = 0
        for state, run in groupby(word):
            length = len(list(run))
            if state >= 0:
                wanted.append((i, state, start, length))
            start += length
    found = spells_of(*columns(words))
    assert list(zip(*(column.tolist() for column in found), strict=True)) == wanted


@given(WORDS)
def test_lengths_add_up_to_what_is_known(words: list[list[int]]) -> None:
    codes, offsets = columns(words)
    found = spells_of(codes, offsets)
    assert found.length.sum() == (codes >= 0).sum()
    touch = (found.of[1:] == found.of[:-1]) & (found.start[1:] == (found.start + found.length)[:-1])
    assert (found.code[1:] != found.code[:-1])[touch].all()


@given(st.lists(st.lists(st.integers(0, 2), max_size=7), max_size=5))
def test_subsequences_are_those_that_can_be_listed(words: list[list[int]]) -> None:
    found = log2_subsequences(*columns(words), 3)
    for word, logarithm in zip(words, found.tolist(), strict=True):
        listed = {part for size in range(len(word) + 1) for part in combinations(word, size)}
        assert 2**logarithm == pytest.approx(len(listed), rel=1e-9)


def test_a_thousand_changes_have_more_subsequences_than_there_are_numbers() -> None:
    word = np.tile(np.arange(3), 1000)
    found = log2_subsequences(word, np.array([0, len(word)]), 3)
    assert 1024 < found[0] < 3000
    assert log2_subsequences(np.arange(5), np.array([0, 5]), 5)[0] == pytest.approx(5)
