"""Binomial models whose coefficients are drawn towards one another as far as the data ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Bools, Floats

__all__ = [
    "END",
    "Curvature",
    "Model",
    "PooledBinomial",
    "hazard_curvature",
    "logit_curvature",
    "pooled_binomial",
]

_STEPS = 200
_STRIDE = 5.0  # farthest that a logarithm is moved at once
_LEAST, _MOST = 1e-8, 1e4  # of the variance between coefficients
_GRID, _ZOOMS = 33, 6
_FLAT = 1e-9  # share of the largest curvature below which a direction is not told
_NONE = 1e-12  # share below which a direction is nothing but rounding

END = 40.0
"""Of a logarithm: what is no longer told from 0, or from no end."""


class Curvature(NamedTuple):
    """Log likelihood at a point, and how it bends there.

    Attributes
    ----------
    value
        Log likelihood, without the binomial coefficients.
    slope
        Gradient; shape (k,).
    observed, expected
        Observed and expected information; shape (k, k).
    """

    value: float
    slope: Floats
    observed: Floats
    expected: Floats


Model = Callable[[Floats, Floats, Floats, Floats], Curvature]


class PooledBinomial(NamedTuple):
    """Coefficients, with what the data say of them.

    Attributes
    ----------
    estimate
        Shape (k,).
    covariance
        Inverse of the information and of what pooling adds to it; shape (k, k).
    spread
        Standard deviation between the pooled coefficients; infinite where nothing is pooled.
    told
        Whether the data alone tell the coefficient; shape (k,).
    value
        Log likelihood at the estimate.
    free
        Effective number of coefficients, at most k.
    converged
        False where the search was cut off.
    """

    estimate: Floats
    covariance: Floats
    spread: float
    told: Bools
    value: float
    free: float
    converged: bool


def logit_curvature(at: Floats, design: Floats, trials: Floats, won: Floats) -> Curvature:
    """Bend of ``P = 1 / (1 + exp(-X b))`` in b.

    Examples
    --------
    >>> logit_curvature(np.zeros(1), np.ones((1, 1)), np.array([4.0]), np.array([3.0])).slope
    array([1.])
    """
    eta = design @ at
    p = 1 / (1 + np.exp(-np.clip(eta, -700, 700)))
    information = design.T @ ((trials * p * (1 - p))[:, None] * design)
    return Curvature(
        float((won * eta - trials * np.logaddexp(0, eta)).sum()),
        design.T @ (won - trials * p),
        information,
        information,
    )


def hazard_curvature(at: Floats, design: Floats, trials: Floats, won: Floats) -> Curvature:
    """Bend of ``P = 1 - exp(-X h)`` in ``log h``; no row of X is all 0.

    Examples
    --------
    >>> hazard_curvature(
    ...     np.log([np.log(2)]), np.ones((1, 1)), np.array([4.0]), np.array([2.0])
    ... ).slope.round(12)
    array([0.])
    """
    h = np.exp(at)
    eta = np.maximum(design @ h, 1e-300)
    with np.errstate(over="ignore"):
        odds = 1 / np.expm1(eta)
    lost = trials - won
    slope = h * (design.T @ (won * odds - lost))
    # The second derivative of log(1 - exp(-eta)) is -odds (1 + odds).
    observed = design.T @ ((won * odds * (1 + odds))[:, None] * design)
    expected = design.T @ ((trials * odds)[:, None] * design)
    both = np.outer(h, h)
    return Curvature(
        float((won * np.log(-np.expm1(-eta)) - lost * eta).sum()),
        slope,
        both * observed - np.diag(slope),
        both * expected,
    )


def pooled_binomial(
    model: Model,
    design: Floats,
    trials: Floats,
    won: Floats,
    *,
    start: Floats,
    pooled: Bools,
) -> PooledBinomial:
    """Fit by Newton's method; pooled coefficients are normal around a common mean.

    ``b_c ~ N(m, s²)`` for the pooled ones, m free, s² by restricted maximum likelihood on the
    quadratic that the likelihood is near its top (empirical Bayes).

    Parameters
    ----------
    model
        `logit_curvature` or `hazard_curvature`.
    design
        X; shape (rows, k).
    trials, won
        Trials of each row and how many succeeded; shape (rows,).
    start
        Where the search begins; shape (k,).
    pooled
        Which coefficients are drawn together; shape (k,). Fewer than two of them are none.

    Returns
    -------
    PooledBinomial
        The estimate and its covariance.

    Notes
    -----
    *Theory*: morris1983 (empirical Bayes), published; the quadratic is that of penalised
    quasi-likelihood.

    *Laws*: without pooling the slope is 0 at the estimate; all trials k times leaves the estimate
    without pooling and divides the covariance by k; the order of rows and of coefficients does
    not matter.

    Examples
    --------
    >>> found = pooled_binomial(
    ...     logit_curvature, np.ones((1, 1)), np.array([4.0]), np.array([3.0]),
    ...     start=np.zeros(1), pooled=np.array([False]),
    ... )
    >>> found.estimate.round(6), found.covariance.round(6)
    (array([1.098612]), array([[1.333333]]))
    """
    some = (trials > 0) & (design != 0).any(axis=1)
    design, trials, won = design[some], trials[some], won[some]
    centre = _centring(pooled) if pooled.sum() > 1 else np.zeros((len(start), len(start)))
    among = max(int(pooled.sum()) - 1, 1)
    at, spread2, converged = np.array(start, dtype=np.float64), 1.0, False
    here = model(at, design, trials, won)
    for _ in range(_STEPS):
        bend = _positive(here)
        aim, was = bend @ at + here.slope, spread2
        spread2 = _spread(bend, aim, centre, among)
        inner = bend + centre / spread2
        step = _step(inner, here.slope - centre @ at / spread2, at)
        goal = here.value - float(at @ centre @ at) / (2 * spread2)
        moved, there, size = at, here, min(1.0, _STRIDE / max(float(np.abs(step).max()), 1e-300))
        while size > 1e-6:
            moved = np.clip(at + size * step, -END, END)
            there = model(moved, design, trials, won)
            worth = there.value - float(moved @ centre @ moved) / (2 * spread2)
            if worth >= goal - 1e-12 * (1 + abs(goal)):
                break
            size /= 2
        still = float(np.abs(moved - at).max(initial=0.0))
        at, here = moved, there
        if still < 1e-9 * (1 + np.abs(at).max()) and abs(spread2 / was - 1) < 1e-4:
            converged = True
            break
    bend = _positive(here)
    covariance = _inverse(bend + centre / spread2)
    return PooledBinomial(
        at,
        covariance,
        float(np.sqrt(spread2)) if centre.any() else float("inf"),
        _told(here.expected),
        here.value,
        float(np.trace(covariance @ bend)),
        converged,
    )


def _step(bend: Floats, slope: Floats, at: Floats) -> Floats:
    """Newton's step; a coefficient without end that has come to the last stays out of it."""
    free = ~((np.abs(at) >= END) & (slope * at > 0))
    own, step = bend[np.ix_(free, free)], np.zeros(len(at))
    step[free] = _inverse(own) @ (own @ at[free] + slope[free]) - at[free]
    return step


