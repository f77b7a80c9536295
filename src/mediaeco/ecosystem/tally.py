"""Contacts counted by code, whole columns at a time."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.code import distinct_codes

__all__ = ["Tally", "tally"]

# Bins that may stay empty cost less than a sort as long as they are no more than this.
_SMALL = 1 << 16


@frozen(kw_only=True, eq=False)
class Tally:
    """How often each code occurs, and where first and last.

    Parameters
    ----------
    code
        Codes that occur, rising; shape (codes,), as all that follow.
    count
        Times that they occur.
    first, last
        Where in the column of codes.
    total
        Sum of what was to be added up, over the known values; NaN where none is known.
    """

    code: Ints
    count: Ints
    first: Ints
    last: Ints
    total: Floats


def tally(codes: Ints, size: int, values: Floats | None = None) -> Tally:
    """Count codes.

    Parameters
    ----------
    codes
        Shape (N,), from 0 to ``size`` - 1.
    size
        How many codes there could be.
    values
        What to add up by code, NaN where unknown; shape (N,). None: nothing.

    Notes
    -----
    *Laws*: equals counting row by row.

    Examples
    --------
    >>> counted = tally(np.array([7, 3, 7]), 9)
    >>> counted.code, counted.count, counted.first, counted.last
    (array([3, 7]), array([1, 2]), array([1, 0]), array([1, 2]))
    """
    kinds, place = np.arange(size), codes
    if size > _SMALL + 2 * len(codes):
        kinds, place = distinct_codes(codes, size)
    counts = np.bincount(place, minlength=len(kinds))
    found = np.flatnonzero(counts)
    row = np.arange(len(place))
    first, last = np.zeros((2, len(kinds)), dtype=np.int64)
    # Of several values for one place NumPy keeps the last.
    last[place] = row
    first[place[::-1]] = row[::-1]
    return Tally(
        code=kinds[found],
        count=counts[found],
        first=first[found],
        last=last[found],
        total=_total(place, values, len(kinds))[found],
    )


def _total(place: Ints, values: Floats | None, size: int) -> Floats:
    if values is None:
        return np.full(size, np.nan)
    known = ~np.isnan(values)
    if not known.all():
        place, values = place[known], values[known]
        if len(values) == 0:
            return np.full(size, np.nan)
    some = np.bincount(place, minlength=size) > 0
    return np.where(some, np.bincount(place, values, size), np.nan)
