"""Small cases that confirm the founding study's claims, and that refute them."""

from __future__ import annotations

from mediaeco.model import Case, Cohort, Interaction
from mediaeco.theory.example import contact, rating, several, told

__all__ = [
    "agreed_on_known_ground",
    "agreed_on_new_ground",
    "all_at_once",
    "arranged_by_an_answering_machine",
    "equals_share_more",
    "framed_at_once",
    "framed_later",
    "made_by_decree",
    "made_by_two",
    "met_first",
    "opening_is_light",
    "opening_weighs",
    "rated_after_meeting",
    "rated_before_writing",
    "step_by_step",
    "two_channels_alike",
    "two_contents_alike",
    "two_kinds_of_channel",
    "two_kinds_of_content",
    "two_side_by_side",
    "two_take_turns",
    "unequals_share_more",
    "written_first",
]


def rated_before_writing() -> Case:
    """The patient rates the relationship a day before they first write."""
    return told(
        "rated_before_writing",
        rating(0, "patient", 0.7),
        contact(1, "patient", "email"),
        contact(1.1, "therapist", "email"),
    )


def rated_after_meeting() -> Case:
    """They write to one another, and the patient rates the relationship a week later."""
    return told(
        "rated_after_meeting",
        contact(0, "patient", "email"),
        contact(0.5, "therapist", "email"),
        rating(7, "patient", 0.7),
    )


def agreed_on_known_ground() -> Case:
    """Both know the phone and prefer it: that is where they agree."""
    return told(
        "agreed_on_known_ground",
        contact(0, "patient", "phone", purposes=["inquiry"]),
        contact(0.1, "therapist", "phone", purposes=["inquiry"]),
        contact(1, "patient", "email", purposes=["sharing"]),
        contact(2, "therapist", "phone", purposes=["scheduling"], acts=["propose schedule"]),
        contact(2.1, "patient", "phone", purposes=["scheduling"], acts=["accept schedule"]),
        knows={"therapist": ["phone"], "patient": ["phone"]},
    )


def agreed_on_new_ground() -> Case:
    """They agree on the hours over the first messages that they ever exchange."""
    return told(
        "agreed_on_new_ground",
        contact(0, "patient", "phone", purposes=["inquiry"]),
        contact(0.1, "therapist", "phone", purposes=["inquiry"]),
        contact(1, "therapist", "email", purposes=["scheduling"], acts=["propose schedule"]),
        contact(1.1, "patient", "email", purposes=["scheduling"], acts=["accept schedule"]),
    )


def made_by_two() -> Case:
    """The therapist proposes a fee, and the patient accepts it."""
    return told(
        "made_by_two",
        contact(0, "therapist", "email", purposes=["frame_setting"], acts=["propose fee"]),
        contact(1, "patient", "email", purposes=["frame_setting"], acts=["accept fee"]),
    )


def made_by_decree() -> Case:
    """The therapist sets the fee and holds it broken, though the patient never agreed to it."""
    return told(
        "made_by_decree",
        contact(0, "therapist", "email", purposes=["frame_setting"], acts=["propose fee"]),
        contact(7, "therapist", "email", purposes=["payment"], acts=["breach fee"]),
    )


def two_take_turns() -> Case:
    """Each of the two makes the channel more of their own by the other's using it too."""
    parts = [
        contact(day, ("patient", "therapist")[day % 2], "email", purposes=["frame_setting"])
        for day in range(5)
    ]
    last = contact(5, "therapist", "email", purposes=["frame_setting"], acts=["propose fee"])
    return told("two_take_turns", *parts, last)


def two_side_by_side() -> Case:
    """Each forms the frame on a channel of their own, and nothing comes of their being two."""
    return told(
        "two_side_by_side",
        contact(0, "therapist", "email", purposes=["frame_setting"], acts=["propose fee"]),
        contact(1, "patient", "phone", purposes=["frame_setting"]),
    )


def arranged_by_an_answering_machine() -> Case:
    """What one proposes to an answering machine, the other accepts a day later."""
    return told(
        "arranged_by_an_answering_machine",
        contact(
            0,
            "therapist",
            "phone",
            purposes=["scheduling"],
            acts=["propose schedule"],
            content="attempt",
        ),
        contact(1, "patient", "phone", purposes=["scheduling"], acts=["accept schedule"]),
    )


def written_first() -> Case:
    """The patient writes before they meet by video."""
    return told(
        "written_first",
        contact(0, "patient", "email", purposes=["inquiry"]),
        contact(3, "therapist", "video_call", purposes=["exploration"], duration=3000),
    )


