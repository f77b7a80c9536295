"""Which of two groups stands above the other, pair by pair."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats

__all__ = ["dominance", "drawn_dominance"]

_PAIRS = 1 << 24  # of signs held at once: memory stays bounded


def dominance(first: Floats, second: Floats) -> float:
    """How much oftener is a member of the first group above one of the second than below it?

    ``delta = P(x > y) - P(x < y)`` over all pairs (Cliff's delta), from -1 to 1; the probability
    of superiority, ties counted half, is ``(1 + delta) / 2``.

    Parameters
    ----------
    first, second
        Numbers without NaN; shapes (n,) and (m,).

    Returns
    -------
    float
        NaN where a group is empty.

    Notes
    -----
    *Laws*: groups the other way round give the other sign; a rising transformation of all numbers
    changes nothing.

    Examples
    --------
    >>> dominance(np.array([3.0, 4.0]), np.array([1.0, 3.0]))
    0.75
    """
    if not len(first) or not len(second):
        return float("nan")
    ordered = np.sort(second)
    below = ordered.searchsorted(first, side="left").sum()
    above = len(second) * len(first) - ordered.searchsorted(first, side="right").sum()
    return float(below - above) / (len(first) * len(second))


def drawn_dominance(
    first: Floats, second: Floats, drawn_first: Floats, drawn_second: Floats
) -> Floats:
    """Dominance of the groups that were drawn; shape (replicates,).

    Parameters
    ----------
    first, second
        As of `dominance`, neither empty.
    drawn_first, drawn_second
        How often each member was drawn; shapes (replicates, n) and (replicates, m).
    """
    out = np.zeros(len(drawn_first))
    each = max(1, _PAIRS // len(second))
    for begin in range(0, len(first), each):
        part = slice(begin, begin + each)
        signs = np.sign(first[part, None] - second[None, :])
        out += ((drawn_first[:, part] @ signs) * drawn_second).sum(axis=1)
    return out / (len(first) * len(second))
