"""Means by group, over what is known."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats, Ints

__all__ = ["group_mean"]


def group_mean(group: Ints, values: Floats, count: int) -> Floats:
    """Mean of the known values of each group.

    Parameters
    ----------
    group
        Group of each row, from 0 to ``count`` - 1; shape (N,).
    values
        NaN where unknown; shape (N,).
    count
        How many groups there are.

    Returns
    -------
    Floats
        Shape (count,); NaN for a group of which nothing is known.

    Notes
    -----
    *Laws*: equals the mean taken group by group.

    Examples
    --------
    >>> group_mean(np.array([0, 0, 2]), np.array([1.0, 2.0, np.nan]), 3)
    array([1.5, nan, nan])
    """
    known = ~np.isnan(values)
    group, values = group[known], values[known]
    with np.errstate(invalid="ignore"):
        mean: Floats = np.bincount(group, values, count) / np.bincount(group, minlength=count)
    return mean
