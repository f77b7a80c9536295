"""Choose the free settings of a model of formation so that they make likeliest what was agreed."""

from __future__ import annotations

import math
from collections.abc import Mapping

import attrs
import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.forming.information import uncertainty
from mediaeco.forming.likelihood import COLUMNS, AtRisk, at_risk, log_likelihood
from mediaeco.forming.model import FormationModel
from mediaeco.forming.objective import Objective, objective, settled
from mediaeco.forming.parameter import FormationParameters
from mediaeco.forming.pooling import Pooling, choose_kappa, spread_over_kappa
from mediaeco.forming.scale import BOUNDS
from mediaeco.forming.search import searched
from mediaeco.kernels.array import Floats
from mediaeco.model import Case, Cohort, Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["BOUNDS", "FormationFit", "fit_formation", "fitted", "of_start", "of_time"]


@frozen(kw_only=True, eq=False, repr=False)
class FormationFit(Result):
    """The settings that make likeliest what was agreed, and how far the data tell them.

    Parameters
    ----------
    model
        What was free, and what was fixed.
    parameters
        All settings, the free ones as estimated, shifts of elements and channels written into
        ``rates`` and ``channel_effects``: ready for `mediaeco.forming.formation`.
    estimate
        Of the free settings, in the order of ``model.free``.
    standard_error
        By the observed information; NaN where ``warnings`` says why; shape (settings,).
    robust_error
        The same by the sandwich over cases, which holds also where elements and contacts of a case
        hang together, but not where cases differ in their rate: that shifts the estimate itself
        (`fit_varying` lets them); NaN as above and with hardly more cases than settings.
    interval
        95 %, even on the scale of `covariance` and brought back, so that it stays within the
        bounds, which it may end at; NaN as above; shape (settings, 2).
    covariance
        Of the log odds of rate, exposure and content, of ``log(primacy_contacts)`` and of
        ``log(1 + primacy)``; shape (settings, settings).
    condition
        Condition number of the information scaled to a diagonal of 1: from 1 (each setting is told
        by itself) upward; infinite where a direction is flat, NaN without free settings.
    warnings
        What these data do not tell, in plain sentences; empty where all is told.
    log_likelihood
        At the estimate, by case; shape (cases,). Minus infinity where the model gives no chance to
        something that was agreed.
    aic
        ``2 * free settings - 2 log likelihood``, with the effective number of settings where shifts
        are pooled; NaN where nothing could be agreed.
    effective
        That number.
    agreed
        Number of elements agreed in contacts between the two.
    cells
        Number of contacts at which an element could have been agreed, over all elements.
    impossible
        Elements agreed at contacts that the fitted model gives no chance of agreeing them.
    at_bound
        Free settings that ended at an end of `BOUNDS`: the data say "no less" or "no more".
    converged
        False where the search was cut off.
    starts, reached, spread
        Number of starts, how many of them ended at the best, and how much lower in log likelihood
        the lowest ended.
    pooling
        Shifts of elements and channels; None where none were asked for.
    """

    model: FormationModel
    parameters: FormationParameters
    estimate: Floats
    standard_error: Floats
    robust_error: Floats
    interval: Floats
    covariance: Floats
    condition: float
    warnings: tuple[str, ...]
    log_likelihood: Floats
    aic: float
    effective: float
    agreed: int
    cells: int
    impossible: int
    at_bound: tuple[str, ...]
    converged: bool
    starts: int
    reached: int
    spread: float
    pooling: Pooling | None

    def to_frame(self) -> TidyTable:
        """One row a free setting."""
        return TidyTable(
            {
                "model": [self.model.id] * len(self.estimate),
                "parameter": list(self.model.free),
                "estimate": self.estimate,
                "standard_error": self.standard_error,
                "robust_error": self.robust_error,
                "low": self.interval[:, 0],
                "high": self.interval[:, 1],
                "at_bound": [name in self.at_bound for name in self.model.free],
            }
        )

    def statement(self) -> str:
        """Say in a few sentences what was fitted to what, and what it cannot say."""
        cases = len(self.log_likelihood)
        text = (
            f"Model {self.model.id} was fitted by maximum likelihood to {self.agreed} agreed "
            f"element{'' if self.agreed == 1 else 's'} at {self.cells} contacts that could agree "
            f"one, in {cases} case{'' if cases == 1 else 's'} (log likelihood "
            f"{self.log_likelihood.sum():z.1f}, AIC {self.aic:.1f}; {self.reached} of "
            f"{self.starts} starts reached it)."
        )
        if not self.converged:
            text += " The search was cut off before it had settled."
        return " ".join((text, *self.warnings))

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"

    def _repr_html_(self) -> str:
        return f"<p>{self.statement()}</p>{self.summary()._repr_html_()}"


