"""The setting online: the frame that is held constant, its boundary, and who leads in it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs
import numpy as np

from mediaeco.analysis import boundary_load, frame_constancy, frame_lifecycle, is_session
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats
from mediaeco.media import multiplexity
from mediaeco.model import Case, Cohort, Interaction, Measure, Standing
from mediaeco.relation import alliance, relational_control
from mediaeco.theory.case_test import rank_test
from mediaeco.theory.example import contact, rating, several, told
from mediaeco.theory.judgement import Judgement, by_test, compared, undecided
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.published.multiplexity_judge import more_channels
from mediaeco.theory.published.multiplexity_story import (
    closer_over_fewer_channels,
    closer_over_more_channels,
)
from mediaeco.theory.reading import face_to_face
from mediaeco.theory.theory import Theory

__all__ = ["ONLINE_SETTING"]

_BOUNDARY = (
    "Psychotherapy of one patient with one therapist within an agreed frame. Bleger, Gutheil and "
    "Gabbard wrote of the consulting room: that it holds online is extrapolated."
)


def _scatters_without_frame(eco: Ecosystem) -> Judgement:
    constancy = _constancy(eco)
    scatter = _scatter(eco)
    if np.isnan(scatter).all():
        return undecided("no case has three ratings of the alliance by one person on one scale")
    if np.isnan(constancy[~np.isnan(scatter)]).all():
        return undecided("no case that was rated has sessions that could have varied")
    return by_test(rank_test(-constancy, scatter))


def _constancy(eco: Ecosystem) -> Floats:
    """Constancy of each case at its end, NaN where nothing could have varied."""
    found = frame_constancy(eco)
    last = np.full(len(eco.cases), math.nan)
    last[found.case] = found.value  # rows are in order: the last one written stays
    return last


def _scatter(eco: Ecosystem) -> Floats:
    """Standard deviation of a case's ratings around the line through them, as a share of the scale.

    Mean over raters and scales with three ratings or more; NaN without any.
    """
    found = alliance(eco)
    count = found.count.astype(np.float64)
    # Of the sum of squares the line takes its slope squared times that of the occasions.
    squares = (count - 1) * found.deviation**2 - found.trend**2 * count * (count**2 - 1) / 12
    kept = found.count >= 3
    left = np.sqrt(np.maximum(squares[kept], 0.0) / (count[kept] - 2))
    share = left / (found.high - found.low)[kept]
    cases = len(eco.cases)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(found.case[kept], share, cases) / np.bincount(
            found.case[kept], minlength=cases
        )
    return np.round(mean, 12)


def _therapist_leads(eco: Ecosystem) -> Judgement:
    live = is_session(eco) & (face_to_face(eco)[eco.table.channel] == 0)
    if not live.any():
        return undecided("the two did not talk live over a medium")
    therapist, patient = relational_control(eco.select(live)).dominance[0].tolist()
    return compared(
        therapist,
        ">",
        patient,
        reason=""
        if not math.isnan(therapist + patient)
        else "not both sides have messages coded as one up in live talk",
    )


def _channels_load_the_boundary(eco: Ecosystem) -> Judgement:
    framed = (frame_lifecycle(eco).agreed_row >= 0).any(axis=1)
    if not framed.any():
        return undecided("no element of a frame was agreed, so that nothing lies outside of it")
    load = np.where(framed, boundary_load(eco).load, math.nan)
    return by_test(rank_test(multiplexity(eco).multiplexity, load))


def _channels_cost_the_tie(eco: Ecosystem) -> Judgement:
    return more_channels(eco, -1.0)


def _sessions(name: str, days: Sequence[float], shares: Sequence[float]) -> Case:
    parts: list[Interaction | Measure] = []
    for day, share in zip(days, shares, strict=True):
        parts.append(contact(day, "therapist", "video_call", duration=3000))
        parts.append(rating(day + 0.1, "patient", share))
    return told(name, *parts)


# How far each session is off its day, and each rating off its line.
_OFF = (0, 1, -1, 1, -1, 0)


def _kept_and_rated(jitter: Sequence[float], spread: Sequence[float]) -> Cohort:
    return several(
        *(
            _sessions(
                f"frame_{k}",
                [7 * week + late * off for week, off in enumerate(_OFF)],
                [0.5 + 0.02 * week + wide * off for week, off in enumerate(_OFF)],
            )
            for k, (late, wide) in enumerate(zip(jitter, spread, strict=True))
        )
    )


_JITTER = (0, 0.4, 0.8, 1.2, 1.6, 2.0)
_SPREAD = (0.01, 0.03, 0.05, 0.08, 0.12, 0.2)


def _loose_and_scattered() -> Cohort:
    """The less the hour is kept, the more the ratings go up and down."""
    return _kept_and_rated(_JITTER, _SPREAD)


def _loose_and_steady() -> Cohort:
    """Where the hour moves from week to week, the ratings hardly do."""
    return _kept_and_rated(_JITTER, _SPREAD[::-1])


def _talked(name: str, leader: str, follower: str) -> Case:
    """Whatever one side sets the other goes along with; what that one sets is passed over."""
    turns = (
        (leader, "one_up"),
        (follower, "one_down"),
        (leader, "one_up"),
        (follower, "one_down"),
        (leader, "one_across"),
        (follower, "one_up"),
        (leader, "one_across"),
    )
    return told(
        name,
        *(
            contact(0.001 * k, side, "video_call", control=code)
            for k, (side, code) in enumerate(turns)
        ),
    )


def _therapist_sets_the_hour() -> Case:
    return _talked("therapist_sets_the_hour", "therapist", "patient")


def _patient_sets_the_hour() -> Case:
    return _talked("patient_sets_the_hour", "patient", "therapist")


_LADDER = ("video_call", "email", "phone", "instant_messaging", "sms", "voice_note", "website")


def _agreed_on_video(name: str, wide: int, outside: int) -> Case:
    """They try so many channels, agree to keep to video, and go outside of that so often."""
    tried = [
        contact(day + late, side, channel)
        for day, channel in enumerate(_LADDER[1:wide])
        for late, side in ((0, "patient"), (0.1, "therapist"))
    ]
    agreed = [
        contact(10, "therapist", "video_call", acts=["propose channel_plan"]),
        contact(10.02, "patient", "video_call", acts=["accept channel_plan"]),
    ]
    crossed = [
        contact(12 + 0.5 * k, ("patient", "therapist")[k % 2], "email") for k in range(outside)
    ]
    sessions = [contact(30 + 7 * k, "therapist", "video_call", duration=3000) for k in range(6)]
    case = told(name, *tried, *agreed, *crossed, *sessions)
    terms = [attrs.evolve(element, channels=("video_call",)) for element in case.elements]
    return attrs.evolve(case, elements=terms, clock=case.clock)


def _agreements(outside: Sequence[int]) -> Cohort:
    return several(
        *(_agreed_on_video(f"agreement_{k}", k + 2, often) for k, often in enumerate(outside))
    )


def _more_ways_out() -> Cohort:
    """Whoever has more channels is met outside of the agreement more often."""
    return _agreements((0, 2, 5, 8, 12, 16))


def _many_channels_well_kept() -> Cohort:
    """Who tried all channels knows why they keep to one; who knows two cannot leave mail alone."""
    return _agreements((16, 12, 8, 5, 2, 0))


_PROPOSITIONS = (
    Proposition(
        id="scatters_without_frame",
        statement="The less constant the frame is held, the more ratings of the alliance scatter.",
        sources=("bleger1967",),
        judge=_scatters_without_frame,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires="a cohort with sessions, and three ratings of the alliance by one person in each",
        boundary=(
            f"{_BOUNDARY} The source says that a process can be seen within constants alone; "
            "scatter of ratings is the library's reading of what is seen without."
        ),
        refuted_by="ratings that scatter less, over cases, where the frame is less constant",
        confirming=_loose_and_scattered,
        refuting=_loose_and_steady,
    ),
    Proposition(
        id="therapist_leads",
        statement=(
            "In live talk over media patients go along with what therapists set more often than "
            "therapists do with what patients set."
        ),
        sources=("cipolletta2017", "rogersmillar1979"),
        judge=_therapist_leads,
        scope=Scope.AVERAGE,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires="messages in live talk, coded for relational control, one up by either side",
        boundary="Seen in fifteen sessions by video with five clients.",
        refuted_by="a dominance of patients as high as that of therapists, or higher, on average",
        confirming=_therapist_sets_the_hour,
        refuting=_patient_sets_the_hour,
    ),
    Proposition(
        id="channels_load_the_boundary",
        statement="The more channels two people use, the more contacts lie outside the frame.",
        sources=("gutheil1993", "kotera2021"),
        judge=_channels_load_the_boundary,
        scope=Scope.COHORT,
        direction=Direction.MORE,
        requires="a cohort with agreed elements, whose channels or hours are stated, or breaches",
        boundary=(
            f"{_BOUNDARY} A crossing need be no violation, and may do good. Where terms name "
            "channels, a contact over any other lies outside by definition."
        ),
        refuted_by="a share of contacts outside that falls, over cases, with the channels in use",
        confirming=_more_ways_out,
        refuting=_many_channels_well_kept,
    ),
    Proposition(
        id="channels_cost_the_tie",
        question="what do more channels do to the tie",
        statement="The more channels the two use, blurring the boundary, the lower the alliance.",
        sources=("gutheil1993", "kotera2021"),
        judge=_channels_cost_the_tie,
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
