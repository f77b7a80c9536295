from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.risk_set import course, kinds_at

CHANGES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 6), st.integers(-1, 2)),
    max_size=25,
)


@given(CHANGES, st.lists(st.tuples(st.integers(0, 4), st.integers(0, 8)), max_size=10))
def test_values_are_sums_of_what_changed_before(
    changes: list[tuple[int, int, int, int]], asked: list[tuple[int, int]]
) -> None:
    key, _, moment, change = (
        (np.array(part, dtype=int) for part in zip(*changes, strict=True))
        if (changes)
        else np.zeros((4, 0), dtype=int)
    )
    found = course(key, moment, np.column_stack((change, np.ones_like(change))))
    rows = found.row_at(
        np.array([k for k, _ in asked], dtype=int), np.array([m for _, m in asked], dtype=int)
    )
    for (whose, when), row in zip(asked, rows.tolist(), strict=True):
        before = [c for k, _, m, c in changes if k == whose and m <= when]
        assert (row < 0) == (not before)
        if before:
            assert found.values[row].tolist() == [sum(before), len(before)]
            assert found.key[row] == whose


@given(
    CHANGES, st.lists(st.tuples(st.integers(0, 4), st.integers(0, 8)), max_size=10), st.randoms()
)
def test_kinds_are_those_counted_anew_at_every_choice(
    changes: list[tuple[int, int, int, int]], asked: list[tuple[int, int]], random: object
) -> None:
    expected = []
    for choice, (group, moment) in enumerate(asked):
        count: Counter[int] = Counter()
        for g, kind, m, change in changes:
            if g == group and m <= moment:
                count[kind] += change
        expected += [(choice, kind, n) for kind, n in sorted(count.items()) if n > 0]
    assert told(changes, asked) == expected
    random.shuffle(changes)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    assert told(changes, asked) == expected


def told(
    changes: list[tuple[int, int, int, int]], asked: list[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    group, kind, moment, change = np.array(changes, dtype=int).reshape(-1, 4).T
    at = np.array(asked, dtype=int).reshape(-1, 2).T
    choice, kinds, count = kinds_at(group, kind, moment, change, at=(at[0], at[1]))
    return list(zip(choice.tolist(), kinds.tolist(), count.astype(int).tolist(), strict=True))
