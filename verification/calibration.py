"""Are intervals right at every level? Truths drawn at random, and how sure the fit was of them."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from matplotlib.figure import Figure

from mediaeco.forming import FormationModel, FormationParameters, fit_formation
from mediaeco.forming.scale import to_wald
from mediaeco.kernels.array import Array, Floats
from mediaeco.model import TidyTable
from verification.design import Cell, drawn
from verification.study import Study, Work, seeds_of

__all__ = ["calibration"]

_FREE = ("rate", "exposure", "content")
_CASES, _LEVEL = 200, 0.99
_KINDS = ("likelihood", "errors")


def calibration(work: Work) -> Study:
    """Draw truths, simulate, fit, and see where each truth stands in what the fit says of it.

    If fits are right, the place of the truth is uniform from 0 to 1: too many truths at both ends
    tell of intervals that are too narrow, too many in the middle of ones that are too wide, and a
    slope of estimates on one side. By likelihood, the place is ``Φ(± √(2 drop))``, with how much
    lower the profile likelihood is at the truth than at its largest; by errors, it is
    ``Φ((truth - estimate) / error)``, which goes by the error and leaves out fits without one.
    """
    seeds = seeds_of(work.seed + 1_000, work.replicates)
    found = np.array(work.spread(_once, seeds, "calibration"))
    rows = [
        _row(name, kind, found[:, i, k])
        for i, kind in enumerate(_KINDS)
        for k, name in enumerate(_FREE)
    ]
    names = ("setting", "by", "fits", "places", "distance", "allowed", "asked", "right")
    return Study(
        name="calibration",
        question="Is the truth where fits say it is, at every level?",
        table=TidyTable({name: [row[k] for row in rows] for k, name in enumerate(names)}),
        figure=_drawn(found[:, 0]),
        note=(
            f"{work.replicates} truths drawn (rate and content between .15 and .85, exposure "
            f"between .1 and .7), {_CASES} cases each. The largest distance between the places "
            f"of truths by likelihood and a uniform distribution should stay within the "
            f"{_LEVEL:.0%} band of Kolmogorov's test; that by errors is shown beside it."
        ),
    )


def _once(seed: int) -> Floats:
    """Place of each setting's truth, by likelihood and by errors; shape (2, settings)."""
    from scipy.stats import norm

    random = np.random.default_rng(seed)
    truth = FormationParameters(
        rate=random.uniform(0.15, 0.85),
        exposure=random.uniform(0.1, 0.7),
        content=random.uniform(0.15, 0.85),
        primacy=0,
    )
    cell = Cell(name="drawn", cases=_CASES, truth=truth, free=_FREE, identified=_FREE)
    model = FormationModel(id="free", free=_FREE, parameters=FormationParameters(primacy=0))
    eco = drawn(cell, seed)
    fit = fit_formation(eco, model=model, starts=2, seed=seed)
    error = np.sqrt(np.diag(fit.covariance))
    by_likelihood, by_errors = [], []
    for k, name in enumerate(_FREE):
        true, best = float(getattr(truth, name)), float(fit.estimate[k])
        fixed: dict[str, Any] = {name: true}
        held = FormationModel(
            id="held",
            free=tuple(other for other in _FREE if other != name),
            parameters=attrs.evolve(fit.parameters, **fixed),
        )
        lower = fit_formation(eco, model=held, starts=2, seed=seed).log_likelihood.sum()
        drop = max(float(fit.log_likelihood.sum() - lower), 0.0)
        by_likelihood.append(np.sign(true - best) * np.sqrt(2 * drop))
        by_errors.append((float(to_wald(name, true)) - float(to_wald(name, best))) / error[k])
    return np.asarray(norm.cdf([by_likelihood, by_errors]), dtype=np.float64)


def _distance(places: Floats) -> tuple[float, float]:
    """Largest distance from uniform, and how large it may be."""
    from scipy.stats import kstest, kstwo

    count = len(places)
    return float(kstest(places, "uniform").statistic), float(kstwo.ppf(_LEVEL, max(count, 1)))


def _row(name: str, kind: str, places: Floats) -> tuple[object, ...]:
    told = places[~np.isnan(places)]
    distance, allowed = _distance(told)
    asked = kind == _KINDS[0]
    right = not asked or distance <= allowed
    return name, kind, len(places), len(told), distance, allowed, asked, right


def _drawn(found: Array) -> Figure:
    figure = Figure(figsize=(8, 2.8), layout="constrained")
    for k, (name, ax) in enumerate(zip(_FREE, figure.subplots(1, 3, sharey=True), strict=True)):
        told = np.sort(found[~np.isnan(found[:, k]), k])
        distance, allowed = _distance(told)
        right = distance <= allowed
        ax.axhspan(-allowed, allowed, color="#dddddd", linewidth=0)
        ax.plot(
            told,
            np.arange(1, len(told) + 1) / len(told) - told,
            color="#0072b2" if right else "#d55e00",
            linewidth=1.2,
        )
        ax.set_title(f"{name}: {'right' if right else 'WRONG'} (n = {len(told)})", fontsize=8)
        ax.set_xlabel("place of the truth")
    figure.axes[0].set_ylabel("share of truths below, less uniform")
    return figure
