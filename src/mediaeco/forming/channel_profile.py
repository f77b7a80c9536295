"""Ends of profile-likelihood intervals of the effects of channels."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats
from mediaeco.kernels.newton import maximise
from mediaeco.kernels.pooled_binomial import END, Model, PooledBinomial

__all__ = ["profile_ends"]

_CLOSE = 1e-6  # of a logarithm
_AWAKE = -10.0  # least logarithm of a hazard to begin from: lower down no slope leads away
_STRIDE = 3.0  # farthest that the first step leads


def profile_ends(
    model: Model,
    design: Floats,
    trials: Floats,
    won: Floats,
    *,
    top: PooledBinomial,
    width: Floats,
) -> tuple[Floats, Floats]:
    """Where does the likelihood, with all other coefficients at their best, fall too low?

    The ends of coefficient j lie where ``sqrt(2 (l - l_j(b)))`` is ``width[j]``, with l the largest
    log likelihood and l_j(b) the largest with j held at b.

    Parameters
    ----------
    model, design, trials, won
        As in `mediaeco.kernels.pooled_binomial.pooled_binomial`.
    top
        Their fit without pooling.
    width
        1.96 for intervals of 95 %; NaN where no interval is asked for; shape (k,).

    Returns
    -------
    low, high
        Shape (k,); infinite where the likelihood never falls so low, as below a coefficient none
        of whose trials succeeded; NaN as ``width``, and where the data alone do not tell.

    Notes
    -----
    *Theory*: venzon1988 (published).

    *Laws*: the interval holds the estimate; a larger width does not make it narrower; with one
    coefficient the deviance at its ends is ``width²``.

    Examples
    --------
    >>> from mediaeco.kernels.pooled_binomial import logit_curvature, pooled_binomial
    >>> given = np.ones((1, 1)), np.array([4.0]), np.array([0.0])
    >>> top = pooled_binomial(
    ...     logit_curvature, *given, start=np.zeros(1), pooled=np.array([False])
    ... )
    >>> low, high = profile_ends(logit_curvature, *given, top=top, width=np.array([1.96]))
    >>> low, high.round(3)
    (array([-inf]), array([-0.484]))
    """
    some = (trials > 0) & (design != 0).any(axis=1)
    profile = _Profile(model, (design[some], trials[some], won[some]), top)
    ends = np.full((2, len(width)), np.nan)
    for j in np.flatnonzero(top.told & np.isfinite(width)):
        for row, side in enumerate((-1.0, 1.0)):
            ends[row, j] = profile.end(int(j), side, float(width[j]))
    return ends[0], ends[1]


class _Profile:
    """The likelihood with one coefficient held; each search begins where the last one ended."""

    def __init__(
        self, model: Model, given: tuple[Floats, Floats, Floats], top: PooledBinomial
    ) -> None:
        self.model, self.given, self.top = model, given, top
        self.point = top.estimate

    def _climb(self, at: Floats) -> tuple[float, Floats, Floats]:
        here = self.model(at, *self.given)
        return here.value, here.slope, here.observed

    def root(self, j: int, value: float) -> float:
        """Root of the deviance with coefficient j held at a value."""
        start = np.clip(self.point, _AWAKE, END)
        bounds = np.tile([-END, END], (len(start), 1))
        start[j] = bounds[j] = value
        best = maximise(self._climb, start, bounds, tolerance=1e-6)
        self.point = best.point
        return float(np.sqrt(2 * max(self.top.value - best.value, 0.0)))

    def end(self, j: int, side: float, width: float) -> float:
        """Go out until the deviance is too large, and from there back to where it is just so."""
        from scipy.optimize import brentq

        self.point = self.top.estimate
        begin = near = float(self.top.estimate[j])
        step = min(width * float(np.sqrt(self.top.covariance[j, j])), _STRIDE)
        while (root := self.root(j, far := begin + side * step)) < width:
            if abs(far) >= END:
                return float(side * np.inf)
            # A root that levels off below the width is passed in long steps, else in one.
            step *= 1 + min(max(1.05 * width / max(root, 1e-9) - 1, 0.5), 2.0)
            step, near = min(step, END - side * begin), far
        return float(brentq(lambda at: self.root(j, at) - width, near, far, xtol=_CLOSE))
