"""Social information processing: curves of the theory confirm it, ceilings refute it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.media import relationship_curve
from mediaeco.model import Case, Cohort, Interaction, Measure
from mediaeco.testing import ecosystems
from mediaeco.theory import (
    MEDIA_NATURALNESS,
    MEDIA_RICHNESS,
    MERE_EXPOSURE,
    SOCIAL_INFORMATION,
    Theory,
    Verdict,
    contact,
    judged,
    rating,
    several,
    told,
)

CONTACTS = 40


def curves(*, rates: tuple[float, float], ceilings: tuple[float, float]) -> Cohort:
    """Pairs who meet and pairs who write, whose alliance grows as the curves say."""
    cases = []
    for k in range(4):
        for name, channel, rate, ceiling in (
            ("met", "face_to_face", rates[0], ceilings[0]),
            ("wrote", "email", rates[1], ceilings[1]),
        ):
            parts: list[Interaction | Measure] = []
            for n in range(1, CONTACTS + 1):
                parts.append(contact(n, ("therapist", "patient")[n % 2], channel))
                if n in (5, CONTACTS):
                    share = float(relationship_curve(n, rate=rate * (1 + k / 50), ceiling=ceiling))
                    parts.append(rating(n + 0.5, "patient", share))
            cases.append(told(f"{name}_{k}", *parts))
    return several(*cases)


def test_with_one_ceiling_the_gap_closes() -> None:
    """Rates .30 face to face and .12 over media: a gap of .33 after 5 contacts, then none."""
    eco = Ecosystem(curves(rates=(0.30, 0.12), ceilings=(0.9, 0.9)))
    assert judged(SOCIAL_INFORMATION["gap_closes"], eco).verdict is Verdict.HOLDS
    assert judged(SOCIAL_INFORMATION["begins_lower_over_media"], eco).verdict is Verdict.HOLDS
    assert judged(MEDIA_RICHNESS["gap_persists"], eco).verdict is Verdict.FAILS
    assert judged(MERE_EXPOSURE["begins_alike"], eco).verdict is Verdict.FAILS
    assert judged(MEDIA_NATURALNESS["ends_alike"], eco).verdict is Verdict.HOLDS


def test_with_a_lower_ceiling_over_media_it_stays() -> None:
    eco = Ecosystem(curves(rates=(0.30, 0.30), ceilings=(0.9, 0.5)))
    assert judged(SOCIAL_INFORMATION["gap_closes"], eco).verdict is Verdict.FAILS
    assert judged(MEDIA_RICHNESS["gap_persists"], eco).verdict is Verdict.HOLDS
    assert judged(MEDIA_RICHNESS["richer_end_higher"], eco).verdict is Verdict.HOLDS
    assert judged(MEDIA_NATURALNESS["ends_alike"], eco).verdict is Verdict.FAILS


def test_with_a_higher_ceiling_over_media_they_come_to_exceed() -> None:
    eco = Ecosystem(curves(rates=(0.30, 0.10), ceilings=(0.6, 0.9)))
    assert judged(SOCIAL_INFORMATION["comes_to_exceed"], eco).verdict is Verdict.HOLDS
    assert judged(MEDIA_RICHNESS["richer_end_higher"], eco).verdict is Verdict.FAILS


@given(st.lists(st.sampled_from(("email", "face_to_face")), min_size=3, max_size=8))
def test_the_alliance_rises_with_contacts_over_media(channels: list[str]) -> None:
    def rated(*, warmer: bool) -> Case:
        """It moves after every contact over media, and not where they met."""
        parts: list[Interaction | Measure] = []
        share = 0.5
        for week, channel in enumerate(channels):
            share += (0.05 if warmer else -0.05) * (channel == "email")
            parts.append(contact(7 * week, "patient", channel))
            parts.append(rating(7 * week + 1, "patient", share))
        return told("rated", *parts)

    # Written contacts up to the ratings have to differ.
    varies = "email" in channels[1:]
    for warmer, verdict in ((True, Verdict.HOLDS), (False, Verdict.FAILS)):
        found = judged(SOCIAL_INFORMATION["rises_over_media"], Ecosystem(rated(warmer=warmer)))
        assert found.verdict is (verdict if varies else Verdict.UNDECIDED)


@pytest.mark.parametrize("theory", [SOCIAL_INFORMATION, MERE_EXPOSURE], ids=lambda one: one.id)
@given(eco=ecosystems(min_contacts=3, max_contacts=12))
def test_naturalness_and_its_rivals_never_agree(theory: Theory, eco: Ecosystem) -> None:
    one = judged(MEDIA_NATURALNESS["ambiguous_over_unnatural"], eco)
    question = MEDIA_NATURALNESS["ambiguous_over_unnatural"].question
    other = judged(next(p for p in theory.propositions if p.question == question), eco)
    if one.verdict is Verdict.UNDECIDED:
        assert other.verdict is Verdict.UNDECIDED
    else:
        assert {one.verdict, other.verdict} == {Verdict.HOLDS, Verdict.FAILS}