def _centring(pooled: Bools) -> Floats:
    """Projection that takes the common mean from the pooled coefficients, and leaves out others."""
    one = pooled.astype(np.float64)
    centre: Floats = np.diag(one) - np.outer(one, one) / one.sum()
    return centre


def _spread(information: Floats, aim: Floats, centre: Floats, among: int) -> float:
    """Variance between the pooled coefficients, by restricted maximum likelihood."""
    if not centre.any():
        return 1.0
    # In one basis both parts of the precision are diagonal, for whatever variance.
    scale = float(np.trace(centre)) / max(float(np.trace(information @ centre)), 1e-300)
    root = _root(information + centre / scale)
    part, basis = np.linalg.eigh(root.T @ (centre / scale) @ root)
    part = np.clip(part, 0, 1)
    along = (basis.T @ (root.T @ aim)) ** 2

    def height(logs: Floats) -> Floats:
        bend = 1 - part + part * scale / np.exp(logs)[:, None]
        depth: Floats = (np.log(bend) - along / bend).sum(axis=1)
        return np.asarray(among * logs + depth)

    # It may have several valleys: the deepest is found on a grid, and gone into by ever finer ones.
    low, high = np.log(_LEAST), np.log(_MOST)
    for _ in range(_ZOOMS):
        logs = np.linspace(low, high, _GRID)
        best = int(np.argmin(height(logs)))
        low, high = logs[max(best - 1, 0)], logs[min(best + 1, _GRID - 1)]
    return float(np.exp(logs[best]))


def _root(matrix: Floats) -> Floats:
    """Matrix R with ``R^T M R`` the identity on the directions that are not flat; shape (k, r)."""
    size = 1 / np.sqrt(np.maximum(matrix.diagonal(), 1e-300))
    values, vectors = np.linalg.eigh(matrix * np.outer(size, size))
    kept = values > _NONE * values.max(initial=1.0)
    root: Floats = size[:, None] * vectors[:, kept] / np.sqrt(values[kept])
    return root


def _positive(here: Curvature) -> Floats:
    """Observed information, or the expected where the likelihood is not curved downwards."""
    least = np.linalg.eigvalsh(here.observed).min(initial=1.0)
    return here.observed if least > 0 else here.expected


def _inverse(matrix: Floats) -> Floats:
    """Inverse on the directions that are not flat."""
    root = _root(matrix)
    inverse: Floats = root @ root.T
    return inverse


def _told(information: Floats) -> Bools:
    """Coefficients that lie on no flat direction."""
    size = 1 / np.sqrt(np.maximum(information.diagonal(), 1e-300))
    values, vectors = np.linalg.eigh(information * np.outer(size, size))
    flat: Floats = vectors[:, values < _FLAT * values.max(initial=1.0)]
    told: Bools = (np.abs(flat) < 1e-4).all(axis=1) & (information.diagonal() > 0)
    return told
