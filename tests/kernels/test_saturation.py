from itertools import permutations
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Bools
from mediaeco.kernels.saturation import expected_seen, first_seen, seen, seen_in_orders


def tables(max_units: int = 8) -> st.SearchStrategy[Bools]:
    def table(shape: tuple[int, int]) -> st.SearchStrategy[Bools]:
        size = shape[0] * shape[1]
        return st.lists(st.booleans(), min_size=size, max_size=size).map(
            lambda cells: np.array(cells, dtype=bool).reshape(shape)
        )

    return st.tuples(st.integers(0, max_units), st.integers(0, 4)).flatmap(table)


def slow_seen(has: Bools) -> list[int]:
    known: set[int] = set()
    found = []
    for unit in has:
        known |= set(np.flatnonzero(unit).tolist())
        found.append(len(known))
    return found


@given(tables())
def test_unit_by_unit_gives_the_same(has: Bools) -> None:
    assert seen(has).tolist() == slow_seen(has)
    assert [
        next((u for u in range(len(has)) if has[u, c]), len(has)) for c in range(has.shape[1])
    ] == first_seen(has).tolist()


@given(tables(max_units=5))
def test_the_expectation_is_the_mean_over_every_order(has: Bools) -> None:
    orders = [slow_seen(has[list(order)]) for order in permutations(range(len(has)))]
    np.testing.assert_allclose(expected_seen(has), np.mean(orders, axis=0), atol=1e-12)


@given(tables(max_units=30))
def test_the_expectation_is_hypergeometric(has: Bools) -> None:
    n = len(has)
    slow = [
        sum(1 - comb(n - int(m), k) / comb(n, k) for m in has.sum(axis=0)) for k in range(1, n + 1)
    ]
    np.testing.assert_allclose(expected_seen(has), slow, atol=1e-9)


@given(tables(max_units=30))
def test_what_is_added_never_grows(has: Bools) -> None:
    added = np.diff(expected_seen(has), prepend=0)
    assert (added >= -1e-9).all()
    assert (np.diff(added) <= 1e-9).all()
    if len(has):
        assert expected_seen(has)[-1] == pytest.approx(seen(has)[-1])


@given(tables(), st.integers(0, 20), st.integers(0, 99))
def test_every_order_rises_to_the_same_end(has: Bools, orders: int, seed: int) -> None:
    drawn = seen_in_orders(has, orders, np.random.default_rng(seed))
    assert drawn.shape == (orders, len(has))
    assert (np.diff(drawn, axis=1) >= 0).all()
    if len(has):
        assert (drawn[:, -1] == seen(has)[-1]).all()
        assert (drawn[:, 0] <= has.sum(axis=1).max()).all()


def test_many_orders_come_near_the_expectation(monkeypatch: pytest.MonkeyPatch) -> None:
    has = np.random.default_rng(1).random((40, 12)) < 0.08
    monkeypatch.setattr("mediaeco.kernels.saturation._CELLS", 5000)
    drawn = seen_in_orders(has, 4000, np.random.default_rng(0))
    np.testing.assert_allclose(drawn.mean(axis=0), expected_seen(has), atol=0.15)
