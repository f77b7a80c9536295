from __future__ import annotations

from itertools import pairwise

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.media import PUBLISHED_RICHNESS, equivocality_fit, richness, synchronicity
from mediaeco.model import RichnessProfile

SHARES = st.floats(0, 1)
PROFILES = st.builds(
    RichnessProfile, feedback=SHARES, cues=SHARES, language=SHARES, personal_focus=SHARES
)
CRITERIA = tuple(item.name for item in attrs.fields(RichnessProfile))
# The published media, by the channels that ship.
SHIPPED = {
    "face to face": "face_to_face",
    "telephone": "phone",
    "personal documents, such as letters": "email",
    "impersonal written documents": "website",
}


def shipped(name: str) -> float:
    profile = CHANNELS[name].richness
    assert profile is not None
    return richness(profile)


@given(PROFILES, st.sampled_from(CRITERIA), SHARES)
def test_richness_rises_with_every_criterion(
    profile: RichnessProfile, name: str, level: float
) -> None:
    other = attrs.evolve(profile, **{name: level})
    low, high = sorted((profile, other), key=lambda some: float(getattr(some, name)))
    assert 0 <= richness(low) <= richness(high) <= 1


def test_the_channels_that_ship_keep_the_published_order() -> None:
    ranked = [SHIPPED[name] for name, _ in PUBLISHED_RICHNESS if name in SHIPPED]
    assert len(ranked) == 4
    assert all(shipped(a) > shipped(b) for a, b in pairwise(ranked))
    assert [rank for _, rank in PUBLISHED_RICHNESS] == [1, 2, 3, 4, 5]


def test_richness_and_synchronicity_disagree_about_a_voice_note() -> None:
    """A voice has more cues than a chat, which is answered sooner and can be read less often."""
    assert shipped("voice_note") > shipped("instant_messaging")
    s = {name: synchronicity(CHANNELS[name].capability) for name in CHANNELS}
    assert s["voice_note"] < s["instant_messaging"]


@given(st.lists(SHARES, min_size=2, max_size=6))
def test_the_most_equivocal_task_ranks_media_as_their_richness(media: list[float]) -> None:
    r = np.array(sorted(media))
    assert (np.diff(equivocality_fit(r, 1.0)) >= 0).all()
    assert (np.diff(equivocality_fit(r, 0.0)) <= 0).all()


@given(SHARES, SHARES)
def test_fit_is_1_only_where_the_two_are_equal(r: float, e: float) -> None:
    assert float(equivocality_fit(r, e)) == pytest.approx(1 - abs(r - e))
