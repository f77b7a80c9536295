"""The figure of formation."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis import frame_lifecycle, stages
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import alt_text, draw_formation
from mediaeco.figures.formation_band import runs
from mediaeco.forming import formation


def test_the_words_hold_both_coverages(examples: dict[str, Ecosystem]) -> None:
    for eco in examples.values():
        formed = formation(eco)
        text = alt_text(draw_formation(eco, formed, frame_lifecycle(eco), stages(eco)))
        assert f"expected coverage is {formed.expected[-1]:.2f}" in text
        assert f"observed coverage {formed.observed[-1]:.2f}" in text
        assert all(element.name in text for element in eco.elements)


def test_both_lines_are_drawn_as_they_are(examples: dict[str, Ecosystem]) -> None:
    eco = examples["broken-frame"]
    formed = formation(eco)
    figure = draw_formation(eco, formed, frame_lifecycle(eco), stages(eco))
    panel = next(ax for ax in figure.axes if ax.get_ylabel().startswith("coverage"))
    lines = [np.asarray(line.get_ydata()) for line in panel.lines]
    np.testing.assert_array_equal(lines[0], formed.expected)
    np.testing.assert_array_equal(lines[1], formed.observed)


def test_breaches_and_repairs_are_in_the_legend_only_where_there_are_any(
    examples: dict[str, Ecosystem],
) -> None:
    def words(name: str) -> list[str]:
        eco = examples[name]
        figure = draw_formation(eco, formation(eco), frame_lifecycle(eco), stages(eco))
        return [text.get_text() for text in figure.axes[0].texts]

    assert {"repair", "breach, the line gapes"} <= set(words("broken-frame"))
    assert "breach, the line gapes" not in words("sent-away")


def test_a_case_without_elements_says_that_coverage_is_not_defined(
    blank_sheet: Ecosystem, one_knock: Ecosystem
) -> None:
    eco = blank_sheet
    figure = draw_formation(eco, formation(eco), frame_lifecycle(eco), stages(eco))
    assert "no contact recorded" in alt_text(figure)
    eco = one_knock
    figure = draw_formation(eco, formation(eco), frame_lifecycle(eco), stages(eco))
    assert "observed coverage 0.00" in alt_text(figure)


def test_stretches_cover_every_place_once() -> None:
    values = np.array([2, 2, 0, 0, 0, 5])
    assert runs(values) == [(0, 2), (2, 5), (5, 6)]
    assert runs(values[:0]) == []
