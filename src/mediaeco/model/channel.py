"""Channels and what they are capable of."""

from __future__ import annotations

import attrs
from attrs import field, frozen

from mediaeco.model.bound import identifier, ids, share
from mediaeco.model.vocabulary import Provenance

__all__ = [
    "AffordanceProfile",
    "CapabilityProfile",
    "Channel",
    "NaturalnessProfile",
    "RichnessProfile",
]


@frozen(kw_only=True)
class CapabilityProfile:
    """The five capabilities of Media Synchronicity Theory, each from 0 (low) to 1 (high).

    Parameters
    ----------
    velocity
        How fast a message arrives (transmission velocity).
    parallelism
        How many transmissions can take place at once.
    symbols
        How many ways of encoding a message the channel has (symbol sets).
    rehearsability
        How far a message can be rehearsed before it is sent.
    reprocessability
        How far a message can be examined again afterwards.

    Notes
    -----
    *Theory*: Dennis, Fuller and Valacich 2008, Table 2; published levels coded Low = 0, Low to
    Medium = .25, Medium = .5, Medium to High = .75, High = 1 are adapted.
    """

    velocity: float = field(validator=share(), converter=float)
    parallelism: float = field(validator=share(), converter=float)
    symbols: float = field(validator=share(), converter=float)
    rehearsability: float = field(validator=share(), converter=float)
    reprocessability: float = field(validator=share(), converter=float)


@frozen(kw_only=True)
class RichnessProfile:
    """The four criteria of media richness, each from 0 (low) to 1 (high).

    Parameters
    ----------
    feedback
        How immediately a message can be answered.
    cues
        How many cues (voice, face, gesture, ...) it carries.
    language
        How varied its language can be: numbers 0, natural language 1.
    personal_focus
        How far it can be meant for one person.

    Notes
    -----
    *Theory*: daft1986, adapted: ordinals coded from 0 to 1.
    """

    feedback: float = field(validator=share(), converter=float)
    cues: float = field(validator=share(), converter=float)
    language: float = field(validator=share(), converter=float)
    personal_focus: float = field(validator=share(), converter=float)


@frozen(kw_only=True)
class NaturalnessProfile:
    """How far each of the five elements of face-to-face talk is there, from 0 to 1.

    Parameters
    ----------
    co_location
        Sharing one place.
    synchronicity
        Exchanging quickly.
    facial_expression
        Seeing and showing faces.
    body_language
        Seeing and showing the body.
    speech
        Speaking and listening.

    Notes
    -----
    *Theory*: kock2005, adapted: presence of an element coded from 0 to 1.
    """

    co_location: float = field(validator=share(), converter=float)
    synchronicity: float = field(validator=share(), converter=float)
    facial_expression: float = field(validator=share(), converter=float)
    body_language: float = field(validator=share(), converter=float)
    speech: float = field(validator=share(), converter=float)


@frozen(kw_only=True)
class AffordanceProfile:
    """What a medium lets its people do with what was said, each from 0 to 1.

    Parameters
    ----------
    visibility
        How far what somebody does can be seen by others.
    editability
        How far it can be shaped before and after it is sent.
    persistence
        How far it stays.
    association
        How far it ties people to people, and people to content.

    Notes
    -----
    *Theory*: treem2013, adapted: an affordance is relational; this is what the medium allows, and
    what an actor makes of it is rated by the actor.
    """

    visibility: float = field(validator=share(), converter=float)
    editability: float = field(validator=share(), converter=float)
    persistence: float = field(validator=share(), converter=float)
    association: float = field(validator=share(), converter=float)


@frozen(kw_only=True)
class Channel:
    """A medium through which contact can take place.

    Parameters
    ----------
    id
        Name in the record: ``"video_call"``.
    label
        Name for people; the id where none is given.
    capability
        What the medium can do.
    purposes
        Ids of the purposes that the channel was offered for (its declared purposes, the *spirit*
        of adaptive structuration theory). Empty: not declared.
    live
        True where both sides are present at the same time.
    family
        Kind of medium, free: ``"messaging"``.
    richness, naturalness, affordances
        Profiles by rival theories of media; None: not stated.
    definition
        1 for a hot medium (high definition, little to add), 0 for a cool one; None: not stated.
    provenance
        How far the capability profile may be trusted.
    source
        Citation key of the profile; empty where there is none.
    """

    id: str = field(validator=identifier())
    capability: CapabilityProfile
    label: str = ""
    purposes: tuple[str, ...] = field(default=(), converter=ids)
    live: bool = False
    family: str = ""
    richness: RichnessProfile | None = None
    naturalness: NaturalnessProfile | None = None
    affordances: AffordanceProfile | None = None
    definition: float | None = field(
        default=None,
        converter=attrs.converters.optional(float),
        validator=attrs.validators.optional(share()),
    )
    provenance: Provenance = field(default=Provenance.LIBRARY, converter=Provenance)
    source: str = ""

    @property
    def name(self) -> str:
        """Name for people."""
        return self.label or self.id.replace("_", " ")
