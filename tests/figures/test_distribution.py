"""States over positions, and sequences one under the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import UnknownTermError
from mediaeco.figures import (
    STYLES,
    alt_text,
    channel_looks,
    draw_distribution,
    draw_sequences,
    figure_bytes,
)
from mediaeco.figures.state import state_looks
from mediaeco.figures.style import MM
from mediaeco.sequence import Sequences, sequences, state_distribution

Words = list[tuple[str, tuple[float, float, float, float]]]
Drawing = Callable[..., Figure]


def shares(of: Sequences, **options: Any) -> Figure:
    return draw_distribution(state_distribution(of), **options)


DRAWINGS: dict[str, Drawing] = {"distribution": shares, "sequences": draw_sequences}


@pytest.fixture(params=sorted(DRAWINGS), scope="module")
def draw(request: pytest.FixtureRequest) -> Drawing:
    return DRAWINGS[request.param]


@pytest.fixture(scope="module")
def weeks(examples: dict[str, Ecosystem]) -> Sequences:
    return sequences(examples["first-contact"], by="week")


@pytest.fixture(scope="module")
def school_leavers() -> Sequences:
    """A hundred weighted lives over seventy months, in six states with long names."""
    random = np.random.default_rng(4)
    words = [f"a state of life with a name that is long, number {k}" for k in range(6)]
    rows = np.repeat(random.integers(0, 6, (100, 10)), 7, axis=1)
    return Sequences.from_wide(
        [[words[code] for code in row] for row in rows.tolist()],
        states=words,
        weights=random.uniform(0, 3, 100),
    )


@pytest.mark.parametrize("style", sorted(STYLES))
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    draw: Drawing,
    style: str,
    examples: dict[str, Ecosystem],
    school_leavers: Sequences,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    eco, away = examples["first-contact"], examples["sent-away"]
    told = [school_leavers, sequences(eco, by="week", sides=True), sequences(away, of="stage")]
    for of in told:
        figure = draw(of, style=style)
        words = placed_texts(figure) + ticks(figure)
        assert len(words) > 5
        assert outside(words) == []
        assert overlaps(words) == []
        wide, high = figure.get_size_inches()
        assert wide == pytest.approx(STYLES[style]["figure.figsize"][0])
        assert high < 247 * MM, "higher than a printed page"


def ticks(figure: Figure) -> Words:
    """Labels of ticks that are drawn, which belong to no axes in matplotlib's eyes."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib says no types here
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]  # nor here
    wide, high = figure.bbox.width, figure.bbox.height
    found = []
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            for tick in axis.get_major_ticks():
                text = tick.label1
                if ax.axison and text.get_visible() and text.get_text():
                    box = text.get_window_extent(renderer)
                    edges = (box.x0 / wide, box.y0 / high, box.x1 / wide, box.y1 / high)
                    found.append((text.get_text(), edges))
    return found


def outside(words: Words) -> list[str]:
    slack = 0.002
    return [
        text
        for text, (x0, y0, x1, y1) in words
        if x0 < -slack or y0 < -slack or x1 > 1 + slack or y1 > 1 + slack
    ]


