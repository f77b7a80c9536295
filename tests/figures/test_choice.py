"""What holds for the figure of choices, measured as every figure is."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from mediaeco.analysis.choice_estimate import ChoiceEstimate
from mediaeco.dynamics import relational_choice, relational_rate
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.figures import STYLES, alt_text, draw_choice, figure_bytes
from mediaeco.io import read_example
from mediaeco.kernels.array import Floats
from mediaeco.media import ChannelChoice, channel_choice

Words = list[tuple[str, tuple[float, float, float, float]]]
Placed = Callable[[Figure], Words]
Overlaps = Callable[..., list[tuple[str, str]]]
Found = ChannelChoice | ChoiceEstimate

EVENTS = {
    "time": np.arange(60) * 40.0,
    "sender": np.random.default_rng(1).integers(0, 4, 60).astype(str),
    "receiver": (np.random.default_rng(1).integers(4, 9, 60)).astype(str),
}


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    every = ["inertia", "reciprocity", "transitivity", "recent_inertia", "recent_reciprocity"]
    return {
        "both": channel_choice(Ecosystem(read_example("broken-frame"))),
        "sides": channel_choice(Ecosystem(read_example("first-contact")), by_side=True),
        "no choice": channel_choice(Ecosystem(read_example("sent-away")), by_side=True),
        "network": relational_choice(EVENTS, statistics=every),
        "rate": relational_rate(EVENTS),
    }


NAMES = ("both", "sides", "no choice", "network", "rate")


@pytest.mark.parametrize(
    ("name", "style"),
    [*((name, "single") for name in NAMES), *(("sides", style) for style in sorted(STYLES)[:-1])],
)
def test_words_lie_on_the_canvas_and_not_upon_each_other(
    found: dict[str, Found], name: str, style: str, placed_texts: Placed, overlaps: Overlaps
) -> None:
    words = placed_texts(draw_choice(found[name], style=style))
    slack = 0.002
    assert all(min(box[:2]) > -slack and max(box[2:]) < 1 + slack for _, box in words)
    assert overlaps(words) == []


def marked(figure: Figure) -> Floats:
    """Estimates that are drawn, from the top down."""
    places = [np.asarray(line.get_xdata(), dtype=float) for line in figure.axes[1].lines]
    return np.array([place[0] for place in places if len(place) == 1])


@pytest.mark.parametrize("name", NAMES)
def test_every_estimate_stands_where_it_is(found: dict[str, Found], name: str) -> None:
    told = found[name]
    estimates = told.estimates if isinstance(told, ChannelChoice) else (told,)
    values = np.array([e.estimate for e in estimates]).T.ravel()
    np.testing.assert_allclose(marked(draw_choice(told)), values[np.isfinite(values)])


def test_words_tell_numbers_and_why_there_are_none(
    found: dict[str, Found], placed_texts: Placed
) -> None:
    words = " ".join(text for text, _ in placed_texts(draw_choice(found["both"])))
    assert "2.44 [1.37, 4.33]" in words  # reply channel
    assert "no estimate: never chosen in 62 choices that had it" in words
    assert "n = 104 choices of 1 case" in words
    assert "model-based errors" in words
    empty = " ".join(text for text, _ in placed_texts(draw_choice(found["no choice"])))
    assert "no choice" in empty
    text = alt_text(draw_choice(found["both"]))
    assert text.startswith("Odds ratios of 10 features in the choice of a channel.")
    assert "Preferences are beside instant_messaging." in text


def test_far_intervals_do_not_stretch_the_scale(placed_texts: Placed) -> None:
    one = channel_choice(Ecosystem(read_example("first-contact"))).estimates[0]
    far = attrs.evolve(one, covariance=one.covariance * 1e6, ridge=1.0)
    figure = draw_choice(far)
    low, high = figure.axes[1].get_xlim()
    assert high - low < 25
    words = " ".join(text for text, _ in placed_texts(figure))
    assert "> 9999" in words
    assert "< .0005" in words
    assert "drawn to 1 by a penalty" in words


def test_four_estimates_are_told_apart_and_more_are_refused(found: dict[str, Found]) -> None:
    sides = found["sides"]
    assert isinstance(sides, ChannelChoice)
    assert len(marked(draw_choice(sides.estimates * 2))) == 2 * len(marked(draw_choice(sides)))
    for count in (0, 3):
        with pytest.raises(InvalidCaseError, match="1 to 4 estimates"):
            draw_choice(sides.estimates * count)


def test_estimates_of_one_label_are_numbered(found: dict[str, Found], placed_texts: Placed) -> None:
    network, sides = found["network"], found["sides"]
    assert isinstance(network, ChoiceEstimate)
    assert isinstance(sides, ChannelChoice)
    words = [text for text, _ in placed_texts(draw_choice([network, network, *sides.estimates]))]
    for label in ("senders 1", "senders 2", "therapist", "patient"):
        assert label in words
    assert "senders" in [text for text, _ in placed_texts(draw_choice(network))]


def test_it_takes_the_place_of_axes_and_gives_the_same_bytes(found: dict[str, Found]) -> None:
    holder = Figure(figsize=(8, 5))
    ax = holder.add_subplot()
    assert draw_choice(found["sides"], ax=ax) is holder
    with mpl.rc_context():
        first, second = (figure_bytes(draw_choice(found["rate"]), "svg") for _ in range(2))
    assert first == second
