"""Quantiles of groups that stand mixed in one column, and of replicates."""

from __future__ import annotations

import math

import numpy as np

from mediaeco.kernels.array import Floats, Ints

__all__ = ["FEW", "expanded_level", "group_quantile", "replicate_interval"]

FEW = 10
"""Independent units, fewer than which bootstrap intervals over them are rough (library's)."""


def group_quantile(values: Floats, keys: Ints, count: int, share: float) -> Floats:
    """Value below which a share of each group lies, linear between its neighbours.

    Parameters
    ----------
    values
        Finite numbers; shape (N,).
    keys
        Group of each value, from 0 to ``count`` - 1; shape (N,).
    count
        Number of groups.
    share
        From 0 (the least) to 1 (the largest).

    Returns
    -------
    Floats
        Shape (count,); NaN where a group has no values.

    Notes
    -----
    *Laws*: equals `numpy.quantile` of each group.

    Examples
    --------
    >>> group_quantile(np.array([1.0, 9.0, 3.0]), np.array([0, 1, 0]), 3, 0.5)
    array([ 2.,  9., nan])
    """
    size = np.bincount(keys, minlength=count)
    ordered = np.append(values[np.lexsort((values, keys))], np.nan)
    begin = np.cumsum(size) - size
    place = share * (size - 1)
    low = np.floor(place).astype(np.int64)
    high = np.ceil(place).astype(np.int64)
    filled = size > 0
    below = ordered[np.where(filled, begin + low, -1)]
    above = ordered[np.where(filled, begin + high, -1)]
    found: Floats = below + (above - below) * (place - low)
    return found


def replicate_interval(drawn: Floats, level: float) -> tuple[Floats, Floats]:
    """Quantiles over the replicates that are defined, interpolated as R and NumPy do.

    Parameters
    ----------
    drawn
        A replicate a row, NaN where it is not defined; shape (replicates, ...), one at least.
    level
        Share of the replicates between the two ends, above 0 and below 1.

    Returns
    -------
    low, high
        Shape of one replicate; NaN where no replicate is defined.

    Examples
    --------
    >>> low, high = replicate_interval(np.array([[1.0], [np.nan], [2.0], [3.0]]), 0.5)
    >>> low, high
    (array([1.5]), array([2.5]))
    """
    ordered = np.sort(drawn, axis=0)  # what is not defined stands last
    count = (~np.isnan(drawn)).sum(axis=0)
    ends = []
    for share in ((1 - level) / 2, (1 + level) / 2):
        place = share * np.maximum(count - 1, 0)
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(count - 1, 0))
        low = np.take_along_axis(ordered, below[None], axis=0)[0]
        high = np.take_along_axis(ordered, above[None], axis=0)[0]
        ends.append(low + (place - below) * (high - low))
    return ends[0], ends[1]


def expanded_level(level: float, units: int) -> float:
    """Share of bootstrap replicates to hold, so that few units do not seem surer than they are.

    Replicates vary by ``sqrt((n - 1) / n)`` too little, and few units by Student's t instead of the
    normal distribution; ``level' = 2 Phi(t sqrt(n / (n - 1))) - 1``, with t at ``(1 + level) / 2``
    of n - 1 degrees of freedom.

    Parameters
    ----------
    level
        That the interval is to have, above 0 and below 1.
    units
        Number of independent units drawn.

    Returns
    -------
    float
        Above ``level``, below or at 1; NaN with fewer than two units.

    Notes
    -----
    *Theory*: hesterberg2015 (expanded percentile interval); published.

    Examples
    --------
    >>> round(expanded_level(0.95, 10), 4), round(expanded_level(0.95, 1000), 4)
    (0.9829, 0.9504)
    """
    from scipy.special import stdtrit

    if units < 2:
        return math.nan
    reach = float(stdtrit(units - 1, (1 + level) / 2)) * math.sqrt(units / (units - 1))
    return math.erf(reach / math.sqrt(2))
