"""Media synchronicity: media fit what is done over them, and appropriation completes the fit."""

from __future__ import annotations

from mediaeco.forming import FormationModel, FormationParameters, MediumFit
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.synchronicity_judge import (
    added_cost_boundaries,
    chosen_by_synchronicity,
    converge_synchronously,
    convey_asynchronously,
    elements_agreed_where_fit,
    fit_is_understood,
    need_falls,
    own_channels_are_understood,
    rises_with_fit,
    synchronicity_falls,
    variety_fits,
)
from mediaeco.theory.published.synchronicity_story import (
    conveyed_better_by_phone,
    conveyed_better_in_writing,
    cooler_as_media_fit,
    crossed_by_message,
    explored_by_email,
    explored_by_video,
    first_notes_then_talk,
    first_talk_then_notes,
    goals_agreed_by_email,
    goals_agreed_in_person,
    misread_once_familiar,
    session_moved_to_phone,
    sorted_by_richness,
    sorted_by_synchronicity,
    understood_once_familiar,
    warmer_as_media_fit,
    worse_than_one,
)
from mediaeco.theory.theory import Theory

__all__ = ["MEDIA_SYNCHRONICITY"]

_BOUNDARY = (
    "People who work on a task together, with media that they may choose. That it holds for "
    "a therapist and a patient is extrapolated."
)
_SOURCE = ("dennis2008",)
_NEEDS = "purposes of contacts"

