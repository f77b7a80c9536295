"""Does a fitted Hawkes process explain when contacts came? Time rescaled by what it expects."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from attrs import frozen

from mediaeco.dynamics.hawkes_estimate import HawkesFit
from mediaeco.dynamics.hawkes_record import HawkesRecord
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.hawkes_rescaling import rescaled_gaps
from mediaeco.model import Result, TidyTable

__all__ = ["TimeRescaling", "rescaled", "time_rescaling"]


@frozen(kw_only=True, eq=False, repr=False)
class TimeRescaling(Result):
    """Gaps between contacts, measured by the contacts that a fit expected meanwhile.

    Parameters
    ----------
    kinds
        What the kinds are called.
    gap
        Kind after kind, in time order within; shape (contacts,).
    kind
        As its place in the kinds; shape (contacts,).
    count
        Gaps of each kind, and of all; shape (kinds + 1,), as all that follow.
    mean
        Mean gap: 1 if the fit is right. Well below 1: contacts are missing where the last cases
        should have some, so cases are not alike.
    statistic, p
        Of Kolmogorov and Smirnov's test against an exponential of mean 1. The parameters come from
        the same contacts, so p is too large, if anything; NaN without a gap.
    lag
        Correlation of neighbouring gaps, as shares of the exponential: 0 if the fit is right; NaN
        for fewer than 3 gaps, and where they do not vary.
    lag_p
        Of no correlation, by the normal approximation.
    """

    kinds: tuple[str, ...]
    gap: Floats
    kind: Ints
    count: Ints
    mean: Floats
    statistic: Floats
    p: Floats
    lag: Floats
    lag_p: Floats

    def of(self, kind: str) -> Floats:
        """Gaps of one kind, in time order."""
        found: Floats = self.gap[self.kind == self.kinds.index(kind)]
        return found

    def to_frame(self) -> TidyTable:
        """One row a kind, and one for all together."""
        return TidyTable(
            {
                "kind": [*self.kinds, "all"],
                "count": self.count,
                "mean": self.mean,
                "ks": self.statistic,
                "p": self.p,
                "lag": self.lag,
                "lag_p": self.lag_p,
            }
        )


def time_rescaling(fit: HawkesFit) -> TimeRescaling:
    """Does the fit explain when contacts came?

    Between two contacts of a kind the rate of that kind adds up to some number of expected
    contacts. If the fit is right, these numbers are independent and exponential of mean 1.

    Parameters
    ----------
    fit
        From `mediaeco.dynamics.fit_hawkes` or `mediaeco.dynamics.response`.

    Returns
    -------
    TimeRescaling
        Gaps, and how far they are from what they should be; NaN where the fit knows nothing.

    Notes
    -----
    *Theory*: ogata1988, brown2002; published. With many contacts any fit is refused: look at how
    large the statistic is, which is the largest distance between two distributions, not at p
    alone. Contacts at one instant have gaps of almost nothing, and show as misfit.

    *Laws*: a fit to what a Hawkes process drew is refused about as often as chance would have it;
    renaming kinds and another unit of time change nothing.

    Examples
    --------
    >>> from mediaeco.dynamics.hawkes import HawkesParameters, simulate_hawkes
    >>> from mediaeco.dynamics.hawkes_fit import fit_hawkes
    >>> dyad = HawkesParameters(mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=1.0)
    >>> found = time_rescaling(fit_hawkes(simulate_hawkes(dyad, until=800, seed=4)))
    >>> bool(found.p[-1] > 0.05)
    True
    """
    return rescaled(fit, fit.along)


def rescaled(fit: HawkesFit, record: HawkesRecord) -> TimeRescaling:
    """Gaps of a record of the same kinds, by what the fit expects of it."""
    width = len(fit.kinds)
    empty = np.zeros(0)
    gaps: tuple[Floats, ...] = (empty,) * width
    if not np.isnan(fit.mu).any():
        past, counted = record.past, record.counted > 0
        found = rescaled_gaps(
            past,
            fit.mu,
            np.nan_to_num(fit.alpha),
            np.nan_to_num(fit.beta, nan=1.0),
            elapsed=record.time if record.elapsed is None else record.elapsed,
            exposure=record.exposure,
        )
        rows = np.split(past.order, past.begins[1:-1])
        gaps = tuple(gap[counted[own]] for gap, own in zip(found, rows, strict=True))
    everything = [*gaps, np.concatenate(gaps)]
    tests = np.array([_exponential(gap) for gap in everything])
    # One kind's last gap and the next one's first are no neighbours.
    lags = [_lag([gap]) for gap in gaps]
    lag = np.array([*lags, _lag(gaps)])
    return TimeRescaling(
        kinds=fit.kinds,
        gap=everything[-1],
        kind=np.repeat(np.arange(width), [len(gap) for gap in gaps]),
        count=np.array([len(gap) for gap in everything]),
        mean=tests[:, 0],
        statistic=tests[:, 1],
        p=tests[:, 2],
        lag=lag[:, 0],
        lag_p=lag[:, 1],
    )


def _exponential(gap: Floats) -> tuple[float, float, float]:
    """Mean, statistic and p."""
    from scipy.stats import kstest

    if len(gap) == 0:
        return (math.nan,) * 3
    found = kstest(gap, "expon")
    return float(gap.mean()), float(found.statistic), float(found.pvalue)


def _lag(series: tuple[Floats, ...] | list[Floats]) -> tuple[float, float]:
    """Correlation of neighbours within each series, and p."""
    share = [-np.expm1(-gap) for gap in series]
    first = np.concatenate([part[:-1] for part in share])
    second = np.concatenate([part[1:] for part in share])
    if len(first) < 2 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return math.nan, math.nan
    r = float(np.corrcoef(first, second)[0, 1])
    return r, 2 * NormalDist().cdf(-abs(r) * math.sqrt(len(first)))
