"""Ratings of a record in columns: whose, of what, when, at which contact."""

from __future__ import annotations

import attrs
import numpy as np
from attrs import frozen

from mediaeco.analysis.session import is_session
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.model import Measure, Result, Role, TidyTable
from mediaeco.model.clock import DAY, micros_of

__all__ = ["Ratings", "ratings"]


@frozen(kw_only=True, eq=False, repr=False)
class Ratings(Result):
    """Ratings, case by case in order of time.

    Parameters
    ----------
    cases
        Ids.
    case
        Case of each rating; shape (ratings,), as all that follow.
    rater
        Actor code of whoever rated.
    role
        Their role.
    instrument, scale, construct
        What was rated, by which scale of which instrument.
    about
        Id of the channel or actor that the rating is about; empty: the relationship with the
        other side.
    channel
        Code of the channel that the rating is about, -1 where it is about none.
    micros
        When, in microseconds on the clock of the case.
    days
        When, in days since first contact; NaN where there was none.
    row
        Row of the last contact before the rating or at the same moment, -1 where there was none
        in this view.
    n
        Its contact index, -1 where there was none.
    session
        Sessions that had taken place by then: 0 before the first.
    value, low, high
        The rating, and the ends of its scale.
    """

    cases: tuple[str, ...]
    case: Ints
    rater: Ints
    role: Array
    instrument: Array
    scale: Array
    construct: Array
    about: Array
    channel: Ints
    micros: Ints
    days: Floats
    row: Ints
    n: Ints
    session: Ints
    value: Floats
    low: Floats
    high: Floats

    def __len__(self) -> int:
        return len(self.case)

    def take(self, kept: Bools) -> Ratings:
        """The ratings where ``kept`` is true; shape (ratings,)."""
        columns = [item.name for item in attrs.fields(Ratings) if item.name != "cases"]
        return attrs.evolve(self, **{name: getattr(self, name)[kept] for name in columns})

    @property
    def label(self) -> Array:
        """Instrument and scale of each rating, as ``"WAI-SR bond"``."""
        return _texts(f"{a} {b}" for a, b in zip(self.instrument, self.scale, strict=True))

    @property
    def share(self) -> Floats:
        """The rating on [0, 1] by the ends of its scale."""
        return (self.value - self.low) / (self.high - self.low)

    def to_frame(self) -> TidyTable:
        """One row a rating."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "rater": self.role,
                "instrument": self.instrument,
                "scale": self.scale,
                "construct": self.construct,
                "about": self.about,
                "days": self.days,
                "n": np.where(self.n < 0, np.nan, self.n),
                "session": self.session,
                "value": self.value,
                "low": self.low,
                "high": self.high,
            }
        )


def ratings(
    eco: Ecosystem,
    *,
    constructs: tuple[str, ...] | None = None,
    instrument: str | None = None,
    scale: str | None = None,
    about: str | None = None,
) -> Ratings:
    """What was rated, by whom, when?

    Parameters
    ----------
    eco
        One case or a cohort.
    constructs
        Constructs that are kept; None: all.
    instrument, scale
        The one instrument and the one scale that are kept; None: all.
    about
        Keep ratings about this channel or actor; empty: those of the relationship with the other
        side; None: all.

    Returns
    -------
    Ratings
        One entry a rating.

    Notes
    -----
    *Laws*: ratings of a cohort are those of its cases one after another; shifting all times
    changes nothing but ``micros``.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = ratings(Ecosystem(read_example("first-contact")), constructs=("alliance",))
    >>> len(found) == len(found.share)
    True
    """
    table = eco.table
    sessions = np.concatenate(([0], np.cumsum(is_session(eco))))
    record = eco.record.table
    media = {channel.id: code for code, channel in enumerate(eco.channels)}
    kept: list[tuple[int, Measure, int, int]] = []
    for i, head in enumerate(eco.cases):
        of = [
            (micros_of(m.time), m)
            for m in head.measures
            if (constructs is None or m.construct in constructs)
            and instrument in (None, m.instrument)
            and scale in (None, m.scale)
            and about in (None, m.about)
        ]
        low, high = int(table.offsets[i]), int(table.offsets[i + 1])
        at = np.searchsorted(
            table.time[low:high], np.array([micros for micros, _ in of]), side="right"
        )
        kept += [(i, m, micros, low + int(k)) for (micros, m), k in zip(of, at, strict=True)]
    case = np.array([i for i, _, _, _ in kept], dtype=np.int64)
    micros = np.array([when for _, _, when, _ in kept], dtype=np.int64)
    row = np.array([row for _, _, _, row in kept], dtype=np.int64)
    begun = np.diff(record.offsets)[case] > 0
    before = row > table.offsets[case]
    place = np.where(before, row - 1, 0)
    people = [{actor.id: code for code, actor in enumerate(head.actors)} for head in eco.cases]
    rater = np.array([people[i][m.rater] for i, m, _, _ in kept], dtype=np.int64)
    return Ratings(
        cases=eco.ids,
        case=case,
        rater=rater,
        role=_texts(
            str(Role(eco.cases[i].actors[code].role))
            for (i, _, _, _), code in zip(kept, rater.tolist(), strict=True)
        ),
        instrument=_texts(m.instrument for _, m, _, _ in kept),
        scale=_texts(m.scale for _, m, _, _ in kept),
        construct=_texts(m.construct for _, m, _, _ in kept),
        about=_texts(m.about for _, m, _, _ in kept),
        channel=np.array([media.get(m.about, -1) for _, m, _, _ in kept], dtype=np.int64),
        micros=micros,
        days=np.where(begun, (micros - table.origin[case]) / DAY, np.nan),
        row=np.where(before, place, -1),
        n=np.where(before, table.n[place] if len(table) else -1, -1).astype(np.int64),
        session=sessions[row] - sessions[table.offsets[case]],
        value=np.array([m.value for _, m, _, _ in kept], dtype=np.float64),
        low=np.array([m.low for _, m, _, _ in kept], dtype=np.float64),
        high=np.array([m.high for _, m, _, _ in kept], dtype=np.float64),
    )


def _texts(words: object) -> Array:
    return np.array(list(words), dtype=np.str_)  # type: ignore[call-overload]  # any iterable of texts
