"""What is given before anybody acts: people, channels, elements, time, routine, ratings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

import attrs
from attrs import field, frozen

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError, UnknownTermError, shown
from mediaeco.model import Actor, Case, Channel, ContentKind, FrameElement, Origin, Purpose
from mediaeco.model.clock import clock_of
from mediaeco.model.interaction import check_moment
from mediaeco.model.vocabulary import Clock, Role
from mediaeco.simulation.plan import PurposePhase, RatingSchedule, SessionRoutine, is_whole, mix_of

__all__ = ["CaseDesign"]


def _items(given: Iterable[Any] | Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(given.values() if isinstance(given, Mapping) else given)


def _named(catalogue: Mapping[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(catalogue[name] for name in names)


def _side(value: Role | str | None) -> Role | None:
    return None if value is None else Role(value)


def _check_start(instance: object, attribute: Any, value: object) -> None:
    if not isinstance(value, datetime):
        raise InvalidCaseError("CaseDesign.start", "a datetime: rhythms need one", shown(value))
    check_moment(instance, attribute, value)


def _contents(value: Mapping[str, Mapping[str, float]]) -> Mapping[str, Mapping[str, float]]:
    return {str(channel): mix_of(mix) for channel, mix in value.items()}


_PHASES = (
    PurposePhase(
        until=0.06,
        contacts={"inquiry": 0.6, "scheduling": 0.3, "frame_setting": 0.1},
        sessions={"frame_setting": 1},
    ),
    PurposePhase(
        until=0.35,
        contacts={
            "scheduling": 0.3,
            "frame_setting": 0.2,
            "technical_help": 0.1,
            "payment": 0.1,
            "clarification": 0.15,
            "sharing": 0.15,
        },
        sessions={"frame_setting": 0.35, "exploration": 0.65},
    ),
    PurposePhase(
        until=1,
        contacts={
            "scheduling": 0.3,
            "containment": 0.12,
            "homework": 0.2,
            "sharing": 0.12,
            "payment": 0.08,
            "clarification": 0.08,
            "small_talk": 0.07,
            "crisis": 0.03,
        },
        sessions={"exploration": 0.75, "containment": 0.15, "feedback": 0.1},
    ),
)

_CONTENTS: Mapping[str, Mapping[str, float]] = {
    "voice_note": {"voice_note": 1},
    "instant_messaging": {"text": 0.82, "voice_note": 0.07, "emoji": 0.05, "image": 0.06},
    "email": {"text": 0.85, "document": 0.1, "link": 0.05},
    "sms": {"text": 1},
    "social_media": {"text": 0.7, "image": 0.2, "link": 0.1},
    "website": {"form": 1},
    "shared_document": {"document": 1},
    "recorded_session": {"video": 1},
}


@frozen(kw_only=True)
class CaseDesign:
    """What is given in a simulated case before anybody acts. All defaults are the library's.

    Parameters
    ----------
    channels, elements, purposes
        Items, or a whole catalogue of `mediaeco.catalog`. Default: video call, phone, instant
        messaging and e-mail; eight elements; all purposes that ship.
    therapist, patient
        The two. A repertoire says which channels an actor has (empty: all of the design, and the
        cases declare it), and ``prior`` which ones they knew before.
    start
        When observation begins: a datetime, with or without a zone, whose clock is that of the
        cases. Rhythms go by the wall's clock.
    days
        Length of the therapy, above 0.
    most_contacts
        Contacts after which a case is cut off, at least 0: a guard, not a plan. The record then
        ends with the last one that is kept.
    first_contact
        Who makes the first contact, on the first day: ``"patient"`` or ``"therapist"``; None:
        nobody in particular, so that a case may be empty.
    routine
        Sessions that are arranged; None: none.
    phases
        What contacts are for, in the order of their ends; the last phase ends at 1.
    contents
        What contacts over a channel that is not live are made of: weight of each content by id of
        the channel; text where nothing is said. Live contacts are live talk, or an attempt.
    ratings
        Who rates what, and when.

    Raises
    ------
    FaultGroup
        With everything that is wrong with the design.

    Notes
    -----
    A case that is not cut off is observed for its whole length, also when the patient has left:
    silence is on record. Leaving depends on what came before it alone, and so does every hazard of
    agreement; a likelihood of agreement therefore needs no model of who leaves.

    Examples
    --------
    >>> design = CaseDesign(days=60, routine=None)
    >>> len(design.channels), len(design.elements)
    (4, 8)
    """

    channels: tuple[Channel, ...] = field(
        default=_named(CHANNELS, "video_call", "phone", "instant_messaging", "email"),
        converter=_items,
    )
    elements: tuple[FrameElement, ...] = field(
        default=_named(
            ELEMENTS,
            "schedule",
            "fee",
            "roles",
            "confidentiality",
            "contact_rules",
            "channel_plan",
            "emergency_plan",
            "goals",
        ),
        converter=_items,
    )
    purposes: tuple[Purpose, ...] = field(default=tuple(PURPOSES.values()), converter=_items)
    therapist: Actor = field(factory=lambda: Actor(id="T", role=Role.THERAPIST))
    patient: Actor = field(factory=lambda: Actor(id="P", role=Role.PATIENT))
    start: datetime = field(default=datetime(2024, 1, 1), validator=_check_start)  # a Monday
    days: float = field(default=84, converter=float)
    most_contacts: int = 1000
    first_contact: Role | None = field(default=Role.PATIENT, converter=_side)
    routine: SessionRoutine | None = field(factory=SessionRoutine)
    phases: tuple[PurposePhase, ...] = field(default=_PHASES, converter=tuple[PurposePhase, ...])
    contents: Mapping[str, Mapping[str, float]] = field(
        default=_CONTENTS, converter=_contents, hash=False
    )
    ratings: tuple[RatingSchedule, ...] = field(
        default=(RatingSchedule(),), converter=tuple[RatingSchedule, ...]
    )

    def __attrs_post_init__(self) -> None:
        faults = [*self._bounds(), *self._terms()]
        try:
            self.head("design")
        except FaultGroup as group:
            faults.extend(fault for fault in group.exceptions if isinstance(fault, MediaEcoError))
        if faults:
            raise FaultGroup("A design with these faults cannot be simulated", faults)

    def head(self, name: str, **more: Any) -> Case:
        """A case of this design in which nothing has happened yet."""
        every = tuple(channel.id for channel in self.channels)
        return Case(
            id=name,
            actors=[
                attrs.evolve(actor, repertoire=actor.repertoire or every)
                for actor in (self.therapist, self.patient)
            ],
            channels=self.channels,
            elements=self.elements,
            purposes=self.purposes,
            origin=Origin.SIMULATED,
            **more,
        )

    @property
    def clock(self) -> Clock:
        """How the times of its cases are told."""
        return clock_of(self.start)

    @property
    def shared(self) -> tuple[str, ...]:
        """Ids of the channels that both have, in the order of the design."""
        return tuple(
            channel.id
            for channel in self.channels
            if all(
                not actor.repertoire or channel.id in actor.repertoire
                for actor in (self.therapist, self.patient)
            )
        )

    def _bounds(self) -> Iterable[MediaEcoError]:
        if not 0 < self.days <= 36_525:
            yield InvalidCaseError(
                "CaseDesign.days", "days above 0, at most 36525", shown(self.days)
            )
        if not is_whole(self.most_contacts, 0):
            yield InvalidCaseError(
                "CaseDesign.most_contacts",
                "a whole number of at least 0",
                shown(self.most_contacts),
            )
        if self.first_contact not in (None, Role.THERAPIST, Role.PATIENT):
            yield InvalidCaseError(
                "CaseDesign.first_contact", "'patient', 'therapist' or None", "another"
            )
        if not self.elements:
            yield InvalidCaseError(
                "CaseDesign.elements",
                "one element at least",
                "none",
                "Without any there is nothing that could be agreed.",
            )
        if not self.shared:
            yield InvalidCaseError(
                "CaseDesign.channels",
                "a channel that both have",
                "none",
                "Add one, or see to the actors' repertoires.",
            )
        ends = [phase.until for phase in self.phases]
        if not ends or ends[-1] != 1 or any(a >= b for a, b in pairwise(ends)):
            yield InvalidCaseError("CaseDesign.phases", "ends that rise to 1", shown(len(ends)))

    def _terms(self) -> Iterable[MediaEcoError]:
        purposes = [purpose.id for purpose in self.purposes]
        asked = {name for phase in self.phases for name in (*phase.contacts, *phase.sessions)}
        if self.routine is not None and self.routine.closing:
            asked.add(self.routine.closing)
        yield from (
            UnknownTermError(name, purposes, "purpose")
            for name in sorted(asked)
            if name not in purposes
        )
        if self.routine is not None and self.routine.channel not in self.shared:
            yield UnknownTermError(
                self.routine.channel, self.shared, "channel of sessions that both have"
            )
        kinds = [str(kind) for kind in ContentKind]
        yield from (
            UnknownTermError(name, kinds, "content")
            for mix in self.contents.values()
            for name in mix
            if name not in kinds
        )
