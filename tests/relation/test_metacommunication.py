"""Communication about communication, and the analogic mode."""

from __future__ import annotations

from random import Random
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import UnknownTermError
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    Code,
    FrameAct,
    Interaction,
    NaturalnessProfile,
)
from mediaeco.relation import analogic_capacity, analogic_share, meta_communication
from mediaeco.testing import cases, ecosystems, swap_roles

CODES = (Code(id="topic", level="content"), Code(id="us", level="relation"), Code(id="other"))


@st.composite
def coded_cases(draw: st.DrawFn) -> Case:
    case = draw(cases(max_contacts=8))
    picks = st.lists(st.sampled_from([c.id for c in CODES]), unique=True, max_size=2)
    rows = [
        attrs.evolve(row, id=row.id or f"row-{k}", reply_to=None, codes=tuple(draw(picks)))
        for k, row in enumerate(case.interactions)
    ]
    return attrs.evolve(case, interactions=rows, codes=CODES, clock=case.clock)


def is_meta(row: Interaction) -> tuple[bool, bool, bool]:
    about = any(name in ("frame_setting", "repair") for name in row.purposes)
    return bool(row.acts), about, "us" in row.codes


@given(coded_cases())
def test_agrees_with_the_slow_reference(case: Case) -> None:
    meta = meta_communication(Ecosystem(case))
    rows = list(case.interactions)
    told = [is_meta(row) for row in rows]
    assert meta.meta.tolist() == [any(parts) for parts in told]
    if not rows:
        assert np.isnan(meta.share[0])
        return
    assert meta.share[0] == pytest.approx(np.mean([any(parts) for parts in told]))
    np.testing.assert_allclose(meta.parts[0], np.mean(told, axis=0))
    levels = [[any(n in row.codes for n in names) for names in (["topic"], ["us"])] for row in rows]
    np.testing.assert_allclose(meta.levels[0], np.mean(levels, axis=0))
    assert meta.coded[0] == pytest.approx(np.mean([any(level) for level in levels]))
    for side in (0, 1):
        own = [any(p) for p, row in zip(told, rows, strict=True) if row.sender == "TP"[side]]
        np.testing.assert_allclose(meta.by_side[0, side], np.mean(own) if own else np.nan)


@given(coded_cases())
def test_no_part_is_above_the_whole(case: Case) -> None:
    meta = meta_communication(Ecosystem(case))
    if len(case.table):
        assert (meta.parts[0] <= meta.share[0] + 1e-12).all()
        assert meta.share[0] <= meta.parts[0].sum() + 1e-12
        assert 0 <= meta.share[0] <= 1


@given(coded_cases())
def test_swapping_the_roles_swaps_the_sides(case: Case) -> None:
    own, other = (meta_communication(Ecosystem(c)) for c in (case, swap_roles(case)))
    np.testing.assert_array_equal(own.share, other.share)
    np.testing.assert_array_equal(own.by_side, other.by_side[:, ::-1])


@given(coded_cases(), st.randoms(use_true_random=False))
def test_the_order_of_contacts_does_not_matter(case: Case, random: Random) -> None:
    rows = list(case.interactions)
    times = [row.time for row in rows]
    random.shuffle(rows)
    mixed = attrs.evolve(
        case,
        clock=case.clock,
        interactions=[
            # Marks of contexts go with the places: contacts of one stand together.
            attrs.evolve(row, time=time, context=None)
            for row, time in zip(rows, times, strict=True)
        ],
    )
    own, other = (meta_communication(Ecosystem(c)) for c in (case, mixed))
    for name in ("share", "parts", "by_side", "levels", "coded"):
        np.testing.assert_allclose(getattr(own, name), getattr(other, name))


def test_setting_the_frame_is_talk_about_the_talk() -> None:
    """One sets the frame, one acts on it, one is coded, and one just tells of the week."""
    told: list[dict[str, Any]] = [
        {"purposes": ["frame_setting"]},
        {"acts": [FrameAct("fee", ActKind.PROPOSE)]},
        {"codes": ["us"]},
        {"codes": ["topic"]},
    ]
    rows = [
        Interaction(time=0.0, sender="T", receivers=["P"], channel="email", **more) for more in told
    ]
    case = Case(
        id="about-us",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=CHANNELS.pick("email"),
        purposes=PURPOSES.pick("frame_setting"),
        elements=ELEMENTS.pick("fee"),
        codes=CODES,
        interactions=rows,
    )
    meta = meta_communication(Ecosystem(case))
    assert meta.share.tolist() == [0.75]
    assert meta.parts[0].tolist() == [0.25, 0.25, 0.25]
    assert meta.levels[0].tolist() == [0.25, 0.25]
    assert np.isnan(meta.by_side[0, 1])
    none = meta_communication(Ecosystem(case), purposes=())
    assert none.share.tolist() == [0.5]
    assert meta.to_frame()["by_codes"].tolist() == [0.25]
    with pytest.raises(UnknownTermError, match="Did you mean 'frame_setting'"):
        meta_communication(Ecosystem(case), purposes=("frame_seting",))


