from __future__ import annotations

import itertools
import math
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediaeco.analysis import (
    CONSTANCY,
    FrameParameters,
    frame_constancy,
    frame_coverage,
    frame_lifecycle,
    frame_strength,
    is_session,
    media_share,
)
from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    ContentKind,
    FrameAct,
    Interaction,
    Ragged,
    Role,
)
from mediaeco.testing import cases, ecosystems, permute_channels, shift_time, swap_roles

RHYTHM, DURATION, CHANNEL, TERMS = range(4)
DAY = 86_400.0


# A slow and obvious reference ------------------------------------------------------------------


def evenness(values: list[float]) -> float:
    if len(values) < 2:
        return math.nan
    mean = sum(values) / len(values)
    if mean == 0:
        return 1.0
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return max(0.0, 1 - spread / mean)


def slow_sessions(eco: Ecosystem) -> list[int]:
    live = {channel.id for channel in eco.channels if channel.live}
    two = {eco.case.therapist.id, eco.case.patient.id}
    return [
        i
        for i, row in enumerate(eco.case.interactions)
        if row.channel in live
        and row.content is ContentKind.LIVE_TALK
        and row.sender in two
        and two - {row.sender} <= set(row.receivers)
    ]


def slow_constancy(eco: Ecosystem, upto: int) -> list[float]:
    """The four components over the rows up to and with ``upto``."""
    rows = tuple(eco.case.interactions)
    met = [i for i in slow_sessions(eco) if i <= upto]
    # By the clock on the wall.
    times = [int(eco.table.time[i]) + int(eco.table.utc_offset[i]) * 1_000_000 for i in met]
    gaps = [max(0, b - a) / 86_400e6 for a, b in itertools.pairwise(times)]
    lengths = [d for i in met if (d := rows[i].duration) is not None]
    changes = sum(rows[a].channel != rows[b].channel for a, b in itertools.pairwise(met))
    channel = 1 - changes / (len(met) - 1) if len(met) > 1 else math.nan

    standing: dict[str, str] = {}
    waiting: dict[str, str] = {}
    ever: set[str] = set()
    broken = chances = 0
    for row in rows[: upto + 1]:
        for act in row.acts:
            actor = act.actor or row.sender
            e, waits = act.element, waiting.get(act.element)
            if act.kind is ActKind.PROPOSE or (act.kind is ActKind.RENEGOTIATE and e in standing):
                waiting[e] = actor
            elif act.kind is ActKind.ACCEPT and waits not in (None, actor):
                broken += standing.get(e) == "agreed"
                standing[e] = "agreed"
                ever.add(e)
                del waiting[e]
            elif act.kind is ActKind.REJECT and waits is not None:
                del waiting[e]
            elif act.kind is ActKind.BREACH and standing.get(e) == "agreed":
                broken += 1
                standing[e] = "breached"
            elif act.kind is ActKind.REPAIR and standing.get(e) == "breached":
                standing[e] = "agreed"
        chances += len(ever)
    terms = max(0.0, 1 - broken / chances) if chances else math.nan
    return [evenness(gaps), evenness(lengths), channel, terms]


@given(ecosystems(min_contacts=8, max_contacts=16, min_elements=2, views=True))
def test_constancy_agrees_with_the_slow_reference(eco: Ecosystem) -> None:
    constancy = frame_constancy(eco)
    assert np.flatnonzero(is_session(eco)).tolist() == slow_sessions(eco)
    for row in range(len(eco)):
        slow = slow_constancy(eco, row)
        np.testing.assert_allclose(constancy.components[row], slow, atol=1e-6)
        known = [part for part in slow if not math.isnan(part)]
        mean = sum(known) / len(known) if known else math.nan
        assert constancy.value[row] == pytest.approx(mean, abs=1e-6, nan_ok=True)


@given(ecosystems(min_contacts=8, max_contacts=16, min_elements=2, views=True), st.floats(0, 3))
def test_strength_is_the_product_that_its_docstring_names(eco: Ecosystem, beta: float) -> None:
    strong = frame_strength(eco, parameters=FrameParameters(beta=beta))
    life = frame_lifecycle(eco)
    weights = np.array([element.weight for element in eco.elements])
    for row in range(len(eco)):
        if not len(weights):
            assert np.isnan(strong.strength[row])
            continue
        coverage = life.agreed_weight[row] / weights.sum()
        held = life.agreed_weight[row] + life.breached_weight[row]
        breached = life.breached_weight[row] / held if held > 1e-12 else 0.0
        constancy = strong.constancy[row]
        factor = 1.0 if math.isnan(constancy) else constancy**beta
        assert strong.strength[row] == pytest.approx(coverage * factor * (1 - breached), abs=1e-9)
    if len(eco):
        np.testing.assert_array_equal(strong.final[0], strong.strength[-1])


