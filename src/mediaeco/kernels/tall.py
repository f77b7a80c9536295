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
    width = max(x.shape[1], 1)
    rows = max(min(_VECTOR // width, _MATRIX // (width * max(columns.shape[1], 1))), 1)
    whole = len(x) // rows * rows if x.size and y.size else 0
    out = np.asarray(x[whole:].T @ columns[whole:], dtype=np.float64)
    if whole:
        blocks = x[:whole].reshape(-1, rows, x.shape[1]).transpose(0, 2, 1)
        others = columns[:whole].reshape(-1, rows, columns.shape[1])
        out = out + np.matmul(blocks, others).sum(axis=0)
    return out[:, 0] if y.ndim == 1 else out
