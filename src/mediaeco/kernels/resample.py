"""Resampling: which units are drawn, kept or exchanged, one row a replicate."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from mediaeco.kernels.array import Bools, Floats

__all__ = ["drawn_counts", "every_choice", "every_swap", "first_of", "random_order"]


def drawn_counts(random: np.random.Generator, units: int, replicates: int) -> Floats:
    """How often is each unit drawn, when as many are drawn with replacement as there are?

    Parameters
    ----------
    random
        Generator.
    units
        Number of units, U.
    replicates
        Number of replicates, R.

    Returns
    -------
    Floats
        Whole numbers, each row summing to U; shape (R, U). A matrix product with counts by unit
        gives the counts of every replicate at once.
    """
    drawn = random.integers(0, units, (replicates, units), dtype=np.int32)
    drawn += np.arange(0, replicates * units, max(units, 1), dtype=np.int32)[:, None]
    counts = np.bincount(drawn.ravel(), minlength=replicates * units)
    return counts.reshape(replicates, units).astype(np.float64)


def random_order(random: np.random.Generator, units: int, replicates: int) -> Floats:
    """A random number for each unit, by which they stand in order; shape (R, U), from 0 to 1."""
    return random.random((replicates, units))


def first_of(order: Floats, chosen: int) -> Bools:
    """The so many units that stand first in an order; shape (R, U).

    Examples
    --------
    >>> first_of(np.array([[0.7, 0.1, 0.4]]), 2)
    array([[False,  True,  True]])
    """
    out = np.zeros(order.shape, dtype=bool)
    if chosen > 0:
        place = min(chosen, order.shape[1]) - 1
        np.put_along_axis(out, np.argpartition(order, place, axis=1)[:, :chosen], True, axis=1)
    return out


def every_choice(units: int, chosen: int) -> Bools:
    """All ways to choose so many of the units; shape (ways, U).

    Examples
    --------
    >>> every_choice(4, 2).sum(axis=0)
    array([3, 3, 3, 3])
    """
    ways = np.array(list(combinations(range(units), chosen)), dtype=np.int64)
    out = np.zeros((len(ways), units), dtype=bool)
    np.put_along_axis(out, ways, True, axis=1)
    return out


def every_swap(pairs: int) -> Bools:
    """All ways to swap the two of some pairs, or of none; shape (2 ** pairs, pairs).

    Examples
    --------
    >>> every_swap(2).astype(int).tolist()
    [[0, 0], [1, 0], [0, 1], [1, 1]]
    """
    return (np.arange(1 << pairs)[:, None] >> np.arange(pairs) & 1).astype(bool)
