"""Bootstrap: how sure are the edges and centralities of a transition network?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Array, Bools, Floats
from mediaeco.kernels.quantile import replicate_interval
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model import Result, TidyTable
from mediaeco.model.seed import generator
from mediaeco.sequence.centrality import CENTRALITIES, centrality_values, known_measures
from mediaeco.sequence.network import (
    NetworkKind,
    TransitionNetwork,
    as_sequences,
    counts_by_unit,
    network_weights,
    transition_network,
    units_of,
)
from mediaeco.sequence.sequences import Sequences

__all__ = [
    "CentralityBootstrap",
    "EdgeBootstrap",
    "bootstrap_centralities",
    "bootstrap_edges",
    "check_replicates",
    "chunks",
]

_CELLS = 1 << 22  # replicates times units that are drawn at once: memory stays bounded

_ROUNDING = 1e-12  # 1 - 0.95 is a little more than 0.05


@frozen(kw_only=True, eq=False, repr=False)
class EdgeBootstrap(Result):
    """How sure each edge is.

    Parameters
    ----------
    network
        The network of all sequences.
    mean, sd
        Of the weights over the replicates; shape (K, K). ``sd`` is NaN with one replicate.
    lower, upper
        Ends of the interval between quantiles; shape (K, K).
    p
        How often an edge broke the rule, (times + 1) / (replicates + 1); small is sure; NaN where
        there is no edge; shape (K, K).
    stable
        Where p is below 1 - ``level``; shape (K, K).
    level
        Share of the replicates that an interval holds.
    rule
        The consistency range as two factors, or the threshold as one weight.
    replicates, units
        Number of replicates, and of units that each drew.
    seed
        Of the random numbers.
    """

    network: TransitionNetwork
    mean: Floats
    sd: Floats
    lower: Floats
    upper: Floats
    p: Floats
    stable: Bools
    level: float
    rule: tuple[float, float] | float
    replicates: int
    units: int
    seed: int

    def to_frame(self) -> TidyTable:
        """One row an edge."""
        source, target = np.nonzero(self.network.weights)
        names = np.array(self.network.alphabet, dtype=np.str_)
        columns: dict[str, Array] = {"weight": self.network.weights}
        columns |= {"lower": self.lower, "upper": self.upper, "p": self.p, "stable": self.stable}
        return TidyTable(
            {"from": names[source], "to": names[target]}
            | {name: column[source, target] for name, column in columns.items()}
        )


@frozen(kw_only=True, eq=False, repr=False)
class CentralityBootstrap(Result):
    """How sure each centrality is.

    Parameters
    ----------
    alphabet, measures
        Names of the K states and M centralities.
    values
        Of the network of all sequences; shape (K, M).
    mean, sd
        Over the replicates in which the centrality is defined; shape (K, M); NaN where it is
        defined in none.
    lower, upper
        Ends of the interval between quantiles of the same; shape (K, M).
    defined
        Share of replicates in which the centrality is defined, 0 to 1; shape (K, M).
    level, replicates, units, seed
        As of `EdgeBootstrap`.
    """

    alphabet: tuple[str, ...]
    measures: tuple[str, ...]
    values: Floats
    mean: Floats
    sd: Floats
    lower: Floats
    upper: Floats
    defined: Floats
    level: float
    replicates: int
    units: int
    seed: int

    def to_frame(self) -> TidyTable:
        """One row a state and centrality."""
        columns = {"value": self.values, "lower": self.lower, "upper": self.upper}
        columns |= {"sd": self.sd, "defined": self.defined}
        return TidyTable(
            {
                "state": np.repeat(np.array(self.alphabet, dtype=np.str_), len(self.measures)),
                "centrality": np.tile(np.array(self.measures, np.str_), len(self.alphabet)),
            }
            | {name: column.ravel() for name, column in columns.items()}
        )


def bootstrap_edges(
    of: Sequences | Ecosystem,
    *,
    kind: NetworkKind = "relative",
    replicates: int = 1000,
    level: float = 0.95,
    rule: tuple[float, float] | float = (0.75, 1.25),
    seed: int = 0,
) -> EdgeBootstrap:
    """How sure are the edges, had other cases come by?

    Each replicate draws as many units as there are, with replacement, and counts the transitions of
    those drawn. Units are whole sequences, or the cases or dyads that sequences belong to
    (`Sequences.unit`); transitions are never drawn one by one, for those of one case hang
    together.

    p = (replicates that break the rule + 1) / (replicates + 1). With two factors (a, b), the
    consistency range, a replicate breaks the rule where its weight is a times the weight or less,
    or b times the weight or more. With one number, the threshold, where its weight is smaller.

    Parameters
    ----------
    of
        Sequences; or an ecosystem, whose channels are taken, case by case.
    kind
        How the weights are worked out; see `transition_network`.
    replicates
        Number of replicates, at least 1 (1000, as in tna).
    level
        Share of the replicates between the ends of an interval, above 0 and below 1 (0.95, as in
        tna).
    rule
        Consistency range or threshold.
    seed
        Of the random numbers: one seed, one result.

    Returns
    -------
    EdgeBootstrap
        By edge; all that is drawn is NaN without sequences.

    Raises
    ------
    InvalidCaseError
        Where a number is out of its range.
    UnknownTermError
        Where ``kind`` is not known.

    Notes
    -----
    *Theory*: saqr2025, efron1993; published: consistency range, its default and the p are those
    of the R package tna, which gives edges of weight 0 a p of up to 2 where here they have none.
    Drawing cases or dyads that have several sequences is adapted.

    *Laws*: one sequence many times gives intervals of no width; p lies above 0 and at most at 1;
    the interval of a relative weight lies within 0 and 1.

    Examples
    --------
    >>> same = Sequences.from_wide([["a", "b", "a"]] * 5)
    >>> bootstrap_edges(same, replicates=99)
    from  to  weight  lower  upper     p  stable
    a     b        1      1      1  0.01    True
    b     a        1      1      1  0.01    True
    """
    check_replicates("bootstrap_edges", replicates, level)
    low, high = _ruled(rule)
    seqs = as_sequences(of)
    network = transition_network(seqs, kind=kind)
    weights = network.weights
    drawn = np.concatenate(list(_replicated(seqs, kind, replicates, seed)))
    broke = drawn < low if high is None else (drawn <= low * weights) | (drawn >= high * weights)
    p = (broke.sum(axis=0) + 1) / (replicates + 1)
    p = np.where((weights > 0) & np.isfinite(drawn[:1]).all(), p, np.nan)
    lower, upper = replicate_interval(drawn, level)
    return EdgeBootstrap(
        network=network,
        mean=drawn.mean(axis=0),
        sd=_deviation(drawn),
        lower=lower,
        upper=upper,
        p=p,
        stable=p < 1 - level - _ROUNDING,
        level=level,
        rule=rule,
        replicates=replicates,
        units=network.units,
        seed=seed,
    )


def bootstrap_centralities(
    of: Sequences | Ecosystem,
    *,
    measures: Iterable[str] = CENTRALITIES,
    kind: NetworkKind = "relative",
    replicates: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> CentralityBootstrap:
    """How sure are the centralities, had other cases come by?

    Units are drawn as in `bootstrap_edges`; each replicate has a network, and each network its
    centralities.

    Parameters
    ----------
    of, kind, replicates, level, seed
        As of `bootstrap_edges`.
    measures
        Which centralities, of `CENTRALITIES`.

    Returns
    -------
    CentralityBootstrap
        By state and centrality.

    Raises
    ------
    InvalidCaseError
        Where a number is out of its range.
    UnknownTermError
        Where ``kind`` or a centrality is not known.

    Notes
    -----
    *Theory*: saqr2025, efron1993; adapted: percentile intervals over replicates in which the
    centrality is defined.

    *Laws*: one sequence many times gives intervals of no width.
    """
    check_replicates("bootstrap_centralities", replicates, level)
    names = known_measures(measures)
    seqs = as_sequences(of)
    weights = transition_network(seqs, kind=kind).weights
    drawn = np.concatenate(
        [
            centrality_values(part, names, kind=kind)
            for part in _replicated(seqs, kind, replicates, seed)
        ]
    )
    known = ~np.isnan(drawn)
    lower, upper = replicate_interval(drawn, level)
    count = known.sum(axis=0)
    with np.errstate(invalid="ignore"):
        mean = np.where(known, drawn, 0.0).sum(axis=0) / count
    return CentralityBootstrap(
        alphabet=seqs.alphabet,
        measures=names,
        values=centrality_values(weights, names, kind=kind),
        mean=mean,
        sd=_deviation(drawn),
        lower=lower,
        upper=upper,
        defined=count / replicates,
        level=level,
        replicates=replicates,
        units=units_of(seqs)[1],
        seed=seed,
    )


def _replicated(seqs: Sequences, kind: NetworkKind, replicates: int, seed: int) -> Iterator[Floats]:
    """Weights of the replicates, some at a time; shape (part, K, K)."""
    unit, units = units_of(seqs)
    states = len(seqs.alphabet)
    counts = counts_by_unit(seqs, kind, unit, units).reshape(units, states**2)
    random = generator(seed)
    for part in chunks(replicates, units):
        if units == 0:
            yield np.full((part, states, states), np.nan)
            continue
        drawn = drawn_counts(random, units, part) @ counts
        yield network_weights(drawn.reshape(part, states, states), kind)


def chunks(replicates: int, units: int) -> list[int]:
    """How many replicates to draw at once, so that memory stays bounded."""
    each = max(1, min(replicates, _CELLS // max(units, 1)))
    whole, rest = divmod(replicates, each)
    return [each] * whole + [rest] * (rest > 0)


def check_replicates(where: str, replicates: int, level: float = 0.5) -> None:
    """Demand a number of replicates and a share that an interval can hold."""
    if replicates < 1:
        raise InvalidCaseError(f"{where}.replicates", "a number of at least 1", shown(replicates))
    if not 0 < level < 1:
        raise InvalidCaseError(f"{where}.level", "a share above 0 and below 1", shown(level))


def _ruled(rule: tuple[float, float] | float) -> tuple[float, float | None]:
    """The two factors, or the threshold and None."""
    if isinstance(rule, int | float):
        if math.isfinite(rule) and rule >= 0:
            return float(rule), None
    else:
        low, high = rule
        if 0 <= low < 1 < high:
            return low, high
    raise InvalidCaseError(
        "bootstrap_edges.rule",
        "two factors, one below 1 and one above, or a weight of at least 0",
        "something else",
    )


def _deviation(drawn: Floats) -> Floats:
    """Standard deviation over the replicates that are defined; shape of one replicate."""
    known = ~np.isnan(drawn)
    count = known.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, drawn, 0.0).sum(axis=0) / count
        square = np.where(known, (drawn - mean) ** 2, 0.0).sum(axis=0)
        sd: Floats = np.sqrt(square / np.where(count > 1, count - 1, np.nan))
    return sd
