"""How well a model of formation foretells cases that it has not seen."""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs
import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.forming.fit import FormationFit, fitted
from mediaeco.forming.likelihood import AtRisk, at_risk, log_likelihood
from mediaeco.forming.model import FormationModel
from mediaeco.kernels.array import Bools, Floats
from mediaeco.model import Case, Cohort, Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["LogScore", "beyond", "difference_errors", "log_score", "scored"]


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
    interrupted
        True where it was stopped before all parts were done: cases of the others have no score, and
        ``total`` is no total.
    total
        Sum over the cases that have a score; NaN where none has one, or where it was interrupted.
    """

    model: FormationModel
    cases: tuple[str, ...]
    score: Floats
    folds: int
    interrupted: bool = False

    @property
    def total(self) -> float:
        """Sum over the cases that have a score; NaN where none has one, or some still should."""
        told = self.score[~np.isnan(self.score)]
        return float(told.sum()) if len(told) and not self.interrupted else math.nan

    def to_frame(self) -> TidyTable:
        """One row a case."""
        return TidyTable(
            {
                "model": [self.model.id] * len(self.cases),
                "case": list(self.cases),
                "log_score": self.score,
            }
        )

    def statement(self) -> str:
        """Say in a sentence or two what was scored, and what could not be."""
        told = int((~np.isnan(self.score)).sum())
        text = f"{told} of {len(self.cases)} cases were left out in {self.folds} parts"
        if not math.isnan(self.total):
            text += f"; model {self.model.id} foretells them with a log score of {self.total:.1f}"
        text += "."
        if self.interrupted:
            text += " It was interrupted before all were: there is no total."
        return text

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"


def log_score(
    eco: Ecosystem | Case | Cohort, *, model: FormationModel, folds: int = 20, seed: int = 0
) -> LogScore:
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
        By case, in nats; higher is better. Stopped from the keyboard, it gives the cases done
        until then, and says so.

    Raises
    ------
    InvalidCaseError
        Where there are fewer than 2 folds.

    Notes
    -----
    *Theory*: good1952 (log score), stone1974 (cross-validation); published. A pull that
    cross-validation chooses is chosen once, from all cases, and held.

    *Laws*: without a free setting the score is the log likelihood; a case's score does not depend
    on what was agreed in it but through its own likelihood.
    """
    eco = opened(eco)
    if not (folds >= 2 and folds % 1 == 0):
        raise InvalidCaseError("log_score.folds", "two at least", shown(folds))
    cells = at_risk(eco, model.parameters)
    return scored(cells, eco.ids, model, int(folds), seed)


def scored(
    cells: AtRisk,
    cases: tuple[str, ...],
    model: FormationModel,
    folds: int,
    seed: int,
    whole: FormationFit | None = None,
) -> LogScore:
    """The log score of a model on cells at risk; ``whole`` is its fit to all, where it is known."""
    count = cells.cases
    random = generator(seed)
    parts = min(folds, count)
    part = np.arange(count) if count <= folds else random.permutation(count) % max(parts, 1)
    score = np.full(count, np.nan)
    some = np.bincount(cells.case, minlength=count) > 0
    whole = whole or fitted(cells, model, random, 4)
    start = {name: getattr(whole.parameters, name) for name in model.free}
    warm = attrs.evolve(model, parameters=attrs.evolve(model.parameters, **start))
    kappa = None if whole.pooling is None else whole.pooling.kappa
    interrupted = False
    try:
        for k in range(parts):
            left: Bools = part == k
            others = cells.of_cases(~left)
            if not model.free:
                found, _ = log_likelihood(cells, model.parameters)
            elif len(others) == 0:
                continue
            else:
                settings = fitted(others, warm, random, 2, kappa).parameters
                found, _ = log_likelihood(cells, settings)
            score[left] = np.where(some[left], found[left], np.nan)
    except KeyboardInterrupt:
        interrupted = True
    return LogScore(model=model, cases=cases, score=score, folds=parts, interrupted=interrupted)


def beyond(values: Floats, best: float) -> Floats:
    """Differences from the best of those known; NaN where none is."""
    return np.asarray(values - best if math.isfinite(best) else np.full(len(values), math.nan))


def difference_errors(scores: Sequence[LogScore | None], total: Floats) -> Floats:
    """Standard error of each model's difference from the best; NaN for the best itself.

    Parameters
    ----------
    scores
        Log scores, None where a model has none.
    total
        Their totals, NaN where a model has none; shape (models,).

    Returns
    -------
    Floats
        Over the cases that both have a score of; NaN where these are fewer than 2, or a total is
        not finite; shape (models,).
    """
    out = np.full(len(total), math.nan)
    known = np.isfinite(total)
    if not known.any():
        return out
    best = scores[int(np.argmax(np.where(known, total, -math.inf)))]
    for k, score in enumerate(scores):
        if score is None or best is None or score is best or not known[k]:
            continue
        apart = (score.score - best.score)[~np.isnan(score.score) & ~np.isnan(best.score)]
        if len(apart) > 1:
            out[k] = math.sqrt(len(apart)) * float(apart.std(ddof=1))
    return out
