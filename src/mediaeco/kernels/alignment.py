"""Distances between sequences: optimal matching and Hamming, of all pairs at once."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats, Ints

__all__ = ["hamming_distances", "matching_distances"]

_BUDGET = 1 << 22
"""Numbers that the costs of a block of sequences may hold, in memory at one time."""

_PAIRS = 1 << 12
"""Pairs done together: enough for the cost of a call not to matter, few enough for the cache."""


def matching_distances(codes: Ints, offsets: Ints, substitution: Floats, indel: Floats) -> Floats:
    """Least cost at which each sequence becomes each other.

    ``D(i, j) = min(D(i-1, j) + indel(a_i), D(i, j-1) + indel(b_j), D(i-1, j-1) + sub(a_i, b_j))``,
    where ``D(i, 0)`` and ``D(0, j)`` are the insertions or deletions of what comes before.

    Parameters
    ----------
    codes
        State at each place, from 0, none missing; shape (N,).
    offsets
        Where each sequence begins, and N at the end; shape (S + 1,). Sequences may be empty.
    substitution
        Cost of putting one state in the place of another: symmetric, finite, at least 0, the
        diagonal 0; shape (K, K).
    indel
        Cost of inserting or deleting each state, finite, at least 0; shape (K,).

    Returns
    -------
    Floats
        Symmetric, at least 0, the diagonal 0; shape (S, S).

    Notes
    -----
    With the insertions and deletions so far taken off, ``F = D - (costs of a so far) - (costs of b
    so far)``, a row of the table needs one sum and two minima; each is done for thousands of pairs
    at a time.

    *Laws*: equals the table filled cell by cell; a metric where the costs are.

    Examples
    --------
    >>> one = np.ones(2)
    >>> matching_distances(np.array([0, 0, 1, 1]), np.array([0, 2, 4]), 2 - 2 * np.eye(2), one)
    array([[0., 4.],
           [4., 0.]])
    """
    wide, lengths = _wide(codes, offsets)
    # By length, so that those which are done together end together.
    order = np.argsort(-lengths, kind="stable")
    wide, lengths = wide[order], lengths[order]
    count, longest = wide.shape
    gain = _gains(substitution, indel)
    width = max(min(_BUDGET // max(len(indel) * longest, 1), count), 1)
    saved = np.zeros((count, count))
    for low in range(0, count, width):
        high = min(low + width, count)
        saves = gain[:, wide[low:high].T]
        first = 0
        while first < high:
            # Distances are symmetric: only the columns from a row's own on are needed.
            start = max(low, first)
            rows = slice(first, min(first + max(_PAIRS // (high - start), 1), high))
            saved[rows, start:high] = _saved(
                wide[rows], lengths[rows], saves[:, :, start - low :], lengths[start:high]
            )
            first = rows.stop
    costs = np.append(indel, 0.0)[wide].sum(axis=1)
    least = np.triu(saved + costs[:, None] + costs, 1)
    out = np.zeros((count, count))
    out[np.ix_(order, order)] = np.maximum(least + least.T, 0.0)
    return out


def hamming_distances(codes: Ints, offsets: Ints, substitution: Floats) -> Floats:
    """Cost of the places at which two sequences of one length differ.

    ``D = sum over i of sub(a_i, b_i)``.

    Parameters
    ----------
    codes, offsets, substitution
        As for `matching_distances`.

    Returns
    -------
    Floats
        Symmetric, at least 0, the diagonal 0; NaN between sequences of different length, which
        have no places in common to compare; shape (S, S).

    Notes
    -----
    *Laws*: equals the sum place by place; never less than optimal matching with these
    costs.

    Examples
    --------
    >>> hamming_distances(np.array([0, 0, 1, 0]), np.array([0, 2, 4]), 1 - np.eye(2))
    array([[0., 1.],
           [1., 0.]])
    """
    wide, lengths = _wide(codes, offsets)
    states = len(substitution)
    padded = np.zeros((states + 1, states + 1))
    padded[:states, :states] = substitution
    out = np.zeros((len(wide), len(wide)))
    for place in wide.T:
        out += padded[place[:, None], place]
    out[lengths[:, None] != lengths] = np.nan
    return out


def _wide(codes: Ints, offsets: Ints) -> tuple[Ints, Ints]:
    """One row a sequence, -1 beyond its end; and its length."""
    lengths = np.diff(offsets)
    wide = np.full((len(lengths), int(lengths.max(initial=0))), -1, dtype=np.int64)
    wide[np.arange(wide.shape[1]) < lengths[:, None]] = codes
    return wide, lengths


def _gains(substitution: Floats, indel: Floats) -> Floats:
    """What a substitution costs beyond deleting and inserting; 0 beyond the end of a sequence."""
    states = len(indel)
    gain = np.zeros((states, states + 1))
    gain[:, :states] = substitution - indel[:, None] - indel
    return gain


def _saved(wide: Ints, lengths: Ints, saves: Floats, ends: Ints) -> Floats:
    """What substitutions save at most (0 or less), for some sequences against a block of others."""
    longest, width = saves.shape[1:]
    before = np.zeros((longest + 1, len(wide), width))
    row = np.zeros_like(before)
    out = np.zeros((len(wide), width))
    here = np.arange(width)
    for i in range(int(lengths.max(initial=0))):
        np.add(before[:-1], saves[wide[:, i]].transpose(1, 0, 2), out=row[1:])
        np.minimum(row[1:], before[1:], out=row[1:])
        # NumPy accumulates along a first axis number by number; whole rows are far quicker.
        for j in range(1, longest + 1):
            np.minimum(row[j], row[j - 1], out=row[j])
        for k in np.flatnonzero(lengths == i + 1).tolist():
            out[k] = row[ends, k, here]
        before, row = row, before
    return out
