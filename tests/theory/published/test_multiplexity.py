"""Media multiplexity: planted ties, and their mirror images."""

import math
from itertools import combinations, pairwise, permutations, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.media import guttman_scale
from mediaeco.model import Case, Cohort
from mediaeco.testing import swap_roles
from mediaeco.theory import (
    MEDIA_MULTIPLEXITY,
    MERE_EXPOSURE,
    ONLINE_SETTING,
    Verdict,
    contact,
    judged,
    rating,
    several,
    told,
)
from mediaeco.theory.published.multiplexity_judge import REPRODUCED

MEDIA = ("email", "phone", "sms", "video_call", "voice_note")
STRENGTHEN = MEDIA_MULTIPLEXITY["channels_strengthen"]
BEYOND = MEDIA_MULTIPLEXITY["channels_beyond_contacts"]
NESTED = MEDIA_MULTIPLEXITY["repertoires_nested"]
ESCALATE = MEDIA_MULTIPLEXITY["channels_escalate"]


def tie(name: str, channels: tuple[str, ...], share: float | None = None, more: int = 0) -> Case:
    names = [*channels, *channels[:1] * more]
    parts = [
        contact(day + late, side, channel)
        for day, channel in enumerate(names)
        for late, side in ((0, "patient"), (0.1, "therapist"))
    ]
    rated = [] if share is None else [rating(len(names), "patient", share)]
    return told(name, *parts, *rated)


def ties(rows: list[tuple[int, float]], more: int = 0) -> Cohort:
    return several(
        *(tie(f"tie_{k}", MEDIA[:wide], share, more) for k, (wide, share) in enumerate(rows))
    )


@given(st.permutations(range(1, 6)), st.floats(0.01, 0.15), st.booleans())
def test_the_alliance_rises_with_channels_where_that_is_planted(
    widths: list[int], step: float, falls: bool
) -> None:
    cohort = ties([(wide, 0.5 + (-step if falls else step) * (wide - 3)) for wide in widths])
    eco = Ecosystem(cohort)
    expected = (Verdict.FAILS, Verdict.HOLDS) if falls else (Verdict.HOLDS, Verdict.FAILS)
    found = judged(STRENGTHEN, eco), judged(ONLINE_SETTING["channels_cost_the_tie"], eco)
    assert tuple(one.verdict for one in found) == expected


def test_what_rises_with_contacts_as_with_channels_is_left_undecided() -> None:
    """Each channel brings two contacts more, so that the two cannot be told apart."""
    eco = Ecosystem(ties([(wide, 0.1 * wide) for wide in range(1, 6)]))
    assert judged(STRENGTHEN, eco).verdict is Verdict.HOLDS
    for claim in (BEYOND, MERE_EXPOSURE["contacts_beyond_channels"]):
        found = judged(claim, eco)
        assert found.verdict is Verdict.UNDECIDED
        assert "nothing to test" in found.reason


def test_a_tie_is_as_strong_as_it_is_rated() -> None:
    eco = Ecosystem(several(*(tie(f"tie_{k}", MEDIA[:k]) for k in range(1, 6))))
    for claim in (STRENGTHEN, BEYOND):
        assert "nobody rated" in judged(claim, eco).reason


@given(st.lists(st.sets(st.sampled_from(MEDIA), min_size=1), min_size=3, max_size=6))
def test_repertoires_are_judged_in_their_best_order(rows: list[set[str]]) -> None:
    cohort = several(*(tie(f"tie_{k}", tuple(sorted(row))) for k, row in enumerate(rows)))
    found = judged(NESTED, Ecosystem(cohort))
    used = [medium for medium in MEDIA if any(medium in row for row in rows)]
    table = np.array([[medium in row for medium in used] for row in rows])
    if len(used) < 2 or table.all():
        assert found.verdict is Verdict.UNDECIDED
        return
    best = max(
        guttman_scale(table[:, order]).reproducibility
        for order in map(list, permutations(range(len(used))))
    )
    assert found.observed == pytest.approx(best)
    share = table.mean(axis=0)
    marginal = float(np.maximum(share, 1 - share).mean())
    holds = best >= REPRODUCED - 1e-9 and (best > marginal + 1e-9 or marginal < REPRODUCED)
    assert (found.verdict is not Verdict.FAILS) == holds


