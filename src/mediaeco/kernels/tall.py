"""Products of long tables of few columns, worked out on this thread alone."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats

__all__ = ["crossed"]

_VECTOR, _MATRIX = 8_192, 131_072  # entries and multiplications of a block


def crossed(x: Floats, y: Floats) -> Floats:
    """Product ``x.T @ y`` of long tables, block of rows by block of rows.

    Parameters
    ----------
    x
        Shape (rows, k).
    y
        Shape (rows,) or (rows, m).

    Returns
    -------
    Floats
        Shape (k,) or (k, m).

    Notes
    -----
    BLAS spreads a long product over every thread it has, and the threads wait for one another by
    spinning: on a machine that is busy otherwise such a product of some microseconds takes
    milliseconds. Blocks are so small that it never does; the limits are half of OpenBLAS's own.
    Two long columns have their product by ``(a * b).sum()``, for the same reason.

    *Laws*: equals ``x.T @ y`` but for rounding.

    Examples
    --------
    >>> crossed(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 10.0]))
    array([31., 42.])
    """
    columns = y[:, None] if y.ndim == 1 else y
    most = _VECTOR if columns.shape[1] == 1 else _MATRIX // max(columns.shape[1], 1)
    rows = max(most // max(x.shape[1], 1), 1)
    if len(x) <= rows or not (x.size and y.size):
        return np.asarray(x.T @ y, dtype=np.float64)
    whole = len(x) // rows * rows
    blocks = np.matmul(_blocks(x, rows).transpose(0, 2, 1), _blocks(columns, rows)).sum(axis=0)
    out: Floats = blocks + x[whole:].T @ columns[whole:]
    return out[:, 0] if y.ndim == 1 else out


def _blocks(x: Floats, rows: int) -> Floats:
    """Blocks of so many rows, without those that are left over; shape (blocks, rows, k)."""
    whole = len(x) // rows * rows
    if x.flags.f_contiguous and not x.flags.c_contiguous:
        return x.T[:, :whole].reshape(x.shape[1], -1, rows).transpose(1, 2, 0)
    return x[:whole].reshape(-1, rows, x.shape[1])