# Laws ------------------------------------------------------------------------------------------


@given(ecosystems(max_contacts=20, views=True))
def test_everything_stays_between_0_and_1(eco: Ecosystem) -> None:
    strong = frame_strength(eco)
    constancy = frame_constancy(eco)
    for values in (
        strong.coverage,
        strong.constancy,
        strong.open_breaches,
        strong.strength,
        strong.final,
        constancy.components,
    ):
        known = values[~np.isnan(values)]
        assert ((known >= 0) & (known <= 1)).all()
    assert not strong.strength[strong.coverage == 0].any()
    assert (np.isnan(strong.strength) == np.isnan(strong.coverage)).all()


@given(cases(max_contacts=20), st.integers(-(10**6), 10**6))
def test_swapping_and_shifting_change_nothing(case: Case, seconds: int) -> None:
    own = frame_strength(Ecosystem(case))
    for other in (swap_roles(case), shift_time(case, seconds=seconds)):
        strong = frame_strength(Ecosystem(other))
        for name in ("coverage", "constancy", "open_breaches", "strength", "final"):
            np.testing.assert_allclose(getattr(strong, name), getattr(own, name), atol=1e-12)


@given(ecosystems(max_contacts=20), st.integers(0, 20))
def test_strength_does_not_see_what_is_to_come(eco: Ecosystem, n: int) -> None:
    whole, until = frame_strength(eco), frame_strength(eco.until(n))
    for name in ("coverage", "constancy", "open_breaches", "strength"):
        np.testing.assert_allclose(getattr(whole, name)[:n], getattr(until, name), atol=1e-12)


@given(cases(min_contacts=1, max_contacts=20))
def test_constancy_does_not_read_purposes_or_other_contents(case: Case) -> None:
    own = frame_constancy(Ecosystem(case))
    table = case.table
    talk = tuple(ContentKind).index(ContentKind.LIVE_TALK)
    other = tuple(ContentKind).index(ContentKind.IMAGE)
    bare = attrs.evolve(
        case,
        interactions=attrs.evolve(
            table,
            purposes=Ragged(table.purposes.values[:0], np.zeros(len(table) + 1, dtype=np.int64)),
            content=np.where(table.content == talk, talk, other).astype(np.int8),
        ),
    )
    np.testing.assert_array_equal(frame_constancy(Ecosystem(bare)).components, own.components)


@given(ecosystems(max_contacts=20, views=True))
def test_media_shares_of_touched_elements_sum_to_1(eco: Ecosystem) -> None:
    media = media_share(eco)
    touched = media.acts.sum(axis=1) > 0
    np.testing.assert_allclose(media.share[touched].sum(axis=1), 1)
    assert np.isnan(media.share[~touched]).all()
    counted: dict[tuple[str, str], int] = {}
    for row in eco.case.interactions:
        for act in row.acts:
            key = (act.element, row.channel)
            counted[key] = counted.get(key, 0) + 1
    table = media.to_frame()
    for element, channel, acts in zip(
        table["element"], table["channel"], table["acts"], strict=True
    ):
        assert acts == counted.get((str(element), str(channel)), 0)


@given(cases(min_contacts=1), st.randoms(use_true_random=False))
def test_relabelling_channels_permutes_the_columns_of_media_share(case: Case, random: Any) -> None:
    order = list(range(len(case.channels)))
    random.shuffle(order)
    own = media_share(Ecosystem(case))
    permuted = media_share(Ecosystem(permute_channels(case, order)))
    np.testing.assert_array_equal(permuted.acts, own.acts[:, order])


# Stories ---------------------------------------------------------------------------------------

T, P = Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)


def session(day: float, **more: Any) -> Interaction:
    told: dict[str, Any] = {"channel": "video_call", "duration": 3000, "content": "live_talk"}
    return Interaction(time=day * DAY, sender="T", receivers=["P"], **(told | more))


def told(*rows: Interaction, elements: tuple[str, ...] = ("schedule",)) -> Ecosystem:
    return Ecosystem(
        Case(
            id="sessions",
            actors=[T, P],
            channels=CHANNELS.pick("video_call", "phone", "email"),
            elements=ELEMENTS.pick(*elements),
            interactions=rows,
        )
    )


@given(
    st.integers(3, 40),
    st.integers(1, 10**6),
    st.integers(0, 10**5),
    st.integers(-(10**6), 10**6),
)
def test_periodic_sessions_are_perfectly_constant(
    count: int, gap: int, duration: int, begin: int
) -> None:
    rows = [session((begin + k * gap) / DAY, duration=duration) for k in range(count)]
    components = frame_constancy(told(*rows)).components[-1]
    assert components[:TERMS].tolist() == [1.0, 1.0, 1.0]


