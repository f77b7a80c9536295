"""The record over time: who made contact over which channel, and what it did to the frame."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from mediaeco.analysis import FrameLifecycle, Ruptures, StageTrajectory
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.canvas import Canvas, key_height, room
from mediaeco.figures.lane import (
    Scale,
    draw_bars,
    draw_contacts,
    draw_sessions,
    draw_side,
    draw_signs,
)
from mediaeco.figures.lettering import height, width
from mediaeco.figures.palette import MUTED, PALE
from mediaeco.figures.ribbon import draw_ribbon, stage_entries, style_axis
from mediaeco.figures.rupture_row import draw_ruptures
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.figures.timeline_key import timeline_entries, timeline_notes, timeline_told
from mediaeco.figures.timeline_plan import AXIS, RIBBON, SIDE, SIGN, Plan
from mediaeco.figures.timeline_record import Record

__all__ = ["draw_timeline"]


def draw_timeline(
    eco: Ecosystem,
    stages: StageTrajectory,
    ruptures: Ruptures,
    lifecycle: FrameLifecycle,
    *,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw who made contact, when, over which channel, and what came of it.

    From top to bottom: what the therapist did to the frame, the therapist, a lane a channel, the
    patient, what the patient did to the frame, ruptures (gaps) and their repairs (stitches),
    stages. A channel with more contacts than there is room for marks is drawn as bars, the
    therapist's up and the patient's down.

    Parameters
    ----------
    eco
        One case.
    stages, ruptures, lifecycle
        What `mediaeco.analysis` found in it.
    style
        Name of a style sheet, or rc settings.
    ax
        Axes whose place is taken; None: a figure of its own, as high as its lanes need.

    Returns
    -------
    Figure
        The figure drawn on.

    Examples
    --------
    >>> from mediaeco.analysis import frame_lifecycle, ruptures, stages
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.io.example import read_example
    >>> eco = Ecosystem(read_example("sent-away"))
    >>> figure = draw_timeline(eco, stages(eco), ruptures(eco), frame_lifecycle(eco))
    >>> print(alt_text(figure)[:45])
    Timeline of case sent-away: 49 contacts (ther
    """
    with drawn_with(style):
        return _drawn(Record.of(eco), stages, ruptures, lifecycle, ax)


def _drawn(
    record: Record,
    stages: StageTrajectory,
    ruptures: Ruptures,
    lifecycle: FrameLifecycle,
    ax: Axes | None,
) -> Figure:
    wide = room(ax)
    until = float(np.nan_to_num(stages.silence).sum())
    label, scale = _scale(record, wide, until)
    pieces = record.pieces(stages, until)
    plan = Plan.of(record, ruptures, lifecycle, scale)
    entries = [
        *timeline_entries(record, plan, lifecycle, ruptures),
        *stage_entries(pieces, stages),
    ]
    notes = timeline_notes(record, plan, wide, until)
    head = height(base_size()) + 1.0
    foot = AXIS + key_height(entries, notes, wide) + 1.5
    canvas = Canvas.opened(plan.top + head + foot, ax)
    if ax is not None:
        plan = plan.stretched(canvas.height - head - foot - plan.top)
    panel = canvas.panel(label, foot, scale.length, plan.top)
    panel.set_xlim(scale.begin, scale.end)
    panel.set_ylim(0, plan.top)
    style_axis(panel, "days since first contact")
    _label(canvas, record, plan, foot, label)
    _strips(panel, record, plan)
    _lanes(panel, record, plan)
    draw_signs(panel, plan.signs[0], plan.therapist + SIDE + 0.6, SIGN, scale)
    draw_signs(panel, plan.signs[1], plan.patient - 0.6, -SIGN, scale)
    _ruptures(panel, record, ruptures, plan)
    draw_ribbon(panel, pieces, stages, low=0.3, high=RIBBON, scale=scale.mm)
    canvas.key(foot - AXIS, entries, notes)
    words = timeline_told(record, stages, ruptures, lifecycle)
    return canvas.closed(f"Timeline of case {record.case}", words)


