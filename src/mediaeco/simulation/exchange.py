"""Who makes contact when: initiative, arranged sessions, and what these call forth."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.branching import Events, branching_forest
from mediaeco.kernels.segment import segment_rank
from mediaeco.model.clock import DAY, SECOND, micros_of, offset_of
from mediaeco.model.vocabulary import Role
from mediaeco.simulation.behaviour import ExchangeParameters
from mediaeco.simulation.design import CaseDesign
from mediaeco.simulation.stream import Streams

__all__ = ["Exchange", "exchange"]

_DAY = DAY / SECOND
_MINUTE = 1 / 1440


@frozen(kw_only=True, eq=False)
class Exchange:
    """Contacts of all cases, end to end, in order of time.

    Parameters
    ----------
    offsets
        Row at which each case begins; shape (cases + 1,).
    day
        Days since the beginning; shape (rows,), as all that follow.
    sender
        0 for the therapist, 1 for the patient.
    parent
        Row that called each one forth, -1 for initiative and arranged sessions.
    arranged
        True for sessions that were arranged.
    closing
        True for the last of these.
    cut
        Cases from which contacts were cut off; shape (cases,).
    """

    offsets: Ints
    day: Floats
    sender: Ints
    parent: Ints
    arranged: Bools
    closing: Bools
    cut: Bools

    @property
    def case(self) -> Ints:
        """Case of each row."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))


def exchange(
    initiative: Floats, design: CaseDesign, parameters: ExchangeParameters, streams: Streams
) -> Exchange:
    """Draw the contacts of all cases at once.

    Parameters
    ----------
    initiative
        Factor of mu in each case; shape (cases,).
    """
    cases = len(initiative)
    parts = [
        _initiative(initiative, design, parameters, streams),
        _first(cases, design, parameters, streams),
        _sessions(cases, design, streams),
    ]
    case, day, side, ready, arranged = (
        np.concatenate([part[i] for part in parts]) for i in range(5)
    )
    order = np.argsort(case, kind="stable")
    case, day, side, ready, arranged = (part[order] for part in (case, day, side, ready, arranged))
    hawkes, clock = parameters.hawkes, _Clock(design, parameters)

    def later(time: Floats, kind: Ints, wait: Floats) -> Floats:
        wait = wait / hawkes.beta
        return clock.after(time, kind, wait) if parameters.replies_wait else time + wait

    drawn = branching_forest(
        (day, side, case),
        hawkes.alpha,
        design.days,
        streams["exchange"],
        later=later,
        ready=ready,
    )
    planned = drawn.seed >= 0
    planned[planned] = arranged[drawn.seed[planned]]
    return _cut(drawn, planned, cases, design.most_contacts)


class _Clock:
    """Days since the beginning, against the rhythms of the two sides."""

    def __init__(self, design: CaseDesign, parameters: ExchangeParameters) -> None:
        self.start = wall_start(design)
        self.rhythms = (parameters.therapist, parameters.patient)

    def total(self, side: int, days: float) -> float:
        """Days of mean weight from the beginning on."""
        end = self.start + days * _DAY
        return float(self.rhythms[side].integral(self.start, end)) / _DAY

    def after(self, day: Floats, side: Ints, wait: Floats) -> Floats:
        """Day by which so many days of mean weight have passed."""
        found = np.empty(len(day))
        for s, rhythm in enumerate(self.rhythms):
            own = side == s
            found[own] = rhythm.moment(self.start + day[own] * _DAY, wait[own] * _DAY)
        # What a moment loses in a number of ten digits must not put it before its cause.
        return np.maximum((found - self.start) / _DAY, day)


def wall_start(design: CaseDesign) -> float:
    """Beginning of the design in seconds on the wall's clock since 1970."""
    return micros_of(design.start) / SECOND + offset_of(design.start)


_Part = tuple[Ints, Floats, Ints, Floats, Bools]
"""Case, day, side, day from which it calls others forth, and whether it was arranged."""


def _initiative(
    initiative: Floats, design: CaseDesign, parameters: ExchangeParameters, streams: Streams
) -> _Part:
    cases = len(initiative)
    clock = _Clock(design, parameters)
    total = np.array([clock.total(side, design.days) for side in range(2)])
    expected = initiative[:, None] * (parameters.hawkes.mu * total)
    count = streams["initiative"].poisson(expected)
    case = np.repeat(np.arange(cases), count.sum(axis=1))
    side = np.repeat(np.tile([0, 1], cases), count.ravel())
    amount = streams["moment of initiative"].random(len(case)) * total[side]
    day = clock.after(np.zeros(len(case)), side, amount)
    return case, day, side, day, np.zeros(len(case), dtype=bool)


def _first(
    cases: int, design: CaseDesign, parameters: ExchangeParameters, streams: Streams
) -> _Part:
    """The first contact: on the first day, and so before most others."""
    if design.first_contact is None:
        cases = 0
    side = np.full(cases, int(design.first_contact is Role.PATIENT))
    clock = _Clock(design, parameters)
    within = [clock.total(s, min(design.days, 1.0)) for s in range(2)]
    amount = streams["first contact"].random(cases) * np.array(within)[side]
    day = clock.after(np.zeros(cases), side, amount)
    return np.arange(cases), day, side, day, np.zeros(cases, dtype=bool)


def _sessions(cases: int, design: CaseDesign, streams: Streams) -> _Part:
    routine = design.routine
    if routine is None:
        none = np.zeros(0, dtype=np.int64)
        return none, np.zeros(0), none, np.zeros(0), none > 0
    choice = streams["routine"].random((cases, 2))
    weekday = np.array(routine.weekdays)[(choice[:, 0] * len(routine.weekdays)).astype(int)]
    hour = np.array(routine.hours)[(choice[:, 1] * len(routine.hours)).astype(int)]
    # The week began on a Monday, three days before 1970 did.
    into_week = (wall_start(design) / _DAY + 3) % 7
    slot = weekday + hour / 24 - into_week
    first = slot + 7 * np.ceil((routine.after_days - slot) / 7)
    planned = int(np.ceil(design.days / routine.every_days)) + 1
    jitter = streams["jitter"].normal(0, routine.jitter_minutes * _MINUTE, (cases, planned))
    day: Floats = first[:, None] + routine.every_days * np.arange(planned) + jitter
    takes_place = streams["cancelled"].random((cases, planned)) >= routine.cancelled
    case, place = np.nonzero(takes_place & (day >= 0) & (day < design.days))
    begin = day[case, place]
    return (
        case,
        begin,
        np.zeros(len(case), dtype=np.int64),
        begin + routine.minutes * _MINUTE,
        np.ones(len(case), dtype=bool),
    )


def _cut(drawn: Events, arranged: Bools, cases: int, most: int) -> Exchange:
    """Keep as many contacts of each case as are allowed, the first ones."""
    case = drawn.group
    last = np.full(cases, -1)
    last[case[arranged]] = np.flatnonzero(arranged)  # the last one stays
    closing = np.zeros(len(case), dtype=bool)
    closing[last[last >= 0]] = True
    kept = segment_rank(case, cases) < most
    counts = np.bincount(case, minlength=cases)
    place, parent = np.cumsum(kept) - 1, drawn.parent[kept]
    return Exchange(
        offsets=np.concatenate(([0], np.cumsum(np.minimum(counts, most)))),
        day=drawn.time[kept],
        sender=drawn.kind[kept],
        parent=np.where(parent >= 0, place[parent], -1) if len(place) else parent,
        arranged=arranged[kept],
        closing=closing[kept],
        cut=counts > most,
    )
