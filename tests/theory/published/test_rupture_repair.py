"""Rupture and repair: planted endings, and their mirror images."""

from collections.abc import Callable

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Case, Interaction, Measure
from mediaeco.testing import swap_roles
from mediaeco.theory import (
    MERE_EXPOSURE,
    RUPTURE_REPAIR,
    Verdict,
    contact,
    judged,
    rating,
    several,
    told,
)
from mediaeco.theory.published.rupture_repair_judge import RESTORED, TAU_HOURS

REPAIRED_NONE = RUPTURE_REPAIR["repaired_above_none"]
REPAIRED_OPEN = RUPTURE_REPAIR["repaired_above_unresolved"]
NONE_OPEN = RUPTURE_REPAIR["none_above_unresolved"]
COSTS = RUPTURE_REPAIR["confrontation_costs_more"]
FREQUENT = RUPTURE_REPAIR["withdrawal_more_frequent"]
RESTORES = RUPTURE_REPAIR["another_channel_restores"]
SOONER = RUPTURE_REPAIR["channels_mend_sooner"]

KINDS = ("withdrawal", "confrontation")
WEEKS = st.lists(
    st.tuples(st.sampled_from(("", *KINDS)), st.integers(0, 10)), min_size=1, max_size=7
)


def therapy(name: str, weeks: list[tuple[str, int]]) -> Case:
    parts: list[Interaction | Measure] = [rating(0, "patient", 0.5)]
    for k, (kind, points) in enumerate(weeks):
        parts.append(contact(7 * k + 1, "therapist", "video_call", rupture=kind or None))
        parts.append(rating(7 * k + 2, "patient", points / 10))
    return told(name, *parts)


def ending(name: str, share: float, *events: str, rater: str = "patient") -> Case:
    parts = [contact(0, "therapist", "video_call")]
    for k, event in enumerate(events, start=1):
        word, kind = event.split()
        coded = {"rupture": None, "repair": None} | {word: kind}
        parts.append(contact(7 * k, "therapist", "video_call", **coded))  # type: ignore[arg-type]  # by name
    return told(name, *parts, rating(90, rater, share))


@given(st.lists(st.integers(1, 9), min_size=3, max_size=3, unique=True))
def test_endings_are_held_in_their_order(levels: list[int]) -> None:
    mended, none, left = (level / 10 for level in levels)
    rows: list[tuple[float, tuple[str, ...]]] = [
        (mended, ("rupture withdrawal", "repair withdrawal")),
        (none, ()),
        (left, ("rupture confrontation",)),
    ]
    cohort = several(
        *(
            ending(f"{chr(97 + kind)}_{k}", share + 0.01 * k, *events)
            for kind, (share, events) in enumerate(rows)
            for k in range(4)
        )
    )
    eco = Ecosystem(cohort)
    for claim, above in (
        (REPAIRED_NONE, mended > none),
        (REPAIRED_OPEN, mended > left),
        (NONE_OPEN, none > left),
        (MERE_EXPOSURE["repair_gains_nothing"], none > mended),
    ):
        expected = Verdict.HOLDS if above else Verdict.FAILS
        assert judged(claim, eco).verdict is expected


def test_what_was_rated_before_the_repair_is_no_ending() -> None:
    early = told(
        "early",
        contact(0, "therapist", "video_call"),
        contact(7, "therapist", "video_call", rupture="withdrawal"),
        rating(8, "patient", 0.1),
        contact(14, "therapist", "video_call", repair="withdrawal"),
    )
    found = judged(REPAIRED_NONE, Ecosystem(several(early, ending("none", 0.5))))
    assert found.verdict is Verdict.UNDECIDED
    assert found.test is not None
    assert found.test.cases == 1


def test_one_rupture_left_open_leaves_the_case_unresolved() -> None:
    half = ending("half", 0.2, "rupture withdrawal", "repair withdrawal", "rupture confrontation")
    eco = Ecosystem(several(half, ending("none", 0.6)))
    assert judged(NONE_OPEN, eco).observed == pytest.approx(0.4)
    assert judged(REPAIRED_NONE, eco).verdict is Verdict.UNDECIDED


def test_where_nobody_coded_ruptures_none_are_compared() -> None:
    eco = Ecosystem(several(ending("one", 0.3), ending("other", 0.8)))
    assert "no withdrawal or confrontation" in judged(REPAIRED_NONE, eco).reason


def falls(weeks: list[tuple[str, int]]) -> dict[str, list[float]]:
    points = [5, *(value for _, value in weeks)]
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for k, (kind, _) in enumerate(weeks):
        if kind:
            found[kind].append((points[k] - points[k + 1]) / 10)
    return found


@given(WEEKS)
def test_falls_are_those_from_rating_to_rating(weeks: list[tuple[str, int]]) -> None:
    eco = Ecosystem(therapy("weekly", weeks))
    expected = falls(weeks)
    found = judged(COSTS, eco)
    if not all(expected.values()):
        assert found.verdict is Verdict.UNDECIDED
        return
    means = {kind: sum(values) / len(values) for kind, values in expected.items()}
    assert found.observed == pytest.approx(means["confrontation"])
    assert found.required == pytest.approx(means["withdrawal"])
    assume(abs(means["confrontation"] - means["withdrawal"]) > 1e-9)
    exchanged = [(dict(zip(KINDS, KINDS[::-1], strict=True)).get(k, k), v) for k, v in weeks]
    other = judged(COSTS, Ecosystem(therapy("exchanged", exchanged)))
    assert {found.verdict, other.verdict} == {Verdict.HOLDS, Verdict.FAILS}


