"""What a record tells of the settings of formation: estimates on their intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, mark, room
from mediaeco.figures.lettering import counted, cut, height, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.forming import FormationBootstrap, FormationFit, FormationProfile

__all__ = ["draw_fit"]

_LANE, _GAP, _TOP, _SCALE = 2.6, 2.2, 5.0, 3.6
_CURVE = "#0072B2"
_DOTS = (0, (1, 1.5))
_TOLD = {
    "rate": ("rate λ", "of a contact that fits in every way", ()),
    "exposure": ("exposure b", "0: appropriation is all; 1: mere exposure", (0.0, 1.0)),
    "content": ("content γ", "0: the medium alone; 1: content alone", (0.0, 1.0)),
    "primacy": ("primacy ρ", "extra weight of the first contact; 0: none", (0.0,)),
    "primacy_contacts": ("fading τ", "contacts over which primacy fades", ()),
}


@frozen(kw_only=True)
class _Row:
    """One setting: its words, its estimate, and intervals by where they are from."""

    name: str
    label: str
    detail: str
    estimate: float
    intervals: tuple[tuple[float, float], ...]
    limits: tuple[float, float]
    nulls: tuple[float, ...]
    log: bool = False
    scaled: bool = True


def draw_fit(
    fit: FormationFit,
    *,
    profiles: Sequence[FormationProfile] = (),
    bootstrap: FormationBootstrap | None = None,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw the estimates of a model of formation on their 95 % intervals.

    A row is a setting on a scale of its own; dots mark the values that are nulls. Intervals by the
    information stand first, those by profile likelihood and by bootstrap over cases beneath, where
    they are given. Shifts of elements and channels stand last, on one scale. Where the record
    does not tell a setting, the row says so instead of showing a number.

    Parameters
    ----------
    fit
        What `mediaeco.forming.fit_formation` found.
    profiles
        Profiles of some of its settings.
    bootstrap
        A bootstrap of the same model.
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
    >>> from mediaeco.ecosystem import Ecosystem
    >>> from mediaeco.figures import alt_text
    >>> from mediaeco.forming import FormationModel, fit_formation
    >>> from mediaeco.io import read_example
    >>> model = FormationModel(id="rate", free=["rate"])
    >>> fit = fit_formation(Ecosystem(read_example("first-contact")), model=model)
    >>> alt_text(draw_fit(fit))[:49]
    'Estimates of model rate from 1 case: rate not tol'
    """
    with drawn_with(style):
        return _drawn(fit, _rows(fit, profiles, bootstrap), _kinds(profiles, bootstrap), ax)


def _kinds(
    profiles: Sequence[FormationProfile], bootstrap: FormationBootstrap | None
) -> tuple[str, ...]:
    kinds = ["by information"]
    if profiles:
        kinds.append("by profile likelihood")
    if bootstrap is not None:
        kinds.append("by bootstrap over cases")
    return tuple(kinds)


def _rows(
    fit: FormationFit,
    profiles: Sequence[FormationProfile],
    bootstrap: FormationBootstrap | None,
) -> list[_Row]:
    profiled = {profile.parameter: (profile.low, profile.high) for profile in profiles}
    drawn = {} if bootstrap is None else dict(zip(bootstrap.names, bootstrap.interval, strict=True))

    def intervals(name: str, own: Sequence[float]) -> tuple[tuple[float, float], ...]:
        found = [(float(own[0]), float(own[1]))]
        if profiles:
            found.append(profiled.get(name, (math.nan, math.nan)))
        if bootstrap is not None:
            low, high = drawn.get(name, (math.nan, math.nan))
            found.append((float(low), float(high)))
        return tuple(found)

    rows = []
    for k, name in enumerate(fit.model.free):
        label, detail, nulls = _TOLD[name]
        told = intervals(name, fit.interval[k])
        ends = [x for pair in told for x in pair if math.isfinite(x)]
        most = max([*ends, float(fit.estimate[k]), 0.0]) if _known(fit, k) else 1.0
        limits = {"primacy": (0.0, max(most * 1.08, 1.0)), "primacy_contacts": (0.5, 200.0)}
        rows.append(
            _Row(
                name=name,
                label=label,
                detail=detail,
                estimate=float(fit.estimate[k]),
                intervals=told,
                limits=limits.get(name, (0.0, 1.0)),
                nulls=nulls,
                log=name == "primacy_contacts",
            )
        )
    if fit.pooling is None:
        return rows
    reach = _reach(fit)
    for kind, name, shift, pair in zip(
        fit.pooling.kind, fit.pooling.name, fit.pooling.shift, fit.pooling.interval, strict=True
    ):
        rows.append(
            _Row(
                name=f"{kind}:{name}",
                label=name.replace("_", " "),
                detail="",
                estimate=float(shift),
                intervals=intervals(f"{kind}:{name}", pair),
                limits=(-reach, reach),
                nulls=(0.0,),
                scaled=False,  # all on the scale of the last
            )
        )
    rows[-1] = attrs.evolve(rows[-1], scaled=True)
    return rows


