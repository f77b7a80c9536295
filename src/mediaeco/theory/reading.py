"""What several claims read off a record in the same way."""

from __future__ import annotations

import math

import numpy as np

from mediaeco.analysis import Ratings, frame_lifecycle, ratings
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Ints

__all__ = ["agreed_rows", "alliance_ratings", "contacts_before", "rank_correlation"]


def agreed_rows(eco: Ecosystem) -> Ints:
    """Rows of one case at which its elements were first agreed, in order; shape (agreed,)."""
    rows = frame_lifecycle(eco).agreed_row
    return np.asarray(np.sort(rows[rows >= 0]))


def alliance_ratings(eco: Ecosystem, *, role: str | None = None) -> Ratings:
    """Ratings of the alliance of the two as a whole, by whoever, or by one side.

    Parameters
    ----------
    eco
        One case or a cohort.
    role
        ``"therapist"`` or ``"patient"``; None: whoever rated.

    Returns
    -------
    Ratings
        Without those of a channel, and without subscales that stand beside their total.
    """
    found = ratings(eco, constructs=("alliance",))
    found = found.take(found.channel < 0)
    occasion = list(
        zip(
            *(c.tolist() for c in (found.case, found.rater, found.instrument, found.micros)),
            strict=True,
        )
    )
    total = found.scale == "total"
    wholes = {key for key, whole in zip(occasion, total.tolist(), strict=True) if whole}
    kept = total | np.array([key not in wholes for key in occasion], dtype=bool)
    if role is not None:
        kept &= found.role == role
    return found.take(kept)


def contacts_before(eco: Ecosystem, found: Ratings) -> Ints:
    """Contacts between the two that had come about when each rating was given."""
    table = eco.table
    total = np.concatenate(([0], np.cumsum(came_about(table))))
    begin = table.offsets[found.case]
    return np.asarray(total[np.maximum(found.row + 1, begin)] - total[begin])


def rank_correlation(one: Array, other: Array) -> float:
    """Spearman's correlation; NaN where either is the same throughout, or of fewer than three.

    Examples
    --------
    >>> rank_correlation(np.array([1, 2, 3]), np.array([2, 4, 9]))
    1.0
    """
    from scipy.stats import rankdata

    if len(one) < 3 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return math.nan
    x, y = (rankdata(values) - (len(values) + 1) / 2 for values in (one, other))
    return round(float((x * y).sum() / np.sqrt((x * x).sum() * (y * y).sum())), 12)
