"""The channels that ship, each with its profiles by rival theories of media.

Published levels are coded Low = 0, Low to Medium = .25, Medium = .5, Medium to High = .75,
High = 1; a range of symbol sets counts by its upper end (Few = 0, Few to Medium = .5, Few to
Many = 1), because what a channel *can* carry is its capability.

Profiles of richness, naturalness and affordances, and definition, are library defaults in steps of
a quarter: nobody published them for these channels. Those of richness keep the published order
(face to face, telephone, personal documents, impersonal ones).
"""

from __future__ import annotations

import attrs

from mediaeco.catalog.catalogue import Catalogue
from mediaeco.model import (
    AffordanceProfile,
    CapabilityProfile,
    Channel,
    NaturalnessProfile,
    Provenance,
    RichnessProfile,
)

__all__ = ["CHANNELS", "PUBLISHED_MEDIA"]

_TALK = ("exploration", "containment", "frame_setting", "clarification", "feedback", "repair")
_ERRANDS = ("inquiry", "scheduling", "technical_help")


def _profile(v: float, p: float, s: float, h: float, r: float) -> CapabilityProfile:
    return CapabilityProfile(
        velocity=v, parallelism=p, symbols=s, rehearsability=h, reprocessability=r
    )


PUBLISHED_MEDIA: tuple[tuple[str, CapabilityProfile, str], ...] = (
    ("face to face", _profile(1, 0.5, 1, 0, 0), "High"),
    ("video conference", _profile(1, 0.5, 0.5, 0, 0), "High"),
    ("telephone conference", _profile(1, 0, 0, 0, 0), "Medium"),
    ("synchronous instant messaging", _profile(0.75, 0.25, 0.5, 0.5, 0.75), "Medium"),
    ("synchronous electronic conferencing", _profile(0.75, 1, 0.5, 0.5, 1), "Low-Medium"),
    ("asynchronous electronic conferencing", _profile(0.25, 1, 0.5, 1, 1), "Low"),
    ("electronic mail", _profile(0.25, 1, 0.5, 1, 1), "Low"),
    ("voice mail", _profile(0.25, 0, 0, 0.25, 1), "Low"),
    ("fax", _profile(0.25, 0, 0.5, 1, 1), "Low"),
    ("documents", _profile(0, 1, 0.5, 1, 1), "Low"),
)
"""Medium, coded capabilities and published synchronicity of Dennis, Fuller and Valacich (2008),
Table 2. Recalled, not compared with the paper: the citation is not verified."""


def _published(
    name: str, row: int, label: str, family: str, live: bool, spirit: tuple[str, ...]
) -> Channel:
    return Channel(
        id=name,
        label=label,
        capability=PUBLISHED_MEDIA[row][1],
        purposes=spirit,
        live=live,
        family=family,
        provenance=Provenance.ADAPTED,
        source="dennis2008",
    )


# Feedback, cues, language, personal focus.
_RICHNESS = {
    "face_to_face": (1, 1, 1, 1),
    "video_call": (1, 0.75, 1, 1),
    "phone": (1, 0.5, 1, 0.75),
    "voice_note": (0.5, 0.5, 1, 0.75),
    "instant_messaging": (0.75, 0.25, 0.75, 0.75),
    "email": (0.25, 0.25, 0.75, 0.75),
    "sms": (0.5, 0, 0.75, 0.75),
    "social_media": (0.5, 0.25, 0.75, 0.25),
    "website": (0, 0.25, 0.5, 0),
    "shared_document": (0.25, 0.25, 0.75, 0.25),
    "virtual_reality": (1, 0.75, 1, 0.75),
    "recorded_session": (0, 0.75, 1, 0.5),
}

# Co-location, synchronicity, facial expression, body language, speech.
_NATURALNESS = {
    "face_to_face": (1, 1, 1, 1, 1),
    "video_call": (0, 1, 1, 0.5, 1),
    "phone": (0, 1, 0, 0, 1),
    "voice_note": (0, 0.25, 0, 0, 1),
    "instant_messaging": (0, 0.5, 0, 0, 0),
    "email": (0, 0, 0, 0, 0),
    "sms": (0, 0.25, 0, 0, 0),
    "social_media": (0, 0.25, 0.25, 0, 0),
    "website": (0, 0, 0, 0, 0),
    "shared_document": (0, 0.25, 0, 0, 0),
    "virtual_reality": (0.5, 1, 0.25, 0.75, 1),
    "recorded_session": (0, 0, 1, 0.5, 1),
}

