"""The alliance over time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import matplotlib.colors
import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from mediaeco.analysis import ruptures
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import STYLES, alt_text, draw_alliance
from mediaeco.figures.style import MM
from mediaeco.model import Actor, Case, Measure
from mediaeco.relation import alliance, perspective_gap

Words = list[tuple[str, tuple[float, float, float, float]]]


def drawn(eco: Ecosystem, **more: Any) -> Figure:
    return draw_alliance(eco, alliance(eco), ruptures(eco), perspective_gap(eco), **more)


@pytest.fixture(scope="module")
def much_rated(busy_clinic: Ecosystem) -> Ecosystem:
    """Three raters, fifteen scales of long names and two instruments: more than a page holds."""
    case = busy_clinic.case
    random = np.random.default_rng(5)
    people = [*case.actors, Actor(id="S", role="observer")]
    told = []
    for scale in range(15):
        for rater in ("T", "P", "S"):
            for week in range(3 + scale % 4):
                told.append(
                    Measure(
                        instrument="a questionnaire of the clinic's own making",
                        scale=f"scale-{scale} with a name that goes on",
                        rater=rater,
                        time=86400.0 * (week * 100 + scale),
                        value=float(random.integers(1, 6)),
                        low=1,
                        high=5,
                    )
                )
    return Ecosystem(attrs.evolve(case, actors=people, measures=told))


@pytest.mark.parametrize("style", sorted(STYLES))
def test_many_scales_stay_on_the_canvas(
    much_rated: Ecosystem,
    style: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    figure = drawn(much_rated, style=style)
    words = placed_texts(figure)
    assert overlaps(words) == []
    for _, (x0, y0, x1, y1) in words:
        assert min(x0, y0) > -0.002
        assert max(x1, y1) < 1.002
    assert figure.get_size_inches()[1] < 247 * MM
    assert len(figure.axes) == 1 + 12
    assert "Not drawn: " in alt_text(figure)


def test_the_drawn_ratings_are_the_ratings(examples: dict[str, Ecosystem]) -> None:
    eco = examples["first-contact"]
    found = alliance(eco)
    lines = [
        (np.asarray(line.get_xdata()), np.asarray(line.get_ydata()))
        for panel in drawn(eco).axes[1:]
        for line in panel.lines
        if line.get_linestyle() != "None"
    ]
    assert len(lines) == len(found)
    for k in range(len(found)):
        x = found.ratings.n[found.of == k]
        y = found.ratings.value[found.of == k]
        assert any(np.array_equal(x, a) and np.array_equal(y, b) for a, b in lines)


def test_every_panel_shows_its_whole_scale(examples: dict[str, Ecosystem]) -> None:
    for eco in examples.values():
        found = alliance(eco)
        ends = {(low, high) for low, high in zip(found.low, found.high, strict=True)}
        for panel in drawn(eco).axes[1:]:
            ticks = panel.get_yticks()
            assert (ticks[0], ticks[-1]) in ends
            low, high = panel.get_ylim()
            assert low < ticks[0]
            assert high > ticks[-1]


def test_the_gap_is_shaded_where_both_rated(examples: dict[str, Ecosystem]) -> None:
    figure = drawn(examples["first-contact"])
    shaded = [
        patch
        for panel in figure.axes[1:]
        for patch in panel.collections
        if isinstance(patch, PolyCollection)
    ]
    assert len(shaded) == 1
    shade = matplotlib.colors.to_rgba("#D6D6D6")
    assert tuple(np.asarray(shaded[0].get_facecolor())[0]) == pytest.approx(shade)
    gap = perspective_gap(examples["first-contact"]).gap.mean()
    assert f"mean gap {gap:.2f} over 4 pairs" in alt_text(figure)


def test_ruptures_tear_every_panel(examples: dict[str, Ecosystem]) -> None:
    eco = examples["broken-frame"]
    torn = ruptures(eco)
    for panel in drawn(eco).axes[1:]:
        upright = {
            float(np.asarray(line.get_xdata())[0])
            for line in panel.lines
            if len(np.unique(np.asarray(line.get_xdata()))) == 1
            and len(np.asarray(line.get_xdata())) == 2
        }
        assert set(torn.n.tolist()) <= upright
    assert f"{len(torn)} ruptures" in alt_text(drawn(eco))


def test_days_are_the_other_clock(examples: dict[str, Ecosystem]) -> None:
    eco = examples["first-contact"]
    panel = drawn(eco, clock="days").axes[-1]
    found = alliance(eco)
    wanted = found.ratings.days[found.of == len(found) - 1]
    assert any(np.array_equal(np.asarray(line.get_xdata()), wanted) for line in panel.lines)


def test_ratings_without_any_contact_can_be_drawn() -> None:
    told = Measure(instrument="SRS", rater="P", time=0.0, value=30, low=0, high=40)
    both = [told, attrs.evolve(told, time=9.0), attrs.evolve(told, rater="T")]
    people = [Actor(id="T", role="therapist"), Actor(id="P", role="patient")]
    eco = Ecosystem(Case(id="rated-alone", actors=people, measures=both))
    for clock in ("contacts", "days"):
        text = alt_text(drawn(eco, clock=clock))
        assert "patient 2 ratings" in text
        assert "nan" not in text
