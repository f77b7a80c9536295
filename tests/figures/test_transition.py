"""The network of transitions."""

from __future__ import annotations

import re
from collections.abc import Callable

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Wedge

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.figures import (
    FORMATS,
    STYLES,
    alt_text,
    channel_looks,
    draw_transitions,
    figure_bytes,
)
from mediaeco.figures.style import MM
from mediaeco.sequence import (
    Sequences,
    TransitionNetwork,
    bootstrap_edges,
    sequences,
    transition_network,
)
from mediaeco.testing import state_sequences

Words = list[tuple[str, tuple[float, float, float, float]]]


def drawn_by(seed: int, states: list[str], count: int = 30) -> Sequences:
    random = np.random.default_rng(seed)
    return Sequences.from_wide(random.choice(states, (count, 12)), states=states)


MANY = [f"state number {k} of many, told at length" for k in range(12)]
FEW = ["calm", "torn", "mending"]


@pytest.fixture(scope="module")
def networks(
    examples: dict[str, Ecosystem], busy_clinic: Ecosystem
) -> dict[str, TransitionNetwork]:
    eco = examples["first-contact"]
    return {
        "channels": transition_network(eco),
        "two sets": transition_network(sequences(eco, sides=True)),
        "three sets": transition_network(sequences(busy_clinic, sides=True)),
        "acts": transition_network(sequences(examples["broken-frame"], of="act", sides=True)),
        "many": transition_network(drawn_by(1, MANY)),
        "few": transition_network(drawn_by(2, FEW), kind="frequency"),
        "pairs": transition_network(drawn_by(2, FEW), kind="co-occurrence"),
    }


