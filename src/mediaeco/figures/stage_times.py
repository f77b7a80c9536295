"""How long it takes to come to each stage: steps with their band, and how many are left."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from mediaeco.analysis import StageTimes
from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, mark, room
from mediaeco.figures.lettering import counted, cut, height, rounded, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.survival import CENSORED, ENDED, REACHED

__all__ = ["draw_stage_times"]

_PANEL = 24.0  # millimetres that axes are high
_AXIS = 5.0
_LEFT = 9.0
_GAP = 5.0
_WIDE = 120.0  # from which width on four stages stand in a row
_BAND = "#BCD3E6"
_DASHES = (0, (3, 1.4))


@frozen(kw_only=True)
class _Plan:
    """Places in millimetres."""

    columns: int
    rows: int
    panel: float
    head: float
    foot: float
    stages: tuple[int, ...]
    at_once: tuple[str, ...]

    @property
    def pitch(self) -> float:
        """Height of a row of panels."""
        return self.head + _PANEL + _AXIS + self.foot


def draw_stage_times(
    found: StageTimes, *, style: Style = "double", ax: Axes | None = None
) -> Figure:
    """Draw, stage by stage, the share of cases that has been there by a time.

    The steps are one less the Kaplan-Meier curve, with its pointwise band: had nobody dropped out.
    The dashes are the share that was there, drop-outs and all, where that is another. Bars stand
    where a case was last observed, crosses where one had ended otherwise. The line at one half is
    the interval of the median; beneath stand how many still waited.

    Parameters
    ----------
    found
        What `mediaeco.analysis.stage_times` found.
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
    >>> from mediaeco.analysis import stage_times
    >>> from mediaeco.ecosystem import Ecosystem
    >>> from mediaeco.figures import alt_text
    >>> from mediaeco.io import read_example
    >>> figure = draw_stage_times(stage_times(Ecosystem(read_example("first-contact"))))
    >>> print(alt_text(figure)[:51])
    Days from first contact to each stage, in 1 case. f
    """
    with drawn_with(style):
        return _drawn(found, ax)


def _drawn(found: StageTimes, ax: Axes | None) -> Figure:
    wide = room(ax)
    plan = _planned(found, wide)
    entries = _entries(found, plan)
    notes = wrapped(_note(found, plan), wide - 1, base_size() - 0.5, 5)
    foot = key_height(entries, notes, wide) + 2.0
    canvas = Canvas.opened(foot + plan.pitch * plan.rows + 1.0, ax)
    pitch = (canvas.height - foot - 1.0) / plan.rows
    high = max(pitch - plan.head - _AXIS - plan.foot, 6.0)
    for place, stage in enumerate(plan.stages):
        row, column = divmod(place, plan.columns)
        left = _LEFT + column * (plan.panel + _GAP)
        top = canvas.height - 1.0 - row * pitch
        bottom = top - plan.head - high
        panel = canvas.panel(left, bottom, plan.panel, high)
        _stage(panel, found, stage, first=column == 0)
        _words(canvas, found, stage, plan, left, top)
        _left_over(canvas, panel, found, stage, (left, bottom - _AXIS, plan.panel), column == 0)
    if not plan.stages:
        panel = canvas.panel(_LEFT, foot, wide - _LEFT - 2.0, pitch)
        panel.set_axis_off()
        blank(panel, "no stage takes time" if found.cases else "no contact")
    canvas.key(foot - 1.0, entries, notes)
    return canvas.closed("Times to each stage", _told(found))


def _planned(found: StageTimes, wide: float) -> _Plan:
    start = 0.0 if found.unit == "days" else 1.0
    at_once = ((found.how == REACHED) & (found.time <= start)).all(axis=0)
    shown = np.flatnonzero(~at_once) if found.cases else np.zeros(0, dtype=np.int64)
    columns = min(4 if wide >= _WIDE else 2, max(len(shown), 1))
    size = base_size()
    return _Plan(
        columns=columns,
        rows=max(math.ceil(len(shown) / columns), 1),
        panel=min((wide - _LEFT - 3.0 - _GAP * (columns - 1)) / columns, 70.0),
        head=height(size) + height(size - 1) + 1.5,
        foot=height(size - 1) + 1.5,
        stages=tuple(shown.tolist()),
        at_once=tuple(
            name.replace("_", " ")
            for name, once in zip(found.stages, at_once.tolist(), strict=True)
            if once and found.cases
        ),
    )


def _stage(panel: Axes, found: StageTimes, stage: int, *, first: bool) -> None:
    """Draw the curve of one stage."""
    curve = found.curves[stage]
    end = _end(found, stage)
    panel.set_xlim(0, end)
    panel.set_ylim(0, 1.03)
    panel.set_yticks([0, 0.5, 1], ["0", "½", "1"] if first else [])
    panel.xaxis.set_major_locator(MaxNLocator(nbins=3, integer=found.unit == "contacts"))
    panel.tick_params(labelsize=base_size() - 1)
    panel.axhline(0.5, color=PALE, linewidth=0.4, zorder=0)
    low, high = curve.band(found.level)
    time, share = _steps(curve.time, 1 - curve.waiting, end)
    _, under = _steps(curve.time, 1 - high, end)
    _, over = _steps(curve.time, 1 - low, end)
    panel.fill_between(time, under, over, step="post", color=_BAND, linewidth=0, zorder=1)
    if _apart(found, stage):
        _, there = _steps(curve.time, curve.incidence, end)
        panel.step(time, there, where="post", color=INK, linewidth=0.7, linestyle=_DASHES)
    panel.step(time, share, where="post", color=INK, linewidth=1.0, zorder=3)
    for count, sign in ((curve.censored, "|"), (curve.ended, "x")):
        at = (count > 0) & (curve.time <= end)
        mark(panel, curve.time[at], 1 - curve.waiting[at], sign, size=3.2, zorder=4, clip_on=False)
    _median(panel, found, stage, end)


def _end(found: StageTimes, stage: int) -> float:
    """Where the axis ends: a little after the last entry, for then nothing moves any more."""
    curve = found.curves[stage]
    entered = curve.time[curve.reached > 0]
    last = float((entered if len(entered) else curve.time).max(initial=0.0))
    beyond = found.median_high[stage]
    return 1.25 * max(last, 0.0 if math.isnan(beyond) else float(beyond), 1e-3)


def _steps(time: Floats, share: Floats, end: float) -> tuple[Floats, Floats]:
    """Steps from the origin to the end of the axis."""
    before = np.concatenate(([0.0], share))
    last = before[time.searchsorted(end, side="right")]
    inside = time <= end
    return (
        np.concatenate(([0.0], time[inside], [end])),
        np.concatenate(([0.0], share[inside], [last])),
    )


def _median(panel: Axes, found: StageTimes, stage: int, end: float) -> None:
    median, low, high = (
        float(one[stage]) for one in (found.median, found.median_low, found.median_high)
    )
    if not math.isnan(low):
        reach = [low, end if math.isnan(high) else high]
        panel.plot(reach, [0.5, 0.5], color=INK, linewidth=0.8, zorder=3.5)
        mark(panel, reach[:1], [0.5], "|", size=3.0)
        mark(panel, reach[1:], [0.5], ">" if math.isnan(high) else "|", size=3.0, clip_on=False)
    if not math.isnan(median):
        mark(panel, median, 0.5, "o", size=3.4, markerfacecolor="#FFFFFF", zorder=5)


def _words(
    canvas: Canvas, found: StageTimes, stage: int, plan: _Plan, left: float, top: float
) -> None:
    size = base_size()
    name = cut(found.stages[stage].replace("_", " "), plan.panel, size)
    canvas.text(left, top - height(size) / 2, name, weight="bold")
    text = cut(f"median {_number(found, stage)}", plan.panel + 2.0, size - 1)
    y = top - height(size) - height(size - 1) / 2
    canvas.text(left, y, text, fontsize=size - 1, color=MUTED)


def _number(found: StageTimes, stage: int) -> str:
    median, low, high = (
        float(one[stage]) for one in (found.median, found.median_low, found.median_high)
    )
    if math.isnan(median) and math.isnan(low):
        return "not reached"
    told = "not reached" if math.isnan(median) else _short(median)
    if not math.isnan(median):
        told += f" {found.unit}"
    if math.isnan(low) and math.isnan(high):
        return told
    ends = ["–" if math.isnan(value) else _short(value) for value in (low, high)]
    return f"{told} ({ends[0]} to {ends[1]})"


def _short(value: float) -> str:
    return rounded(value, 0 if value >= 10 or value == round(value) else 1)


def _left_over(
    canvas: Canvas,
    panel: Axes,
    found: StageTimes,
    stage: int,
    place: tuple[float, float, float],
    named: bool,
) -> None:
    """Write how many still wait at each tick."""
    left, base, wide = place
    size = base_size() - 1
    end = panel.get_xlim()[1]
    ticks = [float(tick) for tick in panel.get_xticks() if 0 <= tick <= end * 0.999]
    y = base - height(size) / 2
    for tick in ticks:
        count = int((found.time[:, stage] >= tick).sum())
        x = left + wide * tick / end
        canvas.text(x, y, str(count), ha="center", fontsize=size, color=MUTED)
    if named:
        canvas.text(0.5, y, "n", fontsize=size, color=MUTED)


def _apart(found: StageTimes, stage: int) -> bool:
    """Tell whether drop-outs make a difference that can be seen."""
    curve = found.curves[stage]
    return bool((np.abs(1 - curve.waiting - curve.incidence) > 0.005).any())


def _entries(found: StageTimes, plan: _Plan) -> list[Entry]:
    if not plan.stages:
        return []
    shown = np.array(plan.stages)
    entries = [Entry.line("has been there, had nobody dropped out", color=INK, linewidth=1.0)]
    if any(_banded(found, stage) for stage in plan.stages):
        text = f"{100 * found.level:g} % band"
        entries.append(Entry.patch(text, facecolor=_BAND, linewidth=0))
    if any(_apart(found, stage) for stage in plan.stages):
        text = "has been there, drop-outs and all"
        entries.append(Entry.line(text, color=INK, linewidth=0.7, linestyle=_DASHES))
    for how, text, sign in ((CENSORED, "last observed", "|"), (ENDED, "ended otherwise", "x")):
        if _seen(found.how[:, shown], how):
            entries.append(Entry.marker(text, sign, size=3.2))
    if not np.isnan(found.median[shown]).all():
        entries.append(Entry.marker("median, with its interval", "o", markerfacecolor="#FFFFFF"))
    return entries


def _seen(how: Ints, kind: int) -> bool:
    return bool((how == kind).any())


def _banded(found: StageTimes, stage: int) -> bool:
    return bool(np.isfinite(found.curves[stage].band(found.level)[0]).any())


def _note(found: StageTimes, plan: _Plan) -> str:
    text = f"N = {counted(len(found.cases), 'case')}; n still waiting at each tick. "
    text += "Time in days since first contact. " if found.unit == "days" else "Time in contacts. "
    if plan.stages:
        text += "Each axis ends soon after the last entry. "
    if plan.at_once:
        text += f"Not drawn, reached at the first contact: {', '.join(plan.at_once)}. "
    if found.without_contact:
        text += f"{counted(found.without_contact, 'case')} without contact left out. "
    if len(found.cases) == 1:
        text += "One case has no interval."
    return text.strip()


def _told(found: StageTimes) -> str:
    unit = found.unit.capitalize()
    text = f"{unit} from first contact to each stage, in {counted(len(found.cases), 'case')}."
    for k, name in enumerate(found.stages):
        how = found.how[:, k]
        text += (
            f" {name.replace('_', ' ')}: reached in {int((how == REACHED).sum())}, "
            f"{int((how == ENDED).sum())} had ended before, {int((how == CENSORED).sum())} still "
            f"under observation; median {_number(found, k)}."
        )
    return text
