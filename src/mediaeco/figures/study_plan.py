"""Power and precision over the number of cases."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, room
from mediaeco.figures.lettering import counted, rounded, wrapped
from mediaeco.figures.palette import INK, MUTED
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Floats
from mediaeco.simulation import GroupDifference, StudyPlan

__all__ = ["draw_study_plan"]

_PANEL = (38.0, 26.0)  # millimetres that the two are high
_LEFT = 11.0
_RIGHT = 3.5
_AXIS = 8.0
_GAP = 4.0
_HEAD = 2.0
_CURVE = "#0072B2"
_DASHES = (0, (3, 1.2))
_DOTS = (0, (1, 1.5))


def draw_study_plan(
    plan: StudyPlan, *, power: float = 0.8, style: Style = "single", ax: Axes | None = None
) -> Figure:
    """Draw what studies of each size would show.

    Above, the share of simulated studies that showed the effect, with its Wilson interval; dashes
    mark the power wished for, dots the level of the test. Below, the median width of the interval
    that a study of this size has; nothing where no data identified the setting.

    Parameters
    ----------
    plan
        What `mediaeco.simulation.plan_study` found.
    power
        Power wished for, from 0 to 1 (library default .8; usual).
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
    >>> from mediaeco.figures import alt_text
    >>> from mediaeco.simulation import StudySettings, plan_study
    >>> plan = plan_study([4], settings=StudySettings(replicates=1), progress=False)
    >>> alt_text(draw_study_plan(plan))[:35]
    'Power to show appropriation: 4 case'
    """
    with drawn_with(style):
        return _drawn(plan, power, ax)


def _drawn(plan: StudyPlan, power: float, ax: Axes | None) -> Figure:
    wide = room(ax)
    entries = _entries(plan, power)
    notes = wrapped(_note(plan), wide - 1, base_size() - 0.5, 5)
    foot = key_height(entries, notes, wide) + _AXIS + 1.5
    upper = foot + _PANEL[1] + _GAP
    canvas = Canvas.opened(upper + _PANEL[0] + _HEAD, ax)
    span = canvas.width - _LEFT - _RIGHT
    top = canvas.panel(_LEFT, upper, span, _PANEL[0])
    low = canvas.panel(_LEFT, foot, span, _PANEL[1])
    _scales(plan, top, low)
    _power(plan, power, top)
    _width(plan, low)
    canvas.text(1.6, upper + _PANEL[0] / 2, "power", rotation=90, ha="center")
    canvas.text(1.6, foot + _PANEL[1] / 2, "interval width", rotation=90, ha="center")
    canvas.text(_LEFT + span / 2, foot - 5.2, "cases in a study", ha="center")
    canvas.key(foot - _AXIS, entries, notes)
    return canvas.closed("Study plan", _told(plan, power))


def _scales(plan: StudyPlan, top: Axes, low: Axes) -> None:
    sizes = plan.n_cases.astype(np.float64)
    wide = sizes[-1] / sizes[0]
    for panel in (top, low):
        if wide > 8:  # sizes that are doubled stand evenly
            panel.set_xscale("log")
            panel.set_xlim(sizes[0] / 1.15, sizes[-1] * 1.15)
        else:
            edge = max((sizes[-1] - sizes[0]) * 0.06, 1.0)
            panel.set_xlim(sizes[0] - edge, sizes[-1] + edge)
        panel.xaxis.set_major_locator(FixedLocator(_ticks(sizes).tolist()))
        panel.xaxis.set_minor_locator(NullLocator())
        panel.xaxis.set_major_formatter(lambda x, _: f"{x:,.0f}")
    top.tick_params(labelbottom=False)
    top.set_ylim(-0.02, 1.02)
    top.yaxis.set_major_locator(FixedLocator([0, 0.2, 0.4, 0.6, 0.8, 1]))
    low.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))


def _ticks(sizes: Floats) -> Floats:
    """All sizes where few, else as many as can be read."""
    most = 6
    if len(sizes) <= most:
        return sizes
    kept: Floats = sizes[np.unique(np.linspace(0, len(sizes) - 1, most).round().astype(int))]
    return kept


def _power(plan: StudyPlan, power: float, panel: Axes) -> None:
    panel.axhline(power, color=MUTED, linewidth=0.6, linestyle=_DASHES, zorder=1)
    panel.axhline(plan.settings.alpha, color=INK, linewidth=0.5, linestyle=_DOTS, zorder=1)
    known = plan.done > 0
    if not known.any():
        blank(panel, "no study simulated")
        return
    x, y = plan.n_cases[known], plan.power[known]
    panel.plot(x, y, color=_CURVE, linewidth=0.8, zorder=2)
    panel.vlines(x, plan.power_low[known], plan.power_high[known], color=_CURVE, linewidth=1.0)
    panel.plot(x, y, "o", color=_CURVE, markersize=3.2, zorder=3, clip_on=False)


def _width(plan: StudyPlan, panel: Axes) -> None:
    known = ~np.isnan(plan.width)
    if not known.any():
        blank(panel, "identified in no study")
        panel.set_ylim(0, 1)
        return
    panel.plot(
        plan.n_cases[known], plan.width[known], "s-", color=INK, linewidth=0.8, markersize=2.8
    )
    panel.set_ylim(0, float(plan.width[known].max()) * 1.12)


def _name(plan: StudyPlan) -> str:
    if isinstance(plan.effect, GroupDifference):
        return f"a difference in {plan.setting.replace('_', ' ')}"
    return str(plan.effect)


def _entries(plan: StudyPlan, power: float) -> list[Entry]:
    return [
        Entry.line("studies that show it, 95 % interval", color=_CURVE, linewidth=1.2),
        Entry.line(f"power {power:g}", color=MUTED, linewidth=0.6, linestyle=_DASHES),
        Entry.line(f"α = {plan.settings.alpha:g}", color=INK, linewidth=0.5, linestyle=_DOTS),
    ]


def _note(plan: StudyPlan) -> str:
    done = counted(int(plan.done.sum()), "simulated study", "simulated studies")
    text = (
        f"To show {_name(plan)}; {done}. "
        f"Width: median of 95 % intervals of {plan.setting.replace('_', ' ')} "
        f"(truth {plan.truth:.3g})."
    )
    lost = int(plan.unidentified.sum())
    if lost:
        text += f" {lost} could not identify it."
    return text


def _told(plan: StudyPlan, power: float) -> str:
    parts = [
        f"{counted(int(n), 'case')} {rounded(float(p)) if done else 'not simulated'}"
        for n, p, done in zip(plan.n_cases, plan.power, plan.done, strict=True)
    ]
    text = f"Power to show {_name(plan)}: {', '.join(parts)}."
    needed = plan.needed(power)
    if needed is None:
        return text + (f" No size reaches {power:g}." if plan.done.any() else "")
    return text + f" {counted(needed, 'case')} reach {power:g}."
