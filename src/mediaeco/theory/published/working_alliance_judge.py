"""How a record is held against the working alliance's claims."""

from __future__ import annotations

import math
from collections.abc import Iterable

import attrs
import numpy as np

from mediaeco.analysis import is_session, ratings, stages
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.media import presence
from mediaeco.model import Role
from mediaeco.relation import perspective_gap
from mediaeco.theory.case_test import CaseTest, difference_test, matched_within_test, mean_test
from mediaeco.theory.judgement import Judgement, by_test, compared, undecided
from mediaeco.theory.reading import alliance_ratings, contacts_before, face_to_face, met_or_mediated

__all__ = [
    "ESTABLISHED",
    "EXPLAINED",
    "SESSIONS",
    "WITHIN",
    "established_or_lost",
    "patient_rates_higher",
    "presence_explains",
    "tasks_over_bond",
    "therapist_sees_more",
    "within_reach",
]

WITHIN = 0.35
"""Standard deviations by which the alliance may differ and be no different (library default, near
the pooled differences of norwood2018 and seuling2024)."""

EXPLAINED = 0.15
"""Share of the variance of the bond that presence has to explain (library default, below the fifth
that bouchard2007 found in 11 people)."""

ESTABLISHED = 0.6
"""Share of the scale from which on an alliance counts as established (library default, that of the
stage model)."""

SESSIONS = 5
"""Sessions by which it has to be."""


def patient_rates_higher(eco: Ecosystem) -> Judgement:
    """Judge whether the patient rates the alliance as high as the therapist does, or higher."""
    # By id: whoever is called a patient need not be one.
    ids = {actor.role: actor.id for actor in eco.cases[0].actors}
    gap = perspective_gap(eco, observers=(ids[Role.THERAPIST], ids[Role.PATIENT]))
    # Not those of a channel, nor of a part beside its total.
    whole = np.isin(gap.what, alliance_ratings(eco).label)
    if not whole.any():
        return undecided("the two did not rate the alliance on one scale at one occasion")
    higher = -gap.apart[whole] / (gap.high - gap.low)[whole]
    return compared(float(higher.mean()), ">=", 0.0)


def therapist_sees_more(eco: Ecosystem) -> Judgement:
    """Judge whether media and the room differ more to the therapist than to the patient."""
    where = face_to_face(eco)
    gaps = []
    for role in (Role.THERAPIST, Role.PATIENT):
        found = alliance_ratings(eco, role=str(role))
        found = found.take(found.row >= 0)
        met = where[eco.table.channel[found.row]]
        near, far = found.share[met == 1], found.share[met == 0]
        if len(near) == 0 or len(far) == 0:
            return undecided(
                f"the {role} did not rate the alliance after both mediated contacts and the room"
            )
        gaps.append(abs(float(near.mean() - far.mean())))
    return compared(gaps[0], ">", gaps[1])


def within_reach(eco: Ecosystem) -> Judgement:
    """Judge whether alliances at a distance and face to face differ by no more than `WITHIN`."""
    found = alliance_ratings(eco, role="patient")
    cases = len(eco.cases)
    # Ratings are in order of time, so that the last one written stays.
    share, contacts = np.full(cases, math.nan), np.full(cases, -1)
    share[found.case], contacts[found.case] = found.share, contacts_before(eco, found)
    met = met_or_mediated(eco)
    matched = _matched(met, contacts, ~np.isnan(share))
    if not matched.any():
        return undecided(
            "no patient of a mediated therapy rated the alliance after as many contacts as one "
            "of a therapy face to face"
        )
    apart = [share[matched & (met == kind)] for kind in (0, 1)]
    freedom = sum(len(group) - 1 for group in apart)
    square = sum(float(((group - group.mean()) ** 2).sum()) for group in apart)
    if freedom == 0 or square <= 1e-18:
        return undecided("the ratings matched do not vary, or are too few to tell by how much")
    units = share / math.sqrt(square / freedom)
    test = matched_within_test(np.where(matched, units, math.nan), 1 - met, contacts, bound=WITHIN)
    # How far apart, whichever is ahead; the interval tells which.
    test = attrs.evolve(
        test, name="two one-sided tests at as many contacts", statistic=abs(test.statistic)
    )
    return by_test(test, bound="<=", required=WITHIN)


def _matched(met: Floats, contacts: Ints, rated: Bools) -> Bools:
    """Cases of either kind for which there is one of the other kind after as many contacts."""
    kinds = [contacts[rated & (met == kind)] for kind in (0, 1)]
    both = np.intersect1d(*kinds)
    return rated & ~np.isnan(met) & np.isin(contacts, both)


