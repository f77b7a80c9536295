"""What holds for every figure."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from matplotlib.figure import Figure

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import UnknownTermError
from mediaeco.figures import FORMATS, STYLES, alt_text, figure_bytes
from mediaeco.figures.style import MM
from mediaeco.testing import ecosystems

Drawing = Callable[..., Figure]
Words = list[tuple[str, tuple[float, float, float, float]]]


@pytest.mark.parametrize("name", ["first-contact", "broken-frame", "sent-away"])
@pytest.mark.parametrize("style", ["single", "double"])
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    drawing: Drawing,
    examples: dict[str, Ecosystem],
    name: str,
    style: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    words = placed_texts(drawing(examples[name], style))
    assert len(words) > 4
    assert _outside(words) == []
    assert overlaps(words) == []


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_busy_record_stays_on_the_canvas(
    drawing: Drawing,
    busy_clinic: Ecosystem,
    style: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    figure = drawing(busy_clinic, style)
    words = placed_texts(figure)
    assert _outside(words) == []
    assert overlaps(words) == []
    wide, high = figure.get_size_inches()
    assert wide == pytest.approx(STYLES[style]["figure.figsize"][0])
    assert high < 247 * MM, "higher than a printed page"


def test_what_is_hardly_there_is_drawn_too(
    drawing: Drawing,
    nobody_wrote: Ecosystem,
    blank_sheet: Ecosystem,
    one_knock: Ecosystem,
    placed_texts: Callable[[Figure], Words],
) -> None:
    for eco in (nobody_wrote, blank_sheet, one_knock):
        for style in ("single", "double"):
            figure = drawing(eco, style)
            words = placed_texts(figure)
            assert _outside(words) == []
            assert "nan" not in " ".join(text for text, _ in words).lower().split()
            assert eco.ids[0] in alt_text(figure)


def test_the_same_input_gives_the_same_bytes(
    drawing: Drawing, examples: dict[str, Ecosystem]
) -> None:
    for format_ in FORMATS:
        first = figure_bytes(drawing(examples["broken-frame"]), format_)
        again = figure_bytes(drawing(examples["broken-frame"]), format_)
        assert first == again


def test_what_a_user_has_set_changes_nothing_and_stays_set(
    drawing: Drawing, examples: dict[str, Ecosystem]
) -> None:
    plain = figure_bytes(drawing(examples["first-contact"]), "svg")
    with mpl.rc_context({"font.size": 23, "axes.facecolor": "red", "savefig.bbox": "tight"}):
        before = dict(mpl.rcParams)
        assert figure_bytes(drawing(examples["first-contact"]), "svg") == plain
        assert dict(mpl.rcParams) == before


def test_a_figure_is_drawn_into_the_place_of_axes(
    drawing: Drawing, examples: dict[str, Ecosystem], placed_texts: Callable[[Figure], Words]
) -> None:
    figure = Figure(figsize=(16, 9))
    left, right = figure.subfigures(1, 2, squeeze=False)[0]
    ax = right.subplots()
    place = ax.get_window_extent()
    assert drawing(examples["broken-frame"], "double", ax) is figure
    assert not left.axes
    for _, (x0, _, x1, _) in placed_texts(figure):
        assert x0 * figure.bbox.width > place.x0 - 1
        assert x1 * figure.bbox.width < place.x1 + 1
    assert alt_text(figure) == alt_text(drawing(examples["broken-frame"]))


def test_two_figures_in_one_are_told_one_after_the_other(
    examples: dict[str, Ecosystem], drawing: Drawing
) -> None:
    figure = Figure(figsize=(12, 12))
    above, below = figure.subplots(2, 1)
    drawing(examples["first-contact"], "double", above)
    drawing(examples["sent-away"], "double", below)
    told = alt_text(figure).split("\n")
    assert ["first-contact" in told[0], "sent-away" in told[1]] == [True, True]


def test_the_count_of_contacts_stands_in_the_figure_and_in_its_words(
    drawing: Drawing, examples: dict[str, Ecosystem], placed_texts: Callable[[Figure], Words]
) -> None:
    for eco in examples.values():
        figure = drawing(eco)
        drawn = " ".join(text for text, _ in placed_texts(figure))
        assert f"n = {len(eco.table)} contacts" in drawn
        assert f"{len(eco.table)} contacts" in alt_text(figure)


def test_an_unknown_style_is_told_with_its_nearest(
    drawing: Drawing, examples: dict[str, Ecosystem]
) -> None:
    with pytest.raises(UnknownTermError, match="Did you mean 'double'"):
        drawing(examples["sent-away"], "duoble")


def test_rc_settings_are_laid_over_the_double_column(
    drawing: Drawing, examples: dict[str, Ecosystem]
) -> None:
    figure = drawing(examples["sent-away"], {"figure.figsize": (5.0, 1.0)})
    assert figure.get_figwidth() == 5.0


@settings(max_examples=8)
@given(eco=ecosystems())
def test_every_case_can_be_drawn(eco: Ecosystem, drawing: Drawing) -> None:
    figure = drawing(eco, "single")
    assert figure_bytes(figure, "svg").startswith(b"<?xml")
    assert re.search(r"\bnan\b", alt_text(figure)) is None
    assert np.isfinite(figure.get_size_inches()).all()


def test_drawing_leaves_no_figure_open() -> None:
    """Figures belong to whoever holds them: pyplot, which keeps them open, is never loaded."""
    code = (
        "import sys, mediaeco.figures;"
        "sys.exit(any(name == 'matplotlib.pyplot' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own interpreter and code


def test_the_measuring_of_words_finds_what_is_wrong(
    placed_texts: Callable[[Figure], Words], overlaps: Callable[..., list[tuple[str, str]]]
) -> None:
    figure = Figure(figsize=(2, 2))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    for x, y, text in ((0.1, 0.5, "above"), (0.12, 0.5, "below"), (0.9, 0.1, "far too long")):
        ax.text(x, y, text)
    words = placed_texts(figure)
    assert overlaps(words) == [("above", "below")]
    assert _outside(words) == ["far too long"]


def _outside(words: Words) -> list[str]:
    slack = 0.002
    return [
        text
        for text, (x0, y0, x1, y1) in words
        if x0 < -slack or y0 < -slack or x1 > 1 + slack or y1 > 1 + slack
    ]
