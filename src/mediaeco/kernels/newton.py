"""The largest value of a smooth function within bounds, by Newton's method."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Bools, Floats

__all__ = ["Maximum", "maximise"]

_FLOOR = 1e-9  # of an eigenvalue of the scaled information that a step is divided by
_HALVINGS = 30

_Function = Callable[[Floats], tuple[float, Floats, Floats]]


class Maximum(NamedTuple):
    """Where a search ended.

    Parameters
    ----------
    point
        Shape (dimensions,), within the bounds.
    value, gradient, information
        Of the function there; the information is minus the second derivative; shapes (),
        (dimensions,), (dimensions, dimensions).
    converged
        False where the search was cut off.
    steps
        Number of steps taken.
    """

    point: Floats
    value: float
    gradient: Floats
    information: Floats
    converged: bool
    steps: int


def maximise(
    function: _Function,
    start: Floats,
    bounds: Floats,
    *,
    reach: float = 2.0,
    steps: int = 200,
    tolerance: float = 1e-9,
) -> Maximum:
    """Climb from a start to where no step within the bounds leads higher.

    Newton's steps, each along the eigenvectors of the scaled information with its eigenvalues made
    positive, so that a step always climbs; what would leave the bounds stays at them and the other
    dimensions answer; a step that does not climb is halved.

    Parameters
    ----------
    function
        Gives value, gradient and information (minus the second derivative) at a point.
    start
        Finite, within the bounds, and of finite value.
    bounds
        Least and largest value of each dimension; one whose two are equal is fixed; shape
        (dimensions, 2).
    reach
        How far a step may lead in any dimension.
    steps
        Steps at most.
    tolerance
        The search ends where a step promises to gain no more than this.

    Returns
    -------
    Maximum
        A local maximum: whether it is the largest of all, other starts tell.

    Notes
    -----
    *Theory*: bertsekas1982, adapted (dimensions at a bound that the gradient points out of are held
    there).

    *Laws*: the end is no lower than the start; lies within the bounds; at the end the gradient is 0
    in every dimension that is not at a bound; of a concave quadratic it is the vertex, in a step.

    Examples
    --------
    >>> def hill(at):
    ...     return -float((at[0] - 3) ** 2), -2 * (at - 3), np.array([[2.0]])
    >>> maximise(hill, np.array([0.0]), np.array([[0.0, 2.0]])).point
    array([2.])
    """
    at = np.clip(start, bounds[:, 0], bounds[:, 1])
    value, gradient, information = function(at)
    converged = False
    taken = 0
    while taken < steps:
        open_ = ~(
            ((at <= bounds[:, 0]) & (gradient <= 0)) | ((at >= bounds[:, 1]) & (gradient >= 0))
        )
        if not open_.any():
            converged = True
            break
        step = _step(gradient, information, at, bounds, open_)
        longest = float(np.abs(step).max(initial=0.0))
        if longest > reach:
            step *= reach / longest
        promised = float(gradient @ step)
        found = _climbed(function, at, value, step, bounds) if promised > tolerance else None
        if found is None:
            converged = promised <= max(tolerance, 1e-11 * abs(value))
            break
        at, (value, gradient, information) = found
        taken += 1
    return Maximum(at, value, gradient, information, converged, taken)


def _climbed(
    function: _Function, at: Floats, value: float, step: Floats, bounds: Floats
) -> tuple[Floats, tuple[float, Floats, Floats]] | None:
    for k in range(_HALVINGS):
        there = np.clip(at + step * 0.5**k, bounds[:, 0], bounds[:, 1])
        found = function(there)
        if found[0] > value:
            return there, found
    return None


def _step(
    gradient: Floats, information: Floats, at: Floats, bounds: Floats, open_: Bools
) -> Floats:
    """Newton's step of the open dimensions; those that it would lead out go to their bounds."""
    step = np.zeros(len(at))
    free = open_.copy()
    for _ in range(len(at)):
        pull = gradient[free] - information[np.ix_(free, ~free)] @ step[~free]
        step[free] = _solved(information[np.ix_(free, free)], pull)
        out = free & ((at + step < bounds[:, 0]) | (at + step > bounds[:, 1]))
        if not out.any():
            break
        step[out] = np.clip(at + step, bounds[:, 0], bounds[:, 1])[out] - at[out]
        free &= ~out
        if not free.any():
            break
    # Held back by the bounds, the others may answer with a step that no longer climbs.
    if not float(gradient @ step) > 0:
        scale = np.maximum(np.abs(np.diag(information)), 1e-12)
        step = np.where(open_, gradient / scale, 0.0)
        step = np.clip(at + step, bounds[:, 0], bounds[:, 1]) - at
    return step


def _solved(information: Floats, pull: Floats) -> Floats:
    scale = np.sqrt(np.maximum(np.abs(np.diag(information)), 1e-12))
    values, vectors = np.linalg.eigh(information / np.outer(scale, scale))
    positive = np.maximum(np.abs(values), _FLOOR)
    found: Floats = vectors @ ((vectors.T @ (pull / scale)) / positive) / scale
    return found
