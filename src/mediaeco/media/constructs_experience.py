"""Constructs of what people make of media: expansion, presence, relationships, choice."""

from __future__ import annotations

from mediaeco.model import Construct

__all__ = ["EXPERIENCE"]

_CET = "Channel Expansion Theory"
_SPT = "social presence and telepresence"
_SIP = "social information processing and hyperpersonal communication"
_POLY = "polymedia"
_EXPANSION = "tests/media/test_expansion.py"
_CURVE = "tests/media/test_relationship_curve.py"
_CHOICE = "tests/media/test_choice.py"

EXPERIENCE: tuple[Construct, ...] = (
    Construct(
        name="perceived richness",
        theory=_CET,
        sources=("carlson1999",),
        lives=("mediaeco.media.perceived_richness", "mediaeco.media.channel_expansion"),
        takes="richness of a channel; contacts over it, on the topic, with the partner",
        range="base to 1",
        standing="library's proposal",
        reason="growth with experience is published, its form is not",
        laws=(
            f"{_EXPANSION}::test_perceived_richness_is_increasing_and_concave_in_experience",
            f"{_EXPANSION}::test_perceived_richness_starts_at_its_base_and_stays_below_1",
            f"{_EXPANSION}::test_no_channel_seems_leaner_than_to_a_newcomer",
        ),
    ),
    *(
        Construct(
            name=f"experience with the {name}",
            theory=_CET,
            sources=("carlson1999",),
            lives=("mediaeco.media.PerceivedRichness",),
            takes=takes,
            range="contacts, at least 0",
            standing="adapted",
            reason="counted in a log instead of asked",
            laws=(f"{_EXPANSION}::test_contact_by_contact_gives_the_same_experience",),
        )
        for name, takes in (
            ("channel", "contacts sent or received over the channel, and declared prior use"),
            ("topic", "contacts sent or received with the same purposes"),
            ("communication partner", "contacts that came about between the two; shared by both"),
        )
    ),
    Construct(
        name="experience with the organisational context",
        theory=_CET,
        sources=("carlson1999",),
        standing="deliberately not computed",
        reason="a therapy of two people has no organisation of its own that a record would tell of",
    ),
    Construct(
        name="social presence",
        theory=_SPT,
        sources=("short1976",),
        lives=("mediaeco.media.presence",),
        takes="ratings of the construct `social presence` about a channel",
        range="0 to 1 by the ends of the scale",
        standing="adapted",
        reason="a quality of the medium as rated; never computed from logs",
        laws=("tests/media/test_presence.py::test_logs_alone_hold_no_presence",),
    ),
    Construct(
        name="telepresence",
        theory=_SPT,
        sources=("bouchard2007",),
        lives=("mediaeco.media.presence",),
        takes="ratings of the construct `presence`, by contact",
        range="0 to 1 by the ends of the scale",
        standing="adapted",
        reason="as rated; never computed from logs",
        laws=(
            "tests/media/test_presence.py::test_presence_is_told_with_its_session_channel_and_bond",
        ),
    ),
    Construct(
        name="presence and the bond",
        theory=_SPT,
        sources=("bouchard2007",),
        lives=("mediaeco.media.Presence",),
        takes="ratings of presence and of the bond by one rater after one contact",
        range="squared correlation, 0 to 1",
        standing="adapted",
        reason="not adjusted for symptoms or immersive tendency as in the source",
        laws=("tests/media/test_presence.py::test_what_cannot_be_correlated_is_undefined",),
    ),
    Construct(
        name="immersive tendency",
        theory=_SPT,
        sources=("bouchard2007",),
        standing="deliberately not computed",
        reason="a trait asked of people by questionnaire",
    ),
    Construct(
        name="relationship over a medium",
        theory=_SIP,
        sources=("walther1992",),
        lives=("mediaeco.media.relationship_curve", "mediaeco.media.rating_curves"),
        takes="contacts so far; ratings of the alliance for the curve as it was",
        range="0 to the ceiling",
        standing="library's proposal",
        reason="the claim is published, the curve is not",
        laws=(
            f"{_CURVE}::test_a_relationship_grows_with_contacts_and_never_passes_its_ceiling",
            f"{_CURVE}::test_rating_by_rating_gives_the_same",
        ),
    ),
    Construct(
        name="gap between media over time",
        theory=_SIP,
        sources=("walther1992",),
        lives=("mediaeco.media.curve_gap",),
        takes="rates and ceilings of two media",
        range="minus to plus the higher ceiling",
        standing="library's proposal",
        laws=(
            f"{_CURVE}::test_the_gap_goes_to_the_difference_of_the_ceilings",
            f"{_CURVE}::test_the_gap_closes_in_numbers",
        ),
    ),
    Construct(
        name="hyperpersonal communication",
        theory=_SIP,
        sources=("walther1996",),
        lives=("mediaeco.media.curve_gap",),
        takes="a ceiling above that of face to face",
        range="minus to plus the higher ceiling",
        standing="library's proposal",
        laws=(f"{_CURVE}::test_a_hyperpersonal_medium_passes_face_to_face",),
    ),
    Construct(
        name="selective self-presentation and idealisation",
        theory=_SIP,
        sources=("walther1996",),
        standing="deliberately not computed",
        reason="how the hyperpersonal comes about, in senders and receivers: not in a log without "
        "message text, which is never read",
    ),
    Construct(
        name="informativeness of a choice of medium",
        theory=_POLY,
        sources=("madianou2012",),
        lives=("mediaeco.media.choice_informativeness",),
        takes="channels that both sides declared or used so far, and the sender's habits",
        range="0 to 1",
        standing="library's proposal",
        reason="that choice tells something is published, the index is not",
        laws=(
            f"{_CHOICE}::test_one_available_channel_tells_nothing_and_no_choice_tells_more_than_1",
        ),
    ),
    Construct(
        name="choice of a channel (habit, reply, inertia, fit, recency, preference)",
        theory=_POLY,
        sources=("mcfadden1974", "madianou2012", "dennis2008"),
        lives=("mediaeco.media.channel_choice", "mediaeco.media.ChannelChoiceModel"),
        takes="channels that both sides have, and what was known of each before the contact",
        range="log odds ratios, with standard errors clustered by case; pseudo-R2 0 to 1",
        standing="library's proposal",
        reason="the model of choice is published, what it is made of is not",
        laws=(
            "tests/media/test_channel_choice.py::test_choices_written_out_give_the_same",
            "tests/media/test_channel_choice.py::test_swapping_the_roles_swaps_the_sides",
            "tests/media/test_channel_choice.py::test_weights_come_back",
        ),
    ),
    Construct(
        name="access to media",
        theory=_POLY,
        sources=("madianou2012",),
        lives=("mediaeco.media.ChoiceInformativeness",),
        takes="declared repertoires, prior use, and use so far",
        range="available channels, at least 1",
        standing="adapted",
        reason="a precondition of polymedia, as far as a record shows it",
        laws=(f"{_CHOICE}::test_contact_by_contact_gives_the_same",),
    ),
    Construct(
        name="affordability and literacy",
        theory=_POLY,
        sources=("madianou2012",),
        standing="deliberately not computed",
        reason="the other preconditions of polymedia: asked of people, never read from a log",
    ),
)
"""Constructs of theories of experience with media."""
