"""Do initiative, responsiveness and latency come back, and do their intervals hold them?"""

from __future__ import annotations

from functools import partial

import numpy as np
from matplotlib.figure import Figure

from mediaeco.dynamics import HawkesParameters, fit_hawkes, simulate_hawkes
from mediaeco.kernels.array import Array
from mediaeco.model import TidyTable
from verification.interval import draw_shares, within
from verification.study import Study, Work, seeds_of

__all__ = ["response"]

# theory.md's example: a spectral radius of .5.
_TRUTH = HawkesParameters(
    mu=[0.1, 0.2],
    alpha=[[0.2, 0.3], [0.4, 0.1]],
    beta=1.0,
    kinds=("therapist", "patient"),
)
_LENGTHS = {"some 90 contacts": 150.0, "some 580 contacts": 1_000.0, "some 2,300 contacts": 4_000.0}
_ASKED = "some 580 contacts", "some 2,300 contacts"
_TRUE = (0.1, 0.2, 0.2, 0.3, 0.4, 0.1, 1.0, 1.0)


def response(work: Work) -> Study:
    """Simulate dyads of several lengths, and fit each."""
    rows: list[tuple[object, ...]] = []
    for place, (name, until) in enumerate(_LENGTHS.items()):
        seeds = seeds_of(work.seed + 3_000 + place, work.replicates)
        found = np.array(work.spread(partial(_once, until), seeds, f"response, {name}"))
        rows += [_row(name, k, found[:, k]) for k in range(len(_TRUE) - 1)]
    names = ("record", "parameter", "truth", "median", "intervals", "hold", "asked", "right")
    table = TidyTable({name: [row[k] for row in rows] for k, name in enumerate(names)})
    figure = Figure(figsize=(6, 4.4), layout="constrained")
    labels = [f"{r}: {p}" for r, p in zip(table["record"], table["parameter"], strict=True)]
    draw_shares(figure.subplots(), labels, table["hold"], table["intervals"], table["asked"])
    return Study(
        name="response",
        question="Do the parameters of contacts that call forth contacts come back?",
        table=table,
        figure=figure,
        note=(
            f"{work.replicates} dyads of each length, all seven parameters free. Asked for: with "
            "some 580 contacts or more, a share of 95 % intervals that hold the truth between .92 "
            "and .98."
        ),
    )


def _once(until: float, seed: int) -> Array:
    """Estimate and ends of the interval; one row a parameter."""
    table = fit_hawkes(simulate_hawkes(_TRUTH, until=until, seed=seed)).to_frame()
    return np.column_stack((table["estimate"], table["low"], table["high"]))


_NAMES = (
    "initiative of the therapist", "initiative of the patient", "self-excitation, therapist",
    "therapist answers patient", "patient answers therapist", "self-excitation, patient", "latency",
)  # fmt: skip


def _row(record: str, k: int, found: Array) -> tuple[object, ...]:
    estimate, low, high = found.T
    told = ~np.isnan(low)
    hold = int(((low <= _TRUE[k]) & (_TRUE[k] <= high))[told].sum())
    asked = record in _ASKED
    right = not asked or bool(within(np.array(hold), told.sum()))
    return (
        record,
        _NAMES[k],
        _TRUE[k],
        float(np.nanmedian(estimate)),
        int(told.sum()),
        hold,
        asked,
        right,
    )
