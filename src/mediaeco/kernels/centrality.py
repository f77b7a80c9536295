"""Centralities of weighted directed networks, for many networks of the same nodes at once.

A heavy edge is short: its length is one over its weight. Every function takes weights of shape
(..., K, K), row the source and column the target, and gives shape (..., K).
"""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Bools, Floats

__all__ = [
    "betweenness",
    "betweenness_rsp",
    "closeness",
    "clustering",
    "diffusion",
    "shortest_paths",
]

_SAME = 1e-10  # paths whose lengths differ by a smaller share are of one length
_FREEDOM = 0.01  # inverse temperature of the randomised walk, the published default


def shortest_paths(weights: Floats) -> tuple[Floats, Floats]:
    """How far is every node from every other, and over how many shortest paths?

    Parameters
    ----------
    weights
        At least 0, where 0 is no edge; shape (..., K, K). The diagonal is not looked at.

    Returns
    -------
    lengths
        Infinite where there is no path, 0 on the diagonal; shape (..., K, K).
    paths
        Number of paths of that length; 0 where there is none, 1 on the diagonal; same shape.

    Examples
    --------
    >>> shortest_paths(np.array([[0.0, 0.5], [0.0, 0.0]]))[0]
    array([[ 0.,  2.],
           [inf,  0.]])
    """
    nodes = weights.shape[-1]
    each = np.arange(nodes)
    edge = weights > 0
    with np.errstate(divide="ignore"):
        lengths = np.where(edge, 1.0 / weights, np.inf)
    paths = edge.astype(np.float64)
    lengths[..., each, each], paths[..., each, each] = 0.0, 1.0
    for over in range(nodes):
        # A path over node k is counted when k is the highest node between its ends, so once.
        way = lengths[..., :, over, None] + lengths[..., None, over, :]
        more = paths[..., :, over, None] * paths[..., None, over, :]
        more[..., over, :] = more[..., :, over] = 0.0
        finite = np.isfinite(way)
        shorter = finite & (way < lengths * (1 - _SAME))
        with np.errstate(invalid="ignore"):
            same = finite & ~shorter & (way <= lengths * (1 + _SAME)) & (more > 0)
        paths = np.where(shorter, more, paths + np.where(same, more, 0.0))
        lengths = np.where(shorter, way, lengths)
    return lengths, paths


def closeness(lengths: Floats) -> Floats:
    """One over the summed distance to all nodes that can be reached.

    Parameters
    ----------
    lengths
        Of `shortest_paths`; transposed, for the distance from others; shape (..., K, K).

    Returns
    -------
    Floats
        Above 0; NaN for a node that reaches no other; shape (..., K).
    """
    total = np.where(np.isfinite(lengths), lengths, 0.0).sum(axis=-1)
    with np.errstate(divide="ignore"):
        return np.where(total > 0, 1.0 / total, np.nan)


def betweenness(lengths: Floats, paths: Floats) -> Floats:
    """On how many shortest paths between two others does a node lie?

    b_v = sum over s, t unlike v of (shortest paths from s to t over v) / (shortest paths).

    Parameters
    ----------
    lengths, paths
        Of `shortest_paths`; shape (..., K, K).

    Returns
    -------
    Floats
        From 0 to (K - 1)(K - 2); shape (..., K).
    """
    nodes = lengths.shape[-1]
    share = np.zeros_like(paths)
    np.divide(1.0, paths, out=share, where=paths > 0)
    out = np.empty(lengths.shape[:-1])
    limit = np.where(np.isfinite(lengths), lengths * (1 + _SAME), -1.0)
    for v in range(nodes):
        on = lengths[..., :, v, None] + lengths[..., None, v, :] <= limit
        part = np.where(on, paths[..., :, v, None] * paths[..., None, v, :] * share, 0.0)
        part[..., v, :] = part[..., :, v] = 0.0
        out[..., v] = part.sum(axis=(-1, -2))
    return out


def betweenness_rsp(weights: Floats) -> Floats:
    """How often is a node passed on walks that prefer short ways, but not only them?

    With P the weights by row, C the lengths and W = P exp(-b C) entry by entry (b = 0.01): Z is
    the inverse of 1 - W, and b_v = [Z (1/Z - K diag(1/Z))' Z]_vv, rounded, and lifted so that the
    least is 1.

    Parameters
    ----------
    weights
        At least 0; shape (..., K, K).

    Returns
    -------
    Floats
        Whole numbers of at least 1; NaN for all nodes where one has no edge that leads out (the
        walk would end there); shape (..., K).
    """
    nodes = weights.shape[-1]
    total = weights.sum(axis=-1, keepdims=True)
    ends = (total == 0).any(axis=(-1, -2))
    with np.errstate(divide="ignore", invalid="ignore"):
        walk = np.where(weights > 0, weights / total * np.exp(-_FREEDOM / weights), 0.0)
    walk = np.where(ends[..., None, None], 0.0, walk)
    reach = np.where(_reachable(walk), np.linalg.inv(np.eye(nodes) - walk), 0.0)
    one_over = np.zeros_like(reach)
    np.divide(1.0, reach, out=one_over, where=reach != 0)
    one_over[..., np.arange(nodes), np.arange(nodes)] *= 1.0 - nodes
    passed = np.einsum("...vi,...ji,...jv->...v", reach, one_over, reach, optimize=True)
    found = np.round(passed)
    found = found - found.min(axis=-1, keepdims=True, initial=np.inf) + 1.0
    return np.where(ends[..., None], np.nan, found)


def _reachable(weights: Floats) -> Bools:
    """Tell which node can be reached from which; an inverse leaves rounding where it is 0."""
    nodes = weights.shape[-1]
    joined = (weights > 0) | np.eye(nodes, dtype=bool)
    for _ in range(max(nodes - 1, 1).bit_length()):
        # Every pass doubles the steps that a way may have.
        joined = (joined.astype(np.float64) @ joined.astype(np.float64)) > 0
    return joined


def diffusion(weights: Floats) -> Floats:
    """How far does what starts at a node spread in as many steps as there are nodes?

    d = (W + W^2 + ... + W^K) 1.

    Parameters
    ----------
    weights
        At least 0; shape (..., K, K).

    Returns
    -------
    Floats
        At least 0, and at most K where no row sums to more than 1; shape (..., K).
    """
    spread = np.zeros((*weights.shape[:-1], 1))
    for _ in range(weights.shape[-1]):
        spread = weights @ (1.0 + spread)
    return spread[..., 0]


def clustering(weights: Floats) -> Floats:
    """Are the neighbours of a node neighbours of one another?

    With A = W + W' without its diagonal: c_v = [A^3]_vv / ((sum_j A_vj)^2 - sum_j A_vj^2).

    Parameters
    ----------
    weights
        At least 0; shape (..., K, K).

    Returns
    -------
    Floats
        At least 0, and at most the heaviest tie in A; NaN for a node with fewer than two
        neighbours; shape (..., K).
    """
    both = weights + np.swapaxes(weights, -1, -2)
    nodes = np.arange(weights.shape[-1])
    both[..., nodes, nodes] = 0.0
    triangles = np.einsum("...ij,...ji->...i", both @ both, both)
    total, squares = both.sum(axis=-1), (both**2).sum(axis=-1)
    alone = (both > 0).sum(axis=-1) < 2
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(alone, np.nan, triangles / (total**2 - squares))
