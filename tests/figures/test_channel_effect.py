"""The figure of channels' effects: words in place, order, reasons, and what it tells."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from matplotlib.figure import Figure

from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import STYLES, alt_text, draw_channel_effects, figure_bytes
from mediaeco.forming import ChannelEffects, channel_effects
from mediaeco.model import Cohort
from mediaeco.testing import cohorts

Words = list[tuple[str, tuple[float, float, float, float]]]


def found(form: str = "logit", nulls: int = 40) -> ChannelEffects:
    return channel_effects(
        {
            "path": ["website", "phone > website", "phone > video_call", "sms", "fax"],
            "total_conversions": [4, 20, 18, 3, 0],
            "total_null": [3 * nulls, nulls // 2, nulls // 4, nulls, 0],
        },
        form=form,
    )


SOME: dict[str, Callable[[], ChannelEffects]] = {
    "logit": found,
    "hazard": lambda: found("hazard"),
    "no end": lambda: channel_effects(
        {"path": ["a", "b", "c"], "total_conversions": [9, 0, 4], "total_null": [20, 5, 30]},
        form="logit",
    ),
    "nothing": lambda: channel_effects(
        {"path": ["a > b"], "total_conversions": [0], "total_null": [4]}
    ),
    "no channel": lambda: channel_effects({"path": [], "total_conversions": [], "total_null": []}),
}


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("what", sorted(SOME))
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    style: str,
    what: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    words = placed_texts(draw_channel_effects(SOME[what](), style=style))
    assert overlaps(words) == []
    for _, (x0, y0, x1, y1) in words:
        assert min(x0, y0) > -0.002
        assert max(x1, y1) < 1.002


def test_marks_stand_at_the_effects_from_the_largest_down() -> None:
    effects = found()
    panel = draw_channel_effects(effects).axes[2]
    marks = [line for line in panel.lines if line.get_marker() not in ("|", "None", None)]
    at = [float(np.asarray(line.get_xdata())[0]) for line in marks]
    rows = [float(np.asarray(line.get_ydata())[0]) for line in marks]
    known = effects.effect[~np.isnan(effects.effect)]
    np.testing.assert_allclose(at, np.sort(known)[::-1])
    assert rows == sorted(rows)
    assert any(text.get_text() == "never used" for text in panel.texts)


def test_an_interval_without_an_end_runs_to_the_edge() -> None:
    panel = draw_channel_effects(SOME["no end"]()).axes[2]
    edge = panel.get_xlim()[0]
    begins = [float(np.min(np.asarray(line.get_xdata()))) for line in panel.lines]
    assert edge in begins
    assert np.isfinite(begins).all()


def test_bars_are_parts_of_the_contacts() -> None:
    effects = found()
    panel = draw_channel_effects(effects).axes[1]
    wide = sorted(patch.get_width() for patch in panel.patches)  # type: ignore[attr-defined]  # bars are rectangles
    share = np.sort(effects.contacts / effects.contacts.sum()) * 100
    np.testing.assert_allclose(wide, share)


def test_it_tells_what_it_shows() -> None:
    text = alt_text(draw_channel_effects(found()))
    assert text.startswith("Effect of one contact over each of 5 channels")
    assert "not causation" in text
    assert "most over" in text


def test_the_same_effects_give_the_same_bytes() -> None:
    one, again = (figure_bytes(draw_channel_effects(found()), "svg") for _ in range(2))
    assert one == again


@given(cohorts(legal=True, max_cases=2, max_contacts=5))
@settings(max_examples=4)
def test_any_record_can_be_drawn(cohort: Cohort) -> None:
    assert alt_text(draw_channel_effects(channel_effects(Ecosystem(cohort))))
