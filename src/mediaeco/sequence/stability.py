"""Stability: would fewer cases have shown the same centralities?"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from attrs import field, frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.resample import random_order
from mediaeco.model import Result, TidyTable
from mediaeco.model.bound import number, share
from mediaeco.model.seed import generator
from mediaeco.sequence.bootstrap import check_replicates, chunks
from mediaeco.sequence.centrality import centrality_values, known_measures
from mediaeco.sequence.network import (
    NetworkKind,
    as_sequences,
    counts_by_unit,
    network_weights,
    transition_network,
    units_of,
)
from mediaeco.sequence.sequences import Sequences

__all__ = ["CaseDropping", "CentralityStability", "centrality_stability"]


def _shares(values: Iterable[float]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


@frozen(kw_only=True)
class CaseDropping:
    """How cases are dropped, and when the rest still shows the same.

    Parameters
    ----------
    drop
        Shares of the cases to drop, rising, above 0 and below 1.
    threshold
        Correlation with the centralities of all cases that is still the same, -1 to 1.
    certainty
        Share of the replicates that must reach it, 0 to 1.

    Notes
    -----
    The defaults are those of the R package tna and of epskamp2018.
    """

    drop: tuple[float, ...] = field(
        default=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9), converter=_shares
    )
    threshold: float = field(default=0.7, validator=number(-1, 1))
    certainty: float = field(default=0.95, validator=share())

    @drop.validator
    def _check(self, _: object, value: tuple[float, ...]) -> None:
        inside = all(0 < part < 1 for part in value)
        if not inside or list(value) != sorted(set(value)):
            raise InvalidCaseError(
                "CaseDropping.drop", "rising shares above 0 and below 1", "others"
            )


@frozen(kw_only=True, eq=False, repr=False)
class CentralityStability(Result):
    """Whether fewer cases would have shown the same centralities.

    Parameters
    ----------
    measures
        Names of the M centralities.
    coefficient
        CS coefficient: the largest share that may be dropped; 0 where none may; NaN where the
        centrality is the same for all states or not defined, or nothing could be dropped; shape
        (M,).
    mean
        Mean correlation by share dropped; shape (D, M); NaN where it is never defined, or where so
        few cases are that the share drops none of them.
    reached
        Share of the replicates that reach the threshold; shape (D, M); NaN as ``mean``. A
        correlation that is not defined does not reach it.
    dropped
        Number of units dropped at each share; shape (D,).
    units, replicates, seed
        Number of units in all, of replicates; seed of the random numbers.
    rule
        How cases were dropped.
    """

    measures: tuple[str, ...]
    coefficient: Floats
    mean: Floats
    reached: Floats
    dropped: Ints
    units: int
    replicates: int
    seed: int
    rule: CaseDropping

    def to_frame(self) -> TidyTable:
        """One row a centrality and share dropped."""
        count = len(self.rule.drop)
        return TidyTable(
            {
                "centrality": np.repeat(np.array(self.measures, dtype=np.str_), count),
                "dropped": np.tile(np.array(self.rule.drop), len(self.measures)),
                "correlation": self.mean.T.ravel(),
                "reached": self.reached.T.ravel(),
            }
        )

    def summary(self) -> TidyTable:
        """One row a centrality: its CS coefficient."""
        return TidyTable(
            {"centrality": np.array(self.measures, np.str_), "cs_coefficient": self.coefficient}
        )


def centrality_stability(
    of: Sequences | Ecosystem,
    *,
    measures: Iterable[str] = ("InStrength", "OutStrength", "Betweenness"),
    kind: NetworkKind = "relative",
    replicates: int = 1000,
    seed: int = 0,
    rule: CaseDropping | None = None,
) -> CentralityStability:
    """Would fewer cases have shown the same centralities?

    CS = the largest share d of units such that, when a share d of them is dropped, the centralities
    of the rest correlate (Pearson, over the states) with those of all at least at the threshold
    in at least a share ``certainty`` of the replicates. 0.5 and more is called stable, below
    0.25 not.

    Parameters
    ----------
    of
        Sequences; or an ecosystem, whose channels are taken, case by case.
    measures
        Which centralities, of `CENTRALITIES`.
    kind
        How the weights are worked out; see `transition_network`.
    replicates
        Number of replicates, at least 1 (1000, as in tna).
    seed
        Of the random numbers.
    rule
        Shares to drop, threshold and certainty; None: the published ones.

    Returns
    -------
    CentralityStability
        By centrality, and by share dropped.

    Raises
    ------
    InvalidCaseError
        Where a number is out of its range.
    UnknownTermError
        Where ``kind`` or a centrality is not known.

    Notes
    -----
    *Theory*: epskamp2018, saqr2025; published. Adapted: a replicate puts the units in one order and
    drops ever more of them from its end, instead of drawing anew for each share; each share is
    sampled as before. ``floor(units x share)`` are dropped, so that three cases drop none at 0.1
    to 0.3.

    *Laws*: CS is one of the shares, 0 or NaN; sequences all alike lose nothing, whatever is
    dropped; a lower threshold never lowers it.
    """
    check_replicates("centrality_stability", replicates)
    rule = CaseDropping() if rule is None else rule
    names = known_measures(measures)
    seqs = as_sequences(of)
    unit, units = units_of(seqs)
    states = len(seqs.alphabet)
    counts = counts_by_unit(seqs, kind, unit, units).reshape(units, states**2)
    whole = centrality_values(transition_network(seqs, kind=kind).weights, names, kind=kind)
    # A product such as 100 x 0.29 falls short of 29 by rounding alone.
    dropped = np.floor(units * np.array(rule.drop) + 1e-9).astype(np.int64)
    random = generator(seed)
    found = []
    for part in chunks(replicates, units):
        order = random_order(random, units, part)
        ends = np.sort(order, axis=1)
        rows = []
        for gone in dropped.tolist():
            # Units in a random order, those from its end dropped; at least one always stays.
            kept = (order <= ends[:, units - gone - 1 : units - gone]).astype(np.float64) @ counts
            weights = network_weights(kept.reshape(part, states, states), kind)
            rows.append(_correlation(whole, centrality_values(weights, names, kind=kind)))
        found.append(np.stack(rows, axis=1))
    correlation = np.concatenate(found)
    return CentralityStability(
        measures=names,
        dropped=dropped,
        units=units,
        replicates=replicates,
        seed=seed,
        rule=rule,
        **_judged(correlation, whole, dropped > 0, rule),
    )


def _judged(
    correlation: Floats, whole: Floats, drops: Bools, rule: CaseDropping
) -> dict[str, Floats]:
    """What the correlations of shape (R, D, M) come to."""
    known = ~np.isnan(correlation)
    with np.errstate(invalid="ignore"):
        mean = np.where(known, correlation, 0.0).sum(axis=0) / known.sum(axis=0)
    reached = (correlation >= rule.threshold).mean(axis=0)  # NaN reaches nothing
    told = drops[:, None] & _spread(whole)[None, :]
    holds = told & (reached >= rule.certainty)
    shares = np.where(holds, np.array(rule.drop)[:, None], 0.0)
    coefficient = np.where(told.any(axis=0), shares.max(axis=0, initial=0.0), np.nan)
    return {
        "coefficient": coefficient,
        "mean": np.where(told, mean, np.nan),
        "reached": np.where(told, reached, np.nan),
    }


def _spread(values: Floats) -> Bools:
    """Tell which centralities are defined for all states, and not the same for all; shape (M,)."""
    if len(values) == 0:
        return np.zeros(values.shape[-1], dtype=bool)
    wide = values.max(axis=0) - values.min(axis=0)
    spread: Bools = wide > 1e-12 * np.abs(values).max(axis=0)
    return spread


def _correlation(whole: Floats, parts: Floats) -> Floats:
    """Pearson correlation over the states, of (K, M) with each of (R, K, M); shape (R, M)."""
    if whole.shape[0] == 0:
        return np.full((parts.shape[0], parts.shape[-1]), np.nan)
    # States without a value in either are left out, as R does.
    both = ~np.isnan(parts) & ~np.isnan(whole)
    count = both.sum(axis=1)
    x, y = np.where(both, whole, 0.0), np.where(both, parts, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        x = np.where(both, x - (x.sum(axis=1) / count)[:, None], 0.0)
        y = np.where(both, y - (y.sum(axis=1) / count)[:, None], 0.0)
        xx, yy, xy = (x * x).sum(axis=1), (y * y).sum(axis=1), (x * y).sum(axis=1)
        flat = yy <= 1e-24 * np.nan_to_num(np.abs(parts)).max(axis=1) ** 2
        found: Floats = np.where(flat, np.nan, xy / np.sqrt(xx * yy))
    return found
