"""Does a comparison of models pick the one that is true?"""

from __future__ import annotations

from functools import partial

import attrs
import numpy as np
from matplotlib.figure import Figure

from mediaeco.forming import (
    FormationModel,
    FormationParameters,
    fit_formation,
    likelihood_ratio,
)
from mediaeco.kernels.array import Array
from mediaeco.kernels.proportion import wilson_interval
from mediaeco.model import TidyTable
from verification.design import Cell, drawn
from verification.study import Study, Work, seeds_of

__all__ = ["discrimination"]

_SIZES = (10, 25, 50, 100, 200)
_FREE = ("rate", "exposure", "content")
_SETTINGS = FormationParameters(rate=0.4, content=0.6, primacy=0)
_TRUTHS = {
    "appropriation (b 0.2)": 0.2,
    "weak appropriation (b 0.6)": 0.6,
    "mere exposure (b 1)": 1.0,
}
_MATTERS = FormationModel(id="appropriation", free=_FREE, parameters=_SETTINGS)
_EXPOSURE = FormationModel(
    id="exposure", free=("rate", "content"), parameters=attrs.evolve(_SETTINGS, exposure=1)
)
_ERROR, _POWER = 0.05, 0.8


def discrimination(work: Work) -> Study:
    """Simulate under each truth at each size; let AIC and the likelihood ratio choose."""
    rows: list[tuple[object, ...]] = []
    for place, (name, b) in enumerate(_TRUTHS.items()):
        for cases in _SIZES:
            truth = attrs.evolve(_SETTINGS, exposure=b)
            cell = Cell(name=name, cases=cases, truth=truth, free=_FREE, identified=_FREE)
            seeds = seeds_of(work.seed + 2_000 + 100 * place + cases, work.replicates)
            found = np.array(work.spread(partial(_once, cell), seeds, f"{name}, {cases} cases"))
            rows.append(_row(name, b, cases, found))
    names = ("truth", "cases", "studies", "aic_says_appropriation", "test_says_appropriation",
             "error", "asked", "right")  # fmt: skip
    table = TidyTable({name: [row[k] for row in rows] for k, name in enumerate(names)})
    return Study(
        name="discrimination",
        question="Does comparing models tell 'appropriation matters' from 'mere exposure'?",
        table=table,
        figure=_drawn(table, work.replicates),
        note=(
            f"{work.replicates} cohorts of each truth and size, cases of 84 days. The test is the "
            "likelihood ratio at .05, b = 1 being an end of its range. Asked for: under mere "
            "exposure, an error rate that cannot be told from at most .05; with 100 cases or more, "
            "strong appropriation found in at least .8 of the studies."
        ),
    )


def _once(cell: Cell, seed: int) -> tuple[float, float]:
    """How far AIC is for appropriation, and p of exposure."""
    eco = drawn(cell, seed)
    full, null = (
        fit_formation(eco, model=model, starts=2, seed=seed) for model in (_MATTERS, _EXPOSURE)
    )
    test = likelihood_ratio(null, full)
    assert test is not None
    return null.aic - full.aic, test.p


def _row(name: str, b: float, cases: int, found: Array) -> tuple[object, ...]:
    aic, test = int((found[:, 0] > 0).sum()), int((found[:, 1] < _ERROR).sum())
    count = len(found)
    error = test / count if b == 1 else 1 - test / count
    low = float(wilson_interval(test, count, 0.99)[0])
    asked = b == 1 or (b == 0.2 and cases >= 100)
    right = (low <= _ERROR) if b == 1 else (not asked or test / count >= _POWER)
    return name, cases, count, aic / count, test / count, error, asked, right


def _drawn(table: TidyTable, replicates: int) -> Figure:
    figure = Figure(figsize=(8, 2.8), layout="constrained")
    panels = figure.subplots(1, len(_TRUTHS), sharey=True)
    for ax, name in zip(panels, _TRUTHS, strict=True):
        own = table["truth"] == name
        right = bool(table["right"][own].all())
        cases, test = table["cases"][own], table["test_says_appropriation"][own]
        low, high = wilson_interval(test * replicates, np.full(len(test), replicates))
        colour = "#0072b2" if right else "#d55e00"
        ax.vlines(cases, low, high, color=colour, linewidth=1)
        ax.plot(cases, test, "o-", color=colour, markersize=3, linewidth=1, label="test at .05")
        ax.plot(
            cases, table["aic_says_appropriation"][own], "s--", color="#888888", markersize=3,
            linewidth=0.8, label="AIC",
        )  # fmt: skip
        ax.axhline(_ERROR if _TRUTHS[name] == 1 else _POWER, color="#222222", linewidth=0.5)
        ax.set(title=f"{name}: {'right' if right else 'WRONG'}", xlabel="cases", xscale="log")
        ax.set_xticks(cases, [str(n) for n in cases])
        ax.minorticks_off()
        ax.title.set_fontsize(8)
    panels[0].set_ylabel("say appropriation matters", fontsize=8)
    panels[0].set_ylim(-0.02, 1.02)
    panels[0].legend(fontsize=7)
    return figure
