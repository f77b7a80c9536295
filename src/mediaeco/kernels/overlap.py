"""Which intervals share a part."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Ints

__all__ = ["overlaps"]


def overlaps(begin: Ints, end: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Pairs of intervals of one group that share a part.

    Parameters
    ----------
    begin, end
        Half-open intervals, ``begin <= end``; shape (N,).
    group
        Only intervals of one group can overlap; shape (N,).

    Returns
    -------
    first, second
        Rows of each pair, each pair once. An empty interval shares nothing.

    Notes
    -----
    *Laws*: the pairs are those that a comparison of every two finds.

    Examples
    --------
    >>> begin, end = np.array([0, 5, 8]), np.array([6, 9, 10])
    >>> overlaps(begin, end, np.zeros(3, dtype=int))
    (array([0, 1]), array([1, 2]))
    """
    rows = np.flatnonzero(end > begin)
    rows = rows[np.lexsort((begin[rows], group[rows]))]
    begin, end, group = begin[rows], end[rows], group[rows]
    if not len(rows):
        return rows, rows
    # In one order of group and place, later intervals that begin before this one ends stand next.
    stride = int(max(end.max(), 0) - min(begin.min(), 0)) + 1
    _, rank = np.unique(group, return_inverse=True)
    starts = rank * stride + begin - begin.min()
    stops = np.searchsorted(starts, rank * stride + end - begin.min(), side="left")
    counts = stops - np.arange(len(rows)) - 1
    first = np.repeat(np.arange(len(rows)), counts)
    after = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return rows[first], rows[first + 1 + after]
