"""Strategies for contacts, and when a case begins.

A contact is drawn as a few bytes, one for each thing that can be told of it, 0 the simplest, and
then read against the vocabularies at hand. That is quick, because Hypothesis makes one choice a
contact, and it shrinks well: fewer contacts, and each byte by itself toward "T writes to P".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.model import (
    Actor,
    AppropriationMove,
    BoundaryKind,
    Channel,
    Clock,
    Code,
    ContentKind,
    ControlCode,
    FrameElement,
    Interaction,
    MoveKind,
    Purpose,
    Role,
    RuptureKind,
)
from mediaeco.model.clock import SECOND, time_of
from mediaeco.testing.act import FrameLife
from mediaeco.testing.bound import Keywords
from mediaeco.testing.vocabulary import CHANNEL_POOL, ELEMENT_POOL, PURPOSE_POOL

__all__ = ["STARTS", "Start", "Vocabulary", "interactions", "plans", "rows_of"]

_HOUR = 3_600 * SECOND
GAPS: tuple[int, ...] = (
    _HOUR,
    0,  # at the same moment
    SECOND // 4,
    40 * SECOND,
    7 * _HOUR,
    12 * _HOUR,  # the default silence that ends a bout, to the microsecond
    12 * _HOUR + 1,
    24 * _HOUR,
    61 * _HOUR,
    7 * 24 * _HOUR,
    7 * 24 * _HOUR,
    45 * 24 * _HOUR,
)
"""Microseconds from contact to contact."""

_DURATIONS = (None, 3000.0, 3000.0, 0.0, 95.5)
_MARKS = ("intake", "crisis week")
_CONTENT: tuple[ContentKind, ...] = (*[ContentKind.ATTEMPT] * 4, *ContentKind)
_KINDS = tuple(RuptureKind)
_CONTROL = (None, *ControlCode)
_BOUNDARY = (*[None] * 6, *BoundaryKind)
_MOVE = tuple(MoveKind)
_FAITHFUL = (None, True, False)
_NO_ACT = 84  # bytes below speak of no act; a multiple of 12, so that the next one is the nearest
_HALF = 128


class Start(NamedTuple):
    """When a case begins, and by which clock: seconds east of UTC for therapist and patient."""

    clock: Clock
    micros: int
    zones: tuple[int, int]


STARTS: tuple[Start, ...] = (
    Start(Clock.SECONDS, 0, (0, 0)),
    Start(Clock.LOCAL, 1_709_539_200 * SECOND, (0, 0)),
    Start(Clock.ZONED, 1_709_539_200 * SECOND, (0, 0)),
    # Therapist and patient tell their hours by clocks half a day apart.
    Start(Clock.ZONED, 1_709_539_200 * SECOND + 7 * _HOUR, (3_600, -41_400)),
    Start(Clock.SECONDS, -2 * 24 * _HOUR + 1, (0, 0)),
)
"""Beginnings of drawn cases."""


class Vocabulary(NamedTuple):
    """What contacts may speak of: two who take part and a channel at least."""

    actors: Sequence[Actor]
    channels: Sequence[Channel]
    elements: Sequence[FrameElement] = ()
    purposes: Sequence[Purpose] = ()
    codes: Sequence[Code] = ()


class _Plan(NamedTuple):
    """One contact as bytes, 0 the simplest of each."""

    gap: int
    people: int
    channel: int
    purposes: int
    content: int
    duration: int
    back: int  # what it answers
    odd: int  # a rupture, a repair, a mark, or who reports it
    act: int
    how: int
    more: int  # a second act
    how_more: int
    relation: int  # control and boundary
    codes: int
    move: int
    judged: int


_PLAN = st.binary(min_size=len(_Plan._fields), max_size=len(_Plan._fields))


@lru_cache(maxsize=64)
def plans(min_size: int, max_size: int) -> SearchStrategy[list[bytes]]:
    """Draw contacts as bytes; strategies are kept, because making one takes time."""
    return st.lists(_PLAN, min_size=min_size, max_size=max_size)


def interactions(
    *,
    actors: Sequence[Actor] = (Actor(id="T", role="therapist"), Actor(id="P", role="patient")),
    channels: Sequence[Channel] = CHANNEL_POOL[:3],
    elements: Sequence[FrameElement] = ELEMENT_POOL[:3],
    purposes: Sequence[Purpose] = PURPOSE_POOL[:3],
    codes: Sequence[Code] = (),
    min_size: int = 0,
    max_size: int = 12,
    legal: bool = False,
    start: Start = STARTS[0],
) -> SearchStrategy[tuple[Interaction, ...]]:
    """Draw the contacts of one case, in time order.

    Parameters
    ----------
    actors, channels, elements, purposes, codes
        What they may speak of: at least one channel and two who take part.
    min_size, max_size
        Number of contacts.
    legal
        True: only acts that the lifecycle allows, and answers to earlier contacts.
    start
        When the case begins, one of ``STARTS``.

    Returns
    -------
    SearchStrategy
        Of tuples of `mediaeco.model.Interaction`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("interactions")
    keywords.span("min_size", min_size, "max_size", max_size)
    keywords.several("actors", actors, Actor)
    keywords.several("channels", channels, Channel, 1)
    keywords.several("elements", elements, FrameElement)
    keywords.several("purposes", purposes, Purpose)
    keywords.several("codes", codes, Code)
    keywords.kind("start", start, Start, "Take one of mediaeco.testing.STARTS.")
    if sum(getattr(actor, "role", None) is not Role.OBSERVER for actor in actors) < 2:
        keywords.fault("actors", "two or more who take part", "fewer", "Observers only report.")
    keywords.settle()
    spoken = Vocabulary(actors, channels, elements, purposes, codes)
    return plans(min_size, max_size).map(lambda drawn: rows_of(drawn, spoken, start, legal=legal))


