"""How sure coefficients are where choices of one person, or one case, depend on one another."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.choice import Contrasts, shares

__all__ = ["cluster_steps"]

_THIN = 1e-8


def cluster_steps(
    found: Contrasts, at: Floats, information: Floats, cluster: Ints
) -> tuple[Floats, Floats]:
    """How far would coefficients move without each cluster of choices, to the first order?

    ``d_g = (H - A_g)^-1 s_g``, with H the information of all choices, A_g that of cluster g, and
    s_g its score. The sum of ``d_g d_g'`` is a covariance that holds also where choices of a
    cluster depend on one another, and few clusters do not make it too small.

    Parameters
    ----------
    found
        Choice sets as differences from what was chosen.
    at
        Coefficients that make them likeliest; shape (features,).
    information
        Of all choices at them, with a penalty where there was one; positive definite; shape
        (features, features).
    cluster
        Of each choice, from 0; shape (choices,).

    Returns
    -------
    steps
        One row a cluster that has choices; shape (clusters, features).
    lost
        Directions, one a row, that a single cluster tells of, so that they cannot be told without
        it; shape (directions, features).

    Notes
    -----
    *Theory*: liang1986 (the sandwich), mancl2001 (its correction for few clusters); published.

    *Laws*: equals solving cluster by cluster; the order of clusters does not matter.

    Examples
    --------
    >>> from mediaeco.kernels.choice import ChoiceSets, contrasts
    >>> sets = ChoiceSets(
    ...     np.array([[1.0], [0.0]] * 2), np.ones(4), np.array([0, 2, 4]), np.array([0, 3])
    ... )
    >>> steps, _ = cluster_steps(
    ...     contrasts(sets), np.zeros(1), np.array([[0.5]]), np.array([0, 1])
    ... )
    >>> steps.ravel()
    array([ 2., -2.])
    """
    width = len(at)
    _, of = np.unique(cluster, return_inverse=True)
    count = int(of.max(initial=-1)) + 1
    if count == 0 or width == 0:
        return np.zeros((count, width)), np.zeros((0, width))
    share, _ = shares(found, at)
    weighted, row_of = found.rows * share, of[found.of]
    mean = np.add.reduceat(weighted, found.begins, axis=1)
    score = -np.array([np.bincount(of, part, count) for part in mean])
    own = np.empty((count, width, width))
    for a in range(width):
        for b in range(a + 1):
            own[:, a, b] = np.bincount(row_of, weighted[a] * found.rows[b], count)
            own[:, a, b] -= np.bincount(of, mean[a] * mean[b], count)
            own[:, b, a] = own[:, a, b]
    # In the measure of the whole information what is left without a cluster is between 0 and 1.
    root = np.linalg.inv(np.linalg.cholesky(information))
    left, turn = np.linalg.eigh(np.eye(width) - root @ own @ root.T)
    thin = left < _THIN
    along = np.einsum("gji,jk,kg->gi", turn, root, score)
    along = np.where(thin, 0.0, along / np.where(thin, 1.0, left))
    steps = np.einsum("gji,gi->gj", turn, along) @ root
    gone, which = np.nonzero(thin)
    return steps, turn[gone, :, which] @ root
