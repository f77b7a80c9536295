"""The load on the frame's boundary: contacts outside what was agreed."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.lifecycle import frame_lifecycle
from mediaeco.analysis.session import is_session
from mediaeco.analysis.wall import wall_time, weekday_and_hour
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.model import ActKind, Clock, ContactHours, Result, TidyTable

__all__ = ["BoundaryLoad", "boundary_load"]

_BREACH = tuple(ActKind).index(ActKind.BREACH)


@frozen(kw_only=True, eq=False, repr=False)
class BoundaryLoad(Result):
    """Contacts outside the frame.

    Parameters
    ----------
    cases, channels
        Ids.
    outside
        True for each contact outside the frame; shape (rows,).
    load
        Share of contacts outside the frame, by case; NaN without contacts; shape (cases,).
    by_channel
        The same by case and channel; NaN where a channel was not used; shape (cases, channels).
    hours_known
        False where a case agreed hours of contact but its clock tells none, so that only channels
        and breaches count; shape (cases,).
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    outside: Bools
    load: Floats
    by_channel: Floats
    hours_known: Bools

    def to_frame(self) -> TidyTable:
        """One row a case and channel."""
        return TidyTable(
            {
                "case": np.repeat(np.array(self.cases, dtype=np.str_), len(self.channels)),
                "channel": np.tile(np.array(self.channels, dtype=np.str_), len(self.cases)),
                "boundary_load": self.by_channel.ravel(),
            }
        )


def boundary_load(eco: Ecosystem) -> BoundaryLoad:
    """How many contacts lay outside the frame that had been agreed?

    ``load = contacts outside / contacts``. A contact lies outside where it breaches an element,
    or where it breaks the terms of an element agreed before it: outside its hours (sessions
    excepted: their time is an agreement of its own), or over a channel that is not among its
    channels.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    BoundaryLoad
        By contact, channel and case.

    Notes
    -----
    *Theory*: gutheil1993 (crossings of the boundary); the index is the library's proposal.
    It does not tell a crossing from a violation: that is a judgement of people.

    *Laws*: swapping the roles changes nothing; without breaches and terms the load is 0.
    """
    table = eco.table
    outside = np.zeros(len(table), dtype=bool)
    life = frame_lifecycle(eco)
    outside[life.row[(life.kind == _BREACH) & life.legal]] = True
    session = is_session(eco)
    wall = wall_time(table)
    known = np.ones(table.cases, dtype=bool)
    code = {channel.id: c for c, channel in enumerate(eco.channels)}
    place = {element.id: e for e, element in enumerate(eco.elements)}
    for i, head in enumerate(eco.cases):
        for element in head.elements:
            row = life.agreed_row[i, place[element.id]]
            if row < 0 or (element.hours is None and not element.channels):
                continue
            # What is agreed in a contact binds the contacts after it.
            later = slice(row + 1, table.offsets[i + 1])
            if element.channels:
                allowed = np.zeros(len(code), dtype=bool)
                allowed[[code[name] for name in element.channels]] = True
                outside[later] |= ~allowed[table.channel[later]]
            if element.hours is not None:
                if head.clock is Clock.SECONDS:
                    known[i] = False
                    continue
                outside[later] |= ~_within(wall[later], element.hours) & ~session[later]
    channels = len(eco.channels)
    key = table.case * channels + table.channel
    counts = np.bincount(key, minlength=table.cases * channels)
    crossed = np.bincount(key, outside, table.cases * channels)
    counts, crossed = (of.reshape(table.cases, channels) for of in (counts, crossed))
    with np.errstate(invalid="ignore"):
        return BoundaryLoad(
            cases=eco.ids,
            channels=tuple(channel.id for channel in eco.channels),
            outside=outside,
            load=crossed.sum(axis=1) / counts.sum(axis=1),
            by_channel=crossed / counts,
            hours_known=known,
        )


def _within(local: Ints, hours: ContactHours) -> Bools:
    weekday, hour = weekday_and_hour(local)
    if hours.start <= hours.end:
        return np.isin(weekday, hours.days) & (hour >= hours.start) & (hour < hours.end)
    # Hours over midnight belong to the day on which they begin.
    evening = np.isin(weekday, hours.days) & (hour >= hours.start)
    night = np.isin((weekday - 1) % 7, hours.days) & (hour < hours.end)
    return evening | night
