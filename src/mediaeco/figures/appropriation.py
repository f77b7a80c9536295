"""How both sides made the channels their own, over time."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from mediaeco.analysis import AppropriationCurves
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, mark, room
from mediaeco.figures.lettering import counted, cut, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, ChannelLook, channel_looks, tint
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Floats, Ints

__all__ = ["draw_appropriation"]

_PANEL = 24.0  # millimetres that the axes of a channel are high
_HEAD = 7.4
_GAP = 4.5
_LEFT = 9.0
_RIGHT = 3.5
_AXIS = 7.5


def draw_appropriation(
    eco: Ecosystem,
    curves: AppropriationCurves,
    *,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw appropriation of every channel in use by both sides, over the days.

    A panel a channel: the therapist's curve is solid, the patient's dashed, co-appropriation the
    shade beneath. All panels have the same axes, so that they can be compared.

    Parameters
    ----------
    eco
        One case.
    curves
        What `mediaeco.analysis.appropriation_curves` found in it, and the level from which its
        settings count a channel as appropriated.
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
    >>> from mediaeco.analysis import appropriation_curves
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.io.example import read_example
    >>> eco = Ecosystem(read_example("sent-away"))
    >>> figure = draw_appropriation(eco, appropriation_curves(eco))
    >>> print(alt_text(figure)[:41])
    Appropriation in case sent-away over 49 c
    """
    with drawn_with(style):
        return _drawn(_Curves.of(eco, curves), ax)


@frozen(kw_only=True, eq=False)
class _Curves:
    """The curves of the channels in use."""

    case: str
    t: Floats
    names: tuple[str, ...]
    looks: tuple[ChannelLook, ...]
    value: Floats  # rows, sides, channels
    joint: Floats  # rows, channels
    sent: Ints  # sides, channels
    unused: tuple[str, ...]
    threshold: float

    @staticmethod
    def of(eco: Ecosystem, curves: AppropriationCurves) -> _Curves:
        table = eco.table
        contacts = np.bincount(table.channel, minlength=len(eco.channels))
        used = np.flatnonzero(contacts)
        looks = channel_looks([channel.id for channel in eco.channels])
        names = [channel.name for channel in eco.channels]
        sent = [
            np.bincount(table.channel[table.sender == side], minlength=len(eco.channels))
            for side in range(2)
        ]
        return _Curves(
            case=eco.case.id,
            t=curves.t,
            names=tuple(names[c] for c in used),
            looks=tuple(looks[c] for c in used),
            value=curves.value[:, :, used],
            joint=curves.joint[:, used],
            sent=np.stack(sent)[:, used],
            unused=tuple(name for name, count in zip(names, contacts, strict=True) if not count),
            threshold=curves.parameters.appropriated_at,
        )


def _drawn(found: _Curves, ax: Axes | None) -> Figure:
    wide = room(ax)
    entries = _entries(found)
    notes = wrapped(_note(found), wide - 1, base_size() - 0.5, 3)
    foot = key_height(entries, notes, wide) + _AXIS + 1.5
    count = len(found.names)
    columns = max(1, min(count, int((wide - _LEFT - _RIGHT + _GAP) / 36)))
    canvas = Canvas.opened(foot + max(1, math.ceil(count / columns)) * (_PANEL + _HEAD), ax)
    grid = _Grid.of(count, columns, canvas, foot)
    most = float(max(found.value.max(initial=0.0), found.threshold))
    top = min(1.0, max(0.1, math.ceil(most * 1.1 * 20) / 20))
    for place in range(max(count, 1)):
        x, y = grid.corner(place)
        panel = canvas.panel(x, y, grid.across, grid.each)
        bottom, first = place + grid.columns >= count, place % grid.columns == 0
        _dress(panel, found, top, bottom=bottom, first=first)
        if found.names:
            _curve(panel, found, place)
            _head(canvas, found, place, x, grid.head(place), grid.across)
        else:
            blank(panel, "no contact recorded")
    _label(canvas, foot, grid.high)
    canvas.key(foot - _AXIS, entries, notes)
    return canvas.closed(f"Appropriation in case {found.case}", _told(found))