def _scale(record: Record, wide: float, until: float) -> tuple[float, Scale]:
    """Width of the labels, and the axis of time in the room that they leave."""
    size = base_size()
    labels = [record.names[c] for c in record.used]
    label = min(
        max(width(text, size) for text in (*labels, "acts on the frame")) + 5.2, 0.27 * wide
    )
    right = max(width(f"{len(record.t):,}", size) + 2.0, 6.0)
    span = record.last + until - record.first
    span = span if span > 0 else 1.0
    begin, end = record.first - 0.02 * span, record.first + 1.02 * span
    return label, Scale(begin, end, wide - label - right)


def _label(canvas: Canvas, record: Record, plan: Plan, foot: float, label: float) -> None:
    size = base_size()
    counts = record.counts()
    top = canvas.height - height(size) / 2
    canvas.text(canvas.width - 0.5, top, "n", ha="right", color=MUTED)
    for name, low, count in (
        ("therapist", plan.therapist, counts[0]),
        ("patient", plan.patient, counts[1]),
    ):
        y = foot + low + SIDE / 2
        canvas.text(0.5, y, name, weight="bold")
        canvas.text(canvas.width - 0.5, y, f"{count:,}", ha="right")
    for signs, low in (
        (plan.signs[0], plan.therapist + SIDE + 0.6),
        (plan.signs[1], plan.patient - 0.6 - SIGN * plan.signs[1].rows),
    ):
        if signs.rows:
            y = foot + low + SIGN * signs.rows / 2
            canvas.text(0.5, y, "acts on the frame", color=MUTED, fontsize=size - 0.5)
    for i, code in enumerate(record.used):
        y = foot + plan.middle(i)
        canvas.channel(2.0, y, record.looks[code])
        canvas.name(4.0, y, record.names[code], label - 5.0)
        canvas.text(canvas.width - 0.5, y, f"{record.count(code):,}", ha="right")
    for i, kind in enumerate(plan.kinds or ("no rupture",)):
        canvas.text(0.5, foot + plan.rupture(i), kind)
    canvas.text(0.5, foot + RIBBON / 2, "stage")


def _strips(panel: Axes, record: Record, plan: Plan) -> None:
    scale = plan.scale
    for side, low in ((0, plan.therapist), (1, plan.patient)):
        panel.add_patch(
            Rectangle((scale.begin, low), scale.end - scale.begin, SIDE, color="#F4F4F4", zorder=0)
        )
        of = record.side == side
        draw_side(
            panel,
            record.t[of],
            record.channel[of],
            record.looks,
            low=low,
            high=low + SIDE,
            scale=scale,
        )


def _lanes(panel: Axes, record: Record, plan: Plan) -> None:
    scale = plan.scale
    for i, code in enumerate(record.used):
        middle, look = plan.middle(i), record.looks[code]
        panel.plot([scale.begin, scale.end], [middle, middle], color=PALE, linewidth=0.5, zorder=0)
        of = record.channel == code
        if code in plan.dense:
            unit = 0.48 * plan.lane / max(plan.peak, 1)
            draw_bars(
                panel, record.t[of], record.side[of], look, middle=middle, unit=unit, scale=scale
            )
            continue
        met = of & record.session
        draw_sessions(
            panel,
            record.t[met],
            record.days[met],
            look,
            low=middle - 0.44 * plan.lane,
            high=middle + 0.44 * plan.lane,
            scale=scale,
        )
        draw_contacts(panel, record.t[of], record.side[of], look, middle=middle, pitch=plan.lane)
    if not len(record.t):
        panel.text(
            (scale.begin + scale.end) / 2,
            plan.channels + plan.lane * plan.lanes / 2,
            "no contact recorded",
            ha="center",
            va="center",
            color=MUTED,
        )


def _ruptures(panel: Axes, record: Record, ruptures: Ruptures, plan: Plan) -> None:
    for i, kind in enumerate(plan.kinds or ("",) * bool(len(record.t))):
        draw_ruptures(
            panel,
            ruptures,
            record.t,
            ruptures.kind == kind,
            record.looks,
            middle=plan.rupture(i),
            scale=plan.scale,
        )
