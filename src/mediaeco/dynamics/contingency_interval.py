"""How sure a contingency is: intervals resampled over dyads."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.dynamics.contingency import EFFECTS, Contingency, effects_of
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Floats
from mediaeco.model import Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["ContingencyIntervals", "contingency_intervals"]


@frozen(kw_only=True, eq=False, repr=False)
class ContingencyIntervals(Result):
    """Pooled effects with their intervals.

    Parameters
    ----------
    dyads
        How many were resampled.
    effect
        Pooled effects, in the order of `EFFECTS`; shape (4,), as the two that follow.
    low, high
        Ends of the percentile interval; NaN for fewer than two dyads, and where an effect is not
        defined in any resample.
    level
        Of the interval.
    draws
        Resamples.
    """

    dyads: int
    effect: Floats
    low: Floats
    high: Floats
    level: float
    draws: int

    def to_frame(self) -> TidyTable:
        """One row an effect."""
        return TidyTable(
            {
                "effect": np.array(EFFECTS),
                "value": self.effect,
                "low": self.low,
                "high": self.high,
                "dyads": np.full(len(EFFECTS), self.dyads),
            }
        )


def contingency_intervals(
    found: Contingency, *, level: float = 0.95, draws: int = 2000, seed: int = 0
) -> ContingencyIntervals:
    """How sure may one be of a contingency?

    Dyads are drawn with replacement, and their counts pooled anew: moments of one dyad are not
    independent, dyads are.

    Parameters
    ----------
    found
        The contingency.
    level
        Of the percentile interval, between 0 and 1 (library default: 0.95).
    draws
        Resamples, at least 1 (library default: 2000).
    seed
        Of the draws.

    Returns
    -------
    ContingencyIntervals
        An interval an effect. With a handful of dyads it is far too narrow.

    Raises
    ------
    InvalidCaseError
        Where a setting is out of its range.

    Notes
    -----
    *Theory*: bootstrap over the independent units; library's proposal.

    *Laws*: the same seed gives the same; dyads that are all alike have an interval of no width;
    a higher level never narrows it.

    Examples
    --------
    >>> from mediaeco.dynamics.contingency import contingency
    >>> found = contingency([0, 1, 1, 0, 1, 1], [1, 0, 1, 1, 0, 1], sequences=[0, 3, 6])
    >>> contingency_intervals(found, draws=20).dyads
    2
    """
    if not 0 < level < 1:
        raise InvalidCaseError(
            "contingency_intervals.level", "a share between 0 and 1", shown(level)
        )
    if not draws >= 1:
        raise InvalidCaseError("contingency_intervals.draws", "one at least", shown(draws))
    count = len(found.following)
    low, high = np.full((2, len(EFFECTS)), np.nan)
    if count > 1:
        random = generator(seed)
        weight = random.multinomial(count, np.full(count, 1 / count), size=draws)
        drawn = np.einsum("rd,dopn->ropn", weight, found.following).astype(np.float64)
        effects = effects_of(drawn, found.target, found.given)
        for k in range(len(EFFECTS)):
            known = effects[~np.isnan(effects[:, k]), k]
            if len(known):
                low[k], high[k] = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return ContingencyIntervals(
        dyads=count, effect=found.pooled, low=low, high=high, level=float(level), draws=int(draws)
    )
