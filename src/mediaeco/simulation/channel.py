"""What contacts are for, over which channel, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import frozen

from mediaeco.analysis.synchronicity import fit, synchronicity
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.model import ContentKind, RuptureKind
from mediaeco.simulation.behaviour import BehaviourParameters, ChoiceParameters, TalkParameters
from mediaeco.simulation.design import CaseDesign
from mediaeco.simulation.exchange import Exchange
from mediaeco.simulation.stream import Streams

__all__ = ["Talk", "talk"]

_KINDS = tuple(ContentKind)
_ATTEMPT = _KINDS.index(ContentKind.ATTEMPT)
_LIVE = _KINDS.index(ContentKind.LIVE_TALK)
_NOTE = _KINDS.index(ContentKind.VOICE_NOTE)
_BROKEN = tuple(RuptureKind).index(RuptureKind.TECHNOLOGICAL)
_CALL_SPREAD, _SESSION_SPREAD, _NOTE_SECONDS = 0.7, 0.06, 35.0


@frozen(kw_only=True, eq=False)
class Talk:
    """What each contact was: codes by row.

    Parameters
    ----------
    purpose, channel, content
        Codes; shape (rows,).
    duration
        Seconds; NaN where nobody took the time.
    rupture
        Code of the rupture, -1 for none.
    """

    purpose: Ints
    channel: Ints
    content: Ints
    duration: Floats
    rupture: Ints

    @property
    def came_about(self) -> Bools:
        """Contacts that took place."""
        came_about: Bools = self.content != _ATTEMPT
        return came_about

    @property
    def live(self) -> Bools:
        """Contacts in which both were present."""
        live: Bools = self.content == _LIVE
        return live


def talk(
    made: Exchange,
    design: CaseDesign,
    parameters: BehaviourParameters,
    preference: Floats,
    streams: Streams,
) -> Talk:
    """Draw purposes, channels and contents of all contacts.

    Parameters
    ----------
    preference
        What each case adds to the intercept of each channel; shape (cases, channels).
    """
    purpose = _purposes(made, design, parameters.talk, streams)
    chance = streams["channel"].gumbel(size=(len(purpose), len(design.channels)))
    chance += preference[made.case]
    channel = _channels(made, purpose, design, parameters.choice, chance)
    content = _contents(made, channel, design, parameters.talk, streams)
    live = content == _LIVE
    broken = live & (streams["broken line"].random(len(live)) < parameters.talk.broken)
    return Talk(
        purpose=purpose,
        channel=channel,
        content=content,
        duration=_durations(made, content, design, parameters.talk, streams),
        rupture=np.where(broken, _BROKEN, -1),
    )


def _cumulated(mixes: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    """Cumulated shares of the names in each mix; shape (mixes, names)."""
    weights = np.array([[mix.get(name, 0.0) for name in names] for mix in mixes])
    shares = np.cumsum(weights, axis=1)
    return np.asarray(shares / shares[:, -1:], dtype=np.float64)


def _drawn(cumulated: Floats, mix: Ints, draw: Floats) -> Ints:
    """Name drawn from the mix of each row."""
    return np.asarray((cumulated[mix] <= draw[:, None]).sum(axis=1), dtype=np.int64)


def _purposes(
    made: Exchange, design: CaseDesign, parameters: TalkParameters, streams: Streams
) -> Ints:
    names = [purpose.id for purpose in design.purposes]
    phases = design.phases
    mixes = [phase.contacts for phase in phases]
    mixes += [phase.sessions or phase.contacts for phase in phases]
    ends = np.array([phase.until for phase in phases])
    phase = np.minimum(np.searchsorted(ends, made.day / design.days, "right"), len(ends) - 1)
    count = len(made.day)
    drawn = _drawn(
        _cumulated(mixes, names),
        phase + len(phases) * made.arranged,
        streams["purpose"].random(count),
    )
    # What follows a session is for something of its own; what answers a message, for the same.
    answers = (made.parent >= 0) & ~made.arranged[made.parent] if count else made.arranged
    kept = answers & (streams["purpose kept"].random(count) < parameters.kept)
    origin = np.where(kept, made.parent, np.arange(count))
    while not np.array_equal(origin, further := origin[origin]):
        origin = further
    purpose = drawn[origin]
    if design.routine is not None and design.routine.closing:
        purpose[made.closing] = names.index(design.routine.closing)
    return purpose


def _channels(
    made: Exchange,
    purpose: Ints,
    design: CaseDesign,
    parameters: ChoiceParameters,
    chance: Floats,
) -> Ints:
    """Choose contact by contact, in all cases at once: each choice rests on those before it."""
    names = [channel.id for channel in design.channels]
    sync = [synchronicity(c.capability, weights=parameters.synchronicity) for c in design.channels]
    need = [item.need for item in design.purposes]
    given = parameters.fit * fit(np.array(sync)[None, :], np.array(need)[:, None])
    given += np.array([parameters.preference.get(name, 0.0) for name in names])
    given[:, [name not in design.shared for name in names]] = -np.inf
    count, wide = len(purpose), len(names)
    sessions = -1 if design.routine is None else names.index(design.routine.channel)
    cases = len(made.offsets) - 1
    uses = np.zeros((cases, 2, wide))
    last = np.full((cases, 2), -1)
    used_on = np.full((cases, 2, wide), -np.inf)
    lengths = np.diff(made.offsets)
    chosen = np.empty(count, dtype=np.int64)
    every = np.arange(wide)
    for step in range(int(lengths.max(initial=0))):
        case = np.flatnonzero(lengths > step)
        row = made.offsets[case] + step
        side = made.sender[row]
        utility = given[purpose[row]] + chance[row]
        utility += parameters.habit * np.log1p(uses[case, side])
        utility += parameters.reply_channel * (last[case, 1 - side][:, None] == every)
        utility += parameters.inertia * (last[case, side][:, None] == every)
        days = made.day[row, None] - used_on[case, side]
        utility += parameters.recency * np.exp2(-days / parameters.half_life_days)
        taken = np.where(made.arranged[row], sessions, utility.argmax(axis=1))
        chosen[row] = taken
        uses[case, side, taken] += 1
        last[case, side] = taken
        used_on[case, side, taken] = made.day[row]
    return chosen


def _contents(
    made: Exchange,
    channel: Ints,
    design: CaseDesign,
    parameters: TalkParameters,
    streams: Streams,
) -> Ints:
    count = len(channel)
    kinds = [str(kind) for kind in _KINDS]
    mixes = [design.contents.get(item.id, {"text": 1.0}) for item in design.channels]
    drawn = _drawn(_cumulated(mixes, kinds), channel, streams["content"].random(count))
    live = np.array([item.live for item in design.channels])[channel]
    share = np.where(made.arranged, parameters.missed_sessions, parameters.missed)
    missed = streams["missed"].random(count) < share
    return np.where(live, np.where(missed, _ATTEMPT, _LIVE), drawn)


def _durations(
    made: Exchange,
    content: Ints,
    design: CaseDesign,
    parameters: TalkParameters,
    streams: Streams,
) -> Floats:
    """Whole seconds; a message takes nobody's time that a record would know of."""
    session = 0.0 if design.routine is None else design.routine.minutes * 60
    live = content == _LIVE
    middle = np.full(len(content), np.nan)
    middle[live] = parameters.minutes * 60
    middle[live & made.arranged] = session
    middle[content == _NOTE] = _NOTE_SECONDS
    spread = np.where(made.arranged, _SESSION_SPREAD, _CALL_SPREAD)
    stretch = np.exp(spread * streams["duration"].standard_normal(len(content)))
    return np.asarray(np.ceil(middle * stretch), dtype=np.float64)
