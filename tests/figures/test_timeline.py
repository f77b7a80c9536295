"""The timeline shows who, when, over what, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.figure import Figure

from mediaeco.analysis import frame_lifecycle, ruptures, stages
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import alt_text, channel_looks, draw_timeline
from mediaeco.figures.glyph import STITCH

Words = list[tuple[str, tuple[float, float, float, float]]]


def _drawn(eco: Ecosystem) -> Figure:
    return draw_timeline(eco, stages(eco), ruptures(eco), frame_lifecycle(eco), style="double")


def test_the_words_hold_the_numbers(examples: dict[str, Ecosystem]) -> None:
    for eco in examples.values():
        text = alt_text(_drawn(eco))
        found = ruptures(eco)
        sent = [int((eco.table.sender == side).sum()) for side in range(2)]
        assert f"(therapist {sent[0]}, patient {sent[1]})" in text
        if len(found):
            mended = int((found.repair_row >= 0).sum())
            assert f"{len(found)} ruptures, {mended} repaired" in text
        else:
            assert "No ruptures." in text


def test_the_therapist_is_above_the_channels_and_the_patient_below(
    examples: dict[str, Ecosystem], placed_texts: Callable[[Figure], Words]
) -> None:
    height = {text: box[1] for text, box in placed_texts(_drawn(examples["broken-frame"]))}
    assert height["therapist"] > height["e-mail"] > height["patient"] > height["stage"]


def test_every_rupture_kind_has_a_row_of_its_own(
    examples: dict[str, Ecosystem], placed_texts: Callable[[Figure], Words]
) -> None:
    words = [text for text, _ in placed_texts(_drawn(examples["broken-frame"]))]
    for kind in set(ruptures(examples["broken-frame"]).kind.tolist()):
        assert kind in words
    calm = [text for text, _ in placed_texts(_drawn(examples["sent-away"]))]
    assert "no rupture" in calm


def test_silence_at_the_end_is_shown(examples: dict[str, Ecosystem]) -> None:
    eco = examples["sent-away"]
    figure = _drawn(eco)
    panel = next(ax for ax in figure.axes if ax.get_xlabel())
    until = float(eco.table.t[-1] + stages(eco).silence[0])
    assert panel.get_xlim()[1] > until
    assert "dropout" in alt_text(figure)


def test_a_busy_lane_becomes_bars(
    busy_clinic: Ecosystem, placed_texts: Callable[[Figure], Words]
) -> None:
    words = " ".join(text for text, _ in placed_texts(_drawn(busy_clinic)))
    assert "Bars: contacts in" in words
    lines = sum(len(ax.lines) for ax in _drawn(busy_clinic).axes)
    assert lines < 1500, "a mark of its own for every contact"


def test_a_repair_shows_its_channel_where_ruptures_crowd(
    line_that_kept_breaking: Ecosystem, placed_texts: Callable[[Figure], Words]
) -> None:
    eco = line_that_kept_breaking
    figure = _drawn(eco)
    mended = ruptures(eco).repair_channel[ruptures(eco).repair_row >= 0].tolist()
    assert len(mended) == 40
    looks = channel_looks([channel.id for channel in eco.channels])
    panel = next(ax for ax in figure.axes if ax.get_xlabel())
    stitches = [line for line in panel.lines if line.get_marker() is STITCH]
    rows = {float(np.asarray(line.get_ydata())[0]) for line in stitches}
    days = {float(np.asarray(line.get_xdata())[0]) for line in stitches}
    assert len(rows) == 1
    signs = [
        line.get_marker()
        for line in panel.lines
        if 0 < float(np.asarray(line.get_ydata())[0]) - min(rows) < 1.5
        and float(np.asarray(line.get_xdata())[0]) in days
        and len(np.asarray(line.get_xdata())) == 1
    ]
    assert signs == [looks[code].marker for code in mended]
    words = [text for text, _ in placed_texts(figure)]
    assert "repair (its channel above)" in words
