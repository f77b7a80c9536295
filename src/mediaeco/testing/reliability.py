"""Strategies for what several coders gave to the same units."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from mediaeco.kernels.array import Floats
from mediaeco.testing.bound import Keywords
from mediaeco.testing.digits import numbers

__all__ = ["reliability_data"]


def reliability_data(
    *,
    min_coders: int = 1,
    max_coders: int = 4,
    max_units: int = 8,
    values: tuple[float, ...] = (1.0, 2.0, 3.0, 5.0),
) -> SearchStrategy[Floats]:
    """Draw what coders gave to units: coders by units, NaN where a coder gave nothing.

    Parameters
    ----------
    min_coders, max_coders, max_units
        How many.
    values
        Numbers that coders give.

    Returns
    -------
    SearchStrategy
        Of arrays of shape (coders, units).

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("reliability_data")
    keywords.span("min_coders", min_coders, "max_coders", max_coders)
    keywords.count("max_units", max_units)
    keywords.settle()
    return _reliability_data(coders=(min_coders, max_coders), max_units=max_units, values=values)


@st.composite
def _reliability_data(
    draw: DrawFn, *, coders: tuple[int, int], max_units: int, values: tuple[float, ...]
) -> Floats:
    count = draw(st.integers(*coders))
    cells = (*values, float("nan"))
    units = [[digits.pick(cells) for _ in range(count)] for digits in draw(numbers(0, max_units))]
    return np.array(units, dtype=np.float64).reshape(len(units), count).T
