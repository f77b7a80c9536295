"""How well a fitted Hawkes process foretells contacts that it was not fitted to."""

from __future__ import annotations

import math
from html import escape

import attrs
import numpy as np
from attrs import frozen

from mediaeco.dynamics.hawkes_estimate import HawkesFit
from mediaeco.dynamics.hawkes_record import HawkesRecord
from mediaeco.dynamics.hawkes_rescaling import TimeRescaling, rescaled
from mediaeco.dynamics.response_record import Window, contact_record
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.hawkes_likelihood import log_likelihood
from mediaeco.model import Result, TidyTable

__all__ = ["ResponseScore", "response_score"]


@frozen(kw_only=True, eq=False, repr=False)
class ResponseScore(Result):
    """How well a fit does on another record.

    Parameters
    ----------
    fit
        Whose estimates.
    record
        What they were held against.
    log_likelihood
        Of that record under the estimates; minus infinity where they gave no chance to what came;
        NaN where they are not known.
    initiative
        Likewise, of the rates of the record that was fitted alone: nothing called forth.
    rescaling
        Gaps of that record, measured by what the fit expects; its p is honest, since nothing was
        fitted to them.
    """

    fit: HawkesFit
    record: HawkesRecord
    log_likelihood: float
    initiative: float
    rescaling: TimeRescaling

    @property
    def gain(self) -> float:
        """Nats a contact above initiative alone; NaN without a contact, or where both are lost."""
        contacts = int(self.record.counts.sum())
        return (self.log_likelihood - self.initiative) / contacts if contacts else math.nan

    def to_frame(self) -> TidyTable:
        """One row."""
        return TidyTable(
            {
                "cases": [len(self.record.until)],
                "contacts": [int(self.record.counts.sum())],
                "log_likelihood": [self.log_likelihood],
                "initiative": [self.initiative],
                "gain": [self.gain],
                "mean": self.rescaling.mean[-1:],
                "ks": self.rescaling.statistic[-1:],
                "p": self.rescaling.p[-1:],
            }
        )

    def statement(self) -> str:
        """Say in a sentence or two how well contacts were foretold."""
        count, cases = int(self.record.counts.sum()), len(self.record.until)
        text = f"{count:,} contacts of {cases:,} cases were held against a fit to others"
        if not np.isfinite(self.gain):
            return f"{text}; how well it foretells them is not defined."
        return (
            f"{text}: log likelihood {self.log_likelihood:.1f}, {self.gain:.3f} nats a contact "
            f"above initiative alone ({self.initiative:.1f}); distance by time rescaling "
            f"{self.rescaling.statistic[-1]:.3f} (p = {self.rescaling.p[-1]:.3g}), mean gap "
            f"{self.rescaling.mean[-1]:.2f}, where 1 is right."
        )

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.statement())}</p>{self.summary()._repr_html_()}"


def response_score(
    fit: HawkesFit,
    later: HawkesRecord | Ecosystem,
    *,
    channel: str | None = None,
    window: Window | None = None,
) -> ResponseScore:
    """How well does a fit foretell contacts that it was not fitted to?

    Parameters
    ----------
    fit
        From `mediaeco.dynamics.response`, `mediaeco.dynamics.switching_ecology` or
        `mediaeco.dynamics.fit_hawkes`.
    later
        Other cases, or another time of the same ones: an ecosystem, whose contacts are told apart
        and follow a rhythm as those of the fit did; or a record.
    channel, window
        As in `mediaeco.dynamics.response`, for an ecosystem.

    Returns
    -------
    ResponseScore
        Log likelihood and time rescaling under the estimates as they stand, with the initiative of
        the mean case where each had its own. Contacts before the
        window, which may have called forth some within, are not known to it.

    Raises
    ------
    InvalidCaseError
        Where the record has kinds that the fit does not know, or another unit of time.
    UnknownTermError
        Where there is no such channel.

    Notes
    -----
    *Theory*: good1952 (log score), ogata1988, brown2002; published. Gain over initiative alone:
    library's proposal.

    *Laws*: where initiative is shared, the score on its own record is the log likelihood of the
    fit, and the gaps are those of `time_rescaling`; no score of a record is above that of its own
    fit; records add up.

    Examples
    --------
    >>> from mediaeco.dynamics.hawkes import HawkesParameters, simulate_hawkes
    >>> from mediaeco.dynamics.hawkes_fit import fit_hawkes
    >>> dyad = HawkesParameters(mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=4.0)
    >>> first, others = (
    ...     fit_hawkes([simulate_hawkes(dyad, until=100, seed=k + i) for k in range(8)])
    ...     for i in (0, 100)
    ... )
    >>> found = response_score(first, others.record)
    >>> found.gain > 0, found.log_likelihood < others.log_likelihood
    (True, True)
    """
    record = later
    if isinstance(record, Ecosystem):
        record = contact_record(
            record,
            by=fit.record.by,
            channel=channel,
            window=window,
            rhythm=fit.record.rhythm,
        )
    record = _alike(fit, record)
    return ResponseScore(
        fit=fit,
        record=record,
        log_likelihood=_value(fit, record),
        initiative=_initiative(fit.record, record),
        rescaling=rescaled(fit, record),
    )


def _alike(fit: HawkesFit, record: HawkesRecord) -> HawkesRecord:
    """The record with the kinds of the fit, in its order."""
    if not set(record.kinds) <= set(fit.kinds) or record.unit != fit.record.unit:
        raise InvalidCaseError(
            "response_score.later",
            f"kinds that the fit has, and time in {fit.record.unit}s",
            "others",
            "Fit all kinds, or `select` those that were fitted.",
        )
    if record.kinds == fit.kinds:
        return record
    place = np.array([fit.kinds.index(kind) for kind in record.kinds], dtype=np.int64)
    return attrs.evolve(record, kinds=fit.kinds, kind=place[record.kind])


def _value(fit: HawkesFit, record: HawkesRecord) -> float:
    found = log_likelihood(
        record.past,
        fit.mu,
        np.nan_to_num(fit.alpha),
        np.nan_to_num(fit.beta, nan=1.0),
        baseline=record.baseline,
        exposure=float(record.exposure.sum()),
        counted=record.counted,
    )
    return found.value


def _initiative(seen: HawkesRecord, record: HawkesRecord) -> float:
    """Log likelihood of rates that are those of the record seen before, and nothing else."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = seen.counts / seen.exposure.sum()
        some = record.counts > 0
        value = float(record.counts[some] @ np.log(rate[some]) - rate.sum() * record.exposure.sum())
        if record.baseline is not None:
            value += float(np.log(record.baseline[record.counted > 0]).sum())
    return value
