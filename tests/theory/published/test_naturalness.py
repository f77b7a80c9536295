"""Media naturalness: what was planted is found, and its mirror refutes it."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.media import naturalness
from mediaeco.model import Case, Interaction, NaturalnessProfile
from mediaeco.testing import ecosystems
from mediaeco.theory import MEDIA_NATURALNESS, MEDIA_RICHNESS, Verdict, contact, judged, told


def _natural(name: str) -> float:
    profile = CHANNELS[name].naturalness
    assert profile is not None
    return naturalness(profile)


NATURAL = sorted(CHANNELS, key=_natural)
LEAST, MOST = NATURAL[:6], NATURAL[6:]
ELEMENTS = ("co_location", "synchronicity", "facial_expression", "body_language", "speech")


def verdict(claim: str, case: Case) -> Verdict:
    return judged(MEDIA_NATURALNESS[claim], Ecosystem(case)).verdict


def asked_about(channels: list[str], misread: list[str]) -> Case:
    """What goes over some of the channels has to be clarified, in writing, a day later."""
    parts: list[Interaction] = []
    for day, channel in enumerate(channels):
        then = "clarification" if channel in misread else "sharing"
        parts.append(contact(2 * day, "therapist", channel, purposes=["homework"]))
        parts.append(contact(2 * day + 1, "patient", "email", purposes=[then]))
    return told("asked_about", *parts)


MIXED = st.tuples(
    st.lists(st.sampled_from(MOST), min_size=2, max_size=4),
    st.lists(st.sampled_from([name for name in LEAST if name != "email"]), min_size=2, max_size=4),
).flatmap(lambda both: st.permutations(both[0] + both[1]))


@given(MIXED)
def test_ambiguity_over_unnatural_media(channels: list[str]) -> None:
    worse = conveyed(channels, LEAST)
    better = conveyed(channels, MOST)
    for claim in ("ambiguous_over_unnatural", "natural_conveys_better"):
        assert verdict(claim, worse) is Verdict.HOLDS
        assert verdict(claim, better) is Verdict.FAILS


def conveyed(channels: list[str], misread: list[str]) -> Case:
    """As above, with an answer over a channel that has no profile, so that it says nothing."""
    case = asked_about(channels, misread)
    return attrs.evolve(
        case,
        interactions=case.table,
        channels=tuple(
            attrs.evolve(c, naturalness=None) if c.id == "email" else c for c in case.channels
        ),
    )


@given(ecosystems(min_contacts=3, max_contacts=12))
def test_adapting_and_staying_lean_never_both_hold(eco: Ecosystem) -> None:
    one = judged(MEDIA_NATURALNESS["adapts_to_media"], eco)
    other = judged(MEDIA_RICHNESS["media_stay_lean"], eco)
    if one.verdict is Verdict.UNDECIDED:
        assert other.verdict is Verdict.UNDECIDED
    else:
        assert {one.verdict, other.verdict} == {Verdict.HOLDS, Verdict.FAILS}


LACKING = ("phone", "video_call", "voice_note", "instant_messaging", "sms")


def each_lacks_one(case: Case) -> Case:
    """Give each channel a profile that lacks one element of talk, and the answers' none."""
    profiles = {
        name: NaturalnessProfile(**{each: float(each != ELEMENTS[k]) for each in ELEMENTS})
        for k, name in enumerate(LACKING)
    }
    return attrs.evolve(
        case,
        interactions=case.table,
        channels=tuple(attrs.evolve(c, naturalness=profiles.get(c.id)) for c in case.channels),
    )


@pytest.mark.parametrize("element", ELEMENTS)
def test_the_element_that_saves_clarifying_has_to_be_speech(element: str) -> None:
    """Media that differ in one element each; only what lacks the one element is asked about."""
    lacking = LACKING[ELEMENTS.index(element)]
    case = each_lacks_one(asked_about([*LACKING, *LACKING], [lacking]))
    expected = Verdict.HOLDS if element == "speech" else Verdict.FAILS
    assert verdict("speech_counts_most", case) is expected


@given(st.sampled_from(MOST), st.sampled_from(LEAST))
def test_agreed_over_the_more_natural_channel(natural: str, other: str) -> None:
    for channel, second, expected in (
        (natural, other, Verdict.HOLDS),
        (other, natural, Verdict.FAILS),
    ):
        case = told(
            "agreed",
            contact(0, "patient", second),
            contact(1, "therapist", channel, acts=["propose goals"]),
            contact(2, "patient", channel, acts=["accept goals"]),
        )
        assert verdict("agreed_over_natural", case) is expected


def test_a_channel_that_they_know_and_never_use_is_no_alternative() -> None:
    """They could have met; of the media that they use, the voice is the more natural one."""
    case = told(
        "could_have_met",
        contact(0, "patient", "email"),
        contact(1, "therapist", "voice_note", acts=["propose goals"]),
        contact(2, "patient", "voice_note", acts=["accept goals"]),
        knows={"therapist": ["face_to_face", "video_call"], "patient": []},
    )
    assert verdict("agreed_over_natural", case) is Verdict.HOLDS


def test_speech_has_to_save_more_than_every_other_element() -> None:
    """What lacks speech is asked about once of two times, what lacks a shared place always."""
    parts: list[Interaction] = []
    for day, channel in enumerate((*LACKING, *LACKING)):
        again = channel == LACKING[0] or (channel == LACKING[4] and day < 5)
        then = "clarification" if again else "sharing"
        parts.append(contact(2 * day, "therapist", channel, purposes=["homework"]))
        parts.append(contact(2 * day + 1, "patient", "email", purposes=[then]))
    assert verdict("speech_counts_most", each_lacks_one(told("two", *parts))) is Verdict.FAILS
