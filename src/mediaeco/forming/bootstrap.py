"""How settings would vary from one cohort to another: cases drawn anew."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.forming.fit import FormationFit, fitted
from mediaeco.forming.likelihood import AtRisk, at_risk
from mediaeco.forming.model import FormationModel
from mediaeco.forming.objective import Objective, inside, objective, settled
from mediaeco.forming.parameter import FormationParameters
from mediaeco.forming.scale import from_search, settings_at
from mediaeco.kernels.array import Floats
from mediaeco.kernels.newton import maximise
from mediaeco.kernels.quantile import FEW, expanded_level, replicate_interval
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model import Case, Cohort, Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["FormationBootstrap", "bootstrap_formation"]

_ENOUGH = 20


@frozen(kw_only=True, eq=False, repr=False)
class FormationBootstrap(Result):
    """Settings fitted to cohorts of cases drawn with replacement.

    Parameters
    ----------
    fit
        To the cohort itself.
    cases
        Those in which an element could have been agreed.
    names
        Free settings, then shifts as ``"element:fee"``.
    estimate
        On the cohort itself; shape (names,).
    replicates
        Estimates, one row a replicate that could be fitted; shape (done, names).
    drawn
        How often each case was drawn for each of them; shape (done, cases).
    settings
        Their settings, as `FormationFit.parameters` are those of the cohort itself.
    standard_error
        Their standard deviation; NaN below 20 of them, with one case, and where the estimate is at
        an end of its range, of which drawing cases anew tells too little; shape (names,).
    interval
        Expanded 95 % percentile interval; NaN as above; shape (names, 2).
    asked, failed
        Replicates asked for, and those that could not be fitted: nothing was agreed in them, or the
        search was cut off.
    interrupted
        True where it was stopped before all replicates were done; what was done is kept.
    seed
        Of the draws.
    """

    fit: FormationFit
    cases: int
    names: tuple[str, ...]
    estimate: Floats
    replicates: Floats
    drawn: Floats
    settings: tuple[FormationParameters, ...]
    standard_error: Floats
    interval: Floats
    asked: int
    failed: int
    interrupted: bool
    seed: int

    def to_frame(self) -> TidyTable:
        """One row a setting."""
        return TidyTable(
            {
                "parameter": list(self.names),
                "estimate": self.estimate,
                "standard_error": self.standard_error,
                "low": self.interval[:, 0],
                "high": self.interval[:, 1],
            }
        )

    def statement(self) -> str:
        """Say in a sentence or two what was drawn, and what failed."""
        done = len(self.replicates)
        text = (
            f"Expanded percentile intervals from {done} of {self.asked} bootstrap replicates over "
            f"{self.cases} case{'' if self.cases == 1 else 's'} (seed {self.seed})."
        )
        if self.failed:
            text += f" {self.failed} replicates could not be fitted."
        if self.interrupted:
            text += " The bootstrap was interrupted; what was done until then is used."
        if self.cases < 2:
            text += " One case does not tell how much cases differ: no interval."
        elif self.cases < FEW:
            text += f" Over fewer than {FEW} cases they are rough."
        if done < _ENOUGH:
            text += f" Fewer than {_ENOUGH} replicates give no interval."
        if self.fit.at_bound:
            text += (
                f" At the end of its range: {', '.join(self.fit.at_bound)}; no percentiles tell "
                f"how far, but a profile does."
            )
        bare = np.isnan(self.fit.standard_error)
        hardly = [
            name
            for name, untold in zip(self.fit.model.free, bare.tolist(), strict=True)
            if untold and name not in self.fit.at_bound
        ]
        if hardly and self.cases > 1 and done >= _ENOUGH:
            text += f" Not to be trusted, because the fit does not tell it: {', '.join(hardly)}."
        return text

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"


def bootstrap_formation(
    eco: Ecosystem | Case | Cohort,
    *,
    model: FormationModel,
    replicates: int = 500,
    seed: int = 0,
    progress: bool | None = False,
) -> FormationBootstrap:
    """How would the estimates vary, had other cases come?

    Cases are drawn with replacement, whole: each counts in the likelihood as often as it was drawn.
    Contacts are never drawn, since those of a case hang together. Each search begins one step of
    its cases' scores from the estimate. The pull on shifts is held as it was chosen.

    Parameters
    ----------
    eco
        A cohort.
    model
        What is free, what is pooled, and what is fixed.
    replicates
        How many, at least 1 (library default 500).
    seed
        Of the draws and of the fit's starts.
    progress
        Whether to show a progress bar; None: in a terminal.

    Returns
    -------
    FormationBootstrap
        Stopped from the keyboard, it gives what was done until then, and says so.

    Raises
    ------
    InvalidCaseError
        Where there is no replicate.

    Notes
    -----
    *Theory*: efron1993, hesterberg2015 (expanded percentile intervals) over cases, andrews2000
    (what is at a bound); published.

    *Laws*: cases that are all alike give an interval of no width; the same seed gives the same; a
    replicate is the fit of the cohort in which each case stands as often as it was drawn.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> model = FormationModel(id="rate", free=["rate"])
    >>> one = Ecosystem(read_example("first-contact"))
    >>> bootstrap_formation(one, model=model, replicates=20).statement().split(". ")[1]
    'One case does not tell how much cases differ: no interval.'
    """
    eco = opened(eco)
    if not (replicates >= 1 and replicates % 1 == 0):
        raise InvalidCaseError("bootstrap_formation.replicates", "one at least", shown(replicates))
    cells = at_risk(eco, model.parameters)
    return bootstrapped(cells, model, int(replicates), seed=seed, progress=progress)


def bootstrapped(
    cells: AtRisk,
    model: FormationModel,
    replicates: int,
    *,
    seed: int,
    progress: bool | None = False,
) -> FormationBootstrap:
    """The bootstrap of a model over the cases of these cells."""
    random = generator(seed)
    fit = fitted(cells, model, random, 4)
    made = objective(cells, model)
    if fit.pooling is not None:
        made = made.penalised(fit.pooling.kappa)
    at = _place(made, fit)
    rows: list[tuple[Floats, Floats]] = []  # of a replicate both, or neither, if interrupted
    asked, failed, interrupted = replicates, 0, False
    known = len(cells) > 0 and len(made.names) > 0
    refit = _Refit(made, at)
    try:
        for weights in _counts(random, made.cases, asked if known else 0, progress):
            found = refit(weights)
            if found is None:
                failed += 1
            else:
                rows.append((found, weights))
    except KeyboardInterrupt:
        interrupted = True
    return _told(fit, made, at, rows, _Counts(asked, failed, interrupted, seed))


class _Counts(NamedTuple):
    """What was asked for, and what became of it."""

    asked: int
    failed: int
    interrupted: bool
    seed: int


def _counts(
    random: np.random.Generator, cases: int, count: int, progress: bool | None
) -> Iterable[Floats]:
    """How often each case was drawn, replicate by replicate."""
    from tqdm import tqdm

    each: Iterable[Floats] = tqdm(
        (drawn_counts(random, cases, 1)[0] for _ in range(count)),
        total=count,
        desc="bootstrap",
        unit="fit",
        leave=False,
        disable=None if progress is None else not progress,
    )
    return each


class _Refit:
    """Fits to weighted cases, each begun where the scores of the cases point to."""

    def __init__(self, made: Objective, at: Floats) -> None:
        self.made, self.at = made, at
        self.scores = made.scores(at)
        information = made.evaluate(at)[2]
        scale = np.sqrt(np.maximum(np.diag(information), 1e-12))
        self.inverse = np.linalg.pinv(information / np.outer(scale, scale), rcond=1e-6)
        self.inverse /= np.outer(scale, scale)

    def __call__(self, weights: Floats) -> Floats | None:
        made = self.made
        if not weights[made.agreed.case].any():
            return None
        step = np.clip(self.inverse @ ((weights - 1) @ self.scores), -1, 1)
        found = maximise(
            lambda at: made.evaluate(at, weights),
            inside(self.at + step, made.bounds),
            made.bounds,
            tolerance=1e-7,
        )
        return found.point if found.converged else None


def _told(
    fit: FormationFit,
    made: Objective,
    at: Floats,
    rows: list[tuple[Floats, Floats]],
    counts: _Counts,
) -> FormationBootstrap:
    found = np.array([row for row, _ in rows]).reshape(len(rows), len(made.names))
    for k, name in enumerate(made.names):
        found[:, k] = _value(name, found[:, k])
    cases = len(np.unique(np.concatenate((made.agreed.case, made.open.case))))
    interval = np.full((len(made.names), 2), np.nan)
    error = np.full(len(made.names), np.nan)
    if len(rows) >= _ENOUGH and cases > 1:
        told = [k for k, name in enumerate(made.names) if name not in fit.at_bound]
        ends = replicate_interval(found[:, told], expanded_level(0.95, cases))
        interval[told] = np.stack(ends, axis=1)
        error[told] = found[:, told].std(axis=0, ddof=1)
    known = fit.cells > 0
    return FormationBootstrap(
        fit=fit,
        cases=cases,
        names=made.names,
        estimate=np.array(
            [
                float(_value(n, x)) if known else math.nan
                for n, x in zip(made.names, at, strict=True)
            ]
        ),
        replicates=found,
        drawn=np.array([weights for _, weights in rows]).reshape(len(rows), made.cases),
        settings=tuple(settled(made, row) for row, _ in rows),
        standard_error=error,
        interval=interval,
        asked=counts.asked,
        failed=counts.failed,
        interrupted=counts.interrupted,
        seed=counts.seed,
    )


def _value(name: str, at: float | Floats) -> Floats:
    return np.asarray(at, dtype=np.float64) if ":" in name else from_search(name, at)


def _place(made: Objective, fit: FormationFit) -> Floats:
    """Where the fit ended, on the scale of the search."""
    shifts = fit.pooling.shift if fit.pooling is not None else np.zeros(0)
    at = np.concatenate((settings_at(fit.parameters, fit.model.free), shifts))
    return np.clip(at, made.bounds[:, 0], made.bounds[:, 1])