def met_first() -> Case:
    """They meet in the room before they write."""
    return told(
        "met_first",
        contact(0, "therapist", "face_to_face", purposes=["exploration"], duration=3000),
        contact(7, "patient", "email", purposes=["scheduling"]),
    )


def framed_at_once() -> Case:
    """They agree on the hours over their first messages, and then meet."""
    return told(
        "framed_at_once",
        contact(0, "therapist", "email", purposes=["frame_setting"], acts=["propose schedule"]),
        contact(0.1, "patient", "email", purposes=["frame_setting"], acts=["accept schedule"]),
        contact(7, "therapist", "video_call", purposes=["exploration"], duration=3000),
        contact(14, "therapist", "video_call", purposes=["exploration"], duration=3000),
    )


def framed_later() -> Case:
    """They write and meet before they speak of the hours."""
    return told(
        "framed_later",
        contact(0, "patient", "email", purposes=["inquiry"]),
        contact(7, "therapist", "video_call", purposes=["exploration"], duration=3000),
        contact(14, "therapist", "video_call", acts=["propose schedule"], duration=3000),
        contact(14.02, "patient", "video_call", acts=["accept schedule"], duration=3000),
    )


def opening_weighs() -> Case:
    """The first message proposes the hours; small talk is all that follows."""
    return told(
        "opening_weighs",
        contact(0, "therapist", "email", purposes=["frame_setting"], acts=["propose schedule"]),
        contact(1, "patient", "website", purposes=["small_talk"]),
        contact(2, "patient", "website", purposes=["small_talk"]),
    )


def opening_is_light() -> Case:
    """It begins with small talk; the hours are proposed by video a week later."""
    return told(
        "opening_is_light",
        contact(0, "patient", "website", purposes=["small_talk"]),
        contact(
            7,
            "therapist",
            "video_call",
            purposes=["frame_setting"],
            acts=["propose schedule"],
            duration=3000,
        ),
        knows={"therapist": ["video_call"], "patient": ["video_call"]},
    )


def step_by_step() -> Case:
    """Of what was proposed, they agree on one element a day."""
    return told(
        "step_by_step",
        contact(0, "therapist", "email", acts=["propose schedule", "propose fee"]),
        contact(1, "patient", "email", acts=["accept schedule"]),
        contact(2, "patient", "email", acts=["accept fee"]),
    )


def all_at_once() -> Case:
    """A contract with everything in it is signed at once."""
    return told(
        "all_at_once",
        contact(0, "therapist", "email", acts=["propose schedule", "propose fee"]),
        contact(1, "patient", "email", acts=["accept schedule", "accept fee"]),
    )


def two_kinds_of_channel() -> Case:
    """What the two say of roles they say by video; small talk is left to the website."""
    return told("two_kinds_of_channel", *_mostly("video_call", "website", "small_talk"))


def two_channels_alike() -> Case:
    """For agreeing on roles, one channel of writing does what the other one does."""
    return told("two_channels_alike", *_mostly("email", "recorded_session", "small_talk"))


def two_kinds_of_content() -> Case:
    """Roles are what most of their talk is about; once they speak of payment."""
    return told("two_kinds_of_content", *_mostly("video_call", "video_call", "payment"))


def two_contents_alike() -> Case:
    """Exploring and containing bear on roles as much as one another."""
    return told(
        "two_contents_alike",
        *_mostly("video_call", "video_call", "containment", purpose="exploration"),
    )


def _mostly(
    channel: str, once: str, other: str, *, purpose: str = "frame_setting"
) -> list[Interaction]:
    parts = [contact(0, "therapist", channel, purposes=[purpose], acts=["propose roles"])]
    parts += [
        contact(7 * week, ("therapist", "patient")[week % 2], channel, purposes=[purpose])
        for week in range(1, 6)
    ]
    return [*parts, contact(36, "patient", once, purposes=[other])]


def _equal_and_unequal(*, turned: bool) -> Cohort:
    """Pairs who have both their channels in common, and pairs where only one has the others."""
    cases = []
    for k in range(6):
        apart = (k < 3) is not turned
        parts = [
            contact(day, ("therapist", "patient")[day % 2], "email") for day in range(2 * k + 2)
        ]
        alone = k % 3 + 1 if turned else 3 - k % 3
        knows = {"therapist": ("phone", "sms", "voice_note")[:alone]} if apart else {}
        cases.append(told(f"pair_{k}", *parts, knows=knows))
    return several(*cases)


def equals_share_more() -> Cohort:
    """The more unequal their access, the less the two make of their channels together."""
    return _equal_and_unequal(turned=False)


def unequals_share_more() -> Cohort:
    """The more unequal their access, the more the two make of their channels together."""
    return _equal_and_unequal(turned=True)
