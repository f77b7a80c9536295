from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.quantile import group_quantile

ROWS = st.lists(st.tuples(st.integers(0, 3), st.floats(-1e6, 1e6)), max_size=20)


@given(ROWS, st.floats(0, 1))
def test_group_by_group_gives_the_same(rows: list[tuple[int, float]], share: float) -> None:
    keys = np.array([key for key, _ in rows], dtype=np.int64)
    values = np.array([value for _, value in rows], dtype=np.float64)
    found = group_quantile(values, keys, 4, share)
    for group in range(4):
        own = values[keys == group]
        wanted = np.quantile(own, share) if len(own) else np.nan
        np.testing.assert_allclose(found[group], wanted, rtol=1e-9, atol=1e-6)
