"""Strategies for what happens in a case: acts upon the frame, and contacts.

A contact is drawn as a few small numbers and then read against the vocabularies at hand. That
is quick, and it shrinks well: fewer contacts, and each nearer to "T writes to P".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import Factory, define
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.model import (
    ActKind,
    Actor,
    AppropriationMove,
    BoundaryKind,
    Channel,
    Clock,
    Code,
    ContentKind,
    ControlCode,
    FrameAct,
    FrameElement,
    Interaction,
    MoveKind,
    Purpose,
    Role,
    RuptureKind,
)
from mediaeco.model.clock import SECOND, time_of
from mediaeco.testing.vocabulary import CHANNEL_POOL, ELEMENT_POOL, PURPOSE_POOL

__all__ = ["frame_acts", "interactions"]

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
_SINGLE = tuple(ContentKind)
_KINDS = tuple(RuptureKind)
_CONTROL = (None, *ControlCode)
_BOUNDARY = (*[None] * 6, *BoundaryKind)
_MOVE = tuple(MoveKind)
_MOVES = 9 * 3 * 3


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

_PEOPLE, _CHANNELS, _ELEMENTS, _ACTORS, _PICKS = 16, 12, 12, 4, 24
_ACT = st.integers(0, _ELEMENTS * _ACTORS * _PICKS - 1)
# Lives of elements need several acts on the same one: the first come up most.
_NEAR = (0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3)
_ACTS = _ELEMENTS * _ACTORS * _PICKS


class Plan(NamedTuple):
    """One contact as a few numbers, 0 the simplest of each; fewer draws are quicker draws."""

    gap: int
    who: int  # people and channel
    what: int  # purposes, content and duration
    link: int  # what it answers, and what is unusual about it
    act: int  # below `_ACTS` none
    more: int
    coded: int  # what people coded in it


_PLANS = st.builds(
    Plan,
    st.integers(0, len(GAPS) - 1),
    st.integers(0, _PEOPLE * _CHANNELS - 1),
    st.integers(0, 16 * 16 * len(_DURATIONS) - 1),
    st.integers(0, 10 * 32 - 1),
    st.integers(0, 3 * _ACTS - 1),
    st.integers(0, 3 * _ACTS - 1),
    st.integers(0, 4 * 8 * 8 * 2 * _MOVES - 1),
)


@lru_cache(maxsize=64)
def plans(min_size: int, max_size: int) -> SearchStrategy[list[Plan]]:
    """Draw contacts as small numbers; strategies are kept, because making one takes time."""
    return st.lists(_PLANS, min_size=min_size, max_size=max_size)


@define
class _Frame:
    """Where the elements stand while acts are drawn: status, and whose proposal waits."""

    agreed: dict[str, bool] = Factory(dict)  # True agreed, False in breach, absent unset
    waiting: dict[str, str] = Factory(dict)

    def draw(self, pick: int, element: str, actor: str, *, legal: bool) -> ActKind:
        """Choose a kind of act and take note of what it does."""
        options = self._options(element, actor)
        kind = options[pick % len(options)]
        if not legal and pick >= 16:
            kind = tuple(ActKind)[pick % len(ActKind)]
        if kind in options:
            self._apply(kind, element, actor)
        return kind

    def _options(self, element: str, actor: str) -> list[ActKind]:
        """Legal kinds, those first that carry on what was begun."""
        status, waits = self.agreed.get(element), self.waiting.get(element)
        options = [ActKind.ACCEPT] * 3 if waits not in (None, actor) else []
        options.append(ActKind.PROPOSE)
        if status is True:
            options += [ActKind.BREACH, ActKind.RENEGOTIATE]
        if status is False:
            options += [ActKind.REPAIR, ActKind.RENEGOTIATE]
        if waits is not None:
            options.append(ActKind.REJECT)
        return options

    def _apply(self, kind: ActKind, element: str, actor: str) -> None:
        if kind in (ActKind.PROPOSE, ActKind.RENEGOTIATE):
            self.waiting[element] = actor
        elif kind in (ActKind.ACCEPT, ActKind.REJECT):
            del self.waiting[element]
        if kind in (ActKind.ACCEPT, ActKind.REPAIR):
            self.agreed[element] = True
        elif kind is ActKind.BREACH:
            self.agreed[element] = False


def frame_acts(
    *,
    elements: Sequence[FrameElement] = ELEMENT_POOL[:3],
    actors: Sequence[str] = ("T", "P"),
    min_size: int = 0,
    max_size: int = 12,
    legal: bool = True,
) -> SearchStrategy[tuple[FrameAct, ...]]:
    """Draw the life of a frame: acts in order, each by a named actor.

    Parameters
    ----------
    elements
        Elements acted upon.
    actors
        Ids of those who act.
    min_size, max_size
        Number of acts.
    legal
        False: some of them are acts that the lifecycle forbids.

    Returns
    -------
    SearchStrategy
        Of tuples of `mediaeco.model.FrameAct`.
    """

    def read(drawn: list[int]) -> tuple[FrameAct, ...]:
        frame = _Frame()
        acts = []
        for number in drawn:
            e, a, pick = _act(number)
            element, actor = elements[e % len(elements)].id, actors[a % len(actors)]
            kind = frame.draw(pick, element, actor, legal=legal)
            acts.append(FrameAct(element, kind, actor))
        return tuple(acts)

    return st.lists(_ACT, min_size=min_size, max_size=max_size).map(read)


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
    """
    return plans(min_size, max_size).map(
        lambda drawn: rows_of(
            drawn, actors, channels, elements, purposes, codes, start, 0, legal=legal
        )
    )


