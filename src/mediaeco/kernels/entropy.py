"""How evenly weights are spread over states."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats

__all__ = ["relative_entropy", "shannon_entropy", "shares"]


def shannon_entropy(weight: Floats) -> Floats:
    """Shannon entropy of shares, in nats: ``H = -sum(p ln p)``, where 0 ln 0 is 0.

    Parameters
    ----------
    weight
        At least 0; shape (..., K).

    Returns
    -------
    Floats
        From 0 (all in one state) to ln K (the same in each); NaN where all weights are 0; shape
        (...,).

    Notes
    -----
    *Laws*: the order of the states and the unit of the weights change nothing; largest where all
    are equal.

    Examples
    --------
    >>> np.exp(shannon_entropy(np.array([[1.0, 1.0, 0.0], [4.0, 0.0, 0.0]])))
    array([2., 1.])
    """
    share = shares(weight)
    sums: Floats = (share * np.log(np.where(share > 0, share, 1.0))).sum(axis=-1)
    return np.maximum(-sums, 0.0)


def shares(weight: Floats) -> Floats:
    """Weights as shares of their sum; shape (..., K); NaN where all are 0.

    Examples
    --------
    >>> shares(np.array([1.0, 3.0]))
    array([0.25, 0.75])
    """
    weight = np.asarray(weight, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        # By the largest first, so that sums neither overflow nor lose the smallest.
        share: Floats = weight / weight.max(axis=-1, keepdims=True, initial=0.0)
        share /= share.sum(axis=-1, keepdims=True)
    return share


def relative_entropy(weight: Floats) -> Floats:
    """Shannon entropy as a share of the largest it could be: ``H / ln K``.

    Parameters
    ----------
    weight
        At least 0; shape (..., K).

    Returns
    -------
    Floats
        From 0 to 1; NaN where all weights are 0, or where there are fewer than two states, among
        which nothing can be spread; shape (...,).

    Examples
    --------
    >>> relative_entropy(np.array([[1.0, 1.0], [4.0, 0.0], [0.0, 0.0]]))
    array([ 1.,  0., nan])
    """
    weight = np.asarray(weight, dtype=np.float64)
    states = weight.shape[-1]
    if states < 2:
        return np.full(weight.shape[:-1], np.nan)
    share: Floats = np.minimum(shannon_entropy(weight) / np.log(states), 1.0)
    return share
