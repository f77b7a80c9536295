"""Small cases that confirm media multiplexity's claims, and that refute them."""

from __future__ import annotations

from collections.abc import Sequence

from mediaeco.model import Case, Cohort, Interaction, Measure
from mediaeco.theory.example import contact, rating, several, told

__all__ = [
    "channels_count_and_contacts_wear",
    "closer_over_fewer_channels",
    "closer_over_more_channels",
    "closer_the_more_often",
    "contacts_bind_and_channels_part",
    "each_adds_to_the_last",
    "each_to_their_own",
    "page_then_mail_then_talk",
    "talk_then_mail_then_page",
]

# From the base medium, which everybody uses, to the one that the closest add.
_LADDER = ("email", "instant_messaging", "phone", "video_call", "voice_note", "website")


def _tie(name: str, channels: Sequence[str], contacts: int, share: float | None = None) -> Case:
    """Two who answer one another over each channel, the first of them most of the time."""
    names = [*channels, *[channels[0]] * (contacts // 2 - len(channels))]
    parts: list[Interaction | Measure] = []
    for day, channel in enumerate(names):
        parts.append(contact(day, "patient", channel))
        parts.append(contact(day + 0.1, "therapist", channel))
    if share is not None:
        parts.append(rating(len(names), "patient", share))
    return told(name, *parts)


def _ties(shares: Sequence[float], channels: Sequence[int], contacts: Sequence[int]) -> Cohort:
    rows = zip(shares, channels, contacts, strict=True)
    return several(
        *(
            _tie(f"tie_{k}", _LADDER[:wide], many, share)
            for k, (share, wide, many) in enumerate(rows)
        )
    )


_WIDTHS = (1, 1, 2, 2, 3, 3, 4, 4)
_OFTEN = (10, 20, 12, 22, 14, 18, 8, 16)


def closer_over_more_channels() -> Cohort:
    """Those who have more channels are closer, however often they write."""
    return _ties((0.2, 0.25, 0.4, 0.35, 0.6, 0.65, 0.85, 0.8), _WIDTHS, _OFTEN)


def closer_over_fewer_channels() -> Cohort:
    """Those who keep to one channel are the closest."""
    return _ties((0.8, 0.85, 0.65, 0.6, 0.35, 0.4, 0.2, 0.25), _WIDTHS, _OFTEN)


def closer_the_more_often() -> Cohort:
    """How often they write is what they are close by, over however many channels."""
    return _ties((0.3, 0.8, 0.4, 0.9, 0.5, 0.7, 0.2, 0.6), _WIDTHS, _OFTEN)


def channels_count_and_contacts_wear() -> Cohort:
    """More channels bring the two closer, and more contacts over them wear them out."""
    return _ties((0.35, 0.1, 0.5, 0.2, 0.6, 0.45, 0.9, 0.7), _WIDTHS, _OFTEN)


def contacts_bind_and_channels_part() -> Cohort:
    """More contacts bring the two closer, and more channels for them part them."""
    return _ties((0.65, 0.9, 0.5, 0.8, 0.4, 0.55, 0.1, 0.3), _WIDTHS, _OFTEN)


def each_adds_to_the_last() -> Cohort:
    """Each tie has the channels of the one before, and one more."""
    return several(
        *(_tie(f"tie_{wide}", _LADDER[:wide], 2 * wide) for wide in range(1, len(_LADDER) + 1))
    )


def each_to_their_own() -> Cohort:
    """One writes mails, another calls, and what some have the others lack."""
    own = (_LADDER[:1], _LADDER[1:3], _LADDER[2:4], _LADDER[3:], (*_LADDER[:1], *_LADDER[4:]))
    return several(*(_tie(f"tie_{k}", names, 2 * len(names)) for k, names in enumerate(own)))


def page_then_mail_then_talk() -> Case:
    """They begin on a page, then write, and at last meet by video."""
    return told(
        "page_then_mail_then_talk",
        contact(0, "patient", "social_media", purposes=["inquiry"]),
        contact(1, "therapist", "email", purposes=["inquiry"]),
        contact(7, "therapist", "video_call", duration=3000),
        contact(8, "patient", "email"),
    )


def talk_then_mail_then_page() -> Case:
    """They meet by video, then write, and at last leave comments on a page."""
    return told(
        "talk_then_mail_then_page",
        contact(0, "therapist", "video_call", duration=3000),
        contact(7, "patient", "email"),
        contact(20, "patient", "social_media"),
    )
