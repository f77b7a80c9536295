"""Bouts: runs of contacts that no long silence parts."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Ints

__all__ = ["bouts"]


def bouts(time: Ints, offsets: Ints, gap: int, marks: Ints | None = None) -> Ints:
    """Bout that each row belongs to, counted over all segments.

    A bout begins with each segment, after a silence longer than ``gap``, and where marks given by
    hand change: rows of one mark stay together whatever the silence.

    Parameters
    ----------
    time
        In order within each segment; shape (N,).
    offsets
        Row at which each segment begins, and N at the end; shape (segments + 1,).
    gap
        Silence, in the unit of ``time``, that a bout outlasts.
    marks
        Code of the mark of each row, -1 where there is none; shape (N,).

    Returns
    -------
    Ints
        Shape (N,), from 0; never falls, and rises by one at each new bout.

    Notes
    -----
    *Laws*: a longer gap never makes more bouts; a segment's bouts do not depend on its neighbours.

    Examples
    --------
    >>> bouts(np.array([0, 5, 30, 0]), np.array([0, 3, 4]), 10)
    array([0, 0, 1, 2])
    """
    begins = np.diff(time, prepend=time[:1]) > gap
    if marks is not None:
        changed = np.diff(marks, prepend=marks[:1]) != 0
        begins = np.where(marks < 0, begins, False) | changed
    starts = offsets[:-1]
    begins[starts[starts < offsets[1:]]] = True
    return np.cumsum(begins) - 1
