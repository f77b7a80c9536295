from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, t

from mediaeco.kernels.quantile import expanded_level, group_quantile, replicate_interval

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


@given(st.lists(st.floats(-9, 9) | st.just(np.nan), min_size=1, max_size=12), st.floats(0.01, 0.99))
def test_an_interval_is_between_quantiles_of_what_is_defined(
    drawn: list[float], level: float
) -> None:
    values = np.array(drawn)
    low, high = replicate_interval(values[:, None], level)
    known = values[~np.isnan(values)]
    wanted = (
        np.quantile(known, [(1 - level) / 2, (1 + level) / 2]) if len(known) else [np.nan, np.nan]
    )
    np.testing.assert_allclose([low[0], high[0]], wanted, atol=1e-9)


@given(st.floats(0.05, 0.999), st.integers(2, 400))
def test_few_units_hold_more_replicates(level: float, units: int) -> None:
    held = expanded_level(level, units)
    reach = t.ppf((1 + level) / 2, units - 1) * np.sqrt(units / (units - 1))
    assert held == pytest.approx(2 * norm.cdf(reach) - 1, abs=1e-9)
    assert level < held <= 1
    assert held >= expanded_level(level, units + 1) - 1e-12
    assert np.isnan(expanded_level(level, 1))
