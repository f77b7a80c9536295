"""The working alliance at a distance: planted cohorts, and their mirror images."""

import math
from collections.abc import Sequence

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Case, Cohort, Interaction, Measure
from mediaeco.testing import swap_roles
from mediaeco.theory import (
    WORKING_ALLIANCE,
    Verdict,
    contact,
    judged,
    rating,
    several,
    told,
)
from mediaeco.theory.published.working_alliance_judge import EXPLAINED, SESSIONS
from mediaeco.theory.reading import face_to_face, met_or_mediated

HIGHER = WORKING_ALLIANCE["patient_rates_higher"]
SEES = WORKING_ALLIANCE["therapist_sees_more_difference"]
REACH = WORKING_ALLIANCE["within_reach_of_the_room"]
TASKS = WORKING_ALLIANCE["tasks_and_goals_over_bond"]
PRESENCE = WORKING_ALLIANCE["presence_explains_bond"]
LOST = WORKING_ALLIANCE["established_or_lost"]
POINTS = st.integers(0, 10)


@given(POINTS, POINTS)
def test_the_two_views_are_held_against_one_another(patient: int, therapist: int) -> None:
    case = told(
        "views",
        contact(0, "patient", "email"),
        rating(1, "patient", patient / 10),
        rating(1.5, "therapist", therapist / 10),
    )
    found = judged(HIGHER, Ecosystem(case))
    assert found.observed == pytest.approx((patient - therapist) / 10)
    turned = judged(HIGHER, Ecosystem(swap_roles(case)))
    assert turned.observed == pytest.approx(-found.observed)


def test_views_of_different_occasions_or_of_a_channel_are_none() -> None:
    apart = told("apart", rating(0, "patient", 0.9), rating(9, "therapist", 0.1))
    channel = told(
        "channel",
        contact(0, "patient", "email"),
        rating(1, "patient", 0.9, about="email"),
        rating(1, "therapist", 0.1, about="email"),
    )
    for case in (apart, channel):
        assert judged(HIGHER, Ecosystem(case)).verdict is Verdict.UNDECIDED


@given(POINTS, POINTS, POINTS, POINTS)
def test_each_side_sees_its_own_difference(a: int, b: int, c: int, d: int) -> None:
    case = told(
        "sides",
        contact(0, "therapist", "face_to_face"),
        rating(0.1, "therapist", a / 10),
        rating(0.2, "patient", b / 10),
        contact(7, "therapist", "phone"),
        rating(7.1, "therapist", c / 10),
        rating(7.2, "patient", d / 10),
    )
    found = judged(SEES, Ecosystem(case))
    assert found.observed == pytest.approx(abs(a - c) / 10)
    assert found.required == pytest.approx(abs(b - d) / 10)
    turned = judged(SEES, Ecosystem(swap_roles(case)))
    assert (turned.observed, turned.required) == (found.required, found.observed)


def test_a_difference_needs_both_kinds_of_contact() -> None:
    case = told(
        "video_alone",
        contact(0, "therapist", "video_call"),
        rating(1, "therapist", 0.4),
        rating(1, "patient", 0.6),
    )
    assert "the therapist did not rate" in judged(SEES, Ecosystem(case)).reason


def therapy(name: str, channel: str, contacts: int, share: float) -> Case:
    parts = [contact(7 * week, "therapist", channel) for week in range(contacts)]
    return told(name, *parts, rating(7 * contacts, "patient", share))


def pairs(met: Sequence[float], mediated: Sequence[float], step: int = 1) -> Cohort:
    cases = []
    for k, (here, there) in enumerate(zip(met, mediated, strict=True)):
        cases.append(therapy(f"met_{k}", "face_to_face", 1 + step * k, here))
        cases.append(therapy(f"far_{k}", "video_call", 1 + step * k, there))
    return several(*cases)


SHARES = st.lists(st.integers(10, 90).map(lambda k: k / 100), min_size=4, max_size=4)


@given(SHARES, SHARES)
def test_the_gap_is_that_of_pairs_in_standard_deviations(
    met: list[float], far: list[float]
) -> None:
    found = judged(REACH, Ecosystem(pairs(met, far)))
    spread = math.sqrt((np.var(met, ddof=1) + np.var(far, ddof=1)) / 2)
    if spread < 1e-9:
        assert found.verdict is Verdict.UNDECIDED
        return
    apart = (np.mean(far) - np.mean(met)) / spread
    assert found.observed == pytest.approx(abs(apart), abs=1e-9)
    turned = judged(REACH, Ecosystem(pairs(far, met)))
    assert turned.verdict is found.verdict
    assert turned.observed == pytest.approx(found.observed, abs=1e-9)


