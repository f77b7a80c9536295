"""Effect of one contact over each channel, beside how much the channel was used."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from mediaeco.figures.canvas import Canvas, Entry, key_height, mark, room
from mediaeco.figures.lettering import counted, cut, height, width, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE, ChannelLook, channel_looks
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.forming import ChannelEffects
from mediaeco.forming.channel_effect_text import CAUTION
from mediaeco.kernels.array import Floats

__all__ = ["draw_channel_effects"]

_ROW = 4.6
_GAP = 4.0
_AXIS = 8.5  # millimetres of ticks and title under a panel
_BAR = 0.52


@frozen(kw_only=True)
class _Plan:
    """What is drawn in which row, and places in millimetres."""

    found: ChannelEffects
    order: tuple[int, ...]
    names: tuple[str, ...]
    looks: tuple[ChannelLook, ...]
    use: Floats
    left: float
    share: float
    effect: float


def draw_channel_effects(
    effects: ChannelEffects, *, style: Style = "double", ax: Axes | None = None
) -> Figure:
    """Draw the effect of a contact with its interval, beside use and the share that use earns.

    A row is a channel, the largest effect on top and those without one below. At the left the bar
    is the channel's part in the contacts and the tick its share of the conversions by the removal
    effect, which follows use. At the right stands the effect, the interval of 95 % through it; of
    log odds, what lies left of 0 does harm.

    Parameters
    ----------
    effects
        What `mediaeco.forming.channel_effects` found.
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
    >>> from mediaeco.forming import channel_effects
    >>> found = channel_effects(
    ...     {"path": ["a", "a > b"], "total_conversions": [2, 9], "total_null": [80, 9]}
    ... )
    >>> print(alt_text(draw_channel_effects(found))[:48])
    Effect of one contact over each of 2 channels on
    """
    with drawn_with(style):
        return _drawn(effects, ax)


def _drawn(effects: ChannelEffects, ax: Axes | None) -> Figure:
    wide = room(ax)
    plan = _planned(effects, wide)
    notes = wrapped(_note(effects), wide - 1, base_size() - 0.5, 6)
    entries = _entries(effects)
    foot = key_height(entries, notes, wide) + 2.0
    head = height(base_size()) + 1.5
    body = _ROW * max(len(plan.order), 1)
    canvas = Canvas.opened(foot + _AXIS + body + head, ax)
    body = max(canvas.height - foot - _AXIS - head, 4.0)
    base = foot + _AXIS
    left = canvas.panel(plan.left, base, plan.share, body)
    right = canvas.panel(plan.left + plan.share + _GAP, base, plan.effect, body)
    _shares(left, plan)
    _effects(right, plan)
    pitch = body / max(len(plan.order), 1)
    for row, (name, look) in enumerate(zip(plan.names, plan.looks, strict=True)):
        y = base + body - pitch * (row + 0.5)
        canvas.channel(plan.left - 2.2, y, look)
        canvas.text(plan.left - 4.4, y, name, ha="right")
    over = base + body + head / 2
    canvas.text(plan.left, over, "use", weight="bold")
    canvas.text(plan.left + plan.share + _GAP, over, "effect of one contact", weight="bold")
    canvas.key(foot - 1.0, entries, notes)
    return canvas.closed("Effects of channels", _told(effects))


def _planned(effects: ChannelEffects, wide: float) -> _Plan:
    order = np.argsort(-effects.effect, kind="stable")
    looks = channel_looks(effects.channels)
    named = [effects.channels[k].replace("_", " ") for k in order]
    longest = max((width(name, base_size()) for name in named), default=0.0)
    left = min(longest + 6.0, wide * 0.3)
    inner = wide - left - _GAP - 3.0
    total = max(int(effects.contacts.sum()), 1)
    return _Plan(
        found=effects,
        order=tuple(int(k) for k in order),
        names=tuple(cut(name, left - 5.0, base_size()) for name in named),
        looks=tuple(looks[k] for k in order),
        use=effects.contacts / total,
        left=left,
        share=inner * 0.38,
        effect=inner * 0.62,
    )


def _rows(panel: Axes, plan: _Plan, title: str) -> None:
    """Dress axes, a row a channel."""
    count = max(len(plan.order), 1)
    panel.set_ylim(count, 0)
    panel.set_yticks([])
    panel.xaxis.set_major_locator(MaxNLocator(nbins=4, min_n_ticks=2))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}".replace("-", "−")))
    panel.tick_params(axis="x", labelsize=base_size() - 1)
    panel.set_xlabel(title, fontsize=base_size() - 0.5)
    for row in range(1, count):
        panel.axhline(row, color=PALE, linewidth=0.3, zorder=0)


def _shares(panel: Axes, plan: _Plan) -> None:
    removal = plan.found.removal
    ends = np.concatenate((plan.use, removal[~np.isnan(removal)], [0.01]))
    panel.set_xlim(0, 108 * float(ends.max()))
    _rows(panel, plan, "share, %")
    for row, k in enumerate(plan.order):
        panel.add_patch(
            Rectangle(
                (0, row + (1 - _BAR) / 2),
                100 * float(plan.use[k]),
                _BAR,
                facecolor=plan.looks[row].color,
                edgecolor=INK,
                linewidth=0.3,
            )
        )
        if not math.isnan(float(removal[k])):
            at = 100 * float(removal[k])
            panel.plot([at, at], [row + 0.12, row + 0.88], color="white", linewidth=2.4)
            panel.plot([at, at], [row + 0.12, row + 0.88], color=INK, linewidth=1.2)


def _effects(panel: Axes, plan: _Plan) -> None:
    found = plan.found
    every = np.concatenate((found.effect, found.low, found.high, [0.0]))
    every = every[np.isfinite(every)]
    low, high = float(every.min()), float(every.max())
    span = high - low if high > low else 1.0
    # An interval without an end runs out of the panel.
    open_below = 0.12 if np.isneginf(found.low).any() else 0.04
    open_above = 0.12 if np.isposinf(found.high).any() else 0.06
    low -= open_below * span if low < 0 or open_below > 0.1 else 0
    high += open_above * span
    panel.set_xlim(low, high)
    hazard = found.form == "hazard"
    _rows(panel, plan, "hazard of conversion" if hazard else "change of log odds of conversion")
    panel.axvline(0, color=MUTED, linewidth=0.5, zorder=0.5)
    for row, k in enumerate(plan.order):
        y, at = row + 0.5, float(found.effect[k])
        if math.isnan(at):
            said = cut(found.reason[k], plan.effect * 0.9, base_size() - 1)
            panel.text(
                0.5,
                y,
                said,
                transform=panel.get_yaxis_transform(),
                ha="center",
                va="center",
                fontsize=base_size() - 1,
                color=MUTED,
            )
            continue
        ends = [float(found.low[k]), float(found.high[k])]
        panel.plot(np.clip(ends, low, high), [y, y], color=INK, linewidth=0.9, zorder=2)
        ends = [end for end in ends if math.isfinite(end)]
        mark(panel, ends, [y] * len(ends), "|", size=3.0, markeredgewidth=0.9, zorder=2)
        look = plan.looks[row]
        mark(panel, at, y, look.marker, size=4.4, markerfacecolor=look.color, zorder=3)


def _entries(effects: ChannelEffects) -> list[Entry]:
    entries = [Entry.patch("part of the contacts", facecolor=MUTED, edgecolor=INK)]
    if not np.isnan(effects.removal).all():
        entries.append(
            Entry.marker("share by the removal effect", "|", size=5.0, markeredgewidth=1.2)
        )
    if not np.isnan(effects.effect).all():
        entries.append(
            Entry.line(
                "effect, 95 % interval", color=INK, linewidth=0.9, marker="|", markersize=3.5
            )
        )
    return entries


def _note(effects: ChannelEffects) -> str:
    text = (
        f"n = {counted(effects.total, 'journey')}, {effects.converted:,} converted"
        f"{', which ended them' if effects.stops else ''}. "
    )
    drawn = f", stretched by a bootstrap over {effects.units}"
    by = "" if effects.units == "likelihood" else drawn
    if not np.isnan(effects.effect).all():
        text += f"Intervals by profile likelihood without pooling{by}. "
        if np.isinf(np.concatenate((effects.low, effects.high))).any():
            text += "A line to the edge has no end. "
        if effects.form == "logit":
            text += "Left of 0: a contact lowers the odds. "
    return f"{text}{CAUTION}"


def _told(effects: ChannelEffects) -> str:
    text = (
        f"Effect of one contact over each of {counted(len(effects.channels), 'channel')} on "
        f"conversion, beside its use, over {counted(effects.total, 'journey')}. "
    )
    return text + effects.statement()
