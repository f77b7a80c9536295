"""Episodes: what happens between one high and the next."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Bools, Ints

__all__ = ["episodes"]


def episodes(low: Bools, high: Bools, offsets: Ints) -> tuple[Ints, Ints]:
    """Stretches between a high and the next high of a segment that hold a low.

    Parameters
    ----------
    low, high
        Shape (N,); no row is both.
    offsets
        Row at which each segment begins, and N at the end; shape (segments + 1,).

    Returns
    -------
    begin
        Row of the high before each episode; shape (episodes,).
    end
        Row of the high after it, -1 where the segment ends without one; shape (episodes,).

    Notes
    -----
    *Laws*: read backwards, an episode between two highs is the same episode; a segment's episodes
    do not depend on its neighbours.

    Examples
    --------
    >>> episodes(
    ...     np.array([False, True, False, False, True]),
    ...     np.array([True, False, True, True, False]),
    ...     np.array([0, 5]),
    ... )
    (array([0, 3]), array([ 2, -1]))
    """
    highs = np.flatnonzero(high)
    ends = np.asarray(offsets)[1:][np.searchsorted(np.asarray(offsets), highs, side="right") - 1]
    following = np.append(highs[1:], len(low))
    closed = following < ends
    until = np.where(closed, following, ends)
    lows = np.concatenate(([0], np.cumsum(low)))
    some = lows[until] > lows[highs]
    return highs[some], np.where(closed, following, -1)[some]
