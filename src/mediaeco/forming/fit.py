"""Choose the free settings of a model of formation so that they make likeliest what was agreed."""

from __future__ import annotations

import math
from typing import Any

import attrs
import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.forming.likelihood import COLUMNS, AtRisk, at_risk, log_likelihood
from mediaeco.forming.model import FormationModel
from mediaeco.forming.parameter import FormationParameters
from mediaeco.kernels.array import Bools, Floats
from mediaeco.model import Result, TidyTable

__all__ = ["BOUNDS", "FormationFit", "LogScore", "fit_formation", "log_score"]

BOUNDS = {
    "rate": (1e-6, 1 - 1e-6),
    "primacy": (0.0, 100.0),
    "primacy_contacts": (0.1, 1_000.0),
    "exposure": (1e-9, 1.0),
    "content": (0.0, 1.0),
}
"""Between which values each setting is looked for (library default)."""


@frozen(kw_only=True, eq=False, repr=False)
class FormationFit(Result):
    """The settings that make likeliest what was agreed.

    Parameters
    ----------
    model
        What was free, and what was fixed.
    parameters
        All settings, the free ones as estimated.
    estimate
        Of the free settings, in the order of ``model.free``.
    log_likelihood
        At the estimate, by case; shape (cases,). Minus infinity where the model gives no chance to
        something that was agreed.
    aic
        ``2 * free settings - 2 log likelihood``; NaN where nothing could be agreed.
    agreed
        Number of elements agreed in contacts between the two.
    cells
        Number of contacts at which an element could have been agreed, over all elements.
    impossible
        Elements agreed at contacts that the fitted model gives no chance of agreeing them.
    at_bound
        Free settings that ended at an end of ``BOUNDS``: the data say "no less" or "no more".
    converged
        False where the search was cut off.
    """

    model: FormationModel
    parameters: FormationParameters
    estimate: Floats
    log_likelihood: Floats
    aic: float
    agreed: int
    cells: int
    impossible: int
    at_bound: tuple[str, ...]
    converged: bool

    def to_frame(self) -> TidyTable:
        """One row a free setting."""
        return TidyTable(
            {
                "model": [self.model.id] * len(self.estimate),
                "parameter": list(self.model.free),
                "estimate": self.estimate,
                "at_bound": [name in self.at_bound for name in self.model.free],
            }
        )


def fit_formation(
    eco: Ecosystem, *, model: FormationModel, starts: int = 4, seed: int = 0
) -> FormationFit:
    """Which settings make likeliest what was agreed, and when?

    Maximum likelihood by L-BFGS-B with the gradient worked out, from several starts.

    Parameters
    ----------
    eco
        One case or a cohort.
    model
        What is free, and what is fixed.
    starts
        Number of starts, at least 1: the settings of the model, then random ones (library
        default 4).
    seed
        Of the random starts.

    Returns
    -------
    FormationFit
        The best of the starts. Estimates are NaN where nothing could be agreed: no contact between
        the two, or no element.

    Raises
    ------
    InvalidCaseError
        Where there is no start, or a channel lacks the profile that the model is made from.

    Notes
    -----
    *Theory*: valenciarey, claims A1 to A5; the hazard is the library's proposal, maximum likelihood
    is published. Standard errors are not given here: an estimate without one is a description.

    *Laws*: no start is better than the estimate; a model that frees more settings is never less
    likely; the order of cases does not matter but for rounding.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> model = FormationModel(id="free rate", free=["rate"])
    >>> found = fit_formation(Ecosystem(read_example("first-contact")), model=model)
    >>> bool(0 < found.estimate[0] < 1)
    True
    """
    if not (starts >= 1 and starts % 1 == 0):
        raise InvalidCaseError("fit_formation.starts", "one at least", shown(starts))
    cells = at_risk(eco, model.parameters)
    return _fitted(cells, model, np.random.default_rng(seed), int(starts))


@frozen(kw_only=True, eq=False, repr=False)
class LogScore(Result):
    """How well a model foretells what was agreed in cases that it has not seen.

    Parameters
    ----------
    model
        The model.
    cases
        Ids.
    score
        Log likelihood of each case under the settings fitted to the others; shape (cases,). NaN
        where there is no other case, or where nothing could be agreed in the case or the others;
        minus infinity where the model gave no chance to what was agreed.
    folds
        Number of parts that cases were left out by.
    total
        Sum over the cases that have a score; NaN where none has one.
    """

    model: FormationModel
    cases: tuple[str, ...]
    score: Floats
    folds: int

    @property
    def total(self) -> float:
        """Sum over the cases that have a score; NaN where none has one."""
        told = self.score[~np.isnan(self.score)]
        return float(told.sum()) if len(told) else math.nan

    def to_frame(self) -> TidyTable:
        """One row a case."""
        return TidyTable(
            {
                "model": [self.model.id] * len(self.cases),
                "case": list(self.cases),
                "log_score": self.score,
            }
        )


