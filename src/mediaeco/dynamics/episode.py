"""V-episodes: the alliance falls, and comes back."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.dynamics.rating import Rating, RatingSeries, rating_series
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.episode import episodes
from mediaeco.model import Result, TidyTable

__all__ = ["VEpisodes", "v_episodes"]

# A rating just at the threshold is there in every unit of measurement.
_ROUNDING = 1e-9


@frozen(kw_only=True, eq=False, repr=False)
class VEpisodes(Result):
    """Falls of the alliance, and returns.

    Parameters
    ----------
    ratings
        The series.
    mean, spread
        Mean and standard deviation (n - 1) of each series; NaN for one that has no ratings, and
        fewer than two; shape (series,).
    series
        Series of each fall, as its place in ``ratings``; shape (falls,), as all that follow.
    before, after
        Rating before the fall, and the one that is back; as places in the ratings; ``after`` is
        -1 where none came back.
    lowest
        The lowest rating between, the first of several.
    depth
        How far it lies below the mean of its series, in standard deviations.
    sessions
        Ratings between ``before`` and ``after`` (to the end of the series, where none came back).
    days
        Days from ``before`` to ``after``; NaN where none came back.
    repaired
        True for a V-episode: back after at most ``within`` ratings.
    within
        As asked for.
    """

    ratings: RatingSeries
    mean: Floats
    spread: Floats
    series: Ints
    before: Ints
    after: Ints
    lowest: Ints
    depth: Floats
    sessions: Ints
    days: Floats
    repaired: Bools
    within: int

    def __len__(self) -> int:
        return len(self.series)

    @property
    def ruptures(self) -> Ints:
        """Falls of each series; shape (series,)."""
        return np.bincount(self.series, minlength=len(self.mean))

    @property
    def repairs(self) -> Ints:
        """V-episodes of each series; shape (series,)."""
        return np.bincount(self.series[self.repaired], minlength=len(self.mean))

    def to_frame(self) -> TidyTable:
        """One row a fall."""
        ratings = self.ratings
        return TidyTable(
            {name: column[self.series] for name, column in ratings.labels().items()}
            | {
                "days_before": ratings.t[self.before],
                "value_before": ratings.value[self.before],
                "lowest": ratings.value[self.lowest],
                "depth": self.depth,
                "sessions": self.sessions,
                "days": self.days,
                "repaired": self.repaired,
            }
        )

    def summary(self) -> TidyTable:
        """One row a series, those of each rater for themselves."""
        return TidyTable(
            self.ratings.labels()
            | {
                "ratings": np.diff(self.ratings.offsets),
                "mean": self.mean,
                "spread": self.spread,
                "ruptures": self.ruptures,
                "repairs": self.repairs,
            }
        )


def v_episodes(
    eco: Ecosystem,
    *,
    drop: float = 1.0,
    band: float | None = None,
    within: int = 3,
    rating: Rating | None = None,
) -> VEpisodes:
    """Where did the alliance fall below what this rater usually gives, and where did it come back?

    By the standard score z of a rating within its series: *low* is ``z <= -drop``, *high* is
    ``z >= -band`` and not low. From a high, over at least one low, to the next high is a fall that
    came back; it is a V-episode, high, low, high, if at most ``within`` ratings lie between.

    Parameters
    ----------
    eco
        One case or a cohort.
    drop
        Standard deviations below the mean of the series, above 0 (library default: 1; 1 and 2 are
        both in use).
    band
        Standard deviations below the mean within which a rating is high, from 0 to ``drop``; None:
        ``drop``, so that whatever is not low is high (library default).
    within
        Ratings that may lie between the highs, at least 1 (library default).
    rating
        Which ratings; None: those of the alliance.

    Returns
    -------
    VEpisodes
        Falls by rater; a series that begins low has not fallen.

    Raises
    ------
    InvalidCaseError
        Where a setting is out of its range.

    Notes
    -----
    *Theory*: stiles2004, strauss2006 (a fall by the spread within the person); gumz2012 (criteria
    differ, and so do the numbers they find: state yours); the rule is adapted: it reads the same
    forwards and backwards. Mean and spread are those of the whole series, so an episode is found
    in hindsight: ratings to come may change it. A fall of the rating is not a rupture that
    somebody saw: those are `mediaeco.analysis.ruptures`.

    *Laws*: the same for ratings shifted and stretched; a constant series never falls; read
    backwards, V-episodes are V-episodes; repairs never outnumber ruptures; each case is the same
    alone and in a cohort.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = v_episodes(Ecosystem(read_example("broken-frame")))
    >>> bool((found.repairs <= found.ruptures).all())
    True
    """
    band = drop if band is None else band
    if not (np.isfinite(drop) and drop > 0):
        raise InvalidCaseError("v_episodes.drop", "a finite number above 0", shown(drop))
    if not 0 <= band <= drop:
        raise InvalidCaseError("v_episodes.band", f"a number from 0 to {drop:g}", shown(band))
    if not (within >= 1 and within % 1 == 0):
        raise InvalidCaseError("v_episodes.within", "a whole number of at least 1", shown(within))
    ratings = rating_series(eco, rating=rating)
    of, count = ratings.series, np.diff(ratings.offsets)
    number = len(count)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(of, ratings.value, number) / count
        off = ratings.value - mean[of]
        spread = np.sqrt(np.bincount(of, off**2, number) / (count - 1))
        z = np.where(spread[of] > 1e-12 * np.maximum(np.abs(mean[of]), 1e-12), off / spread[of], 0)
    low = z <= -drop + _ROUNDING
    before, after = episodes(low, (z >= -band - _ROUNDING) & ~low, ratings.offsets)
    back = after >= 0
    end = np.where(back, after, ratings.offsets[1:][of[before]])
    lowest = np.array(
        [b + 1 + int(np.argmin(z[b + 1 : e])) for b, e in zip(before, end, strict=True)],
        dtype=np.int64,
    )
    sessions = end - before - 1
    return VEpisodes(
        ratings=ratings,
        mean=mean,
        spread=spread,
        series=of[before],
        before=before,
        after=after,
        lowest=lowest,
        depth=-z[lowest],
        sessions=sessions,
        days=np.where(back, ratings.t[after] - ratings.t[before], np.nan)
        if len(before)
        else np.zeros(0),
        repaired=back & (sessions <= within),
        within=int(within),
    )
