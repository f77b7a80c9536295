"""Transformations of the time of a case: later, slower, observed for longer."""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs
import numpy as np

from mediaeco.errors import InvalidCaseError
from mediaeco.model import Case, Time
from mediaeco.model.clock import DAY, SECOND, micros_of, offset_of, time_of

__all__ = ["append_silence", "scale_time", "shift_time"]


def shift_time(case: Case, *, seconds: float) -> Case:
    """Let everything take place so many seconds later, ratings and end of observation too.

    Parameters
    ----------
    case
        Any case.
    seconds
        May be negative; kept to the microsecond.

    Returns
    -------
    Case
        The same case, later.

    Notes
    -----
    *Laws*: shifting there and back is not shifting at all (on the clock of seconds, up to the
    microsecond).
    """
    micros = round(seconds * SECOND)

    def later(time: Time) -> Time:
        if isinstance(time, datetime):
            return time + timedelta(microseconds=micros)
        return time + micros / SECOND

    table = case.table
    # A case without contacts has no first contact to move.
    origin = table.origin + (micros if len(table) else 0)
    return attrs.evolve(
        case,
        interactions=attrs.evolve(table, time=table.time + micros, origin=origin),
        measures=tuple(attrs.evolve(m, time=later(m.time)) for m in case.measures),
        settings=tuple(
            s if s.since is None else attrs.evolve(s, since=later(s.since)) for s in case.settings
        ),
        observed_until=None if case.observed_until is None else later(case.observed_until),
    )


def scale_time(case: Case, *, factor: float) -> Case:
    """Let everything take so many times as long, counted from the first contact.

    Parameters
    ----------
    case
        Any case.
    factor
        Above 0. Gaps, durations, ratings, settings and the end of observation are scaled with it;
        kept to the microsecond. Where there are no contacts, time is counted from the first
        moment that is told.

    Returns
    -------
    Case
        The same contacts in the same order, at another pace.

    Raises
    ------
    InvalidCaseError
        Where ``factor`` is not above 0.

    Notes
    -----
    *Laws*: scaling by a whole number and back is not scaling at all (on the clock of seconds, up
    to the microsecond).
    """
    if not 0 < factor < float("inf"):
        raise InvalidCaseError("scale_time.factor", "a number above 0", str(factor))
    table = case.table
    moments = [micros_of(m.time) for m in case.measures]
    moments += [micros_of(s.since) for s in case.settings if s.since is not None]
    moments += [] if case.observed_until is None else [micros_of(case.observed_until)]
    begin = int(table.origin[0]) if len(table) else min(moments, default=0)

    def scaled(time: Time) -> Time:
        micros = begin + round((micros_of(time) - begin) * factor)
        return time_of(micros, offset_of(time), case.clock)

    return attrs.evolve(
        case,
        clock=case.clock,
        interactions=attrs.evolve(
            table,
            time=begin + np.round((table.time - begin) * factor).astype(np.int64),
            duration=table.duration * factor,
        ),
        measures=tuple(attrs.evolve(m, time=scaled(m.time)) for m in case.measures),
        settings=tuple(
            s if s.since is None else attrs.evolve(s, since=scaled(s.since)) for s in case.settings
        ),
        observed_until=None if case.observed_until is None else scaled(case.observed_until),
    )


def append_silence(case: Case, *, days: float) -> Case:
    """Observe for longer, while nothing happens.

    Parameters
    ----------
    case
        Any case.
    days
        How much later observation ends, at least 0.

    Returns
    -------
    Case
        The same record, whose end of observation has moved on. A case in which nothing was ever
        observed stays as it is.

    Raises
    ------
    InvalidCaseError
        Where ``days`` is below 0.

    Notes
    -----
    *Laws*: appending twice is appending the sum; no contact and no rating changes.
    """
    if not 0 <= days < float("inf"):
        raise InvalidCaseError("append_silence.days", "days of at least 0", str(days))
    end, table = case.end, case.table
    if end is None:
        return case
    told: Time = case.measures[-1].time if case.measures else 0.0
    if case.observed_until is not None:
        told = case.observed_until
    offset = int(table.utc_offset[-1]) if len(table) else offset_of(told)
    until = time_of(end + round(days * DAY), offset, case.clock)
    return attrs.evolve(case, interactions=table, clock=case.clock, observed_until=until)
