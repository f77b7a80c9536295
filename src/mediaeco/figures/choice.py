"""What moved people to choose: odds ratios with their intervals, side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mediaeco.analysis.choice_estimate import ChoiceEstimate
from mediaeco.errors import InvalidCaseError
from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, mark, room
from mediaeco.figures.lettering import counted, cut, height, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.media import ChannelChoice

__all__ = ["draw_choice"]

_LANE, _GAP, _TOP, _AXIS = 3.5, 1.6, 5.0, 9.0
_PREFERENCE, _SAME = "preference:", "same:"
_TOLD_OF_PEOPLE = {
    "inertia": "was turned to before",
    "reciprocity": "turned to the sender before",
    "transitivity": "ways over a third, each",
    "recent_inertia": "was turned to just now",
    "recent_reciprocity": "turned to the sender just now",
    "tie": "the sender's, other network",
    "tie_reciprocity": "theirs, other network",
    "indegree": "turned to by so many, each",
    "outdegree": "turned to so many, each",
    "tie_indegree": "in the other network, each",
    "tie_outdegree": "in the other network, each",
}
_TOLD = {
    "habit": "log(1 + own earlier uses)",
    "reply_channel": "the other's last channel",
    "inertia": "own last channel",
    "fit": "of channel to purpose, 0 to 1",
    "recency": "of own last use, 0 to 1",
}
# The therapist is filled and solid, the patient white and dashed, as in every figure.
_LOOKS = (("s", INK, "-"), ("o", "#FFFFFF", (0, (2.2, 1.2))), ("^", MUTED, "-"), ("v", PALE, "-"))


@frozen(kw_only=True)
class _Plan:
    """Features in their rows, and places in millimetres."""

    names: tuple[str, ...]
    details: tuple[str, ...]
    label: float
    text: float
    pitch: float
    limits: tuple[float, float]


def draw_choice(
    found: ChannelChoice | ChoiceEstimate | Sequence[ChoiceEstimate],
    *,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw what made an alternative likelier to be chosen, as odds ratios.

    A row is a feature, on a scale on which twice as likely is as far from 1 as half as likely;
    several estimates stand beneath one another, numbered where their labels are the same. Where the
    choices tell no estimate the row says why.

    Parameters
    ----------
    found
        What `mediaeco.media.channel_choice` or `mediaeco.dynamics.relational_choice` found, or
        several such estimates, four at most.
    style
        Name of a style sheet, or rc settings.
    ax
        Axes whose place is taken; None: a figure of its own.

    Returns
    -------
    Figure
        The figure drawn on.

    Raises
    ------
    InvalidCaseError
        Where there is no estimate, or more than can be told apart.

    Examples
    --------
    >>> from mediaeco.ecosystem import Ecosystem
    >>> from mediaeco.figures import alt_text
    >>> from mediaeco.io import read_example
    >>> from mediaeco.media import channel_choice
    >>> found = channel_choice(Ecosystem(read_example("first-contact")))
    >>> print(alt_text(draw_choice(found))[:57])
    Odds ratios of 10 features in the choice of a channel. bo
    """
    reference = found.reference if isinstance(found, ChannelChoice) else None
    estimates: tuple[ChoiceEstimate, ...]
    if isinstance(found, ChannelChoice):
        estimates = found.estimates
    else:
        estimates = (found,) if isinstance(found, ChoiceEstimate) else tuple(found)
    if not 0 < len(estimates) <= len(_LOOKS):
        raise InvalidCaseError(
            "draw_choice.found", f"1 to {len(_LOOKS)} estimates", str(len(estimates))
        )
    with drawn_with(style):
        return _drawn(_told_apart(estimates), reference, ax)


def _told_apart(estimates: tuple[ChoiceEstimate, ...]) -> tuple[ChoiceEstimate, ...]:
    """Number the estimates whose labels are the same."""
    labels = [found.label for found in estimates]
    return tuple(
        attrs.evolve(found, label=f"{found.label} {labels[: k + 1].count(found.label)}")
        if labels.count(found.label) > 1
        else found
        for k, found in enumerate(estimates)
    )


