"""What is measured of fits of formation: ours, and a plain prototype with SciPy."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

__all__ = ["FORMATION_JOBS", "FOUR", "REPLICATES"]

Run = Callable[[], Any]

FOUR = ("rate", "exposure", "content", "primacy")
FIVE = (*FOUR, "primacy_contacts")
REPLICATES = 200


@cache
def _cohort(count: int) -> Any:
    from mediaeco.ecosystem import Ecosystem
    from mediaeco.simulation import simulate_cohort

    return Ecosystem(simulate_cohort(count, seed=1))


def _model(free: tuple[str, ...]) -> Any:
    from mediaeco.forming import FormationModel

    return FormationModel(id="benchmark", free=free)


def _our_fit(count: int, free: tuple[str, ...]) -> Run:
    """From the record to estimates and errors, by four starts."""
    from mediaeco.forming import fit_formation

    record, model = _cohort(count), _model(free)

    def run() -> Any:
        found = fit_formation(record, model=model)
        return found.estimate, float(found.log_likelihood.sum()), found.standard_error

    return run


def our_four(count: int) -> Run:
    return _our_fit(count, FOUR)


def our_five(count: int) -> Run:
    return _our_fit(count, FIVE)


def _plain_fit(count: int, free: tuple[str, ...]) -> Run:
    """One start on cells at risk that are given, slopes by differences, no errors."""
    from scipy.optimize import minimize

    from mediaeco.forming import at_risk

    fixed = _model(free).parameters
    cells = at_risk(_cohort(count), fixed)
    agreed, apart, lead = cells.agreed, 1 - cells.joint, cells.content - cells.medium
    begin = [_scaled(name, getattr(fixed, name)) for name in free]

    def cost(at: Any) -> float:
        told = {name: _told(name, value) for name, value in zip(free, at, strict=True)}
        rho = told["primacy"]
        tau = told.get("primacy_contacts", fixed.primacy_contacts)
        order = (1 + rho * np.exp(-cells.n / tau)) / (1 + rho)
        p = told["rate"] * order * (cells.joint + told["exposure"] * apart)
        p *= cells.medium + told["content"] * lead
        return -float(np.log(p[agreed]).sum() + np.log1p(-p[~agreed]).sum())

    def run() -> Any:
        found = minimize(cost, begin, method="L-BFGS-B")
        at = [_told(name, value) for name, value in zip(free, found.x, strict=True)]
        return np.array(at), -float(found.fun)

    return run


def _scaled(name: str, value: float) -> float:
    """Log odds of what lies between 0 and 1, and logarithms of what is above 0."""
    return float(np.log(value / (1 - value)) if name in FOUR[:3] else np.log(value))


def _told(name: str, at: float) -> float:
    return float(1 / (1 + np.exp(-at)) if name in FOUR[:3] else np.exp(at))


def plain_four(count: int) -> Run:
    return _plain_fit(count, FOUR)


def plain_five(count: int) -> Run:
    return _plain_fit(count, FIVE)


def our_profile(count: int) -> Run:
    """Interval of exposure, the four others fitted anew at each value; the fit is given."""
    from mediaeco.forming import fit_formation, formation_profile

    record = _cohort(count)
    fit = fit_formation(record, model=_model(FIVE))
    return lambda: formation_profile(record, fit=fit, parameter="exposure")


def our_refits(count: int) -> Run:
    """Five settings fitted to cohorts of cases drawn with replacement."""
    from mediaeco.forming import bootstrap_formation

    record, model = _cohort(count), _model(FIVE)
    return lambda: bootstrap_formation(record, model=model, replicates=REPLICATES)


FORMATION_JOBS: dict[str, Callable[[int], Run]] = {
    job.__name__: job
    for job in (our_four, our_five, plain_four, plain_five, our_profile, our_refits)
}
