"""How the frame was formed, contact by contact."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from mediaeco.analysis import ElementStatus, FrameLifecycle, StageTrajectory
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.canvas import Canvas, Entry, legend_height, mark, room
from mediaeco.figures.glyph import STITCH, act_sign
from mediaeco.figures.lettering import counted, height, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED
from mediaeco.figures.ribbon import draw_ribbon, stage_entries, stays, told_stays
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.forming import Formation
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import ActKind

__all__ = ["draw_formation"]

_STATUS = tuple(ElementStatus)
_AGREED = _STATUS.index(ElementStatus.AGREED)
_BREACHED = _STATUS.index(ElementStatus.BREACHED)
_COVERAGE = 26.0
_BAND = 4.8
_RIBBON = 4.2
_AXIS = 7.2
_TOP = 7.0
_LEVELS = 25
EXPECTED = "#0072B2"


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
        return _drawn(_Frame.of(eco, formation, lifecycle), lifecycle, stages, ax)


@frozen(kw_only=True, eq=False)
class _Frame:
    """What is drawn: contacts by column, elements by row."""

    case: str
    n: Ints
    t: Floats
    names: tuple[str, ...]
    phi: Floats
    status: Ints  # rows, elements
    expected: Floats
    observed: Floats

    @staticmethod
    def of(eco: Ecosystem, formed: Formation, life: FrameLifecycle) -> _Frame:
        count = len(formed.n)
        status = np.zeros((count, len(eco.elements)), dtype=np.int64)
        for row, element, after in zip(life.row, life.element, life.after, strict=True):
            status[row:, element] = after
        return _Frame(
            case=eco.case.id,
            n=formed.n,
            t=formed.t,
            names=tuple(element.name for element in eco.elements),
            phi=formed.phi,
            status=status,
            expected=formed.expected,
            observed=formed.observed,
        )

    @property
    def void(self) -> str:
        if not len(self.n):
            return "no contact recorded"
        return "" if self.names else "the case has no frame elements: coverage is not defined"


def _drawn(found: _Frame, life: FrameLifecycle, stages: StageTrajectory, ax: Axes | None) -> Figure:
    wide = room(ax)
    size = base_size()
    widest = max((width(name, size) for name in found.names), default=0.0)
    left = min(max(widest + 2.0, 20.0), 0.27 * wide)
    right = 12.0
    length = wide - left - right
    count = max(len(found.n), 1)
    pieces = [(stay.stage, stay.start - 0.5, stay.stop - 0.5) for stay in stays(stages)]
    entries = [*_entries(found, life), *stage_entries(pieces, stages)]
    notes = wrapped(_note(found, stages), wide - 1, size - 0.5, 3)
    foot = legend_height(entries, wide) + height(size - 0.5, len(notes)) + 1.5 + _AXIS
    rows = len(found.names)
    bands = max(_BAND * rows, _BAND)
    canvas = Canvas.opened(foot + _RIBBON + 1.5 + bands + 2.0 + _COVERAGE + _TOP, ax)
    if ax is not None:
        spare = canvas.height - foot - _RIBBON - 3.5 - _TOP
        bands = spare * bands / (bands + _COVERAGE)
    band = bands / max(rows, 1)
    base = foot + _RIBBON + 1.5
    lines = canvas.panel(
        left, base + bands + 2.0, length, canvas.height - base - bands - 2.0 - _TOP
    )
    below = canvas.panel(left, foot, length, base + bands - foot)
    for panel in (lines, below):
        panel.set_xlim(-0.5 - 0.01 * count, count - 0.5 + 0.01 * count)
    scale = length / (count * 1.02)
    below.set_ylim(0, base + bands - foot)
    _axes(lines, below, found, length)
    _coverage(lines, found)
    draw_ribbon(below, pieces, stages, low=0.3, high=_RIBBON, scale=scale)
    canvas.text(0.5, foot + _RIBBON / 2, "stage")
    for row, name in enumerate(found.names):
        low = bands - band * (row + 1) + base - foot
        canvas.name(0.5, foot + low + band / 2, name, left - 1.5)
        if len(found.n):
            _band(below, found, life, row, low, band, scale)
            _final(canvas, found, row, wide, foot + low + band / 2)
    if found.void:
        lines.text(
            0.5,
            0.5,
            found.void,
            transform=lines.transAxes,
            ha="center",
            va="center",
            color=MUTED,
        )
    elif len(found.n):
        canvas.text(
            wide - 0.5, base + bands + 1.0, "end: phi", ha="right", color=MUTED, fontsize=size - 1
        )
    used = canvas.legend(0.5, foot - _AXIS, wide - 1, entries)
    canvas.lines(0.5, foot - _AXIS - used - 0.5, notes, fontsize=size - 0.5, color=MUTED)
    return canvas.closed(f"Formation of the frame in case {found.case}", _told(found, stages, life))


def _axes(lines: Axes, below: Axes, found: _Frame, length: float) -> None:
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


def _coverage(panel: Axes, found: _Frame) -> None:
    if found.void:
        return
    x = np.arange(len(found.n))
    panel.plot(x, found.expected, color=EXPECTED, linewidth=1.2, zorder=3)
    panel.step(x, found.observed, where="post", color=INK, linewidth=1.2, linestyle=(0, (4, 1.2)))
    if len(x) == 1:
        mark(panel, 0, float(found.expected[0]), "o", size=3.0, color=EXPECTED)
        mark(panel, 0, float(found.observed[0]), "s", size=3.0, color=INK)


def _band(
    panel: Axes,
    found: _Frame,
    life: FrameLifecycle,
    row: int,
    low: float,
    high: float,
    scale: float,
) -> None:
    """Draw the shade of one element, the line of its agreement, and what was done to it."""
    foot, top = low + 0.34 * high, low + 0.94 * high
    shade = np.minimum((found.phi[:, row] * _LEVELS).astype(int), _LEVELS - 1)
    runs = _runs(shade)
    panel.add_collection(
        PatchCollection(
            [Rectangle((a - 0.5, foot), b - a, top - foot) for a, b in runs],
            facecolors=[_shade((shade[a] + 0.5) / _LEVELS) for a, _ in runs],
            linewidth=0,
            # Neighbouring fields would leave hair lines between them.
            antialiased=False,
        ),
        autolim=False,
    )
    panel.add_patch(
        Rectangle(
            (-0.5, foot), len(found.n), top - foot, fill=False, edgecolor="#9A9A9A", linewidth=0.3
        )
    )
    level = low + 0.17 * high
    agreed = [
        ((a - 0.5 * (a > 0), level), (b - 0.5, level))
        for a, b in _runs(found.status[:, row])
        if found.status[a, row] == _AGREED
    ]
    panel.add_collection(
        LineCollection(agreed, colors=INK, linewidths=1.8, capstyle="butt"), autolim=False
    )
    signed = stitched = -np.inf
    own = np.flatnonzero((life.element == row) & (life.before != life.after))
    for act in own.tolist():
        x = float(life.row[act])
        if life.before[act] == _BREACHED:
            if (x - stitched) * scale >= 2.4:
                mark(panel, x, level, STITCH, size=8.0, markeredgewidth=0.8, zorder=5)
                stitched = x
            continue
        if (x - signed) * scale >= 2.0:
            kind = ActKind.BREACH if life.after[act] == _BREACHED else ActKind.ACCEPT
            mark(panel, x, (foot + top) / 2, act_sign(kind), size=5.2, **_ON)
            signed = x


_ON = {"markeredgewidth": 0.3, "markerfacecolor": INK, "markeredgecolor": "#FFFFFF", "zorder": 5}
"""Signs have a light edge, so that they are read on a dark shade."""


def _final(canvas: Canvas, found: _Frame, row: int, wide: float, y: float) -> None:
    size = base_size() - 0.5
    canvas.text(wide - 0.5, y, _phi(float(found.phi[-1, row])), ha="right", fontsize=size)
    status = int(found.status[-1, row])
    if status:
        kind = ActKind.ACCEPT if status == _AGREED else ActKind.BREACH
        mark(canvas.sheet, wide - 9.8, y, act_sign(kind), size=5.0, markeredgewidth=0.0)
    else:
        mark(canvas.sheet, wide - 9.8, y, "_", size=3.0, color=MUTED)


def _phi(value: float) -> str:
    """Write a formation, which comes near 1 and never is."""
    return "> 0.99" if value >= 0.995 else rounded(value)


def _runs(values: Ints) -> list[tuple[int, int]]:
    """Stretches of equal values, each from its first place to before the next's."""
    if len(values) == 0:
        return []
    starts = np.flatnonzero(np.diff(values, prepend=values[0] - 1))
    return list(zip(starts.tolist(), [*starts[1:].tolist(), len(values)], strict=True))