@pytest.mark.parametrize(
    ("cohort", "why"),
    [
        (several(therapy("a", "phone", 2, 0.4), therapy("b", "face_to_face", 3, 0.5)), "as many"),
        (several(therapy("a", "phone", 2, 0.4), therapy("b", "face_to_face", 2, 0.5)), "too few"),
        (pairs((0.5, 0.5), (0.5, 0.5)), "do not vary"),
    ],
    ids=["unmatched", "single", "same"],
)
def test_what_is_missing_for_a_gap_is_said(cohort: Cohort, why: str) -> None:
    assert why in judged(REACH, Ecosystem(cohort)).reason


def test_a_therapy_over_both_is_of_neither_kind() -> None:
    blended = told(
        "blended",
        contact(0, "therapist", "face_to_face"),
        contact(7, "therapist", "video_call"),
        rating(8, "patient", 0.1),
    )
    mails_beside = told(
        "mails_beside",
        contact(0, "therapist", "face_to_face"),
        contact(7, "patient", "email"),
        rating(8, "patient", 0.5),
    )
    cohort = several(blended, mails_beside, therapy("far", "phone", 2, 0.5))
    found = judged(REACH, Ecosystem(cohort))
    assert "too few" in found.reason  # one of either kind after two contacts; the blend is none


@given(st.permutations(range(8)), st.permutations(range(8)), st.booleans(), st.sampled_from((0, 1)))
def test_tasks_are_held_against_the_bond(
    aims: list[int], bond: list[int], complaints: bool, kind: int
) -> None:
    def cohort(one: Sequence[int], other: Sequence[int], *, turned: bool) -> Ecosystem:
        return Ecosystem(
            several(
                *(
                    told(
                        f"therapy_{k}",
                        contact(0, "therapist", "phone"),
                        rating(1, "patient", a / 10, scale=("task", "goal")[kind]),
                        rating(1, "patient", b / 10, scale="bond"),
                        rating(9, "patient", (9 - k if turned else k) / 10, construct="outcome"),
                    )
                    for k, (a, b) in enumerate(zip(one, other, strict=True))
                )
            )
        )

    found = judged(TASKS, cohort(aims, bond, turned=complaints))
    close = [abs(spearmanr(column, range(8)).statistic) for column in (aims, bond)]
    assert found.observed == pytest.approx(close[0] - close[1], abs=1e-9)
    # Whether the outcome is told as health or as complaints changes nothing.
    other = judged(TASKS, cohort(aims, bond, turned=not complaints))
    assert other.verdict is found.verdict
    assert other.observed == pytest.approx(found.observed, abs=1e-9)
    exchanged = judged(TASKS, cohort(bond, aims, turned=complaints))
    assert exchanged.observed == pytest.approx(-found.observed, abs=1e-9)
    if found.verdict is not Verdict.UNDECIDED:
        assert {found.verdict, exchanged.verdict} == {Verdict.HOLDS, Verdict.FAILS}


def test_outcomes_on_several_scales_are_in_no_order() -> None:
    cases = [
        told(f"case_{k}", rating(1, "patient", k / 5, construct="outcome", scale=scale))
        for k, scale in enumerate(("symptoms", "function"))
    ]
    assert "several scales" in judged(TASKS, Ecosystem(several(*cases))).reason


def first_sessions(
    bonds: Sequence[float], channel: str = "video_call", *, second: bool = False
) -> Ecosystem:
    cases = []
    for k, bond in enumerate(bonds):
        parts: list[Interaction | Measure] = [
            contact(0, "therapist", channel),
            rating(0.05, "therapist", 1 - k / 20, construct="presence"),
            rating(0.05, "therapist", bond, scale="bond"),
            rating(0.1, "patient", (k + 1) / 20, construct="presence"),
            rating(0.1, "patient", bond, scale="bond"),
        ]
        if second:
            parts += [
                contact(7, "therapist", channel),
                rating(7.1, "patient", 1 - k / 20, construct="presence"),
                rating(7.1, "patient", bond, scale="bond"),
            ]
        cases.append(told(f"session_{k}", *parts))
    return Ecosystem(several(*cases))


