"""Media richness: what is equivocal needs rich media, and lean ones leave people behind."""

from __future__ import annotations

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationModel, FormationParameters, MediumFit
from mediaeco.kernels.array import Floats
from mediaeco.media.process import contact_need
from mediaeco.model import Case, Cohort, Interaction, Measure
from mediaeco.theory.alliance_reading import CLOSED, MANY, gap_closes, richer_higher
from mediaeco.theory.example import contact, rating, several, told
from mediaeco.theory.judgement import Judgement
from mediaeco.theory.media_reading import (
    agreed_where_fit,
    channel_index,
    chosen_by,
    clarified_with_use,
    conveyance_clarified,
    go_together,
    rises_with,
)
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
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


def _richness(eco: Ecosystem) -> Floats:
    return channel_index(eco, MediumFit.RICHNESS)[eco.table.channel]


def _equivocal_over_rich(eco: Ecosystem) -> Judgement:
    return go_together(
        contact_need(eco),
        _richness(eco),
        ">",
        otherwise="three contacts for purposes of different need, over different channels, are "
        "needed",
    )


def _chosen_by_richness(eco: Ecosystem) -> Judgement:
    return chosen_by(eco, MediumFit.RICHNESS, MediumFit.SYNCHRONICITY)


def _rich_conveys(eco: Ecosystem) -> Judgement:
    return conveyance_clarified(eco, MediumFit.RICHNESS, "<")


def _media_stay_lean(eco: Ecosystem) -> Judgement:
    return clarified_with_use(eco, ">=")


def _gap_persists(eco: Ecosystem) -> Judgement:
    return gap_closes(eco, claimed=False)


def _richer_end_higher(eco: Ecosystem) -> Judgement:
    return richer_higher(eco, at_last=True, claimed=True)


def _agreed_over_rich(eco: Ecosystem) -> Judgement:
    return agreed_where_fit(eco, MediumFit.RICHNESS)


def _rises_with_richness(eco: Ecosystem) -> Judgement:
    return rises_with(eco, _richness(eco), what="the richness of media")


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


def _payments_by_email() -> Case:
    return told(
        "payments_by_email",
        contact(0, "therapist", "face_to_face", purposes=["exploration"], duration=3000),
        contact(1, "patient", "email", purposes=["payment"]),
        contact(7, "therapist", "face_to_face", purposes=["clarification"], duration=3000),
    )


def _payments_in_person() -> Case:
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


_PROPOSITIONS = (
    Proposition(
        id="equivocal_over_richer",
        statement="The more equivocal what a contact is for, the richer its channel.",
        sources=_SOURCE,
        judge=_equivocal_over_rich,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires="purposes of contacts; their convergence share stands in for equivocality",
        boundary=_BOUNDARY,
        refuted_by="no rise of richness with the convergence share of purposes",
        confirming=_payments_by_email,
        refuting=_payments_in_person,
    ),
    Proposition(
        id="chosen_by_richness",
        question="by what do purposes choose their media",
        statement="Purposes go with the richness of media more closely than with synchronicity.",
        sources=_SOURCE,
        judge=_chosen_by_richness,
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
        judge=_rich_conveys,
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
        judge=_agreed_over_rich,
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
        judge=_media_stay_lean,
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
        judge=_gap_persists,
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
        judge=_richer_end_higher,
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
        judge=_rises_with_richness,
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
