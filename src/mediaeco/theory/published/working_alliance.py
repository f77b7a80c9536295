"""The working alliance at a distance: two views of it, what carries it, when it must stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import product

import attrs
import numpy as np

from mediaeco.analysis import is_session, ratings, stages
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.media import presence
from mediaeco.model import Case, Cohort, Interaction, Measure, Role, Standing
from mediaeco.relation import perspective_gap
from mediaeco.theory.case_test import (
    CaseTest,
    difference_test,
    matched_within_test,
    mean_test,
)
from mediaeco.theory.example import contact, rating, several, told
from mediaeco.theory.judgement import Judgement, by_test, compared, undecided
from mediaeco.theory.proposition import Basis, Direction, Proposition, Scope
from mediaeco.theory.reading import (
    alliance_ratings,
    contacts_before,
    face_to_face,
    met_or_mediated,
)
from mediaeco.theory.theory import Theory

__all__ = ["ESTABLISHED", "EXPLAINED", "SESSIONS", "WITHIN", "WORKING_ALLIANCE"]

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

_BOUNDARY = (
    "Individual psychotherapy of adults. What was found there was mostly found face to face; "
    "studies at a distance are few, and small."
)
_ALLIANCE = "ratings of the alliance"


def _patient_rates_higher(eco: Ecosystem) -> Judgement:
    # By id: whoever is called a patient need not be one.
    ids = {actor.role: actor.id for actor in eco.cases[0].actors}
    gap = perspective_gap(eco, observers=(ids[Role.THERAPIST], ids[Role.PATIENT]))
    # Not those of a channel, nor of a part beside its total.
    whole = np.isin(gap.what, alliance_ratings(eco).label)
    if not whole.any():
        return undecided("the two did not rate the alliance on one scale at one occasion")
    higher = -gap.apart[whole] / (gap.high - gap.low)[whole]
    return compared(float(higher.mean()), ">=", 0.0)


def _therapist_sees_more(eco: Ecosystem) -> Judgement:
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


def _within_reach(eco: Ecosystem) -> Judgement:
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


def _tasks_over_bond(eco: Ecosystem) -> Judgement:
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


def _presence_explains(eco: Ecosystem) -> Judgement:
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


def _established_or_lost(eco: Ecosystem) -> Judgement:
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


def _rated_by_both(patient: float, therapist: float) -> list[Interaction | Measure]:
    return [
        contact(0, "therapist", "video_call", duration=3000),
        rating(0.2, "patient", patient),
        rating(0.3, "therapist", therapist),
    ]


def _patient_content() -> Case:
    return told("patient_content", *_rated_by_both(0.8, 0.6))


def _therapist_content() -> Case:
    return told("therapist_content", *_rated_by_both(0.5, 0.8))


def _met_and_called(name: str, patient: float, therapist: float) -> Case:
    """A session in the room and one by video, after which either falls by so much for each."""
    return told(
        name,
        contact(0, "therapist", "face_to_face", duration=3000),
        rating(0.2, "patient", 0.8),
        rating(0.3, "therapist", 0.8),
        contact(7, "therapist", "video_call", duration=3000),
        rating(7.2, "patient", 0.8 - patient),
        rating(7.3, "therapist", 0.8 - therapist),
    )


def _therapist_misses_the_room() -> Case:
    return _met_and_called("therapist_misses_the_room", 0.05, 0.3)


def _patient_misses_the_room() -> Case:
    return _met_and_called("patient_misses_the_room", 0.3, 0.05)


def _two_kinds(early: Sequence[float], met: Sequence[float], wrote: Sequence[float]) -> Cohort:
    """Pairs of therapies, one in the room and one by e-mail, of as many contacts each.

    ``early`` tells how high those who meet, and those who write, rate after the first contact; the
    others how high they do after the last one, pair by pair.
    """
    cases = []
    for k, shares in enumerate(zip(met, wrote, strict=True)):
        for channel, first, last in zip(("face_to_face", "email"), early, shares, strict=True):
            weeks = range(9 + k)
            parts: list[Interaction | Measure] = [
                contact(
                    7 * week,
                    ("therapist", "patient")[week % 2],
                    channel,
                    purposes=["exploration"],
                )
                for week in weeks
            ]
            parts += [rating(1, "patient", first), rating(7 * len(weeks), "patient", last)]
            cases.append(told(f"pair_{k}_{channel}", *parts))
    return several(*cases)


def as_close_in_writing() -> Cohort:
    """Those who write begin far below those who meet; after as many contacts none is ahead."""
    return _two_kinds((0.6, 0.2), (0.7, 0.72, 0.74, 0.76), (0.701, 0.72, 0.74, 0.759))


def closer_in_the_room() -> Cohort:
    """After as many contacts, those who meet are well ahead of those who write."""
    return _two_kinds((0.6, 0.2), (0.7, 0.74, 0.76, 0.8), (0.36, 0.4, 0.41, 0.45))


_OUTCOMES = (0.15, 0.2, 0.3, 0.45, 0.55, 0.7, 0.8, 0.85)
_ALONG = (0.2, 0.1, 0.35, 0.4, 0.6, 0.65, 0.9, 0.8)
_ACROSS = (0.5, 0.55, 0.75, 0.8, 0.45, 0.4, 0.6, 0.65)


def _outcomes(aims: Sequence[float], bond: Sequence[float]) -> Cohort:
    """Therapies by video, rated on tasks, goals and bond, with what came of them."""
    return several(
        *(
            told(
                f"therapy_{k}",
                contact(0, "therapist", "video_call", duration=3000),
                rating(1, "patient", aim, scale="task"),
                rating(1, "patient", aim, scale="goal"),
                rating(1, "patient", felt, scale="bond"),
                rating(90, "patient", came, construct="outcome"),
            )
            for k, (aim, felt, came) in enumerate(zip(aims, bond, _OUTCOMES, strict=True))
        )
    )


def _agreed_on_the_work() -> Cohort:
    """Those who agree on what to do and what for get well, warm or not."""
    return _outcomes(_ALONG, _ACROSS)


def _warm_whatever_the_work() -> Cohort:
    """Those who like one another get well, agreed or not."""
    return _outcomes(_ACROSS, _ALONG)


def _first_sessions(bond: Sequence[float]) -> Cohort:
    """First sessions by video, in which each was more present than the one before."""
    return several(
        *(
            told(
                f"first_session_{k}",
                contact(0, "therapist", "video_call", duration=3000),
                rating(0.1, "patient", 0.2 + 0.1 * k, construct="presence"),
                rating(0.1, "patient", felt, scale="bond"),
            )
            for k, felt in enumerate(bond)
        )
    )


def _there_and_bonded() -> Cohort:
    return _first_sessions((0.3, 0.35, 0.5, 0.55, 0.7, 0.75, 0.85))


def _there_and_wary() -> Cohort:
    """The more the patients felt to be there, the less they felt bound."""
    return _first_sessions((0.85, 0.75, 0.7, 0.55, 0.5, 0.35, 0.3))


def _five_sessions(name: str, share: float, *, stays: bool) -> Case:
    parts: list[Interaction | Measure] = [
        contact(7 * week, "therapist", "video_call", duration=3000) for week in range(SESSIONS)
    ]
    parts.append(rating(7 * SESSIONS - 5, "patient", share))
    if stays:
        parts.append(contact(7 * SESSIONS, "therapist", "video_call", purposes=["closing"]))
    return told(name, *parts, until=7 * SESSIONS + 50)


def _fifth_sessions(*, turned: bool) -> Cohort:
    rows = product((0.8, 0.3), range(4))
    return several(
        *(
            _five_sessions(f"therapy_{k}", share + 0.01 * n, stays=(share > 0.5) is not turned)
            for k, (share, n) in enumerate(rows)
        )
    )


def _the_unsure_leave() -> Cohort:
    """Four who trust their therapists by then end as agreed; four who do not leave."""
    return _fifth_sessions(turned=False)


def _the_sure_leave() -> Cohort:
    """Those who trust their therapists have had enough, and are not heard of again."""
    return _fifth_sessions(turned=True)


_PROPOSITIONS = (
    Proposition(
        id="patient_rates_higher",
        statement="Patients rate the alliance as high as their therapists do, or higher.",
        sources=("ertelt2011",),
        judge=_patient_rates_higher,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires=f"{_ALLIANCE} by both, on one scale and within two days",
        boundary=_BOUNDARY,
        refuted_by="therapists who rate higher than their patients, on average",
        confirming=_patient_content,
        refuting=_therapist_content,
    ),
    Proposition(
        id="therapist_sees_more_difference",
        statement="Therapists see more of a difference between media and the room than patients.",
        sources=("ertelt2011", "rees2005"),
        judge=_therapist_sees_more,
        scope=Scope.AVERAGE,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.MORE,
        requires=f"{_ALLIANCE} by both after contacts face to face, and after mediated ones",
        boundary=f"{_BOUNDARY} The source compared groups, each treated over one channel.",
        refuted_by="a difference between channels that patients rate as wide, or wider, on average",
        confirming=_therapist_misses_the_room,
        refuting=_patient_misses_the_room,
    ),
    Proposition(
        id="within_reach_of_the_room",
        question="does the gap between media close",
        statement=(
            "After as many contacts, alliances at a distance and face to face lie within "
            f"{WITHIN:g} standard deviations: no gap stays that would matter."
        ),
        sources=("seuling2024", "norwood2018"),
        judge=_within_reach,
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
        judge=_tasks_over_bond,
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
        confirming=_agreed_on_the_work,
        refuting=_warm_whatever_the_work,
    ),
    Proposition(
        id="presence_explains_bond",
        statement=(
            f"Over first mediated contacts, presence explains {EXPLAINED:.0%} at least of the "
            "variance of the bond."
        ),
        sources=("bouchard2007",),
        judge=_presence_explains,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        standing=Standing.ADAPTED,
        direction=Direction.BOUND,
        requires="the first ratings of presence and bond by four patients at least",
        boundary="Found in 11 people with panic disorder, over video, and not adjusted here.",
        refuted_by="a correlation below that bound by more than its error",
        confirming=_there_and_bonded,
        refuting=_there_and_wary,
    ),
    Proposition(
        id="established_or_lost",
        statement=(
            f"Of therapies of {SESSIONS} sessions, those without an established alliance by then "
            "end in dropout more often."
        ),
        sources=("orlinsky2004", "swift2012"),
        judge=_established_or_lost,
        scope=Scope.COHORT,
        basis=Basis.RATINGS,
        direction=Direction.MORE,
        requires=f"a cohort with {_ALLIANCE} by patients in the first {SESSIONS} sessions",
        boundary=(
            "Who left before that session says nothing here, though most who leave do so early; "
            "dropout is six weeks of silence, so that a record has to go on after the last contact."
        ),
        refuted_by="dropout that is more frequent where the alliance was established",
        confirming=_the_unsure_leave,
        refuting=_the_sure_leave,
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
