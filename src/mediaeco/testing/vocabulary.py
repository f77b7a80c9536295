"""Strategies for what a case may speak of: channels, frame elements, purposes, people."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.model import (
    Actor,
    CapabilityProfile,
    Channel,
    Code,
    CodeLevel,
    ContactHours,
    FrameElement,
    PriorUse,
    Purpose,
    Role,
)
from mediaeco.testing.bound import Keywords

__all__ = [
    "actors",
    "capability_profiles",
    "channels",
    "contact_hours",
    "frame_elements",
    "purposes",
]

# Quarters are the levels of the published table; between them lies anything.
_LEVELS = st.sampled_from((0.0, 0.25, 0.5, 0.75, 1.0)) | st.floats(0, 1)
_WEIGHTS = (1.0, 2.0, 0.5, 0.3)

LETTER = Channel(
    id="letter",
    capability=CapabilityProfile(
        velocity=0, parallelism=1, symbols=0.5, rehearsability=1, reprocessability=1
    ),
    family="mail",
)
"""A channel that nobody declared any purpose for."""

# Simplest first: what a failing example shrinks to.
_FIRST = ("instant_messaging", "video_call", "email", "phone", "website")
CHANNEL_POOL: tuple[Channel, ...] = (
    *CHANNELS.pick(*_FIRST),
    LETTER,
    *(channel for name, channel in CHANNELS.items() if name not in _FIRST),
)
"""Channels that cases are made with: those that ship, and a letter."""

ELEMENT_POOL: tuple[FrameElement, ...] = tuple(
    attrs.evolve(element, weight=_WEIGHTS[i % len(_WEIGHTS)])
    for i, element in enumerate(ELEMENTS.values())
)
"""Frame elements that cases are made with: those that ship, of different weights."""

_LATER = ("inquiry", "closing")
PURPOSE_POOL: tuple[Purpose, ...] = (
    *(purpose for name, purpose in PURPOSES.items() if name not in _LATER),
    *PURPOSES.pick(*_LATER),
)
"""Purposes that cases are made with: those that ship."""

CODE_POOL: tuple[Code, ...] = (
    Code(id="asks_for_help", level=CodeLevel.RELATION),
    Code(id="tells_of_the_week", level=CodeLevel.CONTENT),
    Code(id="speaks_of_talking", level=CodeLevel.RELATION, parent="asks_for_help"),
)
"""Codes that contacts of drawn cases are given."""

HOURS: tuple[ContactHours, ...] = (
    ContactHours(9, 17),
    ContactHours(8, 20, days=(0, 1, 2, 3, 4)),
    ContactHours(22, 6),  # over midnight
    ContactHours(21.5, 2, days=(4, 5)),
    ContactHours(0, 24),
)
"""Hours of contact that elements are made with."""


def capability_profiles() -> SearchStrategy[CapabilityProfile]:
    """Draw capability profiles, from low in everything to high in everything.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.CapabilityProfile`.
    """
    return st.builds(
        CapabilityProfile,
        velocity=_LEVELS,
        parallelism=_LEVELS,
        symbols=_LEVELS,
        rehearsability=_LEVELS,
        reprocessability=_LEVELS,
    )


def channels(
    *, pool: Sequence[Channel] = CHANNEL_POOL, shipped: bool = True
) -> SearchStrategy[Channel]:
    """Draw channels.

    Parameters
    ----------
    pool
        Channels to draw from.
    shipped
        False: with capabilities, purposes and presence of their own, under a name of the pool.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Channel`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("channels")
    keywords.several("pool", pool, Channel, 1)
    keywords.settle()
    picked = st.sampled_from(pool)
    if shipped:
        return picked
    return st.builds(
        attrs.evolve,
        picked,
        capability=capability_profiles(),
        live=st.booleans(),
        purposes=st.lists(st.sampled_from(PURPOSE_POOL), max_size=3, unique=True).map(
            lambda items: tuple(purpose.id for purpose in items)
        ),
    )


def contact_hours() -> SearchStrategy[ContactHours]:
    """Draw hours of contact, on a round hour or a half, over midnight too.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.ContactHours`.
    """
    half_hours = st.integers(0, 48).map(lambda halves: halves / 2)
    days = st.sets(st.integers(0, 6), min_size=1).map(lambda some: tuple(sorted(some)))
    return st.builds(ContactHours, half_hours, half_hours, days)


def frame_elements(
    *, pool: Sequence[FrameElement] = ELEMENT_POOL, terms: bool = False
) -> SearchStrategy[FrameElement]:
    """Draw frame elements.

    Parameters
    ----------
    pool
        Elements to draw from.
    terms
        True: some of them agree hours of contact.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.FrameElement`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("frame_elements")
    keywords.several("pool", pool, FrameElement, 1)
    keywords.settle()
    picked = st.sampled_from(pool)
    if not terms:
        return picked
    return st.builds(attrs.evolve, picked, hours=st.none() | contact_hours())


def purposes(*, pool: Sequence[Purpose] = PURPOSE_POOL) -> SearchStrategy[Purpose]:
    """Draw purposes of contact.

    Parameters
    ----------
    pool
        Purposes to draw from.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Purpose`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("purposes")
    keywords.several("pool", pool, Purpose, 1)
    keywords.settle()
    return st.sampled_from(pool)


def actors(
    *,
    role: Role | str | None = None,
    pool: Sequence[Channel] = CHANNEL_POOL,
    max_known: int = 2,
) -> SearchStrategy[Actor]:
    """Draw people of a case, each named by their role.

    Parameters
    ----------
    role
        Their role; None: any.
    pool
        Channels that they may know already.
    max_known
        How many channels, at most, stand in their repertoire and in their use before the therapy.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Actor`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("actors")
    if role is not None:
        keywords.term("role", role, tuple(Role))
    keywords.several("pool", pool, Channel)
    keywords.count("max_known", max_known)
    keywords.settle()
    ids = tuple(channel.id for channel in pool)
    known = st.lists(st.sampled_from(ids), max_size=max_known, unique=True) if ids else st.just([])
    counts = st.integers(0, 40).map(lambda halves: halves / 2)

    def make(role: Role, repertoire: list[str], used: list[str], count: float) -> Actor:
        return Actor(
            id=PSEUDONYMS[role],
            role=role,
            repertoire=tuple(repertoire),
            prior=tuple(PriorUse(name, count) for name in used),
        )

    roles = st.sampled_from(Role) if role is None else st.just(Role(role))
    return st.builds(make, roles, known, known, counts)


PSEUDONYMS = {
    Role.THERAPIST: "T",
    Role.PATIENT: "P",
    Role.OTHER: "relative",
    Role.OBSERVER: "supervisor",
}
"""What the people of drawn cases are called."""
