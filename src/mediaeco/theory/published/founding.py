"""The founding study: the relationship is formed by appropriating the media ecosystem."""

from __future__ import annotations

from mediaeco.forming import FormationModel, FormationParameters
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.founding_judge import (
    GRADUAL,
    NOTICEABLE,
    access_caps,
    agreed_on_own_channels,
    agreed_where_appropriated,
    begins_digitally,
    content_shapes,
    first_contact_weighs,
    first_exchange_frames,
    gradual,
    medium_shapes,
    more_than_its_parts,
    no_act_before_contact,
    no_rating_before_contact,
    nothing_by_decree,
)
from mediaeco.theory.published.founding_story import (
    agreed_on_known_ground,
    agreed_on_new_ground,
    all_at_once,
    arranged_by_an_answering_machine,
    equals_share_more,
    framed_at_once,
    framed_later,
    made_by_decree,
    made_by_two,
    met_first,
    opening_is_light,
    opening_weighs,
    rated_after_meeting,
    rated_before_writing,
    step_by_step,
    two_channels_alike,
    two_contents_alike,
    two_kinds_of_channel,
    two_kinds_of_content,
    two_side_by_side,
    two_take_turns,
    unequals_share_more,
    written_first,
)
from mediaeco.theory.theory import Theory

__all__ = ["FOUNDING_STUDY"]

_BOUNDARY = (
    "Online psychotherapy of one therapist with one patient. The study heard three therapists, so "
    "that the patient's side is extrapolated."
)
_SOURCE = ("valenciarey",)