# Visibility, editability, persistence, association.
_AFFORDANCES = {
    "face_to_face": (0, 0, 0, 0),
    "video_call": (0.25, 0, 0, 0.25),
    "phone": (0, 0, 0, 0.25),
    "voice_note": (0.25, 0.25, 1, 0.25),
    "instant_messaging": (0.25, 0.75, 0.75, 0.5),
    "email": (0.25, 0.75, 1, 0.5),
    "sms": (0, 0.25, 0.75, 0.25),
    "social_media": (1, 0.75, 0.75, 1),
    "website": (0.75, 1, 1, 0.25),
    "shared_document": (0.5, 1, 1, 0.5),
    "virtual_reality": (0.25, 0.25, 0, 0.5),
    "recorded_session": (0.25, 0.25, 1, 0),
}

# 1 hot, 0 cool: speech, telephone and comics are McLuhan's cool media, print and film hot ones.
_DEFINITION = {
    "face_to_face": 0.25,
    "video_call": 0.25,
    "phone": 0.25,
    "voice_note": 0.5,
    "instant_messaging": 0.25,
    "email": 0.75,
    "sms": 0.25,
    "social_media": 0.5,
    "website": 0.75,
    "shared_document": 0.75,
    "virtual_reality": 0.5,
    "recorded_session": 0.75,
}


def _profiled(channel: Channel) -> Channel:
    """Add the profiles of the rivals of Media Synchronicity Theory."""
    return attrs.evolve(
        channel,
        richness=RichnessProfile(
            **dict(zip(_names(RichnessProfile), _RICHNESS[channel.id], strict=True))
        ),
        naturalness=NaturalnessProfile(
            **dict(zip(_names(NaturalnessProfile), _NATURALNESS[channel.id], strict=True))
        ),
        affordances=AffordanceProfile(
            **dict(zip(_names(AffordanceProfile), _AFFORDANCES[channel.id], strict=True))
        ),
        definition=_DEFINITION[channel.id],
    )


def _names(profile: type) -> tuple[str, ...]:
    return tuple(item.name for item in attrs.fields(profile))


_CHANNELS = (
    _published("face_to_face", 0, "face to face", "presence", True, (*_TALK, "closing")),
    _published("video_call", 1, "video call", "call", True, (*_TALK, "closing")),
    _published("phone", 2, "phone", "call", True, ("scheduling", "crisis", "inquiry")),
    Channel(
        id="voice_note",
        label="voice note",
        capability=_profile(0.75, 0.25, 0, 0.5, 1),
        purposes=("scheduling", "small_talk"),
        family="messaging",
    ),
    _published(
        "instant_messaging",
        3,
        "instant messaging",
        "messaging",
        False,
        (*_ERRANDS, "small_talk"),
    ),
    _published("email", 6, "e-mail", "mail", False, (*_ERRANDS, "payment", "sharing")),
    Channel(
        id="sms",
        label="SMS",
        capability=_profile(0.75, 0.25, 0, 0.5, 0.75),
        purposes=_ERRANDS,
        family="messaging",
    ),
    Channel(
        id="social_media",
        label="social media",
        capability=_profile(0.5, 1, 0.5, 0.75, 1),
        purposes=("inquiry", "small_talk"),
        family="social media",
    ),
    Channel(
        id="website",
        label="website or booking form",
        capability=_profile(0.25, 1, 0, 1, 1),
        purposes=("inquiry", "scheduling", "payment"),
        family="web",
    ),
    Channel(
        id="shared_document",
        label="shared document",
        capability=_profile(0.5, 1, 1, 1, 1),
        purposes=("homework", "sharing"),
        family="document",
    ),
    Channel(
        id="virtual_reality",
        label="virtual reality",
        capability=_profile(1, 0.5, 0.75, 0, 0.25),
        purposes=("exploration", "containment"),
        live=True,
        family="presence",
    ),
    Channel(
        id="recorded_session",
        label="recorded session",
        capability=_profile(0, 0, 0.5, 0.25, 1),
        purposes=("clarification", "homework"),
        family="document",
    ),
)

CHANNELS: Catalogue[Channel] = Catalogue((_profiled(channel) for channel in _CHANNELS), "channel")
"""Channels by id. Capabilities adapted from Media Synchronicity Theory where it has the medium,
library default elsewhere; all other profiles, declared purposes and families are library defaults
throughout."""
