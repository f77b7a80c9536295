"""How sure initiative, responsiveness and latency are where cases differ: resampled over cases."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen

from mediaeco.dynamics.hawkes_estimate import HawkesFit
from mediaeco.dynamics.hawkes_profile import Point, Profile, bounds_of
from mediaeco.dynamics.hawkes_statement import statement
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Array, Floats
from mediaeco.kernels.hawkes import spectral_radius
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model import Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["HawkesIntervals", "hawkes_intervals"]

_PASSES = 20
_CLOSE = 1e-4


@frozen(kw_only=True, eq=False, repr=False)
class HawkesIntervals(Result):
    """Estimates with intervals resampled over cases.

    Parameters
    ----------
    fit
        Whose estimates.
    sample
        Estimates by resample, as in ``fit.to_frame()``, and the spectral radius at the end; NaN
        where a resample could not tell; shape (draws, parameters + 1).
    error
        Standard deviation over the resamples; shape (parameters + 1,).
    low, high
        Ends of the percentile intervals; NaN for fewer than two cases.
    level
        Of the intervals.
    """

    fit: HawkesFit
    sample: Floats
    error: Floats
    low: Floats
    high: Floats
    level: float

    def to_frame(self) -> TidyTable:
        """One row a parameter, the spectral radius at the end."""
        rows = self.fit.to_frame()

        def longer(name: str, last: str | float) -> Array:
            found: Array = np.concatenate([rows[name], np.array([last])])
            return found

        return TidyTable(
            {
                "parameter": longer("parameter", "spectral radius"),
                "kind": longer("kind", ""),
                "to": longer("to", ""),
                "unit": longer("unit", ""),
                "estimate": longer("estimate", self.fit.radius),
                "error": self.error,
                "low": self.low,
                "high": self.high,
            }
        )

    def statement(self) -> str:
        """Say in a few sentences what `HawkesFit.statement` says, with intervals over cases."""
        how = f"{self.level:.0%} intervals resampled over cases ({len(self.sample):,} draws)"
        return statement(
            self.fit,
            self.to_frame(),
            (self.fit.radius, float(self.low[-1]), float(self.high[-1])),
            how=how
            if len(self.fit.record.until) > 1
            else "not known: one case has none over cases",
        )


def hawkes_intervals(
    fit: HawkesFit, *, draws: int = 200, level: float = 0.95, seed: int = 0
) -> HawkesIntervals:
    """How sure are estimates where cases may differ from one another?

    Cases are drawn with replacement, and the parameters estimated anew, from the estimates on.
    Standard errors by information take all cases to be alike; where dyads differ these intervals
    are wider, and are the ones to be believed.

    Parameters
    ----------
    fit
        From `mediaeco.dynamics.fit_hawkes` or `mediaeco.dynamics.response`.
    draws
        Resamples, at least 1 (library default: 200).
    level
        Of the percentile intervals, between 0 and 1 (library default: 0.95).
    seed
        Of the draws.

    Returns
    -------
    HawkesIntervals
        An interval a parameter, also for estimates at 0; NaN for one case alone. With a handful of
        cases they are too narrow.

    Raises
    ------
    InvalidCaseError
        Where a setting is out of its range.

    Notes
    -----
    *Theory*: bootstrap over the independent units; library's proposal. A beta at a bound, or given,
    stays where it is, and so do levels of cases.

    *Laws*: the same seed gives the same; cases that are all alike have intervals of no width.

    Examples
    --------
    >>> from mediaeco.dynamics.hawkes import HawkesParameters, simulate_hawkes
    >>> from mediaeco.dynamics.hawkes_fit import fit_hawkes
    >>> dyad = HawkesParameters(mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=1.0)
    >>> fit = fit_hawkes([simulate_hawkes(dyad, until=100, seed=k) for k in range(10)])
    >>> found = hawkes_intervals(fit, draws=20)
    >>> bool((found.low[:6] <= fit.to_frame()["estimate"][:6]).all())
    True
    """
    if not 0 < level < 1:
        raise InvalidCaseError("hawkes_intervals.level", "a share between 0 and 1", shown(level))
    if not draws >= 1:
        raise InvalidCaseError("hawkes_intervals.draws", "one at least", shown(draws))
    cases, wide = len(fit.record.until), len(fit.kinds)
    sample = np.full((int(draws), wide * (wide + 2) + 1), np.nan)
    if cases > 1 and np.isfinite(fit.log_likelihood):
        weights = drawn_counts(generator(seed), cases, int(draws))
        for k, weight in enumerate(weights):
            sample[k] = _refitted(fit, weight)
    ends = np.full((2, sample.shape[1]), np.nan)
    error = np.full(sample.shape[1], np.nan)
    for k, column in enumerate(sample.T):
        known = column[~np.isnan(column)]
        if len(known):
            ends[:, k] = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
            error[k] = known.std(ddof=1) if len(known) > 1 else np.nan
    return HawkesIntervals(
        fit=fit, sample=sample, error=error, low=ends[0], high=ends[1], level=float(level)
    )


def _refitted(fit: HawkesFit, weight: Floats) -> Floats:
    """Estimates in the order of the fit's own table, and the spectral radius."""
    wide, record = len(fit.kinds), fit.along
    groups = [list(range(wide))] if fit.fading == "shared" else [[i] for i in range(wide)]
    shares, latency = np.full((wide, 1 + wide), np.nan), np.full(wide, np.nan)
    for targets in groups:
        beta, error = float(fit.beta[targets[0]]), float(fit.beta_error[targets[0]])
        profile = Profile(record=record, targets=targets, weight=weight)
        found = _nearest(profile, beta, (beta / error) ** 2)
        shares[targets] = found.shares
        latency[targets] = 1 / beta if math.isnan(error) else 1 / found.beta
    alpha = shares[:, 1:]
    radius = math.nan if np.isnan(alpha).any() else spectral_radius(alpha)
    return np.concatenate([shares[:, 0], alpha.ravel(), latency, [radius]])


def _nearest(profile: Profile, beta: float, bend: float) -> Point:
    """Climb from beta by Newton's steps in its logarithm, the curvature by secant.

    ``bend`` is the curvature to begin with; NaN where beta stays as it is.
    """
    point = profile.at(1.0 if math.isnan(beta) else beta)
    low, high = bounds_of(profile.record) or (beta, beta)
    for _ in range(_PASSES if np.isfinite(bend) and np.isfinite(point.value) else 0):
        step = float(np.clip(point.slope / bend, -1.0, 1.0))
        there = float(np.clip(point.beta * math.exp(step), low, high))
        if abs(math.log(there / point.beta)) < _CLOSE:
            break
        after = profile.at(there, near=point)
        secant = (point.slope - after.slope) / math.log(there / point.beta)
        bend = secant if secant > 0.1 * bend else bend
        point = after
    return point