def _drawn(estimates: tuple[ChoiceEstimate, ...], reference: str | None, ax: Axes | None) -> Figure:
    wide = room(ax)
    plan = _planned(estimates, wide)
    entries = _entries(estimates)
    notes = wrapped(_note(estimates, reference), wide - 1, base_size() - 0.5, 6)
    foot = key_height(entries, notes, wide) + _AXIS + 1.0
    canvas = Canvas.opened(foot + plan.pitch * max(len(plan.names), 1) + _TOP, ax)
    high = max(canvas.height - foot - _TOP, 1.0)
    left, right = plan.label + 2.0, canvas.width - plan.text - 2.0
    panel = canvas.panel(left, foot, right - left, high)
    some = any(found.choices for found in estimates)
    _dress(panel, plan)
    if some:
        panel.axvline(0, color=INK, linewidth=0.6, linestyle=(0, (1, 1.5)), zorder=1)
    else:
        blank(panel, "no choice")
    for k, name in enumerate(plan.names):
        y = foot + high * (1 - (k + 0.5) / len(plan.names))
        _label(canvas, name, plan.details[k], plan.label, y)
        span = high / len(plan.names) - _GAP
        _row(canvas, panel, estimates, (name, k), (y + span / 2, span), plan)
    size = base_size() - 0.5
    canvas.text(
        canvas.width - 0.5, foot + high + 2.4, "odds ratio [95 %]", ha="right", fontsize=size
    )
    canvas.text((left + right) / 2, foot - 6.2, "odds ratio, log scale", ha="center")
    canvas.key(foot - _AXIS, entries, notes)
    return canvas.closed("Choice", _described(estimates, reference))


def _planned(estimates: Sequence[ChoiceEstimate], wide: float) -> _Plan:
    names = tuple(dict.fromkeys(name for found in estimates for name in found.names))
    size = base_size()
    longest = max((width(_words(name), size) for name in names), default=0.0)
    told = _TOLD if estimates[0].question == "channel" else _TOLD_OF_PEOPLE
    details = tuple(told.get(name, "") for name in names)
    detail = max((width(text, size - 1) for text in details), default=0.0)
    lines = 2 if detail else 1
    ends = [0.0]
    for found in estimates:
        for part in (found.estimate, *found.interval()):
            ends += part[np.isfinite(part)].tolist()
    texts = ["odds ratio [95 %]"]
    texts += [
        _numbers(found, k)
        for found in estimates
        for k in np.flatnonzero(np.isfinite(found.estimate)).tolist()
    ]
    # An interval that says nothing does not stretch the scale for all others.
    low, high = max(min(ends), -9.0), min(max(ends), 9.0)
    pad = 0.06 * max(high - low, 1.0)
    tall = max(_LANE * len(estimates), height(size) + (lines - 1) * height(size - 1))
    return _Plan(
        names=names,
        details=details,
        label=min(max(longest, detail) + 2.0, 0.34 * wide),
        text=min(max(width(text, size - 0.5) for text in texts) + 1.0, 0.32 * wide),
        pitch=tall + _GAP,
        limits=(low - pad, high + pad),
    )


def _words(name: str) -> str:
    for prefix, word in ((_PREFERENCE, "prefers"), (_SAME, "same")):
        if name.startswith(prefix):
            return f"{word} {name[len(prefix) :].replace('_', ' ')}"
    return name.replace("_", " ")


def _label(canvas: Canvas, name: str, detail: str, wide: float, y: float) -> None:
    size = base_size()
    lift = height(size - 1) * 0.55 if detail else 0.0
    canvas.text(0.6, y + lift, cut(_words(name), wide - 1.0, size))
    if detail:
        text = cut(detail, wide - 1.0, size - 1)
        canvas.text(0.6, y - lift - 0.2, text, fontsize=size - 1, color=MUTED)


def _dress(panel: Axes, plan: _Plan) -> None:
    panel.set_xlim(*plan.limits)
    panel.set_ylim(max(len(plan.names), 1), 0)
    panel.yaxis.set_visible(False)
    panel.spines["left"].set_visible(False)
    ticks = [t for t in _ticks(*plan.limits) if plan.limits[0] <= math.log(t) <= plan.limits[1]]
    panel.set_xticks([math.log(t) for t in ticks], [f"{t:g}" for t in ticks])
    for k in range(1, len(plan.names)):
        panel.axhline(k, color=PALE, linewidth=0.4, zorder=0)


def _ticks(low: float, high: float) -> list[float]:
    """Odds ratios in even steps, about four to six of them."""
    span = (high - low) / math.log(10)
    if span < 1.2:
        return [2.0**k for k in range(-4, 5)]
    if span < 3:
        return [m * 10.0**k for k in range(-3, 4) for m in (1, 3)]
    return [10.0**k for k in range(-5, 6, 1 if span < 6 else 2)]


