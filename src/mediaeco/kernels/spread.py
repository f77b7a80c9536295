"""How evenly counts spread over slots, and how evenly chance alone would spread them."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats, Ints

__all__ = ["chance_entropy", "group_entropy"]


def group_entropy(counts: Ints, groups: Ints, size: int) -> Floats:
    """Shannon entropy of the counts of each group, in nats.

    ``H = - sum of (n_k / N) log(n_k / N)``

    Parameters
    ----------
    counts
        Counts above 0, one a slot that occurs; shape (m,).
    groups
        Group of each, from 0 to ``size`` - 1; shape (m,).
    size
        Number of groups.

    Returns
    -------
    Floats
        At least 0; NaN for a group without counts; shape (size,).

    Notes
    -----
    *Laws*: 0 for a single slot, log of the number of slots where all are alike; the order of the
    slots is nothing.

    Examples
    --------
    >>> group_entropy(np.array([2, 2, 5]), np.array([0, 0, 2]), 3).round(3)
    array([0.693,   nan, 0.   ])
    """
    total = np.bincount(groups, counts, size)
    # Shares first: those of a single slot are 1, and its entropy 0 without any rounding.
    share = counts / total[groups]
    entropy = np.bincount(groups, -share * np.log(share), size)
    return np.where(total > 0, np.maximum(entropy, 0.0), np.nan)


def chance_entropy(totals: Ints, slots: int) -> Floats:
    """Mean entropy of so many counts that fall into the slots by chance, each alike, in nats.

    ``E[H] = - K sum over k of Binomial(k; N, 1/K) (k/N) log(k/N)``, exactly. Few counts cannot
    spread over many slots, so that this, and not log K, is what chance looks like.

    Parameters
    ----------
    totals
        Numbers of counts N; any shape.
    slots
        Number of slots K, at least 1.

    Returns
    -------
    Floats
        From 0 to log K; NaN where N is 0; the shape of ``totals``.

    Notes
    -----
    *Laws*: 0 for one count; rises with N toward log K; the mean over many random draws.

    Examples
    --------
    >>> chance_entropy(np.array([0, 1, 2, 1000]), 168).round(3)
    array([  nan, 0.   , 0.689, 5.037])
    """
    totals = np.asarray(totals)
    known, place = np.unique(totals, return_inverse=True)
    mean = np.array([_chance(int(total), slots) for total in known.tolist()])
    return mean[place].reshape(totals.shape)


def _chance(total: int, slots: int) -> float:
    if total == 0:
        return float("nan")
    if slots == 1 or total == 1:
        return 0.0
    k = np.arange(1.0, total + 1)
    log_factorial = np.concatenate(([0.0], np.cumsum(np.log(k))))
    log_chance = (
        log_factorial[-1]
        - log_factorial[1:]
        - log_factorial[-2::-1]
        - k * np.log(slots)
        + (total - k) * np.log1p(-1 / slots)
    )
    return float(-slots * (np.exp(log_chance) * (k / total) * np.log(k / total)).sum())
