"""Products by blocks are those of the whole, and no thread but this one works them out."""

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.tall import crossed


@given(
    st.integers(0, 30_000), st.integers(0, 12), st.one_of(st.none(), st.integers(0, 12)),
    st.integers(0, 99),
)  # fmt: skip
def test_the_product_of_the_blocks_is_that_of_the_whole(
    rows: int, width: int, other: int | None, seed: int
) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(rows, width))
    y = random.normal(size=rows if other is None else (rows, other))
    if seed % 2:
        x, y = np.asfortranarray(x), np.asfortranarray(y)
    found = crossed(x, y)
    assert found.shape == ((width,) if other is None else (width, other))
    np.testing.assert_allclose(found, x.T @ y, rtol=1e-9, atol=1e-9)


def test_no_other_thread_takes_part(woken: Callable[[Callable[[], object]], float]) -> None:
    random = np.random.default_rng(0)
    x, v = random.normal(size=(60_000, 30)), random.normal(size=60_000)
    assert woken(lambda: (crossed(x, v), crossed(x, x))) < 1