def log_score(eco: Ecosystem, *, model: FormationModel, folds: int = 20, seed: int = 0) -> LogScore:
    """How well does a model foretell what was agreed in cases that it was not fitted to?

    Cases are left out one at a time, or, where there are more than ``folds``, by so many parts
    drawn at random; the settings are fitted to the others, and the cases left out are judged by
    their log likelihood.

    Parameters
    ----------
    eco
        A cohort; one case alone has no score.
    model
        What is free, and what is fixed.
    folds
        Number of parts at most, at least 2 (library default 20).
    seed
        Of the parts, and of random starts.

    Returns
    -------
    LogScore
        By case, in nats; higher is better.

    Raises
    ------
    InvalidCaseError
        Where there are fewer than 2 folds.

    Notes
    -----
    *Theory*: good1952 (log score), stone1974 (cross-validation); published.

    *Laws*: without a free setting the score is the log likelihood; a case's score does not depend
    on what was agreed in it but through its own likelihood.
    """
    if not (folds >= 2 and folds % 1 == 0):
        raise InvalidCaseError("log_score.folds", "two at least", shown(folds))
    cells = at_risk(eco, model.parameters)
    count = cells.cases
    random = np.random.default_rng(seed)
    parts = min(int(folds), count)
    part = np.arange(count) if count <= folds else random.permutation(count) % max(parts, 1)
    score = np.full(count, np.nan)
    some = np.bincount(cells.case, minlength=count) > 0
    start = _fitted(cells, model, random, 4).parameters
    warm = attrs.evolve(model, parameters=start)
    for k in range(parts):
        left: Bools = part == k
        others = cells.of_cases(~left)
        if not model.free:
            found, _ = log_likelihood(cells, model.parameters)
        elif len(others) == 0:
            continue
        else:
            found, _ = log_likelihood(cells, _fitted(others, warm, random, 2).parameters)
        score[left] = np.where(some[left], found[left], np.nan)
    return LogScore(model=model, cases=eco.ids, score=score, folds=parts)


def _fitted(
    cells: AtRisk, model: FormationModel, random: np.random.Generator, starts: int
) -> FormationFit:
    from scipy.optimize import minimize

    bounds = np.array([BOUNDS[name] for name in model.free]).reshape(-1, 2)
    best, converged = _start(model, bounds), True
    agreed = int(cells.agreed.sum())

    def cost(values: Floats) -> tuple[float, Floats]:
        total, slope = log_likelihood(cells, _settled(model, values), by=model.free)
        return -float(total.sum()), -slope

    known = len(cells) > 0
    if known and model.free:
        found: list[Any] = []
        for k in range(starts):
            first = best if k == 0 else random.uniform(*_inside(bounds))
            done = minimize(cost, first, jac=True, method="L-BFGS-B", bounds=bounds)
            found.append(done)
        chosen = min(found, key=lambda done: float(done.fun))
        best, converged = np.clip(chosen.x, bounds[:, 0], bounds[:, 1]), bool(chosen.success)
    settled = _settled(model, best)
    by_case, _ = log_likelihood(cells, settled)
    total = float(by_case.sum())
    p_zero = np.isneginf(by_case).any()
    width = np.diff(bounds, axis=1).ravel()
    near = (np.abs(best[:, None] - bounds) <= 1e-6 * width[:, None]).any(axis=1)
    return FormationFit(
        model=model,
        parameters=settled,
        estimate=best if known else np.full(len(model.free), np.nan),
        log_likelihood=by_case,
        aic=2 * len(model.free) - 2 * total if known else math.nan,
        agreed=agreed,
        cells=len(cells),
        impossible=_impossible(cells, settled) if p_zero else 0,
        at_bound=tuple(n for n, end in zip(model.free, near, strict=True) if end and known),
        converged=converged,
    )


def _impossible(cells: AtRisk, parameters: FormationParameters) -> int:
    """Elements agreed where their chance was 0."""
    agreed = np.flatnonzero(cells.agreed)
    alone = attrs.evolve(
        cells,
        cases=len(agreed),
        case=np.arange(len(agreed)),
        **{name: getattr(cells, name)[agreed] for name in COLUMNS if name != "case"},
    )
    return int(np.isneginf(log_likelihood(alone, parameters)[0]).sum())


def _start(model: FormationModel, bounds: Floats) -> Floats:
    own = np.array([getattr(model.parameters, name) for name in model.free], dtype=np.float64)
    return np.clip(own, bounds[:, 0], bounds[:, 1])


def _inside(bounds: Floats) -> tuple[Floats, Floats]:
    """Random starts: within what is usual, not anywhere within the bounds."""
    return bounds[:, 0], np.minimum(bounds[:, 1], 20.0)


def _settled(model: FormationModel, values: Floats) -> FormationParameters:
    chosen: dict[str, Any] = {name: float(v) for name, v in zip(model.free, values, strict=True)}
    return attrs.evolve(model.parameters, **chosen)
