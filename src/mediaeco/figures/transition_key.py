"""What stands under a transition network, and what it shows in words."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Wedge

from mediaeco.figures.canvas import Entry
from mediaeco.figures.lettering import counted
from mediaeco.figures.palette import INK, MUTED, tint
from mediaeco.figures.transition_plan import Plan, written
from mediaeco.kernels.array import Bools
from mediaeco.sequence import EdgeBootstrap, TransitionNetwork

__all__ = ["DASHED", "grey", "thick", "transition_entries", "transition_notes", "transition_told"]

DASHED = (0, (2.2, 1.4))
_TOLD = 8

_WEIGHTS = {
    "relative": "probability that the state comes next",
    "frequency": "number of transitions",
    "reverse": "number of transitions, read backwards",
    "co-occurrence": "pairs of places in one sequence",
}


def thick(share: float, scale: float) -> float:
    """Width of an edge in points, by its share of the heaviest."""
    return 0.35 + 2.3 * share * scale


def grey(share: float) -> str:
    """Grey of an edge, by its share of the heaviest."""
    return tint(INK, 0.38 + 0.62 * share)


def transition_entries(
    network: TransitionNetwork, plan: Plan, bootstrap: EdgeBootstrap | None
) -> list[Entry]:
    """Legend: edges by weight, uncertain edges, the ring, and the sets of actors."""
    entries: list[Entry] = []
    if plan.edges:
        most = plan.edges[-1].weight
        least = plan.edges[0].weight
        levels = sorted({written(value, network.kind): value for value in (least, most)}.items())
        for text, value in sorted(levels, key=lambda item: item[1]):
            share = value / most
            entries.append(Entry.line(text, color=grey(share), linewidth=thick(share, plan.scale)))
        entries[-1] = Entry(f"{entries[-1].text}: {_WEIGHTS[network.kind]}", entries[-1].draw)
    if bootstrap is not None and plan.edges:
        entries.append(
            Entry.line(
                f"not sure (p at least {1 - bootstrap.level:.2g})",
                color=MUTED,
                linewidth=0.9,
                linestyle=DASHED,
            )
        )
    if plan.states:
        entries.append(Entry("first: share of sequences that begin here", _ring, 3.0))
    if plan.sets and plan.states and not plan.signs:
        for name, color in zip(network.set_names[:2], (INK, "#FFFFFF"), strict=True):
            entries.append(Entry.marker(name, "o", markerfacecolor=color, markeredgecolor=INK))
    return entries


def _ring(ax: Axes, x: float, y: float) -> object:
    ax.add_patch(Wedge((x, y), 1.3, 0, 360, width=0.45, facecolor="#DADADA", linewidth=0))
    return ax.add_patch(Wedge((x, y), 1.3, -60, 90, width=0.45, facecolor=INK, linewidth=0))


def transition_notes(
    network: TransitionNetwork,
    drawn: Bools,
    at_least: float,
    bootstrap: EdgeBootstrap | None,
    unseen: tuple[str, ...],
) -> str:
    """n, the threshold, how many edges it leaves out, and how sure they are."""
    text = f"n = {_size(network)}."
    edges = int((network.weights > 0).sum())
    if edges:
        text += (
            f" Edges of {written(at_least, network.kind)} and more are drawn: "
            f"{int(drawn.sum())} of {edges}; numbers stand beside them where there is room."
        )
    if bootstrap is not None:
        what = (
            f"within {bootstrap.rule[0]:g} to {bootstrap.rule[1]:g} times the weight"
            if isinstance(bootstrap.rule, tuple)
            else f"at least {bootstrap.rule:g}"
        )
        text += (
            f" Sure: {what} in a bootstrap of {counted(bootstrap.units, 'unit')}, "
            f"{counted(bootstrap.replicates, 'time')}."
        )
    if unseen:
        text += f" Not seen: {'; '.join(unseen)}."
    return text


def transition_told(
    network: TransitionNetwork, drawn: Bools, at_least: float, bootstrap: EdgeBootstrap | None
) -> str:
    """What the figure shows, heaviest edges first."""
    text = (
        f"Transition network of {counted(len(network.alphabet), 'state')} "
        f"from {_size(network)}; weights are of kind {network.kind}."
    )
    order = np.argsort(-np.where(drawn, network.weights, 0.0), axis=None, kind="stable")
    for at in order[: min(_TOLD, int(drawn.sum()))].tolist():
        i, j = divmod(at, len(network.alphabet))
        sure = ""
        if bootstrap is not None:
            low, high = (
                written(float(end[i, j]), network.kind)
                for end in (bootstrap.lower, bootstrap.upper)
            )
            sure = f" ({low} to {high}{'' if bootstrap.stable[i, j] else ', not sure'})"
        weight = written(float(network.weights[i, j]), network.kind)
        text += f" {network.alphabet[i]} to {network.alphabet[j]}: {weight}{sure}."
    more = int(drawn.sum()) - _TOLD
    if more > 0:
        text += f" {counted(more, 'lighter edge')} drawn, from {written(at_least, network.kind)}."
    begins = np.nan_to_num(network.initial)
    if begins.any():
        k = int(begins.argmax())
        text += f" Most sequences begin with {network.alphabet[k]} ({begins[k]:.2f})."
    if not (network.weights > 0).any():
        text += " No transition is recorded."
    return text


def _size(network: TransitionNetwork) -> str:
    text = counted(network.sequences, "sequence")
    if network.units != network.sequences:
        text += f" of {counted(network.units, 'unit')}"
    noun = "pair" if network.kind == "co-occurrence" else "transition"
    total = network.transitions
    if total == round(total):
        return f"{text}, {counted(round(total), noun)}"
    return f"{text}, {total:,.1f} weighted {noun}s"
