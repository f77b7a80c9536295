"""The working alliance at a distance: two views of it, what carries it, when it must stand."""

from __future__ import annotations

from mediaeco.model import Standing
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.working_alliance_judge import (
    EXPLAINED,
    SESSIONS,
    WITHIN,
    established_or_lost,
    patient_rates_higher,
    presence_explains,
    tasks_over_bond,
    therapist_sees_more,
    within_reach,
)
from mediaeco.theory.published.working_alliance_story import (
    agreed_on_the_work,
    as_close_in_writing,
    closer_in_the_room,
    patient_content,
    patient_misses_the_room,
    the_sure_leave,
    the_unsure_leave,
    therapist_content,
    therapist_misses_the_room,
    there_and_bonded,
    there_and_wary,
    warm_whatever_the_work,
)
from mediaeco.theory.theory import Theory

__all__ = ["WORKING_ALLIANCE"]

_BOUNDARY = (
    "Individual psychotherapy of adults. What was found there was mostly found face to face; "
    "studies at a distance are few, and small."
)
_ALLIANCE = "ratings of the alliance"

_PROPOSITIONS = (
    Proposition(
        id="patient_rates_higher",
        statement="Patients rate the alliance as high as their therapists do, or higher.",
        sources=("ertelt2011",),
        judge=patient_rates_higher,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires=f"{_ALLIANCE} by both, on one scale and within two days",
        boundary=_BOUNDARY,
        refuted_by="therapists who rate higher than their patients, on average",
        confirming=patient_content,
        refuting=therapist_content,
    ),
    Proposition(
        id="therapist_sees_more_difference",
        statement="Therapists see more of a difference between media and the room than patients.",
        sources=("ertelt2011", "rees2005"),
        judge=therapist_sees_more,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires=f"{_ALLIANCE} by both after contacts face to face, and after mediated ones",
        boundary=f"{_BOUNDARY} The source compared groups, each treated over one channel.",
        refuted_by="a difference between channels that patients rate as wide, or wider, on average",
        confirming=therapist_misses_the_room,
        refuting=patient_misses_the_room,
    ),
    Proposition(
        id="within_reach_of_the_room",
        question="does the gap between media close",
        statement=(
            "After as many contacts, alliances at a distance and face to face lie within "
            f"{WITHIN:g} standard deviations: no gap stays that would matter."
        ),
        sources=("seuling2024", "norwood2018"),
        judge=within_reach,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.NONE,
        requires=(
            f"a cohort of therapies by media and face to face, with {_ALLIANCE} by patients after "
            "as many contacts, each by the ends of its scale"
        ),
        boundary=f"{_BOUNDARY} Both sources compare video; norwood2018 could not show it.",
        refuted_by=f"a difference of more than {WITHIN:g} standard deviations at matched contacts",
        confirming=as_close_in_writing,
        refuting=closer_in_the_room,
    ),
    Proposition(
        id="tasks_and_goals_over_bond",
        statement=(
            "At a distance, agreement on tasks and goals goes along with the outcome more closely "
            "than the bond does."
        ),
        sources=("fluckiger2026", "marcotte2021"),
        judge=tasks_over_bond,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires="mediated therapies with ratings of tasks or goals, of bond, and of outcome",
        boundary=(
            "Internet interventions (r .25 and .19 against .12) and therapy by video. A cohort of "
            "some tens cannot tell such correlations apart."
        ),
        refuted_by="an outcome that goes along more closely with the bond",
        confirming=agreed_on_the_work,
        refuting=warm_whatever_the_work,
    ),
    Proposition(
        id="presence_explains_bond",
        statement=(
            f"Over first mediated contacts, presence explains {EXPLAINED:.0%} at least of the "
            "variance of the bond."
        ),
        sources=("bouchard2007",),
        judge=presence_explains,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.BOUND,
        requires="the first ratings of presence and bond by four patients at least",
        boundary="Found in 11 people with panic disorder, over video, and not adjusted here.",
        refuted_by="a correlation below that bound by more than its error",
        confirming=there_and_bonded,
        refuting=there_and_wary,
    ),
    Proposition(
        id="established_or_lost",
        statement=(
            f"Of therapies of {SESSIONS} sessions, those without an established alliance by then "
            "end in dropout more often."
        ),
        sources=("orlinsky2004", "swift2012"),
        judge=established_or_lost,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires=f"a cohort with {_ALLIANCE} by patients in the first {SESSIONS} sessions",
        boundary=(
            "Who left before that session says nothing here, though most who leave do so early; "
            "dropout is six weeks of silence, so that a record has to go on after the last contact."
        ),
        refuted_by="dropout that is more frequent where the alliance was established",
        confirming=the_unsure_leave,
        refuting=the_sure_leave,
    ),
)

WORKING_ALLIANCE = Theory(
    id="working_alliance",
    title="The working alliance at a distance",
    sources=("bordin1979", "orlinsky2004", "seuling2024", "fluckiger2026"),
    propositions=_PROPOSITIONS,
    boundary=_BOUNDARY,
    rivals=("media_richness",),
    constructs={
        "working alliance": "mediaeco.alliance",
        "perspective": "mediaeco.perspective_gap",
        "presence": "mediaeco.presence",
        "outcome": "last rating of the construct outcome, of health or of complaints",
        "dropout": "mediaeco.stages",
    },
    beside=(
        "That messages keep people longer, video bonds them earlier, and the outcome is the same: "
        "arms of a trial are assigned, and a record does not tell who was assigned to what.",
        "That tasks, goals and bond become one factor as the alliance consolidates: factors are "
        "those of items over many patients, and a record holds scores of scales.",
        "That the bond between people carries over to the programme or the medium: ratings about a "
        "channel are kept apart, and no source says how the two should hang together.",
    ),
)
"""Bordin's alliance where the two are apart: claims of reviews that cohorts can decide."""