def tasks_over_bond(eco: Ecosystem) -> Judgement:
    """Judge whether tasks and goals agreed go with the outcome more closely than the bond does."""
    aims = _mean_share(eco, ("task", "goal"))
    bond = _mean_share(eco, ("bond",))
    outcome = ratings(eco, constructs=("outcome",))
    if len(set(outcome.label.tolist())) > 1:
        return undecided("outcome was rated on several scales, which cannot be put in one order")
    end = np.full(len(eco.cases), math.nan)
    end[outcome.case] = outcome.share
    kept = ~(np.isnan(aims) | np.isnan(bond) | np.isnan(end)) & (met_or_mediated(eco) == 0)
    ranks = [_standard_ranks(column[kept]) for column in (aims, bond, end)]
    if not all(map(len, ranks)):
        return undecided(
            "three mediated therapies that differ in outcome, in bond, and in agreement on tasks "
            "or goals are needed"
        )
    x, y, z = ranks
    # A scale of complaints turns the sign of either; what counts is how close it goes along.
    close = [float(np.sign(np.round((column * z).sum(), 9))) for column in (x, y)]
    products = np.round((close[0] * x - close[1] * y) * z, 12)
    test = attrs.evolve(mean_test(products), name="permutation of the two scales")
    return by_test(test)


def _mean_share(eco: Ecosystem, scales: Iterable[str]) -> Floats:
    """Mean of the patient's ratings on parts of the alliance by case, NaN where there is none."""
    found = ratings(eco, constructs=("alliance",))
    kept = (
        (found.channel < 0) & (found.role == str(Role.PATIENT)) & np.isin(found.scale, list(scales))
    )
    cases = len(eco.cases)
    with np.errstate(invalid="ignore"):
        return np.bincount(found.case[kept], found.share[kept], cases) / np.bincount(
            found.case[kept], minlength=cases
        )


def _standard_ranks(values: Floats) -> Floats:
    """Ranks with mean 0 and variance 1; empty where they do not vary, or are fewer than three."""
    from scipy.stats import rankdata

    if len(values) < 3 or np.ptp(values) == 0:
        return np.zeros(0)
    ranks = rankdata(values)
    return np.asarray((ranks - ranks.mean()) / ranks.std())


def presence_explains(eco: Ecosystem) -> Judgement:
    """Judge whether presence explains `EXPLAINED` at least of the variance of the bond."""
    found = presence(eco)
    where = np.append(face_to_face(eco), math.nan)  # the last one: no channel
    patient = np.array(
        [
            eco.cases[case].actors[rater].role is Role.PATIENT
            for case, rater in zip(found.case.tolist(), found.rater.tolist(), strict=True)
        ],
        dtype=bool,
    )
    kept = np.flatnonzero(patient & ~np.isnan(found.bond) & (where[found.channel] == 0))
    _, first = np.unique(found.case[kept], return_index=True)
    rows = kept[first]
    if len(set(found.scale[rows].tolist())) > 1:
        return undecided("presence was rated on several scales, which are not one")
    there, bond = found.presence[rows], found.bond[rows]
    if len(rows) < 4 or np.ptp(there) == 0 or np.ptp(bond) == 0:
        return undecided(
            "four patients who rated presence and bond after a mediated contact, and differ in "
            "both, are needed"
        )
    test = _explained(float(np.corrcoef(there, bond)[0, 1]), len(rows))
    return by_test(test, bound=">=", required=EXPLAINED)


def _explained(r: float, cases: int) -> CaseTest:
    """Is the share that one explains above `EXPLAINED`? Fisher's interval of the correlation."""
    from scipy.stats import norm

    least, wide = math.sqrt(EXPLAINED), 1 / math.sqrt(cases - 3)
    r = min(max(r, -1.0), 1.0)
    with np.errstate(divide="ignore"):
        at = float(np.arctanh(r))
    z = (at - math.atanh(least)) / wide
    low, high = (math.tanh(at + side * 1.96 * wide) for side in (-1, 1))
    # Less presence with a better bond explains nothing of what is claimed.
    squared = [value * abs(value) for value in (r, low, high)]
    return CaseTest(
        name="Fisher's interval of the correlation",
        statistic=squared[0],
        side=int(np.sign(z)),
        p=float(2 * norm.sf(abs(z))),
        cases=cases,
        low=squared[1],
        high=squared[2],
    )


def established_or_lost(eco: Ecosystem) -> Judgement:
    """Judge whether more are lost of those without an established alliance by `SESSIONS`."""
    found = alliance_ratings(eco, role="patient")
    cases = len(eco.cases)
    best = np.full(cases, -math.inf)
    early = found.session <= SESSIONS
    np.maximum.at(best, found.case[early], found.share[early])
    held = np.bincount(eco.table.case[is_session(eco)], minlength=cases)
    # Who left before had no time to establish anything: only those who came so far are compared.
    followed = (held >= SESSIONS) & (best > -math.inf)
    if not followed.any():
        return undecided(
            f"no patient rated the alliance by session {SESSIONS} of a therapy that came so far"
        )
    course = stages(eco)
    lost = (course.now == course.stages.index("dropout")).astype(np.float64)
    stood = best >= ESTABLISHED - 1e-9
    return by_test(difference_test(lost[followed & ~stood], lost[followed & stood]))
