"""The map of a media ecosystem: who has made which channel their own, and what went over it."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from mediaeco.analysis import Appropriation, ElementStatus, FrameLifecycle, Level
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.canvas import Canvas, Entry, legend_height, mark, room
from mediaeco.figures.glyph import act_sign
from mediaeco.figures.lettering import counted, cut, height, rounded, width, wrapped
from mediaeco.figures.palette import EVEN, INK, MUTED, PALE, ChannelLook, channel_looks, tint
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import ActKind

__all__ = ["draw_ecosystem"]

_LEVELS = tuple(Level)
_STATUS = tuple(ElementStatus)
_FAN = 17.0  # millimetres from a person to the channels
_PILL = 5.0
_WIDEST = 8.0  # millimetres of a link at an appropriation of 1
_LARGEST = 7.5  # millimetres of the largest marker
_TOLD = 6.5  # millimetres of a column from which the links' numbers have room
KEY = "#A8A8A8"


def draw_ecosystem(
    eco: Ecosystem,
    appropriation: Appropriation,
    lifecycle: FrameLifecycle,
    *,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw the therapist above, the patient below, and the channels between them.

    A channel's marker grows with its contacts; the link to each side is as wide as that side's
    appropriation; the ring around the marker as thick as co-appropriation. Below stands which
    element of the frame was worked on over which channel. The layout follows from the order of
    channels and elements alone.

    Parameters
    ----------
    eco
        One case.
    appropriation, lifecycle
        What `mediaeco.analysis` found in it.
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
    >>> from mediaeco.analysis import appropriation, frame_lifecycle
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.io.example import read_example
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> figure = draw_ecosystem(eco, appropriation(eco), frame_lifecycle(eco))
    >>> print(alt_text(figure)[:44])
    Media ecosystem of case first-contact: 7 cha
    """
    with drawn_with(style):
        return _drawn(_Map.of(eco, appropriation, lifecycle), ax)


@frozen(kw_only=True, eq=False)
class _Map:
    """What is drawn: channels by column, elements by row."""

    case: str
    names: tuple[str, ...]
    looks: tuple[ChannelLook, ...]
    contacts: Ints
    value: Floats  # sides, channels
    level: Ints
    joint: Floats
    elements: tuple[str, ...]
    acts: Ints  # elements, channels
    agreed: Ints  # elements: channel of the first agreement, -1
    status: Ints

    @staticmethod
    def of(eco: Ecosystem, own: Appropriation, life: FrameLifecycle) -> _Map:
        table = eco.table
        case = eco.case
        shape = (len(eco.elements), len(eco.channels))
        acts = np.zeros(shape, dtype=np.int64)
        np.add.at(acts, (life.element, table.channel[life.row]), 1)
        row = life.agreed_row[0]
        agreed = np.full(len(row), -1)
        agreed[row >= 0] = table.channel[row[row >= 0]]
        return _Map(
            case=case.id,
            names=tuple(channel.name for channel in eco.channels),
            looks=channel_looks([channel.id for channel in eco.channels]),
            contacts=np.bincount(table.channel, minlength=shape[1]),
            value=own.value[0],
            level=own.level[0],
            joint=own.joint[0],
            elements=tuple(element.name for element in eco.elements),
            acts=acts,
            agreed=agreed,
            status=life.status[0],
        )


@frozen(kw_only=True)
class _Plan:
    """Places in millimetres."""

    left: float
    pitch: float
    labels: tuple[tuple[str, ...], ...]
    upright: bool
    label: float
    row: float
    rows: int
    foot: float

    @property
    def matrix(self) -> float:
        return self.row * self.rows + (5.0 if self.rows else 0.0)

    @property
    def patient(self) -> float:
        return self.foot + self.matrix

    @property
    def under(self) -> float:
        """Lower end of a channel's marker and name."""
        return self.patient + _PILL + _FAN

    @property
    def node(self) -> float:
        return self.under + self.label + 3.4 + _LARGEST / 2

    @property
    def over(self) -> float:
        return self.node + _LARGEST / 2 + 2.2

    @property
    def therapist(self) -> float:
        return self.over + _FAN

    @property
    def top(self) -> float:
        return self.therapist + _PILL + 0.5

    def x(self, channel: int) -> float:
        return self.left + self.pitch * (channel + 0.5)


