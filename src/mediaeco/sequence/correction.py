"""Corrections of p values for the number of tests."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from mediaeco.errors import UnknownTermError
from mediaeco.kernels.array import Floats

__all__ = ["Correction", "corrected"]

Correction = Literal["none", "holm", "bh"]
"""None, Holm's (family-wise error), or that of Benjamini and Hochberg (false discoveries)."""


def corrected(p: Floats, correction: Correction) -> Floats:
    """P values corrected for how many tests there are.

    Holm: the k-th smallest of m is multiplied by m - k + 1, and none is below a smaller one.
    Benjamini and Hochberg: it is multiplied by m / k, and none is above a larger one.

    Parameters
    ----------
    p
        Any shape; NaN is no test.
    correction
        Which.

    Returns
    -------
    Floats
        Shape of ``p``, at most 1; NaN where ``p`` is.

    Raises
    ------
    UnknownTermError
        Where the correction is not known.

    Notes
    -----
    *Theory*: holm1979, benjamini1995; published.

    *Laws*: never below p; keeps the order.

    Examples
    --------
    >>> corrected(np.array([0.01, 0.04, 0.03]), "holm")
    array([0.03, 0.06, 0.06])
    """
    if correction not in get_args(Correction):
        raise UnknownTermError(correction, get_args(Correction), "correction")
    out = np.array(p, dtype=np.float64)
    tests = np.flatnonzero(~np.isnan(out))
    if correction == "none" or len(tests) == 0:
        return out
    order = tests[np.argsort(out.flat[tests], kind="stable")]
    rank = np.arange(1, len(order) + 1)
    values = out.flat[order]
    if correction == "holm":
        values = np.maximum.accumulate(values * (len(order) - rank + 1))
    else:
        # One factor of at least 1: divided last, the largest p could come out smaller than it was.
        raised = values * (len(order) / rank)
        values = np.minimum.accumulate(raised[::-1])[::-1]
    out.flat[order] = np.minimum(values, 1.0)
    return out
