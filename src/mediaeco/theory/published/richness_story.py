"""Small cases that confirm media richness's claims, and that refute them."""

from __future__ import annotations

from mediaeco.catalog import CHANNELS
from mediaeco.model import Case, Cohort, Interaction, Measure
from mediaeco.theory.alliance_reading import MANY
from mediaeco.theory.example import contact, rating, several, told

__all__ = [
    "cooler_as_they_write",
    "payments_by_email",
    "payments_in_person",
    "rated_over",
    "two_media",
    "warmer_as_they_write",
    "writers_catch_up",
    "writers_overtake",
    "writers_stay_behind",
]


def rated_over(channel: str, name: str, first: float, last: float) -> Case:
    """Weekly contacts over one channel, rated after the first one and after the last one."""
    live = CHANNELS[channel].live
    weeks = [
        contact(
            7 * week,
            ("therapist", "patient")[week % 2],
            channel,
            purposes=["exploration"],
            duration=3000 if live else None,
        )
        for week in range(MANY + 1)
    ]
    return told(
        name,
        weeks[0],
        rating(1, "patient", first),
        *weeks[1:],
        rating(7 * MANY + 1, "patient", last),
    )


def two_media(met: tuple[float, float], wrote: tuple[float, float]) -> Cohort:
    """Four pairs who meet and four who write, with about these ratings at first and at last."""
    cases = []
    for k, pair in enumerate(("first", "second", "third", "fourth")):
        a, b = 0.01 * k, 0.01 * ((k * 3) % 4)
        cases.append(rated_over("face_to_face", f"{pair}_who_meet", met[0] + a, met[1] + b))
        cases.append(rated_over("email", f"{pair}_who_write", wrote[0] + b, wrote[1] + a))
    return several(*cases)


def writers_stay_behind() -> Cohort:
    """Those who write begin lower than those who meet, and stay as far behind."""
    return two_media(met=(0.6, 0.8), wrote=(0.3, 0.5))


def writers_catch_up() -> Cohort:
    """Those who write begin lower than those who meet, and end where they end."""
    return two_media(met=(0.6, 0.8), wrote=(0.3, 0.8))


def writers_overtake() -> Cohort:
    """Those who write begin lower than those who meet, and end higher."""
    return two_media(met=(0.6, 0.7), wrote=(0.4, 0.9))


def payments_by_email() -> Case:
    """They explore and clear things up in the room, and settle payments by email."""
    return told(
        "payments_by_email",
        contact(0, "therapist", "face_to_face", purposes=["exploration"], duration=3000),
        contact(1, "patient", "email", purposes=["payment"]),
        contact(7, "therapist", "face_to_face", purposes=["clarification"], duration=3000),
    )


def payments_in_person() -> Case:
    """They settle payments when they meet, and write about what moves the patient."""
    return told(
        "payments_in_person",
        contact(0, "therapist", "face_to_face", purposes=["payment"]),
        contact(1, "patient", "email", purposes=["exploration"]),
        contact(7, "therapist", "email", purposes=["clarification"]),
    )


def cooler_as_they_write() -> Case:
    """First they meet, then they call, then they write; contacts add up, and they grow apart."""
    return told("cooler_as_they_write", *_rated_as_media_grow_leaner(0.8, 0.6, 0.4))


def warmer_as_they_write() -> Case:
    """First they meet, then they call, then they write, and come to trust each other."""
    return told("warmer_as_they_write", *_rated_as_media_grow_leaner(0.4, 0.6, 0.8))


def _rated_as_media_grow_leaner(*shares: float) -> list[Interaction | Measure]:
    parts: list[Interaction | Measure] = []
    media = ("face_to_face", "phone", "email")
    for week, (channel, share) in enumerate(zip(media, shares, strict=True)):
        parts.append(contact(7 * week, "therapist", channel, purposes=["exploration"]))
        parts.append(rating(7 * week + 1, "patient", share))
    return parts
