"""Media naturalness: unnatural media cost effort at first, and people make up for it."""

from __future__ import annotations

import numpy as np

from mediaeco.catalog import RelevanceTable
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationModel, FormationParameters, MediumFit
from mediaeco.kernels.array import Array
from mediaeco.model import Case, Interaction
from mediaeco.theory.alliance_reading import MANY, SAME, alike
from mediaeco.theory.example import contact, told
from mediaeco.theory.judgement import Judgement, compared, undecided
from mediaeco.theory.media_reading import (
    agreed_where_fit,
    clarified,
    clarified_with_use,
    conveyance_clarified,
    naturally_clarified,
)
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.richness_story import writers_catch_up, writers_stay_behind
from mediaeco.theory.published.social_information import (
    misread_in_writing,
    understood_in_writing,
)
from mediaeco.theory.published.synchronicity_story import (
    conveyed_better_by_phone,
    conveyed_better_in_writing,
    goals_agreed_by_email,
    goals_agreed_in_person,
    misread_once_familiar,
    understood_once_familiar,
)
from mediaeco.theory.reading import rank_correlation
from mediaeco.theory.theory import Theory

__all__ = ["MEDIA_NATURALNESS"]

_BOUNDARY = (
    "Any two people who communicate; the measure of naturalness is face-to-face talk. That "
    "it holds for a therapist and a patient is extrapolated."
)
_SOURCE = ("kock2005",)
_NEEDS = "purposes of contacts, contacts for clarifying among them"


def _ambiguous(eco: Ecosystem) -> Judgement:
    return naturally_clarified(eco, "<")


def _adapts(eco: Ecosystem) -> Judgement:
    return clarified_with_use(eco, "<")


def _speech_counts_most(eco: Ecosystem) -> Judgement:
    misunderstood = clarified(eco)
    elements = _elements(eco)[:, eco.table.channel]
    known = ~(np.isnan(misunderstood) | np.isnan(elements[0]))
    speech, *others = (rank_correlation(e[known], misunderstood[known]) for e in elements)
    told_apart = [r for r in others if not np.isnan(r)]
    if np.isnan(speech) or not told_apart:
        return undecided(
            "contacts with and without speech, and with and without another element of talk, are "
            "needed, of which some were clarified"
        )
    return compared(speech, "<", min(told_apart))


def _elements(eco: Ecosystem) -> Array:
    """Speech and the other elements of face-to-face talk by channel; shape (5, channels)."""
    names = ("speech", "co_location", "synchronicity", "facial_expression", "body_language")
    return (
        np.array(
            [
                [
                    np.nan if c.naturalness is None else getattr(c.naturalness, name)
                    for name in names
                ]
                for c in eco.channels
            ],
            dtype=np.float64,
        )
        .reshape(-1, len(names))
        .T
    )


def _ends_alike(eco: Ecosystem) -> Judgement:
    return alike(eco, MediumFit.NATURALNESS, at_last=True)


def _natural_conveys(eco: Ecosystem) -> Judgement:
    return conveyance_clarified(eco, MediumFit.NATURALNESS, "<")


def _agreed_naturally(eco: Ecosystem) -> Judgement:
    return agreed_where_fit(eco, MediumFit.NATURALNESS)


def _voice_is_enough() -> Case:
    """A voice note is understood, and a line in a message of the same moment is not."""
    return told("voice_is_enough", *_notes_and_lines(misread="instant_messaging"))


def _voice_is_misheard() -> Case:
    return told("voice_is_misheard", *_notes_and_lines(misread="voice_note"))


def _notes_and_lines(misread: str) -> list[Interaction]:
    parts = []
    for week in range(3):
        for day, over in ((0, "voice_note"), (2, "instant_messaging"), (4, "video_call")):
            first = 7 * week + day
            # Of two video calls one is taken up again: that faces are seen does not tell.
            again = over == misread or (over == "video_call" and week == 1)
            parts.append(contact(first, "therapist", over, purposes=["exploration"]))
            then = "clarification" if again else "small_talk"
            parts.append(contact(first + 1, "patient", "email", purposes=[then]))
    return parts


