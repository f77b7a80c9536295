"""Media synchronicity: what was planted is found, and its mirror refutes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import frame_strength
from mediaeco.catalog import CHANNELS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.media import media_variety, process_need, synchronicity
from mediaeco.model import Case, Interaction, Measure
from mediaeco.testing import ecosystems
from mediaeco.theory import (
    MEDIA_RICHNESS,
    MEDIA_SYNCHRONICITY,
    Verdict,
    contact,
    judged,
    rating,
    told,
)


def distinct(names: Iterable[str], value: Callable[[str], float]) -> list[str]:
    """Names in order of a value; of those with one value, the last."""
    return list({value(name): name for name in sorted(names, key=value)}.values())


NEEDS = distinct(PURPOSES, lambda purpose: PURPOSES[purpose].need)
SYNCHRONOUS = distinct(CHANNELS, lambda name: synchronicity(CHANNELS[name].capability))
CONVEYED = ("payment", "homework", "sharing", "small_talk")
SOME = st.lists(st.integers(0, 7), min_size=3, max_size=8).filter(lambda some: len(set(some)) > 1)


def verdict(claim: str, case: Case) -> Verdict:
    return judged(MEDIA_SYNCHRONICITY[claim], Ecosystem(case)).verdict


@given(SOME)
def test_purposes_sorted_over_channels_as_they_need(places: list[int]) -> None:
    def told_over(channels: list[str]) -> Case:
        return told(
            "sorted",
            *(
                contact(day, "patient", channels[place], purposes=[NEEDS[place]])
                for day, place in enumerate(places)
            ),
        )

    assert verdict("convergence_over_synchronous", told_over(SYNCHRONOUS)) is Verdict.HOLDS
    assert verdict("convergence_over_synchronous", told_over(SYNCHRONOUS[::-1])) is Verdict.FAILS


def clarified_where(places: list[int], *, synchronous: bool) -> Case:
    """What is conveyed over the more synchronous (or the less) half of channels is asked about."""
    middle = sorted(set(places))[len(set(places)) // 2]
    parts: list[Interaction] = []
    for day, place in enumerate(places):
        again = (place >= middle) is synchronous
        then = "clarification" if again else "exploration"
        conveyed = CONVEYED[day % len(CONVEYED)]
        parts.append(contact(2 * day, "therapist", SYNCHRONOUS[place], purposes=[conveyed]))
        parts.append(contact(2 * day + 1, "patient", "video_call", purposes=[then]))
    return told("conveyed", *parts)


@given(SOME)
def test_conveyance_that_is_asked_about_after_synchronous_contacts(places: list[int]) -> None:
    claim = "conveyance_suits_less_synchronous"
    assert verdict(claim, clarified_where(places, synchronous=True)) is Verdict.HOLDS
    assert verdict(claim, clarified_where(places, synchronous=False)) is Verdict.FAILS


@given(ecosystems(min_contacts=3, max_contacts=12))
def test_two_rivals_never_both_choose(eco: Ecosystem) -> None:
    one = judged(MEDIA_SYNCHRONICITY["chosen_by_synchronicity"], eco)
    other = judged(MEDIA_RICHNESS["chosen_by_richness"], eco)
    assert (one.verdict is Verdict.UNDECIDED) is (other.verdict is Verdict.UNDECIDED)
    assert not one.verdict is other.verdict is Verdict.HOLDS
    if one.verdict is not Verdict.UNDECIDED:
        assert one.margin == -other.margin


@given(st.lists(st.integers(0, len(NEEDS) - 1), min_size=3, max_size=10))
def test_need_falls_as_its_trend_does(places: list[int]) -> None:
    case = told(
        "familiar",
        *(contact(day, "patient", "email", purposes=[NEEDS[k]]) for day, k in enumerate(places)),
    )
    trend = process_need(Ecosystem(case)).trend[0]
    found = verdict("need_falls_with_familiarity", case)
    if np.isnan(trend):
        assert found is Verdict.UNDECIDED
    elif abs(trend) > 1e-6:
        assert found is (Verdict.HOLDS if trend < 0 else Verdict.FAILS)


@given(SOME)
def test_sorted_channels_rise_or_fall_in_synchronicity(places: list[int]) -> None:
    def in_order(order: list[int]) -> Case:
        return told(
            "in_order",
            *(contact(day, "patient", SYNCHRONOUS[place]) for day, place in enumerate(order)),
        )

    claim = "synchronicity_falls_with_familiarity"
    assert verdict(claim, in_order(sorted(places, reverse=True))) is Verdict.HOLDS
    assert verdict(claim, in_order(sorted(places))) is Verdict.FAILS


@given(ecosystems(min_contacts=2, max_contacts=12))
def test_variety_is_held_against_the_best_single_channel(eco: Ecosystem) -> None:
    found = judged(MEDIA_SYNCHRONICITY["variety_fits"], eco)
    variety = media_variety(eco)
    if found.verdict is not Verdict.UNDECIDED:
        assert found.required == variety.best_single[0]
        # Nobody can do better with the media in use than by taking the best for each purpose.
        assert found.observed <= variety.all_used[0] + 1e-9


@given(st.lists(st.sampled_from(SYNCHRONOUS[:9]), min_size=3, max_size=6, unique=True))
def test_the_alliance_rises_with_fit_or_falls(channels: list[str]) -> None:
    """Nothing but payments, so that the least synchronous channel fits best."""
    falling = sorted(channels, key=lambda name: -SYNCHRONOUS.index(name))

    def rated(shares: list[float]) -> Case:
        parts: list[Interaction | Measure] = []
        for week, (channel, share) in enumerate(zip(falling, shares, strict=True)):
            parts.append(contact(7 * week, "patient", channel, purposes=["payment"]))
            parts.append(rating(7 * week + 1, "patient", share))
        return told("rated", *parts)

    need = PURPOSES["payment"].need
    away = [abs(synchronicity(CHANNELS[name].capability) - need) for name in falling]
    if any(later >= sooner for sooner, later in pairwise(away)):
        return
    shares = [0.1 + 0.1 * k for k in range(len(channels))]
    assert verdict("alliance_rises_with_fit", rated(shares)) is Verdict.HOLDS
    assert verdict("alliance_rises_with_fit", rated(shares[::-1])) is Verdict.FAILS


def test_one_channel_adds_nothing() -> None:
    case = told("one", *(contact(day, "patient", "email") for day in range(4)))
    for claim in ("variety_fits", "added_channels_cost_boundaries", "agreed_where_fit"):
        assert verdict(claim, case) is Verdict.UNDECIDED


def test_an_added_channel_that_weakens_nothing_decides_nothing() -> None:
    case = told(
        "nothing_broken",
        contact(0, "therapist", "email", acts=["propose fee"]),
        contact(1, "patient", "email", acts=["accept fee"]),
        contact(2, "patient", "sms"),
    )
    assert verdict("added_channels_cost_boundaries", case) is Verdict.UNDECIDED


def test_a_need_that_stays_does_not_fall() -> None:
    case = told(
        "there_and_back",
        *(
            contact(day, "patient", "email", purposes=[purpose])
            for day, purpose in enumerate(("payment", "repair", "payment"))
        ),
    )
    assert verdict("need_falls_with_familiarity", case) is Verdict.FAILS


def test_of_two_channels_that_weaken_the_frame_the_one_within_it_decides() -> None:
    """Messages break what was agreed; sessions by phone do not, and weaken the frame too."""
    case = told(
        "two_added",
        contact(0, "therapist", "video_call", acts=["propose fee"], duration=3000),
        contact(1, "therapist", "video_call", acts=["propose contact_rules"]),
        contact(7, "patient", "video_call", acts=["accept fee"], duration=3000),
        contact(8, "patient", "video_call", acts=["accept contact_rules"]),
        contact(9, "patient", "sms", acts=["breach contact_rules"]),
        contact(14, "therapist", "phone", purposes=["exploration"], duration=3000),
    )
    eco = Ecosystem(case)
    strength = frame_strength(eco).final[0]
    for channel in ("sms", "phone"):
        assert frame_strength(eco.without(channel=channel)).final[0] > strength
    found = judged(MEDIA_SYNCHRONICITY["added_channels_cost_boundaries"], eco)
    assert found.verdict is Verdict.FAILS
    assert found.contact == 5