def rows_of(
    drawn: Sequence[Plan],
    actors: Sequence[Actor],
    channels: Sequence[Channel],
    elements: Sequence[FrameElement],
    purposes: Sequence[Purpose],
    codes: Sequence[Code],
    start: Start,
    naming: int,
    *,
    legal: bool,
) -> tuple[Interaction, ...]:
    """Read contacts from small numbers; ``naming`` 0 names no row, 1 all, 2 every second."""
    frame = _Frame()
    active = [actor.id for actor in actors if actor.role is not Role.OBSERVER]
    time = start.micros - (GAPS[drawn[0].gap] if drawn else 0)
    names = [f"entry-{i}" if naming and i % naming == 0 else "" for i in range(len(drawn))]
    rows = []
    for i, plan in enumerate(drawn):
        time += GAPS[plan.gap]
        place, people = divmod(plan.who, _PEOPLE)
        sender, receivers = _people(people, active)
        channel = channels[place % len(channels)]
        rest, duration = divmod(plan.what, len(_DURATIONS))
        wanted, content = divmod(rest, 16)
        odd, back = divmod(plan.link, 10)
        parent = i - back if legal or back < 9 else i + 1
        answers = back > 0 and 0 <= parent < len(drawn)
        acts = []
        for number in (plan.act - _ACTS, plan.more - _ACTS):
            if number >= 0 and elements:
                e, a, pick = _act(number)
                element = elements[e % len(elements)].id
                actor = (sender, *receivers)[a % (1 + len(receivers))]
                acts.append(FrameAct(element, frame.draw(pick, element, actor, legal=legal), actor))
        coded = _coded(plan.coded, codes, channels)
        rows.append(
            Interaction(
                id=names[i],
                time=time_of(time, start.zones[sender == active[1]], start.clock),
                duration=_DURATIONS[duration],
                sender=sender,
                receivers=receivers,
                channel=channel.id,
                purposes=tuple(
                    purpose.id for k, purpose in enumerate(purposes[:4]) if wanted >> k & 1
                ),
                content=_content(content, channel),
                reply_to=(names[parent] or str(parent)) if answers else None,
                acts=tuple(acts),
                rupture=_KINDS[odd - 16] if 16 <= odd < 19 else None,
                repair=_KINDS[odd - 19] if 19 <= odd < 22 else None,
                context=_MARKS[odd - 22] if 22 <= odd < 24 else None,
                reported_by=actors[odd % len(actors)].id if odd >= 26 else None,
                **coded,
            )
        )
    return tuple(rows)


def _coded(drawn: int, codes: Sequence[Code], channels: Sequence[Channel]) -> dict[str, Any]:
    """What people coded in a contact: control, boundary, codes and a move."""
    rest, control = divmod(drawn, len(_CONTROL))
    rest, boundary = divmod(rest, len(_BOUNDARY))
    move, given = divmod(rest, 8)
    moves: tuple[AppropriationMove, ...] = ()
    if move >= _MOVES:
        rest, kind = divmod(move - _MOVES, len(_MOVE))
        judged, other = divmod(rest, 3)
        name = channels[other % len(channels)].id if other else ""
        moves = (AppropriationMove(_MOVE[kind], other=name, faithful=(None, True, False)[judged]),)
    return {
        "control": _CONTROL[control],
        "boundary": _BOUNDARY[boundary],
        "codes": tuple(code.id for k, code in enumerate(codes[:3]) if given >> k & 1),
        "moves": moves,
    }


def _people(drawn: int, active: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    sender = active[drawn % len(active)] if drawn > 9 else active[drawn % 2]
    others = [name for name in active if name != sender]
    if drawn in (13, 14):
        return sender, tuple(reversed(others))
    return sender, (others[-1] if drawn == 15 else others[0],)


def _content(drawn: int, channel: Channel) -> ContentKind:
    if drawn < 8:
        return ContentKind.LIVE_TALK if channel.live else ContentKind.TEXT
    return _SINGLE[drawn - 8] if drawn < 14 else ContentKind.ATTEMPT


def _act(number: int) -> tuple[int, int, int]:
    rest, element = divmod(number % _ACTS, _ELEMENTS)
    pick, actor = divmod(rest, _ACTORS)
    return _NEAR[element], actor, pick
