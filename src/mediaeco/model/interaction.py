"""One interaction: the row in which a therapy is recorded."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.model.bound import identifier, ids, number
from mediaeco.model.frame import FrameAct
from mediaeco.model.move import AppropriationMove
from mediaeco.model.vocabulary import BoundaryKind, ContentKind, ControlCode, RuptureKind

__all__ = ["Interaction", "Time", "check_moment", "resolved"]

Time = datetime | float
"""A moment: a datetime with a zone, one without, or seconds since an origin."""


def _column(dtype: str, unit: str = "", *, ragged: bool = False) -> dict[str, Any]:
    """Say how a field stands in the columns of `mediaeco.model.InteractionTable`."""
    return {"dtype": dtype, "unit": unit, "ragged": ragged}


def resolved(value: Time) -> Time:
    """Bring a moment to what the columns keep: whole microseconds, and a zone as its offset."""
    if isinstance(value, datetime):
        # Python never holds an hour that a zone tells twice equal to the same moment elsewhere.
        offset = value.utcoffset()
        return value if offset is None else value.replace(tzinfo=timezone(offset), fold=0)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return round(value * 1e6) / 1e6 if math.isfinite(value) else float(value)


def check_moment(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Demand a datetime, or a finite number of seconds."""
    path = f"{type(instance).__name__}.{attribute.name}"
    if isinstance(value, datetime):
        offset = value.utcoffset()
        if offset is not None and offset % timedelta(seconds=1):
            raise InvalidCaseError(path, "a zone offset in whole seconds", "a finer one")
        if not 2 <= value.year <= 9998:  # Python cannot move the outermost years between zones
            raise InvalidCaseError(path, "a year from 2 to 9998", str(value.year))
        return
    right = isinstance(value, int | float) and not isinstance(value, bool)
    if not right or not math.isfinite(value) or abs(value) > 9e12:  # type: ignore[arg-type]  # guarded by `right`
        raise InvalidCaseError(path, "a datetime or a finite number of seconds", shown(value))


def _known(value: float | None) -> float | None:
    if value is None or not isinstance(value, int | float):
        return value
    return None if math.isnan(value) else float(value)


def _marked(mark: str | None) -> str | None:
    """An empty mark is none: one way to say one thing."""
    return mark or None


@frozen(kw_only=True)
class Interaction:
    """Who contacted whom, when, through which channel, what for, and what it did to the frame.

    Parameters
    ----------
    id
        Name of the row; empty: the contact index serves.
    time
        When: a datetime (all of a case with a zone, or all without), or seconds. Kept to the
        microsecond.
    duration
        How long, in seconds; None where unknown.
    sender
        Actor id of the one who made contact.
    receivers
        Actor ids of those contacted, at least one, the sender not among them.
    channel
        Channel id.
    purposes
        Purpose ids: what the contact was for. Empty: not recorded.
    content
        What it was made of.
    reply_to
        Id of the interaction that this one answers.
    acts
        What it did to elements of the frame.
    rupture
        A rupture that took place in it (coded by a person, or a connection that broke).
    repair
        A rupture of this kind that it mended (coded by a person).
    control
        Where it puts its sender in the relation (coded by a person).
    boundary
        A crossing or violation of the frame's boundary that it was (judged by a person).
    codes
        Code ids: what people coded in it. Empty: not coded.
    moves
        How its sender took the medium up (coded by a person).
    context
        Hand-given mark of the bout of exchange it belongs to. None: bouts are found by silences.
    reported_by
        Actor id of whoever reports it; None: nobody in particular (a device, a log).
    """

    time: Time = field(
        converter=resolved, validator=check_moment, metadata=_column("int64", "microseconds")
    )
    sender: str = field(validator=identifier(), metadata=_column("int16"))
    receivers: tuple[str, ...] = field(converter=ids, metadata=_column("int16", ragged=True))
    channel: str = field(validator=identifier(), metadata=_column("int16"))
    id: str = field(default="", metadata=_column("str"))
    duration: float | None = field(
        default=None,
        converter=_known,
        validator=attrs.validators.optional(number(0)),
        metadata=_column("float64", "seconds"),
    )
    purposes: tuple[str, ...] = field(
        default=(), converter=ids, metadata=_column("int16", ragged=True)
    )
    content: ContentKind = field(
        default=ContentKind.TEXT, converter=ContentKind, metadata=_column("int8")
    )
    reply_to: str | None = field(default=None, metadata=_column("int32", "contact index"))
    acts: tuple[FrameAct, ...] = field(
        default=(), converter=tuple[FrameAct, ...], metadata=_column("int16", ragged=True)
    )
    rupture: RuptureKind | None = field(
        default=None,
        converter=attrs.converters.optional(RuptureKind),
        metadata=_column("int8"),
    )
    repair: RuptureKind | None = field(
        default=None,
        converter=attrs.converters.optional(RuptureKind),
        metadata=_column("int8"),
    )
    control: ControlCode | None = field(
        default=None,
        converter=attrs.converters.optional(ControlCode),
        metadata=_column("int8"),
    )
    boundary: BoundaryKind | None = field(
        default=None,
        converter=attrs.converters.optional(BoundaryKind),
        metadata=_column("int8"),
    )
    codes: tuple[str, ...] = field(
        default=(), converter=ids, metadata=_column("int16", ragged=True)
    )
    moves: tuple[AppropriationMove, ...] = field(
        default=(),
        converter=tuple[AppropriationMove, ...],
        metadata=_column("int16", ragged=True),
    )
    context: str | None = field(default=None, converter=_marked, metadata=_column("int32"))
    reported_by: str | None = field(default=None, metadata=_column("int16"))

    def __attrs_post_init__(self) -> None:
        # An act by the sender is one without a named actor: one way to say one thing.
        if any(act.actor == self.sender for act in self.acts):
            own = tuple(
                FrameAct(act.element, act.kind) if act.actor == self.sender else act
                for act in self.acts
            )
            object.__setattr__(self, "acts", own)
        if any(move.channel == self.channel for move in self.moves):
            moves = tuple(
                attrs.evolve(move, channel="") if move.channel == self.channel else move
                for move in self.moves
            )
            object.__setattr__(self, "moves", moves)

    @receivers.validator
    def _check_receivers(self, _: object, value: tuple[str, ...]) -> None:
        if not value:
            raise InvalidCaseError("Interaction.receivers", "at least one actor", "none")
        if self.sender in value:
            raise InvalidCaseError(
                "Interaction.receivers", "actors other than the sender", "the sender among them"
            )
        if len(set(value)) != len(value):
            raise InvalidCaseError("Interaction.receivers", "different actors", "one twice")

    @purposes.validator
    def _check_purposes(self, _: object, value: tuple[str, ...]) -> None:
        if len(set(value)) != len(value):
            raise InvalidCaseError("Interaction.purposes", "different purposes", "one twice")

    @codes.validator
    def _check_codes(self, _: object, value: tuple[str, ...]) -> None:
        if len(set(value)) != len(value):
            raise InvalidCaseError("Interaction.codes", "different codes", "one twice")
