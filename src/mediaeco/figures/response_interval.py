"""Which intervals stand in the figures of response: by information, or resampled over cases."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from mediaeco.dynamics import HawkesFit, HawkesIntervals
from mediaeco.errors import InvalidCaseError
from mediaeco.figures.lettering import rounded
from mediaeco.kernels.array import Floats

__all__ = ["Ends", "bracket", "ends_of"]

Pair = tuple[Floats, Floats]


@frozen(eq=False)
class Ends:
    """Low and high ends of the intervals of one fit.

    Parameters
    ----------
    mu, alpha, latency, radius
        In the shapes of the estimates; NaN where there is no interval.
    level
        Of the intervals.
    note
        What they take for granted, as a sentence for the figure; empty where there is one case.
    """

    mu: Pair
    alpha: Pair
    latency: Pair
    radius: Pair
    level: float
    note: str


def ends_of(
    fits: Sequence[HawkesFit],
    intervals: HawkesIntervals | Sequence[HawkesIntervals] | None,
    path: str,
) -> tuple[Ends, ...]:
    """Ends of the intervals of each fit, over cases where they are given.

    Parameters
    ----------
    fits
        What is drawn.
    intervals
        One for each fit, in any order; None: by information.
    path
        Where they were given, for messages.

    Raises
    ------
    InvalidCaseError
        Where they are not those of the fits.
    """
    if intervals is None:
        return tuple(_informed(fit) for fit in fits)
    given = [intervals] if isinstance(intervals, HawkesIntervals) else list(intervals)
    found = [next((one for one in given if one.fit is fit), None) for fit in fits]
    own = [one for one in found if one is not None]
    if len(own) != len(fits) or len(given) != len(fits) or len({one.level for one in own}) > 1:
        raise InvalidCaseError(
            path,
            f"intervals of each of {len(fits)} fits that are drawn, at one level",
            f"{len(given)}, {len(own)} of them of these fits",
            "Take `hawkes_intervals` of each fit, with the same level.",
        )
    return tuple(_resampled(one) for one in own)


def bracket(ends: Pair) -> str:
    """Write an interval as it follows its number; nothing where there is none."""
    low, high = (float(end) for end in ends)
    return f" [{rounded(low)}, {rounded(high)}]" if np.isfinite([low, high]).all() else ""


def _informed(fit: HawkesFit) -> Ends:
    latency = fit.latency
    return Ends(
        mu=fit.bounds(fit.mu, fit.mu_error),
        alpha=fit.bounds(fit.alpha, fit.alpha_error),
        latency=fit.bounds(latency, latency * fit.beta_error / fit.beta),
        radius=fit.bounds(np.array(fit.radius), np.array(fit.radius_error)),
        level=fit.level,
        note=f"Intervals are {fit.as_if}. " if len(fit.record.until) > 1 else "",
    )


def _resampled(found: HawkesIntervals) -> Ends:
    wide = len(found.fit.kinds)
    cuts = [wide, wide * (1 + wide), wide * (2 + wide)]
    low, high = (np.split(end, cuts) for end in (found.low, found.high))
    several = len(found.fit.record.until) > 1
    return Ends(
        mu=(low[0], high[0]),
        alpha=(low[1].reshape(wide, wide), high[1].reshape(wide, wide)),
        latency=(low[2], high[2]),
        radius=(low[3][0], high[3][0]),
        level=found.level,
        note=(
            f"Intervals are resampled over cases ({len(found.sample):,} draws). "
            if several
            else "One case alone has no interval over cases. "
        ),
    )
