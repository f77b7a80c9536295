"""Small cases that confirm rupture and repair's claims, and that refute them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mediaeco.model import Case, Cohort, Interaction, Measure
from mediaeco.theory.example import contact, rating, several, told

__all__ = [
    "left_unsaid",
    "more_ways_to_miss",
    "more_ways_to_reach",
    "on_by_phone",
    "on_by_phone_but_lost",
    "said_aloud",
    "scarred_where_mended",
    "smooth_and_distant",
    "stronger_where_mended",
]

# How two contacts a week go on: each is one of these, after which the alliance is rated.
_Week = tuple[str, float]


def _weeks(name: str, *weeks: _Week) -> Case:
    """Sessions by video, with what ruptured or was repaired in each, and a rating after each."""
    parts: list[Interaction | Measure] = []
    for k, (event, share) in enumerate(weeks):
        more: dict[str, Any] = {}
        if event:
            word, kind = event.split()
            more = {word: kind}
        parts.append(contact(7 * k, "therapist", "video_call", duration=3000, **more))
        parts.append(rating(7 * k + 1, "patient", share))
    return told(name, *parts)


def _mended(name: str, share: float) -> Case:
    return _weeks(
        name, ("", 0.6), ("rupture withdrawal", 0.4), ("repair withdrawal", 0.6), ("", share)
    )


def _left_open(name: str, share: float) -> Case:
    return _weeks(name, ("", 0.6), ("rupture confrontation", 0.4), ("", share))


def _smooth(name: str, share: float) -> Case:
    return _weeks(name, ("", 0.6), ("", 0.6), ("", share))


def _ends(repaired: float, none: float, unresolved: float) -> Cohort:
    """Four therapies of each kind, that end about so high."""
    kinds = ((_mended, repaired), (_smooth, none), (_left_open, unresolved))
    return several(
        *(
            tell(f"{tell.__name__.strip('_')}_{k}", share + 0.01 * k)
            for tell, share in kinds
            for k in range(4)
        )
    )


def stronger_where_mended() -> Cohort:
    """Those who mended what broke end closest; those who left it, farthest."""
    return _ends(0.85, 0.65, 0.35)


def scarred_where_mended() -> Cohort:
    """Whatever broke leaves its mark, mended or not, and most where it was talked over."""
    return _ends(0.35, 0.65, 0.85)


def smooth_and_distant() -> Cohort:
    """Where nothing ever broke, not much was ever at stake."""
    return _ends(0.65, 0.35, 0.85)


def said_aloud() -> Case:
    """A silence costs little; what is said aloud next costs much."""
    return _weeks(
        "said_aloud",
        ("", 0.7),
        ("rupture withdrawal", 0.65),
        ("repair withdrawal", 0.7),
        ("rupture withdrawal", 0.65),
        ("rupture confrontation", 0.3),
    )


def left_unsaid() -> Case:
    """They quarrel twice and think no worse of one another; a silence drives them apart."""
    return _weeks(
        "left_unsaid",
        ("", 0.7),
        ("rupture confrontation", 0.7),
        ("rupture confrontation", 0.65),
        ("rupture withdrawal", 0.3),
    )


def _line_breaks(name: str, channel: str, hours: float, share: float) -> Case:
    """The picture freezes; after so many hours they go on over the channel given."""
    return told(
        name,
        contact(0, "therapist", "video_call", duration=3000),
        rating(1, "patient", 0.7),
        contact(7, "therapist", "video_call", rupture="technological"),
        contact(7 + hours / 24, "therapist", channel, duration=2000),
        rating(8 + hours / 24, "patient", share),
    )


def on_by_phone() -> Case:
    """They go on by phone within minutes, as close as before."""
    return _line_breaks("on_by_phone", "phone", 0.2, 0.75)


def on_by_phone_but_lost() -> Case:
    """They go on by phone within minutes, but what they had is gone."""
    return _line_breaks("on_by_phone_but_lost", "phone", 0.2, 0.4)


_SPARE = ("email", "phone", "sms", "instant_messaging", "voice_note", "website")


def _breaks(hours: Sequence[float]) -> Cohort:
    """Lines that break between people who know one channel, two, three, ..., and so long."""
    cases = []
    for k, gap in enumerate(hours):
        parts = [contact(0.1 * j, "patient", name) for j, name in enumerate(_SPARE[:k])]
        parts.append(contact(7, "therapist", "video_call", rupture="technological"))
        parts.append(contact(7 + gap / 24, "therapist", "video_call"))
        cases.append(told(f"line_{k}", *parts))
    return several(*cases)


def more_ways_to_reach() -> Cohort:
    """The more channels they have used, the sooner a broken line is mended."""
    return _breaks((72, 48, 24, 5, 2, 0.5))


def more_ways_to_miss() -> Cohort:
    """With so many channels each waits for the other on another one."""
    return _breaks((0.5, 2, 5, 24, 48, 72))
