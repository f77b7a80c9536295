"""Krippendorff's alpha: agreement between any number of coders, beyond what chance gives.

The data are counts: how often each value was given to each unit. Everything that alpha needs is
linear in units, so a bootstrap over units is a matrix product and not a loop.
"""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Array, Floats, Ints

__all__ = ["SCALES", "alpha_parts", "krippendorff", "value_counts"]

SCALES = ("nominal", "ordinal", "interval", "ratio")
"""Scales of measurement that there is a difference function for."""

_CELLS = 1 << 22  # of the largest array that one step works on


def value_counts(codes: Ints, values: int) -> Ints:
    """How often was each value given to each unit?

    Parameters
    ----------
    codes
        Place of the value in the order of values, -1 where a coder gave none; shape
        (coders, units).
    values
        How many values there are.

    Returns
    -------
    Ints
        Shape (units, values).

    Examples
    --------
    >>> value_counts(np.array([[0, 1, -1], [0, 0, 1]]), 2)
    array([[2, 0],
           [1, 1],
           [0, 1]])
    """
    coders, units = codes.shape
    unit = np.broadcast_to(np.arange(units), (coders, units))
    given = codes >= 0
    key = unit[given] * values + codes[given]
    return np.bincount(key, minlength=units * values).reshape(units, values)


def krippendorff(
    counts: Ints, values: Floats, scale: str = "nominal", weights: Array | None = None
) -> Floats:
    """Krippendorff's alpha: ``1 - observed disagreement / expected disagreement``.

    Parameters
    ----------
    counts, values, scale, weights
        As `alpha_parts` takes them.

    Returns
    -------
    Floats
        Shape (1,) or (replicates,); at most 1, 0 where coders agree as by chance. NaN where no unit
        has two values, or where all values that could be paired are the same.

    Notes
    -----
    *Theory*: krippendorff2011, hayes2007; published.

    *Laws*: indifferent to the order of coders; nominal alpha to the names of values, interval alpha
    to their origin and unit, ratio alpha to their unit, ordinal alpha to all but their order; units
    with fewer than two values change nothing; 1 where all agree and values vary.

    Examples
    --------
    >>> krippendorff(np.array([[2, 0], [1, 1], [0, 2]]), np.array([0.0, 1.0])).round(3)
    array([0.444])
    """
    observed, expected = alpha_parts(counts, values, scale, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)


def alpha_parts(
    counts: Ints, values: Floats, scale: str = "nominal", weights: Array | None = None
) -> tuple[Floats, Floats]:
    """Observed and expected disagreement.

    Parameters
    ----------
    counts
        Times that each value was given to each unit; shape (units, values).
    values
        The values in order, for interval and ratio; shape (values,).
    scale
        One of `SCALES`: the difference between two values is 1 (nominal), the square of the ranks
        between them (ordinal), of their distance (interval), or of their distance over their sum
        (ratio).
    weights
        Times that each unit is drawn; shape (replicates, units). None: each once.

    Returns
    -------
    observed, expected
        Mean difference of two values within a unit, and of any two; each of shape (1,) or
        (replicates,). NaN where there are no pairs.
    """
    sizes = counts.sum(axis=1)
    pairable = sizes > 1
    given = counts[pairable].astype(np.float64)
    drawn = np.ones((1, len(given))) if weights is None else np.asarray(weights)[:, pairable]
    if not given.size:
        nothing = np.full(len(drawn), np.nan)
        return nothing, nothing
    if scale == "interval":
        # Differences do not see the origin; rounding does.
        values = values - np.average(values, weights=given.sum(axis=0))
    step = max(1, _CELLS // max(given.shape))
    parts = [
        _parts(given, values, scale, drawn[begin : begin + step].astype(np.float64))
        for begin in range(0, len(drawn), step)
    ]
    observed, expected = (np.concatenate(side) for side in zip(*parts, strict=True))
    return observed, expected


def _parts(given: Floats, values: Floats, scale: str, drawn: Floats) -> tuple[Floats, Floats]:
    margin = drawn @ given
    total = margin.sum(axis=1)
    share = drawn / (given.sum(axis=1) - 1)
    if scale == "ordinal":
        # The ranks between two values, half of each end counted, are the distance of midranks.
        middle = np.cumsum(margin, axis=1) - margin / 2
        middle -= (margin * middle).sum(axis=1, keepdims=True) / np.maximum(total, 1)[:, None]
        within = _within_ranks(given, middle, share)
        among = 2 * (total * (margin * middle**2).sum(axis=1) - (margin * middle).sum(axis=1) ** 2)
    elif scale == "interval":
        within = share @ _spread(given, values)
        among = 2 * (total * (margin @ values**2) - (margin @ values) ** 2)
    else:
        apart = _differences(values, scale)
        within = share @ ((given @ apart) * given).sum(axis=1)
        among = ((margin @ apart) * margin).sum(axis=1)
    # One value alone leaves rounding behind where there is nothing.
    varied = (margin > 0).sum(axis=1) > 1
    with np.errstate(invalid="ignore", divide="ignore"):
        return within / total, np.where(varied, among, 0.0) / (total * (total - 1))


def _spread(given: Floats, values: Floats) -> Floats:
    """Sum of squared distances over all ordered pairs of values of each unit."""
    size, total, squares = given.sum(axis=1), given @ values, given @ values**2
    spread: Floats = 2 * (size * squares - total**2)
    return np.where((given > 0).sum(axis=1) > 1, spread, 0.0)


def _within_ranks(given: Floats, middle: Floats, share: Floats) -> Floats:
    """Sum over units of the squared distances of midranks, which differ by replicate."""
    # Units of one value are left out: they add nothing, and rounding would.
    mixed = (given > 0).sum(axis=1) > 1
    squares = (share[:, mixed] * given[mixed].sum(axis=1)) @ given[mixed]
    first = (squares * middle**2).sum(axis=1)
    second = (share[:, mixed] * (middle @ given[mixed].T) ** 2).sum(axis=1)
    out: Floats = 2 * (first - second)
    return out


def _differences(values: Floats, scale: str) -> Floats:
    """Squared difference of each two values."""
    if scale == "nominal":
        return 1.0 - np.eye(len(values))
    distance = np.subtract.outer(values, values)
    total = np.add.outer(values, values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(distance == 0, 0.0, (distance / total) ** 2)
