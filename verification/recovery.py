"""Do the settings of formation come back, do their intervals hold them, and if not, is it said?"""

from __future__ import annotations

from functools import partial

import numpy as np
from matplotlib.figure import Figure

from mediaeco.forming import fit_formation
from mediaeco.kernels.array import Array
from mediaeco.model import TidyTable
from verification.design import GRID, Cell, drawn
from verification.interval import draw_shares, within
from verification.study import Study, Work, seeds_of

__all__ = ["recovery"]

_TOLD = 0.9  # share of cohorts that must tell what the design identifies


def recovery(work: Work) -> Study:
    """Simulate and fit every design again and again."""
    rows: list[tuple[object, ...]] = []
    for place, cell in enumerate(GRID):
        seeds = seeds_of(work.seed + place, work.replicates)
        found = np.array(work.spread(partial(_once, cell), seeds, cell.name))
        rows += [_row(cell, k, found[:, k]) for k in range(len(cell.free))]
    names = ("design", "setting", "truth", "mean", "bias", "error", "intervals", "hold", "warned",
             "asked", "right")  # fmt: skip
    table = TidyTable({name: [row[k] for row in rows] for k, name in enumerate(names)})
    return Study(
        name="recovery",
        question="Do settings come back, and do 95 % intervals hold them?",
        table=table,
        figure=_drawn(table),
        note=(
            f"{work.replicates} cohorts of each design. Asked for: of settings that the design "
            "identifies, a share of 95 % intervals that hold the truth between .92 and .98; of "
            "all, a warning wherever there is no interval."
        ),
    )


def _once(cell: Cell, seed: int) -> Array:
    """Estimate, standard error, ends of the interval, whether it is warned of; by setting."""
    fit = fit_formation(drawn(cell, seed), model=cell.model, starts=2, seed=seed)
    warned = [any(name in text for text in fit.warnings) for name in cell.free]
    return np.column_stack(
        (fit.estimate, fit.standard_error, fit.interval, np.array(warned, dtype=float))
    )


def _row(cell: Cell, k: int, found: Array) -> tuple[object, ...]:
    truth = float(getattr(cell.truth, cell.free[k]))
    estimate, _, low, high, warned = found.T
    told = ~np.isnan(low)
    hold = int(((low <= truth) & (truth <= high))[told].sum())
    asked = cell.free[k] in cell.identified
    silent = bool((~told & (warned == 0)).any())
    right = not silent
    if asked:
        right = right and told.mean() >= _TOLD and bool(within(np.array(hold), told.sum()))
    return (
        cell.name,
        cell.free[k],
        truth,
        float(np.median(estimate)),
        float(np.median(estimate) - truth),
        float(np.std(estimate)),
        int(told.sum()),
        hold,
        int(warned.sum()),
        asked,
        right,
    )


def _drawn(table: TidyTable) -> Figure:
    names = [f"{d}: {s}" for d, s in zip(table["design"], table["setting"], strict=True)]
    figure = Figure(figsize=(8, 1.2 + 0.16 * len(names)), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    draw_shares(left, names, table["hold"], table["intervals"], table["asked"])
    y = np.arange(len(names))[::-1]
    z = table["bias"] / np.maximum(table["error"], 1e-12)
    right.axvline(0, color="#888888", linewidth=0.6)
    right.plot(z, y, "o", color="#222222", markersize=3)
    right.set_xlabel("bias of the median, in spreads", fontsize=8)
    right.set_xlim(-1, 1)
    return figure
