"""Small cases that confirm the working alliance's claims, and that refute them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from mediaeco.model import Case, Cohort, Interaction, Measure
from mediaeco.theory.example import contact, rating, several, told
from mediaeco.theory.published.working_alliance_judge import SESSIONS

__all__ = [
    "agreed_on_the_work",
    "as_close_in_writing",
    "closer_in_the_room",
    "patient_content",
    "patient_misses_the_room",
    "the_sure_leave",
    "the_unsure_leave",
    "therapist_content",
    "therapist_misses_the_room",
    "there_and_bonded",
    "there_and_wary",
    "warm_whatever_the_work",
]


def _rated_by_both(patient: float, therapist: float) -> list[Interaction | Measure]:
    return [
        contact(0, "therapist", "video_call", duration=3000),
        rating(0.2, "patient", patient),
        rating(0.3, "therapist", therapist),
    ]


def patient_content() -> Case:
    """The patient rates the session higher than the therapist does."""
    return told("patient_content", *_rated_by_both(0.8, 0.6))


def therapist_content() -> Case:
    """The therapist rates the session higher than the patient does."""
    return told("therapist_content", *_rated_by_both(0.5, 0.8))


def _met_and_called(name: str, patient: float, therapist: float) -> Case:
    """A session in the room and one by video, after which either falls by so much for each."""
    return told(
        name,
        contact(0, "therapist", "face_to_face", duration=3000),
        rating(0.2, "patient", 0.8),
        rating(0.3, "therapist", 0.8),
        contact(7, "therapist", "video_call", duration=3000),
        rating(7.2, "patient", 0.8 - patient),
        rating(7.3, "therapist", 0.8 - therapist),
    )


def therapist_misses_the_room() -> Case:
    """By video the alliance falls for the therapist, and hardly for the patient."""
    return _met_and_called("therapist_misses_the_room", 0.05, 0.3)


def patient_misses_the_room() -> Case:
    """By video the alliance falls for the patient, and hardly for the therapist."""
    return _met_and_called("patient_misses_the_room", 0.3, 0.05)


def _two_kinds(early: Sequence[float], met: Sequence[float], wrote: Sequence[float]) -> Cohort:
    """Pairs of therapies, one in the room and one by e-mail, of as many contacts each.

    ``early`` tells how high those who meet, and those who write, rate after the first contact; the
    others how high they do after the last one, pair by pair.
    """
    cases = []
    for k, shares in enumerate(zip(met, wrote, strict=True)):
        for channel, first, last in zip(("face_to_face", "email"), early, shares, strict=True):
            weeks = range(9 + k)
            parts: list[Interaction | Measure] = [
                contact(
                    7 * week,
                    ("therapist", "patient")[week % 2],
                    channel,
                    purposes=["exploration"],
                )
                for week in weeks
            ]
            parts += [rating(1, "patient", first), rating(7 * len(weeks), "patient", last)]
            cases.append(told(f"pair_{k}_{channel}", *parts))
    return several(*cases)


def as_close_in_writing() -> Cohort:
    """Those who write begin far below those who meet; after as many contacts none is ahead."""
    return _two_kinds((0.6, 0.2), (0.7, 0.72, 0.74, 0.76), (0.701, 0.72, 0.74, 0.759))


def closer_in_the_room() -> Cohort:
    """After as many contacts, those who meet are well ahead of those who write."""
    return _two_kinds((0.6, 0.2), (0.7, 0.74, 0.76, 0.8), (0.36, 0.4, 0.41, 0.45))


_OUTCOMES = (0.15, 0.2, 0.3, 0.45, 0.55, 0.7, 0.8, 0.85)
_ALONG = (0.2, 0.1, 0.35, 0.4, 0.6, 0.65, 0.9, 0.8)
_ACROSS = (0.5, 0.55, 0.75, 0.8, 0.45, 0.4, 0.6, 0.65)


def _outcomes(aims: Sequence[float], bond: Sequence[float]) -> Cohort:
    """Therapies by video, rated on tasks, goals and bond, with what came of them."""
    return several(
        *(
            told(
                f"therapy_{k}",
                contact(0, "therapist", "video_call", duration=3000),
                rating(1, "patient", aim, scale="task"),
                rating(1, "patient", aim, scale="goal"),
                rating(1, "patient", felt, scale="bond"),
                rating(90, "patient", came, construct="outcome"),
            )
            for k, (aim, felt, came) in enumerate(zip(aims, bond, _OUTCOMES, strict=True))
        )
    )


def agreed_on_the_work() -> Cohort:
    """Those who agree on what to do and what for get well, warm or not."""
    return _outcomes(_ALONG, _ACROSS)


def warm_whatever_the_work() -> Cohort:
    """Those who like one another get well, agreed or not."""
    return _outcomes(_ACROSS, _ALONG)


def _first_sessions(bond: Sequence[float]) -> Cohort:
    """First sessions by video, in which each was more present than the one before."""
    return several(
        *(
            told(
                f"first_session_{k}",
                contact(0, "therapist", "video_call", duration=3000),
                rating(0.1, "patient", 0.2 + 0.1 * k, construct="presence"),
                rating(0.1, "patient", felt, scale="bond"),
            )
            for k, felt in enumerate(bond)
        )
    )


def there_and_bonded() -> Cohort:
    """The more the patients felt to be there, the more they felt bound."""
    return _first_sessions((0.3, 0.35, 0.5, 0.55, 0.7, 0.75, 0.85))


def there_and_wary() -> Cohort:
    """The more the patients felt to be there, the less they felt bound."""
    return _first_sessions((0.85, 0.75, 0.7, 0.55, 0.5, 0.35, 0.3))


def _five_sessions(name: str, share: float, *, stays: bool) -> Case:
    parts: list[Interaction | Measure] = [
        contact(7 * week, "therapist", "video_call", duration=3000) for week in range(SESSIONS)
    ]
    parts.append(rating(7 * SESSIONS - 5, "patient", share))
    if stays:
        parts.append(contact(7 * SESSIONS, "therapist", "video_call", purposes=["closing"]))
    return told(name, *parts, until=7 * SESSIONS + 50)


def _fifth_sessions(*, turned: bool) -> Cohort:
    rows = product((0.8, 0.3), range(4))
    return several(
        *(
            _five_sessions(f"therapy_{k}", share + 0.01 * n, stays=(share > 0.5) is not turned)
            for k, (share, n) in enumerate(rows)
        )
    )


def the_unsure_leave() -> Cohort:
    """Four who trust their therapists by then end as agreed; four who do not leave."""
    return _fifth_sessions(turned=False)


def the_sure_leave() -> Cohort:
    """Those who trust their therapists have had enough, and are not heard of again."""
    return _fifth_sessions(turned=True)
