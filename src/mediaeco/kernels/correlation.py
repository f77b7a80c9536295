"""Correlations of two series, window by window and lag by lag."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Bools, Floats, Ints

__all__ = ["lagged_correlation", "window_starts"]

# Windows are worked on in blocks: a block's spectra should stay in the cache.
_BLOCK = 1 << 19


def window_starts(length: int, width: int, step: int, lags: int) -> Ints:
    """First sample of each window that fits with all its lags.

    Parameters
    ----------
    length
        Samples of the series.
    width, step
        Samples of a window, and from one window to the next.
    lags
        Samples of the longest lag.

    Returns
    -------
    Ints
        Shape (windows,), empty where the series is too short.

    Examples
    --------
    >>> window_starts(20, 8, 4, 2)
    array([0, 4, 8])
    """
    return np.arange(0, max(length - width - lags + 1, 0), step)


def lagged_correlation(x: Floats, y: Floats, starts: Ints, width: int, lags: int) -> Floats:
    """Pearson correlation in every window, at every lag.

    At lag k >= 0, x from s to s + width is correlated with y from s + k; at lag -k, y from s with
    x from s + k.

    Parameters
    ----------
    x, y
        Shape (N,).
    starts
        First sample s of each window, at most N - width - lags; shape (windows,).
    width, lags
        Samples of a window, and of the longest lag.

    Returns
    -------
    Floats
        From lag -lags to lags; NaN where one of the two does not vary, or is not known; shape
        (windows, 2 lags + 1).

    Notes
    -----
    Products are summed by fast Fourier transforms of single windows, from which their own means
    are taken first: a loud part of a series costs a quiet one no precision.

    *Laws*: within [-1, 1]; 1 of a series with itself; exchanging the two turns the lags round; the
    same for either series shifted and stretched.

    Examples
    --------
    >>> x = np.array([0, 1, 0, 0, 2, 0, 1.0])
    >>> lagged_correlation(x[1:], x[:-1], np.array([0]), 4, 1).round(2)
    array([[-0.33, -0.52,  1.  ]])
    """
    found = np.empty((len(starts), 2 * lags + 1))
    size = 1 << (width + lags - 1).bit_length()
    step = max(_BLOCK // size, 1)
    for begin in range(0, len(starts), step):
        part = np.asarray(starts)[begin : begin + step]
        rows = part[:, None] + np.arange(width + lags)
        across, along = (np.asarray(v, dtype=np.float64)[rows] for v in (x, y))
        out = found[begin : begin + step]
        out[:, lags:] = _forwards(across, along, width, size)
        out[:, :lags] = _forwards(along, across, width, size)[:, :0:-1]
    return found


def _forwards(fixed: Floats, moving: Floats, width: int, size: int) -> Floats:
    """Correlate the first ``width`` samples of one with the other, from lag 0 on."""
    lags = fixed.shape[1] - width
    undefined = _still(fixed[:, :width], width) | _still(moving, width)
    fixed, moving = _centered(fixed[:, :width]), _centered(moving)
    spectrum = np.conj(np.fft.rfft(fixed, size)) * np.fft.rfft(moving, size)
    product = np.fft.irfft(spectrum, size)[:, : lags + 1]
    first, second = (_sums(power, width) for power in (moving, moving**2))
    spread = np.maximum(second - first**2 / width, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        r = product / np.sqrt((fixed**2).sum(axis=1, keepdims=True) * spread)
    r = np.clip(r, -1.0, 1.0)
    r[undefined] = np.nan
    return np.asarray(r, dtype=np.float64)


def _centered(values: Floats) -> Floats:
    """Take off the mean of what is known of each row; what is not known becomes 0."""
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    mean = filled.sum(axis=1, keepdims=True) / np.maximum(known.sum(axis=1, keepdims=True), 1)
    return np.where(known, values - mean, 0.0)


def _sums(values: Floats, width: int) -> Floats:
    """Sum of every ``width`` samples that follow one another."""
    total = np.zeros((len(values), values.shape[1] + 1))
    np.cumsum(values, axis=1, out=total[:, 1:])
    sums: Floats = total[:, width:] - total[:, :-width]
    return sums


def _still(values: Floats, width: int) -> Bools:
    """Tell where ``width`` samples that follow one another are all the same, or not all known."""
    changes = np.zeros(values.shape, dtype=np.int64)
    np.cumsum(values[:, 1:] != values[:, :-1], axis=1, out=changes[:, 1:])
    gaps = np.zeros((len(values), values.shape[1] + 1), dtype=np.int64)
    np.cumsum(np.isnan(values), axis=1, out=gaps[:, 1:])
    still: Bools = changes[:, width - 1 :] == changes[:, : values.shape[1] - width + 1]
    return np.asarray(still | (gaps[:, width:] != gaps[:, :-width]), dtype=bool)
