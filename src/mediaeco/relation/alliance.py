"""The alliance over time: series of ratings, by rater and scale."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import Ratings, ratings
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.kernels.segment import segment_rank
from mediaeco.model import Result, TidyTable

__all__ = ["Alliance", "alliance"]


@frozen(kw_only=True, eq=False, repr=False)
class Alliance(Result):
    """Series of ratings: one for each rater and scale of each case.

    Parameters
    ----------
    ratings
        All ratings in order of time, case by case.
    of
        Series of each rating; shape (ratings,).
    occasion
        Place of each rating in its series, from 0; shape (ratings,).
    case, rater
        Case and actor code of each series; shape (series,), as all that follow.
    role, instrument, scale
        Role of the rater, and what they rated by: ``"goal"``, ``"task"``, ``"bond"``,
        ``"total"``.
    low, high
        Ends of the scale. Ratings on different scales never share a series.
    count
        Ratings.
    mean, deviation
        In points of the scale; the deviation NaN for a single rating.
    trend
        Slope of the least-squares line over occasions, in points a rating; NaN for a single one.
    first, last
        First and last rating.
    """

    ratings: Ratings
    of: Ints
    occasion: Ints
    case: Ints
    rater: Ints
    role: Array
    instrument: Array
    scale: Array
    low: Floats
    high: Floats
    count: Ints
    mean: Floats
    deviation: Floats
    trend: Floats
    first: Floats
    last: Floats

    def __len__(self) -> int:
        return len(self.case)

    def to_frame(self) -> TidyTable:
        """One row a series."""
        return TidyTable(
            {
                "case": np.array(self.ratings.cases, dtype=np.str_)[self.case],
                "rater": self.role,
                "instrument": self.instrument,
                "scale": self.scale,
                "low": self.low,
                "high": self.high,
                "ratings": self.count,
                "mean": self.mean,
                "deviation": self.deviation,
                "trend": self.trend,
                "first": self.first,
                "last": self.last,
            }
        )


def alliance(
    eco: Ecosystem,
    *,
    instrument: str | None = None,
    construct: str = "alliance",
    about: str = "",
) -> Alliance:
    """How did the alliance go, as each of them rated it?

    Parameters
    ----------
    eco
        One case or a cohort.
    instrument
        The one instrument to read; None: all, each in series of its own.
    construct
        Which construct: ``"alliance"``, or any other that was rated.
    about
        Id of a channel (or actor) that the ratings are about: the alliance with a programme itself;
        empty: that with the other side.

    Returns
    -------
    Alliance
        Series by case, rater, instrument and scale. What was not rated has no series: nothing here
        is worked out from who wrote to whom.

    Notes
    -----
    *Theory*: bordin1979 (goals, tasks, bond; agreement of both sides); series as rated, their
    summary is the library's proposal. Occasions count ratings and not days: what is rated after
    each session has the session as its unit of time.

    *Laws*: series part the ratings; scaling a scale scales mean and trend alike; a series of equal
    ratings has trend 0; turning time around turns the trend; swapping the roles swaps the raters.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = alliance(Ecosystem(read_example("first-contact")))
    >>> bool((found.count.sum() == len(found.ratings)).all())
    True
    """
    table = ratings(eco, constructs=(construct,), instrument=instrument, about=about)
    of, first = _series(table)
    count = np.bincount(of, minlength=len(first))
    occasion = segment_rank(of)
    mean = np.bincount(of, table.value, len(first)) / count
    apart = table.value - mean[of]
    square = np.bincount(of, apart**2, len(first))
    # Occasions run from 0 to count - 1, so that their sums are known.
    steps = occasion - (count[of] - 1) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        trend = np.bincount(of, steps * apart, len(first)) / np.bincount(of, steps**2, len(first))
        deviation = np.sqrt(square / (count - 1))
    single = count < 2
    last = np.zeros(len(first), dtype=np.int64)
    last[of] = np.arange(len(of))  # the last one written stays
    return Alliance(
        ratings=table,
        of=of,
        occasion=occasion,
        case=table.case[first],
        rater=table.rater[first],
        role=table.role[first],
        instrument=table.instrument[first],
        scale=table.scale[first],
        low=table.low[first],
        high=table.high[first],
        count=count,
        mean=mean,
        deviation=np.where(single, np.nan, deviation),
        trend=np.where(single, np.nan, trend),
        first=table.value[first],
        last=table.value[last],
    )


def _series(table: Ratings) -> tuple[Ints, Ints]:
    """Series of each rating, and the rating with which each series begins."""
    names = zip(
        table.case.tolist(),
        table.rater.tolist(),
        table.instrument.tolist(),
        table.scale.tolist(),
        table.low.tolist(),
        table.high.tolist(),
        strict=True,
    )
    known: dict[tuple[object, ...], int] = {}
    of = np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)
    first = np.full(len(known), -1, dtype=np.int64)
    first[of[::-1]] = np.arange(len(of))[::-1]  # the first of each is written last
    return of, first
