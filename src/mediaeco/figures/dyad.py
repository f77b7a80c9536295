"""Where two who move one another go: the plane of their states."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from mediaeco.dynamics import (
    DyadParameters,
    DyadTrajectory,
    RestStates,
    rest_states,
    simulate_dyad_ode,
)
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.figures.canvas import Canvas, Entry, key_height, mark, room
from mediaeco.figures.lettering import counted, rounded, wrapped
from mediaeco.figures.palette import INK
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Floats

__all__ = ["draw_dyad"]

_SIDE = 74.0  # millimetres of the plane, at most
_LEFT = 11.0
_AXIS = 9.0
_ARROWS = 15
_THERAPIST = "#0072B2"
_PATIENT = "#D55E00"
_PATH = "#009E73"
_DASHES = (0, (4, 1.6))


@frozen(kw_only=True, eq=False)
class _Plane:
    """What is drawn, and how far it reaches."""

    dyad: DyadParameters
    rest: RestStates
    paths: tuple[DyadTrajectory, ...]
    low: Floats
    high: Floats


def draw_dyad(
    dyad: DyadParameters,
    *,
    starts: tuple[tuple[float, float], ...] = (),
    until: float = 20.0,
    style: Style = "single",
    ax: Axes | None = None,
) -> Figure:
    """Draw the plane of the two states: which way it goes, where it may rest, and some ways there.

    Arrows say which way the two go from each state, all of one length. On one line the therapist
    would stay where they are, on the other the patient; where they cross both rest: filled where
    they would come back to it, open where not.

    Parameters
    ----------
    dyad
        The two.
    starts
        States of therapist and patient from which the ways are followed.
    until
        How long they are, above 0 (library default: 20).
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
        Where a start is not two finite states, or a setting is out of its range.

    Examples
    --------
    >>> from mediaeco.dynamics import PersonParameters
    >>> from mediaeco.figures import alt_text
    >>> one = PersonParameters(inertia=-1, alone=0, influence=2)
    >>> print(alt_text(draw_dyad(DyadParameters(therapist=one, patient=one)))[:59])
    States of therapist and patient: 3 states of rest. At thera
    """
    plane = _planned(dyad, starts, until)
    with drawn_with(style):
        return _drawn(plane, ax)


def _planned(dyad: DyadParameters, starts: tuple[tuple[float, float], ...], until: float) -> _Plane:
    if not (np.isfinite(until) and until > 0):
        raise InvalidCaseError("draw_dyad.until", "a finite time above 0", shown(until))
    rest = rest_states(dyad)
    steepest = max(abs(dyad.therapist.inertia), abs(dyad.patient.inertia))
    step = min(0.02, 0.5 / steepest)
    paths = tuple(simulate_dyad_ode(dyad, start=s, until=until, step=step) for s in starts)
    seen = [rest.states, np.zeros((1, 2))]
    seen += [np.stack([path.therapist, path.patient], axis=-1) for path in paths]
    every = np.concatenate(seen)
    low, high = every.min(axis=0), every.max(axis=0)
    # Room about what is there; at least a good part of the box that no state leaves.
    box = np.array([dyad.therapist.bound, dyad.patient.bound])
    margin = 0.15 * np.maximum(high - low, np.where(box > 0, box, 1.0))
    return _Plane(dyad=dyad, rest=rest, paths=paths, low=low - margin, high=high + margin)


def _drawn(plane: _Plane, ax: Axes | None) -> Figure:
    wide = room(ax)
    entries = _entries(plane)
    notes = wrapped(_note(plane), wide - 1, base_size() - 0.5, 4)
    foot = key_height(entries, notes, wide) + 2.0
    side = min(wide - _LEFT - 3.0, _SIDE)
    canvas = Canvas.opened(foot + _AXIS + side + 2.0, ax)
    high = max(canvas.height - foot - _AXIS - 2.0, 10.0)
    left = _LEFT + (wide - _LEFT - 3.0 - side) / 2
    panel = canvas.panel(left, foot + _AXIS, side, high)
    panel.set_xlim(plane.low[0], plane.high[0])
    panel.set_ylim(plane.low[1], plane.high[1])
    for axis, name in ((panel.xaxis, "therapist"), (panel.yaxis, "patient")):
        axis.set_major_locator(MaxNLocator(nbins=5))
        axis.set_label_text(f"state of the {name}")
    _arrows(panel, plane, side / high)
    _nullclines(panel, plane)
    for path in plane.paths:
        panel.plot(path.therapist, path.patient, color=_PATH, linewidth=0.9, zorder=4)
        mark(panel, path.therapist[:1], path.patient[:1], "o", size=2.0, color=_PATH, zorder=4)
    for (x, y), stable in zip(plane.rest.states, plane.rest.stable.tolist(), strict=True):
        face = INK if stable else "#FFFFFF"
        mark(panel, x, y, "o", size=5.0, markerfacecolor=face, markeredgewidth=0.9, zorder=6)
    canvas.key(foot - 1.0, entries, notes)
    return canvas.closed("States of a dyad", _told(plane))


def _arrows(panel: Axes, plane: _Plane, shape: float) -> None:
    """Draw which way it goes, on a grid, as short strokes with a head."""
    count = (_ARROWS, max(int(_ARROWS / shape), 3))
    span = plane.high - plane.low
    grid = [plane.low[k] + span[k] * (np.arange(count[k]) + 0.5) / count[k] for k in range(2)]
    at = np.stack(np.meshgrid(*grid), axis=-1).reshape(-1, 2)
    way = plane.dyad.slope(at) / span
    size = np.hypot(way[:, 0], way[:, 1] / shape)[:, None]
    way = np.divide(way, size, out=np.zeros_like(way), where=size > 0) * span * 0.022
    tail, tip = at - way, at + way
    # The head is drawn in shares of the plane, so that it keeps its shape on any scale.
    unit = way / span * [1, 1 / shape]
    across = np.stack([-unit[:, 1], unit[:, 0] * shape], axis=-1) * span
    back = tip - 0.75 * way
    heads = [np.stack([back + 0.4 * s * across, tip], axis=1) for s in (1, -1)]
    strokes = np.concatenate([np.stack([tail, tip], axis=1), *heads])
    panel.add_collection(LineCollection(list(strokes), colors="#B5B5B5", linewidths=0.5, zorder=1))


def _nullclines(panel: Axes, plane: _Plane) -> None:
    t, p = (np.linspace(plane.low[k], plane.high[k], 601) for k in range(2))
    one, other = plane.dyad.therapist, plane.dyad.patient
    panel.plot(one.rest(p), p, color=_THERAPIST, linewidth=1.1, zorder=3)
    panel.plot(t, other.rest(t), color=_PATIENT, linewidth=1.1, linestyle=_DASHES, zorder=3)


def _entries(plane: _Plane) -> list[Entry]:
    entries = [
        Entry.line("the therapist would stay", color=_THERAPIST, linewidth=1.1),
        Entry.line("the patient would stay", color=_PATIENT, linewidth=1.1, linestyle=_DASHES),
    ]
    for stable, text, face in ((True, "rest, stable", INK), (False, "rest, unstable", "#FFFFFF")):
        if (plane.rest.stable == stable).any():
            entries.append(
                Entry.marker(text, "o", size=5.0, markerfacecolor=face, markeredgewidth=0.9)
            )
    if plane.paths:
        entries.append(Entry.line("way from a start (dot)", color=_PATH, linewidth=0.9))
    return entries


def _note(plane: _Plane) -> str:
    parts = []
    for name, one in (("therapist", plane.dyad.therapist), ("patient", plane.dyad.patient)):
        parts.append(
            f"{name} m = {_short(one.inertia)}, b = {_short(one.alone)}, "
            f"c = {_short(one.influence)} ({one.by.name})"
        )
    text = "; ".join(parts)
    text = f"{text[0].upper()}{text[1:]}. Arrows: which way it goes, not how fast."
    if (plane.rest.turns & plane.rest.stable).any():
        text += " The way to rest turns."
    return text


def _short(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")


def _told(plane: _Plane) -> str:
    rest = plane.rest
    text = "States of therapist and patient: "
    text += f"{counted(len(rest.states), 'state')} of rest."
    for (x, y), stable, turns in zip(
        rest.states, rest.stable.tolist(), rest.turns.tolist(), strict=True
    ):
        text += (
            f" At therapist {rounded(float(x), 2)}, patient {rounded(float(y), 2)}: "
            f"{'stable' if stable else 'unstable'}{', the way there turns' if turns else ''}."
        )
    for path in plane.paths:
        text += (
            f" From {rounded(float(path.therapist[0]), 2)}, "
            f"{rounded(float(path.patient[0]), 2)} they come to "
            f"{rounded(float(path.therapist[-1]), 2)}, {rounded(float(path.patient[-1]), 2)}."
        )
    return text
