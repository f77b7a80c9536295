"""Codes that occur, out of many that could."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Ints

__all__ = ["distinct_codes"]

# A look-up table may be this many times as long as the column before sorting costs less.
_SPARSE = 2
_SMALL = 1 << 16


def distinct_codes(codes: Ints, count: int) -> tuple[Ints, Ints]:
    """Which codes occur, and which of them stands in each row.

    Parameters
    ----------
    codes
        Shape (N,), from 0 to ``count`` - 1.
    count
        How many codes there could be.

    Returns
    -------
    kinds
        The codes that occur, rising; shape (kinds,).
    place
        ``kinds[place]`` gives the codes again; shape (N,).

    Notes
    -----
    What `numpy.unique` gives with ``return_inverse``, without a sort wherever a table of all codes
    is no longer than a few columns.

    *Laws*: equals `numpy.unique`.

    Examples
    --------
    >>> distinct_codes(np.array([7, 3, 7]), 9)
    (array([3, 7]), array([1, 0, 1]))
    """
    codes = np.asarray(codes)
    if count > _SMALL + _SPARSE * len(codes):
        kinds, place = np.unique(codes, return_inverse=True)
        return kinds, place
    occurs = np.zeros(count, dtype=bool)
    occurs[codes] = True
    places = np.cumsum(occurs) - 1
    return np.flatnonzero(occurs), places[codes]
