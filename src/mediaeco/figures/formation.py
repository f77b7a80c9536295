"""How the frame was formed, contact by contact."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from mediaeco.analysis import FrameLifecycle, StageTrajectory
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.canvas import Canvas, blank, key_height, mark, room
from mediaeco.figures.formation_band import draw_band, draw_end
from mediaeco.figures.formation_course import EXPECTED, Course
from mediaeco.figures.formation_key import formation_entries, formation_note, formation_told
from mediaeco.figures.lettering import rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED
from mediaeco.figures.ribbon import draw_ribbon, stage_entries, stays
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.forming import Formation

__all__ = ["draw_formation"]

_COVERAGE = 26.0
_BAND = 4.8
_RIBBON = 4.2
_AXIS = 7.2
_TOP = 7.0


def draw_formation(
    eco: Ecosystem,
    formation: Formation,
    lifecycle: FrameLifecycle,
    stages: StageTrajectory,
    *,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw expected formation of every element beside what was observed.

    Above, two lines: the coverage that the parameters imply and the one that recorded acts made.
    Below, a band an element: its shade is phi, the expected formation; the line along its foot
    is the agreement, which gapes at a breach and is stitched at a repair. At the bottom the
    stages. Time runs by contacts, the first of which crowd into few days; the days stand above.

    Parameters
    ----------
    eco
        One case.
    formation, lifecycle, stages
        What was found in it.
    style
        Name of a style sheet, or rc settings.
    ax
        Axes whose place is taken; None: a figure of its own.

    Returns
    -------
    Figure
        The figure drawn on.

    Examples
    --------
    >>> from mediaeco.analysis import frame_lifecycle, stages
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.forming import formation
    >>> from mediaeco.io.example import read_example
    >>> eco = Ecosystem(read_example("sent-away"))
    >>> figure = draw_formation(eco, formation(eco), frame_lifecycle(eco), stages(eco))
    >>> print(alt_text(figure)[:49])
    Formation of the frame in case sent-away over 49
    """
    with drawn_with(style):
        return _drawn(Course.of(eco, formation, lifecycle), lifecycle, stages, ax)


def _drawn(found: Course, life: FrameLifecycle, stages: StageTrajectory, ax: Axes | None) -> Figure:
    wide = room(ax)
    left, length = _across(found, wide)
    pieces = [(stay.stage, stay.start - 0.5, stay.stop - 0.5) for stay in stays(stages)]
    entries = [*formation_entries(found, life), *stage_entries(pieces, stages)]
    notes = wrapped(formation_note(found, stages), wide - 1, base_size() - 0.5, 3)
    foot = key_height(entries, notes, wide) + 1.5 + _AXIS
    bands = max(_BAND * len(found.names), _BAND)
    canvas = Canvas.opened(foot + _RIBBON + 1.5 + bands + 2.0 + _COVERAGE + _TOP, ax)
    if ax is not None:
        spare = canvas.height - foot - _RIBBON - 3.5 - _TOP
        bands = spare * bands / (bands + _COVERAGE)
    base = foot + _RIBBON + 1.5
    lines = canvas.panel(
        left, base + bands + 2.0, length, canvas.height - base - bands - 2.0 - _TOP
    )
    below = canvas.panel(left, foot, length, base + bands - foot)
    count = max(len(found.n), 1)
    for panel in (lines, below):
        panel.set_xlim(-0.5 - 0.01 * count, count - 0.5 + 0.01 * count)
    scale = length / (count * 1.02)
    below.set_ylim(0, base + bands - foot)
    _axes(lines, below, found, length)
    _coverage(lines, found)
    draw_ribbon(below, pieces, stages, low=0.3, high=_RIBBON, scale=scale)
    canvas.text(0.5, foot + _RIBBON / 2, "stage")
    _bands(canvas, below, found, life, foot, bands, left, scale)
    canvas.key(foot - _AXIS, entries, notes)
    words = formation_told(found, stages, life)
    return canvas.closed(f"Formation of the frame in case {found.case}", words)


def _across(found: Course, wide: float) -> tuple[float, float]:
    """Width of the names at the left, and of the axes beside them."""
    size = base_size()
    widest = max((width(name, size) for name in found.names), default=0.0)
    left = min(max(widest + 2.0, 20.0), 0.27 * wide)
    return left, wide - left - 12.0


def _bands(
    canvas: Canvas,
    below: Axes,
    found: Course,
    life: FrameLifecycle,
    foot: float,
    bands: float,
    left: float,
    scale: float,
) -> None:
    """Draw a band an element, its name before it and its end behind it."""
    rows = len(found.names)
    band = bands / max(rows, 1)
    base = foot + _RIBBON + 1.5
    for row, name in enumerate(found.names):
        low = bands - band * (row + 1) + base - foot
        canvas.name(0.5, foot + low + band / 2, name, left - 1.5)
        if len(found.n):
            draw_band(below, found, life, row, low, band, scale)
            draw_end(canvas, found, row, foot + low + band / 2)
    if not found.void:
        canvas.text(
            canvas.width - 0.5,
            base + bands + 1.0,
            "end: phi",
            ha="right",
            color=MUTED,
            fontsize=base_size() - 1,
        )


def _axes(lines: Axes, below: Axes, found: Course, length: float) -> None:
    size = base_size()
    for side in ("left", "right", "top"):
        below.spines[side].set_visible(False)
    below.set_yticks([])
    count = len(found.n)
    places = MaxNLocator(nbins=max(int(length / 14), 2), integer=True, min_n_ticks=1).tick_values(
        0, max(count - 1, 1)
    )
    ticks = [int(place) for place in places if 0 <= place < count]
    below.xaxis.set_major_locator(FixedLocator(ticks))
    below.set_xticklabels([str(int(found.n[place])) for place in ticks])
    below.set_xlabel("contact n (0: the first)")
    lines.set_ylim(0, 1.03)
    lines.set_yticks([0, 0.5, 1])
    lines.set_ylabel("coverage (0 to 1)")
    lines.xaxis.set_major_locator(NullLocator())
    days = lines.secondary_xaxis("top")
    days.spines["top"].set_visible(False)
    days.xaxis.set_major_locator(FixedLocator(ticks))
    days.set_xticklabels([_day(float(found.t[place])) for place in ticks])
    days.set_xlabel("days since first contact")
    for label in days.get_xticklabels():
        label.set_fontsize(size - 0.5)


def _day(days: float) -> str:
    return rounded(days, 1) if 0 < days < 10 else f"{days:.0f}"


def _coverage(panel: Axes, found: Course) -> None:
    if found.void:
        blank(panel, found.void)
        return
    x = np.arange(len(found.n))
    panel.plot(x, found.expected, color=EXPECTED, linewidth=1.2, zorder=3)
    panel.step(x, found.observed, where="post", color=INK, linewidth=1.2, linestyle=(0, (4, 1.2)))
    if len(x) == 1:
        mark(panel, 0, float(found.expected[0]), "o", size=3.0, color=EXPECTED)
        mark(panel, 0, float(found.observed[0]), "s", size=3.0, color=INK)
