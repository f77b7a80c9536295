"""The curves of appropriation."""

from __future__ import annotations

import numpy as np
import pytest

from mediaeco.analysis import AppropriationParameters, appropriation, appropriation_curves
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import alt_text, channel_looks, draw_appropriation


def test_the_words_hold_where_the_curves_end(examples: dict[str, Ecosystem]) -> None:
    for eco in examples.values():
        own = appropriation(eco)
        text = alt_text(draw_appropriation(eco, appropriation_curves(eco)))
        for c in np.unique(eco.table.channel).tolist():
            assert f"{eco.channels[c].name}: therapist {own.value[0, 0, c]:.2f}" in text
            assert f"co-appropriation {own.joint[0, c]:.2f}" in text


def test_the_drawn_curves_are_the_curves(examples: dict[str, Ecosystem]) -> None:
    eco = examples["broken-frame"]
    curves = appropriation_curves(eco)
    figure = draw_appropriation(eco, curves)
    drawn = [
        np.asarray(line.get_ydata())
        for ax in figure.axes
        for line in ax.lines
        if len(np.asarray(line.get_ydata())) == len(curves.n)
    ]
    used = np.unique(eco.table.channel)
    wanted = [curves.value[:, side, c] for c in used for side in range(2)]
    assert len(drawn) == len(wanted)
    for got, expected in zip(drawn, wanted, strict=True):
        np.testing.assert_array_equal(got, expected)


def test_the_threshold_is_the_one_of_the_settings(examples: dict[str, Ecosystem]) -> None:
    eco = examples["sent-away"]
    settings = AppropriationParameters(appropriated_at=0.35)
    curves = appropriation_curves(eco, parameters=settings)
    figure = draw_appropriation(eco, curves)
    assert "appropriated from 0.35" in alt_text(figure)
    levels = {float(np.asarray(line.get_ydata())[0]) for ax in figure.axes for line in ax.lines}
    assert 0.35 in levels


@pytest.mark.parametrize("name", ["first-contact", "broken-frame"])
def test_a_channel_keeps_its_colour(examples: dict[str, Ecosystem], name: str) -> None:
    eco = examples[name]
    looks = channel_looks([channel.id for channel in eco.channels])
    panels = draw_appropriation(eco, appropriation_curves(eco)).axes[1:]
    for c, panel in zip(np.unique(eco.table.channel).tolist(), panels, strict=True):
        assert looks[c].color in {line.get_color() for line in panel.lines}
        assert looks[c].marker in {line.get_marker() for line in panel.lines}
