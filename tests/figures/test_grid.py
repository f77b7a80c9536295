"""Drawn state-space grids."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from mediaeco.dynamics import (
    Axis,
    StateSpaceGrid,
    attractors,
    grid_from_series,
    grid_measures,
    state_space_grid,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.figures import alt_text, draw_grid, figure_bytes

Words = list[tuple[str, tuple[float, float, float, float]]]
CODES = ["one_up", "one_down", "one_across"]


def control(trajectories: int, events: int = 90) -> StateSpaceGrid:
    random = np.random.default_rng(4)
    drawn = random.integers(0, 3, (2, events))
    cuts = np.linspace(0, events, trajectories + 1).astype(int)
    return grid_from_series(
        [CODES[i] for i in drawn[0]],
        [CODES[i] for i in drawn[1]],
        durations=random.exponential(2, events),
        trajectories=cuts,
        states=(CODES, CODES),
        names=("control, therapist", "control, patient"),
    )


def many_states(count: int) -> StateSpaceGrid:
    random = np.random.default_rng(5)
    names = [f"a state with a long name, number {i}" for i in range(count)]
    way = np.cumsum(random.integers(-1, 2, (2, 400)), axis=1) % count
    return grid_from_series(
        [names[i] for i in way[0]], [names[i] for i in way[1]], states=(names, names)
    )


def nodes(figure: Figure) -> list[PathCollection]:
    found = [item for ax in figure.axes for item in ax.collections]
    return [item for item in found if isinstance(item, PathCollection)]


def outside(words: Words) -> list[str]:
    slack = 0.002
    return [
        text
        for text, (x0, y0, x1, y1) in words
        if x0 < -slack or y0 < -slack or x1 > 1 + slack or y1 > 1 + slack
    ]


def test_a_node_lies_in_the_cell_of_its_visit(examples: dict[str, Ecosystem]) -> None:
    for eco in examples.values():
        grid = state_space_grid(eco, x="channel", y="stage")
        begins = np.flatnonzero(grid.visit_begins)
        places = np.concatenate([np.asarray(item.get_offsets()) for item in nodes(draw_grid(grid))])
        np.testing.assert_array_equal(np.floor(places[:, 0]), grid.x[begins])
        np.testing.assert_array_equal(np.floor(places[:, 1]), grid.y[begins])


def test_the_area_of_a_node_is_its_duration() -> None:
    grid = grid_from_series(list("abab"), list("uuuu"), durations=[1, 4, 2, 2])
    (drawn,) = nodes(draw_grid(grid))
    sizes = np.asarray(drawn.get_sizes())
    np.testing.assert_allclose(sizes / sizes.max(), [0.25, 1, 0.5, 0.5])


@pytest.mark.parametrize("style", ["single", "double"])
@pytest.mark.parametrize("made", [control(1), control(3), control(30), many_states(12)])
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    made: StateSpaceGrid,
    style: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    figure = draw_grid(
        made, held=attractors(made), region=np.eye(*made.shape[1:], dtype=bool), style=style
    )
    words = placed_texts(figure)
    assert outside(words) == []
    assert overlaps(words) == []


def test_forty_states_a_side_are_named_now_and_then(
    placed_texts: Callable[[Figure], Words], overlaps: Callable[..., list[tuple[str, str]]]
) -> None:
    words = placed_texts(draw_grid(many_states(40)))
    assert outside(words) == []
    assert overlaps(words) == []


def test_attractors_are_shaded_and_the_region_outlined() -> None:
    grid = control(3)
    held = attractors(grid)
    figure = draw_grid(grid, held=held, region=[("one_up", "one_down"), ("one_down", "one_up")])
    shaded = [
        item
        for ax in figure.axes
        for item in ax.patches
        if isinstance(item, Rectangle) and item.get_width() == 1 and item.get_height() == 1
    ]
    assert {(int(r.get_x()), int(r.get_y())) for r in shaded} == {
        (x, y) for _, y, x in np.argwhere(held.attractor).tolist()
    }
    outlines = [
        item
        for ax in figure.axes
        for item in ax.collections
        if isinstance(item, LineCollection) and item.get_zorder() == 1.5
    ]
    # Two cells that touch at a corner have four edges each.
    assert [len(item.get_segments()) for item in outlines] == [8]
    assert "Cells of the region: 2." in alt_text(figure)


def test_trajectories_look_different_and_are_named(
    placed_texts: Callable[[Figure], Words],
) -> None:
    figure = draw_grid(control(3))
    assert len(nodes(figure)) == 3
    colors = {tuple(np.asarray(item.get_facecolor())[-1].tolist()) for item in nodes(figure)}
    assert len(colors) == 3
    words = " ".join(text for text, _ in placed_texts(figure))
    for name in ("trajectory 0", "trajectory 1", "trajectory 2"):
        assert name in words
    assert "of 30 trajectories" in " ".join(
        text for text, _ in placed_texts(draw_grid(control(30)))
    )


def test_the_words_hold_the_measures(examples: dict[str, Ecosystem]) -> None:
    eco = examples["broken-frame"]
    grid = state_space_grid(eco)
    measures = grid_measures(grid)
    text = alt_text(draw_grid(grid))
    assert f"broken-frame: {measures.transitions[0]} transitions" in text
    assert f"dispersion {measures.dispersion[0]:.2f}" in text


def test_what_has_no_state_is_said_to_be_left_out(
    examples: dict[str, Ecosystem], placed_texts: Callable[[Figure], Words]
) -> None:
    grid = state_space_grid(examples["broken-frame"], x="act", y=Axis(of="rating", edges=(0, 1)))
    words = " ".join(text for text, _ in placed_texts(draw_grid(grid)))
    assert f"{int(grid.left_out[0])} contacts without a state left out" in words


@settings(max_examples=10)
@given(st.integers(0, 12), st.integers(1, 8), st.integers(1, 9), st.integers(0, 3))
def test_any_grid_can_be_drawn(events: int, wide: int, high: int, cuts: int) -> None:
    random = np.random.default_rng(events)
    grid = grid_from_series(
        random.integers(0, wide, events),
        random.integers(0, high, events),
        durations=random.integers(0, 3, events).astype(float),
        trajectories=[0, *sorted(random.integers(0, events + 1, cuts).tolist()), events],
        states=(range(wide), range(high)),
    )
    figure, again = (draw_grid(grid, held=attractors(grid)) for _ in range(2))
    assert figure_bytes(figure, "svg") == figure_bytes(again, "svg")
    assert "nan" not in alt_text(figure).split()


def test_attractors_and_regions_of_another_grid_are_refused() -> None:
    with pytest.raises(InvalidCaseError, match="held"):
        draw_grid(control(1), held=attractors(control(2)))
    with pytest.raises(UnknownTermError, match="state"):
        draw_grid(control(1), region=[("one_up", "sideways")])
