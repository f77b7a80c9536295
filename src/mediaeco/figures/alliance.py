"""The alliance over time, as each of them rated it."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from mediaeco.analysis import Ruptures
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, mark, room
from mediaeco.figures.glyph import STITCH, TEAR
from mediaeco.figures.lettering import counted, cut, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, VOID
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Floats
from mediaeco.relation import Alliance, PerspectiveGap

__all__ = ["draw_alliance"]

Clock = Literal["contacts", "days"]

_PANEL = 26.0  # millimetres that the axes of a scale are high
_HEAD = 6.8
_LEFT = 9.5
_RIGHT = 3.0
_AXIS = 8.5
_MOST = 12  # scales that are drawn; more are named in the note
_SHADE = "#D6D6D6"
_LOOKS = {
    "therapist": ("-", INK, INK),
    "patient": ((0, (3, 1.2)), INK, "#FFFFFF"),
}
_OTHER = ((0, (1, 1.2)), MUTED, MUTED)


def draw_alliance(
    eco: Ecosystem,
    found: Alliance,
    ruptures: Ruptures,
    gap: PerspectiveGap,
    *,
    clock: Clock = "contacts",
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw every scale that was rated, from one of its ends to the other, over the contacts.

    A panel a scale: the therapist's ratings are solid, the patient's dashed, anybody else's dotted,
    and the space between therapist and patient is shaded. Ruptures are lines that tear the panel
    from top to bottom, repairs stitches at its foot. No scale is turned into another.

    Parameters
    ----------
    eco
        One case.
    found
        What `mediaeco.relation.alliance` found in it.
    ruptures
        What `mediaeco.analysis.ruptures` found in it.
    gap
        What `mediaeco.relation.perspective_gap` found in it; its mean stands over each panel.
    clock
        ``"contacts"``: a rating stands at the last contact before it; ``"days"``: days since first
        contact.
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
    >>> from mediaeco.analysis import ruptures
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.io.example import read_example
    >>> from mediaeco.relation import alliance, perspective_gap
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> figure = draw_alliance(eco, alliance(eco), ruptures(eco), perspective_gap(eco))
    >>> print(alt_text(figure)[:51])
    Alliance in case first-contact over 92 contacts, as
    """
    with drawn_with(style):
        return _drawn(_Rated.of(eco, found, ruptures, gap, clock), ax)


@frozen(kw_only=True, eq=False)
class _Line:
    """Ratings of one rater on one scale."""

    role: str
    x: Floats
    y: Floats
    mean: float


@frozen(kw_only=True, eq=False)
class _Scale:
    """All ratings on one scale."""

    name: str
    low: float
    high: float
    lines: tuple[_Line, ...]
    gap: float  # mean distance of therapist and patient, NaN where they share no occasion
    pairs: int

    def counts(self) -> str:
        told = [f"{line.role} {len(line.x)}" for line in self.lines]
        return "n = " + ", ".join(told)


@frozen(kw_only=True, eq=False)
class _Rated:
    """What is drawn."""

    case: str
    contacts: int
    clock: Clock
    scales: tuple[_Scale, ...]
    left_out: tuple[str, ...]
    end: float
    torn: Floats
    mended: Floats

    @staticmethod
    def of(
        eco: Ecosystem, found: Alliance, ruptures: Ruptures, gap: PerspectiveGap, clock: Clock
    ) -> _Rated:
        case = eco.case.id
        table, ratings = eco.table, found.ratings
        at = ratings.n.astype(np.float64) if clock == "contacts" else ratings.days
        moments = table.n.astype(np.float64) if clock == "contacts" else table.t
        groups: dict[tuple[str, float, float], list[int]] = {}
        for k in range(len(found)):
            name = f"{found.instrument[k]} {found.scale[k]}"
            groups.setdefault((name, float(found.low[k]), float(found.high[k])), []).append(k)
        scales = []
        for (name, low, high), series in groups.items():
            here = (gap.what == name) & (gap.low == low) & (gap.high == high)
            lines = [
                _Line(
                    role=str(found.role[k]),
                    x=at[found.of == k],
                    y=ratings.value[found.of == k],
                    mean=float(found.mean[k]),
                )
                for k in series
            ]
            # The therapist is told first, whoever rated first.
            lines.sort(key=lambda line: (*_LOOKS, line.role).index(line.role))
            scales.append(
                _Scale(
                    name=name,
                    low=low,
                    high=high,
                    lines=tuple(lines),
                    gap=float(gap.gap[here].mean()) if here.any() else math.nan,
                    pairs=int(here.sum()),
                )
            )
        known = at[np.isfinite(at)]
        mended = ruptures.repair_row[ruptures.repair_row >= 0]
        return _Rated(
            case=case,
            contacts=len(table),
            clock=clock,
            scales=tuple(scales[:_MOST]),
            left_out=tuple(scale.name for scale in scales[_MOST:]),
            end=float(max(known.max(initial=0.0), moments.max(initial=0.0), 1.0)),
            torn=moments[ruptures.row],
            mended=moments[mended],
        )


