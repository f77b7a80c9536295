import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.overlap import overlaps

INTERVALS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 2)), max_size=12
)


@given(INTERVALS)
def test_a_comparison_of_every_two_finds_the_same(intervals: list[tuple[int, int, int]]) -> None:
    table = np.array([(b, b + n, g) for b, n, g in intervals], dtype=np.int64).reshape(-1, 3)
    first, second = overlaps(*table.T)
    found = sorted(
        tuple(sorted(pair)) for pair in zip(first.tolist(), second.tolist(), strict=True)
    )
    expected = [
        (i, j)
        for i in range(len(table))
        for j in range(i + 1, len(table))
        if table[i, 2] == table[j, 2]
        and max(table[i, 0], table[j, 0]) < min(table[i, 1], table[j, 1])
    ]
    assert found == expected


def test_intervals_that_only_touch_share_nothing() -> None:
    first, _ = overlaps(np.array([0, 5]), np.array([5, 9]), np.array([0, 0]))
    assert len(first) == 0


def test_groups_keep_apart_whatever_their_numbers() -> None:
    first, _ = overlaps(np.array([0, 0]), np.array([5, 5]), np.array([-7, 10**12]))
    assert len(first) == 0
