"""The channels that ship, each with its capability profile.

Published levels are coded Low = 0, Low to Medium = .25, Medium = .5, Medium to High = .75,
High = 1; a range of symbol sets counts by its upper end (Few = 0, Few to Medium = .5, Few to
Many = 1), because what a channel *can* carry is its capability.
"""

from __future__ import annotations

from mediaeco.catalog.catalogue import Catalogue
from mediaeco.model import CapabilityProfile, Channel, Provenance

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


CHANNELS: Catalogue[Channel] = Catalogue(
    (
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
    ),
    "channel",
)
"""Channels by id. Profiles adapted from Media Synchronicity Theory where it has the medium,
library default elsewhere; declared purposes and families are library defaults throughout."""