@frozen(kw_only=True)
class _Grid:
    """Places of the panels, in millimetres."""

    columns: int
    rows: int
    across: float
    each: float
    foot: float

    @staticmethod
    def of(count: int, columns: int, canvas: Canvas, foot: float) -> _Grid:
        rows = max(1, math.ceil(count / columns))
        room_ = canvas.width - _LEFT - _RIGHT
        # Where somebody else sets the height, panels stand closer before they grow too low to read.
        while (
            (canvas.height - foot) / rows - _HEAD < 10
            and columns < count
            and room_ / (columns + 1) > 18
        ):
            columns += 1
            rows = max(1, math.ceil(count / columns))
        return _Grid(
            columns=columns,
            rows=rows,
            across=(room_ - _GAP * (columns - 1)) / columns,
            each=max((canvas.height - foot) / rows - _HEAD, 1.0),
            foot=foot,
        )

    @property
    def high(self) -> float:
        return self.rows * (self.each + _HEAD) - _HEAD

    def corner(self, place: int) -> tuple[float, float]:
        row, column = divmod(place, self.columns)
        return (
            _LEFT + column * (self.across + _GAP),
            self.foot + (self.rows - 1 - row) * (self.each + _HEAD),
        )

    def head(self, place: int) -> float:
        return self.foot + (self.rows - place // self.columns) * (self.each + _HEAD) - 3.4


def _head(canvas: Canvas, found: _Curves, place: int, x: float, y: float, across: float) -> None:
    """Name a panel's channel, and count its contacts."""
    size = base_size() - 0.5
    canvas.channel(x + 1.2, y, found.looks[place])
    numbers = "n = {:,} + {:,}".format(*found.sent[:, place].tolist())
    canvas.text(x + across, y, numbers, ha="right", color=MUTED, fontsize=size)
    canvas.name(x + 3.2, y, found.names[place], across - 5.2 - width(numbers, size))


def _label(canvas: Canvas, foot: float, high: float) -> None:
    """Say what the axes of all panels are."""
    size = base_size()
    label = "appropriation a (0 to below 1)"
    canvas.text(
        1.6,
        foot + high / 2,
        label if width(label, size) <= high else cut("a (0 to below 1)", high, size),
        rotation=90,
        ha="center",
    )
    middle = _LEFT + (canvas.width - _LEFT - _RIGHT) / 2
    canvas.text(middle, foot - 5.2, "days since first contact", ha="center")


def _dress(panel: Axes, found: _Curves, top: float, *, bottom: bool, first: bool) -> None:
    begin, end = (float(found.t[0]), float(found.t[-1])) if len(found.t) else (0.0, 0.0)
    span = (end - begin) if end > begin else 1.0
    panel.set_xlim(begin - 0.02 * span, begin + 1.04 * span)
    panel.set_ylim(0, top)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    panel.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    panel.tick_params(labelbottom=bottom, labelleft=first)
    panel.axhline(found.threshold, color=INK, linewidth=0.6, linestyle=(0, (1, 1.5)), zorder=1)


def _curve(panel: Axes, found: _Curves, place: int) -> None:
    look = found.looks[place]
    joint = found.joint[:, place]
    panel.fill_between(
        found.t, 0, joint, step="post", color=tint(look.color, 0.26), linewidth=0, zorder=0
    )
    for side, line, face in ((0, "-", look.color), (1, (0, (3, 1.2)), "#FFFFFF")):
        value = found.value[:, side, place]
        panel.step(
            found.t, value, where="post", color=look.color, linestyle=line, linewidth=1.1, zorder=2
        )
        mark(
            panel,
            float(found.t[-1]),
            float(value[-1]),
            look.marker,
            size=3.8,
            markerfacecolor=face,
            markeredgecolor=INK if side == 0 else look.color,
            markeredgewidth=0.4 if side == 0 else 0.8,
            clip_on=False,
            zorder=4,
        )


def _entries(found: _Curves) -> list[Entry]:
    if not found.names:
        return []
    return [
        Entry.line("therapist", color=MUTED, linewidth=1.1),
        Entry.line("patient", color=MUTED, linewidth=1.1, linestyle=(0, (3, 1.2))),
        Entry.marker("therapist at the end", "o", markerfacecolor=MUTED, markeredgewidth=0.4),
        Entry.marker(
            "patient at the end",
            "o",
            markerfacecolor="#FFFFFF",
            markeredgecolor=MUTED,
            markeredgewidth=0.8,
        ),
        Entry.patch("co-appropriation J", facecolor="#D6D6D6", edgecolor="none"),
        Entry.line(
            f"appropriated from {rounded(found.threshold)}",
            color=INK,
            linewidth=0.6,
            linestyle=(0, (1, 1.5)),
        ),
    ]


def _note(found: _Curves) -> str:
    text = (
        f"n = {counted(len(found.t), 'contact')}. n beside a channel: "
        "contacts that the therapist + the patient made."
    )
    if found.unused:
        text += f" Not used: {', '.join(found.unused)}."
    return text


def _told(found: _Curves) -> str:
    text = (
        f"Appropriation in case {found.case} over {counted(len(found.t), 'contact')} and "
        f"{counted(len(found.names), 'channel')} in use; a channel counts as appropriated "
        f"from {rounded(found.threshold)}."
    )
    for place, name in enumerate(found.names):
        value, joint = found.value[:, :, place], found.joint[:, place]
        text += (
            f" {name}: therapist {rounded(float(value[-1, 0]))} at the end (highest "
            f"{rounded(float(value[:, 0].max()))}), patient {rounded(float(value[-1, 1]))} "
            f"(highest {rounded(float(value[:, 1].max()))}), co-appropriation "
            f"{rounded(float(joint[-1]))}."
        )
    if found.unused:
        text += f" Not used: {', '.join(found.unused)}."
    return text
