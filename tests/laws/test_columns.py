"""Columns from plain arrays stand in order of case and time, whatever the order they came in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.model.build import dyadic_table

ROWS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(-5, 5) | st.integers(-(2**62), 2**62),
        st.integers(0, 1),
        st.integers(0, 2),
    ),
    max_size=40,
)


@given(ROWS)
def test_rows_of_one_moment_keep_their_order(rows: list[tuple[int, int, int, int]]) -> None:
    case, time, sender, channel = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    table = dyadic_table(case=case, time=time, sender=sender, channel=channel, cases=4)
    expected = sorted(range(len(rows)), key=lambda i: (rows[i][0], rows[i][1], i))
    assert table.case.tolist() == [rows[i][0] for i in expected]
    assert table.time.tolist() == [rows[i][1] for i in expected]
    assert table.sender.tolist() == [rows[i][2] for i in expected]
    assert table.receivers.values.tolist() == [1 - rows[i][2] for i in expected]
    assert table.channel.tolist() == [rows[i][3] for i in expected]
    for low, high, origin in zip(table.offsets[:-1], table.offsets[1:], table.origin, strict=True):
        assert table.n[low:high].tolist() == list(range(high - low))
        assert origin == (table.time[low] if high > low else 0)
