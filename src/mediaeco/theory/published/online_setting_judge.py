"""How a record is held against the setting online's claims."""

from __future__ import annotations

import math

import numpy as np

from mediaeco.analysis import boundary_load, frame_constancy, frame_lifecycle, is_session
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats
from mediaeco.media import multiplexity
from mediaeco.relation import alliance, relational_control
from mediaeco.theory.case_test import rank_test
from mediaeco.theory.judgement import Judgement, by_test, compared, undecided
from mediaeco.theory.published.multiplexity_judge import more_channels
from mediaeco.theory.reading import face_to_face

__all__ = [
    "channels_cost_the_tie",
    "channels_load_the_boundary",
    "scatters_without_frame",
    "therapist_leads",
]


def scatters_without_frame(eco: Ecosystem) -> Judgement:
    """Judge whether ratings of the alliance scatter the more, the less constant the frame is."""
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


def therapist_leads(eco: Ecosystem) -> Judgement:
    """Judge whether patients go along with what therapists set more than therapists with them."""
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


def channels_load_the_boundary(eco: Ecosystem) -> Judgement:
    """Judge whether more contacts lie outside the frame, the more channels the two use."""
    framed = (frame_lifecycle(eco).agreed_row >= 0).any(axis=1)
    if not framed.any():
        return undecided("no element of a frame was agreed, so that nothing lies outside of it")
    load = np.where(framed, boundary_load(eco).load, math.nan)
    return by_test(rank_test(multiplexity(eco).multiplexity, load))


def channels_cost_the_tie(eco: Ecosystem) -> Judgement:
    """Judge whether the alliance is lower, the more channels the two use."""
    return more_channels(eco, -1.0)
