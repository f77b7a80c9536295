"""What is real beside surrogates in which its cause is taken away."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats

__all__ = ["compared"]


def compared(real: Floats, pseudo: Floats) -> dict[str, Floats]:
    """Effect and one-sided p of what is real beside its surrogates.

    Parameters
    ----------
    real
        One value each; shape (values,).
    pseudo
        Those of the surrogates; NaN where none is defined; shape (values, surrogates).

    Returns
    -------
    dict
        ``effect``, in standard deviations of the surrogates, and ``p``, the share of all that are
        at least as large, the real one among them; NaN where not defined; shape (values,).

    Examples
    --------
    >>> compared(np.array([3.0]), np.array([[0.0, 1.0, 2.0]]))["p"]
    array([0.25])
    """
    known = ~np.isnan(pseudo)
    count = known.sum(axis=1)
    filled = np.where(known, pseudo, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = filled.sum(axis=1) / count
        off = np.where(known, pseudo - mean[:, None], 0.0)
        spread = np.sqrt((off**2).sum(axis=1) / (count - 1))
        effect = np.where(spread > 0, (real - mean) / spread, np.nan)
        reached = (known & (pseudo >= real[:, None])).sum(axis=1)
    defined = (count > 0) & ~np.isnan(real)
    return {"effect": effect, "p": np.where(defined, (1 + reached) / (1 + count), np.nan)}
