"""Where a sum that grows along a segment first reaches what was drawn for it."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats, Ints

__all__ = ["first_reaching"]


def first_reaching(level: Floats, offsets: Ints, wanted: Floats) -> Ints:
    """First row of each segment at which each column reaches a level.

    With ``level = -log(1 - p)`` added up and exponential draws of mean 1, it is the row at which an
    event of hazard p takes place.

    Parameters
    ----------
    level
        Never falls within a segment; shape (rows, columns).
    offsets
        Row at which each segment begins, and the number of rows; shape (segments + 1,).
    wanted
        Level to be reached; shape (..., segments, columns).

    Returns
    -------
    Ints
        Rows, -1 where the segment ends below; the shape of ``wanted``.

    Notes
    -----
    *Laws*: the level of the row is at least what was wanted, and that of the row before is not.

    Examples
    --------
    >>> level = np.array([[0.1], [0.4], [0.4], [0.2]])
    >>> first_reaching(level, np.array([0, 3, 4]), np.array([[0.3], [0.3]])).tolist()
    [[1], [-1]]
    """
    begins, ends = offsets[:-1, None], offsets[1:, None]
    low = np.broadcast_to(begins, wanted.shape).astype(np.int64)
    high = np.broadcast_to(ends, wanted.shape).astype(np.int64)
    column = np.arange(level.shape[1])
    if len(level) == 0:
        return np.full(wanted.shape, -1, dtype=np.int64)
    for _ in range(int(np.diff(offsets).max(initial=0)).bit_length()):
        middle = (low + high) // 2
        found = level[np.minimum(middle, len(level) - 1), column] >= wanted
        searching = low < high
        high = np.where(searching & found, middle, high)
        low = np.where(searching & ~found, middle + 1, low)
    return np.where(low < ends, low, -1)