def _known(fit: FormationFit, k: int) -> bool:
    """Tell whether a setting has an estimate."""
    return math.isfinite(fit.estimate[k])


def _reach(fit: FormationFit) -> float:
    if fit.pooling is None:
        return 1.0
    ends = np.concatenate((fit.pooling.shift, fit.pooling.interval.ravel()))
    ends = ends[np.isfinite(ends)]
    return float(np.clip(np.abs(ends).max(initial=0.5) * 1.08, 0.5, 9.0))


def _drawn(fit: FormationFit, rows: list[_Row], kinds: tuple[str, ...], ax: Axes | None) -> Figure:
    wide = room(ax)
    entries = _entries(kinds)
    notes = wrapped(_note(fit), wide - 1, base_size() - 0.5, 7)
    size = base_size()
    pitches = [_pitch(row, len(kinds)) for row in rows]
    foot = key_height(entries, notes, wide) + 2.0
    canvas = Canvas.opened(foot + (sum(pitches) or 10.0) + _TOP, ax)
    high = canvas.height - foot - _TOP
    label = min(max(max((_wide(row) for row in rows), default=0.0), 12.0), 0.4 * wide)
    text = min(max((width(_numbers(row), size - 0.5) for row in rows), default=0.0) + 1, 0.3 * wide)
    left, right = label + 3.0, canvas.width - text - 2.0
    if not rows:
        blank(canvas.panel(left, foot, max(right - left, 10.0), high), "nothing is free")
    top, stretch = foot + high, high / (sum(pitches) or 1.0)
    for row, pitch in zip(rows, pitches, strict=True):
        _row(canvas, row, (left, right), top, pitch * stretch)
        top -= pitch * stretch
    canvas.text(
        canvas.width - 0.5, foot + high + 2.4, "estimate [95 %]", ha="right", fontsize=size - 0.5
    )
    canvas.key(foot - 1.0, entries, notes)
    return canvas.closed("Fit of formation", _told(fit))


def _pitch(row: _Row, kinds: int) -> float:
    """Height of a row with its words, its intervals and its scale."""
    size = base_size()
    words = height(size) + (height(size - 1) if row.detail else 0.0)
    return max(_LANE * kinds, words) + (_SCALE + _GAP if row.scaled else 0.6)


def _wide(row: _Row) -> float:
    size = base_size()
    return max(width(row.label, size), width(row.detail, size - 1)) + 1.0


def _row(canvas: Canvas, row: _Row, span: tuple[float, float], top: float, step: float) -> None:
    left, right = span
    size = base_size()
    under = _SCALE + _GAP if row.scaled else 0.6
    panel = canvas.panel(left, top - step + under, right - left, step - under)
    _dress(panel, row)
    middle = top - (step - under) / 2
    lift = height(size - 1) / 2 if row.detail else 0.0
    canvas.text(left - 2, middle + lift, cut(row.label, left - 2.5, size), ha="right")
    if row.detail:
        detail = cut(row.detail, left - 2.5, size - 1)
        down = middle - height(size) / 2
        canvas.text(left - 2, down, detail, ha="right", fontsize=size - 1, color=MUTED)
    canvas.text(canvas.width - 0.5, middle, _numbers(row), ha="right", fontsize=size - 0.5)
    for null in row.nulls:
        panel.axvline(null, color=INK, linewidth=0.7, linestyle=_DOTS, zorder=1, clip_on=False)
    count = len(row.intervals)
    for i, (low, high) in enumerate(row.intervals):
        y = 1 - (i + 0.5) / count
        if math.isfinite(low) and math.isfinite(high):
            ends = np.clip([low, high], *row.limits)
            panel.plot(ends, [y, y], zorder=2, solid_capstyle="butt", clip_on=False, **_LOOKS[i])
    if math.isfinite(row.estimate) and row.limits[0] <= row.estimate <= row.limits[1]:
        sure = math.isfinite(row.intervals[0][0])
        fill = _CURVE if sure else "#FFFFFF"
        for i in range(count):
            y = 1 - (i + 0.5) / count
            if i == 0 or math.isfinite(row.intervals[i][0]):
                mark(
                    panel,
                    row.estimate,
                    y,
                    "o",
                    size=3.4,
                    markerfacecolor=fill,
                    clip_on=False,
                    zorder=3,
                )


