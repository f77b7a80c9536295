"""One colour and one marker for each channel, in all figures of a case.

Colours keep apart for colour-blind readers; where they do not, or in grey, the marker does: no
two of the first twelve channels share one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import count

from attrs import frozen

__all__ = [
    "EVEN",
    "INK",
    "MUTED",
    "PALE",
    "VOID",
    "ChannelLook",
    "StageLook",
    "channel_looks",
    "shade",
    "stage_looks",
    "tint",
]

INK = "#222222"
MUTED = "#6E6E6E"
PALE = "#E4E4E4"
VOID = "#B0B0B0"

_DEEP = (8, 48, 92)  # the whole of something
_LOST = (176, 84, 12)  # as much below nothing

_COLORS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#D55E00",
    "#56B4E9",
    "#332288",
    "#882255",
    "#999933",
    "#8C6D5A",
    "#661100",
    "#C8B040",
)
_MARKERS = ("s", "o", "^", "D", "P", "v", "p", "X", "<", "h", "*", ">")

EVEN: Mapping[str, float] = {
    "s": 0.89,
    "D": 0.89,
    "^": 1.25,
    "v": 1.25,
    "<": 1.25,
    ">": 1.25,
    "p": 1.15,
    "h": 1.1,
    "P": 1.19,
    "X": 1.19,
    "*": 1.5,
}
"""Factor by which each marker must grow to cover the area of a circle of the same size (a star no
further than its points allow)."""

_SHIPPED = (
    "video_call",
    "instant_messaging",
    "email",
    "phone",
    "face_to_face",
    "sms",
    "website",
    "voice_note",
    "social_media",
    "shared_document",
    "virtual_reality",
    "recorded_session",
)


@frozen(kw_only=True)
class ChannelLook:
    """How a channel is drawn.

    Parameters
    ----------
    color
        Hexadecimal.
    marker
        Matplotlib's name of the marker.
    """

    color: str
    marker: str


@frozen(kw_only=True)
class StageLook:
    """How a stage is drawn: a shade and a hatch, which keep apart in grey."""

    color: str
    hatch: str


def channel_looks(channels: Sequence[str]) -> tuple[ChannelLook, ...]:
    """Give each channel a colour and a marker of its own.

    Shipped channels always look the same. Another takes the place that its id points to among
    those which are left, so that it looks the same wherever the same channels are drawn, in
    whatever order.

    Parameters
    ----------
    channels
        Ids, all those of the case.

    Returns
    -------
    tuple of ChannelLook
        In the order of ``channels``.

    Examples
    --------
    >>> channel_looks(["email", "pager"])[0] == channel_looks(["email"])[0]
    True
    """
    place = {name: _SHIPPED.index(name) for name in channels if name in _SHIPPED}
    for name in sorted(set(channels) - set(place)):
        place[name] = _free(_pointed(name), set(place.values()))
    return tuple(_look(place[name]) for name in channels)


def stage_looks(stages: Sequence[str]) -> tuple[StageLook, ...]:
    """Give each stage of a model a shade and a hatch."""
    free = [look for name, look in _STAGES.items() if name not in stages] or list(_STAGES.values())
    found = []
    for name in stages:
        if name in _STAGES:
            color, hatch = _STAGES[name]
        else:
            color, hatch = free.pop(0)
            free.append((color, hatch + "."))
        found.append(StageLook(color=color, hatch=hatch))
    return tuple(found)


def tint(color: str, share: float) -> str:
    """Mix a colour with white; ``share`` is the part of the colour, from 0 to 1."""
    parts = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


_STAGES = {
    "pre": ("#FFFFFF", ""),
    "first_contact": ("#F1F1F1", ""),
    "framing": ("#D3DFE8", ""),
    "engagement": ("#A3BFD3", ""),
    "consolidation": ("#6E98B8", ""),
    "rupture": ("#F7DDD2", "//////"),
    "repair": ("#FBF3DC", "......"),
    "closure": ("#4A5A66", ""),
    "dropout": ("#222222", ""),
}
"""Shade and hatch of the stages that ship: darker as the relationship goes on, hatched where it
breaks or mends, darkest where it ends."""


def _look(place: int) -> ChannelLook:
    turn, at = divmod(place, len(_COLORS))
    return ChannelLook(color=_COLORS[at], marker=_MARKERS[(at + turn) % len(_MARKERS)])


def _free(wanted: int, taken: set[int]) -> int:
    """First place from the wanted one on that nobody has; a round later, where all are taken."""
    size = len(_COLORS)
    return next(
        place
        for turn in count()
        for place in (turn * size + (wanted + step) % size for step in range(size))
        if place not in taken
    )


def _pointed(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")


def shade(share: float) -> tuple[float, float, float]:
    """From white to a deep blue, evenly darker, so that grey keeps the order; below 0 to brown."""
    dark = _DEEP if share >= 0 else _LOST
    red, green, blue = (1 - min(abs(share), 1.0) * (1 - part / 255) for part in dark)
    return red, green, blue
