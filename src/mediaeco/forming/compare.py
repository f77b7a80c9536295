"""Models of formation side by side on one record."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError, MediaEcoError, shown
from mediaeco.forming.fit import FormationFit, fitted
from mediaeco.forming.likelihood import at_risk
from mediaeco.forming.model import FormationModel
from mediaeco.forming.nesting import LikelihoodRatio, likelihood_ratio
from mediaeco.forming.rival import FORMATION_MODELS
from mediaeco.forming.score import LogScore, beyond, difference_errors, scored
from mediaeco.kernels.array import Floats
from mediaeco.kernels.quantile import FEW
from mediaeco.model import Case, Cohort, Result, TidyTable
from mediaeco.model.latex import latex_table
from mediaeco.model.seed import generator

__all__ = ["ModelTable", "compare_models"]

_HEADINGS = {
    "model": "Model",
    "free": "$k$",
    "log_likelihood": r"$\log L$",
    "aic": "AIC",
    "aic_difference": r"$\Delta$AIC",
    "weight": "$w$",
    "log_score": "Log score",
    "score_difference": r"$\Delta$score",
    "score_se": "SE",
    "lr": "LR",
    "df": "df",
    "p": "$p$",
}
_FORMATS = {
    "free": ".3g",
    "log_likelihood": ".1f",
    "aic": ".1f",
    "aic_difference": ".1f",
    "weight": ".3f",
    "log_score": ".1f",
    "score_difference": ".1f",
    "score_se": ".1f",
    "lr": ".2f",
    "df": ".0f",
    "p": ".3g",
}
_Row = tuple[FormationFit | None, LogScore | None, str]


@frozen(kw_only=True, eq=False, repr=False)
class ModelTable(Result):
    """Models of formation fitted to one record, and how they stand to one another.

    Parameters
    ----------
    models
        In the order in which they were given.
    fits
        None where a model cannot be fitted.
    scores
        Log scores on cases left out; None as above, and where there is one case or none was asked
        for.
    unfitted
        Why a model was not fitted; empty where it was.
    reference
        Id of the model that those nested in it are tested against.
    cases
        Number of cases.
    folds
        Number of parts that cases were left out by; 0 where none were.
    interrupted
        True where it was stopped before all models were judged; those that were not say so in
        ``unfitted``.
    """

    models: tuple[FormationModel, ...]
    fits: tuple[FormationFit | None, ...]
    scores: tuple[LogScore | None, ...]
    unfitted: tuple[str, ...]
    reference: str
    cases: int
    folds: int
    interrupted: bool = False

    @property
    def aic(self) -> Floats:
        """By model; NaN where it was not fitted, infinite where its likelihood is 0."""
        return np.array([math.nan if fit is None else fit.aic for fit in self.fits])

    @property
    def weight(self) -> Floats:
        """Akaike weights: how far each would be the best for data to come; they sum to 1."""
        raw = np.exp(-beyond(self.aic, np.fmin.reduce(self.aic, initial=math.inf)) / 2)
        whole = np.nansum(raw)
        return np.asarray(raw / whole if whole > 0 else np.full(len(raw), np.nan))

    def tests(self) -> tuple[LikelihoodRatio, ...]:
        """Likelihood-ratio tests of every pair of which one is a special case of the other."""
        known = [fit for fit in self.fits if fit is not None]
        pairs = (likelihood_ratio(null, general) for general in known for null in known)
        return tuple(test for test in pairs if test is not None)

    def to_frame(self) -> TidyTable:
        """One row a model: how well it fits and foretells, and its test against the reference."""
        aic, total = self.aic, self._totals()
        tests = [self._test(fit) for fit in self.fits]
        return TidyTable(
            {
                "model": [model.id for model in self.models],
                "free": _column(self.fits, lambda fit: fit.effective),
                "log_likelihood": _column(self.fits, lambda fit: float(fit.log_likelihood.sum())),
                "aic": aic,
                "aic_difference": beyond(aic, np.fmin.reduce(aic, initial=math.inf)),
                "weight": self.weight,
                "log_score": total,
                "score_difference": beyond(total, np.fmax.reduce(total, initial=-math.inf)),
                "score_se": difference_errors(self.scores, total),
                "lr": _column(tests, lambda test: test.statistic),
                "df": _column(tests, lambda test: float(test.df)),
                "p": _column(tests, lambda test: test.p),
                "approximate": [test is not None and test.approximate for test in tests],
                "note": [
                    _note(why, fit, test)
                    for why, fit, test in zip(self.unfitted, self.fits, tests, strict=True)
                ],
            }
        )

    def summary(self) -> TidyTable:
        """The table of a paper: as `to_frame`, without the notes."""
        frame = self.to_frame()
        return TidyTable({name: frame[name] for name in _HEADINGS})

    def to_latex(self, *, caption: str = "") -> str:
        r"""Write the table for a paper; it needs ``\usepackage{booktabs}``."""
        return latex_table(
            self.summary(),
            headings=_HEADINGS,
            formats=_FORMATS,
            caption=caption or "Models of formation.",
            note=self.statement(),
        )

    def statement(self) -> str:
        """Say in a few sentences what was compared, what came out, and what p stands on."""
        fit = next((each for each in self.fits if each is not None), None)
        text = (
            f"{len(self.models)} models of formation were compared on {self.cases} "
            f"case{'' if self.cases == 1 else 's'}"
        )
        if fit is None:
            return f"{text}; none could be fitted."
        text += f" ({fit.agreed} agreed elements)."
        if fit.agreed == 0:
            return f"{text} Where nothing was agreed, nothing tells the models apart."
        if self.cases == 1:
            text += " One case does not tell how much cases differ; all of it is about this one."
        frame = self.to_frame()
        if np.isfinite(frame["aic"]).any():
            best = int(np.nanargmin(frame["aic"]))
            text += (
                f" By AIC {frame['model'][best]} is best (Akaike weight "
                f"{frame['weight'][best]:.2f})."
            )
        if np.isfinite(frame["log_score"]).any():
            best = int(np.nanargmax(frame["log_score"]))
            name = frame["model"][best]
            text += f" Left out in {self.folds} parts, cases are foretold best by {name}"
            others = np.flatnonzero(frame["score_difference"] + 2 * frame["score_se"] > 0)
            names = ", ".join(frame["model"][others].tolist())
            text += f", and within two standard errors of it: {names}." if names else "."
            if self.cases < FEW:
                text += f" Standard errors over fewer than {FEW} cases are rough."
        if np.isfinite(frame["lr"]).any():
            text += f" LR tests are against {self.reference}"
            text += "; some p values are approximate." if np.any(frame["approximate"]) else "."
        if impossible := [fit.model.id for fit in self.fits if fit and fit.impossible]:
            text += (
                f" By settings that were held fixed, something that was agreed had no chance under "
                f"{', '.join(impossible)}."
            )
        if any(self.unfitted):
            lost = [m.id for m, why in zip(self.models, self.unfitted, strict=True) if why]
            text += f" Not fitted: {', '.join(lost)}."
        if self.interrupted:
            text += " It was interrupted before all models were judged."
        return text

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"

    def _repr_html_(self) -> str:
        return f"<p>{self.statement()}</p>{self.summary()._repr_html_()}"

    def _totals(self) -> Floats:
        return _column(self.scores, lambda score: score.total)

    def _test(self, fit: FormationFit | None) -> LikelihoodRatio | None:
        places = [model.id for model in self.models]
        general = self.fits[places.index(self.reference)]
        return None if fit is None or general is None else likelihood_ratio(fit, general)


def compare_models(
    eco: Ecosystem | Case | Cohort,
    *,
    models: Sequence[FormationModel] = FORMATION_MODELS,
    reference: str | None = None,
    folds: int = 10,
    seed: int = 0,
) -> ModelTable:
    """Which model of formation does this record speak for?

    Each model is fitted by maximum likelihood (AIC, Akaike weights), tested against the reference
    where it is a special case of it, and judged by its log score on cases left out.

    Parameters
    ----------
    eco
        A cohort; one case gives no log score.
    models
        Those compared (library default: `FORMATION_MODELS`).
    reference
        Id of the model to test against; None: the first of those with most free settings.
    folds
        Number of parts by which cases are left out, at least 2; 0: none are left out (library
        default 10).
    seed
        Of the starts and the parts, which are the same for all models.

    Returns
    -------
    ModelTable
        A model that cannot be fitted, because a channel lacks a profile, stays in the table with
        the reason. Stopped from the keyboard, it gives the models judged until then. None of it
        says that a model is true: it says which do worse on this record.

    Raises
    ------
    InvalidCaseError
        Where there is no model, two have one id, there is no such reference, or one fold.

    Notes
    -----
    *Theory*: akaike1974, burnham2002 (weights), wilks1938, self1987, good1952, stone1974;
    published. Models that take another fit of media or other appropriation are no special cases of
    one another, and compare by AIC and log score alone.

    *Laws*: the order of models permutes rows; a model beside itself differs by nothing; weights sum
    to 1; a nested model is never likelier.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> one = Ecosystem(read_example("first-contact"))
    >>> table = compare_models(one, models=FORMATION_MODELS[:4], folds=0)
    >>> table.to_frame()["model"].tolist()
    ['co_appropriation', 'exposure_only', 'medium_only', 'content_only']
    """
    eco = opened(eco)
    asked = tuple(models)
    names = [model.id for model in asked]
    if not asked or len(set(names)) < len(names):
        raise InvalidCaseError("compare_models.models", "models, each with an id of its own",
                               "two of one id" if asked else "none")  # fmt: skip
    if reference is None:
        reference = max(asked, key=lambda model: len(model.free)).id
    elif reference not in names:
        raise InvalidCaseError("compare_models.reference", "the id of a model", "another word")
    if not (folds == 0 or (folds >= 2 and folds % 1 == 0)):
        raise InvalidCaseError("compare_models.folds", "two at least, or 0", shown(folds))
    rows, interrupted = _rows(eco, asked, int(folds), seed)
    return ModelTable(
        models=asked,
        fits=tuple(fit for fit, _, _ in rows),
        scores=tuple(score for _, score, _ in rows),
        unfitted=tuple(why for _, _, why in rows),
        reference=reference,
        cases=len(eco.cases),
        folds=max((score.folds for _, score, _ in rows if score is not None), default=0),
        interrupted=interrupted,
    )


def _rows(
    eco: Ecosystem, models: Sequence[FormationModel], folds: int, seed: int
) -> tuple[list[_Row], bool]:
    """Judge the models one by one, as long as nobody stops it; none is half judged."""
    rows: list[_Row] = []
    try:
        for model in models:
            row = _judged(eco, model, folds, seed)
            if row[1] is not None and row[1].interrupted:
                raise KeyboardInterrupt
            rows.append(row)
    except KeyboardInterrupt:
        if not rows:
            raise
        left = len(models) - len(rows)
        return rows + [(None, None, "it was interrupted before this model")] * left, True
    return rows, False


def _judged(eco: Ecosystem, model: FormationModel, folds: int, seed: int) -> _Row:
    try:
        cells = at_risk(eco, model.parameters)
    except MediaEcoError as error:
        return None, None, str(error)
    if len(cells) == 0:
        return None, None, "nothing could be agreed"
    fit = fitted(cells, model, generator(seed), 4)
    if not folds:
        return fit, None, ""
    score = scored(cells, eco.ids, model, folds, seed, fit)
    return fit, score if score.interrupted or not math.isnan(score.total) else None, ""


def _column(items: Sequence[Any], of: Callable[[Any], float]) -> Floats:
    return np.array([math.nan if item is None else of(item) for item in items], dtype=np.float64)


def _note(why: str, fit: FormationFit | None, test: LikelihoodRatio | None) -> str:
    told = [why] if why else []
    if fit is not None and fit.impossible:
        told.append(f"gives no chance to {fit.impossible} elements that were agreed")
    if test is not None:
        told.append(test.note)
    return "; ".join(told)
