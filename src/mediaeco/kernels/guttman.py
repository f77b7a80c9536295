"""How well a cumulative scale reproduces who has what."""

from __future__ import annotations

from typing import Literal

import numpy as np

from mediaeco.kernels.array import Bools, Ints

__all__ = ["Counting", "scale_errors", "scale_order"]

Counting = Literal["goodenough", "minimum"]
"""How errors are counted: against the perfect row of the same total, or against the nearest."""


def scale_order(used: Bools) -> Ints:
    """Columns from the commonest to the rarest; columns equally common stay in their order.

    Parameters
    ----------
    used
        Shape (rows, columns).

    Returns
    -------
    Ints
        Shape (columns,).

    Examples
    --------
    >>> scale_order(np.array([[True, True, False], [False, True, False]]))
    array([1, 0, 2])
    """
    order: Ints = np.argsort(-np.asarray(used, dtype=bool).sum(axis=0), kind="stable")
    return order


def scale_errors(used: Bools, order: Ints, counting: Counting = "goodenough") -> Ints:
    """Entries of each row that a cumulative scale gets wrong.

    A perfect row has its entries in the first columns of ``order`` and none after them.
    ``"goodenough"`` compares a row with the perfect one of the same total, so that an entry out of
    place counts twice, where it is and where it is missing; ``"minimum"`` with the perfect row
    that differs least.

    Parameters
    ----------
    used
        Shape (rows, columns).
    order
        Columns from the commonest to the rarest.
    counting
        How errors are counted.

    Returns
    -------
    Ints
        Shape (rows,), from 0 to columns.

    Notes
    -----
    *Laws*: 0 exactly for perfect rows; the minimum is never above the other count, and at least
    half of it.

    Examples
    --------
    >>> used = np.array([[True, True, False], [True, False, True]])
    >>> scale_errors(used, np.arange(3)), scale_errors(used, np.arange(3), "minimum")
    (array([0, 2]), array([0, 1]))
    """
    row = np.asarray(used, dtype=bool)[:, order].astype(np.int64)
    columns = row.shape[1]
    total = row.sum(axis=1)
    # Entries among the first c columns, for c from 0 to all of them.
    among = np.concatenate((np.zeros((len(row), 1), dtype=np.int64), row.cumsum(axis=1)), axis=1)
    if counting == "minimum":
        wrong = np.arange(columns + 1) - 2 * among + total[:, None]
        fewest: Ints = wrong.min(axis=1)
        return fewest
    doubled: Ints = 2 * (total - among[np.arange(len(row)), total])
    return doubled