def chance_of_nesting(counts: list[int], ties: int) -> float:
    """Share of all ways to choose so many ties a channel in which repertoires are nested."""
    ways = nested = 0
    for users in product(*(combinations(range(ties), count) for count in counts)):
        ways += 1
        sets = sorted(map(set, users), key=len, reverse=True)
        nested += all(more >= fewer for more, fewer in pairwise(sets))
    return nested / ways


@given(st.lists(st.integers(1, 4), min_size=3, max_size=5), st.permutations(MEDIA))
def test_nested_repertoires_hold_where_chance_would_not_nest_them(
    widths: list[int], media: list[str]
) -> None:
    assume(len(set(widths)) > 1)
    rows = [tie(f"tie_{k}", tuple(media[:wide])) for k, wide in enumerate(widths)]
    found = judged(NESTED, Ecosystem(several(*rows)))
    assert found.observed == 1.0
    counts = [sum(wide > k for wide in widths) for k in range(max(widths))]
    p = min(1.0, 2 * chance_of_nesting(counts, len(widths)))
    assert found.test is not None
    # Channels equally common are given the benefit of any order, so that chance nests more.
    assert found.test.p > p - 0.06
    if len(set(counts)) == len(counts):
        assert found.test.p == pytest.approx(p, abs=0.06)
    assert found.verdict is (Verdict.HOLDS if found.test.p < 0.05 else Verdict.UNDECIDED)


def test_what_almost_everybody_uses_is_no_scale() -> None:
    """One of eleven lacks the second medium: whoever that is, the two are nested."""
    rows = [tie(f"both_{k}", ("email", "phone")) for k in range(10)]
    found = judged(NESTED, Ecosystem(several(*rows, tie("odd", ("phone",)))))
    assert (found.observed, found.verdict) == (1.0, Verdict.UNDECIDED)
    apart = [tie(f"tie_{k}", ("email",)) for k in range(18)]
    ends = [tie(f"other_{name}", (name,)) for name in ("phone", "sms")]
    found = judged(NESTED, Ecosystem(several(*apart, *ends)))
    assert found.observed >= REPRODUCED
    assert (found.verdict, found.bound) == (Verdict.FAILS, ">")


def test_too_many_channels_alike_are_no_order() -> None:
    media = ("email", "phone", "sms", "video_call", "voice_note", "website")
    found = judged(NESTED, Ecosystem(several(*(tie(f"own_{name}", (name,)) for name in media))))
    assert found.verdict is Verdict.UNDECIDED
    assert "equally common" in found.reason


LAYERS = {"social_media": 0, "website": 0, "email": 1, "sms": 1, "phone": 2, "video_call": 2}


@given(st.permutations(sorted(LAYERS)), st.integers(1, 6))
def test_the_order_of_first_use_is_what_escalates(media: list[str], count: int) -> None:
    used = media[:count]
    case = told("order", *(contact(day, "patient", name) for day, name in enumerate(used)))
    layers = [LAYERS[name] for name in used]
    pairs = [(a, b) for k, a in enumerate(layers) for b in layers[k + 1 :] if a != b]
    found = judged(ESCALATE, Ecosystem(case))
    if not pairs:
        assert found.verdict is Verdict.UNDECIDED
        return
    share = sum(a < b for a, b in pairs) / len(pairs)
    assert found.observed == pytest.approx(share)
    turned = told("turned", *(contact(day, "patient", n) for day, n in enumerate(used[::-1])))
    assert judged(ESCALATE, Ecosystem(turned)).observed == pytest.approx(1 - share)
    swapped = judged(ESCALATE, Ecosystem(swap_roles(case)))
    assert swapped.observed == pytest.approx(found.observed)


def test_a_call_that_nobody_took_adds_no_channel() -> None:
    case = told(
        "not_taken",
        contact(0, "patient", "phone", content="attempt"),
        contact(1, "patient", "email"),
        contact(2, "therapist", "phone"),
    )
    assert judged(ESCALATE, Ecosystem(case)).observed == 1.0
    assert not math.isnan(judged(ESCALATE, Ecosystem(case)).margin)
