"""Cases that figures are drawn of, and how a drawn figure is measured."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from mediaeco.analysis import (
    appropriation,
    appropriation_curves,
    frame_lifecycle,
    ruptures,
    stages,
)
from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.dynamics import attractors, state_space_grid
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import (
    Style,
    draw_alliance,
    draw_appropriation,
    draw_attribution,
    draw_capabilities,
    draw_ecosystem,
    draw_formation,
    draw_grid,
    draw_timeline,
)
from mediaeco.forming import attribution, formation
from mediaeco.io.example import EXAMPLES, read_example
from mediaeco.media import channel_capabilities
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    Channel,
    FrameAct,
    FrameElement,
    Interaction,
    RuptureKind,
)
from mediaeco.relation import alliance, perspective_gap

Drawing = Callable[..., Figure]
PEOPLE = (Actor(id="T", role="therapist"), Actor(id="P", role="patient"))


def _timeline(eco: Ecosystem, style: Style = "double", ax: Axes | None = None) -> Figure:
    return draw_timeline(eco, stages(eco), ruptures(eco), frame_lifecycle(eco), style=style, ax=ax)


def _ecosystem(eco: Ecosystem, style: Style = "double", ax: Axes | None = None) -> Figure:
    return draw_ecosystem(eco, appropriation(eco), frame_lifecycle(eco), style=style, ax=ax)


def _appropriation(eco: Ecosystem, style: Style = "double", ax: Axes | None = None) -> Figure:
    return draw_appropriation(eco, appropriation_curves(eco), style=style, ax=ax)


def _alliance(eco: Ecosystem, style: Style = "double", ax: Axes | None = None) -> Figure:
    rated = alliance(eco)
    return draw_alliance(eco, rated, ruptures(eco), perspective_gap(eco), style=style, ax=ax)


def _formation(eco: Ecosystem, style: Style = "double", ax: Axes | None = None) -> Figure:
    return draw_formation(
        eco, formation(eco), frame_lifecycle(eco), stages(eco), style=style, ax=ax
    )


def _attribution(eco: Ecosystem, style: Style = "double", ax: Axes | None = None) -> Figure:
    return draw_attribution(eco, attribution(eco), style=style, ax=ax)


def _grid(eco: Ecosystem, style: Style = "double", ax: Axes | None = None) -> Figure:
    grid = state_space_grid(eco, x="channel", y="stage")
    return draw_grid(grid, held=attractors(grid), style=style, ax=ax)


def _capabilities(eco: Ecosystem, style: Style = "double", ax: Axes | None = None) -> Figure:
    return draw_capabilities(eco, channel_capabilities(eco), style=style, ax=ax)


DRAWINGS: dict[str, Drawing] = {
    "timeline": _timeline,
    "ecosystem": _ecosystem,
    "appropriation": _appropriation,
    "formation": _formation,
    "attribution": _attribution,
    "alliance": _alliance,
    "grid": _grid,
    "capabilities": _capabilities,
}


@pytest.fixture(params=sorted(DRAWINGS), scope="session")
def drawing(request: pytest.FixtureRequest) -> Drawing:
    """Each figure in its turn: a function of an ecosystem and a style."""
    return DRAWINGS[request.param]


@pytest.fixture(scope="session")
def examples() -> dict[str, Ecosystem]:
    return {name: Ecosystem(read_example(name)) for name in EXAMPLES}


@pytest.fixture(scope="session")
def nobody_wrote() -> Ecosystem:
    """A case that was opened and in which nothing ever happened."""
    return Ecosystem(
        Case(
            id="nobody-wrote",
            actors=PEOPLE,
            channels=[CHANNELS["email"], CHANNELS["phone"]],
            elements=[ELEMENTS["schedule"], ELEMENTS["fee"]],
        )
    )


@pytest.fixture(scope="session")
def blank_sheet() -> Ecosystem:
    """Two people, and no word of channels, frame or contact."""
    return Ecosystem(Case(id="blank-sheet", actors=PEOPLE))


@pytest.fixture(scope="session")
def one_knock() -> Ecosystem:
    """A patient writes once, and there the record ends."""
    knock = Interaction(time=0.0, sender="P", receivers=["T"], channel="email")
    return Ecosystem(
        Case(
            id="one-knock",
            actors=PEOPLE,
            channels=[CHANNELS["email"], CHANNELS["phone"]],
            elements=[ELEMENTS["schedule"]],
            interactions=[knock],
        )
    )


@pytest.fixture(scope="session")
def busy_clinic() -> Ecosystem:
    """Three years over twelve channels, with a third person, long names, dollars and ruptures."""
    random = np.random.default_rng(3)
    channels = [*CHANNELS.values()][:11]
    channels.append(
        Channel(
            id="whiteboard",
            label="shared whiteboard for $notes$ & <sketches> in the clinic's own cloud",
            capability=channels[0].capability,
        )
    )
    elements = [
        FrameElement(id=item.id, label=f"{item.name}: what was said of it, at length")
        for item in ELEMENTS.values()
    ]
    days = np.sort(random.uniform(0, 1000, 1500))
    kinds, breaks = tuple(ActKind), tuple(RuptureKind)
    rows = []
    for day in days.tolist():
        channel = channels[min(int(random.exponential(3)), 11)]
        sender = ("T", "P", "O")[int(random.choice(3, p=[0.45, 0.5, 0.05]))]
        acts = [
            FrameAct(elements[int(random.integers(12))].id, kinds[int(random.integers(6))])
            for _ in range(int(random.random() < 0.1))
        ]
        rows.append(
            Interaction(
                time=day * 86400,
                sender=sender,
                receivers=["T" if sender == "P" else "P"],
                channel=channel.id,
                content="live_talk" if channel.live else "text",
                duration=3000.0 if channel.live else None,
                acts=acts,
                purposes=["scheduling"],
                rupture=breaks[int(random.integers(3))] if random.random() < 0.02 else None,
            )
        )
    return Ecosystem(
        Case(
            id="busy-clinic",
            actors=[*PEOPLE, Actor(id="O", role="other")],
            channels=channels,
            elements=elements,
            purposes=[PURPOSES["scheduling"]],
            interactions=rows,
        )
    )


@pytest.fixture(scope="session")
def line_that_kept_breaking() -> Ecosystem:
    """Forty video sessions break off, and each is taken up again by phone or by e-mail."""
    rows = []
    for day in range(40):
        rows.append(
            Interaction(
                time=day * 86400.0,
                sender="T",
                receivers=["P"],
                channel="video_call",
                rupture=RuptureKind.TECHNOLOGICAL,
            )
        )
        rows.append(
            Interaction(
                time=day * 86400.0 + 30000,
                sender="P",
                receivers=["T"],
                channel="phone" if day % 2 else "email",
                repair=RuptureKind.TECHNOLOGICAL,
            )
        )
    return Ecosystem(
        Case(
            id="line-that-kept-breaking",
            actors=PEOPLE,
            channels=[CHANNELS["video_call"], CHANNELS["phone"], CHANNELS["email"]],
            interactions=rows,
        )
    )


@pytest.fixture(scope="session")
def placed_texts() -> Callable[[Figure], list[tuple[str, tuple[float, float, float, float]]]]:
    """Words of a figure, each with its left, bottom, right and top in shares of the canvas."""

    def placed(figure: Figure) -> list[tuple[str, tuple[float, float, float, float]]]:
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib says no types here
        renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]  # nor here
        wide, high = figure.bbox.width, figure.bbox.height
        found = []
        for text in figure.findobj(Text):
            assert isinstance(text, Text)
            words = text.get_text().strip()
            if words and text.get_visible() and text.axes is not None and _shown(text):
                box = text.get_window_extent(renderer)
                edges = (box.x0 / wide, box.y0 / high, box.x1 / wide, box.y1 / high)
                found.append((words, edges))
        return found

    return placed


@pytest.fixture(scope="session")
def overlaps() -> Callable[..., list[tuple[str, str]]]:
    """Pairs of words of which one lies upon the other."""

    def pairs(
        found: list[tuple[str, tuple[float, float, float, float]]], slack: float = 0.0015
    ) -> list[tuple[str, str]]:
        return [
            (first, second)
            for (first, a), (second, b) in combinations(found, 2)
            if min(a[2], b[2]) - max(a[0], b[0]) > slack
            and min(a[3], b[3]) - max(a[1], b[1]) > 2 * slack
        ]

    return pairs


def _shown(text: Text) -> bool:
    """Tell whether a text is drawn: ticks out of the scale, and of an axis put off, are not."""
    axes = text.axes
    assert isinstance(axes, Axes)
    for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if text in (tick.label1, tick.label2):
                low, high = sorted(limits)
                return axes.axison and low <= tick.get_loc() <= high
    return axes.axison or text in axes.texts