def _row(
    canvas: Canvas,
    panel: Axes,
    estimates: Sequence[ChoiceEstimate],
    feature: tuple[str, int],
    place: tuple[float, float],
    plan: _Plan,
) -> None:
    """Draw the estimates of one feature beneath one another, and write them beside."""
    (name, row), (top, span), lanes = feature, place, len(estimates)
    at = [f.names.index(name) if name in f.names else -1 for f in estimates]
    reasons = [f.reason[k] if k >= 0 else "" for f, k in zip(estimates, at, strict=True)]
    if not any(found.choices for found in estimates):
        return
    if reasons[0] and len(set(reasons)) == 1:
        _reason(canvas, reasons[0], plan, top - span / 2)
        return
    size, share = base_size() - 0.5, 1 / lanes
    for lane, (found, k) in enumerate(zip(estimates, at, strict=True)):
        if k < 0:
            continue
        y = top - span * (lane + 0.5) * share
        if reasons[lane]:
            _reason(canvas, reasons[lane], plan, y)
            continue
        ends = [float(end[k]) for end in found.interval()]
        inner = span / (span + _GAP)
        value = float(found.estimate[k])
        _mark(panel, value, ends, row + 0.5 + ((lane + 0.5) * share - 0.5) * inner, (lane, lanes))
        canvas.text(
            canvas.width - 0.5,
            y,
            cut(_numbers(found, k), plan.text, size),
            ha="right",
            fontsize=size,
        )


def _reason(canvas: Canvas, reason: str, plan: _Plan, y: float) -> None:
    size = base_size() - 0.5
    text = cut(f"no estimate: {reason}", canvas.width - plan.label - 3.0, size)
    canvas.text(
        canvas.width - 0.5, y, text, ha="right", fontsize=size, color=MUTED,
        bbox={"facecolor": "#FFFFFF", "linewidth": 0, "pad": 0.4}, zorder=3,
    )  # fmt: skip


def _mark(panel: Axes, value: float, ends: list[float], y: float, place: tuple[int, int]) -> None:
    marker, fill, line = _look(*place)
    if not math.isnan(ends[0]):
        panel.plot(ends, [y, y], color=INK, linewidth=0.9, linestyle=line, zorder=2)
    low, high = panel.get_xlim()
    if low <= value <= high:
        mark(panel, value, y, marker, size=4.0, markerfacecolor=fill, zorder=4)


def _look(lane: int, lanes: int) -> tuple[str, str, Any]:
    return ("D", INK, "-") if lanes == 1 else _LOOKS[lane]


def _numbers(found: ChoiceEstimate, k: int) -> str:
    """An odds ratio with its interval."""
    low, high = (float(end[k]) for end in found.interval())
    text = _number(float(found.estimate[k]))
    return text if math.isnan(low) else f"{text} [{_number(low)}, {_number(high)}]"


def _number(value: float) -> str:
    """An odds ratio from its logarithm, in about two figures."""
    ratio = math.exp(min(value, 700.0))
    if ratio >= 9999.5:
        return "> 9999"
    if ratio < 0.0005:
        return "< .0005"
    return rounded(ratio, 0 if ratio >= 100 else 1 if ratio >= 10 else 2 if ratio >= 0.1 else 3)


def _entries(estimates: Sequence[ChoiceEstimate]) -> list[Entry]:
    lanes = len(estimates)
    entries = []
    for lane, found in enumerate(estimates):
        marker, fill, _ = _look(lane, lanes)
        entries.append(Entry.marker(found.label, marker, size=4.0, markerfacecolor=fill))
    return entries


def _note(estimates: Sequence[ChoiceEstimate], reference: str | None) -> str:
    parts = []
    for found in estimates:
        text = f"{found.label[0].upper()}{found.label[1:]}: n = {counted(found.choices, 'choice')}"
        if found.choices:
            whose = counted(found.clusters, "case" if found.question == "channel" else "sender")
            text += f" of {whose}, {found.alternatives:.1f} alternatives on average"
            text += f", pseudo-R² {rounded(found.pseudo_r2)}"
        parts.append(text + ".")
    kinds = {found.error_kind for found in estimates if found.choices}
    if kinds == {"clustered"}:
        parts.append("Intervals: errors clustered, t distribution.")
    elif kinds:
        parts.append("Intervals: model-based errors, which take choices as independent.")
    if reference is not None:
        parts.append(f"Preferences beside {reference.replace('_', ' ')}.")
    if any(found.ridge > 0 for found in estimates):
        parts.append("Estimates are drawn to 1 by a penalty.")
    return " ".join(parts)


def _described(estimates: Sequence[ChoiceEstimate], reference: str | None) -> str:
    names = {name for found in estimates for name in found.names}
    text = f"Odds ratios of {counted(len(names), 'feature')} in the choice of a "
    text += f"{estimates[0].question}. {' '.join(found.statement() for found in estimates)}"
    return text if reference is None else f"{text} Preferences are beside {reference}."
