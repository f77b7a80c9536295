"""The model behind the effects of channels: trials, design and fit."""

from __future__ import annotations

import attrs
import numpy as np
from attrs import frozen

from mediaeco.forming.channel_profile import profile_ends
from mediaeco.forming.path import Paths
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.effect import normal_quantile
from mediaeco.kernels.journey import Trials, contact_trials, journey_trials
from mediaeco.kernels.pooled_binomial import (
    Model,
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

    @property
    def curvature(self) -> Model:
        """How the likelihood bends."""
        return hazard_curvature if self.hazard else logit_curvature

    def fitted(self, paths: Paths) -> PooledBinomial | None:
        """Fit to the conversions; None where none or all of the trials succeed."""
        trials, won = self.trials.counted(paths.conversions, paths.nulls)
        if not 0 < won.sum() < trials.sum():
            return None
        pooled: Bools = np.zeros(self.design.shape[1], dtype=bool)
        pooled[self.own] = self.pooled
        start = self._start(trials, won)
        return pooled_binomial(self.curvature, self.design, trials, won, start=start, pooled=pooled)

    def _start(self, trials: Floats, won: Floats) -> Floats:
        """All channels alike, as likely as conversions are."""
        if self.hazard:
            even = won.sum() / (trials @ self.design.sum(axis=1))
            return np.full(self.design.shape[1], np.log(even))
        start = np.zeros(self.design.shape[1])
        start[0] = np.log(won.sum() / (trials.sum() - won.sum()))
        return start

    def told(
        self, paths: Paths, found: PooledBinomial | None, replicates: int, seed: int
    ) -> tuple[Floats, ...]:
        """Estimate, unpooled estimate, its error, and ends of its interval; shape (channels,)."""
        told = np.full((5, self.channels), np.nan)
        if found is None:
            return tuple(told)
        top = attrs.evolve(self, pooled=False).fitted(paths) if self.pooled else found
        assert top is not None  # noqa: S101 - the same journeys as those that were fitted
        error = np.sqrt(np.maximum(top.covariance.diagonal(), 0))
        error[~(error <= _LOOSE)] = np.nan
        ratio = np.ones(len(error))
        if replicates:
            drawn = self._bootstrap_error(paths, top, replicates, seed)
            # Where the information has no error there is nothing that a bootstrap could stretch.
            ratio = np.where(np.isnan(error), 1.0, drawn / error)
        low, high = self._ends(paths, top, ratio)
        at = found.estimate
        own = np.where(np.isnan(error), np.copysign(np.inf, top.estimate), top.estimate)
        known = found.told & (np.sqrt(np.maximum(found.covariance.diagonal(), 0)) <= _LOOSE)
        columns = np.stack((at, own, ratio * error, np.fmin(low, at), np.fmax(high, at)))
        told[:, self.used] = np.where(known, columns, np.nan)[:, self.own]
        return tuple(told)

    def _bootstrap_error(
        self, paths: Paths, top: PooledBinomial, replicates: int, seed: int
    ) -> Floats:
        """Standard error of each coefficient: one Newton step a replicate from the estimate.

        Fitted to its end, a replicate in which a rare channel happens not to convert would lie
        infinitely far away.
        """
        counts = (
            self.trials.counted(conversions, nulls)
            for conversions, nulls in paths.drawn(seed, replicates)
        )
        slopes = [self.curvature(top.estimate, self.design, *count).slope for count in counts]
        return np.asarray(np.std(np.array(slopes) @ top.covariance, axis=0, ddof=1))

    def _ends(self, paths: Paths, top: PooledBinomial, ratio: Floats) -> tuple[Floats, Floats]:
        """Ends of each coefficient's interval, so many times as wide as the likelihood says."""
        trials, won = self.trials.counted(paths.conversions, paths.nulls)
        width = float(normal_quantile(0.95)) * ratio
        width[: self.own.start] = np.nan
        return profile_ends(self.curvature, self.design, trials, won, top=top, width=width)

    def reasons(self, paths: Paths, found: PooledBinomial | None, effect: Floats) -> Array:
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
            why[(why == "") & np.isnan(effect)] = "its conversions set no bound: none, or all"
        unused = np.ones(self.channels, dtype=bool)
        unused[self.used] = False
        why[unused] = "never used"
        return why
