"""Acts upon the frame, placed so that each element is agreed at the contact that was drawn."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.segment import segment_forward
from mediaeco.model import ActKind, Ragged
from mediaeco.simulation.behaviour import BreachParameters, NegotiationParameters
from mediaeco.simulation.channel import Talk
from mediaeco.simulation.exchange import Exchange
from mediaeco.simulation.stream import Streams

__all__ = ["Acts", "breaches", "negotiation", "ragged_acts"]

_KINDS = tuple(ActKind)
_PROPOSE, _ACCEPT, _BREACH, _REPAIR = (
    _KINDS.index(kind) for kind in (ActKind.PROPOSE, ActKind.ACCEPT, ActKind.BREACH, ActKind.REPAIR)
)


@frozen(kw_only=True, eq=False)
class Acts:
    """Acts of some kind: row, element and actor of each."""

    row: Ints
    element: Ints
    kind: int
    actor: Ints


def negotiation(
    agreed: Ints,
    made: Exchange,
    told: Talk,
    parameters: NegotiationParameters,
    streams: Streams,
) -> list[Acts]:
    """Propose and accept what is agreed, and propose some of what is not.

    In live talk one proposes and the other accepts, both in the same contact. Elsewhere the
    sender accepts what the other side proposed in its last contact before; where it made none, the
    contact tells of both acts.

    Parameters
    ----------
    agreed
        Row at which each element is agreed, -1 where it is not; shape (cases, elements).
    """
    case, element = np.nonzero(agreed >= 0)
    row = agreed[case, element]
    sender = made.sender[row]
    draw = streams["proposer"].random(agreed.shape)[case, element]
    live = told.live[row]
    other_before = np.where(sender == 0, _last(1, made, told)[row], _last(0, made, told)[row])
    apart = ~live & (other_before >= 0)
    by_talk = np.where(draw < parameters.therapist_proposes, 0, 1)
    proposer = np.where(live, by_talk, np.where(apart, 1 - sender, sender))
    return [
        Acts(
            row=np.where(apart, other_before, row),
            element=element,
            kind=_PROPOSE,
            actor=proposer,
        ),
        Acts(row=row, element=element, kind=_ACCEPT, actor=1 - proposer),
        _in_vain(agreed, made, told, parameters, streams),
    ]


def _last(side: int, made: Exchange, told: Talk) -> Ints:
    """Last contact of this side that came about, at or before each row; -1 where there is none."""
    return segment_forward(told.came_about & (made.sender == side), made.offsets)


def _in_vain(
    agreed: Ints,
    made: Exchange,
    told: Talk,
    parameters: NegotiationParameters,
    streams: Streams,
) -> Acts:
    draw = streams["in vain"].random((*agreed.shape, 2))
    rows = np.flatnonzero(told.came_about)
    begins = np.searchsorted(rows, made.offsets)
    count = np.diff(begins)
    wanted = (agreed < 0) & (draw[..., 0] < parameters.unanswered) & (count > 0)[:, None]
    case, element = np.nonzero(wanted)
    row = rows[begins[case] + (draw[case, element, 1] * count[case]).astype(np.int64)]
    return Acts(row=row, element=element, kind=_PROPOSE, actor=made.sender[row])


def breaches(
    agreed: Ints,
    made: Exchange,
    told: Talk,
    days: float,
    parameters: BreachParameters,
    streams: Streams,
) -> list[Acts]:
    """Break and mend what was agreed, again and again until the record ends.

    Parameters
    ----------
    agreed
        As in `negotiation`.
    days
        Length of the therapy.
    """
    found: list[Acts] = []
    if parameters.rate == 0:
        return found
    # Only contacts that came about count: place among them, and where each case's begin.
    rows = np.flatnonzero(told.came_about)
    begins = np.searchsorted(rows, made.offsets)
    ends = begins[1:, None]
    # Moments on one axis, on which no case reaches into the next: a power of two apart, which
    # costs the days as few digits as can be.
    apart = float(2 ** np.ceil(np.log2(days + 1)))
    moments = made.day[rows] + apart * made.case[rows]
    stands = agreed >= 0
    place = np.searchsorted(rows, np.where(stands, agreed, 0))
    random = streams["breach"]
    case = np.broadcast_to(np.arange(len(agreed))[:, None], agreed.shape)
    while stands.any():
        steps, mended, wait = random.spawn(3)
        place = place + steps.geometric(parameters.rate, agreed.shape)
        stands = stands & (place < ends)
        found.append(_acts(stands, place, rows, _BREACH, made))
        at = np.where(stands, place, 0)
        due = wait.exponential(parameters.days, agreed.shape)
        mended_at = _first_after(at, due, moments, np.multiply(apart, case + 1, dtype=np.float64))
        stands = stands & (mended.random(agreed.shape) < parameters.repaired) & (mended_at < ends)
        place = mended_at
        found.append(_acts(stands, place, rows, _REPAIR, made))
    return found


def _first_after(at: Ints, due: Floats, moments: Floats, end: Floats) -> Ints:
    """Place of the first contact after one, once a wait is over; that of a later case if none."""
    if len(moments) == 0:
        return at
    asked = np.minimum(moments[np.minimum(at, len(moments) - 1)] + due, end)
    return np.asarray(np.maximum(np.searchsorted(moments, asked), at + 1), dtype=np.int64)


def _acts(stands: Bools, place: Ints, rows: Ints, kind: int, made: Exchange) -> Acts:
    case, element = np.nonzero(stands)
    row = rows[place[case, element]]
    return Acts(row=row, element=element, kind=kind, actor=made.sender[row])


def ragged_acts(acts: list[Acts], rows: int) -> Ragged:
    """Acts in order of row, element and kind, as the columns keep them."""
    row, element, kind, actor = (
        np.concatenate(parts).astype(np.int64)
        for parts in (
            [part.row for part in acts],
            [part.element for part in acts],
            [np.full(len(part.row), part.kind) for part in acts],
            [part.actor for part in acts],
        )
    )
    order = np.lexsort((kind, element, row))
    values: Array = np.column_stack((element, kind, actor))[order].astype(np.int16)
    counts = np.bincount(row, minlength=rows)
    return Ragged(values, np.concatenate(([0], np.cumsum(counts))))
