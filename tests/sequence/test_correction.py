from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mediaeco.errors import UnknownTermError
from mediaeco.sequence.correction import corrected

SHARES = st.lists(st.one_of(st.floats(0, 1), st.just(float("nan"))), max_size=8)


def slow(values: list[float], correction: str) -> list[float]:
    """The smallest level at which each is rejected, by the words of the procedure."""
    tests = sorted(value for value in values if value == value)
    count = len(tests)
    found = []
    for value in values:
        if correction == "holm":
            below = [(count - k) * p for k, p in enumerate(tests) if p <= value]
            found.append(min(max(below, default=np.nan), 1.0))
        else:
            above = [count * p / (k + 1) for k, p in enumerate(tests) if p >= value]
            found.append(min(min(above, default=np.nan), 1.0))
    return found


@given(values=SHARES, correction=st.sampled_from(("holm", "bh")))
def test_corrections_equal_their_words(values: list[float], correction: str) -> None:
    got = corrected(np.array(values), correction)  # type: ignore[arg-type]  # one of them
    np.testing.assert_allclose(got, slow(values, correction), rtol=1e-12)


@given(values=SHARES, correction=st.sampled_from(("none", "holm", "bh")))
@example(values=[0.0] * 5 + [0.9442670816964343], correction="bh")
def test_a_correction_never_lowers_p_and_keeps_the_order(
    values: list[float], correction: str
) -> None:
    p = np.array(values)
    got = corrected(p, correction)  # type: ignore[arg-type]  # one of them
    there = ~np.isnan(p)
    assert (got[there] >= p[there]).all()
    assert (np.diff(got[there][np.argsort(p[there])]) >= 0).all()
    assert np.isnan(got[~there]).all()


def test_published_example() -> None:
    """Fifteen p values of Benjamini and Hochberg (1995, section 4): four are found at 0.05."""
    p = np.array(
        [
            *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
            *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
        ]
    )
    assert (corrected(p, "bh") <= 0.05).sum() == 4
    assert (corrected(p.reshape(3, 5), "holm") <= 0.05).sum() == 3
    with pytest.raises(UnknownTermError):
        corrected(p, "tukey")  # type: ignore[arg-type]  # wrong on purpose