@given(st.lists(POINTS.map(lambda k: k / 10), min_size=4, max_size=12))
def test_presence_is_a_signed_share_of_variance(bonds: list[float]) -> None:
    found = judged(PRESENCE, first_sessions(bonds))
    if len(set(bonds)) == 1:
        assert found.verdict is Verdict.UNDECIDED
        return
    r = float(np.corrcoef(np.arange(len(bonds)), bonds)[0, 1])
    assert found.observed == pytest.approx(r * abs(r), abs=1e-9)
    assert found.test is not None
    assert found.test.low <= found.observed + 1e-9
    assert found.test.high >= found.observed - 1e-9
    if found.verdict is not Verdict.UNDECIDED:
        assert (found.verdict is Verdict.HOLDS) == (found.observed >= EXPLAINED)
        mirror = judged(PRESENCE, first_sessions([1 - bond for bond in bonds]))
        assert mirror.verdict is not Verdict.HOLDS or found.verdict is not Verdict.HOLDS


def test_presence_in_the_room_and_later_ratings_say_nothing() -> None:
    bonds = (0.2, 0.4, 0.5, 0.7, 0.9)
    assert judged(PRESENCE, first_sessions(bonds, "face_to_face")).verdict is Verdict.UNDECIDED
    found = judged(PRESENCE, first_sessions(bonds, second=True))
    assert found.observed == pytest.approx(judged(PRESENCE, first_sessions(bonds)).observed)


def course(name: str, sessions: int, share: float, *, leaves: bool, rated: int = 1) -> Case:
    parts = [contact(7 * week, "therapist", "phone") for week in range(sessions)]
    if not leaves:
        parts.append(contact(7 * sessions, "patient", "email", purposes=["closing"]))
    return told(name, *parts, rating(7 * rated - 6, "patient", share), until=7 * sessions + 60)


@given(st.booleans(), st.integers(60, 100), st.integers(0, 59))
def test_who_trusts_early_stays(mirrored: bool, high: int, low: int) -> None:
    cases = [course(f"sure_{k}", SESSIONS + k, high / 100, leaves=mirrored) for k in range(4)] + [
        course(f"unsure_{k}", SESSIONS + k, low / 100, leaves=not mirrored) for k in range(4)
    ]
    found = judged(LOST, Ecosystem(several(*cases)))
    assert found.verdict is (Verdict.FAILS if mirrored else Verdict.HOLDS)
    assert found.observed == pytest.approx(-1 if mirrored else 1)


def test_who_leaves_early_or_is_rated_late_is_not_compared() -> None:
    cases = [course(f"early_{k}", SESSIONS - 1, 0.1, leaves=True) for k in range(4)]
    late = [
        course(f"late_{k}", SESSIONS + 2, 0.9, leaves=False, rated=SESSIONS + 1) for k in range(4)
    ]
    assert "came so far" in judged(LOST, Ecosystem(several(*cases, *late))).reason


def outcomes(channel: str, *, about: str = "") -> Ecosystem:
    return Ecosystem(
        several(
            *(
                told(
                    f"therapy_{k}",
                    contact(0, "therapist", channel),
                    rating(1, "patient", k / 10, scale="task"),
                    rating(1, "patient", (k * 3 % 8) / 10, scale="bond", about=about),
                    rating(9, "patient", k / 10, construct="outcome"),
                )
                for k in range(8)
            )
        )
    )


def test_what_carries_the_outcome_is_asked_of_therapies_at_a_distance() -> None:
    assert judged(TASKS, outcomes("phone")).test is not None
    assert judged(TASKS, outcomes("face_to_face")).test is None
    # A bond with the line itself is none between the two.
    assert judged(TASKS, outcomes("phone", about="phone")).test is None


def test_the_gap_is_the_patients() -> None:
    met = (0.4, 0.5, 0.6, 0.7)
    cohort = pairs(met, met[::-1])
    assert judged(REACH, Ecosystem(cohort)).test is not None
    by_therapists = several(
        *(
            attrs.evolve(
                case,
                measures=[attrs.evolve(m, rater="therapist") for m in case.measures],
                clock=case.clock,
            )
            for case in cohort
        )
    )
    assert "no patient" in judged(REACH, Ecosystem(by_therapists)).reason


def test_the_interval_tells_who_is_ahead() -> None:
    found = judged(REACH, Ecosystem(pairs((0.4, 0.5, 0.6, 0.7), (0.3, 0.41, 0.5, 0.59))))
    assert found.test is not None
    assert found.test.high < 0  # those at a distance lie behind


def test_virtual_reality_is_a_medium() -> None:
    eco = Ecosystem(therapy("headset", "virtual_reality", 2, 0.5))
    assert face_to_face(eco).tolist() == [0.0]
    assert met_or_mediated(eco).tolist() == [0.0]
    room = Ecosystem(therapy("room", "face_to_face", 2, 0.5))
    assert met_or_mediated(room).tolist() == [1.0]
