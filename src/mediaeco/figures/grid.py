"""State-space grids: the ways of dyads over the states that they could be in."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from mediaeco.dynamics import Attractors, StateSpaceGrid, cells_of
from mediaeco.errors import InvalidCaseError
from mediaeco.figures.canvas import Canvas, blank, key_height, mark, room
from mediaeco.figures.grid_key import HELD, ShownGrid, grid_entries, grid_note, told, whose
from mediaeco.figures.grid_plan import GridPlan, VisitNodes, state_name, visit_nodes
from mediaeco.figures.lettering import cut, height, wrapped
from mediaeco.figures.palette import EVEN, INK, MUTED, PALE, tint
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Bools

__all__ = ["draw_grid"]


def draw_grid(
    grid: StateSpaceGrid,
    *,
    held: Attractors | None = None,
    region: Bools | Iterable[tuple[str, str]] | None = None,
    style: Style = "single",
    ax: Axes | None = None,
) -> Figure:
    """Draw trajectories over a state-space grid.

    A node a visit: its area is the duration, its place within the cell means nothing. Lines and
    nodes are pale at the beginning of a trajectory and dark at its end; the start has a ring. The
    number of visits stands in the corner of a cell that is large enough.

    Parameters
    ----------
    grid
        Trajectories of one case or several; up to six have a colour and a marker of their own.
    held
        What `mediaeco.dynamics.attractors` found in this grid: cells of the attractor of any
        trajectory are shaded.
    region
        Cells that are outlined: pairs of a state of x and a state of y, or truth values of shape
        (y, x).
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
        Where the attractors or the region are of another grid.

    Examples
    --------
    >>> from mediaeco.dynamics import state_space_grid
    >>> from mediaeco.ecosystem import Ecosystem
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.io.example import read_example
    >>> grid = state_space_grid(Ecosystem(read_example("sent-away")))
    >>> print(alt_text(draw_grid(grid))[:46])
    State-space grid of channel by stage: case sen
    """
    if held is not None and held.attractor.shape != grid.shape:
        raise InvalidCaseError(
            "held", f"attractors of shape {grid.shape}", f"shape {held.attractor.shape}"
        )
    with drawn_with(style):
        shown = ShownGrid(grid=grid, held=held, region=cells_of(grid, region))
        return _drawn(shown, ax)


def _drawn(shown: ShownGrid, ax: Axes | None) -> Figure:
    grid, wide = shown.grid, room(ax)
    draft = GridPlan.of(grid, wide, 0.0, None)
    nodes = visit_nodes(grid, head=0.12 if draft.counts_fit else 0.0)
    entries = grid_entries(shown, nodes, draft)
    notes = wrapped(grid_note(shown, draft), wide - 1, base_size() - 0.5, 4)
    foot = key_height(entries, notes, wide) + 2.0
    plan = GridPlan.of(grid, wide, foot, None)
    canvas = Canvas.opened(plan.top + 2.0, ax)
    if ax is not None:
        plan = GridPlan.of(grid, wide, foot, canvas.height)
    panel = canvas.panel(plan.left, plan.bottom, plan.across * plan.wide, plan.along * plan.high)
    _cells(panel, shown, plan)
    if len(nodes.x):
        _ways(panel, shown, nodes, plan)
    else:
        blank(panel, f"no {shown.noun} recorded")
    _names(canvas, shown, plan)
    canvas.key(foot - 1.0, entries, notes)
    return canvas.closed(f"State-space grid of {whose(grid)}", told(shown))


def _cells(panel: Axes, shown: ShownGrid, plan: GridPlan) -> None:
    """Lines between cells, shades of attractors, outline of the region, numbers of visits."""
    panel.set_xlim(0, plan.across)
    panel.set_ylim(0, plan.along)
    panel.set_xticks([])
    panel.set_yticks([])
    for spine in panel.spines.values():
        spine.set_visible(True)
        spine.set_linewidth(0.6)
    lines = [[(i, 0), (i, plan.along)] for i in range(1, plan.across)]
    lines += [[(0, j), (plan.across, j)] for j in range(1, plan.along)]
    panel.add_collection(LineCollection(lines, colors=PALE, linewidths=0.5, zorder=0.5))
    if shown.held is not None:
        for y, x in np.argwhere(shown.held.attractor.any(axis=0)).tolist():
            panel.add_patch(Rectangle((x, y), 1, 1, facecolor=HELD, linewidth=0, zorder=0.2))
    if shown.region is not None:
        panel.add_collection(
            LineCollection(
                _outline(shown.region), colors=INK, linewidths=1.1, zorder=1.5, capstyle="round"
            )
        )
    if plan.counts_fit:
        visits = shown.grid.visits.sum(axis=0)
        for y, x in np.argwhere(visits > 0).tolist():
            panel.text(
                x + 0.06,
                y + 0.95,
                str(visits[y, x]),
                ha="left",
                va="top",
                fontsize=base_size() - 1,
                color=MUTED,
                zorder=5,
                path_effects=[withStroke(linewidth=1.2, foreground="#FFFFFF")],
            )


def _outline(region: Bools) -> list[list[tuple[float, float]]]:
    """Edges between cells inside and cells outside."""
    edges: list[list[tuple[float, float]]] = []
    padded = np.pad(region, 1)
    for y, x in np.argwhere(padded[1:, :] != padded[:-1, :]).tolist():
        edges.append([(x - 1, y), (x, y)])
    for y, x in np.argwhere(padded[:, 1:] != padded[:, :-1]).tolist():
        edges.append([(x, y - 1), (x, y)])
    return edges


def _ways(panel: Axes, shown: ShownGrid, nodes: VisitNodes, plan: GridPlan) -> None:
    """Lines and nodes of all trajectories, the later ones above."""
    many = len(nodes.x) > 150
    for i, look in enumerate(shown.looks):
        own = np.flatnonzero(nodes.trajectory == i)
        if len(own) == 0:
            continue
        points = np.stack([nodes.x[own], nodes.y[own]], axis=1)
        colors = [tint(look.color, 0.22 + 0.78 * age) for age in nodes.age[own].tolist()]
        if len(own) > 1:
            panel.add_collection(
                LineCollection(
                    np.stack([points[:-1], points[1:]], axis=1).tolist(),
                    colors=colors[1:],
                    linewidths=0.35 if many else 0.6,
                    zorder=2,
                )
            )
        size = np.maximum(plan.largest * np.sqrt(nodes.share[own]), 1.6)
        panel.scatter(
            points[:, 0],
            points[:, 1],
            s=(size * EVEN.get(look.marker, 1.0)) ** 2,
            c=colors,
            marker=look.marker,
            edgecolors="#FFFFFF",
            linewidths=0.3,
            zorder=3,
        )
        mark(
            panel,
            float(points[0, 0]),
            float(points[0, 1]),
            "o",
            size=float(size[0]) + 3.0,
            markerfacecolor="none",
            markeredgecolor=INK,
            markeredgewidth=0.8,
            zorder=4,
        )


def _names(canvas: Canvas, shown: ShownGrid, plan: GridPlan) -> None:
    """Names of the states, and of the axes."""
    grid, size = shown.grid, base_size()
    for i, lines in list(enumerate(plan.lines))[:: plan.every[0]]:
        x = plan.left + (i + 0.5) * plan.wide
        if plan.upright:
            canvas.text(x, plan.bottom - 1.0, lines[0], rotation=90, ha="center", va="top")
        else:
            canvas.lines(x, plan.bottom - 0.8, lines, ha="center")
    for j, state in list(enumerate(grid.y_states))[:: plan.every[1]]:
        y = plan.bottom + (j + 0.5) * plan.high
        name = cut(state_name(state), plan.beside, size)
        canvas.text(plan.left - 1.0, y, name, ha="right")
    middle = plan.left + plan.across * plan.wide / 2
    span = plan.across * plan.wide
    canvas.text(
        middle,
        plan.bottom - plan.below - 2.0,
        cut(grid.x_name, max(span, 20.0), size),
        ha="center",
        fontweight="bold",
    )
    canvas.text(
        height(size) / 2 + 0.4,
        plan.bottom + plan.along * plan.high / 2,
        cut(grid.y_name, plan.along * plan.high, size),
        ha="center",
        rotation=90,
        fontweight="bold",
    )
