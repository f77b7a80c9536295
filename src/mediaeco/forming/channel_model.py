"""The model behind the effects of channels: trials, design and fit."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.forming.path import Paths
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.journey import Trials, contact_trials, journey_trials
from mediaeco.kernels.pooled_binomial import (
    PooledBinomial,
    hazard_curvature,
    logit_curvature,
    pooled_binomial,
)

__all__ = ["ChannelModel"]

_LOOSE = 50.0  # a standard error of a logarithm that says: anything


@frozen(kw_only=True, eq=False)
class ChannelModel:
    """How journeys convert, contact by contact or each as a whole.

    Parameters
    ----------
    channels
        Number of channels.
    used
        Codes of those that were used; shape (U,).
    trials
        Contacts or journeys, with how often each used channel counts.
    design
        Columns that coefficients belong to: one for all trials before the used channels, or
        these alone.
    hazard
        Whether coefficients are log hazards, or log odds.
    pooled
        Whether channels are drawn together.
    """

    channels: int
    used: Ints
    trials: Trials
    design: Floats
    hazard: bool
    pooled: bool

    @staticmethod
    def of(paths: Paths, *, hazard: bool, stops: bool, pooled: bool) -> ChannelModel:
        """Lay out the trials of some paths."""
        count = len(paths.channels)
        used = np.flatnonzero(np.bincount(paths.channel, minlength=count))
        code = np.zeros(count, dtype=np.int64)
        code[used] = np.arange(len(used))
        channel = code[paths.channel]
        trials = (
            contact_trials(channel, paths.offsets, len(used), lasting=not hazard)
            if stops
            else journey_trials(channel, paths.offsets, len(used))
        )
        touched = trials.touched
        return ChannelModel(
            channels=count,
            used=used,
            trials=trials,
            design=touched if hazard else np.column_stack((np.ones(len(touched)), touched)),
            hazard=hazard,
            pooled=pooled,
        )

    @property
    def own(self) -> slice:
        """Where the coefficients of channels stand."""
        return slice(0 if self.hazard else 1, None)

    def fitted(
        self, conversions: Floats, nulls: Floats, start: Floats | None = None
    ) -> PooledBinomial | None:
        """Fit to so many conversions; None where none or all of the trials succeed."""
        trials, won = self.trials.counted(conversions, nulls)
        if not 0 < won.sum() < trials.sum():
            return None
        pooled: Bools = np.zeros(self.design.shape[1], dtype=bool)
        pooled[self.own] = self.pooled
        return pooled_binomial(
            hazard_curvature if self.hazard else logit_curvature,
            self.design,
            trials,
            won,
            start=self._start(trials, won) if start is None else start,
            pooled=pooled,
        )

    def _start(self, trials: Floats, won: Floats) -> Floats:
        """All channels alike, as likely as conversions are."""
        if self.hazard:
            even = won.sum() / (trials @ self.design.sum(axis=1))
            return np.full(self.design.shape[1], np.log(even))
        start = np.zeros(self.design.shape[1])
        start[0] = np.log(won.sum() / (trials.sum() - won.sum()))
        return start

    def by_channel(self, found: PooledBinomial | None) -> tuple[Floats, Floats]:
        """Estimate and standard error of each channel; NaN for those not used, or without a fit."""
        at, error = np.full(self.channels, np.nan), np.full(self.channels, np.nan)
        if found is not None:
            at[self.used] = found.estimate[self.own]
            error[self.used] = np.sqrt(np.maximum(found.covariance.diagonal()[self.own], 0))
        return at, error

    def bootstrap_error(
        self, paths: Paths, found: PooledBinomial, replicates: int, seed: int
    ) -> Floats:
        """Standard error of each channel over replicates that could be fitted."""
        again = (
            self.fitted(conversions, nulls, found.estimate)
            for conversions, nulls in paths.drawn(seed, replicates)
        )
        estimates = [self.by_channel(one)[0] for one in again if one is not None]
        if len(estimates) < 2:
            return np.full(self.channels, np.nan)
        return np.asarray(np.std(estimates, axis=0, ddof=1))

    def reasons(self, paths: Paths, found: PooledBinomial | None, error: Floats) -> Array:
        """Why each channel has no effect to tell; empty where it has one."""
        why = np.full(self.channels, "", dtype="<U64")
        if found is None:
            why[:] = "no journey to learn from"
            if paths.conversions.sum():
                why[:] = "every trial converted: nothing to compare with"
            elif paths.nulls.sum():
                why[:] = "no journey converted"
        else:
            why[self.used[~found.told[self.own]]] = "used in fixed numbers with others"
            loose = (why == "") & ~(error <= _LOOSE)
            why[loose] = "its conversions set no bound: none, or all"
        unused = np.ones(self.channels, dtype=bool)
        unused[self.used] = False
        why[unused] = "never used"
        return why
