"""Where cases differ in their rate: do the fits that know of it tell the truth, and the others?"""

from __future__ import annotations

from functools import partial

import attrs
import numpy as np
from matplotlib.figure import Figure

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationModel, FormationParameters, fit_varying, likelihood_ratio
from mediaeco.kernels.array import Array
from mediaeco.model import TidyTable
from mediaeco.simulation import BehaviourParameters, VariationParameters, simulate_cohort
from verification.interval import BAND, draw_shares
from verification.study import Study, Work, seeds_of

__all__ = ["varying"]

_TRUTH = FormationParameters(rate=0.3, exposure=0.2, content=0.6, primacy=0)
_THREE = FormationModel(id="three", free=("rate", "exposure", "content"), parameters=_TRUTH)
_PRIMED = FormationModel(
    id="primacy",
    free=(*_THREE.free, "primacy", "primacy_contacts"),
    parameters=attrs.evolve(_TRUTH, primacy=0.5),
)
_ASKED = (*_THREE.free, "sigma")
_DESIGNS = ((0.8, 400, False), (0.8, 100, True), (0.0, 100, True))
_TESTED = "test of no primacy"


def varying(work: Work) -> Study:
    """Simulate cases that differ, and cases that do not, and fit them both ways."""
    rows: list[tuple[object, ...]] = []
    for place, (sd, cases, tested) in enumerate(_DESIGNS):
        name = f"sd {sd:g}, {cases} cases"
        seeds = seeds_of(work.seed + 7_000 + place, work.replicates)
        found = np.array(work.spread(partial(_once, sd, cases), seeds, name))
        truths = (*(getattr(_TRUTH, setting) for setting in _THREE.free), sd)
        for k, setting in enumerate(_ASKED):
            one_rate = found[:, 1, k] if setting != "sigma" else np.full((len(found), 3), np.nan)
            rows.append(_row(name, setting, truths[k], found[:, 0, k], one_rate))
        if tested:
            p = np.array(work.spread(partial(_tested, sd, cases), seeds, f"{name}, primacy"))
            rows.append(_of_test(name, p))
    names = ("design", "setting", "truth", "median", "hold", "intervals", "median_of_one_rate",
             "hold_of_one_rate", "intervals_of_one_rate", "asked", "right")  # fmt: skip
    table = TidyTable({name: [row[k] for row in rows] for k, name in enumerate(names)})
    return Study(
        name="varying",
        question="Where cases differ in their rate, is the truth told by fits that know of it?",
        table=table,
        figure=_drawn(table),
        note=(
            f"{work.replicates} cohorts of each design; sd is that of the log odds of the rate "
            "over cases. Of the test, hold counts studies in which a true 'no primacy' was not "
            "refuted at .05. Asked for: a share that holds of .92 at least, and where sigma is "
            "not 0, which intervals at a bound then hold too often, of .98 at most; columns of "
            "one rate tell what the same fit finds that takes cases to be alike, and ask nothing."
        ),
    )


def _simulated(sd: float, cases: int, seed: int) -> Ecosystem:
    own = BehaviourParameters(formation=_TRUTH, variation=VariationParameters(rate=sd))
    return Ecosystem(simulate_cohort(cases, parameters=own, seed=seed))


def _once(sd: float, cases: int, seed: int) -> Array:
    """Estimate and ends of the interval of each setting, with cases that differ, and alike."""
    found = fit_varying(_simulated(sd, cases, seed), model=_THREE, seed=seed)
    sigma = [found.sigma, *found.sigma_interval]
    fits = [np.column_stack((fit.estimate, fit.interval)) for fit in (found, found.alike)]
    return np.stack((np.vstack((fits[0], sigma)), np.vstack((fits[1], np.full(3, np.nan)))))


def _tested(sd: float, cases: int, seed: int) -> Array:
    """The p of no primacy, with cases that differ, and alike."""
    eco = _simulated(sd, cases, seed)
    null, general = (fit_varying(eco, model=model, seed=seed) for model in (_THREE, _PRIMED))
    tests = (likelihood_ratio(null, general), likelihood_ratio(null.alike, general.alike))
    return np.array([np.nan if test is None else test.p for test in tests])


def _row(
    name: str, setting: str, truth: float, found: Array, one_rate: Array
) -> tuple[object, ...]:
    told, hold = _held(truth, found)
    their_told, their_hold = _held(truth, one_rate)
    # What little sigma remains of cases that do not differ makes intervals hold more, not less.
    most = BAND[1] if "sd 0," not in name else 1.0
    share = hold / max(told, 1)
    return (
        name,
        setting,
        truth,
        float(np.median(found[:, 0])),
        hold,
        told,
        float(np.median(one_rate[:, 0])),
        their_hold,
        their_told,
        True,
        told > 0 and BAND[0] - 1e-12 <= share <= most,
    )


def _of_test(name: str, p: Array) -> tuple[object, ...]:
    hold, theirs = ((p >= 0.05).sum(axis=0)).tolist()
    count = len(p)
    # Between two halves of chi squared the test is careful rather than bold.
    right = hold / count >= BAND[0]
    medians = np.median(p, axis=0).tolist()
    return (name, _TESTED, 0.0, medians[0], hold, count, medians[1], theirs, count, True, right)


def _held(truth: float, found: Array) -> tuple[int, int]:
    """How many have an interval, and how many of these hold the truth."""
    _, low, high = found.T
    told = ~np.isnan(low)
    return int(told.sum()), int(((low <= truth) & (truth <= high))[told].sum())


def _drawn(table: TidyTable) -> Figure:
    names = [f"{d}: {s}" for d, s in zip(table["design"], table["setting"], strict=True)]
    figure = Figure(figsize=(8, 1.2 + 0.2 * len(names)), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    draw_shares(left, names, table["hold"], table["intervals"], table["asked"])
    left.set_title("cases may differ", fontsize=8)
    none = np.zeros(len(names), dtype=bool)
    draw_shares(right, names, table["hold_of_one_rate"], table["intervals_of_one_rate"], none)
    right.set_title("one rate", fontsize=8)
    return figure