@given(
    st.lists(st.floats(-1, 1), min_size=1, max_size=8),
    st.floats(0, 0.4),
    st.floats(0, 0.4),
)
def test_constancy_falls_as_jitter_grows(jitter: list[float], one: float, another: float) -> None:
    small, large = sorted((one, another))
    assume(large - small > 1e-3 and max(map(abs, jitter)) > 1e-2)

    def rhythm(width: float) -> float:
        inner = [7 * (k + 1 + width * by) for k, by in enumerate(jitter)]
        days = [0.0, *inner, 7.0 * (len(jitter) + 1)]
        return float(frame_constancy(told(*map(session, days))).components[-1, RHYTHM])

    assert rhythm(large) < rhythm(small) or rhythm(large) == 0


def test_sessions_that_move_between_channels_are_less_constant() -> None:
    eco = told(session(0), session(7, channel="phone"), session(14), session(21))
    channel = frame_constancy(eco).components[:, CHANNEL]
    np.testing.assert_allclose(channel, [math.nan, 0, 0, 1 / 3])


def test_constancy_is_undefined_until_something_could_have_varied() -> None:
    constancy = frame_constancy(told(session(0), session(7), session(14)))
    nan = math.nan
    np.testing.assert_allclose(constancy.components, [[nan] * 4, [nan, 1, 1, nan], [1, 1, 1, nan]])
    assert CONSTANCY[RHYTHM] == "rhythm"
    assert CONSTANCY[DURATION] == "duration"


def test_a_breach_costs_coverage_and_more() -> None:
    agree = [FrameAct("schedule", ActKind.PROPOSE), FrameAct("schedule", ActKind.ACCEPT, "P")]
    more = [FrameAct("fee", ActKind.PROPOSE), FrameAct("fee", ActKind.ACCEPT, "P")]
    eco = told(
        session(0, acts=agree),
        session(7, acts=more),
        session(14, acts=[FrameAct("fee", ActKind.BREACH, "P")]),
        elements=("schedule", "fee"),
    )
    strong = frame_strength(eco)
    assert strong.coverage.tolist() == [0.5, 1.0, 0.5]
    assert strong.open_breaches.tolist() == [0.0, 0.0, 0.5]
    # Agreed at the first contact, two elements from the second on: five chances, one taken.
    assert frame_constancy(eco).components[-1, TERMS] == pytest.approx(1 - 1 / 5)
    assert strong.final[0] == pytest.approx(0.5 * 0.5 * (3 + 0.8) / 4)


def test_terms_that_are_agreed_anew_are_less_constant_than_terms_that_are_mended() -> None:
    agree = [FrameAct("schedule", ActKind.PROPOSE), FrameAct("schedule", ActKind.ACCEPT, "P")]
    anew = [FrameAct("schedule", ActKind.RENEGOTIATE), FrameAct("schedule", ActKind.ACCEPT, "P")]
    changed = told(session(0, acts=agree), session(7, acts=anew), session(14), session(21))
    assert frame_constancy(changed).components[-1, TERMS] == pytest.approx(3 / 4)
    mended = [FrameAct("schedule", ActKind.BREACH), FrameAct("schedule", ActKind.REPAIR)]
    restored = told(session(0, acts=agree), session(7, acts=mended), session(14), session(21))
    assert frame_constancy(restored).components[-1, TERMS] == pytest.approx(3 / 4)
    # Breached and agreed anew is one change of terms, not two.
    both = told(session(0, acts=agree), session(7, acts=[mended[0], *anew]), session(14))
    assert frame_constancy(both).components[-1, TERMS] == pytest.approx(2 / 3)


def test_frames_of_empty_cases() -> None:
    assert frame_strength(told()).final.tolist() == [0.0]
    bare = told(session(0), elements=())
    assert np.isnan(frame_coverage(bare)).all()
    assert np.isnan(frame_strength(bare).final).all()
    assert frame_strength(told()).to_frame().rows == 0


def test_a_negative_exponent_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match="beta"):
        FrameParameters(beta=-1)


@pytest.mark.parametrize("weeks", [16, 2000])
def test_neither_summer_time_nor_length_changes_the_rhythm_of_weekly_sessions(weeks: int) -> None:
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    from mediaeco.catalog import CHANNELS
    from mediaeco.model import Actor, Interaction

    begin = datetime(2024, 2, 5, 10, tzinfo=ZoneInfo("Europe/Madrid"))
    case = Case(
        id="weekly",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=[CHANNELS["video_call"]],
        interactions=[
            Interaction(
                time=begin + week * timedelta(days=7),
                sender="T",
                receivers=["P"],
                channel="video_call",
                content="live_talk",
                duration=3000.7,
            )
            for week in range(weeks)
        ],
    )
    assert frame_constancy(Ecosystem(case)).value[-1] == 1