_PROPOSITIONS = (
    Proposition(
        id="convergence_over_synchronous",
        claim="P1",
        statement="The more a contact is for converging, the more synchronous its channel.",
        sources=_SOURCE,
        judge=converge_synchronously,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires=_NEEDS,
        boundary=_BOUNDARY + " The theory says what serves, and that people choose it is added.",
        refuted_by="no rise of synchronicity with the convergence share of purposes",
        confirming=explored_by_video,
        refuting=explored_by_email,
    ),
    Proposition(
        id="chosen_by_synchronicity",
        claim="P1",
        question="by what do purposes choose their media",
        statement="Purposes go with the synchronicity of media more closely than with richness.",
        sources=("dennis2008", "dennis1999"),
        judge=chosen_by_synchronicity,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires=_NEEDS + ", over channels that richness and synchronicity rank differently",
        boundary=_BOUNDARY,
        refuted_by="a rank correlation of need with synchronicity no higher than with richness",
        confirming=sorted_by_synchronicity,
        refuting=sorted_by_richness,
    ),
    Proposition(
        id="fit_is_understood",
        claim="P1",
        statement="The better a channel fits what a contact is for, the less has to be clarified.",
        sources=_SOURCE,
        judge=fit_is_understood,
        scope=Scope.AVERAGE,
        direction=Direction.LESS,
        requires=_NEEDS + ", contacts for clarifying among them",
        boundary=_BOUNDARY,
        refuted_by="contacts that fit and are clarified as often as those that do not, or more",
        confirming=conveyed_better_in_writing,
        refuting=conveyed_better_by_phone,
    ),
    Proposition(
        id="conveyance_suits_less_synchronous",
        claim="P1",
        question="which media suit conveyance",
        statement="What is conveyed has to be clarified less after less synchronous contacts.",
        sources=_SOURCE,
        judge=convey_asynchronously,
        scope=Scope.AVERAGE,
        direction=Direction.LESS,
        requires=_NEEDS + ", contacts for clarifying among them",
        boundary=_BOUNDARY,
        refuted_by="clarifying that falls with the synchronicity of what was conveyed, or stays",
        confirming=conveyed_better_in_writing,
        refuting=conveyed_better_by_phone,
    ),
    Proposition(
        id="own_channels_are_understood",
        claim="P7",
        statement=(
            "The more both have made a channel their own, the less has to be clarified after "
            "contacts over it."
        ),
        sources=_SOURCE,
        judge=own_channels_are_understood,
        scope=Scope.AVERAGE,
        direction=Direction.LESS,
        requires=_NEEDS + ", contacts for clarifying among them",
        boundary=_BOUNDARY,
        refuted_by="clarifying that does not fall as channels are appropriated",
        confirming=understood_once_familiar,
        refuting=misread_once_familiar,
    ),
    Proposition(
        id="need_falls_with_familiarity",
        statement="As the two grow familiar, contacts are less and less for converging.",
        sources=("dennis1999", "dennis2008"),
        judge=need_falls,
        scope=Scope.AVERAGE,
        direction=Direction.LESS,
        requires=_NEEDS,
        boundary=_BOUNDARY + " A therapy goes deeper with time, which works against it.",
        refuted_by="a convergence share that rises with contacts, or stays",
        confirming=first_talk_then_notes,
        refuting=first_notes_then_talk,
    ),
    Proposition(
        id="synchronicity_falls_with_familiarity",
        question="which way does synchronicity go as the two grow familiar",
        statement="As the two grow familiar, their channels are less and less synchronous.",
        sources=("dennis1999", "dennis2008"),
        judge=synchronicity_falls,
        scope=Scope.AVERAGE,
        direction=Direction.LESS,
        requires="contacts over channels that differ in synchronicity",
        boundary=_BOUNDARY,
        refuted_by="a synchronicity of channels that rises with contacts, or stays",
        confirming=first_talk_then_notes,
        refuting=first_notes_then_talk,
    ),
    Proposition(
        id="variety_fits",
        statement=(
            "The media that the two chose fit what they did better than the best of them alone "
            "would have."
        ),
        sources=_SOURCE,
        judge=variety_fits,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires=_NEEDS + ", and two channels in use",
        boundary=_BOUNDARY,
        refuted_by="a mean fit no higher than that of one of the channels for everything",
        confirming=explored_by_video,
        refuting=worse_than_one,
    ),
    Proposition(
        id="added_channels_cost_boundaries",
        statement=(
            "Where the frame would be stronger without a channel that was added, contacts over it "
            "lay outside what was agreed: a further channel costs boundaries, and no capability."
        ),
        sources=("dennis2008", "gutheil1993"),
        judge=added_cost_boundaries,
        direction=Direction.BOUND,
        requires="acts upon the frame, and a second channel",
        boundary=_BOUNDARY,
        refuted_by="an added channel without contacts outside the frame, which is weaker by it",
        confirming=crossed_by_message,
        refuting=session_moved_to_phone,
    ),
    Proposition(
        id="agreed_where_fit",
        question="over which channels are elements agreed",
        statement=(
            "Elements are agreed over channels whose synchronicity is nearer to what they need "
            "than that of the others in use."
        ),
        sources=_SOURCE,
        judge=elements_agreed_where_fit,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires="acts of agreement, and two channels in use",
        boundary=_BOUNDARY + " What elements need is the library's table.",
        refuted_by="agreements over channels that fit them no better than the others, on average",
        confirming=goals_agreed_in_person,
        refuting=goals_agreed_by_email,
    ),
    Proposition(
        id="alliance_rises_with_fit",
        claim="P1",
        question="what does the alliance rise with",
        statement="The alliance rises with the fit of media to purposes.",
        sources=_SOURCE,
        judge=rises_with_fit,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires=_NEEDS + ", and three ratings of the alliance that differ",
        boundary=_BOUNDARY + " An alliance is taken for shared understanding of tasks and goals.",
        refuted_by="ratings that fall, or stay, as the mean fit of contacts so far rises",
        confirming=warmer_as_media_fit,
        refuting=cooler_as_media_fit,
    ),
)

MEDIA_SYNCHRONICITY = Theory(
    id="media_synchronicity",
    title="Media Synchronicity Theory",
    sources=("dennis2008", "dennis1999"),
    propositions=_PROPOSITIONS,
    boundary=_BOUNDARY,
    rivals=(
        "founding_study",
        "media_richness",
        "social_information",
        "media_naturalness",
        "mere_exposure",
    ),
    constructs={
        "synchronicity": "mediaeco.synchronicity",
        "conveyance and convergence": "mediaeco.process_need",
        "fit": "mediaeco.channel_fit",
        "appropriation factors": "mediaeco.appropriation",
        "variety of media": "mediaeco.media.media_variety",
    },
    formation=FormationModel(
        id="media_synchronicity",
        free=("rate", "exposure"),
        parameters=FormationParameters(
            content=0, primacy=0, medium=MediumFit.SYNCHRONICITY, exposure=0.5
        ),
    ),
    beside=(
        "P2 to P6 say what makes a medium synchronous: the index is built on them, so that no "
        "record can refute them by it; it would take ratings of synchronicity itself.",
        "That other people's norms and training help a medium to fit (P7): records tell what the "
        "two did, and of their past only which channels they knew.",
    ),
)
"""Media Synchronicity Theory's P1 and P7, as records can break them; the library's readings."""
