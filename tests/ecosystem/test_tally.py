import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem.tally import tally

ROWS = st.lists(
    st.tuples(st.integers(0, 6), st.one_of(st.just(math.nan), st.integers(0, 99).map(float)))
)


# Beside few rows, many possible codes are counted by another way than few.
@given(ROWS, st.sampled_from((7, 1 << 17)))
def test_row_by_row_gives_the_same(rows: list[tuple[int, float]], size: int) -> None:
    shift = size - 7
    codes = np.array([code + shift for code, _ in rows], dtype=np.int64)
    values = np.array([value for _, value in rows], dtype=np.float64)
    found = tally(codes, size, values)
    places: dict[int, list[int]] = {}
    for place, code in enumerate(codes.tolist()):
        places.setdefault(code, []).append(place)
    assert found.code.tolist() == sorted(places)
    for k, code in enumerate(found.code.tolist()):
        own = places[code]
        known = [values[place] for place in own if not math.isnan(values[place])]
        assert (found.count[k], found.first[k], found.last[k]) == (len(own), own[0], own[-1])
        if known:
            assert found.total[k] == sum(known)
        else:
            assert math.isnan(found.total[k])


def test_nothing_to_add_up_is_unknown() -> None:
    assert np.isnan(tally(np.array([1, 1]), 2).total).all()
    assert len(tally(np.zeros(0, dtype=np.int64), 0).code) == 0
