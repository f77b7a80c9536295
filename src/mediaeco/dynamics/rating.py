"""Series of ratings, read off the record."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.model import Case, Measure, Result, Role, TidyTable
from mediaeco.model.clock import DAY, micros_of

__all__ = ["Rating", "RatingSeries", "rating_series"]


@frozen(kw_only=True)
class Rating:
    """Which ratings are meant; an empty construct, instrument or scale is left open.

    Parameters
    ----------
    construct
        What they measure.
    instrument, scale
        With what they were taken.
    about
        Id of the channel or actor that they are about; empty: the relationship with the other
        side, and not *any*.
    """

    construct: str = "alliance"
    instrument: str = ""
    scale: str = ""
    about: str = ""

    def of(self, head: Case, *, side: str = "") -> list[Measure]:
        """The ratings of a case that are meant, in time order; those of one side, where named."""
        roles = {actor.id: str(actor.role) for actor in head.actors}
        return [
            measure
            for measure in head.measures
            if (not self.construct or measure.construct == self.construct)
            and (not self.instrument or measure.instrument == self.instrument)
            and (not self.scale or measure.scale == self.scale)
            and measure.about == self.about
            and (not side or roles[measure.rater] == side)
        ]


@frozen(kw_only=True, eq=False, repr=False)
class RatingSeries(Result):
    """Ratings end to end, a series a case, rater, instrument and scale.

    Parameters
    ----------
    cases
        Ids.
    case
        Case of each series, as its place in ``cases``; shape (series,), as the three that follow.
    rater
        Role of whoever rated.
    instrument, scale
        With what.
    offsets
        Where each series begins; shape (series + 1,).
    t
        Days since the first contact of the case (since its first rating, where it has no
        contact); shape (ratings,).
    value
        As rated; shape (ratings,).
    low, high
        Ends of the scale of each rating; shape (ratings,).
    """

    cases: tuple[str, ...]
    case: Ints
    rater: Array
    instrument: Array
    scale: Array
    offsets: Ints
    t: Floats
    value: Floats
    low: Floats
    high: Floats

    @property
    def series(self) -> Ints:
        """Series that each rating belongs to; shape (ratings,)."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))

    @property
    def share(self) -> Floats:
        """Ratings on [0, 1], by the ends of their scales; shape (ratings,)."""
        share: Floats = (self.value - self.low) / (self.high - self.low)
        return share

    def labels(self) -> dict[str, Array]:
        """Columns that name each series: case, rater, instrument, scale."""
        return {
            "case": np.array(self.cases, dtype=np.str_)[self.case],
            "rater": self.rater,
            "instrument": self.instrument,
            "scale": self.scale,
        }

    def to_frame(self) -> TidyTable:
        """One row a rating."""
        of = self.series
        return TidyTable(
            {name: column[of] for name, column in self.labels().items()}
            | {"days": self.t, "value": self.value, "low": self.low, "high": self.high}
        )


def rating_series(eco: Ecosystem, *, rating: Rating | None = None) -> RatingSeries:
    """What did whoever rated say, one rating after the other?

    Ratings of different raters, instruments and scales are never put into one series.

    Parameters
    ----------
    eco
        One case or a cohort.
    rating
        Which ratings; None: those of the alliance.

    Returns
    -------
    RatingSeries
        A series a case, rater, instrument and scale, in time order; ratings of one moment in the
        order of the record.

    Notes
    -----
    *Laws*: every rating that is meant stands in one series, once.
    """
    rating = rating or Rating()
    table = eco.table
    keys: list[tuple[int, str, str, str]] = []
    parts: list[list[Measure]] = []
    for i, head in enumerate(eco.cases):
        roles = {actor.id: actor.role for actor in head.actors}
        found: dict[tuple[str, str, str], list[Measure]] = {}
        for measure in rating.of(head):
            key = (measure.rater, measure.instrument, measure.scale)
            found.setdefault(key, []).append(measure)
        ranked = sorted(found, key=lambda key: (tuple(Role).index(roles[key[0]]), key))
        keys += [(i, str(roles[rater]), instrument, scale) for rater, instrument, scale in ranked]
        parts += [found[key] for key in ranked]
    case = np.array([key[0] for key in keys], dtype=np.int64)
    counts = np.array([len(part) for part in parts], dtype=np.int64)
    flat = [measure for part in parts for measure in part]
    time = np.array([micros_of(measure.time) for measure in flat], dtype=np.int64)
    offsets = np.concatenate(([0], np.cumsum(counts)))
    empty = np.diff(table.offsets) == 0
    begin = table.origin.astype(np.int64).copy()
    for i in np.flatnonzero(empty).tolist():
        begin[i] = min((micros_of(m.time) for m in rating.of(eco.cases[i])), default=0)
    return RatingSeries(
        cases=eco.ids,
        case=case,
        rater=np.array([key[1] for key in keys], dtype=np.str_),
        instrument=np.array([key[2] for key in keys], dtype=np.str_),
        scale=np.array([key[3] for key in keys], dtype=np.str_),
        offsets=offsets,
        t=(time - np.repeat(begin[case], counts)) / DAY,
        value=np.array([measure.value for measure in flat]),
        low=np.array([measure.low for measure in flat]),
        high=np.array([measure.high for measure in flat]),
    )