def _shade(share: float) -> tuple[float, float, float]:
    """From white to a deep blue, evenly darker, so that grey keeps the order."""
    dark = np.array([8, 48, 92]) / 255
    color = 1 - share * (1 - dark)
    return float(color[0]), float(color[1]), float(color[2])


def _entries(found: _Frame, life: FrameLifecycle) -> list[Entry]:
    entries = [
        Entry.line("expected coverage (model)", color=EXPECTED, linewidth=1.2),
        Entry.line(
            "observed coverage (recorded acts)",
            color=INK,
            linewidth=1.2,
            linestyle=(0, (4, 1.2)),
        ),
    ]
    if not found.names or not len(found.n):
        return entries if not found.void else []
    for value in (0.0, 0.5, 1.0):
        text = f"phi {value:g}" + (" (expected formation)" if value == 1 else "")
        entries.append(Entry.patch(text, 3.0, facecolor=_shade(value)))
    if (found.status == _AGREED).any():
        entries.append(Entry.line("agreed", color=INK, linewidth=1.8))
        entries.append(
            Entry.marker("agreement", act_sign(ActKind.ACCEPT), size=5.0, markeredgewidth=0.0)
        )
    if (life.after == _BREACHED).any():
        entries.append(
            Entry.marker(
                "breach, the line gapes", act_sign(ActKind.BREACH), size=5.0, markeredgewidth=0.0
            )
        )
    if ((life.before == _BREACHED) & (life.after != _BREACHED)).any():
        entries.append(Entry.marker("repair", STITCH, size=8.0, markeredgewidth=0.8))
    if len(found.n) and (found.status[-1] == 0).any():
        entries.append(Entry.marker("not agreed at the end", "_", size=3.0, color=MUTED))
    return entries


