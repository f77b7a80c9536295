"""Quantiles of groups that stand mixed in one column."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats, Ints

__all__ = ["group_quantile"]


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