def rows_of(
    drawn: Sequence[bytes],
    spoken: Vocabulary,
    start: Start,
    naming: int = 0,
    *,
    legal: bool,
) -> tuple[Interaction, ...]:
    """Read contacts from bytes; ``naming`` 0 names no row, 1 all, 2 every second."""
    life = FrameLife()
    active = [actor.id for actor in spoken.actors if actor.role is not Role.OBSERVER]
    read = [_Plan(*plan) for plan in drawn]
    gaps = [GAPS[plan.gap % len(GAPS)] for plan in read]
    time = start.micros - (gaps[0] if gaps else 0)
    names = [f"entry-{i}" if naming and i % naming == 0 else "" for i in range(len(read))]
    rows = []
    for i, plan in enumerate(read):
        time += gaps[i]
        sender, receivers = _people(plan.people & 15, active)
        channel = spoken.channels[plan.channel % len(spoken.channels)]
        back = plan.back % 10
        parent = i - back if legal or back < 9 else i + 1
        answers = back > 0 and 0 <= parent < len(read)
        odd = plan.odd & 31
        rows.append(
            Interaction(
                id=names[i],
                time=time_of(time, start.zones[sender == active[1]], start.clock),
                duration=_DURATIONS[plan.duration % len(_DURATIONS)],
                sender=sender,
                receivers=receivers,
                channel=channel.id,
                purposes=_given(plan.purposes, spoken.purposes[:4]),
                content=_content(plan.content, channel),
                reply_to=(names[parent] or str(parent)) if answers else None,
                acts=tuple(
                    life.draw(
                        what - _NO_ACT, how, spoken.elements, (sender, *receivers), legal=legal
                    )
                    for what, how in ((plan.act, plan.how), (plan.more, plan.how_more))
                    if what >= _NO_ACT and spoken.elements
                ),
                rupture=_KINDS[odd - 16] if 16 <= odd < 19 else None,
                repair=_KINDS[odd - 19] if 19 <= odd < 22 else None,
                context=_MARKS[odd - 22] if 22 <= odd < 24 else None,
                reported_by=spoken.actors[odd % len(spoken.actors)].id if odd >= 26 else None,
                control=_CONTROL[plan.relation & 3],
                boundary=_BOUNDARY[plan.relation >> 2 & 7],
                codes=_given(plan.codes, spoken.codes[:3]),
                moves=_moves(plan.move, plan.judged, spoken.channels),
            )
        )
    return tuple(rows)


def _given(bits: int, items: Sequence[Any]) -> tuple[str, ...]:
    """Ids of the items whose bit is set."""
    return tuple(item.id for k, item in enumerate(items) if bits >> k & 1)


def _moves(kind: int, judged: int, channels: Sequence[Channel]) -> tuple[AppropriationMove, ...]:
    if kind < _HALF:
        return ()
    other, faithful = divmod(judged % 9, 3)
    name = channels[other % len(channels)].id if other else ""
    move = _MOVE[(kind - _HALF) % len(_MOVE)]
    return (AppropriationMove(move, other=name, faithful=_FAITHFUL[faithful]),)


def _people(drawn: int, active: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    sender = active[drawn % len(active)] if drawn > 9 else active[drawn % 2]
    others = [name for name in active if name != sender]
    if drawn in (13, 14):
        return sender, tuple(reversed(others))
    return sender, (others[-1] if drawn == 15 else others[0],)


def _content(drawn: int, channel: Channel) -> ContentKind:
    if drawn < _HALF:
        return ContentKind.LIVE_TALK if channel.live else ContentKind.TEXT
    return _CONTENT[(drawn - _HALF) % len(_CONTENT)]
