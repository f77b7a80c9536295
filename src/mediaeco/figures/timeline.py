"""The record over time: who made contact over which channel, and what it did to the frame."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from mediaeco.analysis import FrameLifecycle, Ruptures, StageTrajectory, is_session
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.canvas import Canvas, Entry, legend_height, mark, room
from mediaeco.figures.glyph import STITCH, TEAR, act_sign
from mediaeco.figures.lane import (
    Scale,
    Signs,
    crowded,
    draw_bars,
    draw_contacts,
    draw_ruptures,
    draw_sessions,
    draw_side,
    draw_signs,
    gathered,
    tallest,
)
from mediaeco.figures.lettering import counted, height, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE, VOID, ChannelLook, channel_looks
from mediaeco.figures.ribbon import draw_ribbon, stage_entries, stays, style_axis, told_stays
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.model import ActKind

__all__ = ["draw_timeline"]

_KINDS = tuple(ActKind)
_SIDES = ("therapist", "patient")
_SIGN = 2.4  # millimetres that a row of signs is high
_SIDE = 3.6
_LANE = 5.0
_RUPTURE = 3.6
_RIBBON = 4.2
_AXIS = 7.0


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
        return _drawn(_Record.of(eco), stages, ruptures, lifecycle, ax)


@frozen(kw_only=True, eq=False)
class _Record:
    """What of the case is drawn."""

    case: str
    t: Floats
    side: Ints
    channel: Ints
    session: Bools
    days: Floats
    names: tuple[str, ...]
    looks: tuple[ChannelLook, ...]
    used: tuple[int, ...]

    @staticmethod
    def of(eco: Ecosystem) -> _Record:
        table = eco.table
        return _Record(
            case=eco.case.id,
            t=table.t,
            side=np.minimum(table.sender, 2).astype(np.int64),
            channel=table.channel.astype(np.int64),
            session=is_session(eco),
            days=table.duration / 86400,
            names=tuple(channel.name for channel in eco.channels),
            looks=channel_looks([channel.id for channel in eco.channels]),
            used=tuple(np.unique(table.channel).tolist()),
        )

    @property
    def unused(self) -> list[str]:
        return [name for c, name in enumerate(self.names) if c not in self.used]

    def counts(self) -> list[int]:
        return [int((self.side == code).sum()) for code in range(3)]


@frozen(kw_only=True, eq=False)
class _Plan:
    """Heights of all that is drawn, in millimetres from the bottom of the axes of time."""

    scale: Scale
    signs: tuple[Signs, Signs]
    kinds: tuple[str, ...]
    lanes: int
    lane: float

    @property
    def ruptures(self) -> float:
        return _RIBBON + 1.4

    @property
    def patient_signs(self) -> float:
        return self.ruptures + _RUPTURE * max(len(self.kinds), 1) + 1.0

    @property
    def patient(self) -> float:
        return self.patient_signs + _SIGN * self.signs[1].rows + 0.6

    @property
    def channels(self) -> float:
        return self.patient + _SIDE + 1.0

    @property
    def therapist(self) -> float:
        return self.channels + self.lane * self.lanes + 1.0

    @property
    def top(self) -> float:
        return self.therapist + _SIDE + 0.6 + _SIGN * self.signs[0].rows + 0.4


def _drawn(
    record: _Record,
    stages: StageTrajectory,
    ruptures: Ruptures,
    lifecycle: FrameLifecycle,
    ax: Axes | None,
) -> Figure:
    wide = room(ax)
    size = base_size()
    labels = [record.names[c] for c in record.used]
    label = min(
        max(width(text, size) for text in (*labels, "acts on the frame")) + 5.2, 0.27 * wide
    )
    right = max(width(f"{len(record.t):,}", size) + 2.0, 6.0)
    until = float(np.nan_to_num(stages.silence).sum())
    last = float(record.t[-1]) if len(record.t) else 0.0
    first = float(record.t[0]) if len(record.t) else 0.0
    span = last + until - first
    span = span if span > 0 else 1.0
    scale = Scale(first - 0.02 * span, first + 1.02 * span, wide - label - right)
    pieces = _pieces(record, stages, last, until)
    plan = _Plan(
        scale=scale,
        signs=(
            gathered(lifecycle, record.t, lifecycle.actor == 0, scale),
            gathered(lifecycle, record.t, lifecycle.actor != 0, scale),
        ),
        kinds=tuple(sorted(set(ruptures.kind.tolist()))),
        lanes=max(len(record.used), 1),
        lane=_LANE,
    )
    dense = {c for c in record.used if crowded(int((record.channel == c).sum()), scale)}
    peak = max(
        (
            tallest(record.t[(record.channel == c) & (record.side == side)], scale)
            for c in dense
            for side in range(3)
        ),
        default=0,
    )
    entries = _entries(record, lifecycle, ruptures, dense) + stage_entries(pieces, stages)
    notes = _notes(record, plan, dense, peak, wide, until)
    head = height(size) + 1.0
    foot = _AXIS + legend_height(entries, wide) + height(size - 0.5, len(notes)) + 1.5
    canvas = Canvas.opened(plan.top + head + foot, ax)
    if ax is not None:
        spare = canvas.height - head - foot - plan.top
        plan = _Plan(
            scale=scale,
            signs=plan.signs,
            kinds=plan.kinds,
            lanes=plan.lanes,
            lane=max(plan.lane + spare / plan.lanes, 1.5),
        )
    panel = canvas.panel(label, foot, scale.length, plan.top)
    panel.set_xlim(scale.begin, scale.end)
    panel.set_ylim(0, plan.top)
    style_axis(panel, "days since first contact")
    _label(canvas, record, plan, foot, label)
    _lanes(panel, record, plan, dense, peak)
    draw_signs(panel, plan.signs[0], plan.therapist + _SIDE + 0.6, _SIGN, scale)
    draw_signs(panel, plan.signs[1], plan.patient - 0.6, -_SIGN, scale)
    _ruptures(panel, record, ruptures, plan)
    draw_ribbon(panel, pieces, stages, low=0.3, high=_RIBBON, scale=scale.mm)
    if not len(record.t):
        panel.text(
            (scale.begin + scale.end) / 2,
            plan.channels + plan.lane * plan.lanes / 2,
            "no contact recorded",
            ha="center",
            va="center",
            color=MUTED,
        )
    used = canvas.legend(0.5, foot - _AXIS, wide - 1, entries)
    canvas.lines(0.5, foot - _AXIS - used - 0.5, notes, fontsize=size - 0.5, color=MUTED)
    return canvas.closed(
        f"Timeline of case {record.case}", _told(record, stages, ruptures, lifecycle)
    )


def _pieces(
    record: _Record, stages: StageTrajectory, last: float, until: float
) -> list[tuple[int, float, float]]:
    """Stages from day to day; the silence after the last contact ends the ribbon."""
    found = stays(stages)
    edges = [float(record.t[stay.start]) for stay in found[1:]] + [last + until]
    pieces = [
        (stay.stage, float(record.t[stay.start]), end)
        for stay, end in zip(found, edges, strict=False)
    ]
    if pieces and int(stages.now[0]) != pieces[-1][0]:
        code, begin, end = pieces[-1]
        pieces[-1] = (code, begin, last)
        pieces.append((int(stages.now[0]), last, end))
    return pieces


def _label(canvas: Canvas, record: _Record, plan: _Plan, foot: float, label: float) -> None:
    size = base_size()
    counts = record.counts()
    top = canvas.height - height(size) / 2
    canvas.text(canvas.width - 0.5, top, "n", ha="right", color=MUTED)
    for name, low, count in (
        ("therapist", plan.therapist, counts[0]),
        ("patient", plan.patient, counts[1]),
    ):
        y = foot + low + _SIDE / 2
        canvas.text(0.5, y, name, weight="bold")
        canvas.text(canvas.width - 0.5, y, f"{count:,}", ha="right")
    for signs, low in (
        (plan.signs[0], plan.therapist + _SIDE + 0.6),
        (plan.signs[1], plan.patient - 0.6 - _SIGN * plan.signs[1].rows),
    ):
        if signs.rows:
            y = foot + low + _SIGN * signs.rows / 2
            canvas.text(0.5, y, "acts on the frame", color=MUTED, fontsize=size - 0.5)
    for i, code in enumerate(record.used):
        y = foot + _middle(plan, i)
        look = record.looks[code]
        mark(
            canvas.sheet,
            2.0,
            y,
            look.marker,
            size=4.2,
            markerfacecolor=look.color,
            markeredgecolor=INK,
            markeredgewidth=0.3,
        )
        canvas.name(4.0, y, record.names[code], label - 5.0)
        canvas.text(canvas.width - 0.5, y, f"{int((record.channel == code).sum()):,}", ha="right")
    for i, kind in enumerate(plan.kinds or ("no rupture",)):
        canvas.text(0.5, foot + plan.ruptures + _RUPTURE * (i + 0.5), kind)
    canvas.text(0.5, foot + _RIBBON / 2, "stage")


def _middle(plan: _Plan, place: int) -> float:
    """Middle of the lane of the channel in this place, the first on top."""
    return plan.channels + plan.lane * (plan.lanes - place - 0.5)


def _lanes(panel: Axes, record: _Record, plan: _Plan, dense: set[int], peak: int) -> None:
    scale = plan.scale
    for side, low in ((0, plan.therapist), (1, plan.patient)):
        panel.add_patch(
            Rectangle((scale.begin, low), scale.end - scale.begin, _SIDE, color="#F4F4F4", zorder=0)
        )
        of = record.side == side
        draw_side(
            panel,
            record.t[of],
            record.channel[of],
            record.looks,
            low=low,
            high=low + _SIDE,
            scale=scale,
        )
    for i, code in enumerate(record.used):
        middle, look = _middle(plan, i), record.looks[code]
        panel.plot([scale.begin, scale.end], [middle, middle], color=PALE, linewidth=0.5, zorder=0)
        of = record.channel == code
        if code in dense:
            unit = 0.48 * plan.lane / max(peak, 1)
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


def _ruptures(panel: Axes, record: _Record, ruptures: Ruptures, plan: _Plan) -> None:
    for i, kind in enumerate(plan.kinds or ("",) * bool(len(record.t))):
        draw_ruptures(
            panel,
            ruptures,
            record.t,
            ruptures.kind == kind,
            record.looks,
            middle=plan.ruptures + _RUPTURE * (i + 0.5),
            scale=plan.scale,
        )


def _entries(
    record: _Record, lifecycle: FrameLifecycle, ruptures: Ruptures, dense: set[int]
) -> list[Entry]:
    entries = []
    if set(record.used) - dense:
        entries += [
            Entry.marker("therapist sends", "o", markerfacecolor=MUTED, markeredgecolor=INK),
            Entry.marker("patient sends", "o", markerfacecolor="#FFFFFF", markeredgecolor=MUTED),
        ]
        if (record.side == 2).any():
            entries.append(Entry.marker("another person sends", "o", size=2.5, color=MUTED))
        if record.session[~np.isin(record.channel, list(dense))].any():
            entries.append(Entry.patch("session", 1.0, 2.4, facecolor="#C4C4C4"))
    if dense:
        entries.append(Entry.patch("therapist's contacts (bar up)", 1.1, 2.4, facecolor=MUTED))
        entries.append(Entry.patch("patient's (bar down)", 1.1, 2.4, facecolor="#C4C4C4"))
    for code, kind in enumerate(_KINDS):
        of = lifecycle.kind == code
        if of.any():
            stitch = kind is ActKind.REPAIR
            entries.append(
                Entry.marker(
                    str(kind),
                    act_sign(kind),
                    size=6.0 if stitch else 5.0,
                    markeredgewidth=0.7 if stitch else 0.0,
                )
            )
    if not lifecycle.legal.all():
        entries.append(
            Entry.marker(
                "grey: act that changes nothing",
                act_sign(ActKind.ACCEPT),
                color=VOID,
                size=5.0,
                markeredgewidth=0.0,
            )
        )
    if len(ruptures):
        entries.append(Entry("rupture", _gap, 6.0))
        entries.append(Entry("repair (its channel beside)", _seam, 6.0))
    return entries


def _gap(ax: Axes, x: float, y: float) -> None:
    ax.plot([x - 3, x - 1], [y, y], color=MUTED, linewidth=1.0)
    ax.plot([x + 1.2, x + 3], [y, y], color=MUTED, linewidth=1.0)
    mark(ax, x - 1, y, TEAR, size=6, markeredgewidth=0.8)


def _seam(ax: Axes, x: float, y: float) -> None:
    ax.plot([x - 3, x + 3], [y, y], color=MUTED, linewidth=1.0)
    mark(ax, x, y, STITCH, size=8, markeredgewidth=0.8)


def _notes(
    record: _Record, plan: _Plan, dense: set[int], peak: int, wide: float, until: float
) -> list[str]:
    counts = record.counts()
    text = (
        f"n = {counted(len(record.t), 'contact')}, {counted(int(record.session.sum()), 'session')}."
    )
    if counts[2]:
        text += f" {counts[2]:,} by another person."
    if any(count > 1 for signs in plan.signs for *_, count, _ in signs.placed):
        text += " A number beside a sign: so many acts, the first at this place."
    if dense:
        days = (plan.scale.end - plan.scale.begin) / (len(plan.scale.bins) - 1)
        text += (
            f" Bars: contacts in {rounded(days, 1)} days, the longest {counted(peak, 'contact')}."
        )
    if until > 0:
        text += f" Observed for {rounded(until, 1)} days after the last contact."
    if record.unused:
        text += f" Not used: {', '.join(record.unused)}."
    return wrapped(text, wide - 1, base_size() - 0.5, 4)


def _told(
    record: _Record, stages: StageTrajectory, ruptures: Ruptures, lifecycle: FrameLifecycle
) -> str:
    counts = record.counts()
    days = float(record.t[-1] - record.t[0]) if len(record.t) else 0.0
    others = f", others {counts[2]}" if counts[2] else ""
    text = (
        f"Timeline of case {record.case}: {counted(len(record.t), 'contact')} "
        f"(therapist {counts[0]}, patient {counts[1]}{others}) in {rounded(days, 1)} days."
    )
    if record.used:
        parts = [f"{record.names[c]} {int((record.channel == c).sum())}" for c in record.used]
        text += f" By channel: {', '.join(parts)}."
    if record.unused:
        text += f" Not used: {', '.join(record.unused)}."
    text += f" Sessions: {int(record.session.sum())}."
    acts = [
        f"{kind} {int((lifecycle.kind == code).sum())}"
        for code, kind in enumerate(_KINDS)
        if (lifecycle.kind == code).any()
    ]
    text += f" Acts upon the frame: {', '.join(acts)}." if acts else " No acts upon the frame."
    mended = int((ruptures.repair_row >= 0).sum())
    text += (
        f" {counted(len(ruptures), 'rupture')}, {mended} repaired."
        if len(ruptures)
        else (" No ruptures.")
    )
    return f"{text} {told_stays(stages)}"
