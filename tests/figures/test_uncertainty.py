"""What is not sure is drawn: intervals of attributions, transitions, stage times and groups."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
import pytest
from matplotlib.figure import Figure

from mediaeco.analysis import TimeUnit, stage_times
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.figures import (
    Style,
    alt_text,
    draw_attribution,
    draw_groups,
    draw_stage_times,
    draw_transitions,
)
from mediaeco.forming import attribution, attribution_interval
from mediaeco.io.example import EXAMPLES, read_example
from mediaeco.model import Cohort
from mediaeco.sequence import bootstrap_edges
from mediaeco.theory import compare_groups

Words = list[tuple[str, tuple[float, float, float, float]]]
STYLES = pytest.mark.parametrize("style", ["single", "double"])


@pytest.fixture(scope="module")
def several() -> Ecosystem:
    """Each example twice."""
    return Ecosystem(
        Cohort(
            [
                attrs.evolve(read_example(name), id=f"{name}-{k}")
                for name in EXAMPLES
                for k in range(2)
            ]
        )
    )


@STYLES
def test_share_and_effect_have_their_intervals(
    several: Ecosystem,
    style: Style,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[[Words], list[tuple[str, str]]],
) -> None:
    parts = attribution(several, counterfactual=False)
    sure = attribution_interval(several, replicates=50)
    figure = draw_attribution(several, parts, intervals=sure, style=style)
    placed = placed_texts(figure)
    words = " ".join(text for text, _ in placed)
    assert "95 % interval" in words
    assert f"in {len(several.ids)} cases" in words
    assert "few as they are: rough" in words
    told = alt_text(figure)
    assert f"of the effect {sure.effect_low[1]:.3f} to {sure.effect_high[1]:.3f}" in told
    if style == "double":
        assert overlaps(placed) == []


def test_one_case_is_drawn_without_intervals_and_says_so(
    examples: dict[str, Ecosystem], placed_texts: Callable[[Figure], Words]
) -> None:
    eco = examples["first-contact"]
    figure = draw_attribution(eco, attribution(eco), intervals=attribution_interval(eco))
    words = " ".join(text for text, _ in placed_texts(figure))
    assert "No intervals" in words
    assert "95 % interval" not in words


def test_intervals_of_another_attribution_are_refused(
    several: Ecosystem, examples: dict[str, Ecosystem]
) -> None:
    sure = attribution_interval(several, replicates=5)
    with pytest.raises(InvalidCaseError, match=r"draw_attribution\.intervals"):
        draw_attribution(
            examples["first-contact"], attribution(examples["first-contact"]), intervals=sure
        )
    assert np.isfinite(sure.share_low).all()


@STYLES
def test_weights_of_transitions_have_their_intervals(
    several: Ecosystem,
    style: Style,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[[Words], list[tuple[str, str]]],
) -> None:
    sure = bootstrap_edges(several, replicates=100)
    placed = placed_texts(draw_transitions(sure.network, bootstrap=sure, style=style))
    words = " ".join(text for text, _ in placed)
    i, j = np.unravel_index(int(sure.network.weights.argmax()), sure.network.weights.shape)
    drawn = f"{sure.lower[i, j]:.2f}–{sure.upper[i, j]:.2f}" in words
    assert drawn == ("95 % intervals" in words) == (style == "double")
    assert overlaps(placed) == []
    alone = placed_texts(draw_transitions(sure.network, style=style))
    assert not any("–" in text for text, _ in alone)


@STYLES
@pytest.mark.parametrize("unit", ["days", "contacts"])
def test_stage_times_are_drawn_with_who_is_left(
    several: Ecosystem,
    style: Style,
    unit: TimeUnit,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[[Words], list[tuple[str, str]]],
) -> None:
    figure = draw_stage_times(stage_times(several, unit=unit), style=style)
    placed = placed_texts(figure)
    words = " ".join(text for text, _ in placed)
    for text in ("engagement", "95 % band", "ended otherwise", "N = 6 cases", f"Time in {unit}"):
        assert text in words
    assert overlaps(placed) == []
    assert all(box[0] >= -0.01 and box[2] <= 1.01 for _, box in placed)
    assert "engagement: reached in 4, 2 had ended before" in alt_text(figure)


def test_times_of_one_case_and_of_none_can_be_drawn(
    examples: dict[str, Ecosystem],
    nobody_wrote: Ecosystem,
    placed_texts: Callable[[Figure], Words],
) -> None:
    one = placed_texts(draw_stage_times(stage_times(examples["first-contact"])))
    assert "One case has no interval" in " ".join(text for text, _ in one)
    none = placed_texts(draw_stage_times(stage_times(nobody_wrote)))
    assert "no contact" in [text for text, _ in none]


@STYLES
def test_groups_are_drawn_with_every_case(
    style: Style,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[[Words], list[tuple[str, str]]],
) -> None:
    random = np.random.default_rng(0)
    labels = ["messages first"] * 9 + ["video first"] * 8 + ["waiting list"] * 7
    measures = {"frame_coverage": random.random(24), "contacts": random.poisson(9, 24)}
    found = compare_groups(measures, labels, replicates=99)
    figure = draw_groups(found, style=style)
    placed = placed_texts(figure)
    words = " ".join(text for text, _ in placed)
    for text in ("frame coverage", "contacts", "(n = 9)", "N = 24 cases", "corrected for 6 tests"):
        assert text in words
    assert f"g = {found.contrasts[0].g:.2f}".replace("-", "−") in words
    assert overlaps(placed) == []
    assert all(box[0] >= -0.01 and box[2] <= 1.01 for _, box in placed)
    points = [line for ax in figure.axes for line in ax.lines if line.get_marker() == "o"]
    assert sum(len(np.atleast_1d(line.get_xdata())) for line in points) >= 48


def test_what_few_cases_cannot_show_stands_under_the_figure(
    placed_texts: Callable[[Figure], Words],
) -> None:
    few = compare_groups([3.0, 4, 5, 0, 1, 2], ["a"] * 3 + ["b"] * 3, replicates=99)
    words = " ".join(text for text, _ in placed_texts(draw_groups(few)))
    assert "cannot show a p below 0.1" in words
    lone = compare_groups([3.0, np.nan, 1, 2], ["a", "c", "b", "b"], replicates=99)
    words = " ".join(text for text, _ in placed_texts(draw_groups(lone)))
    assert "no interval, no g" in words
    assert "A group without a case" in words
