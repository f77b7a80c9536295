"""Estimated initiative, responsiveness and latency, and what they say."""

from __future__ import annotations

import math
from html import escape
from statistics import NormalDist

import numpy as np
from attrs import frozen

from mediaeco.dynamics.hawkes import HawkesParameters
from mediaeco.dynamics.hawkes_record import HawkesRecord
from mediaeco.dynamics.hawkes_statement import statement
from mediaeco.kernels.array import Array, Floats
from mediaeco.model import Result, TidyTable

__all__ = ["HawkesFit"]


@frozen(kw_only=True, eq=False, repr=False)
class HawkesFit(Result):
    """Initiative, responsiveness and latency that make likeliest when contacts came.

    Parameters
    ----------
    record
        What was observed.
    mu
        Initiative, contacts a unit of time; NaN where it is not known; shape (kinds,).
    alpha
        Contacts of kind i that one of kind j calls forth; NaN where no contact of kind j was there
        to call; shape (kinds, kinds).
    beta
        Rate at which the excitation of each kind fades; NaN where nothing is called forth; shape
        (kinds,), all alike where it is shared.
    mu_error, alpha_error, beta_error
        Standard errors by observed information; NaN at a bound, and where not identified.
    radius, radius_error
        Spectral radius of alpha, and its standard error to first order; NaN where some alpha is not
        known.
    log_likelihood
        At the estimates.
    free
        Number of parameters estimated.
    condition
        Condition number of the information about logarithms; large: some are hardly told apart.
    fading
        Whether kinds share beta or have their own.
    fixed
        True where beta was given.
    level
        Of the intervals.
    converged
        False where the search was cut off, or could not begin.
    warnings
        What the record cannot tell, in sentences.
    levels
        Initiative of each case over the mean of all, for all kinds alike; None: the same in all;
        shape (cases,).
    """

    record: HawkesRecord
    mu: Floats
    alpha: Floats
    beta: Floats
    mu_error: Floats
    alpha_error: Floats
    beta_error: Floats
    radius: float
    radius_error: float
    log_likelihood: float
    free: int
    condition: float
    fading: str
    fixed: bool
    level: float
    converged: bool
    warnings: tuple[str, ...]
    levels: Floats | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the kinds are called."""
        return self.record.kinds

    @property
    def as_if(self) -> str:
        """What intervals by information take for granted of several cases."""
        return "as if cases were alike" + ("" if self.levels is None else " in all but initiative")

    @property
    def along(self) -> HawkesRecord:
        """The record along the levels of its cases."""
        return self.record.levelled(self.levels)

    @property
    def latency(self) -> Floats:
        """Mean time after which a contact that is called forth comes, 1 / beta; shape (kinds,)."""
        return 1 / self.beta

    @property
    def latency_hours(self) -> Floats:
        """Latency in hours; NaN where time is not in days."""
        return self.latency * (24.0 if self.record.unit == "day" else math.nan)

    @property
    def stationary(self) -> bool:
        """True where contacts die out or go on evenly: the spectral radius is below 1."""
        return bool(self.radius < 1)

    @property
    def parameters(self) -> HawkesParameters | None:
        """The estimates to simulate from; None where some is not known or kinds fade apart."""
        beta = np.unique(self.beta)
        known = not np.isnan(self.alpha).any() and not np.isnan(self.mu).any() and len(beta) == 1
        if not (known and self.stationary):
            return None
        fade = 1.0 if np.isnan(beta[0]) else float(beta[0])  # nothing is called forth
        return HawkesParameters(mu=self.mu, alpha=self.alpha, beta=fade, kinds=self.kinds)

    @property
    def aic(self) -> float:
        """``2 * free parameters - 2 * log likelihood``."""
        return 2 * self.free - 2 * self.log_likelihood

    @property
    def without(self) -> float:
        """Log likelihood of initiative alone: a Poisson process along the baseline."""
        record = self.record
        if self.levels is not None:
            own = np.bincount(record.case, record.counted, minlength=len(self.levels))
            share = np.divide(own, record.exposure, out=np.zeros(len(own)), where=own > 0)
            record = record.levelled(share * record.exposure.sum() / max(own.sum(), 1.0))
        counts, exposure = record.counts, float(record.exposure.sum())
        if not (counts.any() and exposure > 0):
            return math.nan
        some = counts[counts > 0]
        value = float(some @ np.log(some / exposure) - some.sum())
        if record.baseline is not None:
            with np.errstate(divide="ignore"):
                value += float(np.log(record.baseline[record.counted > 0]).sum())
        return value

    def bounds(self, estimate: Floats, error: Floats) -> tuple[Floats, Floats]:
        """Ends of the interval on a log scale; NaN where there is no error."""
        wide = NormalDist().inv_cdf((1 + self.level) / 2)
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            factor = np.exp(wide * error / estimate)
            return estimate / factor, estimate * factor

    def to_frame(self) -> TidyTable:
        """One row a parameter: who, in answer to whom, how much of what unit, how sure.

        What one kind calls forth of another is responsiveness between sides, pull between channels.
        """
        names, wide = np.array(self.kinds, dtype=np.str_), len(self.kinds)
        target, source = np.indices((wide, wide)).reshape(2, -1)
        estimate = np.concatenate([self.mu, self.alpha.ravel(), self.latency])
        slower = self.latency * self.beta_error / self.beta
        error = np.concatenate([self.mu_error, self.alpha_error.ravel(), slower])
        low, high = self.bounds(estimate, error)
        kind: Array = np.where(target == source, "self-excitation", self.record.between)
        unit = self.record.unit
        return TidyTable(
            {
                "parameter": np.concatenate([["initiative"] * wide, kind, ["latency"] * wide]),
                "kind": np.concatenate([names, names[target], names]),
                "to": np.concatenate([[""] * wide, names[source], [""] * wide]),
                "unit": [f"per {unit}"] * wide + ["contacts"] * wide**2 + [f"{unit}s"] * wide,
                "estimate": estimate,
                "error": error,
                "low": low,
                "high": high,
            }
        )

    def summary(self) -> TidyTable:
        """One row: how much was observed, how it fits, and whether contacts die out."""
        low, high = self.bounds(np.array(self.radius), np.array(self.radius_error))
        return TidyTable(
            {
                "cases": [len(self.record.until)],
                "contacts": [int(self.record.counts.sum())],
                "exposure": [float(self.record.exposure.sum())],
                "radius": [self.radius],
                "low": [float(low)],
                "high": [float(high)],
                "log_likelihood": [self.log_likelihood],
                "without": [self.without],
                "aic": [self.aic],
                "converged": [self.converged],
                "warnings": [len(self.warnings)],
            }
        )

    def statement(self) -> str:
        """Say in a few sentences what was fitted to what, what was found, and what it cannot say.

        Intervals are by information; `HawkesIntervals.statement` has those over cases.
        """
        low, high = self.bounds(np.array(self.radius), np.array(self.radius_error))
        alike = f", {self.as_if}" if len(self.record.until) > 1 else ""
        return statement(
            self,
            self.to_frame(),
            (self.radius, float(low), float(high)),
            how=f"{self.level:.0%} intervals by observed information{alike}",
        )

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.statement())}</p>{self.summary()._repr_html_()}"
