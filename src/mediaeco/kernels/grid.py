"""Trajectories over the cells of a grid: visits, returns, attractors.

Events of all trajectories stand end to end; a visit is a run of events in one cell.
"""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.entropy import shares
from mediaeco.kernels.segment import group_order

__all__ = ["dispersion", "returns", "visit_begins", "winnow"]

# Durations added up in another order differ in their last bits, and are alike all the same.
_ALIKE = 1e-9


def visit_begins(cell: Ints, offsets: Ints) -> Bools:
    """Tell at which events a visit begins.

    Parameters
    ----------
    cell
        Cell of each event; shape (events,).
    offsets
        Event at which each trajectory begins, and their number at the end; shape
        (trajectories + 1,).

    Returns
    -------
    Bools
        True at the first event of each trajectory and wherever the cell changes; shape (events,).

    Examples
    --------
    >>> visit_begins(np.array([3, 3, 1, 1]), np.array([0, 3, 4]))
    array([ True, False,  True,  True])
    """
    cell = np.asarray(cell)
    begins = np.ones(len(cell), dtype=bool)
    begins[1:] = cell[1:] != cell[:-1]
    starts = np.asarray(offsets)[:-1]
    begins[starts[starts < len(cell)]] = True
    return begins


def dispersion(duration: Floats) -> Floats:
    """How evenly durations spread over cells.

    ``1 - (n sum((d_i / D)^2) - 1) / (n - 1)``, over all n cells of the grid, D = sum(d_i).

    Parameters
    ----------
    duration
        At least 0; shape (..., n).

    Returns
    -------
    Floats
        From 0 (all in one cell) to 1 (the same in every cell); NaN where all durations are 0 and
        where there is but one cell; shape (...,).

    Notes
    -----
    *Laws*: 0 in one cell, 1 for even; the same for all durations scaled alike and in any order.

    Examples
    --------
    >>> dispersion(np.array([[4.0, 0, 0, 0], [1, 1, 1, 1], [2, 2, 0, 0], [0, 0, 0, 0]]))
    array([0.        , 1.        , 0.66666667,        nan])
    """
    count = np.shape(duration)[-1]
    if count < 2:
        return np.full(np.shape(duration)[:-1], np.nan)
    share = shares(duration)
    spread: Floats = 1 - (count * (share**2).sum(axis=-1) - 1) / (count - 1)
    return np.clip(spread, 0.0, 1.0)


def returns(cell: Ints, duration: Floats, offsets: Ints) -> dict[str, Ints | Floats]:
    """Every return to a cell: how long, and over how much else, after it was left.

    Parameters
    ----------
    cell
        Cell of each event; -1 is no cell to return to; shape (events,).
    duration
        Of each event; shape (events,).
    offsets
        Event at which each trajectory begins, and their number at the end; shape
        (trajectories + 1,).

    Returns
    -------
    dict
        ``left``, ``back``: last event before leaving and first after returning; ``events``,
        ``visits``, ``duration``: what lay between; shape (returns,) each, in the order of
        ``back``.

    Examples
    --------
    >>> found = returns(np.array([0, 1, 1, 2, 0]), np.array([1.0, 2, 3, 4, 5]), np.array([0, 5]))
    >>> found["events"], found["visits"], found["duration"]
    (array([3]), array([2]), array([9.]))
    """
    begins = np.flatnonzero(visit_begins(cell, offsets))
    ends = np.append(begins[1:], len(cell)) - 1
    trajectory = np.searchsorted(np.asarray(offsets), begins, side="right") - 1
    place = np.asarray(cell)[begins]
    size = int(place.max(initial=0)) + 2
    order, groups = group_order(trajectory * size + place + 1)
    later = np.ones(len(order), dtype=bool)
    later[groups[:-1][groups[:-1] < len(order)]] = False
    now, before = order[later], order[np.flatnonzero(later) - 1]
    known = place[now] >= 0
    now, before = now[known], before[known]
    by_time = np.argsort(now, kind="stable")
    now, before = now[by_time], before[by_time]
    left, back = ends[before], begins[now]
    return {
        "left": left,
        "back": back,
        "events": back - left - 1,
        "visits": now - before - 1,
        "duration": _between(np.asarray(duration, dtype=np.float64), left + 1, back),
    }


def _between(duration: Floats, low: Ints, high: Ints) -> Floats:
    """Sum of durations from ``low`` to before ``high``, each added up by itself."""
    bounds = np.stack([low, high], axis=1).ravel()
    padded = np.append(duration, 0.0)
    return np.add.reduceat(padded, bounds)[::2] if len(bounds) else np.zeros(0)


def winnow(duration: Floats, drop: float) -> tuple[Floats, Bools]:
    """Take away the cells of least duration until those that are left are alike.

    With k cells left, their heterogeneity is ``sum((d_i - mean(d))^2) / k``. The attractor is
    what is left at the first step at which heterogeneity has fallen by ``drop`` or more from the
    step before. Cells of one duration go together.

    Parameters
    ----------
    duration
        At least 0; shape (trajectories, cells).
    drop
        Share by which heterogeneity must fall, above 0 and at most 1.

    Returns
    -------
    heterogeneity
        By number of cells left, from 1; NaN for numbers that no step leaves; shape
        (trajectories, cells).
    attractor
        True for the cells of the attractor; none where nothing was visited and where all visited
        cells, two or more, are alike; shape (trajectories, cells).

    Examples
    --------
    >>> scree, attractor = winnow(np.array([[10.0, 1, 9, 0]]), 0.5)
    >>> scree.round(2), attractor
    (array([[ 0.  ,  0.25, 16.22,   nan]]), array([[ True, False,  True, False]]))
    """
    duration = np.asarray(duration, dtype=np.float64)
    rows, cells = duration.shape
    order = np.argsort(-duration, axis=1, kind="stable")
    ranked = np.take_along_axis(duration, order, axis=1)
    left = np.arange(1, cells + 1)
    mean = np.cumsum(ranked, axis=1) / left
    # Welford's sum of squares: nothing large is subtracted from anything large.
    step = np.zeros_like(ranked)
    step[:, 1:] = (ranked[:, 1:] - mean[:, :-1]) * (ranked[:, 1:] - mean[:, 1:])
    scree = np.maximum(np.cumsum(step, axis=1), 0.0) / left
    following = np.zeros_like(ranked)
    following[:, :-1] = ranked[:, 1:]
    scree[(ranked <= 0) | (ranked - following <= _ALIKE * ranked)] = np.nan
    kept = np.zeros(rows, dtype=np.int64)
    before = np.full(rows, np.nan)
    for count in range(cells, 0, -1):
        now = scree[:, count - 1]
        stands = ~np.isnan(now)
        only = stands & np.isnan(before) & (count == 1)
        fell = stands & (before > 0) & (now <= (1 - drop + _ALIKE) * before)
        kept = np.where((kept == 0) & (fell | only), count, kept)
        before = np.where(stands, now, before)
    attractor = np.zeros((rows, cells), dtype=bool)
    np.put_along_axis(attractor, order, left <= kept[:, None], axis=1)
    return scree, attractor
