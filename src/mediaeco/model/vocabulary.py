"""The closed vocabularies: what a record may say, and nothing else.

Open vocabularies (channels, purposes, frame elements, stages) are data; see `mediaeco.catalog`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NoReturn

from mediaeco.errors import InvalidCaseError, nearest_term, one_of, shown_term

__all__ = [
    "ActKind",
    "BoundaryKind",
    "Clock",
    "CodeLevel",
    "ContentKind",
    "ControlCode",
    "FindingKind",
    "MoveKind",
    "Origin",
    "Provenance",
    "Role",
    "RuptureKind",
    "Term",
]


class Term(StrEnum):
    """A word of a closed vocabulary; an unknown one is told with its nearest neighbour."""

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        known = tuple(member.value for member in cls)
        near = nearest_term(value, known) if isinstance(value, str) else None
        raise InvalidCaseError(
            cls.__name__,
            one_of(known),
            shown_term(value, known),
            f"Did you mean '{near}'?" if near else "",
        )


class Role(Term):
    """Who an actor is in the therapy. A case has one therapist and one patient."""

    THERAPIST = "therapist"
    PATIENT = "patient"
    OTHER = "other"
    OBSERVER = "observer"


class ContentKind(Term):
    """What an interaction is made of."""

    TEXT = "text"
    LIVE_TALK = "live_talk"
    VOICE_NOTE = "voice_note"
    IMAGE = "image"
    EMOJI = "emoji"
    LINK = "link"
    DOCUMENT = "document"
    VIDEO = "video"
    FORM = "form"
    ATTEMPT = "attempt"  # a call that nobody took: tried contact is contact, without talk
    OTHER = "other"


class ActKind(Term):
    """What an interaction does to a frame element."""

    PROPOSE = "propose"
    ACCEPT = "accept"
    REJECT = "reject"
    BREACH = "breach"
    REPAIR = "repair"
    RENEGOTIATE = "renegotiate"


class RuptureKind(Term):
    """How a contact ruptured, as coded by a person or seen in the log."""

    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"
    TECHNOLOGICAL = "technological"


class BoundaryKind(Term):
    """How a person judged a contact that crossed the boundary of the frame."""

    CROSSING = "crossing"  # a departure that did no harm, or some good
    VIOLATION = "violation"  # one that harmed or used the patient


class ControlCode(Term):
    """Where a message puts its sender in the relation, as coded by a person."""

    ONE_UP = "one_up"  # it takes the lead
    ONE_DOWN = "one_down"  # it yields or asks for lead
    ONE_ACROSS = "one_across"  # neither


class CodeLevel(Term):
    """Level of communication that a code speaks of."""

    CONTENT = "content"
    RELATION = "relation"


class MoveKind(Term):
    """How somebody appropriates what a medium offers, in one contact."""

    DIRECT = "direct"  # uses it as offered
    SUBSTITUTION = "substitution"  # uses it in place of another
    COMBINATION = "combination"  # uses it together with another
    ENLARGEMENT = "enlargement"  # likens it to another
    CONTRAST = "contrast"  # sets it against another
    CONSTRAINT = "constraint"  # says how it is to be used
    AFFIRMATION = "affirmation"  # agrees with its use
    NEGATION = "negation"  # disagrees with it, or passes over it
    NEUTRALITY = "neutrality"  # leaves open what to think of it


class Clock(Term):
    """How the times of a case are told; one case has one clock."""

    ZONED = "zoned"  # datetimes with a zone
    LOCAL = "local"  # datetimes without one
    SECONDS = "seconds"  # seconds since an origin nobody need name


class Origin(Term):
    """Where a case comes from."""

    RECORDED = "recorded"
    FICTIONAL = "fictional"
    SIMULATED = "simulated"


class Provenance(Term):
    """How far a shipped value may be trusted."""

    PUBLISHED = "published"
    ADAPTED = "adapted"
    LIBRARY = "library default"


class FindingKind(Term):
    """What a record shows that its rules forbid: reported and kept, never dropped."""

    UNORDERED = "rows out of time order"
    ILLEGAL_ACT = "act that the frame's lifecycle forbids"
    EARLY_REPLY = "reply before its message"
    SKIPPED = "row left out by the mapping"
