"""Optimal matching with constant costs through rapidfuzz, where it is installed."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np

from mediaeco.kernels.array import Floats, Ints

__all__ = ["constant_distances"]

# Below these no character has a meaning of its own that a library might act on.
_FIRST_CHARACTER = 0x4E00
_CHARACTERS = 0x5000


def constant_distances(
    codes: Ints, offsets: Ints, substitution: Floats, indel: Floats
) -> Floats | None:
    """Optimal matching where all costs are the same, or None where this is no such case.

    With one cost ``d`` of insertions and deletions and one ``s`` of substitutions it is ``d`` times
    the distance by insertions and deletions alone where ``s >= 2 d``, and ``d`` times the
    Levenshtein distance where ``s = d``: both are counts, which rapidfuzz finds in whole words of
    bits.

    Parameters
    ----------
    codes, offsets, substitution, indel
        As for `mediaeco.kernels.alignment.matching_distances`.

    Returns
    -------
    Floats or None
        Shape (S, S). None where costs differ, lie in between, or rapidfuzz is not installed.

    Notes
    -----
    *Laws*: equals `matching_distances`.
    """
    states = len(indel)
    if states < 2 or states > _CHARACTERS or find_spec("rapidfuzz") is None:
        return None
    apart = substitution[~np.eye(states, dtype=bool)]
    each, cost = float(indel[0]), float(apart[0])
    if (indel != each).any() or (apart != cost).any() or not (cost >= 2 * each or cost == each):
        return None
    from rapidfuzz.distance import Indel, Levenshtein
    from rapidfuzz.process import cdist

    text = "".join(chr(_FIRST_CHARACTER + code) for code in codes.tolist())
    ends = offsets.tolist()
    words = [text[ends[i] : ends[i + 1]] for i in range(len(ends) - 1)]
    count = Indel.distance if cost >= 2 * each else Levenshtein.distance
    found = cdist(words, words, scorer=count, dtype=np.int32)
    return np.asarray(found, dtype=np.float64) * each
