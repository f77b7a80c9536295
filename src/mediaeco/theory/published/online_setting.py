"""The setting online: the frame that is held constant, its boundary, and who leads in it."""

from __future__ import annotations

from mediaeco.model import Standing
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.multiplexity_story import (
    closer_over_fewer_channels,
    closer_over_more_channels,
)
from mediaeco.theory.published.online_setting_judge import (
    channels_cost_the_tie,
    channels_load_the_boundary,
    scatters_without_frame,
    therapist_leads,
)
from mediaeco.theory.published.online_setting_story import (
    loose_and_scattered,
    loose_and_steady,
    many_channels_well_kept,
    more_ways_out,
    patient_sets_the_hour,
    therapist_sets_the_hour,
)
from mediaeco.theory.theory import Theory

__all__ = ["ONLINE_SETTING"]

_BOUNDARY = (
    "Psychotherapy of one patient with one therapist within an agreed frame. Bleger, Gutheil and "
    "Gabbard wrote of the consulting room: that it holds online is extrapolated."
)

_PROPOSITIONS = (
    Proposition(
        id="scatters_without_frame",
        statement="The less constant the frame is held, the more ratings of the alliance scatter.",
        sources=("bleger1967",),
        judge=scatters_without_frame,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires="a cohort with sessions, and three ratings of the alliance by one person in each",
        boundary=(
            f"{_BOUNDARY} The source says that a process can be seen within constants alone; "
            "scatter of ratings is the library's reading of what is seen without."
        ),
        refuted_by="ratings that scatter less, over cases, where the frame is less constant",
        confirming=loose_and_scattered,
        refuting=loose_and_steady,
    ),
    Proposition(
        id="therapist_leads",
        statement=(
            "In live talk over media patients go along with what therapists set more often than "
            "therapists do with what patients set."
        ),
        sources=("cipolletta2017", "rogersmillar1979"),
        judge=therapist_leads,
        scope=Scope.AVERAGE,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires="messages in live talk, coded for relational control, one up by either side",
        boundary="Seen in fifteen sessions by video with five clients.",
        refuted_by="a dominance of patients as high as that of therapists, or higher, on average",
        confirming=therapist_sets_the_hour,
        refuting=patient_sets_the_hour,
    ),
    Proposition(
        id="channels_load_the_boundary",
        statement="The more channels two people use, the more contacts lie outside the frame.",
        sources=("gutheil1993", "kotera2021"),
        judge=channels_load_the_boundary,
        scope=Scope.COHORT,
        direction=Direction.MORE,
        requires="a cohort with agreed elements, whose channels or hours are stated, or breaches",
        boundary=(
            f"{_BOUNDARY} A crossing need be no violation, and may do good. Where terms name "
            "channels, a contact over any other lies outside by definition."
        ),
        refuted_by="a share of contacts outside that falls, over cases, with the channels in use",
        confirming=more_ways_out,
        refuting=many_channels_well_kept,
    ),
    Proposition(
        id="channels_cost_the_tie",
        question="what do more channels do to the tie",
        statement="The more channels the two use, blurring the boundary, the lower the alliance.",
        sources=("gutheil1993", "kotera2021"),
        judge=channels_cost_the_tie,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.LESS,
        requires="a cohort with ratings of the alliance",
        boundary=(
            f"{_BOUNDARY} That what blurs the boundary lowers the alliance is the library's "
            "reading; the sources tell of risks, and measured no alliance."
        ),
        refuted_by="an alliance that rises, over cases, with the channels that both use",
        confirming=closer_over_fewer_channels,
        refuting=closer_over_more_channels,
    ),
)

ONLINE_SETTING = Theory(
    id="online_setting",
    title="The setting online: frame, boundary, and lead",
    sources=("bleger1967", "gutheil1993", "cipolletta2017"),
    propositions=_PROPOSITIONS,
    boundary=_BOUNDARY,
    rivals=("media_multiplexity",),
    constructs={
        "constancy": "mediaeco.frame_constancy",
        "scatter": "deviation of a case's ratings from the line through them, in shares of a scale",
        "boundary": "mediaeco.boundary_load",
        "dominance": "mediaeco.relational_control",
    },
    beside=(
        "That a therapist who starts negative brings about the worst ending, and that the more "
        "responsive of the two ends more positive (Peluso et al. 2012): a statement on a system of "
        "equations with parameters of either person, which no record of contacts tells.",
        "That the frame which is always kept goes unseen, and shows as it breaks: what goes unseen "
        "leaves no record.",
        "Which crossings of the boundary are violations: that is a judgement of people, made case "
        "by case (mediaeco.analysis.boundary_crossings keeps it).",
    ),
)
"""What is held constant around a therapy, as media move its boundary."""
