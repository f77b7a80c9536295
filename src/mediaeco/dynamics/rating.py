"""Series of ratings, read off the record."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import Ratings, ratings
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.model import Result, Role, TidyTable
from mediaeco.model.clock import DAY

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

    def of(self, eco: Ecosystem, *, side: str = "") -> Ratings:
        """The ratings of a record that are meant, in time order; those of one side, where named."""
        found = ratings(
            eco,
            constructs=(self.construct,) if self.construct else None,
            instrument=self.instrument or None,
            scale=self.scale or None,
            about=self.about,
        )
        return found.take(found.role == side) if side else found


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
    found = (rating or Rating()).of(eco)
    table = eco.table
    people = [[actor.id for actor in head.actors] for head in eco.cases]
    name = np.array(
        [people[i][code] for i, code in zip(found.case, found.rater, strict=True)], dtype=np.str_
    )
    rank = {str(role): place for place, role in enumerate(Role)}
    role = np.array([rank[each] for each in found.role.tolist()], dtype=np.int64)
    # Ratings of one key stay in the order of time that they have.
    keys = (found.case, role, name, found.instrument, found.scale)
    order = np.lexsort(keys[::-1])
    begins = np.flatnonzero(_new(keys, order))
    # Without contacts, a case's time begins with its first rating.
    first = np.zeros(table.cases, dtype=np.int64)
    first[found.case[::-1]] = found.micros[::-1]
    begin = np.where(np.diff(table.offsets) > 0, table.origin, first)
    return RatingSeries(
        cases=eco.ids,
        case=found.case[order][begins],
        rater=found.role[order][begins],
        instrument=found.instrument[order][begins],
        scale=found.scale[order][begins],
        offsets=np.append(begins, len(order)),
        t=((found.micros - begin[found.case]) / DAY)[order],
        value=found.value[order],
        low=found.low[order],
        high=found.high[order],
    )


def _new(keys: tuple[Array, ...], order: Ints) -> Bools:
    """Where, in this order, another series begins."""
    new = np.zeros(len(order), dtype=bool)
    new[:1] = True
    for key in keys:
        new[1:] |= key[order][1:] != key[order][:-1]
    return new
