"""How many different codes have been seen after so many units, in one order and in any."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Bools, Floats, Ints

__all__ = ["expected_seen", "first_seen", "seen", "seen_in_orders"]

_CELLS = 1 << 22  # of the largest array that one step works on


def first_seen(has: Bools) -> Ints:
    """Unit in which each code is seen first.

    Parameters
    ----------
    has
        Whether a unit has a code; shape (units, codes).

    Returns
    -------
    Ints
        Shape (codes,); the number of units for a code that none has.
    """
    units = len(has)
    found = has.argmax(axis=0) if units else np.zeros(has.shape[1], dtype=np.int64)
    return np.where(has.any(axis=0), found, units)


def seen(has: Bools) -> Ints:
    """How many different codes have been seen after each unit?

    Parameters
    ----------
    has
        Whether a unit has a code; shape (units, codes).

    Returns
    -------
    Ints
        Shape (units,); never falls.

    Examples
    --------
    >>> seen(np.array([[True, False], [True, False], [False, True]]))
    array([1, 1, 2])
    """
    units = len(has)
    return np.cumsum(np.bincount(first_seen(has), minlength=units + 1)[:units])


def expected_seen(has: Bools) -> Floats:
    """How many different codes are seen after k units, on average over all orders of the units?

    ``E(k) = sum over codes c of 1 - C(n - n_c, k) / C(n, k)`` where ``n_c`` of the ``n`` units have
    code c: the chance of missing a code is hypergeometric.

    Parameters
    ----------
    has
        Whether a unit has a code; shape (units, codes).

    Returns
    -------
    Floats
        Shape (units,).

    Notes
    -----
    *Theory*: hurlbert1971 (rarefaction of species); adapted: codes are the species, units the
    sample.

    *Laws*: the mean of `seen` over every order; never falls, and what is added never grows; ends
    where `seen` ends.

    Examples
    --------
    >>> expected_seen(np.array([[True, False], [True, False], [False, True]])).round(3)
    array([1.   , 1.667, 2.   ])
    """
    units = len(has)
    with_code, codes = np.unique(has.sum(axis=0), return_counts=True)
    # C(n - m, k) / C(n, k) is a product of shares (n - m - j) / (n - j), j below k.
    step = np.arange(units)
    out = np.zeros(units)
    for m, count in zip(with_code.tolist(), codes.tolist(), strict=True):
        left = np.maximum(units - m - step, 0) / (units - step)
        out += count * (1 - np.cumprod(left))
    return out


def seen_in_orders(has: Bools, orders: int, generator: np.random.Generator) -> Ints:
    """Draw orders of the units, and count the codes seen after each unit in each of them.

    Parameters
    ----------
    has
        Whether a unit has a code; shape (units, codes).
    orders
        How many orders are drawn.
    generator
        Where chance comes from.

    Returns
    -------
    Ints
        Shape (orders, units).
    """
    units = len(has)
    has = has[:, has.any(axis=0)]
    unit, code = np.nonzero(has.T)[::-1]
    begins = np.flatnonzero(np.diff(code, prepend=-1))
    out = np.zeros((orders, units), dtype=np.int64)
    if not len(code):
        return out
    step = max(1, _CELLS // max(len(code), units))
    for low in range(0, orders, step):
        drawn = min(step, orders - low)
        place = generator.permuted(np.tile(np.arange(units), (drawn, 1)), axis=1)
        first = np.minimum.reduceat(place[:, unit], begins, axis=1)
        key = np.arange(drawn)[:, None] * units + first
        new = np.bincount(key.ravel(), minlength=drawn * units).reshape(drawn, units)
        out[low : low + drawn] = np.cumsum(new, axis=1)
    return out
