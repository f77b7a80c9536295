"""What holds for the forest plot, measured as every figure is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs
import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.figures import FORMATS, STYLES, alt_text, draw_forest, figure_bytes
from mediaeco.figures.style import MM
from mediaeco.model import Comparison, Contrast
from mediaeco.relation.evidence import Comparisons, load_channel_comparisons
from mediaeco.relation.pooling import pooled

Words = list[tuple[str, tuple[float, float, float, float]]]
Placed = Callable[[Figure], Words]
Overlaps = Callable[..., list[tuple[str, str]]]

EVERY = load_channel_comparisons()
BETWEEN = EVERY.where(contrast="between channels")
ALLIANCE = EVERY.where(construct="alliance", metric=["SMD", "t"])
ELEMENTS = Comparisons(item for item in EVERY if item.id.startswith("element-"))


def made(name: str, **told: Any) -> Comparison:
    return attrs.evolve(
        EVERY.where(metric="SMD")[0], **{"id": name, "source": name, "design": "randomised", **told}
    )


TRIALS = [
    made(f"trial-{i}", value=d, low=d - 0.3, high=d + 0.3, rater="patient", study=f"Trial {i} 2000")
    for i, d in enumerate((-0.3, -0.1, 0.1, 0.2))
]


def outside(words: Words) -> list[str]:
    slack = 0.002
    return [
        text
        for text, (x0, y0, x1, y1) in words
        if x0 < -slack or y0 < -slack or x1 > 1 + slack or y1 > 1 + slack
    ]


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("found", [ALLIANCE, BETWEEN, ELEMENTS], ids=["few", "all", "elements"])
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    style: str, found: Comparisons, placed_texts: Placed, overlaps: Overlaps
) -> None:
    figure = draw_forest(found, style=style, scale="r" if found is ELEMENTS else None)
    words = placed_texts(figure)
    assert len(words) > 10
    assert outside(words) == []
    assert overlaps(words) == []
    wide, high = figure.get_size_inches()
    assert wide == pytest.approx(STYLES[style]["figure.figsize"][0])
    assert high < 247 * MM


def test_more_results_than_a_page_holds_are_counted(
    placed_texts: Placed, overlaps: Overlaps
) -> None:
    many = [attrs.evolve(item, id=f"{item.id}-{i}") for i in range(12) for item in BETWEEN]
    figure = draw_forest(many, style="single")
    words = placed_texts(figure)
    assert outside(words) == []
    assert overlaps(words) == []
    assert figure.get_size_inches()[1] < 247 * MM
    assert re.search(r"\d+ rows left out", " ".join(text for text, _ in words))


def test_the_implausible_result_is_an_arrow_that_does_not_stretch_the_axis(
    placed_texts: Placed,
) -> None:
    with_it = draw_forest(ALLIANCE)
    without = draw_forest(ALLIANCE.where(metric="SMD"))
    limits = [figure.axes[1].get_xlim() for figure in (with_it, without)]
    assert limits[0] == limits[1]
    assert "not believed" in alt_text(with_it)
    assert "not believed" not in alt_text(without)
    assert "−4.95" in [text for text, _ in placed_texts(with_it)]
    believed = draw_forest(ALLIANCE, largest_d=6.0)
    assert believed.axes[1].get_xlim()[0] < -4.9


def test_what_was_not_compared_with_its_source_is_marked(placed_texts: Placed) -> None:
    words = " ".join(text for text, _ in placed_texts(draw_forest(BETWEEN)))
    unchecked = BETWEEN.where(verified=False)
    assert words.count("°") == len(unchecked) + 1
    for item in unchecked:
        assert f"{item.study}°" in words
    told = alt_text(draw_forest([made("x", verified=False)]))
    assert "not compared with its source" in told


def test_a_result_without_a_number_is_told_in_words_and_has_no_mark() -> None:
    silent = BETWEEN.where(metric="words", construct="alliance")
    figure = draw_forest(silent)
    assert "Without an effect size" in alt_text(figure)
    assert all(line.get_marker() in ("None", None) for line in figure.axes[1].lines)


def test_what_comparable_results_say_together_is_a_diamond(placed_texts: Placed) -> None:
    together = pooled(TRIALS)
    assert together.pooled.all()
    figure = draw_forest(TRIALS, together)
    assert len(figure.axes[1].patches) == 1
    corners = np.asarray(figure.axes[1].patches[0].get_path().vertices)
    assert corners[:, 0].min() == pytest.approx(together.random_low[0])
    assert corners[:, 0].max() == pytest.approx(together.random_high[0])
    assert "together, random effects" in [text for text, _ in placed_texts(figure)]
    # Results that are not all drawn are not drawn together.
    assert not draw_forest(TRIALS[:3], together).axes[1].patches


def test_the_more_precise_result_is_the_larger_square() -> None:
    wide = made("wide", value=0.1, low=-0.9, high=1.1)
    narrow = made("narrow", value=0.1, low=0.0, high=0.2)
    panel = draw_forest([wide, narrow]).axes[1]
    squares = {
        float(np.asarray(line.get_ydata())[0]): line.get_markersize()
        for line in panel.lines
        if line.get_marker() == "s"
    }
    upper, lower = (squares[y] for y in sorted(squares, reverse=True))
    assert lower > upper


def test_results_of_several_kinds_are_refused() -> None:
    with pytest.raises(InvalidCaseError, match="one contrast"):
        draw_forest(EVERY)
    with pytest.raises(InvalidCaseError, match="scale"):
        draw_forest(ELEMENTS)
    with pytest.raises(UnknownTermError, match="scale"):
        draw_forest(ALLIANCE, scale="g")
    with pytest.raises(UnknownTermError, match="Did you mean 'double'"):
        draw_forest(ALLIANCE, style="duoble")


@pytest.mark.parametrize("contrast", [*Contrast])
@pytest.mark.parametrize("scale", ["d", "r"])
def test_every_kind_of_result_can_be_drawn(
    contrast: Contrast, scale: str, placed_texts: Placed
) -> None:
    figure = draw_forest(EVERY.where(contrast=contrast), scale=scale)
    assert outside(placed_texts(figure)) == []
    assert re.search(r"\bnan\b", alt_text(figure)) is None


def test_nothing_can_be_drawn_too(placed_texts: Placed) -> None:
    figure = draw_forest([])
    assert outside(placed_texts(figure)) == []
    assert "0 results" in alt_text(figure)


def test_the_same_input_gives_the_same_bytes_whatever_a_user_has_set() -> None:
    for format_ in FORMATS:
        assert figure_bytes(draw_forest(ALLIANCE), format_) == figure_bytes(
            draw_forest(ALLIANCE), format_
        )
    plain = figure_bytes(draw_forest(ALLIANCE), "svg")
    with mpl.rc_context({"font.size": 23, "axes.facecolor": "red"}):
        before = dict(mpl.rcParams)
        assert figure_bytes(draw_forest(ALLIANCE), "svg") == plain
        assert dict(mpl.rcParams) == before


def test_it_is_drawn_into_the_place_of_axes(placed_texts: Placed) -> None:
    figure = Figure(figsize=(16, 9))
    right = figure.subfigures(1, 2, squeeze=False)[0][1].subplots()
    place = right.get_window_extent()
    assert draw_forest(ALLIANCE, ax=right) is figure
    for _, (x0, _, x1, _) in placed_texts(figure):
        assert x0 * figure.bbox.width > place.x0 - 1
        assert x1 * figure.bbox.width < place.x1 + 1
    assert alt_text(figure) == alt_text(draw_forest(ALLIANCE))


@settings(max_examples=8)
@given(
    st.lists(
        st.tuples(
            st.floats(-90, 90), st.floats(0, 90), st.text("abcXYZ $&<>_é–", min_size=1, max_size=40)
        ),
        max_size=5,
    )
)
def test_whatever_was_published_can_be_drawn(rows: list[tuple[float, float, str]]) -> None:
    items = [
        made(f"x{i}", value=d, low=d - half, high=d + half, arm=f"a{name.strip()}z")
        for i, (d, half, name) in enumerate(rows)
    ]
    figure = draw_forest(items, style="single")
    assert figure_bytes(figure, "svg").startswith(b"<?xml")
    assert np.isfinite(figure.get_size_inches()).all()
    assert all(np.isfinite(figure.axes[1].get_xlim()))
