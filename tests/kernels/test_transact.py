from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.transact import (
    COMPLEMENTARITY,
    SYMMETRY,
    TRANSACT_CLASSES,
    TRANSITION,
    transact_rows,
)

ROWS = st.lists(st.tuples(st.integers(-1, 2), st.integers(0, 2), st.integers(0, 1)), max_size=12)
MIRROR = [1, 0, 2]  # up and down change places


@given(ROWS)
def test_pair_by_pair_gives_the_same(rows: list[tuple[int, int, int]]) -> None:
    rows = sorted(rows, key=lambda row: row[2])
    found = []
    for k in range(len(rows) - 1):
        (code, speaker, group), (answer, other, there) = rows[k], rows[k + 1]
        if code >= 0 and answer >= 0 and speaker != other and group == there:
            found.append(k)
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3)
    assert transact_rows(*columns.T).tolist() == found


def test_there_are_nine_transacts_of_three_classes() -> None:
    assert np.bincount(TRANSACT_CLASSES.ravel()).tolist() == [3, 2, 4]
    assert (np.diag(TRANSACT_CLASSES) == SYMMETRY).all()
    assert TRANSACT_CLASSES[0, 1] == TRANSACT_CLASSES[1, 0] == COMPLEMENTARITY
    assert (TRANSACT_CLASSES[2, :2] == TRANSITION).all()


def test_the_class_is_that_of_the_pair_whoever_comes_first() -> None:
    assert (TRANSACT_CLASSES == TRANSACT_CLASSES.T).all()


def test_mirroring_up_and_down_keeps_the_class() -> None:
    assert (TRANSACT_CLASSES[np.ix_(MIRROR, MIRROR)] == TRANSACT_CLASSES).all()


def test_nothing_has_no_transacts() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert transact_rows(nothing, nothing, nothing).tolist() == []
