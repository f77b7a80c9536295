from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.resample import (
    drawn_counts,
    every_choice,
    every_swap,
    first_of,
    random_order,
)


@given(units=st.integers(1, 9), replicates=st.integers(1, 5), seed=st.integers(0, 99))
def test_as_many_are_drawn_as_there_are(units: int, replicates: int, seed: int) -> None:
    drawn = drawn_counts(np.random.default_rng(seed), units, replicates)
    assert drawn.shape == (replicates, units)
    assert (drawn.sum(axis=1) == units).all()


def test_every_unit_is_drawn_alike() -> None:
    drawn = drawn_counts(np.random.default_rng(1), 7, 20_000)
    # Binomial(7, 1/7): mean 1, variance 6/7.
    np.testing.assert_allclose(drawn.mean(axis=0), 1.0, atol=0.04)
    np.testing.assert_allclose(drawn.var(axis=0), 6 / 7, atol=0.05)
    assert np.corrcoef(drawn[:-1, 0], drawn[1:, 1])[0, 1] == pytest.approx(0, abs=0.04)


@given(units=st.integers(1, 9), data=st.data())
def test_so_many_are_chosen_and_all_alike(units: int, data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, units))
    first = first_of(random_order(np.random.default_rng(3), units, 2000), chosen)
    assert (first.sum(axis=1) == chosen).all()
    np.testing.assert_allclose(first.mean(axis=0), chosen / units, atol=0.06)


@given(units=st.integers(0, 8), data=st.data())
def test_every_choice_is_there_once(units: int, data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, units))
    ways = every_choice(units, chosen)
    assert ways.shape == (comb(units, chosen), units)
    assert len({tuple(row) for row in ways.tolist()}) == len(ways)
    assert (ways.sum(axis=1) == chosen).all()


@given(pairs=st.integers(0, 8))
def test_every_swap_is_there_once(pairs: int) -> None:
    assert len({tuple(row) for row in every_swap(pairs).tolist()}) == 2**pairs
