from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from mediaeco.kernels.array import Bools
from mediaeco.kernels.guttman import scale_errors, scale_order

TABLES = arrays(bool, array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=6))


def errors_by_hand(row: list[bool], nearest: bool) -> int:
    """Compare a row with perfect rows written out."""
    width = len(row)
    perfect = [[k < total for k in range(width)] for total in range(width + 1)]
    wrong = [sum(a != b for a, b in zip(row, other, strict=True)) for other in perfect]
    return min(wrong) if nearest else wrong[sum(row)]


@given(TABLES)
def test_rows_compared_by_hand_give_the_same(used: Bools) -> None:
    order = scale_order(used)
    sorted_rows = used[:, order].tolist()
    assert scale_errors(used, order).tolist() == [errors_by_hand(r, False) for r in sorted_rows]
    assert scale_errors(used, order, "minimum").tolist() == [
        errors_by_hand(r, True) for r in sorted_rows
    ]


@given(TABLES)
def test_the_minimum_is_at_least_half_of_the_other_count_and_never_above(used: Bools) -> None:
    order = scale_order(used)
    least, most = scale_errors(used, order, "minimum"), scale_errors(used, order)
    assert (least <= most).all()
    assert (2 * least >= most).all()


@given(TABLES)
def test_columns_stand_from_the_commonest_to_the_rarest(used: Bools) -> None:
    order = scale_order(used)
    assert sorted(order.tolist()) == list(range(used.shape[1]))
    assert (np.diff(used.sum(axis=0)[order]) <= 0).all()


@given(st.lists(st.integers(0, 5), max_size=8), st.permutations(range(5)))
def test_perfect_rows_have_no_error(totals: list[int], columns: list[int]) -> None:
    used = np.array([[k < total for k in range(5)] for total in totals], dtype=bool)
    used = used.reshape(-1, 5)[:, columns]
    for counting in ("goodenough", "minimum"):
        assert not scale_errors(used, scale_order(used), counting).any()
