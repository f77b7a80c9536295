"""Dynamic complexity of short series: fluctuation and distribution in moving windows."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from mediaeco.kernels.array import Array, Floats

__all__ = ["distribution", "fluctuation", "windows"]

# Windows are worked on in blocks, so that no table of all pairs outgrows the cache.
_BLOCK = 1 << 18


def windows(values: Floats, width: int) -> Array:
    """Every window of a series, on the same memory; shape (max(N - width + 1, 0), width)."""
    values = np.asarray(values, dtype=np.float64)
    if len(values) < width:
        return np.zeros((0, width))
    return sliding_window_view(values, width)


def fluctuation(window: Floats) -> Floats:
    """How much, and how often, values change.

    A window is cut at its points of return, where rising, falling and staying change into one
    another. ``F = sum(|x_end - x_begin| / steps) / (width - 1)``, over its periods.

    Parameters
    ----------
    window
        Values on [0, 1]; shape (windows, width), width at least 2.

    Returns
    -------
    Floats
        From 0 (constant) to 1 (from one end of the scale to the other and back at every step);
        NaN where a value is; shape (windows,).

    Examples
    --------
    >>> fluctuation(np.array([[0, 1, 0, 1.0], [0, 0.5, 1, 1], [0.3, 0.3, 0.3, 0.3]]))
    array([1.        , 0.16666667, 0.        ])
    """
    window = np.asarray(window, dtype=np.float64)
    change = np.diff(window, axis=1)
    direction = np.sign(change)
    begins = np.ones(change.shape, dtype=bool)
    begins[:, 1:] = direction[:, 1:] != direction[:, :-1]
    # A period never crosses from one window to the next, so all may be summed as one column.
    flat = np.flatnonzero(begins.ravel())
    if len(flat) == 0:
        return np.full(len(window), np.nan)
    steps = np.diff(np.append(flat, begins.size))
    rise = np.abs(np.add.reduceat(change.ravel(), flat)) / steps
    summed = np.bincount(flat // change.shape[1], rise, len(window))
    found: Floats = summed / change.shape[1]
    found[np.isnan(window).any(axis=1)] = np.nan
    return np.minimum(found, 1.0)


def distribution(window: Floats) -> Floats:
    """How evenly values spread over the scale.

    Values in order, ``x_1 <= ... <= x_m``, are compared with as many that are spaced evenly over
    the scale, ``y``. Over all spans (c, d) of ranks, and all pairs a < b within them::

        D = 1 - sum(max((y_b - y_a) - (x_b - x_a), 0)) / sum(y_b - y_a)

    A pair stands in ``a (m - b + 1)`` spans, so each is added once, with this weight.

    Parameters
    ----------
    window
        Values on [0, 1]; shape (windows, width), width at least 2.

    Returns
    -------
    Floats
        From 0 (constant) to 1 (even); NaN where a value is; shape (windows,).

    Examples
    --------
    >>> distribution(np.array([[0, 1, 0.5], [0.2, 0.2, 0.2]]))
    array([1., 0.])
    """
    window = np.asarray(window, dtype=np.float64)
    width = window.shape[1]
    low, high = np.triu_indices(width, 1)
    weight = (low + 1.0) * (width - high)
    even = (high - low) / (width - 1)
    whole = float(weight @ even)
    found = np.empty(len(window))
    step = max(_BLOCK // max(len(low), 1), 1)
    for begin in range(0, len(window), step):
        ordered = np.sort(window[begin : begin + step], axis=1)
        missing = np.maximum(even - (ordered[:, high] - ordered[:, low]), 0.0)
        found[begin : begin + step] = 1 - missing @ weight / whole
    return np.clip(found, 0.0, 1.0)