def _drawn(found: _Map, ax: Axes | None) -> Figure:
    wide = room(ax)
    size = base_size()
    widest = max((width(name, size) for name in found.elements), default=0.0)
    left = min(max(widest + 2.5, 22.0), 0.27 * wide)
    right = 4.0
    pitch = (wide - left - right) / max(len(found.names), 1)
    entries = _entries(found, _largest(int(found.contacts.max(initial=0)), pitch), pitch)
    notes = _notes(found, wide, told=pitch >= _TOLD)
    foot = legend_height(entries, wide) + height(size - 0.5, len(notes)) + 2.0
    upright, labels = _names(found, pitch)
    label = (
        max((width(line, size - 0.5) for lines in labels for line in lines), default=0.0)
        if upright
        else height(size - 0.5, max((len(lines) for lines in labels), default=0))
    )
    plan = _Plan(
        left=left,
        pitch=pitch,
        labels=labels,
        upright=upright,
        label=label,
        row=4.6 if widest + 2.5 <= left else 5.2,
        rows=len(found.elements),
        foot=foot,
    )
    canvas = Canvas.opened(plan.top, ax)
    if found.names:
        _people(canvas, plan)
        for channel in range(len(found.names)):
            _channel(canvas, found, plan, channel)
        _matrix(canvas, found, plan)
    else:
        canvas.text(wide / 2, plan.node, "no channel recorded", ha="center", color=MUTED)
    _sides(canvas, found, plan)
    used = canvas.legend(0.5, foot - 1.0, wide - 1, entries)
    canvas.lines(0.5, foot - 1.5 - used, notes, fontsize=size - 0.5, color=MUTED)
    return canvas.closed(f"Media ecosystem of case {found.case}", _told(found))


def _names(found: _Map, pitch: float) -> tuple[bool, tuple[tuple[str, ...], ...]]:
    """Names of the channels in lines as wide as a column, or turned where a word is wider."""
    size = base_size() - 0.5
    told = [
        (f"n {int(count):,}", f"J {rounded(float(joint))}")
        for count, joint in zip(found.contacts, found.joint, strict=True)
    ]
    words = [word for name in found.names for word in name.split()]
    if all(width(word, size) <= pitch - 0.8 for word in (*words, "J 0.00")):
        return False, tuple(
            (*wrapped(name, pitch - 0.8, size, 4), *numbers)
            for name, numbers in zip(found.names, told, strict=True)
        )
    room = 30.0
    if pitch > height(size, 2) + 0.4:
        return True, tuple(
            (*wrapped(name, room, size, 1), ", ".join(numbers))
            for name, numbers in zip(found.names, told, strict=True)
        )
    return True, tuple(
        (cut(name, room - width(f", {numbers[0]}", size), size) + f", {numbers[0]}",)
        for name, numbers in zip(found.names, told, strict=True)
    )


def _people(canvas: Canvas, plan: _Plan) -> None:
    high = min(0.5 * (canvas.width - plan.left), 60.0)
    middle = plan.left + (canvas.width - plan.left - 4.0) / 2
    for name, low in (("therapist", plan.therapist), ("patient", plan.patient)):
        canvas.sheet.add_patch(
            FancyBboxPatch(
                (middle - high / 2, low),
                high,
                _PILL,
                boxstyle="round,pad=0,rounding_size=2.2",
                facecolor=INK if name == "therapist" else "#FFFFFF",
                edgecolor=INK,
                linewidth=0.8,
                zorder=3,
            )
        )
        canvas.text(
            middle,
            low + _PILL / 2,
            name,
            ha="center",
            va="center_baseline",
            weight="bold",
            color="#FFFFFF" if name == "therapist" else INK,
            zorder=4,
        )


def _channel(canvas: Canvas, found: _Map, plan: _Plan, channel: int) -> None:
    x, look = plan.x(channel), found.looks[channel]
    size = base_size() - 0.5
    count = int(found.contacts[channel])
    for side, (start, end) in enumerate(
        ((plan.therapist, plan.over), (plan.patient + _PILL, plan.under))
    ):
        _link(canvas, found, plan, channel, side, start, end)
    most = int(found.contacts.max())
    across = _across(count, most, _largest(most, plan.pitch))
    joint = float(found.joint[channel])
    if joint > 0:
        mark(
            canvas.sheet,
            x,
            plan.node,
            "o",
            size=(across * max(EVEN.get(look.marker, 1.0), 1.0) + 2.0) / 25.4 * 72,
            markerfacecolor="#FFFFFF",
            markeredgecolor=INK,
            markeredgewidth=_ring(joint),
            zorder=3,
        )
    mark(
        canvas.sheet,
        x,
        plan.node,
        look.marker,
        size=across / 25.4 * 72,
        markerfacecolor=look.color if count else "#FFFFFF",
        markeredgecolor=INK if count else MUTED,
        markeredgewidth=0.4,
        zorder=4,
    )
    lines = plan.labels[channel]
    top = plan.under + plan.label + 0.8
    if plan.upright:
        for i, line in enumerate(lines):
            shift = (i - (len(lines) - 1) / 2) * height(size)
            canvas.text(x + shift, top, line, fontsize=size, rotation=90, ha="center", va="top")
    else:
        canvas.lines(x, top, lines, fontsize=size, ha="center")


