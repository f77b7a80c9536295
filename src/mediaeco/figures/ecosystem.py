"""The map of a media ecosystem: who has made which channel their own, and what went over it."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from mediaeco.analysis import Appropriation, FrameLifecycle, Level
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.canvas import Canvas, key_height, mark, room
from mediaeco.figures.ecosystem_key import map_entries, map_notes, map_told
from mediaeco.figures.ecosystem_map import Map
from mediaeco.figures.ecosystem_matrix import draw_matrix
from mediaeco.figures.ecosystem_plan import PILL, Plan
from mediaeco.figures.ecosystem_scale import WIDEST, across, largest, ring
from mediaeco.figures.lettering import counted, height, rounded, wrapped
from mediaeco.figures.palette import EVEN, INK, MUTED, tint
from mediaeco.figures.style import Style, base_size, drawn_with

__all__ = ["draw_ecosystem"]

_LEVELS = tuple(Level)


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
        return _drawn(Map.of(eco, appropriation, lifecycle), ax)


def _drawn(found: Map, ax: Axes | None) -> Figure:
    wide = room(ax)
    plan = Plan.of(found, wide)
    entries, notes = map_entries(found, plan), map_notes(found, plan)
    plan = plan.above(key_height(entries, notes, wide) + 2.0)
    canvas = Canvas.opened(plan.top, ax)
    if found.names:
        _people(canvas, plan)
        for channel in range(len(found.names)):
            _channel(canvas, found, plan, channel)
        draw_matrix(canvas, found, plan)
    else:
        canvas.text(wide / 2, plan.node, "no channel recorded", ha="center", color=MUTED)
    _sides(canvas, found, plan)
    canvas.key(plan.foot - 1.0, entries, notes)
    return canvas.closed(f"Media ecosystem of case {found.case}", map_told(found))


def _people(canvas: Canvas, plan: Plan) -> None:
    for name, low in (("therapist", plan.therapist), ("patient", plan.patient)):
        canvas.sheet.add_patch(
            FancyBboxPatch(
                (plan.middle - plan.pill / 2, low),
                plan.pill,
                PILL,
                boxstyle="round,pad=0,rounding_size=2.2",
                facecolor=INK if name == "therapist" else "#FFFFFF",
                edgecolor=INK,
                linewidth=0.8,
                zorder=3,
            )
        )
        canvas.text(
            plan.middle,
            low + PILL / 2,
            name,
            ha="center",
            va="center_baseline",
            weight="bold",
            color="#FFFFFF" if name == "therapist" else INK,
            zorder=4,
        )


def _channel(canvas: Canvas, found: Map, plan: Plan, channel: int) -> None:
    for side, (start, end) in enumerate(
        ((plan.therapist, plan.over), (plan.patient + PILL, plan.under))
    ):
        _link(canvas, found, plan, channel, side, start, end)
    _marker(canvas, found, plan, channel)
    _name(canvas, plan, channel)


def _marker(canvas: Canvas, found: Map, plan: Plan, channel: int) -> None:
    """Draw a marker as large as the contacts are many, in the ring of co-appropriation."""
    x, look = plan.x(channel), found.looks[channel]
    count = int(found.contacts[channel])
    most = found.most
    wide = across(count, most, largest(most, plan.pitch))
    joint = float(found.joint[channel])
    if joint > 0:
        mark(
            canvas.sheet,
            x,
            plan.node,
            "o",
            size=(wide * max(EVEN.get(look.marker, 1.0), 1.0) + 2.0) / 25.4 * 72,
            markerfacecolor="#FFFFFF",
            markeredgecolor=INK,
            markeredgewidth=ring(joint),
            zorder=3,
        )
    mark(
        canvas.sheet,
        x,
        plan.node,
        look.marker,
        size=wide / 25.4 * 72,
        markerfacecolor=look.color if count else "#FFFFFF",
        markeredgecolor=INK if count else MUTED,
        markeredgewidth=0.4,
        zorder=4,
    )


def _name(canvas: Canvas, plan: Plan, channel: int) -> None:
    x, size = plan.x(channel), base_size() - 0.5
    lines = plan.labels[channel]
    top = plan.under + plan.label + 0.8
    if plan.upright:
        for i, line in enumerate(lines):
            shift = (i - (len(lines) - 1) / 2) * height(size)
            canvas.text(x + shift, top, line, fontsize=size, rotation=90, ha="center", va="top")
    else:
        canvas.lines(x, top, lines, fontsize=size, ha="center")


def _link(
    canvas: Canvas,
    found: Map,
    plan: Plan,
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
    told = plan.told and level is not Level.ACCESS
    end += way * 2.4 * told
    x0 = plan.middle + 0.8 * plan.pill * ((channel + 0.5) / len(found.names) - 0.5)
    bend = (start + end) / 2
    curve = Path(
        [(x0, start), (x0, bend), (x1, bend), (x1, end)],
        [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
    )
    wide = min(value * WIDEST, plan.pitch * 0.8) / 25.4 * 72
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


def _sides(canvas: Canvas, found: Map, plan: Plan) -> None:
    """Say at the left what the three storeys are."""
    size = base_size() - 0.5
    wide = plan.left - 3.0
    for text, y in (
        ("therapist's appropriation", (plan.therapist + plan.over) / 2),
        (f"n = {counted(int(found.contacts.sum()), 'contact')}", plan.node),
        ("patient's appropriation", (plan.patient + PILL + plan.under) / 2),
        ("acts on the frame over each channel", plan.patient + PILL / 2),
    ):
        lines = wrapped(text, wide, size, 2)
        canvas.lines(0.5, y + height(size, len(lines)) / 2, lines, fontsize=size, color=MUTED)