def fit_formation(
    eco: Ecosystem | Case | Cohort, *, model: FormationModel, starts: int = 4, seed: int = 0
) -> FormationFit:
    """Which settings make likeliest what was agreed, and when?

    Maximum likelihood by Newton's method with slope and curvature worked out, within `BOUNDS`, from
    several starts. Rate, exposure and content lie between 0 and 1, so that their intervals are made
    of their log odds; primacy_contacts is above 0, and its interval made of its logarithm;
    primacy is at least 0, which is also the null, and its interval, of ``log(1 + primacy)``, may
    end there. 0 and 1 are nulls of exposure and content as well, which no log odds could hold:
    their interval ends there where the likelihood is no more than 1.92 below its largest.

    Parameters
    ----------
    eco
        One case or a cohort.
    model
        What is free, what is pooled, and what is fixed.
    starts
        Number of starts, at least 1: the settings of the model, then random ones (library
        default 4).
    seed
        Of the random starts, and of the parts of cross-validation where shifts are pooled.

    Returns
    -------
    FormationFit
        The best of the starts. Estimates are NaN where nothing could be agreed: no contact between
        the two, or no element. Standard errors are NaN where the data do not tell, and a sentence
        in ``warnings`` says why: a setting at a bound, a flat direction (its settings by name), no
        agreed element, one case alone, content and medium that always go together,
        appropriation that never varies, primacy that may be 0.

    Raises
    ------
    InvalidCaseError
        Where there is no start, or a channel lacks the profile that the model is made from.

    Notes
    -----
    *Theory*: valenciarey, claims A1 to A5; the hazard is the library's proposal, maximum likelihood
    is published, and so is the sandwich (white1982). Shifts by element and channel are those of a
    ridge (hoerl1970): ``kappa / 2`` times their sum of squares is taken off. They are not made
    to sum to 0: about a free rate those of each kind do by themselves, because else the rate
    could take their mean over.

    *Laws*: no start is better than the estimate; a model that frees more settings is never less
    likely; the order of cases does not matter but for rounding; a cohort told twice has the same
    estimate and half the covariance; scores of cases sum to 0 where no setting is at a bound; an
    endless pull is the model without shifts, none a rate for each element.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> model = FormationModel(id="free rate", free=["rate"])
    >>> found = fit_formation(Ecosystem(read_example("first-contact")), model=model)
    >>> bool(0 < found.estimate[0] < 1), found.warnings[0].partition(":")[0]
    (True, 'There is one case')
    """
    eco = opened(eco)
    if not (starts >= 1 and starts % 1 == 0):
        raise InvalidCaseError("fit_formation.starts", "one at least", shown(starts))
    cells = at_risk(eco, model.parameters)
    found = fitted(cells, model, generator(seed), int(starts))
    return attrs.evolve(found, warnings=(*of_start(model), *of_time(eco), *found.warnings))


def fitted(
    cells: AtRisk,
    model: FormationModel,
    random: np.random.Generator,
    starts: int,
    kappa: Mapping[str, float] | None = None,
) -> FormationFit:
    """Fit a model to cells at risk; ``kappa`` holds the pull by kind, where it is known."""
    made = objective(cells, model)
    known = len(cells) > 0
    tried: tuple[tuple[str, float, float], ...] = ()
    if kappa is None and model.pooled:
        if model.kappa is not None:
            kappa = dict.fromkeys(model.pooled, model.kappa)
        else:
            kappa, tried = choose_kappa(made, model.pooled, random)
    if kappa:
        made = made.penalised(kappa)
    found = searched(made, random, starts if known else 1)
    end = found.best
    parameters = settled(made, end.point)
    by_case, _ = log_likelihood(cells, parameters)
    total = float(by_case.sum())
    told = uncertainty(made, end)
    errors = told.shift_error
    if kappa and tried:
        errors = spread_over_kappa(made, end, errors, kappa, tried)
    count = len(model.free)
    estimate = np.array([getattr(parameters, name) for name in model.free], dtype=np.float64)
    return FormationFit(
        model=model,
        parameters=parameters,
        estimate=estimate if known else np.full(count, np.nan),
        standard_error=told.standard_error,
        robust_error=told.robust_error,
        interval=told.interval,
        covariance=told.covariance,
        condition=told.condition if known else math.nan,
        warnings=told.warnings if known else ("Nothing could be agreed: there is nothing to fit.",),
        log_likelihood=by_case,
        aic=2 * told.effective - 2 * total if known else math.nan,
        effective=told.effective,
        agreed=int(cells.agreed.sum()),
        cells=len(cells),
        impossible=_impossible(cells, parameters) if np.isneginf(by_case).any() else 0,
        at_bound=told.at_bound if known else (),
        converged=end.converged,
        starts=found.starts,
        reached=found.reached,
        spread=found.spread,
        pooling=_pooling(made, end.point, errors, kappa, tried),
    )


def _pooling(
    made: Objective,
    at: Floats,
    error: Floats,
    kappa: Mapping[str, float] | None,
    tried: tuple[tuple[str, float, float], ...],
) -> Pooling | None:
    if not made.model.pooled:
        return None
    count = len(made.model.free)
    parts = [name.partition(":") for name in made.names[count:]]
    return Pooling(
        kind=tuple(kind for kind, _, _ in parts),
        name=tuple(name for _, _, name in parts),
        shift=at[count:],
        standard_error=error,
        kappa=dict(kappa or {}),
        chosen=bool(tried),
        tried=tried,
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


def of_start(model: FormationModel) -> list[str]:
    """Say where the model's own settings lie beyond what is searched."""
    told = []
    for name in model.free:
        low, high = BOUNDS[name]
        value = getattr(model.parameters, name)
        if not low - 1e-6 <= value <= high + 1e-6:
            told.append(
                f"The search for {name} began at the end of its range ({low:g} to {high:g}): the "
                f"model's own, {value:g}, lies beyond."
            )
    return told


def of_time(eco: Ecosystem) -> list[str]:
    """Say where the order of contacts is that of the lines of a record alone."""
    table = eco.table
    if len(table) < 2 or (np.diff(table.time) != 0)[np.diff(table.case) == 0].any():
        return []
    if not (np.diff(table.case) == 0).any():
        return []
    return [
        "All contacts of each case bear one time: which came first is told by their order in the "
        "record alone."
    ]
