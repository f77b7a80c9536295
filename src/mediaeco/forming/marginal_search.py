"""Look for the likeliest settings and sigma where the rate differs by case."""

from __future__ import annotations

import numpy as np

from mediaeco.forming.marginal import SIGMA, Marginal
from mediaeco.forming.objective import inside
from mediaeco.forming.scale import DROP_95
from mediaeco.kernels.array import Floats
from mediaeco.kernels.newton import Maximum, maximise

__all__ = ["ends_of", "highest_sigma"]

_ROUNDS = 6
_UNLIKE = 1.0  # sigma, above which nodes are twice as many
_ROUGH = 1e-3  # of a likelihood, where an end of an interval is looked for


def ends_of(
    made: Marginal, random: np.random.Generator, starts: int
) -> tuple[Marginal, Maximum, float]:
    """Look for the maximum from several starts, each with nodes that are put where it leads.

    Parameters
    ----------
    made
        What is made largest, as `mediaeco.forming.marginal.marginal` makes it.
    random
        Generator of the starts.
    starts
        Number of starts, at least 1; the first is that of ``made``.

    Returns
    -------
    made, end, spread
        The likelihood with its nodes where they belong, its highest end, and how much lower the
        lowest end is.
    """
    ends = []
    for k in range(starts):
        at = made.start
        if k:
            at = at + 0.5 * random.standard_normal(len(at))
            at[-1] = random.uniform(0.2, 2.0)
        ends.append(_followed(made, inside(at, made.bounds)))
    best = max(ends, key=lambda pair: pair[1].value)
    return *best, best[1].value - min(end.value for _, end in ends)


def _followed(made: Marginal, at: Floats) -> tuple[Marginal, Maximum]:
    end = maximise(made.evaluate, at, made.bounds)
    usual = len(made.nodes)
    for _ in range(_ROUNDS):
        # What is left open in a case that has hardly agreed anything is far from normal.
        if end.point[-1] > _UNLIKE and len(made.nodes) == usual:
            made = made.finer()
        made = made.recentred(end.point)
        end = maximise(made.evaluate, end.point, made.bounds)
        if end.steps == 0:
            break
    return made, end


def highest_sigma(made: Marginal, at: Floats, top: float) -> float:
    """The largest sigma that the data allow, where they allow the least.

    Parameters
    ----------
    made
        The likelihood, its nodes where they belong.
    at, top
        Where it is largest, and how large; shape (dimensions,).

    Returns
    -------
    float
        Where the profile of sigma is 1.92 below the largest; the end of its range where it nowhere
        is.
    """
    from scipy.optimize import brentq

    point = at

    # Nodes move along with the search, so that a value asked for twice is not the same to the last
    # digit: an end keeps the sign that made it one.
    known = {float(at[-1]): -DROP_95}

    def beyond(sigma: float) -> float:
        nonlocal made, point
        if sigma in known:
            return known[sigma]
        bounds = made.bounds.copy()
        bounds[-1] = sigma
        for _ in range(2):
            end = maximise(made.evaluate, point, bounds, tolerance=_ROUGH)
            made, point = made.recentred(end.point), end.point
        known[sigma] = top - end.value - DROP_95
        return known[sigma]

    low = float(at[-1])
    high = min(max(2 * low, 0.1), SIGMA[1])
    while beyond(high) <= 0:
        if high >= SIGMA[1]:
            return SIGMA[1]
        low, high = high, min(2 * high, SIGMA[1])
    return float(brentq(beyond, low, high, xtol=2e-3, rtol=2e-3))
