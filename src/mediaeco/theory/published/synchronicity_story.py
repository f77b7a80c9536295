"""Small cases that confirm media synchronicity's claims, and that refute them."""

from __future__ import annotations

from mediaeco.model import Case, Interaction, Measure
from mediaeco.theory.example import contact, rating, told

__all__ = [
    "conveyed_better_by_phone",
    "conveyed_better_in_writing",
    "cooler_as_media_fit",
    "cooler_as_media_misfit",
    "crossed_by_message",
    "explored_by_email",
    "explored_by_video",
    "fee_agreed_by_email",
    "first_notes_then_talk",
    "first_talk_then_notes",
    "goals_agreed_by_email",
    "goals_agreed_in_person",
    "misread_once_familiar",
    "session_moved_to_phone",
    "sorted_by_richness",
    "sorted_by_synchronicity",
    "understood_once_familiar",
    "warmer_as_media_fit",
    "warmer_as_media_misfit",
    "worse_than_one",
]


def explored_by_video() -> Case:
    """They explore by video, and write about payments and homework."""
    return told(
        "explored_by_video",
        contact(0, "therapist", "video_call", purposes=["exploration"], duration=3000),
        contact(1, "patient", "email", purposes=["payment"]),
        contact(7, "therapist", "video_call", purposes=["exploration"], duration=3000),
        contact(8, "therapist", "email", purposes=["homework"]),
    )


def explored_by_email() -> Case:
    """They write letters about what moves the patient, and call each other about payments."""
    return told(
        "explored_by_email",
        contact(0, "patient", "email", purposes=["exploration"]),
        contact(1, "therapist", "phone", purposes=["payment"]),
        contact(7, "patient", "email", purposes=["exploration"]),
        contact(8, "therapist", "phone", purposes=["homework"]),
    )


def sorted_by_synchronicity() -> Case:
    """They clarify over the document that both have open, and tell small things in voice notes.

    A voice note is the richer of the two media, the shared document the more synchronous one.
    """
    return told(
        "sorted_by_synchronicity",
        contact(0, "therapist", "shared_document", purposes=["clarification"]),
        contact(1, "patient", "voice_note", purposes=["small_talk"]),
        contact(2, "patient", "shared_document", purposes=["frame_setting"]),
        contact(3, "therapist", "voice_note", purposes=["homework"]),
    )


def sorted_by_richness() -> Case:
    """What is hard to say they say in voice notes, and homework stands in the document."""
    return told(
        "sorted_by_richness",
        contact(0, "therapist", "voice_note", purposes=["clarification"]),
        contact(1, "patient", "shared_document", purposes=["homework"]),
        contact(2, "patient", "voice_note", purposes=["containment"]),
        contact(3, "therapist", "shared_document", purposes=["homework"]),
    )


def conveyed_better_in_writing() -> Case:
    """Fees told by phone have to be told again; what stands in an email is understood."""
    return told(
        "conveyed_better_in_writing",
        contact(0, "therapist", "phone", purposes=["payment"]),
        contact(0.5, "patient", "email", purposes=["clarification"]),
        contact(7, "therapist", "email", purposes=["payment"]),
        contact(7.5, "patient", "email", purposes=["sharing"]),
        contact(14, "therapist", "phone", purposes=["homework"]),
        contact(14.5, "patient", "email", purposes=["clarification"]),
        contact(21, "therapist", "email", purposes=["homework"]),
        contact(28, "patient", "video_call", purposes=["exploration"], duration=3000),
    )


def conveyed_better_by_phone() -> Case:
    """What stands in an email the patient asks about; what was said by phone is understood."""
    return told(
        "conveyed_better_by_phone",
        contact(0, "therapist", "email", purposes=["payment"]),
        contact(0.5, "patient", "phone", purposes=["clarification"]),
        contact(7, "therapist", "phone", purposes=["payment"]),
        contact(7.5, "patient", "phone", purposes=["sharing"]),
        contact(14, "therapist", "email", purposes=["homework"]),
        contact(14.5, "patient", "phone", purposes=["clarification"]),
        contact(21, "therapist", "phone", purposes=["homework"]),
        contact(28, "patient", "video_call", purposes=["exploration"], duration=3000),
    )


def understood_once_familiar() -> Case:
    """Their first messages are misread; once both write every day, they are not."""
    return told("understood_once_familiar", *_twelve_messages(misread=(0, 2, 4)))


def misread_once_familiar() -> Case:
    """They choose their words at first; once both write every day, they are misread."""
    return told("misread_once_familiar", *_twelve_messages(misread=(6, 8, 10)))