# The analogic mode -----------------------------------------------------------------------------

SHARE = st.floats(0, 1)
PROFILES = st.builds(
    NaturalnessProfile,
    co_location=SHARE,
    synchronicity=SHARE,
    facial_expression=SHARE,
    body_language=SHARE,
    speech=SHARE,
)


def capacity(profile: NaturalnessProfile | None) -> float:
    return analogic_capacity(attrs.evolve(CHANNELS["email"], naturalness=profile))


@given(
    PROFILES,
    st.sampled_from(("co_location", "facial_expression", "body_language", "speech")),
    SHARE,
)
def test_a_channel_that_carries_more_never_says_less(
    profile: NaturalnessProfile, name: str, more: float
) -> None:
    raised = attrs.evolve(profile, **{name: max(more, getattr(profile, name))})
    assert 0 <= capacity(profile) <= capacity(raised) <= 1


@given(PROFILES, SHARE)
def test_quick_words_are_words(profile: NaturalnessProfile, quick: float) -> None:
    assert capacity(profile) == capacity(attrs.evolve(profile, synchronicity=quick))


def test_text_says_less_without_words_than_voice_and_voice_than_video() -> None:
    """text <= voice <= video <= face to face, on profiles of their kind."""

    def profile(place: float, face: float, body: float, speech: float) -> NaturalnessProfile:
        return NaturalnessProfile(
            co_location=place,
            synchronicity=1,
            facial_expression=face,
            body_language=body,
            speech=speech,
        )

    ladder = [
        capacity(profile(*carried))
        for carried in ((0, 0, 0, 0), (0, 0, 0, 1), (0, 1, 0.5, 1), (1, 1, 1, 1))
    ]
    assert ladder == sorted(ladder)
    assert (ladder[0], ladder[-1]) == (0, 1)


def test_the_catalogue_keeps_the_order_from_text_to_face_to_face() -> None:
    texts = ("email", "sms", "instant_messaging")
    chains = [(text, "phone", "video_call", "face_to_face") for text in texts]
    for chain in chains:
        known = [analogic_capacity(CHANNELS[name]) for name in chain]
        known = [value for value in known if not np.isnan(value)]
        assert known == sorted(known), chain


@given(ecosystems(max_contacts=8))
def test_the_share_lies_between_the_capacities_in_use(eco: Ecosystem) -> None:
    found = analogic_share(eco)
    used = found.capacity[eco.table.channel]
    used = used[~np.isnan(used)]
    if len(used):
        assert used.min() - 1e-12 <= found.share[0] <= used.max() + 1e-12
        assert found.share[0] == pytest.approx(used.mean())
    else:
        assert np.isnan(found.share[0])


@given(cases(max_contacts=8))
def test_swapping_the_roles_changes_no_analogic_share(case: Case) -> None:
    own, other = (analogic_share(Ecosystem(c)) for c in (case, swap_roles(case)))
    for name in ("share", "known", "capacity"):
        np.testing.assert_array_equal(getattr(own, name), getattr(other, name))


def test_a_channel_without_a_profile_is_not_known() -> None:
    assert np.isnan(capacity(None))
    case = Case(
        id="half-known",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=[
            attrs.evolve(CHANNELS["email"], naturalness=None),
            attrs.evolve(
                CHANNELS["phone"],
                naturalness=NaturalnessProfile(
                    co_location=0, synchronicity=1, facial_expression=0, body_language=0, speech=1
                ),
            ),
        ],
        interactions=[
            Interaction(time=0.0, sender="T", receivers=["P"], channel=channel)
            for channel in ("email", "phone", "phone", "phone")
        ],
    )
    found = analogic_share(Ecosystem(case))
    assert found.share.tolist() == [0.25]
    assert found.known.tolist() == [0.75]
    assert found.to_frame()["analogic_share"].tolist() == [0.25]
