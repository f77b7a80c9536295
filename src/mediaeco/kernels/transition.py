"""Transitions: how often each state followed each other, by group of sequences."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Array, Floats, Ints

__all__ = ["initial_counts", "pair_counts", "row_shares", "transition_counts"]


def transition_counts(
    codes: Ints, offsets: Ints, states: int, *, group: Ints, groups: int, weights: Floats
) -> Floats:
    """How often did each state come next after each other?

    n_gij = sum over sequences s of group g of weight_s x (places of s with state i of which the
    next place has state j). A missing state breaks the chain: nothing leads into it, nothing out.

    Parameters
    ----------
    codes
        States from 0 to ``states`` - 1, -1 where missing; shape (N,).
    offsets
        Where each sequence begins, and N at the end; shape (S + 1,).
    states
        Number of states, K.
    group
        Group of each sequence, from 0 to ``groups`` - 1; shape (S,).
    groups
        Number of groups, G.
    weights
        Weight of each sequence; shape (S,).

    Returns
    -------
    Floats
        Shape (G, K, K), at least 0.

    Notes
    -----
    *Laws*: sequences put together in a group add up; reversing the sequences transposes.

    Examples
    --------
    >>> one = {"group": np.array([0]), "groups": 1, "weights": np.ones(1)}
    >>> transition_counts(np.array([0, 1, 1, -1, 0]), np.array([0, 5]), 2, **one)
    array([[[0., 1.],
            [0., 1.]]])
    """
    codes = np.asarray(codes)
    of = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    stays = (of[1:] == of[:-1]) & (codes[1:] >= 0) & (codes[:-1] >= 0)
    left = np.flatnonzero(stays)
    key = (group[of[left]] * states + codes[left]) * states + codes[left + 1]
    weight = weights[of[left]]
    # Of no transitions at all, NumPy gives whole numbers.
    counts = np.bincount(key, weight, groups * states**2).astype(np.float64)
    return counts.reshape(groups, states, states)


def pair_counts(
    codes: Ints, offsets: Ints, states: int, *, group: Ints, groups: int, weights: Floats
) -> Floats:
    """How often did two states occur in one sequence, wherever they stood?

    Every two places of a sequence count once from the first to the second state and once back:
    n_ij = m_i m_j for i unlike j, and m_i (m_i - 1), where m_i places have state i.

    Parameters
    ----------
    codes, offsets, states, group, groups, weights
        As of `transition_counts`.

    Returns
    -------
    Floats
        Shape (G, K, K), symmetric, at least 0.

    Examples
    --------
    >>> one = {"group": np.array([0]), "groups": 1, "weights": np.ones(1)}
    >>> pair_counts(np.array([0, 1, 1]), np.array([0, 3]), 2, **one)
    array([[[0., 2.],
            [2., 2.]]])
    """
    count = len(offsets) - 1
    of = np.repeat(np.arange(count), np.diff(offsets))
    there = np.asarray(codes) >= 0
    key = of[there] * states + np.asarray(codes)[there]
    held = np.bincount(key, minlength=count * states).reshape(count, states).astype(np.float64)
    out = np.zeros((groups, states, states))
    order = np.argsort(group, kind="stable")
    ends = np.searchsorted(group[order], np.arange(groups + 1))
    for g, (begin, end) in enumerate(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)):
        rows = order[begin:end]
        weighted = held[rows] * weights[rows, None]
        out[g] = weighted.T @ held[rows] - np.diag(weighted.sum(axis=0))
    return out


def initial_counts(
    codes: Ints, offsets: Ints, states: int, *, group: Ints, groups: int, weights: Floats
) -> Floats:
    """With which state did the sequences begin?

    A sequence that is empty, or whose first place is missing, begins with none.

    Parameters
    ----------
    codes, offsets, states, group, groups, weights
        As of `transition_counts`.

    Returns
    -------
    Floats
        Sums of weights; shape (G, K).

    Examples
    --------
    >>> one = {"group": np.array([0, 0]), "groups": 1, "weights": np.ones(2)}
    >>> initial_counts(np.array([1, 0, 1]), np.array([0, 2, 3]), 2, **one)
    array([[0., 2.]])
    """
    filled = np.flatnonzero(np.diff(offsets) > 0)
    first = np.asarray(codes)[offsets[:-1][filled]]
    filled, first = filled[first >= 0], first[first >= 0]
    key = group[filled] * states + first
    counts = np.bincount(key, weights[filled], groups * states).astype(np.float64)
    return counts.reshape(groups, states)


def row_shares(counts: Array) -> Floats:
    """Each row as shares of its sum; a row without anything stays 0.

    Parameters
    ----------
    counts
        At least 0; shape (..., K, K).

    Returns
    -------
    Floats
        Shape of ``counts``; rows sum to 1 or are 0.

    Examples
    --------
    >>> row_shares(np.array([[1.0, 3.0], [0.0, 0.0]]))
    array([[0.25, 0.75],
           [0.  , 0.  ]])
    """
    total = counts.sum(axis=-1, keepdims=True)
    shares: Floats = counts / np.where(total > 0, total, 1.0)
    return shares