_PROPOSITIONS = (
    Proposition(
        id="ambiguous_over_unnatural",
        question="do less natural media cost understanding",
        statement="What is said over less natural media has to be clarified more often.",
        sources=_SOURCE,
        judge=_ambiguous,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires=_NEEDS,
        boundary=_BOUNDARY,
        refuted_by="no more clarifying after contacts over less natural media, on average",
        confirming=misread_in_writing,
        refuting=understood_in_writing,
    ),
    Proposition(
        id="natural_conveys_better",
        question="which media suit conveyance",
        statement="What is conveyed has to be clarified less after contacts over natural media.",
        sources=_SOURCE,
        judge=_natural_conveys,
        scope=Scope.AVERAGE,
        direction=Direction.LESS,
        requires=_NEEDS,
        boundary=_BOUNDARY,
        refuted_by="clarifying that rises with the naturalness of what was conveyed, or stays",
        confirming=conveyed_better_by_phone,
        refuting=conveyed_better_in_writing,
    ),
    Proposition(
        id="agreed_over_natural",
        question="over which channels are elements agreed",
        statement="Elements are agreed over channels more natural than the others in use.",
        sources=_SOURCE,
        judge=_agreed_naturally,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires="acts of agreement, and two channels in use",
        boundary=_BOUNDARY + " That people agree where it costs them least is read into it.",
        refuted_by="agreements over channels no more natural than the others, on average",
        confirming=goals_agreed_in_person,
        refuting=goals_agreed_by_email,
    ),
    Proposition(
        id="speech_counts_most",
        statement=(
            "That a channel carries speech saves more clarifying than any other element of "
            "face-to-face talk (speech imperative)."
        ),
        sources=_SOURCE,
        judge=_speech_counts_most,
        scope=Scope.AVERAGE,
        direction=Direction.MORE,
        requires=_NEEDS + ", over channels that differ in speech and in another element",
        boundary=_BOUNDARY,
        refuted_by="clarifying that falls as much with another element of talk",
        confirming=_voice_is_enough,
        refuting=_voice_is_misheard,
    ),
    Proposition(
        id="adapts_to_media",
        question="does trouble over media fall with contacts",
        statement=(
            "Contacts over a medium have to be clarified less often, the more came before "
            "(compensatory adaptation)."
        ),
        sources=_SOURCE,
        judge=_adapts,
        scope=Scope.AVERAGE,
        direction=Direction.LESS,
        requires=_NEEDS,
        boundary=_BOUNDARY,
        refuted_by="clarifying that rises as contacts over a channel add up, or stays",
        confirming=understood_once_familiar,
        refuting=misread_once_familiar,
    ),
    Proposition(
        id="ends_alike",
        question="which relationships end higher",
        statement=(
            f"After many contacts the alliance differs by less than {SAME:.0%} of its scale "
            "between less and more natural media (not worse, but different)."
        ),
        sources=_SOURCE,
        judge=_ends_alike,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.NONE,
        requires=(
            "a cohort over media that differ in naturalness, with ratings of the alliance "
            f"{MANY} contacts apart"
        ),
        boundary=_BOUNDARY + " Outcomes need not differ where people adapt: as judged here, that "
        "they do adapt.",
        refuted_by="a last alliance that differs by more, either way",
        confirming=writers_catch_up,
        refuting=writers_stay_behind,
    ),
)

MEDIA_NATURALNESS = Theory(
    id="media_naturalness",
    title="Media naturalness, with compensatory adaptation",
    sources=_SOURCE,
    propositions=_PROPOSITIONS,
    boundary=_BOUNDARY,
    rivals=(
        "founding_study",
        "media_synchronicity",
        "media_richness",
        "social_information",
        "mere_exposure",
    ),
    constructs={
        "naturalness": "mediaeco.naturalness",
        "compensatory adaptation": "mediaeco.media.adapted_outcome",
        "ambiguity": "share of contacts that have to be clarified or mended",
        "speech imperative": "mediaeco.media.NaturalnessWeights",
    },
    formation=FormationModel(
        id="media_naturalness",
        free=("rate", "exposure", "content"),
        # With all contents alike, the fit 1 - (1 - gamma) (1 - naturalness) is `adapted_outcome`
        # with gamma as adaptation: how far people make up for a medium is left to the data.
        parameters=FormationParameters(
            content=0.5,
            primacy=0,
            exposure=0.5,
            medium=MediumFit.NATURALNESS,
            relevance=RelevanceTable(rows={}, otherwise=1, unstated=1),
        ),
    ),
    beside=(
        "That less natural media cost cognitive effort and arouse less: records hold neither.",
        "That a line breaks is a matter of networks, and not of how natural a medium is: ruptures "
        "by technology count neither for the theory nor against it.",
    ),
)
"""Kock's claims on ambiguity, adaptation and outcomes, as records can break them."""
