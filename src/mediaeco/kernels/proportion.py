"""How sure a share is."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mediaeco.kernels.array import Floats
from mediaeco.kernels.effect import normal_quantile

__all__ = ["wilson_interval"]


def wilson_interval(
    hits: ArrayLike, trials: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Interval of a share that was counted.

    ``(q + z²/2n ± z √(q (1 - q) / n + z²/4n²)) / (1 + z²/n)``, with q the share of hits among n
    trials.

    Parameters
    ----------
    hits, trials
        How often it happened, of how often it could have.
    level
        Share of such intervals that hold the truth, above 0 and below 1.

    Returns
    -------
    low, high
        From 0 to 1; NaN of no trial.

    Notes
    -----
    *Theory*: wilson1927; published.

    *Laws*: holds the share itself; misses mirror hits; narrower with more trials of one share.

    Examples
    --------
    >>> low, high = wilson_interval(95, 100)
    >>> round(float(low), 3), round(float(high), 3)
    (0.888, 0.978)
    """
    k, n = np.asarray(hits, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    z = normal_quantile(level)
    with np.errstate(invalid="ignore", divide="ignore"):
        share, square = k / n, z**2 / n
        centre = (share + square / 2) / (1 + square)
        half = z * np.sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square)
    return np.clip(centre - half, 0.0, 1.0), np.clip(centre + half, 0.0, 1.0)
