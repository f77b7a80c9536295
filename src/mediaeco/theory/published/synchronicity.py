"""Media synchronicity: media fit what is done over them, and appropriation completes the fit."""

from __future__ import annotations

import math

import numpy as np

from mediaeco.analysis import appropriation, boundary_load, frame_strength
from mediaeco.analysis.synchronicity import fit
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationModel, FormationParameters, MediumFit
from mediaeco.kernels.array import Floats
from mediaeco.media import media_variety, process_need
from mediaeco.media.process import contact_need
from mediaeco.model import Case, Interaction, Measure
from mediaeco.theory.example import contact, rating, told
from mediaeco.theory.judgement import Judgement, compared, undecided
from mediaeco.theory.media_reading import (
    agreed_where_fit,
    channel_index,
    chosen_by,
    clarified,
    conveyance_clarified,
    go_together,
    rises_with,
)
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.theory import Theory

__all__ = ["MEDIA_SYNCHRONICITY"]

_BOUNDARY = (
    "People who work on a task together, with media that they may choose. That it holds for "
    "a therapist and a patient is extrapolated."
)
_SOURCE = ("dennis2008",)
_NEEDS = "purposes of contacts"


def _synchronicity(eco: Ecosystem) -> Floats:
    return channel_index(eco, MediumFit.SYNCHRONICITY)[eco.table.channel]


def _fit(eco: Ecosystem) -> Floats:
    return fit(_synchronicity(eco), contact_need(eco))


def _converge_synchronously(eco: Ecosystem) -> Judgement:
    return go_together(
        contact_need(eco),
        _synchronicity(eco),
        ">",
        otherwise="three contacts for purposes of different need, over different channels, are "
        "needed",
    )


def _chosen_by_synchronicity(eco: Ecosystem) -> Judgement:
    return chosen_by(eco, MediumFit.SYNCHRONICITY, MediumFit.RICHNESS)


def _fit_is_understood(eco: Ecosystem) -> Judgement:
    return go_together(
        _fit(eco),
        clarified(eco),
        "<",
        otherwise="three contacts that fit differently are needed, of which some were clarified",
    )


def _convey_asynchronously(eco: Ecosystem) -> Judgement:
    return conveyance_clarified(eco, MediumFit.SYNCHRONICITY, ">")


def _own_channels_are_understood(eco: Ecosystem) -> Judgement:
    misunderstood = clarified(eco)
    if not (misunderstood > 0).any():
        return undecided("no contact was clarified")
    return go_together(
        appropriation(eco).joint_before,
        misunderstood,
        "<",
        otherwise="three contacts that differ in appropriation are needed, of which some were not "
        "clarified",
    )


def _need_falls(eco: Ecosystem) -> Judgement:
    trend = float(process_need(eco).trend[0])
    if math.isnan(trend):
        return undecided("three contacts for purposes of different need are needed")
    return compared(trend, "<", 0.0)


def _synchronicity_falls(eco: Ecosystem) -> Judgement:
    rows = np.flatnonzero(came_about(eco.table))
    return go_together(
        np.arange(len(rows), dtype=np.float64),
        _synchronicity(eco)[rows],
        "<",
        otherwise="three contacts over channels that differ in synchronicity are needed",
    )


def _variety_fits(eco: Ecosystem) -> Judgement:
    table = eco.table
    if len(np.unique(table.channel)) < 2:
        return undecided("only one channel was used, so that there was no variety")
    if len(table.purposes.values) == 0:
        return undecided("nobody recorded what contacts were for")
    need = np.array([purpose.need for purpose in eco.purposes], dtype=np.float64)
    chosen = fit(_synchronicity(eco)[table.purposes.rows], need[table.purposes.values])
    return compared(float(chosen.mean()), ">", float(media_variety(eco).best_single[0]))


def _added_cost_boundaries(eco: Ecosystem) -> Judgement:
    table = eco.table
    if len(np.unique(table.channel)) < 2:
        return undecided("no channel was added to the first one")
    strength = float(frame_strength(eco).final[0])
    weakening = [
        code
        for code in np.setdiff1d(table.channel, table.channel[:1]).tolist()
        if frame_strength(eco.without(channel=eco.channels[code].id)).final[0] > strength + 1e-9
    ]
    if not weakening:
        return undecided("the frame would not be stronger without any channel that was added")
    load = boundary_load(eco).by_channel[0]
    worst = min(weakening, key=lambda code: load[code])
    first = int(table.n[np.flatnonzero(table.channel == worst)[0]])
    return compared(float(load[worst]), ">", 0.0, contact=first)


def _agreed_where_fit(eco: Ecosystem) -> Judgement:
    return agreed_where_fit(eco, MediumFit.SYNCHRONICITY)


def _rises_with_fit(eco: Ecosystem) -> Judgement:
    return rises_with(eco, _fit(eco), what="the fit of media to purposes")


def _explored_by_video() -> Case:
    """They explore by video, and write about payments and homework."""
    return told(
        "explored_by_video",
        contact(0, "therapist", "video_call", purposes=["exploration"], duration=3000),
        contact(1, "patient", "email", purposes=["payment"]),
        contact(7, "therapist", "video_call", purposes=["exploration"], duration=3000),
        contact(8, "therapist", "email", purposes=["homework"]),
    )