def _largest(most: int, pitch: float) -> float:
    """Width of the largest marker: as columns allow, and no giant where contacts are few."""
    # A marker of a circle's area reaches further than the circle does.
    return max(min(_LARGEST, pitch - 2.6, 2.8 * math.sqrt(max(most, 1))) / 1.2, 2.0)


def _across(count: int, most: int, largest: float) -> float:
    """Width of a marker in millimetres; its area grows with the contacts."""
    return 1.6 if count == 0 else max(largest * math.sqrt(count / most), 1.2)


def _ring(joint: float) -> float:
    return 0.3 + 4.0 * joint


def _link(
    canvas: Canvas,
    found: _Map,
    plan: _Plan,
    channel: int,
    side: int,
    start: float,
    end: float,
) -> None:
    """Draw a band from a person to a channel, upright at both of its ends."""
    level = _LEVELS[int(found.level[side, channel])]
    if level is Level.NONE:
        return
    value, look = float(found.value[side, channel]), found.looks[channel]
    x1 = plan.x(channel)
    tip, way = end, 1.0 if side == 0 else -1.0
    told = plan.pitch >= _TOLD and level is not Level.ACCESS
    end += way * 2.4 * told
    middle = plan.left + (canvas.width - plan.left - 4.0) / 2
    span = 0.8 * min(0.5 * (canvas.width - plan.left), 60.0)
    x0 = middle + span * ((channel + 0.5) / len(found.names) - 0.5)
    bend = (start + end) / 2
    curve = Path(
        [(x0, start), (x0, bend), (x1, bend), (x1, end)],
        [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
    )
    wide = min(value * _WIDEST, plan.pitch * 0.8) / 25.4 * 72
    canvas.sheet.add_patch(
        PathPatch(
            curve,
            facecolor="none",
            edgecolor=tint(look.color, 0.75) if value > 0 else MUTED,
            linewidth=max(wide, 0.7),
            linestyle="-" if value > 0 else (0, (1, 1.6)),
            capstyle="butt",
            zorder=2,
        )
    )
    if told:
        lost = level is Level.DISAPPROPRIATED
        canvas.text(
            x1,
            tip + way * 1.2,
            rounded(value) + (" left" if lost else ""),
            fontsize=base_size() - 1,
            ha="center",
            va="center_baseline",
        )


def _matrix(canvas: Canvas, found: _Map, plan: _Plan) -> None:
    """Draw which element was worked on over which channel."""
    if not plan.rows:
        return
    top = plan.foot + plan.row * plan.rows
    most = max(int(found.acts.max(initial=0)), 1)
    right = plan.left + plan.pitch * len(found.names)
    for channel in range(len(found.names)):
        x, look = plan.x(channel), found.looks[channel]
        canvas.sheet.plot([x, x], [plan.foot, top], color=PALE, linewidth=0.4, zorder=0)
        mark(
            canvas.sheet,
            x,
            top + 1.6,
            look.marker,
            size=4.0,
            markerfacecolor=look.color,
            markeredgewidth=0.3,
        )
    for row, name in enumerate(found.elements):
        y = top - plan.row * (row + 0.5)
        canvas.name(0.5, y, name, plan.left - 2.0)
        canvas.sheet.plot([plan.left, right], [y, y], color=PALE, linewidth=0.4, zorder=0)
        for channel in np.flatnonzero(found.acts[row]).tolist():
            across = _dot(int(found.acts[row, channel]), most, plan.pitch)
            agreed = int(found.agreed[row]) == channel
            mark(
                canvas.sheet,
                plan.x(channel),
                y,
                "o",
                size=across / 25.4 * 72,
                markerfacecolor=INK if agreed else "#FFFFFF",
                markeredgecolor=INK,
            )
        _state(canvas, right + 2.0, y, _STATUS[int(found.status[row])])


def _dot(count: int, most: int, pitch: float) -> float:
    """Width of a dot in millimetres; its area grows with the acts."""
    return max(min(pitch, 4.0) * 0.8 * math.sqrt(count / most), 1.1)


def _state(canvas: Canvas, x: float, y: float, status: ElementStatus) -> None:
    if status is ElementStatus.AGREED:
        mark(canvas.sheet, x, y, act_sign(ActKind.ACCEPT), size=5, markeredgewidth=0.0)
    elif status is ElementStatus.BREACHED:
        mark(canvas.sheet, x, y, act_sign(ActKind.BREACH), size=5, markeredgewidth=0.0)
    else:
        mark(canvas.sheet, x, y, "_", size=3, color=MUTED)


def _sides(canvas: Canvas, found: _Map, plan: _Plan) -> None:
    """Say at the left what the three storeys are."""
    size = base_size() - 0.5
    wide = plan.left - 3.0
    for text, y in (
        ("therapist's appropriation", (plan.therapist + plan.over) / 2),
        (f"n = {counted(int(found.contacts.sum()), 'contact')}", plan.node),
        ("patient's appropriation", (plan.patient + _PILL + plan.under) / 2),
        ("acts on the frame over each channel", plan.patient + _PILL / 2),
    ):
        lines = wrapped(text, wide, size, 2)
        canvas.lines(0.5, y + height(size, len(lines)) / 2, lines, fontsize=size, color=MUTED)


def _entries(found: _Map, largest: float, pitch: float) -> list[Entry]:
    most = int(found.contacts.max(initial=0))
    entries = []
    if most:
        count = _nice(most / 7)
        across = _across(count, most, largest) / 25.4 * 72
        entries.append(
            Entry.marker(f"area: {counted(count, 'contact')}", "o", size=across, color=KEY)
        )
    if (found.contacts == 0).any():
        entries.append(
            Entry.marker(
                "not used", "o", size=4.0, markerfacecolor="#FFFFFF", markeredgecolor=MUTED
            )
        )
    if (found.value > 0).any():
        entries.append(
            Entry.line("width: appropriation 0.25", color=KEY, linewidth=0.25 * _WIDEST / 25.4 * 72)
        )
    if ((found.value == 0) & (found.level > 0)).any():
        entries.append(
            Entry.line("not made one's own", color=MUTED, linewidth=0.7, linestyle=(0, (1, 1.6)))
        )
    if (found.joint > 0).any():
        entries.append(
            Entry.marker(
                "ring: co-appropriation J 0.25",
                "o",
                size=6.0,
                markerfacecolor="#FFFFFF",
                markeredgewidth=_ring(0.25),
            )
        )
    if found.acts.any():
        most = int(found.acts.max())
        count = _nice(most / 2)
        size = _dot(count, most, pitch) / 25.4 * 72
        entries += [
            Entry.marker(f"{counted(count, 'act')}, first agreed over it", "o", size=size),
            Entry.marker(
                f"{counted(count, 'act')}, agreed elsewhere or not",
                "o",
                size=size,
                markerfacecolor="#FFFFFF",
            ),
        ]
    if len(found.elements):
        kinds = set(found.status.tolist())
        for code, kind, text in (
            (1, ActKind.ACCEPT, "agreed at the end"),
            (2, ActKind.BREACH, "in breach at the end"),
        ):
            if code in kinds:
                entries.append(Entry.marker(text, act_sign(kind), size=5.0, markeredgewidth=0.0))
        if 0 in kinds:
            entries.append(Entry.marker("not agreed", "_", size=4.0, color=MUTED))
    return entries


def _nice(value: float) -> int:
    """Round to 1, 2 or 5 times a power of ten."""
    if value <= 1:
        return 1
    power = 10 ** int(math.log10(value))
    return int(max(step for step in (1, 2, 5) if step * power <= value) * power)


def _notes(found: _Map, wide: float, *, told: bool) -> list[str]:
    text = (
        f"n = {counted(int(found.contacts.sum()), 'contact')}, "
        f"{counted(int(found.acts.sum()), 'act')} on the frame. "
        "J: co-appropriation, 0 to below 1."
    )
    if told:
        left = (found.level == _LEVELS.index(Level.DISAPPROPRIATED)).any()
        text += " Numbers at links: appropriation, 0 to below 1"
        text += "; left: disappropriated." if left else "."
    return wrapped(text, wide - 1, base_size() - 0.5, 4)


def _told(found: _Map) -> str:
    used = int((found.contacts > 0).sum())
    text = (
        f"Media ecosystem of case {found.case}: {counted(len(found.names), 'channel')}, "
        f"{used} used in {counted(int(found.contacts.sum()), 'contact')}."
    )
    for channel, name in enumerate(found.names):
        levels = [str(_LEVELS[int(found.level[side, channel])]) for side in range(2)]
        text += (
            f" {name}: {counted(int(found.contacts[channel]), 'contact')}, appropriation therapist "
            f"{rounded(float(found.value[0, channel]))} ({levels[0]}), patient "
            f"{rounded(float(found.value[1, channel]))} ({levels[1]}), co-appropriation "
            f"{rounded(float(found.joint[channel]))}."
        )
    stands = [sum(found.status == code) for code in range(len(_STATUS))]
    return (
        f"{text} Frame: {counted(len(found.elements), 'element')}, {stands[1]} agreed, "
        f"{stands[2]} in breach, {stands[0]} not agreed at the end; "
        f"{counted(int(found.acts.sum()), 'act')}."
    )
