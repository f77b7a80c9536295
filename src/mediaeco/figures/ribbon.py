"""The stages as a ribbon, and other things that figures over time have in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from mediaeco.analysis import StageTrajectory
from mediaeco.figures.canvas import Entry
from mediaeco.figures.lettering import width
from mediaeco.figures.palette import INK, MUTED, stage_looks
from mediaeco.figures.style import base_size

__all__ = ["Stay", "draw_ribbon", "stage_entries", "stays", "style_axis", "told_stays"]


@frozen
class Stay:
    """A stay in one stage, from row ``start`` to before row ``stop``."""

    stage: int
    start: int
    stop: int


def stays(stages: StageTrajectory) -> list[Stay]:
    """Give the stays of one case, in their order."""
    if len(stages.stage) == 0:
        return []
    starts = np.flatnonzero(np.diff(stages.stage, prepend=-1))
    stops = np.append(starts[1:], len(stages.stage))
    return [Stay(int(stages.stage[a]), int(a), int(b)) for a, b in zip(starts, stops, strict=True)]


def draw_ribbon(
    ax: Axes,
    pieces: Sequence[tuple[int, float, float]],
    stages: StageTrajectory,
    *,
    low: float,
    high: float,
    scale: float,
) -> None:
    """Draw pieces (stage, from, to) between two heights; ``scale`` is millimetres a unit of x."""
    looks = stage_looks(stages.stages)
    size = base_size() - 1
    for stage, begin, stop in pieces:
        end = max(stop, begin + 0.4 / scale)
        look = looks[stage]
        ax.add_patch(
            Rectangle(
                (begin, low),
                end - begin,
                high - low,
                facecolor=look.color,
                hatch=look.hatch,
                edgecolor=MUTED,
                linewidth=0.4,
            )
        )
        name = stages.model.stages[stage].name
        if width(name, size) + 1.2 <= (end - begin) * scale:
            ax.text(
                (begin + end) / 2,
                (low + high) / 2,
                name,
                fontsize=size,
                ha="center",
                va="center_baseline",
                color=_ink_on(look.color),
                bbox={"facecolor": look.color, "edgecolor": "none", "pad": 0.6}
                if look.hatch
                else None,
            )


def stage_entries(
    pieces: Sequence[tuple[int, float, float]], stages: StageTrajectory
) -> list[Entry]:
    """Legend of the stages that occur, in the model's order."""
    looks = stage_looks(stages.stages)
    return [
        Entry.patch(
            stages.model.stages[code].name,
            facecolor=looks[code].color,
            hatch=looks[code].hatch,
            edgecolor=MUTED,
        )
        for code in sorted({stage for stage, _, _ in pieces})
    ]


def told_stays(stages: StageTrajectory) -> str:
    """Write the way through the stages as a sentence."""
    way = [stages.model.stages[stay.stage].name for stay in stays(stages)]
    now = stages.model.stages[int(stages.now[0])].name if len(stages.now) else ""
    if not way:
        return "No stage was entered."
    if way[-1] != now:
        way.append(now)
    shown = way if len(way) <= 12 else [*way[:6], f"({len(way) - 11} more)", *way[-5:]]
    return f"Stages: {', '.join(shown)}."


def style_axis(ax: Axes, label: str) -> None:
    """Dress the axis of time: few ticks, whole numbers, no frame but the axis itself."""
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    ax.set_yticks([])
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2))
    ax.set_xlabel(label)


def _ink_on(color: str) -> str:
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 120 else "#FFFFFF"