def test_two_ruptures_between_two_ratings_cannot_be_told_apart() -> None:
    case = told(
        "both",
        rating(0, "patient", 0.8),
        contact(1, "therapist", "video_call", rupture="withdrawal"),
        contact(2, "therapist", "video_call", rupture="confrontation"),
        rating(3, "patient", 0.2),
    )
    assert "ratings of its own" in judged(COSTS, Ecosystem(case)).reason


@given(WEEKS)
def test_withdrawals_are_counted(weeks: list[tuple[str, int]]) -> None:
    counts = [sum(kind == one for kind, _ in weeks) for one in KINDS]
    case = therapy("weekly", weeks)
    found = judged(FREQUENT, Ecosystem(case))
    if sum(counts) == 0:
        assert found.verdict is Verdict.UNDECIDED
    else:
        assert (found.verdict is Verdict.HOLDS) == (counts[0] > counts[1])
        assert judged(FREQUENT, Ecosystem(swap_roles(case))) == found


def broken(hours: float, channel: str, before: float, after: float) -> Case:
    return told(
        "broken",
        rating(0, "patient", before),
        contact(1, "therapist", "video_call", rupture="technological"),
        contact(1 + hours / 24, "therapist", channel),
        rating(9, "patient", after),
    )


@given(st.integers(0, 20), st.integers(0, 20))
def test_restored_is_what_fell_by_little(before: int, after: int) -> None:
    found = judged(RESTORES, Ecosystem(broken(1, "phone", before / 20, after / 20)))
    assert (found.verdict is Verdict.HOLDS) == (after - before >= -20 * RESTORED - 1e-9)


@pytest.mark.parametrize(
    ("hours", "channel"), [(TAU_HOURS + 1, "phone"), (1, "video_call")], ids=["late", "same"]
)
def test_only_another_channel_in_time_is_multimedia_repair(hours: float, channel: str) -> None:
    found = judged(RESTORES, Ecosystem(broken(hours, channel, 0.5, 0.5)))
    assert found.verdict is Verdict.UNDECIDED


def test_what_nobody_rated_afterwards_is_not_restored() -> None:
    case = broken(1, "phone", 0.5, 0.5)
    case = attrs.evolve(case, measures=case.measures[:1], clock=case.clock)
    assert "nobody rated" in judged(RESTORES, Ecosystem(case)).reason


def lines(hours: list[float | None]) -> Callable[[], Ecosystem]:
    media = ("email", "phone", "sms", "voice_note", "website")

    def make() -> Ecosystem:
        cases = []
        for k, gap in enumerate(hours):
            parts = [contact(0.1 * j, "patient", name) for j, name in enumerate(media[:k])]
            parts.append(contact(7, "therapist", "video_call", rupture="technological"))
            if gap is not None:
                parts.append(contact(7 + gap / 24, "therapist", "video_call"))
            cases.append(told(f"line_{k}", *parts))
        return Ecosystem(several(*cases))

    return make


@given(st.lists(st.integers(1, 200), min_size=6, max_size=6, unique=True))
def test_hours_are_ranked_against_channels(hours: list[int]) -> None:
    falling = sorted(map(float, hours), reverse=True)
    assert judged(SOONER, lines(list(falling))()).verdict is Verdict.HOLDS
    assert judged(SOONER, lines(list(falling[::-1]))()).verdict is Verdict.FAILS


def test_a_break_never_mended_took_the_longest() -> None:
    found = judged(SOONER, lines([None, 48, 24, 5, 2, 1])())
    assert found.observed == pytest.approx(1)
    assert found.test is not None
    assert found.test.cases == 6
    assert judged(SOONER, lines([1, 2, 5, 24, 48, None])()).observed == pytest.approx(-1)


def test_kinds_of_ruptures_are_kept_apart() -> None:
    """A broken line is no rupture of the alliance, and a withdrawal breaks no line."""
    silent = ending("silent", 0.3, "rupture withdrawal", "repair withdrawal")
    other = ending("other", 0.8, "rupture withdrawal", "repair withdrawal")
    assert "no technological" in judged(SOONER, Ecosystem(several(silent, other))).reason
    line = ending("line", 0.3, "rupture technological", "repair technological")
    eco = Ecosystem(several(line, ending("none", 0.8)))
    assert "no withdrawal or confrontation" in judged(REPAIRED_NONE, eco).reason


def test_only_the_last_rating_of_each_is_an_ending() -> None:
    """The patient rated twice and ends at .8, the therapist at .4: half-way is .6."""
    case = told(
        "rated_twice",
        contact(0, "therapist", "video_call"),
        rating(1, "patient", 0.1),
        rating(2, "therapist", 0.4),
        rating(9, "patient", 0.8),
    )
    mended = ending("mended", 0.9, "rupture withdrawal", "repair withdrawal")
    found = judged(REPAIRED_NONE, Ecosystem(several(mended, case)))
    assert found.observed == pytest.approx(0.9 - 0.6)
