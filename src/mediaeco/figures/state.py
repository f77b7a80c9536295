"""How the states of sequences look, and the axis of their positions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from mediaeco.catalog import CHANNELS, STAGES
from mediaeco.figures.canvas import Entry, mark
from mediaeco.figures.lettering import cut, width
from mediaeco.figures.palette import INK, MUTED, channel_looks, stage_looks, tint
from mediaeco.figures.style import base_size

__all__ = ["StateLook", "position_axis", "state_entry", "state_looks", "state_names"]

_STEPS = [k * 10**power for power in range(7) for k in (1, 2, 5)]
_PATIENT = 0.5  # how much of its colour a state of the second side keeps


@frozen(kw_only=True)
class StateLook:
    """How a state is drawn: a colour, and a hatch or a marker, which keep apart in grey."""

    color: str
    hatch: str = ""
    marker: str = ""


def state_looks(states: Sequence[str]) -> tuple[StateLook, ...]:
    """Give each state a look of its own: channels and stages the one that they have everywhere.

    Where no state is a channel that ships, nor all are stages that do, states take the looks of the
    palette in their order, so that the first few keep apart as far as they can.

    Parameters
    ----------
    states
        The alphabet. A state told by who acts (``"patient: email"``) looks like ``"email"``, paler
        where it is the patient's.

    Returns
    -------
    tuple of StateLook
        In the order of ``states``.
    """
    if states and set(states) <= {stage.id for stage in STAGES.stages}:
        return tuple(StateLook(color=s.color, hatch=s.hatch) for s in stage_looks(states))
    bare = [state.rpartition(": ")[2] for state in states]
    distinct = list(dict.fromkeys(bare))
    shipped = any(name in CHANNELS for name in distinct) or len(distinct) > len(CHANNELS)
    found = channel_looks(distinct if shipped else list(CHANNELS)[: len(distinct)])
    looks = dict(zip(distinct, found, strict=True))
    return tuple(
        StateLook(
            color=tint(looks[name].color, _PATIENT)
            if state.startswith("patient: ")
            else looks[name].color,
            marker=looks[name].marker,
        )
        for state, name in zip(states, bare, strict=True)
    )


def state_names(states: Sequence[str], names: Mapping[str, str] | None) -> tuple[str, ...]:
    """Names for people: those given, and the states' own words."""
    given = names or {}
    return tuple(given.get(state, state.replace("_", " ")) for state in states)


def state_entry(text: str, look: StateLook) -> Entry:
    """Entry of a legend: a field in the look of a state."""
    return Entry(text, _field(look), 5.4)


def _field(look: StateLook) -> Callable[[Axes, float, float], object]:
    def draw(ax: Axes, x: float, y: float) -> object:
        ax.add_patch(
            Rectangle(
                (x - 2.7, y - 1.2),
                5.4,
                2.4,
                facecolor=look.color,
                hatch=look.hatch,
                edgecolor=MUTED,
                linewidth=0.3,
            )
        )
        return (
            mark(ax, x, y, look.marker, size=3.2, markerfacecolor="#FFFFFF", markeredgewidth=0.4)
            if look.marker
            else None
        )

    return draw


def position_axis(panel: Axes, count: int, positions: Sequence[str] | None, wide: float) -> None:
    """Scale of ``count`` positions, each one unit wide, with as many names as there is room for."""
    panel.set_xlim(0, max(count, 1))
    if count == 0:
        panel.set_xticks([])
        return
    size = base_size() - 0.5
    told = [str(k + 1) for k in range(count)] if positions is None else list(positions)
    room = max(width(text, size) for text in told) + 2.2
    if positions is not None and room > wide / 4:
        told = [cut(text, wide / 4 - 2.2, size) for text in told]
        room = wide / 4
    step = max(int(-(-room * count // wide)), 1)
    if positions is None:
        # Round steps, counted from 1: 1, 10, 20, ... read better than 1, 8, 15, ...
        step = next((s for s in _STEPS if s >= step), step)
    if positions is None and step > 2:
        places = [0, *range(step - 1, count, step)]
        if len(places) > 1 and (places[1] - places[0]) * wide / count < room:
            places.pop(1)
    else:
        places = list(range(0, count, step))
    panel.set_xticks([place + 0.5 for place in places], [told[place] for place in places])
    panel.tick_params(axis="x", color=INK)
