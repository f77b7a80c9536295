"""Media richness: what is equivocal needs rich media, and lean ones leave people behind."""

from __future__ import annotations

from mediaeco.forming import FormationModel, FormationParameters, MediumFit
from mediaeco.theory.alliance_reading import CLOSED, MANY
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.richness_judge import (
    agreed_over_rich,
    chosen_by_richness,
    equivocal_over_rich,
    gap_persists,
    media_stay_lean,
    rich_conveys,
    richer_end_higher,
    rises_with_richness,
)
from mediaeco.theory.published.richness_story import (
    cooler_as_they_write,
    payments_by_email,
    payments_in_person,
    warmer_as_they_write,
    writers_catch_up,
    writers_overtake,
    writers_stay_behind,
)
from mediaeco.theory.published.synchronicity_story import (
    conveyed_better_by_phone,
    conveyed_better_in_writing,
    fee_agreed_by_email,
    goals_agreed_in_person,
    misread_once_familiar,
    sorted_by_richness,
    sorted_by_synchronicity,
    understood_once_familiar,
)
from mediaeco.theory.theory import Theory

__all__ = ["MEDIA_RICHNESS"]

_BOUNDARY = (
    "Managers in organisations, and what can be read in several ways. That it holds for a "
    "therapist and a patient is extrapolated."
)
_SOURCE = ("daft1986",)
_COHORT = (
    f"a cohort over media that differ in richness, with ratings of the alliance {MANY} contacts "
    "apart"
)

_PROPOSITIONS = (
    Proposition(
        id="equivocal_over_richer",
        statement="The more equivocal what a contact is for, the richer its channel.",
        sources=_SOURCE,
        judge=equivocal_over_rich,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires="purposes of contacts; their convergence share stands in for equivocality",
        boundary=_BOUNDARY,
        refuted_by="no rise of richness with the convergence share of purposes",
        confirming=payments_by_email,
        refuting=payments_in_person,
    ),
    Proposition(
        id="chosen_by_richness",
        question="by what do purposes choose their media",
        statement="Purposes go with the richness of media more closely than with synchronicity.",
        sources=_SOURCE,
        judge=chosen_by_richness,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires="purposes, over channels that richness and synchronicity rank differently",
        boundary=_BOUNDARY,
        refuted_by="a rank correlation of need with richness no higher than with synchronicity",
        confirming=sorted_by_richness,
        refuting=sorted_by_synchronicity,
    ),
    Proposition(
        id="rich_conveys_better",
        question="which media suit conveyance",
        statement="What is conveyed has to be clarified less after contacts over richer media.",
        sources=("daft1986", "dennis1998"),
        judge=rich_conveys,
        scope=Scope.AVERAGE,
        direction=Direction.LESS,
        requires="purposes of contacts, contacts for clarifying among them",
        boundary=(
            "The popular reading, by which richer is better; in the source lean media serve what "
            "is not equivocal, and a test of the match found no better performance."
        ),
        refuted_by="clarifying that rises with the richness of what was conveyed, or stays",
        confirming=conveyed_better_by_phone,
        refuting=conveyed_better_in_writing,
    ),
    Proposition(
        id="agreed_over_richer",
        question="over which channels are elements agreed",
        statement="Elements are agreed over channels richer than the others in use.",
        sources=_SOURCE,
        judge=agreed_over_rich,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires="acts of agreement, and two channels in use",
        boundary=_BOUNDARY + " An element of a frame is taken for something equivocal.",
        refuted_by="agreements over channels no richer than the others, on average",
        confirming=goals_agreed_in_person,
        refuting=fee_agreed_by_email,
    ),
    Proposition(
        id="media_stay_lean",
        question="does trouble over media fall with contacts",
        statement="Contacts over a medium have to be clarified as often however many came before.",
        sources=_SOURCE,
        judge=media_stay_lean,
        scope=Scope.AVERAGE,
        direction=Direction.NONE,
        requires="purposes of contacts, contacts for clarifying among them",
        boundary=_BOUNDARY + " Richness is read as a property that a medium keeps.",
        refuted_by="clarifying that falls as contacts over a channel add up",
        confirming=misread_once_familiar,
        refuting=understood_once_familiar,
    ),
    Proposition(
        id="gap_persists",
        question="does the gap between media close",
        statement=(
            f"Less than {CLOSED:.0%} of the gap between relationships over leaner and over richer "
            "media closes as contacts add up."
        ),
        sources=_SOURCE,
        judge=gap_persists,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.LESS,
        requires=_COHORT,
        boundary=_BOUNDARY + " Richness is read as a ceiling of relationships.",
        refuted_by="a gap in the alliance of which more than that share closes",
        confirming=writers_stay_behind,
        refuting=writers_catch_up,
    ),
    Proposition(
        id="richer_end_higher",
        question="which relationships end higher",
        statement="After many contacts the alliance is higher over richer media.",
        sources=_SOURCE,
        judge=richer_end_higher,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires=_COHORT,
        boundary=_BOUNDARY,
        refuted_by="a last alliance that is lower over richer media",
        confirming=writers_stay_behind,
        refuting=writers_overtake,
    ),
    Proposition(
        id="alliance_rises_with_richness",
        question="what does the alliance rise with",
        statement="The alliance rises with the richness of the media used so far.",
        sources=_SOURCE,
        judge=rises_with_richness,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires="three ratings of the alliance that differ, and channels that differ in richness",
        boundary=_BOUNDARY,
        refuted_by="ratings that rise, or stay, as media grow leaner",
        confirming=cooler_as_they_write,
        refuting=warmer_as_they_write,
    ),
)

MEDIA_RICHNESS = Theory(
    id="media_richness",
    title="Media Richness Theory",
    sources=("daft1986",),
    propositions=_PROPOSITIONS,
    boundary=_BOUNDARY,
    rivals=(
        "founding_study",
        "media_synchronicity",
        "social_information",
        "media_naturalness",
        "working_alliance",
        "mere_exposure",
    ),
    constructs={
        "richness": "mediaeco.richness",
        "equivocality": "mediaeco.process_need",
    },
    formation=FormationModel(
        id="media_richness",
        free=("rate",),
        # A medium is as rich for those who never used it as for those who always do.
        parameters=FormationParameters(content=0, primacy=0, exposure=1, medium=MediumFit.RICHNESS),
    ),
    beside=(
        "That uncertainty asks for more information and equivocality for richer information: "
        "records tell what a contact was for, and not how far it was one or the other.",
        "The rank of numeric documents, the leanest medium: no channel of a therapy is one.",
    ),
)
"""Media Richness Theory, with its popular readings, as records can break them."""