def _explored_by_email() -> Case:
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


def _first_talk_then_notes() -> Case:
    """Once they know each other, a line is enough."""
    return told("first_talk_then_notes", *_talk_and_notes("video_call", "video_call", "email"))


def _first_notes_then_talk() -> Case:
    return told("first_notes_then_talk", *_talk_and_notes("email", "video_call", "video_call"))


def _talk_and_notes(*channels: str) -> list[Interaction]:
    purpose = {"video_call": "exploration", "email": "scheduling"}
    return [
        contact(7 * week, "therapist", channel, purposes=[purpose[channel]])
        for week, channel in enumerate(channels)
    ]


def _worse_than_one() -> Case:
    """The phone alone would have done; instead they explore by email and call about payments."""
    return told(
        "worse_than_one",
        contact(0, "patient", "phone", purposes=["payment"]),
        contact(1, "patient", "email", purposes=["exploration"]),
        contact(7, "therapist", "email", purposes=["exploration"]),
    )


def _crossed_by_message() -> Case:
    """They agree how to be in touch, and then a message breaks what they agreed."""
    return told(
        "crossed_by_message",
        *_contact_rules_agreed(),
        contact(9, "patient", "instant_messaging", acts=["breach contact_rules"]),
    )


def _session_moved_to_phone() -> Case:
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


def _warmer_as_media_fit() -> Case:
    """Payments by phone, then by message, then by email: each fits better, and trust grows."""
    return told("warmer_as_media_fit", *_payments(_FITTER, (0.4, 0.6, 0.8)))


def _cooler_as_media_fit() -> Case:
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


_PROPOSITIONS = (
    Proposition(
        id="convergence_over_synchronous",
        claim="P1",
        statement="The more a contact is for converging, the more synchronous its channel.",
        sources=_SOURCE,
        judge=_converge_synchronously,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires=_NEEDS,
        boundary=_BOUNDARY + " The theory says what serves, and that people choose it is added.",
        refuted_by="no rise of synchronicity with the convergence share of purposes",
        confirming=_explored_by_video,
        refuting=_explored_by_email,
    ),
    Proposition(
        id="chosen_by_synchronicity",
        claim="P1",
        question="by what do purposes choose their media",
        statement="Purposes go with the synchronicity of media more closely than with richness.",
        sources=("dennis2008", "dennis1999"),
        judge=_chosen_by_synchronicity,
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
        judge=_fit_is_understood,
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
        judge=_convey_asynchronously,
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
        judge=_own_channels_are_understood,
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
        judge=_need_falls,
        scope=Scope.AVERAGE,
        direction=Direction.LESS,
        requires=_NEEDS,
        boundary=_BOUNDARY + " A therapy goes deeper with time, which works against it.",
        refuted_by="a convergence share that rises with contacts, or stays",
        confirming=_first_talk_then_notes,
        refuting=_first_notes_then_talk,
    ),
    Proposition(
        id="synchronicity_falls_with_familiarity",
        question="which way does synchronicity go as the two grow familiar",
        statement="As the two grow familiar, their channels are less and less synchronous.",
        sources=("dennis1999", "dennis2008"),
        judge=_synchronicity_falls,
        scope=Scope.AVERAGE,
        direction=Direction.LESS,
        requires="contacts over channels that differ in synchronicity",
        boundary=_BOUNDARY,
        refuted_by="a synchronicity of channels that rises with contacts, or stays",
        confirming=_first_talk_then_notes,
        refuting=_first_notes_then_talk,
    ),
    Proposition(
        id="variety_fits",
        statement=(
            "The media that the two chose fit what they did better than the best of them alone "
            "would have."
        ),
        sources=_SOURCE,
        judge=_variety_fits,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires=_NEEDS + ", and two channels in use",
        boundary=_BOUNDARY,
        refuted_by="a mean fit no higher than that of one of the channels for everything",
        confirming=_explored_by_video,
        refuting=_worse_than_one,
    ),
    Proposition(
        id="added_channels_cost_boundaries",
        statement=(
            "Where the frame would be stronger without a channel that was added, contacts over it "
            "lay outside what was agreed: a further channel costs boundaries, and no capability."
        ),
        sources=("dennis2008", "gutheil1993"),
        judge=_added_cost_boundaries,
        direction=Direction.BOUND,
        requires="acts upon the frame, and a second channel",
        boundary=_BOUNDARY,
        refuted_by="an added channel without contacts outside the frame, which is weaker by it",
        confirming=_crossed_by_message,
        refuting=_session_moved_to_phone,
    ),
    Proposition(
        id="agreed_where_fit",
        question="over which channels are elements agreed",
        statement=(
            "Elements are agreed over channels whose synchronicity is nearer to what they need "
            "than that of the others in use."
        ),
        sources=_SOURCE,
        judge=_agreed_where_fit,
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
        judge=_rises_with_fit,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires=_NEEDS + ", and three ratings of the alliance that differ",
        boundary=_BOUNDARY + " An alliance is taken for shared understanding of tasks and goals.",
        refuted_by="ratings that fall, or stay, as the mean fit of contacts so far rises",
        confirming=_warmer_as_media_fit,
        refuting=_cooler_as_media_fit,
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
