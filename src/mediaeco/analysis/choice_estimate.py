"""What choices tell of the reasons for them: estimates of a conditional logit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.choice import ChoiceSets, kept_choices
from mediaeco.kernels.choice_fit import ChoiceFit, fit_choice
from mediaeco.kernels.quantile import expanded_level
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model import Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["ChoiceEstimate", "estimate_choice"]

_LISTED = 3


@frozen(kw_only=True, eq=False, repr=False)
class ChoiceEstimate(Result):
    """Coefficients of a model of choice: what made an alternative likelier to be chosen.

    Parameters
    ----------
    label
        Whose choices they are: ``"both sides"``, ``"therapist"``.
    question
        What was chosen: ``"channel"``, ``"receiver"``, ``"sender"``.
    names
        Of the features.
    estimate
        Log odds ratio of one more of a feature, all else the same; NaN where ``reason`` says why;
        shape (features,).
    covariance
        Model-based, from the information; NaN likewise; shape (features, features).
    clustered
        The same where choices of one case, or of one sender in a network, depend on one another;
        NaN with fewer than two of them, and where one alone tells of a feature; shape
        (features, features).
    bootstrap
        Estimates in samples of clusters drawn with replacement; shape (replicates, features), of no
        row where none was asked for.
    reason
        Why there is no estimate; empty where there is one; shape (features,).
    parameters
        Number of coefficients that the choices told, those that run to infinity among them.
    log_likelihood, null_log_likelihood
        At the estimate, and where every alternative is as likely; 0 without a choice.
    choices
        Choices between several alternatives, which the model is fitted to.
    single
        Choices left out, because there was one alternative alone.
    alternatives
        Mean number of alternatives a choice; NaN without a choice.
    clusters
        Cases, or senders of a network, that the choices are from.
    ridge
        Penalty; above 0 estimates are drawn to 0.
    condition
        Condition number of the information, free of units; NaN without an estimate. Above some
        thousands features can hardly be told apart.
    iterations
        Newton steps.
    converged
        False where the search was cut off.
    """

    label: str
    question: str
    names: tuple[str, ...]
    estimate: Floats
    covariance: Floats
    clustered: Floats
    bootstrap: Floats
    reason: tuple[str, ...]
    parameters: int
    log_likelihood: float
    null_log_likelihood: float
    choices: int
    single: int
    alternatives: float
    clusters: int
    ridge: float
    condition: float
    iterations: int
    converged: bool

    @property
    def standard_error(self) -> Floats:
        """Model-based standard errors; shape (features,)."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def clustered_error(self) -> Floats:
        """Standard errors clustered by case, or sender; shape (features,)."""
        return np.sqrt(np.diag(self.clustered))

    @property
    def error_kind(self) -> str:
        """``"clustered"`` where there are more clusters than coefficients, else ``"model"``.

        With fewer the clustered covariance is singular: library's rule.
        """
        return "clustered" if self.clusters > max(self.parameters, 1) else "model"

    @property
    def aic(self) -> float:
        """``2 * parameters - 2 log likelihood``; NaN without a choice, or with a penalty."""
        if not self.choices or self.ridge > 0:
            return math.nan
        return 2.0 * self.parameters - 2.0 * self.log_likelihood

    @property
    def pseudo_r2(self) -> float:
        """McFadden's ``1 - log L / log L0``, from 0 to 1; NaN without a choice."""
        if not self.null_log_likelihood < 0:
            return math.nan
        return 1.0 - self.log_likelihood / self.null_log_likelihood

    def interval(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        """Ends of the intervals of the estimates, shape (features,) each.

        Of clustered errors by Student's t with one degree of freedom less than there are clusters,
        of model-based ones by the normal distribution.
        """
        from scipy.special import ndtri, stdtrit

        share = (1 + confidence) / 2
        half = float(ndtri(share)) * self.standard_error
        if self.error_kind == "clustered":
            half = float(stdtrit(self.clusters - 1, share)) * self.clustered_error
        return self.estimate - half, self.estimate + half

    def bootstrap_interval(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        """Expanded percentiles of the bootstrap, which allow for few clusters.

        NaN without one, and where a sample has no estimate.
        """
        if self.clusters < 2 or not len(self.bootstrap):
            return np.full(len(self.names), np.nan), np.full(len(self.names), np.nan)
        held = expanded_level(confidence, self.clusters)
        low, high = np.quantile(self.bootstrap, [(1 - held) / 2, (1 + held) / 2], axis=0)
        return low, high

    def to_frame(self) -> TidyTable:
        """One row a feature."""
        low, high = self.interval()
        columns = {
            "who": [self.label] * len(self.names),
            "feature": list(self.names),
            "estimate": self.estimate,
            "standard_error": self.standard_error,
            "clustered_error": self.clustered_error,
            "low": low,
            "high": high,
            "odds_ratio": np.exp(self.estimate),
        }
        if len(self.bootstrap):
            columns["bootstrap_low"], columns["bootstrap_high"] = self.bootstrap_interval()
        return TidyTable(columns | {"reason": list(self.reason)})

    def fit_frame(self) -> TidyTable:
        """How well the model does, in one row."""
        return TidyTable(
            {
                "who": [self.label],
                "choices": [self.choices],
                "single": [self.single],
                "alternatives": [self.alternatives],
                "clusters": [self.clusters],
                "log_likelihood": [self.log_likelihood],
                "null": [self.null_log_likelihood],
                "aic": [self.aic],
                "pseudo_r2": [self.pseudo_r2],
                "condition": [self.condition],
                "converged": [self.converged],
            }
        )

    def statement(self) -> str:
        """Say in a few sentences what was found, and what the choices cannot tell."""
        if not self.choices:
            return f"{self.label}: no choice of a {self.question} between several to learn from."
        low, high = self.interval()
        told = [
            f"{name} {value:.2f} [{least:.2f}, {most:.2f}]"
            for name, value, least, most in zip(self.names, self.estimate, low, high, strict=True)
            if math.isfinite(value)
        ]
        parts = [
            f"{self.label}: {self.choices} choices of a {self.question} among "
            f"{self.alternatives:.1f} on average, {self.single} with one alternative left out",
            f"log odds ratios [95 %, {self.error_kind}] {', '.join(told) or 'none'}",
            f"log likelihood {self.log_likelihood:.1f}, pseudo-R2 {self.pseudo_r2:.2f}",
        ]
        parts += [
            f"no estimate of {name}: {why}"
            for name, why in zip(self.names, self.reason, strict=True)
            if why
        ]
        if self.error_kind == "model":
            parts.append(
                f"with {self.clusters} cluster{'' if self.clusters == 1 else 's'} for "
                f"{self.parameters} coefficients intervals take choices for independent of one "
                f"another, and may be too narrow"
            )
        if self.ridge > 0:
            parts.append(f"estimates are drawn to 0 by a penalty of {self.ridge:g}")
        if not self.converged:
            parts.append("the search was cut off before it settled")
        return "; ".join(parts) + "."


def estimate_choice(
    sets: ChoiceSets,
    cluster: Ints,
    *,
    who: tuple[str, str],
    names: Sequence[str],
    ridge: float = 0.0,
    draws: tuple[int, int] = (0, 0),
) -> ChoiceEstimate:
    """Fit a conditional logit, and say what it cannot tell.

    Parameters
    ----------
    sets
        What could have been chosen, and what was.
    cluster
        Case, or sender, of each choice; from 0; shape (choices,).
    who
        Label, and what was chosen.
    names
        Of the features.
    ridge
        Penalty, at least 0; see `mediaeco.kernels.choice_fit.fit_choice`.
    draws
        Number of bootstrap samples of clusters, and their seed.

    Returns
    -------
    ChoiceEstimate
        Choices with one alternative alone are left out, and counted.

    Raises
    ------
    InvalidCaseError
        Where the penalty is below 0.

    Notes
    -----
    *Theory*: mcfadden1974, albert1984, liang1986, mancl2001, hesterberg2015 (expanded percentile
    intervals); published. Which errors the intervals
    take is the library's rule.
    """
    if not 0 <= ridge < math.inf:
        raise InvalidCaseError("ridge", "a penalty of at least 0", shown(ridge))
    several = sets.alternatives > 1
    sets, cluster = kept_choices(sets, several), np.asarray(cluster)[several]
    fit = fit_choice(sets, cluster=cluster, ridge=ridge)
    count = len(sets.chosen)
    return ChoiceEstimate(
        label=who[0],
        question=who[1],
        names=tuple(names),
        estimate=fit.estimate,
        covariance=fit.covariance,
        clustered=fit.clustered,
        bootstrap=_bootstrap(sets, cluster, fit, ridge, draws),
        reason=_reasons(fit, names, count),
        parameters=len(names) - int(fit.unvarying.sum()) - len(fit.collinear),
        log_likelihood=fit.log_likelihood,
        null_log_likelihood=fit.null_log_likelihood,
        choices=count,
        single=int((~several).sum()),
        alternatives=float(sets.alternatives.mean()) if count else math.nan,
        clusters=len(np.unique(cluster)),
        ridge=float(ridge),
        condition=fit.condition,
        iterations=fit.iterations,
        converged=fit.converged,
    )


def _bootstrap(
    sets: ChoiceSets, cluster: Ints, fit: ChoiceFit, ridge: float, draws: tuple[int, int]
) -> Floats:
    """Estimates in samples of clusters; each sample is a fit with weights of its own."""
    replicates, seed = draws
    _, of = np.unique(cluster, return_inverse=True)
    units = int(of.max(initial=-1)) + 1
    if not replicates or units < 2:
        return np.full((replicates if units else 0, len(fit.estimate)), np.nan)
    times = drawn_counts(generator(seed), units, replicates)[:, of]
    return np.array(
        [
            fit_choice(
                kept_choices(sets, row > 0), weight=row[row > 0], ridge=ridge, start=fit.estimate
            ).estimate
            for row in times
        ]
    )


def _reasons(fit: ChoiceFit, names: Sequence[str], choices: int) -> tuple[str, ...]:
    if not choices:
        return ("there was no choice between several",) * len(names)
    together: Mapping[str, Bools] = {
        "it moves only together with {}": fit.collinear,
        "no choice went against it{}: its likelihood rises without end": fit.separated,
    }
    reasons = []
    for k, unvarying in enumerate(fit.unvarying.tolist()):
        reason = "it is the same for all alternatives of every choice" if unvarying else ""
        for text, of in together.items():
            mine = of[of[:, k]] if not reason else of[:0]
            if len(mine):
                others = [name for j, name in enumerate(names) if j != k and mine[:, j].any()]
                reason = text.format(_listed(others, joined="together" not in text))
        reasons.append(reason)
    return tuple(reasons)


def _listed(names: Sequence[str], *, joined: bool) -> str:
    shown = ", ".join(names[:_LISTED])
    if len(names) > _LISTED:
        shown += f" and {len(names) - _LISTED} more"
    return f" (with {shown})" if joined and shown else shown
