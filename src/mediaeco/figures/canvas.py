"""The sheet that a figure is laid out on, in millimetres."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from mediaeco.figures.lettering import height, width, wrapped
from mediaeco.figures.palette import EVEN, INK, MUTED, ChannelLook
from mediaeco.figures.style import MM, base_size

__all__ = ["Canvas", "Entry", "alt_text", "blank", "key_height", "mark", "room"]

_MARK = "mediaeco: alt text"
_HANDLE = 5.0
_GAP = 2.6


@frozen(eq=False)
class Canvas:
    """A figure, or the place of one axes in a figure, measured in millimetres.

    Parameters
    ----------
    figure
        The whole figure.
    sheet
        Axes without a frame over all of the canvas, whose coordinates are millimetres from its
        lower left corner: for text, legends and marks that belong to no scale.
    width, height
        In millimetres.
    box
        Left, bottom, width and height of the canvas in the (sub)figure that holds it.
    """

    figure: Figure
    sheet: Axes
    width: float
    height: float
    box: tuple[float, float, float, float]

    @staticmethod
    def opened(height: float, ax: Axes | None) -> Canvas:
        """Make a figure of this height, or take the place of ``ax``, whose height stays."""
        if ax is None:
            wide = float(rcParams["figure.figsize"][0])
            figure = Figure(figsize=(wide, height * MM))
            return Canvas(figure, *_sheet(figure, (0, 0, 1, 1), wide / MM, height))
        wide, high = _extent(ax)
        place = ax.get_position()
        ax.set_axis_off()
        figure = ax.figure.figure if not isinstance(ax.figure, Figure) else ax.figure
        return Canvas(
            figure,
            *_sheet(ax.figure, (place.x0, place.y0, place.width, place.height), wide, high),
        )

    def panel(self, left: float, bottom: float, wide: float, high: float) -> Axes:
        """Add axes at this place, in millimetres."""
        x, y, w, h = self.box
        return _holder(self.sheet).add_axes(
            (
                x + w * left / self.width,
                y + h * bottom / self.height,
                w * wide / self.width,
                h * high / self.height,
            )
        )

    def text(self, x: float, y: float, text: str, **kwargs: Any) -> None:
        """Write at a place in millimetres."""
        settings: dict[str, Any] = {"fontsize": base_size(), "va": "center", "ha": "left"}
        self.sheet.text(x, y, text, **(settings | kwargs))

    def name(self, x: float, y: float, text: str, wide: float, **kwargs: Any) -> None:
        """Write a name into the width there is, in two smaller lines where it needs them."""
        size = base_size()
        if width(text, size) <= wide:
            self.text(x, y, text, **kwargs)
            return
        lines = wrapped(text, wide, size - 1, 2)
        for i, line in enumerate(lines):
            lift = height(size - 1) * ((len(lines) - 1) / 2 - i) * 0.92
            self.text(x, y + lift, line, fontsize=size - 1, **kwargs)

    def lines(self, x: float, top: float, lines: Sequence[str], **kwargs: Any) -> float:
        """Write lines from ``top`` down; give the height they take."""
        size = float(kwargs.pop("fontsize", base_size()))
        for i, line in enumerate(lines):
            self.text(x, top - height(size) * (i + 0.5), line, fontsize=size, **kwargs)
        return height(size, len(lines))

    def legend(self, left: float, top: float, wide: float, entries: Sequence[Entry]) -> float:
        """Draw entries in rows from ``top`` down; give the height they take."""
        size = base_size() - 0.5
        pitch = _pitch()
        rows = _rows(entries, wide)
        for i, row in enumerate(rows):
            x, y = left, top - pitch * (i + 0.5)
            for entry in row:
                entry.draw(self.sheet, x + entry.handle / 2, y)
                self.text(x + entry.handle + 0.8, y, entry.text, fontsize=size)
                x += entry.handle + 0.8 + width(entry.text, size) + _GAP
        return pitch * len(rows)

    def channel(self, x: float, y: float, look: ChannelLook, *, size: float = 4.2) -> None:
        """Draw the sign that a channel has in every figure, where it is named."""
        mark(
            self.sheet,
            x,
            y,
            look.marker,
            size=size,
            markerfacecolor=look.color,
            markeredgewidth=0.3,
        )

    def key(self, top: float, entries: Sequence[Entry], notes: Sequence[str]) -> None:
        """Draw the legend from ``top`` down, and the notes under it."""
        used = self.legend(0.5, top, self.width - 1, entries)
        size = base_size() - 0.5
        self.lines(0.5, top - used - 0.5, notes, fontsize=size, color=MUTED)

    def closed(self, title: str, text: str) -> Figure:
        """Keep what the figure shows in words, and hand the figure over."""
        self.sheet.set_gid(_MARK)
        self.sheet.set_label(f"{title}\n{text}")
        return self.figure


@frozen(eq=False)
class Entry:
    """One entry of a legend.

    Parameters
    ----------
    text
        What it says.
    draw
        Draws the handle around a place of the sheet.
    handle
        Width of the handle in millimetres.
    """

    text: str
    draw: Callable[[Axes, float, float], object]
    handle: float = _HANDLE

    @staticmethod
    def marker(text: str, marker: str | Path, **kwargs: Any) -> Entry:
        """Entry with a marker."""
        return Entry(text, lambda ax, x, y: mark(ax, x, y, marker, **kwargs), 3.0)

    @staticmethod
    def line(text: str, **kwargs: Any) -> Entry:
        """Entry with a piece of line."""
        return Entry(
            text,
            lambda ax, x, y: ax.add_line(Line2D([x - 2.5, x + 2.5], [y, y], **kwargs)),
        )

    @staticmethod
    def patch(text: str, wide: float = 4.4, high: float = 2.0, **kwargs: Any) -> Entry:
        """Entry with a filled field."""
        settings: dict[str, Any] = {"edgecolor": MUTED, "linewidth": 0.4} | kwargs
        return Entry(
            text,
            lambda ax, x, y: ax.add_patch(
                Rectangle((x - wide / 2, y - high / 2), wide, high, **settings)
            ),
            max(wide, 2.0),
        )


def mark(
    ax: Axes, x: Any, y: Any, marker: str | Path | MarkerStyle, *, size: float = 4.0, **kwargs: Any
) -> Line2D:
    """Draw markers without a line; shapes of one size, in points, cover the same area."""
    if isinstance(marker, str):
        size *= EVEN.get(marker, 1.0)
    kwargs = {"color": INK, "markeredgewidth": 0.5, "linestyle": "none"} | kwargs
    if isinstance(x, int | float):
        x, y = [x], [y]
    line = Line2D(x, y, marker=marker, markersize=size, **kwargs)  # type: ignore[arg-type]  # a Path is a marker, but matplotlib's stubs do not say so
    ax.add_line(line)
    return line


def alt_text(figure: Figure) -> str:
    """What does a figure show, in words?

    Parameters
    ----------
    figure
        A figure of this package, or one that its figures were drawn into.

    Returns
    -------
    str
        Sentences with the figure's main numbers; empty where none of ours is in it.
    """
    return "\n".join(text for _, text in descriptions(figure))


def descriptions(figure: Figure) -> list[tuple[str, str]]:
    """Title and text of every canvas in a figure, in the order of drawing."""
    sheets = [ax for ax in figure.axes if ax.get_gid() == _MARK]
    parts = [str(ax.get_label()).partition("\n") for ax in sheets]
    return [(title, text) for title, _, text in parts]


def room(ax: Axes | None) -> float:
    """Width that there is to draw on, in millimetres."""
    return float(rcParams["figure.figsize"][0]) / MM if ax is None else _extent(ax)[0]


def key_height(entries: Sequence[Entry], notes: Sequence[str], wide: float) -> float:
    """Height in millimetres that legend and notes take on a canvas of this width."""
    return _pitch() * len(_rows(entries, wide - 1)) + height(base_size() - 0.5, len(notes))


def blank(panel: Axes, text: str) -> None:
    """Say in the middle of axes why nothing is drawn in them."""
    panel.text(0.5, 0.5, text, transform=panel.transAxes, ha="center", va="center", color=MUTED)


def _pitch() -> float:
    return height(base_size()) + 0.7


def _rows(entries: Sequence[Entry], wide: float) -> list[list[Entry]]:
    size = base_size() - 0.5
    rows: list[list[Entry]] = []
    used = wide
    for entry in entries:
        needed = entry.handle + 0.8 + width(entry.text, size)
        if not rows or used + _GAP + needed > wide:
            rows.append([])
            used = -_GAP
            room_left = wide - entry.handle - 0.8
            if needed > wide:
                # A text longer than a row is cut rather than drawn out of the canvas.
                entry = Entry(wrapped(entry.text, room_left, size, 1)[0], entry.draw, entry.handle)
                needed = wide
        rows[-1].append(entry)
        used += _GAP + needed
    return rows


def _holder(ax: Axes) -> Figure:
    return ax.figure  # type: ignore[return-value]  # a subfigure adds axes just as a figure does


def _extent(ax: Axes) -> tuple[float, float]:
    place, whole = ax.get_position(), ax.figure.bbox
    dpi = ax.figure.dpi
    return (
        float(place.width * whole.width / dpi / MM),
        float(place.height * whole.height / dpi / MM),
    )


def _sheet(
    holder: Any, box: tuple[float, float, float, float], wide: float, high: float
) -> tuple[Axes, float, float, tuple[float, float, float, float]]:
    sheet: Axes = holder.add_axes(box, zorder=0.5)
    sheet.set_axis_off()
    sheet.set_xlim(0, wide)
    sheet.set_ylim(0, high)
    return sheet, wide, high, box