NAMES = ["channels", "two sets", "three sets", "acts", "many", "few", "pairs"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", sorted(STYLES))
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    networks: dict[str, TransitionNetwork],
    name: str,
    style: str,
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    figure = draw_transitions(networks[name], style=style)
    words = placed_texts(figure)
    assert len(words) > 5
    assert _outside(words) == []
    assert overlaps(words) == []
    wide, high = figure.get_size_inches()
    assert wide == pytest.approx(STYLES[style]["figure.figsize"][0])
    assert high < 247 * MM, "higher than a printed page"


@pytest.mark.parametrize(
    "rows", [[], [[""]], [["alone"]], [["alone"] * 4], [["a", "b"]], [["a", "", "b"]]]
)
def test_what_is_hardly_there_is_drawn_too(
    rows: list[list[str]],
    placed_texts: Callable[[Figure], Words],
    overlaps: Callable[..., list[tuple[str, str]]],
) -> None:
    network = transition_network(Sequences.from_wide(rows))
    for style in ("single", "double"):
        figure = draw_transitions(network, style=style)
        words = placed_texts(figure)
        assert _outside(words) == []
        assert overlaps(words) == []
        told = " ".join(text for text, _ in words) + alt_text(figure)
        assert re.search(r"\bnan\b", told) is None
        assert f"n = {len(rows)} sequence" in told
    if not (network.weights > 0).any():
        assert "No transition is recorded" in alt_text(figure)


def test_the_same_input_gives_the_same_bytes(networks: dict[str, TransitionNetwork]) -> None:
    for format_ in FORMATS:
        one, two = (figure_bytes(draw_transitions(networks["few"]), format_) for _ in range(2))
        assert one == two
    plain = figure_bytes(draw_transitions(networks["two sets"]), "svg")
    with mpl.rc_context({"font.size": 23, "axes.facecolor": "red"}):
        assert figure_bytes(draw_transitions(networks["two sets"]), "svg") == plain


@settings(max_examples=15)
@given(seqs=state_sequences(), kind=st.sampled_from(("relative", "frequency", "co-occurrence")))
def test_every_network_can_be_drawn(seqs: Sequences, kind: str) -> None:
    network = transition_network(seqs, kind=kind)  # type: ignore[arg-type]  # one of them
    bootstrap = bootstrap_edges(seqs, kind=kind, replicates=5)  # type: ignore[arg-type]  # one of them
    figure = draw_transitions(network, bootstrap=bootstrap, style="single")
    assert figure_bytes(figure, "svg").startswith(b"<?xml")
    assert re.search(r"\bnan\b", alt_text(figure)) is None


def test_n_and_threshold_stand_in_the_figure(
    networks: dict[str, TransitionNetwork], placed_texts: Callable[[Figure], Words]
) -> None:
    network = networks["channels"]
    for at_least in (None, 0.0, 0.25, 2.0):
        figure = draw_transitions(network, at_least=at_least)
        told = " ".join(text for text, _ in placed_texts(figure))
        limit = 0.05 if at_least is None else at_least
        count = int(((network.weights >= limit) & (network.weights > 0)).sum())
        total = int((network.weights > 0).sum())
        assert "n = 1 sequence, 91 transitions" in told
        assert f"Edges of {limit:.2f} and more are drawn: {count} of {total}" in told
        assert len(_ways(figure)) == count


def test_a_heavier_edge_is_wider_and_darker(networks: dict[str, TransitionNetwork]) -> None:
    network = networks["few"]
    ways = sorted(_ways(draw_transitions(network)), key=lambda way: way.get_linewidth())
    assert len(ways) == (network.weights > 0).sum()
    dark = [to_rgb(way.get_edgecolor()) for way in ways]
    assert dark == sorted(dark, reverse=True)
    weights = np.sort(network.weights[network.weights > 0])
    lines = [way.get_linewidth() for way in ways]
    np.testing.assert_allclose(lines, 0.35 + 2.3 * weights / weights[-1])


def test_what_is_not_sure_is_dashed(placed_texts: Callable[[Figure], Words]) -> None:
    seqs = drawn_by(2, FEW, count=6)
    found = bootstrap_edges(seqs, replicates=99)
    figure = draw_transitions(found.network, bootstrap=found)
    dashed = [way for way in _ways(figure) if way.get_linestyle() != "-"]
    wanted = (found.network.weights >= 0.05) & ~found.stable
    assert 0 < len(dashed) == wanted.sum()
    told = " ".join(text for text, _ in placed_texts(figure))
    assert "not sure (p at least 0.05)" in told
    assert "bootstrap of 6 units, 99 times" in told
    assert "not sure" in alt_text(figure)
    assert not [w for w in _ways(draw_transitions(found.network)) if w.get_linestyle() != "-"]


def test_the_ring_is_the_share_that_begins_here() -> None:
    network = transition_network(Sequences.from_wide([["a", "b"]] * 3 + [["b", "a"]]))
    figure = draw_transitions(network)
    rings = [
        (patch.theta2 - patch.theta1) / 360
        for patch in figure.axes[0].patches
        if isinstance(patch, Wedge) and patch.r > 1.3
    ]
    assert sorted(share for share in rings if share < 1) == pytest.approx([0.25, 0.75])


def test_the_therapist_is_above_and_the_patient_below(
    networks: dict[str, TransitionNetwork], placed_texts: Callable[[Figure], Words]
) -> None:
    words = dict(placed_texts(draw_transitions(networks["two sets"])))
    assert words["therapist"][1] > max(box[3] for text, box in words.items() if text != "therapist")
    assert words["patient"][3] < words["video call"][1]


def test_a_channel_keeps_its_sign(networks: dict[str, TransitionNetwork]) -> None:
    figure = draw_transitions(networks["channels"])
    network = networks["channels"]
    signs = {(line.get_color(), line.get_marker()) for line in figure.axes[0].lines}
    for look in channel_looks(list(network.alphabet)):
        assert (look.color, look.marker) in signs


def test_words_hold_the_heaviest_edges(networks: dict[str, TransitionNetwork]) -> None:
    network = networks["two sets"]
    told = alt_text(draw_transitions(network))
    i, j = np.unravel_index(np.argmax(network.weights), network.weights.shape)
    assert f"{network.alphabet[i]} to {network.alphabet[j]}: 1.00" in told
    assert "lighter edges drawn, from 0.05" in told


def test_it_is_drawn_into_the_place_of_axes(
    networks: dict[str, TransitionNetwork], placed_texts: Callable[[Figure], Words]
) -> None:
    figure = Figure(figsize=(16, 9))
    left, right = figure.subfigures(1, 2, squeeze=False)[0]
    ax = right.subplots()
    place = ax.get_window_extent()
    assert draw_transitions(networks["two sets"], ax=ax) is figure
    assert not left.axes
    for _, (x0, y0, x1, y1) in placed_texts(figure):
        assert x0 * figure.bbox.width > place.x0 - 1
        assert x1 * figure.bbox.width < place.x1 + 1
        assert y0 * figure.bbox.height > place.y0 - 1
        assert y1 * figure.bbox.height < place.y1 + 1
    assert alt_text(figure) == alt_text(draw_transitions(networks["two sets"]))


def test_what_does_not_fit_is_told(networks: dict[str, TransitionNetwork]) -> None:
    with pytest.raises(UnknownTermError, match="Did you mean 'double'"):
        draw_transitions(networks["few"], style="duoble")
    with pytest.raises(InvalidCaseError, match="at_least"):
        draw_transitions(networks["few"], at_least=-1)
    with pytest.raises(InvalidCaseError, match="one of another"):
        draw_transitions(networks["few"], bootstrap=bootstrap_edges(drawn_by(9, FEW)))


def _ways(figure: Figure) -> list[PathPatch]:
    return [patch for patch in figure.axes[0].patches if isinstance(patch, PathPatch)]


def _outside(words: Words) -> list[str]:
    slack = 0.002
    return [
        text
        for text, (x0, y0, x1, y1) in words
        if x0 < -slack or y0 < -slack or x1 > 1 + slack or y1 > 1 + slack
    ]
