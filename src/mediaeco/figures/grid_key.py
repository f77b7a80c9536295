"""What a drawn state-space grid says in words: legend, note and alternative text."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.dynamics import Attractors, StateSpaceGrid, grid_measures
from mediaeco.figures.canvas import Entry
from mediaeco.figures.grid_plan import GridPlan, VisitNodes, state_name
from mediaeco.figures.lettering import counted, rounded
from mediaeco.figures.palette import INK, MUTED, ChannelLook, channel_looks
from mediaeco.kernels.array import Bools

__all__ = ["HELD", "ShownGrid", "grid_entries", "grid_note", "told", "whose"]

HELD = "#F3E3C3"
"""Shade of an attractor."""

TOLD = 6  # trajectories that have a look of their own


@frozen(kw_only=True, eq=False)
class ShownGrid:
    """What is drawn."""

    grid: StateSpaceGrid
    held: Attractors | None
    region: Bools | None

    @property
    def noun(self) -> str:
        """What an event is called."""
        return "contact" if self.grid.unit in ("contacts", "seconds", "days") else "event"

    @property
    def looks(self) -> tuple[ChannelLook, ...]:
        """Colour and marker of each trajectory."""
        names = self.grid.trajectories
        if len(names) == 1:
            return (ChannelLook(color="#0B3A66", marker="o"),)
        if len(names) <= TOLD:
            return channel_looks(names)
        return tuple(ChannelLook(color="#2F2F2F", marker="o") for _ in names)


def grid_entries(shown: ShownGrid, nodes: VisitNodes, plan: GridPlan) -> list[Entry]:
    """Entries of the legend."""
    if not len(nodes.x):
        return []
    grid, looks = shown.grid, shown.looks
    entries = []
    if 1 < len(looks) <= TOLD:
        entries += [
            Entry.marker(
                f"trajectory {name}" if name.isdigit() else name,
                look.marker,
                size=4.2,
                markerfacecolor=look.color,
            )
            for name, look in zip(grid.trajectories, looks, strict=True)
        ]
    ring = {"markerfacecolor": "none", "markeredgecolor": INK, "markeredgewidth": 0.8}
    entries.append(Entry.marker("start", "o", size=5.0, **ring))
    if nodes.longest > 0:
        entries.append(
            Entry.marker(
                f"longest visit: {_amount(nodes.longest)} {grid.unit}",
                "o",
                size=min(plan.largest, 7.0),
                markerfacecolor=looks[0].color if len(looks) == 1 else MUTED,
                markeredgewidth=0.0,
            )
        )
    of_whom = "attractor" if len(looks) == 1 else "attractor of one or more"
    if shown.held is not None and shown.held.attractor.any():
        entries.append(Entry.patch(of_whom, facecolor=HELD, edgecolor="none"))
    if shown.region is not None and shown.region.any():
        entries.append(Entry.patch("region", facecolor="none", edgecolor=INK, linewidth=1.1))
    return entries


def _amount(value: float) -> str:
    return f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"


def grid_note(shown: ShownGrid, plan: GridPlan) -> str:
    """Count what is drawn, and say how to read it."""
    grid = shown.grid
    visits = int(grid.visits.sum())
    text = f"n = {counted(len(grid.row), shown.noun)} in {counted(visits, 'visit')}"
    if len(grid.trajectories) != 1:
        text += f" of {counted(len(grid.trajectories), 'trajectory', 'trajectories')}"
    left_out = int(grid.left_out.sum())
    text += f"; {counted(left_out, shown.noun)} without a state left out." if left_out else "."
    if visits:
        text += " A node a visit, its area the duration; paler: earlier."
        if plan.counts_fit:
            text += " Numbers: visits."
    return text


def whose(grid: StateSpaceGrid) -> str:
    """Name the case, or count the trajectories."""
    names = grid.trajectories
    if len(names) == 1:
        return f"case {names[0]}"
    return counted(len(names), "trajectory", "trajectories")


def told(shown: ShownGrid) -> str:
    """Tell in words what the figure shows."""
    grid = shown.grid
    measures = grid_measures(grid)
    text = (
        f"State-space grid of {grid.x_name} by {grid.y_name}: {whose(grid)}, "
        f"{counted(len(grid.row), shown.noun)} in {counted(int(grid.visits.sum()), 'visit')} to "
        f"{counted(int((grid.visits.sum(axis=0) > 0).sum()), 'cell')} of "
        f"{len(grid.x_states) * len(grid.y_states):,}."
    )
    for i, name in enumerate(grid.trajectories[:TOLD]):
        text += (
            f" {name}: {counted(int(measures.transitions[i]), 'transition')}, dispersion "
            f"{rounded(float(measures.dispersion[i]))}."
        )
    total = grid.durations.sum(axis=0)
    if total.sum() > 0:
        y, x = np.unravel_index(int(total.argmax()), total.shape)
        text += (
            f" Most time in {state_name(grid.x_states[int(x)])} and "
            f"{state_name(grid.y_states[int(y)])}: {rounded(100 * total.max() / total.sum(), 0)} %."
        )
    if shown.held is not None:
        text += f" Cells of attractors: {int(shown.held.attractor.any(axis=0).sum())}."
    if shown.region is not None:
        text += f" Cells of the region: {int(shown.region.sum())}."
    return text
