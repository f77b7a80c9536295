"""Columns from rows: every cross-reference is looked up once, and every fault is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, MediaEcoError, nearest_term, one_of, shown_term
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.segment import group_order
from mediaeco.model.actor import Actor
from mediaeco.model.clock import clock_of, micros_of, offset_of
from mediaeco.model.interaction import Interaction
from mediaeco.model.move import AppropriationMove
from mediaeco.model.table import InteractionTable, Ragged
from mediaeco.model.vocabulary import (
    ActKind,
    BoundaryKind,
    Clock,
    ContentKind,
    ControlCode,
    MoveKind,
    Role,
    RuptureKind,
)

__all__ = ["Terms", "build_table", "dyadic_table"]

_CONTENT = {kind: code for code, kind in enumerate(ContentKind)}
_ACT = {kind: code for code, kind in enumerate(ActKind)}
_RUPTURE = {kind: code for code, kind in enumerate(RuptureKind)}
_CONTROL = {kind: code for code, kind in enumerate(ControlCode)}
_BOUNDARY = {kind: code for code, kind in enumerate(BoundaryKind)}
_MOVE = {kind: code for code, kind in enumerate(MoveKind)}


@frozen
class Terms:
    """The vocabularies of a case, as lookups from id to code."""

    actors: Mapping[str, int]
    observers: frozenset[str]
    channels: Mapping[str, int]
    elements: Mapping[str, int]
    purposes: Mapping[str, int]
    codes: Mapping[str, int]

    @classmethod
    def of(
        cls,
        actors: Sequence[Actor],
        channels: Sequence[Any],
        elements: Sequence[Any],
        purposes: Sequence[Any],
        codes: Sequence[Any],
    ) -> Terms:
        """Number the members of each vocabulary in their order."""
        return cls(
            *(
                {actor.id: code for code, actor in enumerate(actors)},
                frozenset(actor.id for actor in actors if actor.role is Role.OBSERVER),
                {item.id: code for code, item in enumerate(channels)},
                {item.id: code for code, item in enumerate(elements)},
                {item.id: code for code, item in enumerate(purposes)},
                {item.id: code for code, item in enumerate(codes)},
            )
        )


@frozen
class _Lookup:
    """Looks ids up and remembers what it could not find, so that all faults are told at once."""

    terms: Terms
    faults: list[MediaEcoError] = field(factory=list)

    def term(self, path: str, value: str, known: Mapping[str, int]) -> int:
        code = known.get(value)
        if code is None:
            near = nearest_term(value, known)
            hint = f"Did you mean '{near}'?" if near else ""
            self.faults.append(
                InvalidCaseError(path, one_of(tuple(known)), shown_term(value, known), hint)
            )
            return -1
        return code

    def actor(self, path: str, value: str, *, active: bool = True) -> int:
        code = self.terms.actors.get(value)
        if code is None:
            # What people are called never stands in a message, not even a pseudonym.
            self.faults.append(
                InvalidCaseError(
                    path,
                    f"one of the case's {len(self.terms.actors)} actors",
                    "an id that is none of theirs",
                    "Add the actor, or mend the id.",
                )
            )
            return -1
        if active and value in self.terms.observers:
            self.faults.append(
                InvalidCaseError(
                    path,
                    "an actor who takes part",
                    "an observer",
                    "An observer only reports; one who takes part has the role 'other'.",
                )
            )
        return code


def build_table(
    rows: Sequence[Interaction], terms: Terms, path: str = "interactions"
) -> tuple[InteractionTable, Clock | None, list[MediaEcoError]]:
    """Turn rows into the columns of one case, and list all that is wrong with them.

    Returns
    -------
    table, clock, faults
        The columns (to be used only where ``faults`` is empty), the clock that the rows are
        told by (None without rows), and every fault, each with its row.
    """
    look = _Lookup(terms)
    known, faults = _named(rows, path)
    look.faults.extend(faults)
    clock = clock_of(rows[0].time) if rows else None
    look.faults.extend(_clock_faults(rows, clock, path))

    marks: dict[str, int] = {}
    coded = [_code(row, i, f"{path}[{i}]", look, known, marks) for i, row in enumerate(rows)]
    ids = np.array([row.id for row in rows], dtype=np.str_)
    time = np.array([micros_of(row.time) for row in rows], dtype=np.int64)
    table = InteractionTable(
        offsets=np.array([0, len(rows)]),
        origin=time[:1] if len(rows) else np.zeros(1, dtype=np.int64),
        n=np.arange(len(rows), dtype=np.int32),
        time=time,
        utc_offset=np.array([offset_of(row.time) for row in rows], dtype=np.int32),
        duration=np.array(
            [np.nan if row.duration is None else row.duration for row in rows], dtype=np.float64
        ),
        **_scalars(coded),
        receivers=_ragged([c["receivers"] for c in coded]),
        purposes=_ragged([c["purposes"] for c in coded]),
        acts=_ragged([c["acts"] for c in coded], width=3),
        codes=_ragged([c["codes"] for c in coded]),
        moves=_ragged([c["moves"] for c in coded], width=4),
        ids=ids if any(row.id for row in rows) else None,
        labels=tuple(marks),
    )
    return table, clock, look.faults


def dyadic_table(
    *,
    case: Ints,
    time: Ints,
    sender: Ints,
    channel: Ints,
    duration: Floats | None = None,
    content: Ints | None = None,
    cases: int | None = None,
) -> InteractionTable:
    """Columns of many cases from plain arrays, where therapist and patient are all there are.

    Parameters
    ----------
    case
        Case that each row belongs to, counted from 0; any order.
    time
        Microseconds.
    sender
        0 for the therapist, 1 for the patient; the other one receives.
    channel
        Channel code.
    duration
        Seconds, NaN where unknown; None: unknown throughout.
    content
        Code in `ContentKind`; None: text throughout.
    cases
        Number of cases; None: one more than the largest in ``case``.

    Returns
    -------
    InteractionTable
        Rows in order of case and time; rows at the same time stay in the order given.
    """
    count = len(case)
    many = int(case.max()) + 1 if cases is None and count else int(cases or 0)
    order = _by_case_and_time(np.asarray(case), np.asarray(time))
    offsets = np.concatenate(([0], np.cumsum(np.bincount(case, minlength=many))))
    time = time[order].astype(np.int64)
    origin = np.zeros(many, dtype=np.int64)
    filled = np.diff(offsets) > 0
    origin[filled] = time[offsets[:-1][filled]]
    side = sender[order].astype(np.int16)
    none = np.full(count, -1, dtype=np.int8)
    every = np.arange(count + 1)
    nothing = np.zeros(count + 1, dtype=np.int64)
    return InteractionTable(
        offsets=offsets,
        origin=origin,
        n=(np.arange(count) - np.repeat(offsets[:-1], np.diff(offsets))).astype(np.int32),
        time=time,
        utc_offset=np.zeros(count, dtype=np.int32),
        duration=np.full(count, np.nan) if duration is None else duration[order],
        sender=side,
        channel=channel[order].astype(np.int16),
        content=np.zeros(count, dtype=np.int8) if content is None else content[order],
        reported_by=none.astype(np.int16),
        reply_to=none.astype(np.int32),
        rupture=none,
        repair=none,
        control=none,
        boundary=none,
        context=none.astype(np.int32),
        receivers=Ragged(1 - side, every),
        purposes=Ragged(np.zeros(0, dtype=np.int16), nothing),
        acts=Ragged(np.zeros((0, 3), dtype=np.int16), nothing),
        codes=Ragged(np.zeros(0, dtype=np.int16), nothing),
        moves=Ragged(np.zeros((0, 4), dtype=np.int16), nothing),
    )


def _by_case_and_time(case: Ints, time: Ints) -> Ints:
    """What `numpy.lexsort` of time within case gives, digit by digit: half its time or less."""
    order, _ = group_order(time)
    again, _ = group_order(case[order])
    return order[again]


def _named(rows: Sequence[Interaction], path: str) -> tuple[dict[str, int], list[MediaEcoError]]:
    known: dict[str, int] = {}
    faults: list[MediaEcoError] = []
    for i, row in enumerate(rows):
        name = row.id or str(i)
        if name in known:
            faults.append(
                InvalidCaseError(
                    f"{path}[{i}].id",
                    "an id of its own",
                    f"the id of {path}[{known[name]}]",
                    "Give one of them another id, or leave both empty.",
                )
            )
        else:
            known[name] = i
    return known, faults


def _clock_faults(
    rows: Sequence[Interaction], clock: Clock | None, path: str
) -> list[MediaEcoError]:
    faults: list[MediaEcoError] = []
    last: int | None = None
    for i, row in enumerate(rows):
        own = clock_of(row.time)
        if clock is not None and own is not clock:
            faults.append(clock_fault(f"{path}[{i}].time", clock, own))
            continue
        now = micros_of(row.time)
        if last is not None and now < last:
            faults.append(
                InvalidCaseError(
                    f"{path}[{i}].time",
                    "a time not before that of the row above",
                    "an earlier one",
                    "Sort the rows by time (`mediaeco.read` does, and says so).",
                )
            )
        last = now if last is None else max(last, now)
    return faults


def clock_fault(path: str, expected: Clock, got: Clock) -> InvalidCaseError:
    """Tell that one time is told by another clock than the rest."""
    spoken = {
        Clock.ZONED: "a datetime with a zone",
        Clock.LOCAL: "a datetime without a zone",
        Clock.SECONDS: "a number of seconds",
    }
    return InvalidCaseError(
        path,
        f"{spoken[expected]}, as the first time of the case",
        spoken[got],
        "Tell all times of a case by one clock.",
    )


def _code(
    row: Interaction,
    i: int,
    path: str,
    look: _Lookup,
    known: Mapping[str, int],
    marks: dict[str, int],
) -> dict[str, Any]:
    terms = look.terms
    sender = look.actor(f"{path}.sender", row.sender)
    receivers = [look.actor(f"{path}.receivers[{k}]", r) for k, r in enumerate(row.receivers)]
    reply = -1
    if row.reply_to is not None:
        reply = known.get(row.reply_to, -1)
        if reply < 0 or reply == i:
            look.faults.append(
                InvalidCaseError(
                    f"{path}.reply_to",
                    "the id of another interaction of the case",
                    "its own id" if reply == i else "an id that no interaction has",
                    "Mend the id, or leave the field empty.",
                )
            )
    acts = []
    for k, act in enumerate(row.acts):
        actor = sender
        if act.actor is not None:
            actor = look.actor(f"{path}.acts[{k}].actor", act.actor)
            if actor >= 0 and actor != sender and actor not in receivers:
                look.faults.append(
                    InvalidCaseError(
                        f"{path}.acts[{k}].actor",
                        "the sender or a receiver of the interaction",
                        "an actor who takes no part in it",
                    )
                )
        element = look.term(f"{path}.acts[{k}].element", act.element, terms.elements)
        acts.append((element, _ACT[act.kind], actor))
    channel = look.term(f"{path}.channel", row.channel, terms.channels)
    return {
        "sender": sender,
        "channel": channel,
        "content": _CONTENT[row.content],
        "reported_by": -1
        if row.reported_by is None
        else look.actor(f"{path}.reported_by", row.reported_by, active=False),
        "reply_to": reply,
        "rupture": -1 if row.rupture is None else _RUPTURE[row.rupture],
        "repair": -1 if row.repair is None else _RUPTURE[row.repair],
        "control": -1 if row.control is None else _CONTROL[row.control],
        "boundary": -1 if row.boundary is None else _BOUNDARY[row.boundary],
        "context": -1 if row.context is None else marks.setdefault(row.context, len(marks)),
        "receivers": receivers,
        "purposes": [
            look.term(f"{path}.purposes[{k}]", p, terms.purposes)
            for k, p in enumerate(row.purposes)
        ],
        "acts": acts,
        "codes": [look.term(f"{path}.codes[{k}]", c, terms.codes) for k, c in enumerate(row.codes)],
        "moves": [
            _move(move, f"{path}.moves[{k}]", channel, look) for k, move in enumerate(row.moves)
        ],
    }


def _move(
    move: AppropriationMove, path: str, channel: int, look: _Lookup
) -> tuple[int, int, int, int]:
    channels = look.terms.channels
    if move.channel:
        channel = look.term(f"{path}.channel", move.channel, channels)
    other = look.term(f"{path}.other", move.other, channels) if move.other else -1
    faithful = -1 if move.faithful is None else int(move.faithful)
    return _MOVE[move.kind], channel, other, faithful


def _scalars(coded: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    dtypes = {
        "sender": np.int16,
        "channel": np.int16,
        "content": np.int8,
        "reported_by": np.int16,
        "reply_to": np.int32,
        "rupture": np.int8,
        "repair": np.int8,
        "control": np.int8,
        "boundary": np.int8,
        "context": np.int32,
    }
    return {
        name: np.array([row[name] for row in coded], dtype=dtype) for name, dtype in dtypes.items()
    }


def _ragged(lists: Sequence[Sequence[Any]], width: int | None = None) -> Ragged:
    counts = np.array([len(values) for values in lists], dtype=np.int64)
    flat = [value for values in lists for value in values]
    array = np.array(flat, dtype=np.int16)
    if width is not None:
        array = array.reshape(-1, width)
    return Ragged(array, np.concatenate(([0], np.cumsum(counts))))
