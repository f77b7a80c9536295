"""The map shows who made which channel their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from matplotlib.figure import Figure

from mediaeco.analysis import appropriation, frame_lifecycle
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import alt_text, channel_looks, draw_ecosystem
from mediaeco.figures.ecosystem_scale import across, nice

Words = list[tuple[str, tuple[float, float, float, float]]]


def _drawn(eco: Ecosystem) -> Figure:
    return draw_ecosystem(eco, appropriation(eco), frame_lifecycle(eco))


def test_the_words_hold_the_numbers(examples: dict[str, Ecosystem]) -> None:
    eco = examples["broken-frame"]
    own = appropriation(eco)
    text = alt_text(_drawn(eco))
    for c, channel in enumerate(eco.channels):
        assert channel.name in text
        assert f"co-appropriation {own.joint[0, c]:.2f}" in text
        for side, name in enumerate(("therapist", "patient")):
            assert f"{name} {own.value[0, side, c]:.2f}" in text


def test_the_therapist_is_above_and_the_patient_below(
    examples: dict[str, Ecosystem], placed_texts: Callable[[Figure], Words]
) -> None:
    height = {text: box[1] for text, box in placed_texts(_drawn(examples["first-contact"]))}
    assert (
        height["therapist"]
        > height["video call"]
        > height["patient"]
        > height["fee and cancellation"]
    )


def test_each_channel_has_its_own_colour_and_marker(examples: dict[str, Ecosystem]) -> None:
    eco = examples["first-contact"]
    sheet = _drawn(eco).axes[0]
    drawn = {(line.get_marker(), line.get_markerfacecolor()) for line in sheet.lines}
    for look in channel_looks([channel.id for channel in eco.channels]):
        assert (look.marker, look.color) in drawn


def test_a_channel_nobody_used_is_shown_as_such(one_knock: Ecosystem) -> None:
    assert "phone: 0 contacts" in alt_text(_drawn(one_knock))
    assert "not used" in [text.get_text() for text in _drawn(one_knock).axes[0].texts]


@pytest.mark.parametrize(("value", "expected"), [(0.2, 1), (4, 2), (7, 5), (66.6, 50), (100, 100)])
def test_keys_are_round_numbers(value: float, expected: int) -> None:
    assert nice(value) == expected


def test_four_times_the_contacts_are_twice_as_wide() -> None:
    assert across(80, 80, 7.0) == pytest.approx(2 * across(20, 80, 7.0))
