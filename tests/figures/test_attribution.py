"""The figure of attribution."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
import pytest
from matplotlib.figure import Figure

from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import alt_text, draw_attribution
from mediaeco.forming import attribution, channel_shapley

Words = list[tuple[str, tuple[float, float, float, float]]]


@pytest.fixture(params=["channel", "purpose", "content", "actor", "stage", "source"])
def by(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_way_of_attributing_can_be_drawn(
    examples: dict[str, Ecosystem], by: str, placed_texts: Callable[[Figure], Words]
) -> None:
    eco = examples["broken-frame"]
    parts = attribution(eco, by=by)
    figure = draw_attribution(eco, parts)
    words = " ".join(text for text, _ in placed_texts(figure))
    assert "Attribution is not causation" in words
    assert f"n = {len(eco.table)} contacts" in words
    assert f"by {by}" in alt_text(figure)


def test_use_and_effect_are_told_apart(examples: dict[str, Ecosystem]) -> None:
    eco = examples["first-contact"]
    parts = attribution(eco)
    text = alt_text(draw_attribution(eco, parts))
    for g, channel in enumerate(eco.channels):
        assert f"{channel.name}: {parts.contacts[g]} contact" in text
        assert f"effect per contact {parts.effect[g]:.3f}" in text
        assert f"rate without it {parts.rate_without[g]:.3f}" in text


def test_the_undefined_is_not_drawn_as_zero(
    nobody_wrote: Ecosystem, placed_texts: Callable[[Figure], Words]
) -> None:
    parts = attribution(nobody_wrote)
    assert np.isnan(parts.share).all()
    figure = draw_attribution(nobody_wrote, parts)
    words = [text for text, _ in placed_texts(figure)]
    assert "share not defined" in words
    assert words.count("not defined") == len(nobody_wrote.channels)
    assert "share of the whole not defined" in alt_text(figure)


def test_where_no_contact_is_left_the_rate_is_said_to_be_undefined(
    examples: dict[str, Ecosystem], placed_texts: Callable[[Figure], Words]
) -> None:
    eco = examples["sent-away"]
    words = " ".join(text for text, _ in placed_texts(draw_attribution(eco, attribution(eco))))
    assert "not defined where no contact is left" in words


def test_shapley_values_are_drawn_with_their_error(
    examples: dict[str, Ecosystem], placed_texts: Callable[[Figure], Words]
) -> None:
    eco = examples["first-contact"]
    exact = channel_shapley(eco)
    figure = draw_attribution(eco, attribution(eco), shapley=exact)
    assert "Shapley values: exact" in " ".join(text for text, _ in placed_texts(figure))
    error = np.full(len(exact.value), 0.01)
    sampled = attrs.evolve(exact, exact=False, permutations=500, error=error)
    figure = draw_attribution(eco, attribution(eco), shapley=sampled)
    words = " ".join(text for text, _ in placed_texts(figure))
    assert "95 % interval" in words
    assert "± 0.010" in alt_text(figure)


def test_what_a_breach_took_away_is_drawn_apart(busy_clinic: Ecosystem) -> None:
    parts = attribution(busy_clinic)
    assert (parts.share < 0).any()
    figure = draw_attribution(busy_clinic, parts)
    assert "more lost than formed" in [text.get_text() for text in figure.axes[0].texts]