_LOOKS: tuple[dict[str, Any], ...] = (
    {"color": _CURVE, "linewidth": 1.6},
    {"color": INK, "linewidth": 1.0},
    {"color": MUTED, "linewidth": 1.0, "linestyle": (0, (2.2, 1.0))},
)


def _dress(panel: Axes, row: _Row) -> None:
    if row.log:
        panel.set_xscale("log")
    panel.set_xlim(*row.limits)
    panel.set_ylim(0, 1)
    panel.set_facecolor("none")
    panel.yaxis.set_major_locator(NullLocator())
    panel.xaxis.set_minor_locator(NullLocator())
    panel.spines["left"].set_visible(False)
    panel.spines["bottom"].set_color(PALE)
    panel.xaxis.set_major_locator(FixedLocator(_ticks(row)) if row.scaled else NullLocator())
    panel.spines["bottom"].set_visible(row.scaled)
    panel.xaxis.set_major_formatter(lambda x, _: f"{x:g}".replace("-", "\N{MINUS SIGN}"))
    panel.tick_params(length=1.5, pad=1, labelsize=base_size() - 1.5, color=MUTED)


def _ticks(row: _Row) -> list[float]:
    if row.log:
        return [1, 3, 10, 30, 100]
    low, high = row.limits
    if (low, high) == (0.0, 1.0):
        return [0, 0.25, 0.5, 0.75, 1]
    unit = 10 ** math.floor(math.log10(high))
    step = next(s * unit for s in (0.2, 0.5, 1, 2, 5, 10) if high / (s * unit) <= 4)
    ticks = np.arange(0, high + step / 1e6, step)
    return sorted({*ticks.round(9).tolist(), *((-ticks).round(9).tolist() if low < 0 else [])})


def _numbers(row: _Row) -> str:
    if not math.isfinite(row.estimate):
        return "not told"
    low, high = row.intervals[0]
    if not math.isfinite(low):
        return f"{rounded(row.estimate)} [not told]"
    return f"{rounded(row.estimate)} [{rounded(low)}, {rounded(high)}]"


def _entries(kinds: tuple[str, ...]) -> list[Entry]:
    entries = [
        Entry.line(f"95 %, {kind}", **look) for kind, look in zip(kinds, _LOOKS, strict=False)
    ]
    entries.append(Entry.line("null", color=INK, linewidth=0.7, linestyle=_DOTS))
    entries.append(Entry.marker("no interval", "o", size=3.4, markerfacecolor="#FFFFFF"))
    return entries


def _note(fit: FormationFit) -> str:
    cases = counted(len(fit.log_likelihood), "case")
    text = f"Model {fit.model.id}; n = {cases}, {counted(fit.agreed, 'agreed element')}."
    if fit.pooling is not None:
        text += " Shifts: log odds of the rate, from the mean of their kind, pulled together."
    return " ".join((text, *fit.warnings))


def _told(fit: FormationFit) -> str:
    parts = []
    for k, name in enumerate(fit.model.free):
        low, high = fit.interval[k]
        words = name.replace("_", " ")
        if not math.isfinite(low):
            parts.append(f"{words} not told")
        else:
            parts.append(
                f"{words} {rounded(float(fit.estimate[k]))} "
                f"({rounded(float(low))} to {rounded(float(high))})"
            )
    found = f"Estimates of model {fit.model.id} from {counted(len(fit.log_likelihood), 'case')}: "
    return found + ("; ".join(parts) or "nothing is free") + "."