def _note(found: _Frame, stages: StageTrajectory) -> str:
    text = (
        f"n = {counted(len(found.n), 'contact')}, {counted(len(found.names), 'element')}. "
        "Expected formation is what the parameters imply, not what was agreed."
    )
    if len(found.n) and stages.now[0] != stages.stage[-1]:
        text += f" At the end of observation: {stages.model.stages[int(stages.now[0])].name}."
    return text


def _told(found: _Frame, stages: StageTrajectory, life: FrameLifecycle) -> str:
    text = (
        f"Formation of the frame in case {found.case} over {counted(len(found.n), 'contact')} "
        f"and {counted(len(found.names), 'element')}."
    )
    if found.void:
        return f"{text} Nothing is drawn: {found.void}."
    text += (
        f" At the end expected coverage is {rounded(float(found.expected[-1]))} and observed "
        f"coverage {rounded(float(found.observed[-1]))}."
    )
    parts = [
        f"{name} {_phi(float(found.phi[-1, row]))} ({_STATUS[int(found.status[-1, row])]})"
        for row, name in enumerate(found.names)
    ]
    breaches = int(((life.after == _BREACHED) & (life.before != _BREACHED)).sum())
    repairs = int(((life.before == _BREACHED) & (life.after != _BREACHED)).sum())
    return (
        f"{text} Expected formation and state at the end: {', '.join(parts)}. "
        f"{counted(breaches, 'breach', 'breaches')}, {counted(repairs, 'repair')}. "
        f"{told_stays(stages)}"
    )
