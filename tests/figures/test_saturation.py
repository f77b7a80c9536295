"""The figure of saturation."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from mediaeco.figures import STYLES, alt_text, draw_saturation, figure_bytes
from mediaeco.grounded import saturation
from mediaeco.model import Code, Coding, Segment, SourceDocument
from mediaeco.testing import codings

Words = list[tuple[str, tuple[float, float, float, float]]]


def study(passages: int, codes: int) -> Coding:
    """Passages in which codes come up the more seldom the later they stand in the codebook."""
    random = np.random.default_rng(4)
    names = [f"code{i}" for i in range(codes)]
    segments = [
        Segment(
            id=f"s{i}",
            source=f"talk{i * 7 // max(passages, 1)}",
            begin=i,
            end=i + 1,
            codes=[names[min(int(random.exponential(codes / 4)), codes - 1)]],
        )
        for i in range(passages)
    ]
    return Coding(
        codes=[Code(id=name) for name in names],
        sources=[SourceDocument(id=f"talk{i}", length=passages) for i in range(7)],
        segments=segments,
    )


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("by", ["segment", "source"])
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    style: str,
    by: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    for passages in (1, 40, 3_000):
        found = saturation(study(passages, 30), by=by, orders=20)
        words = placed_texts(draw_saturation(found, style=style))
        assert overlaps(words) == []
        for _, (x0, y0, x1, y1) in words:
            assert min(x0, y0) > -0.002
            assert max(x1, y1) < 1.002


def test_the_curves_are_drawn_as_they_are() -> None:
    found = saturation(study(40, 12), orders=50)
    (panel,) = (ax for ax in draw_saturation(found).axes if ax.lines and ax.collections)
    dashes, steps = (np.asarray(line.get_ydata()) for line in panel.lines[:2])
    np.testing.assert_array_equal(dashes[1:], found.expected)
    np.testing.assert_array_equal(steps[1:], found.seen)
    assert (dashes[0], steps[0]) == (0, 0)


def test_the_words_hold_the_numbers() -> None:
    found = saturation(study(40, 12), last=5, orders=50)
    text = alt_text(draw_saturation(found))
    assert f"{len(found.codes)} codes in all" in text
    assert f"last 5 segments: {found.share:.2f}" in text
    assert "within 95 %" in text
    assert "within" not in alt_text(draw_saturation(saturation(study(40, 12), orders=0)))


def test_the_same_input_gives_the_same_bytes() -> None:
    first, again = (
        figure_bytes(draw_saturation(saturation(study(30, 9))), "svg") for _ in range(2)
    )
    assert first == again


@settings(max_examples=10)
@given(codings(), st.sampled_from(["segment", "source"]))
def test_every_coding_can_be_drawn(coding: Coding, by: str) -> None:
    figure = draw_saturation(saturation(coding, by=by, orders=5))
    assert figure_bytes(figure, "svg").startswith(b"<?xml")
    assert re.search(r"\bnan\b", alt_text(figure)) is None