def test_names_of_positions_are_drawn_where_there_is_room(
    draw: Drawing,
    school_leavers: Sequences,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    months = [f"month {k}" for k in range(70)]
    for style in ("single", "double"):
        figure = draw(school_leavers, positions=months, style=style)
        words = placed_texts(figure) + ticks(figure)
        drawn = [text for text, _ in words if text in months]
        assert drawn[0] == "month 0"
        assert 3 < len(drawn) < 40
        assert overlaps(words) == []
        assert outside(words) == []
    with pytest.raises(ValueError, match="expected 70; got 1"):
        draw(school_leavers, positions=["once"])


def test_the_same_input_gives_the_same_bytes(draw: Drawing, weeks: Sequences) -> None:
    for kind in ("svg", "png", "pdf"):
        assert figure_bytes(draw(weeks), kind) == figure_bytes(draw(weeks), kind)


def test_how_many_and_how_heavy_stands_in_figure_and_words(
    draw: Drawing,
    weeks: Sequences,
    school_leavers: Sequences,
    placed_texts: Callable[[Figure], Words],
) -> None:
    for of, said in ((weeks, "n = 23 sequences"), (school_leavers, "n = 100 sequences, weighted")):
        figure = draw(of)
        assert said in " ".join(text for text, _ in placed_texts(figure))
        assert said in alt_text(figure)
    assert "weighted" not in alt_text(draw(weeks))


def test_channels_and_stages_keep_their_looks(examples: dict[str, Ecosystem]) -> None:
    eco = examples["first-contact"]
    names = [channel.id for channel in eco.channels]
    wanted = channel_looks(names)
    for found, look in zip(state_looks(names), wanted, strict=True):
        assert (found.color, found.marker) == (look.color, look.marker)
    told = state_looks([f"{side}: {name}" for side in ("therapist", "patient") for name in names])
    assert [look.marker for look in told] == 2 * [look.marker for look in wanted]
    assert len({look.color for look in told}) == len(told)
    stages = sequences(eco, of="stage").alphabet
    assert len({(look.color, look.hatch) for look in state_looks(stages)}) == len(stages)


@given(st.lists(st.text("abcde", min_size=1, max_size=3), unique=True, max_size=20))
def test_states_of_any_name_keep_apart(states: list[str]) -> None:
    looks = state_looks(states)
    assert len(looks) == len(states)
    assert len({(look.color, look.marker) for look in looks}) == len(states)


def test_the_bands_are_the_shares(weeks: Sequences) -> None:
    found = state_distribution(weeks)
    figure = draw_distribution(found)
    used = np.flatnonzero(found.overall > 0).tolist()
    looks = state_looks(found.alphabet)
    bands = [c for ax in figure.axes for c in ax.collections if len(c.get_paths()) > 0]
    for k in used:
        color = looks[k].color
        (band,) = [b for b in bands if same(b, color)]
        corners = np.asarray(band.get_paths()[0].vertices)
        for place in range(len(found.position)):
            there = corners[np.abs(corners[:, 0] - (place + 0.5)) <= 0.5001]
            height = np.ptp(there[np.isclose(there[:, 0], place + 1)][:, 1]) if len(there) else 0
            assert height >= found.share[place, k] - 1e-9


def same(collection: Any, color: str) -> bool:
    from matplotlib.colors import to_hex

    faces = collection.get_facecolor()
    return len(faces) > 0 and to_hex(faces[0]).upper() == color.upper()


def test_a_bar_for_each_spell_as_high_as_its_sequence_weighs() -> None:
    of = Sequences.from_wide(
        [["email", "email", "phone"], ["phone", "", ""], ["email", "", "phone"]],
        weights=[1.0, 2.0, 4.0],
    )
    figure = draw_sequences(of, order="given")
    corners = [
        np.asarray(p.vertices, dtype=np.float64)
        for ax in figure.axes
        for c in ax.collections
        if isinstance(c, PolyCollection)
        for p in c.get_paths()
    ]
    bars = [(float(c[0, 0]), float(c[2, 0]), float(np.ptp(c[:, 1]))) for c in corners]
    wanted = [(0, 2, 1), (2, 3, 1), (0, 1, 2), (0, 1, 4), (1, 2, 4), (2, 3, 4)]
    shape = sorted((begin, end, round(high / 0.84, 6)) for begin, end, high in bars)
    assert shape == sorted((float(b), float(e), float(h)) for b, e, h in wanted)


def test_rows_are_sorted_from_either_end() -> None:
    of = Sequences.from_wide([["b", "a"], ["a", "b"], ["a", "a"], ["b", ""]])

    def first_row(order: Any) -> str:
        return alt_text(draw_sequences(of, order=order)).split("sorted by state ")[-1]

    assert first_row("start").startswith("from the start on")
    assert first_row("end").startswith("from the end back")
    with pytest.raises(UnknownTermError, match="Did you mean 'start'"):
        draw_sequences(of, order="strat")  # type: ignore[arg-type]  # what the test is about


def test_few_sequences_look_paler_and_are_said_to(
    weeks: Sequences, placed_texts: Callable[[Figure], Words]
) -> None:
    drawn = " ".join(text for text, _ in placed_texts(shares(weeks)))
    assert "Paler: fewer than 5" in drawn
    alike = Sequences.from_wide([["a", "b"]] * 6)
    drawn = " ".join(text for text, _ in placed_texts(shares(alike)))
    assert "Paler" not in drawn
    assert "whose state is known" not in drawn


def test_names_for_people_are_used(draw: Drawing, placed_texts: Callable[[Figure], Words]) -> None:
    of = Sequences.from_wide([["EM", "TR"], ["TR", "TR"]])
    drawn = " ".join(text for text, _ in placed_texts(draw(of, names={"EM": "at work"})))
    assert "at work" in drawn
    assert "EM" not in drawn.split()


@pytest.mark.parametrize(
    "of",
    [
        Sequences.from_wide([]),
        Sequences(codes=[], offsets=[0, 0], alphabet=["email"], ids=["silence"]),
        Sequences(codes=[-1], offsets=[0, 1], alphabet=["email"], ids=["uncoded"]),
        Sequences(codes=[0], offsets=[0, 1], alphabet=["email"], ids=["x"], weights=[0]),
        Sequences(codes=[0], offsets=[0, 1], alphabet=["email"], ids=["one-knock"]),
    ],
    ids=lambda of: str(of.ids),
)
def test_what_is_hardly_there_is_drawn_too(
    draw: Drawing, of: Sequences, placed_texts: Callable[[Figure], Words]
) -> None:
    figure = draw(of)
    words = placed_texts(figure)
    assert outside(words) == []
    assert re.search(r"\bnan\b", " ".join(text for text, _ in words) + alt_text(figure)) is None


def test_a_figure_is_drawn_into_the_place_of_axes(
    draw: Drawing, weeks: Sequences, placed_texts: Callable[[Figure], Words]
) -> None:
    figure = Figure(figsize=(16, 9))
    left, right = figure.subfigures(1, 2, squeeze=False)[0]
    ax = right.subplots()
    place = ax.get_window_extent()
    assert draw(weeks, ax=ax) is figure
    assert not left.axes
    for _, (x0, _, x1, _) in placed_texts(figure):
        assert x0 * figure.bbox.width > place.x0 - 1
        assert x1 * figure.bbox.width < place.x1 + 1
    assert alt_text(figure) == alt_text(draw(weeks))


@settings(max_examples=8)
@given(
    words=st.lists(
        st.lists(st.sampled_from(["email", "phone", ""]), min_size=3, max_size=3), max_size=4
    )
)
def test_any_sequences_can_be_drawn(draw: Drawing, words: list[list[str]]) -> None:
    figure = draw(Sequences.from_wide(words, states=["email", "phone"]), style="single")
    assert figure_bytes(figure, "svg").startswith(b"<?xml")