def _twelve_messages(misread: tuple[int, ...]) -> list[Interaction]:
    return [
        contact(
            day,
            ("therapist", "patient")[day % 2],
            "instant_messaging",
            purposes=["clarification" if day - 1 in misread else "sharing"],
        )
        for day in range(12)
    ]


def first_talk_then_notes() -> Case:
    """Once they know each other, a line is enough."""
    return told("first_talk_then_notes", *_talk_and_notes("video_call", "video_call", "email"))


def first_notes_then_talk() -> Case:
    """They write at first, and then they talk."""
    return told("first_notes_then_talk", *_talk_and_notes("email", "video_call", "video_call"))


def _talk_and_notes(*channels: str) -> list[Interaction]:
    purpose = {"video_call": "exploration", "email": "scheduling"}
    return [
        contact(7 * week, "therapist", channel, purposes=[purpose[channel]])
        for week, channel in enumerate(channels)
    ]


def worse_than_one() -> Case:
    """The phone alone would have done; instead they explore by email and call about payments."""
    return told(
        "worse_than_one",
        contact(0, "patient", "phone", purposes=["payment"]),
        contact(1, "patient", "email", purposes=["exploration"]),
        contact(7, "therapist", "email", purposes=["exploration"]),
    )


def crossed_by_message() -> Case:
    """They agree how to be in touch, and then a message breaks what they agreed."""
    return told(
        "crossed_by_message",
        *_contact_rules_agreed(),
        contact(9, "patient", "instant_messaging", acts=["breach contact_rules"]),
    )


def session_moved_to_phone() -> Case:
    """Nothing that they agreed is broken, but a session by phone is not what they are used to."""
    return told(
        "session_moved_to_phone",
        *_contact_rules_agreed(),
        contact(14, "therapist", "phone", purposes=["exploration"], duration=3000),
    )


def _contact_rules_agreed() -> list[Interaction]:
    return [
        contact(0, "therapist", "video_call", acts=["propose contact_rules"], duration=3000),
        contact(7, "patient", "video_call", acts=["accept contact_rules"], duration=3000),
    ]


def goals_agreed_in_person() -> Case:
    """What the therapy is for they agree when they meet; the rest they write."""
    return told("goals_agreed_in_person", *_goals_agreed("face_to_face", "email"))


def goals_agreed_by_email() -> Case:
    """Both are at home in email: there they agree what the therapy is for, though they meet."""
    return told(
        "goals_agreed_by_email",
        *_goals_agreed("email", "face_to_face"),
        knows={"therapist": ["email"], "patient": ["email"]},
    )


def _goals_agreed(channel: str, other: str) -> list[Interaction]:
    return [
        contact(0, "patient", channel, purposes=["inquiry"]),
        contact(1, "therapist", channel, purposes=["inquiry"]),
        contact(2, "patient", other, purposes=["inquiry"]),
        contact(3, "therapist", channel, purposes=["frame_setting"], acts=["propose goals"]),
        contact(4, "patient", channel, purposes=["frame_setting"], acts=["accept goals"]),
    ]


def fee_agreed_by_email() -> Case:
    """They talk by video; the fee, which is nothing to talk about, they agree by email."""
    return told(
        "fee_agreed_by_email",
        contact(0, "therapist", "video_call", purposes=["exploration"], duration=3000),
        contact(1, "therapist", "email", purposes=["payment"], acts=["propose fee"]),
        contact(2, "patient", "email", purposes=["payment"], acts=["accept fee"]),
    )


def warmer_as_media_fit() -> Case:
    """Payments by phone, then by message, then by email: each fits better, and trust grows."""
    return told("warmer_as_media_fit", *_payments(_FITTER, (0.4, 0.6, 0.8)))


def cooler_as_media_fit() -> Case:
    """They learn which medium is for what, and the alliance falls all the same."""
    return told("cooler_as_media_fit", *_payments(_FITTER, (0.8, 0.6, 0.4)))


def warmer_as_media_misfit() -> Case:
    """They come to call each other about every payment, and to like each other."""
    return told("warmer_as_media_misfit", *_payments(_FITTER[::-1], (0.4, 0.6, 0.8)))


def cooler_as_media_misfit() -> Case:
    """They come to call each other about every payment, and to dread the calls."""
    return told("cooler_as_media_misfit", *_payments(_FITTER[::-1], (0.8, 0.6, 0.4)))


_FITTER = ("phone", "instant_messaging", "email")


def _payments(media: tuple[str, ...], shares: tuple[float, ...]) -> list[Interaction | Measure]:
    parts: list[Interaction | Measure] = []
    for week, (channel, share) in enumerate(zip(media, shares, strict=True)):
        parts.append(contact(7 * week, "therapist", channel, purposes=["payment"]))
        parts.append(rating(7 * week + 1, "patient", share))
    return parts
