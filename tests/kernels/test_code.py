"""Codes that occur: the look-up table says what a sort says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.code import distinct_codes


@given(st.lists(st.integers(0, 40), max_size=30), st.sampled_from([41, 1_000, 10**12]))
def test_equals_numpy_unique(codes: list[int], count: int) -> None:
    column = np.array(codes, dtype=np.int64)
    kinds, place = distinct_codes(column, count)
    expected, inverse = np.unique(column, return_inverse=True)
    assert kinds.tolist() == expected.tolist()
    assert place.tolist() == inverse.tolist()


@pytest.mark.parametrize("count", [0, 5, 10**12])
def test_no_rows_have_no_kinds(count: int) -> None:
    kinds, place = distinct_codes(np.zeros(0, dtype=np.int64), count)
    assert len(kinds) == len(place) == 0
