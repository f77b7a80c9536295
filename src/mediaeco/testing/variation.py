"""Strategies for records near a given one: the same story with a few things told differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.model import Case, Cohort, ControlCode, Interaction, Measure

__all__ = ["variations"]

_Record = TypeVar("_Record", bound=Case | Cohort)
_Parts = tuple[list[Interaction], list[Measure]]
_VALUES = 12
_WHO = 6  # all cases, the first half, the second half, either of every two, one


def variations(record: _Record, *, max_changes: int = 3) -> SearchStrategy[_Record]:
    """Draw records near a given one, that one first.

    Each change tells one thing differently: ratings mirrored on their scale, in reverse order or
    all alike; contacts over other channels, by the other side, for other purposes, or left out;
    ruptures without repair; control turned round. In a cohort a change is made in all cases, in one
    half of them, in every second one, or in one; or cases get the ratings of one another.

    Parameters
    ----------
    record
        A case or a cohort, of which few contacts and ratings are told.
    max_changes
        Changes at most, at least 0.

    Returns
    -------
    SearchStrategy
        Of records of the same kind; it shrinks toward the record itself.

    Raises
    ------
    InvalidCaseError
        Where ``max_changes`` is below 0.

    Examples
    --------
    >>> from hypothesis import given
    >>> from mediaeco.io import read_example
    >>> @given(variations(read_example("sent-away")))
    ... def tells_of_the_same_people(case: Case) -> None:
    ...     assert len(case.actors) == 2
    """
    if not max_changes >= 0:
        raise InvalidCaseError("variations.max_changes", "0 at least", shown(max_changes))
    change = st.tuples(
        st.integers(0, len(_CHANGES)), st.integers(0, _WHO * 8 - 1), st.integers(0, _VALUES - 1)
    )
    return st.lists(change, max_size=max_changes).map(lambda drawn: _changed(record, drawn))


def _changed(record: _Record, changes: Sequence[tuple[int, int, int]]) -> _Record:
    cases: list[Case] = [record] if isinstance(record, Case) else list(record)
    for kind, who, value in changes:
        if kind == len(_CHANGES):
            cases = _ratings_turned(cases)
            continue
        for k in _those(who, len(cases)):
            cases[k] = _told_otherwise(cases[k], kind, value)
    return cast(_Record, cases[0] if isinstance(record, Case) else Cohort(cases))


def _ratings_turned(cases: Sequence[Case]) -> list[Case]:
    """Rate the first case as the last one was, and so on, rating by rating."""
    shares = [[m.share for m in case.measures] for case in cases][::-1]
    return [
        attrs.evolve(
            case,
            interactions=case.table,
            measures=[
                _at(m, theirs[k]) if k < len(theirs) else m for k, m in enumerate(case.measures)
            ],
            clock=case.clock,
        )
        for case, theirs in zip(cases, shares, strict=True)
    ]


def _those(who: int, count: int) -> range:
    """Which of so many cases a change is made in; in a single one always."""
    which, place = who % _WHO, who // _WHO
    if count == 1:
        return range(1)
    half = count // 2
    if which == 0:
        return range(count)
    if which == 1:
        return range(half)
    if which == 2:
        return range(half, count)
    if which in (3, 4):
        return range(which - 3, count, 2)
    one = place % max(count, 1)
    return range(one, min(one + 1, count))


def _told_otherwise(case: Case, kind: int, value: int) -> Case:
    rows, measures = _CHANGES[kind](case, list(case.interactions), list(case.measures), value)
    return attrs.evolve(case, interactions=rows, measures=measures, clock=case.clock)


def _mirrored(measure: Measure) -> Measure:
    return attrs.evolve(measure, value=measure.low + measure.high - measure.value)


def _at(measure: Measure, share: float) -> Measure:
    return attrs.evolve(measure, value=measure.low + share * (measure.high - measure.low))


def _mirror(_: Case, rows: list[Interaction], given: list[Measure], __: int) -> _Parts:
    return rows, [_mirrored(measure) for measure in given]


def _mirror_one(_: Case, rows: list[Interaction], given: list[Measure], value: int) -> _Parts:
    return rows, [
        _mirrored(measure) if k == value % len(given) else measure
        for k, measure in enumerate(given)
    ]


def _turn_ratings(_: Case, rows: list[Interaction], given: list[Measure], __: int) -> _Parts:
    shares = [measure.share for measure in given][::-1]
    return rows, [_at(measure, share) for measure, share in zip(given, shares, strict=True)]


def _level(_: Case, rows: list[Interaction], given: list[Measure], value: int) -> _Parts:
    return rows, [_at(measure, value / (_VALUES - 1)) for measure in given]


def _shift(_: Case, rows: list[Interaction], given: list[Measure], value: int) -> _Parts:
    """Rate higher or lower by as much, as far as the scale goes."""
    step = (value + 1) / _VALUES * (1 if value % 2 else -1)
    return rows, [_at(m, min(max(m.share + step, 0.0), 1.0)) for m in given]


def _as_first(_: Case, rows: list[Interaction], given: list[Measure], __: int) -> _Parts:
    """Rate all along as at first, scale by scale."""
    first: dict[tuple[str, str, str], float] = {}
    for m in given:
        first.setdefault((m.rater, m.construct, m.scale), m.share)
    return rows, [_at(m, first[m.rater, m.construct, m.scale]) for m in given]


def _mirror_scale(_: Case, rows: list[Interaction], given: list[Measure], value: int) -> _Parts:
    """Mirror the ratings on one scale, of those that there are."""
    scales = sorted({(m.construct, m.scale) for m in given})
    wanted = scales[value % len(scales)] if scales else None
    return rows, [_mirrored(m) if (m.construct, m.scale) == wanted else m for m in given]


def _trade_scale(_: Case, rows: list[Interaction], given: list[Measure], value: int) -> _Parts:
    """Rate one subscale as the others were rated, and the others as that one."""
    scales = sorted({(m.construct, m.scale) for m in given if m.scale != "total"})
    if len(scales) < 2:
        return rows, given
    construct, one = scales[value % len(scales)]
    others = [scale for of, scale in scales if of == construct and scale != one]
    shares = {(m.construct, m.scale, m.rater, m.time): m.share for m in given}

    def traded(m: Measure) -> Measure:
        if m.construct != construct or m.scale == "total" or not others:
            return m
        source = others[0] if m.scale == one else one
        return _at(m, shares.get((construct, source, m.rater, m.time), m.share))

    return rows, [traded(m) for m in given]


def _swap_raters(case: Case, rows: list[Interaction], given: list[Measure], _: int) -> _Parts:
    other = {case.therapist.id: case.patient.id, case.patient.id: case.therapist.id}
    return rows, [attrs.evolve(m, rater=other.get(m.rater, m.rater)) for m in given]


def _turn_channels(_: Case, rows: list[Interaction], given: list[Measure], __: int) -> _Parts:
    channels = [row.channel for row in rows][::-1]
    return [attrs.evolve(r, channel=c) for r, c in zip(rows, channels, strict=True)], given


def _one_channel(case: Case, rows: list[Interaction], given: list[Measure], value: int) -> _Parts:
    channel = case.channels[value % len(case.channels)].id if case.channels else ""
    return [attrs.evolve(row, channel=channel) for row in rows], given


def _next_channel(case: Case, rows: list[Interaction], given: list[Measure], value: int) -> _Parts:
    names = [channel.id for channel in case.channels]

    def moved(row: Interaction) -> Interaction:
        return attrs.evolve(row, channel=names[(names.index(row.channel) + 1) % len(names)])

    return [moved(r) if k == value % len(rows) else r for k, r in enumerate(rows)], given


def _other_side(row: Interaction) -> Interaction:
    return attrs.evolve(row, sender=row.receivers[0], receivers=(row.sender, *row.receivers[1:]))


def _swap_senders(_: Case, rows: list[Interaction], given: list[Measure], __: int) -> _Parts:
    return [_other_side(row) for row in rows], given


def _swap_sender(_: Case, rows: list[Interaction], given: list[Measure], value: int) -> _Parts:
    return [_other_side(r) if k == value % len(rows) else r for k, r in enumerate(rows)], given


def _turn_purposes(_: Case, rows: list[Interaction], given: list[Measure], __: int) -> _Parts:
    purposes = [row.purposes for row in rows][::-1]
    return [attrs.evolve(r, purposes=p) for r, p in zip(rows, purposes, strict=True)], given


def _other_purpose(case: Case, rows: list[Interaction], given: list[Measure], value: int) -> _Parts:
    names = [purpose.id for purpose in case.purposes]
    wanted = (names[value // max(len(rows), 1) % len(names)],) if names else ()
    return [
        attrs.evolve(r, purposes=wanted) if k == value % len(rows) else r
        for k, r in enumerate(rows)
    ], given


def _leave_out(_: Case, rows: list[Interaction], given: list[Measure], value: int) -> _Parts:
    # What an answer answers is told by its place, which others take.
    return [
        attrs.evolve(row, reply_to=None) for k, row in enumerate(rows) if k != value % len(rows)
    ], given


def _unrepaired(_: Case, rows: list[Interaction], given: list[Measure], __: int) -> _Parts:
    return [attrs.evolve(row, repair=None) for row in rows], given


def _turn_ruptures(_: Case, rows: list[Interaction], given: list[Measure], __: int) -> _Parts:
    kinds = [(row.rupture, row.repair) for row in rows][::-1]
    return [
        attrs.evolve(r, rupture=rupture, repair=repair)
        for r, (rupture, repair) in zip(rows, kinds, strict=True)
    ], given


def _turn_control(_: Case, rows: list[Interaction], given: list[Measure], __: int) -> _Parts:
    other = {ControlCode.ONE_UP: ControlCode.ONE_DOWN, ControlCode.ONE_DOWN: ControlCode.ONE_UP}
    return [
        row
        if row.control is None
        else attrs.evolve(row, control=other.get(row.control, row.control))
        for row in rows
    ], given


_CHANGES: tuple[Callable[[Case, list[Interaction], list[Measure], int], _Parts], ...] = (
    _mirror,
    _mirror_one,
    _turn_ratings,
    _level,
    _shift,
    _as_first,
    _mirror_scale,
    _trade_scale,
    _swap_raters,
    _turn_channels,
    _one_channel,
    _next_channel,
    _swap_senders,
    _swap_sender,
    _turn_purposes,
    _other_purpose,
    _leave_out,
    _unrepaired,
    _turn_ruptures,
    _turn_control,
)