_PROPOSITIONS = (
    Proposition(
        id="formed_through_interaction",
        claim="A1",
        statement="No relationship is rated before the two have been in contact.",
        sources=_SOURCE,
        judge=no_rating_before_contact,
        basis=Basis.RATINGS,
        direction=Direction.ORDER,
        requires="ratings of the alliance or the real relationship",
        boundary=_BOUNDARY,
        refuted_by="a rating of the relationship given before any contact came about",
        confirming=rated_after_meeting,
        refuting=rated_before_writing,
    ),
    Proposition(
        id="appropriation_mediates",
        claim="A2",
        question="does agreement wait for appropriation",
        statement=(
            "An element of the frame is agreed only over a channel that both have begun to make "
            "their own (full mediation)."
        ),
        sources=("valenciarey", "crovi2008"),
        judge=agreed_where_appropriated,
        direction=Direction.MORE,
        requires="acts by which elements were proposed and accepted",
        boundary=_BOUNDARY,
        refuted_by="an element agreed over a channel that had no co-appropriation until then",
        confirming=agreed_on_known_ground,
        refuting=agreed_on_new_ground,
    ),
    Proposition(
        id="agreed_on_own_channels",
        claim="A2",
        question="over which channels are elements agreed",
        statement=(
            "Elements are agreed over channels that the two have made more their own than the "
            "other channels they use."
        ),
        sources=_SOURCE,
        judge=agreed_on_own_channels,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires="acts of agreement, and two channels in use",
        boundary=_BOUNDARY,
        refuted_by="agreements over channels less appropriated than the others, on average",
        confirming=agreed_on_known_ground,
        refuting=agreed_on_new_ground,
    ),
    Proposition(
        id="cocreated",
        claim="A3",
        statement="Nothing is treated as agreed that only one of the two has made.",
        sources=_SOURCE,
        judge=nothing_by_decree,
        direction=Direction.BOUND,
        requires="acts upon the frame, also those that the lifecycle does not allow",
        boundary=_BOUNDARY,
        refuted_by="an element accepted by its own proposer, or broken or mended without agreement",
        confirming=made_by_two,
        refuting=made_by_decree,
    ),
    Proposition(
        id="more_than_its_parts",
        claim="A3",
        statement=(
            "The contacts of both form more of the frame than those of either, taken alone, add "
            "up to."
        ),
        sources=_SOURCE,
        judge=more_than_its_parts,
        basis=Basis.MODEL,
        direction=Direction.MORE,
        requires="contacts from both sides, and elements of a frame",
        boundary=_BOUNDARY,
        refuted_by="expected coverage no higher than the sum of what either side's contacts form",
        confirming=two_take_turns,
        refuting=two_side_by_side,
    ),
    Proposition(
        id="begins_with_first_contact",
        claim="A4",
        statement="Nothing is done to the frame before the first contact has come about.",
        sources=_SOURCE,
        judge=no_act_before_contact,
        direction=Direction.ORDER,
        requires="acts upon the frame",
        boundary=_BOUNDARY,
        refuted_by="an act upon the frame before the two were in contact",
        confirming=made_by_two,
        refuting=arranged_by_an_answering_machine,
    ),
    Proposition(
        id="begins_digitally",
        claim="A4",
        statement="The first contact is a digital one.",
        sources=_SOURCE,
        judge=begins_digitally,
        direction=Direction.BOUND,
        requires="a contact that came about, over a channel with a profile of naturalness",
        boundary=_BOUNDARY,
        refuted_by="a first contact face to face",
        confirming=written_first,
        refuting=met_first,
    ),
    Proposition(
        id="first_exchange_frames",
        claim="A4",
        question="does the beginning weigh more",
        statement=(
            "The first exchange negotiates more of the frame, contact by contact, than later ones."
        ),
        sources=("valenciarey", "orlinsky2004"),
        judge=first_exchange_frames,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires="acts upon the frame, and a second exchange after a silence of 12 hours",
        boundary=_BOUNDARY,
        refuted_by="no more acts a contact in the first exchange than in later ones, on average",
        confirming=framed_at_once,
        refuting=framed_later,
    ),
    Proposition(
        id="first_contact_weighs",
        claim="A4",
        statement=(
            "The frame would lose more without the first contact than without a later one, on "
            "average."
        ),
        sources=("valenciarey", "orlinsky2004"),
        judge=first_contact_weighs,
        scope=Scope.AVERAGE,
        basis=Basis.MODEL,
        direction=Direction.MORE,
        requires="two contacts that came about, and elements of a frame",
        boundary=_BOUNDARY,
        refuted_by="expected coverage that falls no more without the first contact",
        confirming=opening_weighs,
        refuting=opening_is_light,
    ),
    Proposition(
        id="shaped_gradually",
        claim="A5",
        statement=f"No single contact agrees more than {GRADUAL:.0%} of the frame.",
        sources=_SOURCE,
        judge=gradual,
        direction=Direction.BOUND,
        requires="two agreed elements",
        boundary=_BOUNDARY,
        refuted_by="a contact at which more than that share of the frame came to be agreed",
        confirming=step_by_step,
        refuting=all_at_once,
    ),
    Proposition(
        id="media_shape_the_frame",
        claim="A5",
        statement=("With other media for the same contents, another frame would be expected."),
        sources=("valenciarey", "mcluhan1964"),
        judge=medium_shapes,
        basis=Basis.MODEL,
        direction=Direction.MORE,
        requires="contacts over two channels, and elements of a frame",
        boundary=_BOUNDARY,
        refuted_by=f"expected coverage that moves by less than {NOTICEABLE:g} when channels change "
        "places",
        confirming=two_kinds_of_channel,
        refuting=two_channels_alike,
    ),
    Proposition(
        id="content_shapes_the_frame",
        claim="A5",
        statement="With other contents over the same media, another frame would be expected.",
        sources=_SOURCE,
        judge=content_shapes,
        basis=Basis.MODEL,
        direction=Direction.MORE,
        requires="contacts for two purposes, and elements of a frame",
        boundary=_BOUNDARY,
        refuted_by=f"expected coverage that moves by less than {NOTICEABLE:g} when purposes change "
        "places",
        confirming=two_kinds_of_content,
        refuting=two_contents_alike,
    ),
    Proposition(
        id="access_caps_appropriation",
        claim="A2",
        statement="The less equal their access to media, the less the two come to make their own.",
        sources=("crovi2008",),
        judge=access_caps,
        scope=Scope.COHORT,
        direction=Direction.LESS,
        requires="a cohort whose cases differ in access",
        boundary=_BOUNDARY,
        refuted_by="co-appropriation that rises with inequality of access over cases",
        confirming=equals_share_more,
        refuting=unequals_share_more,
    ),
)

FOUNDING_STUDY = Theory(
    id="founding_study",
    title="Formation of the therapeutic relationship in online psychotherapy",
    sources=("valenciarey",),
    propositions=_PROPOSITIONS,
    boundary=_BOUNDARY,
    rivals=("media_synchronicity", "media_richness", "media_naturalness", "mere_exposure"),
    constructs={
        "appropriation": "mediaeco.appropriation",
        "co-creation": "mediaeco.cocreation",
        "first digital contact": "mediaeco.first_contact",
        "framed therapeutic context": "mediaeco.frame_coverage",
        "shaping by content and media": "mediaeco.attribution",
    },
    formation=FormationModel(
        id="founding_study",
        free=("rate", "primacy", "exposure", "content"),
        parameters=FormationParameters(),
    ),
    beside=(
        "That appropriation sometimes decreases (Carroll et al.) says that such records exist, "
        "which no record can refute; the claim that it never does is among those of mere exposure.",
        "What the relationship is for the patient: the study heard therapists.",
    ),
)
"""The founding study's claims A1 to A5, as records can break them; the library's readings."""
