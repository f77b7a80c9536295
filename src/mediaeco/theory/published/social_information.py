"""Social information processing: over media a relationship takes longer, and arrives."""

from __future__ import annotations

import numpy as np

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationModel, FormationParameters
from mediaeco.model import Case, Cohort, Interaction, Measure
from mediaeco.theory.alliance_reading import CLOSED, MANY, gap_closes, richer_higher
from mediaeco.theory.example import contact, rating, told
from mediaeco.theory.judgement import Judgement
from mediaeco.theory.media_reading import go_together, mediated, naturally_clarified
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.richness_story import (
    two_media,
    warmer_as_they_write,
    writers_catch_up,
    writers_overtake,
    writers_stay_behind,
)
from mediaeco.theory.reading import alliance_ratings, total_so_far
from mediaeco.theory.theory import Theory

__all__ = ["SOCIAL_INFORMATION"]

_BOUNDARY = (
    "People who write to one another over a long time, and expect to go on. Which medium a "
    "relationship is over is read from most of its contacts."
)
_COHORT = (
    f"a cohort over media that differ in richness, with ratings of the alliance {MANY} contacts "
    "apart"
)


def _gap_closes(eco: Ecosystem) -> Judgement:
    return gap_closes(eco, claimed=True)


def _begins_lower(eco: Ecosystem) -> Judgement:
    return richer_higher(eco, at_last=False, claimed=True)


def _ends_higher(eco: Ecosystem) -> Judgement:
    return richer_higher(eco, at_last=True, claimed=False)


def _rises_over_media(eco: Ecosystem) -> Judgement:
    rated = alliance_ratings(eco)
    over = mediated(eco)[eco.table.channel].astype(np.float64)
    return go_together(
        total_so_far(eco, rated, over),
        rated.share,
        ">",
        otherwise="three ratings of the alliance that differ are needed, with contacts between "
        "them that are not face to face",
    )


def _understood_all_the_same(eco: Ecosystem) -> Judgement:
    return naturally_clarified(eco, ">=")


def _writers_begin_higher() -> Cohort:
    """Those who write open up at once; those who meet take their time."""
    return two_media(met=(0.3, 0.7), wrote=(0.5, 0.8))


def understood_in_writing() -> Case:
    """They write with care; what is said in the hour has to be taken up again."""
    return told("understood_in_writing", *_some_misread("face_to_face"))


def misread_in_writing() -> Case:
    """What they write is misread; what is said in the hour is clear."""
    return told("misread_in_writing", *_some_misread("email"))


def _some_misread(channel: str) -> list[Interaction]:
    parts = []
    for week in range(3):
        for day, over in ((0, "face_to_face"), (3, "email")):
            first = 7 * week + day
            then = "clarification" if over == channel else "small_talk"
            parts.append(contact(first, "therapist", over, purposes=["exploration"]))
            parts.append(contact(first + 1, "patient", "phone", purposes=[then]))
    return parts


def _cooler_as_they_write() -> Case:
    """The more they write to one another, the less they trust each other."""
    parts: list[Interaction | Measure] = []
    for week, share in enumerate((0.8, 0.6, 0.4)):
        parts.append(contact(7 * week, "therapist", "email", purposes=["exploration"]))
        parts.append(rating(7 * week + 1, "patient", share))
    return told("cooler_by_email", *parts)


_PROPOSITIONS = (
    Proposition(
        id="gap_closes",
        question="does the gap between media close",
        statement=(
            f"More than {CLOSED:.0%} of the gap between relationships over leaner and over richer "
            "media closes as contacts add up."
        ),
        sources=("walther1992",),
        judge=_gap_closes,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires=_COHORT,
        boundary=_BOUNDARY,
        refuted_by="a gap in the alliance of which less than that share closes",
        confirming=writers_catch_up,
        refuting=writers_stay_behind,
    ),
    Proposition(
        id="begins_lower_over_media",
        question="which relationships begin higher",
        statement="At first the alliance is lower over leaner media.",
        sources=("walther1992",),
        judge=_begins_lower,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.LESS,
        requires=_COHORT,
        boundary=_BOUNDARY,
        refuted_by="a first alliance that is higher over leaner media",
        confirming=writers_catch_up,
        refuting=_writers_begin_higher,
    ),
    Proposition(
        id="comes_to_exceed",
        question="which relationships end higher",
        statement="After many contacts the alliance is higher over leaner media (hyperpersonal).",
        sources=("walther1996",),
        judge=_ends_higher,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires=_COHORT,
        boundary=(
            _BOUNDARY + " The source says that it may, where people choose what they show: as "
            "judged here, that it does on the whole."
        ),
        refuted_by="a last alliance that is lower over leaner media",
        confirming=writers_overtake,
        refuting=writers_stay_behind,
    ),
    Proposition(
        id="rises_over_media",
        question="what does the alliance rise with",
        statement="The alliance rises with the number of contacts over media.",
        sources=("walther1992",),
        judge=_rises_over_media,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires="three ratings of the alliance that differ, and contacts that are not face to "
        "face between them",
        boundary=_BOUNDARY,
        refuted_by="ratings that fall, or stay, as contacts over media add up",
        confirming=warmer_as_they_write,
        refuting=_cooler_as_they_write,
    ),
    Proposition(
        id="understood_over_media",
        question="do less natural media cost understanding",
        statement="What is said over less natural media has to be clarified no more often.",
        sources=("walther1992",),
        judge=_understood_all_the_same,
        scope=Scope.AVERAGE,
        direction=Direction.NONE,
        requires="purposes of contacts, contacts for clarifying among them",
        boundary=_BOUNDARY + " The source speaks of impressions; that words make up for cues in "
        "understanding, too, is read into it.",
        refuted_by="more clarifying after contacts over less natural media, on average",
        confirming=understood_in_writing,
        refuting=misread_in_writing,
    ),
)

SOCIAL_INFORMATION = Theory(
    id="social_information",
    title="Social information processing, with the hyperpersonal reading",
    sources=("walther1992", "walther1996"),
    propositions=_PROPOSITIONS,
    boundary=_BOUNDARY,
    rivals=("media_richness", "media_synchronicity", "media_naturalness", "mere_exposure"),
    constructs={
        "relationship by contacts": "mediaeco.rating_curves",
        "hyperpersonal communication": "an alliance that comes to be higher over leaner media",
    },
    formation=FormationModel(
        id="social_information",
        free=("rate",),
        # What is said forms; over which medium does not matter, nor how well it is known.
        parameters=FormationParameters(content=1, primacy=0, exposure=1),
    ),
    beside=(
        "That the gap goes to nothing: no finite number of contacts can refute a limit, so that "
        "a share of the gap is what is judged.",
        "That people choose what they show and idealise one another (the hyperpersonal reasons): "
        "records tell what was exchanged, and not what was held back or made of it.",
    ),
)
"""Walther's claims that relationships over media arrive, and may exceed, as records can break
them."""