def _drawn(found: _Rated, ax: Axes | None) -> Figure:
    wide = room(ax)
    entries = _entries(found)
    notes = wrapped(_note(found), wide - 1, base_size() - 0.5, 3)
    foot = key_height(entries, notes, wide) + _AXIS + 1.5
    count = max(len(found.scales), 1)
    columns = max(1, min(-(-count // 3), int((wide - _LEFT) / 38)))
    rows = -(-count // columns)
    high = min(_PANEL, 225 / rows - _HEAD - foot / rows)
    canvas = Canvas.opened(foot + rows * (high + _HEAD), ax)
    across = (canvas.width - (_LEFT + _RIGHT) * columns) / columns
    each = max((canvas.height - foot) / rows - _HEAD, 1.0)
    for place in range(count):
        row, column = divmod(place, columns)
        x = _LEFT + column * (across + _LEFT + _RIGHT)
        y = foot + (rows - 1 - row) * (each + _HEAD)
        panel = canvas.panel(x, y, across, each)
        scale = found.scales[place] if found.scales else None
        _dress(panel, found, scale, bottom=place + columns >= count)
        if scale is None:
            blank(panel, "nobody rated the alliance")
            continue
        _ruptured(panel, found, scale)
        _rated(panel, scale)
        _head(canvas, scale, x, y + each + 3.2, across)
    canvas.text(
        _LEFT + (canvas.width - _LEFT - _RIGHT) / 2,
        foot - 5.6,
        "contact" if found.clock == "contacts" else "days since first contact",
        ha="center",
    )
    canvas.key(foot - _AXIS, entries, notes)
    return canvas.closed(f"Alliance in case {found.case}", _told(found))


def _dress(panel: Axes, found: _Rated, scale: _Scale | None, *, bottom: bool) -> None:
    size = base_size() - 0.5
    panel.set_xlim(-0.5 if found.clock == "contacts" else -found.end * 0.01, found.end * 1.02)
    panel.tick_params(labelsize=size, labelbottom=bottom)
    whole = found.clock == "contacts"
    panel.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=whole, min_n_ticks=1))
    if scale is None:
        panel.set_yticks([])
        return
    spare = (scale.high - scale.low) * 0.05
    panel.set_ylim(scale.low - spare, scale.high + spare)
    ends = [scale.low, (scale.low + scale.high) / 2, scale.high]
    panel.set_yticks(ends, [f"{end:g}" for end in ends])


def _ruptured(panel: Axes, found: _Rated, scale: _Scale) -> None:
    """Tear the panel where the relationship tore, and stitch it where it was mended."""
    for x in found.torn.tolist():
        panel.axvline(x, color=VOID, linewidth=0.6, zorder=0.8)
    tears = np.full(len(found.torn), scale.high)
    mark(panel, found.torn, tears, TEAR, size=5, markeredgewidth=0.7, clip_on=False, zorder=3)
    seams = np.full(len(found.mended), scale.low)
    mark(panel, found.mended, seams, STITCH, size=6, markeredgewidth=0.6, clip_on=False, zorder=3)


def _rated(panel: Axes, scale: _Scale) -> None:
    """Draw the lines of all raters, and shade between therapist and patient."""
    sides = {line.role: line for line in reversed(scale.lines)}
    if {"therapist", "patient"} <= sides.keys():
        one, two = sides["therapist"], sides["patient"]
        first, last = max(one.x[0], two.x[0]), min(one.x[-1], two.x[-1])
        grid = np.unique(np.concatenate([one.x, two.x]))
        grid = grid[(grid >= first) & (grid <= last)]
        panel.fill_between(
            grid,
            np.interp(grid, one.x, one.y),
            np.interp(grid, two.x, two.y),
            color=_SHADE,
            linewidth=0,
            zorder=1,
        )
    for line in scale.lines:
        stroke, color, face = _LOOKS.get(line.role, _OTHER)
        panel.plot(line.x, line.y, color=color, linestyle=stroke, linewidth=1.0, zorder=2)
        mark(
            panel,
            line.x,
            line.y,
            "o" if line.role in _LOOKS else "s",
            size=3.2,
            markerfacecolor=face,
            markeredgecolor=color,
            markeredgewidth=0.7,
            clip_on=False,
            zorder=4,
        )


def _head(canvas: Canvas, scale: _Scale, x: float, y: float, across: float) -> None:
    """Name a panel's scale with its ends, and count its ratings."""
    size = base_size() - 0.5
    told = "" if math.isnan(scale.gap) else f"gap {rounded(scale.gap)}"
    canvas.text(x + across, y + 1.1, told, ha="right", color=MUTED, fontsize=size)
    left = across - width(told, size) - 2
    name = f"{scale.name} ({scale.low:g} to {scale.high:g})"
    canvas.text(x, y + 1.1, cut(name, left, size), fontsize=size)
    canvas.text(x, y - 1.6, cut(scale.counts(), across, size - 1), fontsize=size - 1, color=MUTED)


def _entries(found: _Rated) -> list[Entry]:
    roles = {line.role for scale in found.scales for line in scale.lines}
    entries = []
    for role, (stroke, color, face) in _LOOKS.items():
        if role in roles:
            entries.append(_lined(role, stroke, color, face))
    if roles - _LOOKS.keys():
        entries.append(_lined("somebody else", *_OTHER))
    if any(not math.isnan(scale.gap) for scale in found.scales):
        entries.append(Entry.patch("between the two", facecolor=_SHADE, edgecolor="none"))
    if len(found.torn) and found.scales:
        entries.append(Entry.marker("rupture", TEAR, size=6, markeredgewidth=0.8))
    if len(found.mended) and found.scales:
        entries.append(Entry.marker("repair", STITCH, size=7, markeredgewidth=0.7))
    return entries


def _lined(role: str, stroke: object, color: str, face: str) -> Entry:
    """Entry with a piece of line and its marker."""

    def draw(ax: Axes, x: float, y: float) -> None:
        ax.plot([x - 2.5, x + 2.5], [y, y], color=color, linewidth=1.0, linestyle=stroke)
        marker = "o" if role in _LOOKS else "s"
        mark(ax, x, y, marker, size=3.2, markerfacecolor=face, markeredgecolor=color)

    return Entry(role, draw)


def _note(found: _Rated) -> str:
    text = f"n = {counted(found.contacts, 'contact')}. "
    if not found.scales:
        return text + "Nobody rated the alliance."
    text += "Each scale is drawn from one of its ends to the other; none is turned into another."
    if any(not math.isnan(scale.gap) for scale in found.scales):
        text += " gap: mean distance of ratings of one occasion."
    if found.left_out:
        text += f" Not drawn: {', '.join(found.left_out)}."
    return text


def _told(found: _Rated) -> str:
    text = f"Alliance in case {found.case} over {counted(found.contacts, 'contact')}, as rated."
    if not found.scales:
        return text + " Nobody rated it."
    for scale in found.scales:
        text += f" {scale.name}, from {scale.low:g} to {scale.high:g}:"
        parts = [
            f" {line.role} {counted(len(line.x), 'rating')}, from {line.y[0]:g} to {line.y[-1]:g},"
            f" mean {rounded(line.mean)}"
            for line in scale.lines
        ]
        text += ";".join(parts)
        if not math.isnan(scale.gap):
            text += f"; mean gap {rounded(scale.gap)} over {counted(scale.pairs, 'pair')}"
        text += "."
    text += f" {counted(len(found.torn), 'rupture')}, {len(found.mended)} mended."
    if found.left_out:
        text += f" Not drawn: {', '.join(found.left_out)}."
    return text
