"""Small cases that confirm the setting online's claims, and that refute them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from mediaeco.model import Case, Cohort, Interaction, Measure
from mediaeco.theory.example import contact, rating, several, told

__all__ = [
    "loose_and_scattered",
    "loose_and_steady",
    "many_channels_well_kept",
    "more_ways_out",
    "patient_sets_the_hour",
    "therapist_sets_the_hour",
]


def _sessions(name: str, days: Sequence[float], shares: Sequence[float]) -> Case:
    parts: list[Interaction | Measure] = []
    for day, share in zip(days, shares, strict=True):
        parts.append(contact(day, "therapist", "video_call", duration=3000))
        parts.append(rating(day + 0.1, "patient", share))
    return told(name, *parts)


# How far each session is off its day, and each rating off its line.
_OFF = (0, 1, -1, 1, -1, 0)


def _kept_and_rated(jitter: Sequence[float], spread: Sequence[float]) -> Cohort:
    return several(
        *(
            _sessions(
                f"frame_{k}",
                [7 * week + late * off for week, off in enumerate(_OFF)],
                [0.5 + 0.02 * week + wide * off for week, off in enumerate(_OFF)],
            )
            for k, (late, wide) in enumerate(zip(jitter, spread, strict=True))
        )
    )


_JITTER = (0, 0.4, 0.8, 1.2, 1.6, 2.0)
_SPREAD = (0.01, 0.03, 0.05, 0.08, 0.12, 0.2)


def loose_and_scattered() -> Cohort:
    """The less the hour is kept, the more the ratings go up and down."""
    return _kept_and_rated(_JITTER, _SPREAD)


def loose_and_steady() -> Cohort:
    """Where the hour moves from week to week, the ratings hardly do."""
    return _kept_and_rated(_JITTER, _SPREAD[::-1])


def _talked(name: str, leader: str, follower: str) -> Case:
    """Whatever one side sets the other goes along with; what that one sets is passed over."""
    turns = (
        (leader, "one_up"),
        (follower, "one_down"),
        (leader, "one_up"),
        (follower, "one_down"),
        (leader, "one_across"),
        (follower, "one_up"),
        (leader, "one_across"),
    )
    return told(
        name,
        *(
            contact(0.001 * k, side, "video_call", control=code)
            for k, (side, code) in enumerate(turns)
        ),
    )


def therapist_sets_the_hour() -> Case:
    """By video the therapist leads and the patient goes along."""
    return _talked("therapist_sets_the_hour", "therapist", "patient")


def patient_sets_the_hour() -> Case:
    """By video the patient leads and the therapist goes along."""
    return _talked("patient_sets_the_hour", "patient", "therapist")


_LADDER = ("video_call", "email", "phone", "instant_messaging", "sms", "voice_note", "website")


def _agreed_on_video(name: str, wide: int, outside: int) -> Case:
    """They try so many channels, agree to keep to video, and go outside of that so often."""
    tried = [
        contact(day + late, side, channel)
        for day, channel in enumerate(_LADDER[1:wide])
        for late, side in ((0, "patient"), (0.1, "therapist"))
    ]
    agreed = [
        contact(10, "therapist", "video_call", acts=["propose channel_plan"]),
        contact(10.02, "patient", "video_call", acts=["accept channel_plan"]),
    ]
    crossed = [
        contact(12 + 0.5 * k, ("patient", "therapist")[k % 2], "email") for k in range(outside)
    ]
    sessions = [contact(30 + 7 * k, "therapist", "video_call", duration=3000) for k in range(6)]
    case = told(name, *tried, *agreed, *crossed, *sessions)
    terms = [attrs.evolve(element, channels=("video_call",)) for element in case.elements]
    return attrs.evolve(case, elements=terms, clock=case.clock)


def _agreements(outside: Sequence[int]) -> Cohort:
    return several(
        *(_agreed_on_video(f"agreement_{k}", k + 2, often) for k, often in enumerate(outside))
    )


def more_ways_out() -> Cohort:
    """Whoever has more channels is met outside of the agreement more often."""
    return _agreements((0, 2, 5, 8, 12, 16))


def many_channels_well_kept() -> Cohort:
    """Who tried all channels knows why they keep to one; who knows two cannot leave mail alone."""
    return _agreements((16, 12, 8, 5, 2, 0))
