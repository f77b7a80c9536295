from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.group import group_mean

ROWS = st.lists(st.tuples(st.integers(0, 3), st.floats(-9, 9) | st.just(math.nan)), max_size=12)


@given(ROWS)
def test_group_by_group_gives_the_same(rows: list[tuple[int, float]]) -> None:
    group = np.array([g for g, _ in rows], dtype=np.int64)
    found = group_mean(group, np.array([x for _, x in rows], dtype=np.float64), 4)
    for k in range(4):
        own = [x for g, x in rows if g == k and not math.isnan(x)]
        assert found[k] == pytest.approx(sum(own) / len(own) if own else math.nan, nan_ok=True)
