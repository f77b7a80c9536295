"""Channels and what they are capable of."""

from __future__ import annotations

from attrs import field, frozen

from mediaeco.model.bound import identifier, ids, share
from mediaeco.model.vocabulary import Provenance

__all__ = ["CapabilityProfile", "Channel"]


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
    provenance: Provenance = field(default=Provenance.LIBRARY, converter=Provenance)
    source: str = ""

    @property
    def name(self) -> str:
        """Name for people."""
        return self.label or self.id.replace("_", " ")
