"""Permutation: do two groups of cases go different ways, and what could so few cases show?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.resample import every_choice, every_swap, first_of, random_order
from mediaeco.model import Result, TidyTable
from mediaeco.sequence.bootstrap import check_replicates, chunks
from mediaeco.sequence.centrality import centrality_values, known_measures
from mediaeco.sequence.correction import Correction, corrected
from mediaeco.sequence.network import NetworkKind, counts_by_unit, network_weights, units_of
from mediaeco.sequence.sequences import Sequences

__all__ = ["NetworkComparison", "Permutation", "compare_networks", "smallest_p"]

_TIED = 1e-9  # differences that differ by a smaller share are the same


@frozen(kw_only=True)
class Permutation:
    """How cases are exchanged between two groups.

    Parameters
    ----------
    replicates
        Random assignments drawn where there are more than so many in all; at least 1 (1000, as in
        tna). Where there are no more, every one is worked out, and the test is exact.
    paired
        True: every unit is in both groups (a dyad before and after), and its two parts are
        swapped. False: every unit is in one group, and units are exchanged.
    correction
        Of the p values: ``"none"``, ``"holm"``, or ``"bh"`` (Benjamini and Hochberg).
    seed
        Of the random numbers.
    """

    replicates: int = 1000
    paired: bool = False
    correction: Correction = "none"
    seed: int = field(default=0)

    def __attrs_post_init__(self) -> None:
        check_replicates("Permutation", self.replicates)
        corrected(np.zeros(0), self.correction)


@frozen(kw_only=True, eq=False, repr=False)
class NetworkComparison(Result):
    """How two groups of cases differ.

    Parameters
    ----------
    alphabet
        Names of the K states.
    groups
        Names of the two groups, sorted; all differences are the first less the second.
    sequences, units
        Number of sequences, and of cases or dyads, in each group.
    difference
        Of the weights; shape (K, K).
    effect
        Difference in standard deviations of the differences under exchange; NaN where those do
        not differ; shape (K, K).
    p
        Two-sided, corrected as asked; NaN for an edge that neither group has, which is no test
        and is not counted among those corrected for; shape (K, K).
    measures
        Names of the M centralities compared.
    centrality_difference, centrality_effect, centrality_p
        The same for the centralities; shape (K, M); NaN where one is not defined in either group.
    assignments
        How many assignments the p values rest on.
    exact
        True where these are all there are.
    smallest_p
        The smallest p, before any correction, that these groups could show at all.
    settings
        How cases were exchanged.
    """

    alphabet: tuple[str, ...]
    groups: tuple[str, str]
    sequences: tuple[int, int]
    units: tuple[int, int]
    difference: Floats
    effect: Floats
    p: Floats
    measures: tuple[str, ...]
    centrality_difference: Floats
    centrality_effect: Floats
    centrality_p: Floats
    assignments: int
    exact: bool
    smallest_p: float
    settings: Permutation

    def to_frame(self) -> TidyTable:
        """One row an edge that either group has."""
        source, target = np.nonzero(~np.isnan(self.p))
        names = np.array(self.alphabet, dtype=np.str_)
        return TidyTable(
            {
                "from": names[source],
                "to": names[target],
                "difference": self.difference[source, target],
                "effect": self.effect[source, target],
                "p": self.p[source, target],
            }
        )

    def centrality_frame(self) -> TidyTable:
        """One row a state and centrality."""
        return TidyTable(
            {
                "state": np.repeat(np.array(self.alphabet, dtype=np.str_), len(self.measures)),
                "centrality": np.tile(np.array(self.measures, np.str_), len(self.alphabet)),
                "difference": self.centrality_difference.ravel(),
                "effect": self.centrality_effect.ravel(),
                "p": self.centrality_p.ravel(),
            }
        )

    def statement(self) -> str:
        """What these groups could show at all, in a sentence."""
        first, second = self.units
        how = "all" if self.exact else "random"
        who = f"{first} pairs" if self.settings.paired else f"{first} against {second} units"
        text = (
            f"{who}, {how} {self.assignments:,} assignments: "
            f"p cannot fall below {self.smallest_p:.3g}"
        )
        if self.smallest_p > 0.05:
            return f"{text}, so no difference, however large, reaches 0.05."
        return f"{text}."


def compare_networks(
    seqs: Sequences,
    groups: Iterable[Any],
    *,
    kind: NetworkKind = "relative",
    measures: Iterable[str] = (),
    settings: Permutation | None = None,
) -> NetworkComparison:
    """Do two groups of cases go different ways?

    If the group makes no difference, every assignment of units to the groups (as many to each as
    there are) was as likely as the one that came about. p is the share of assignments with a
    difference at least as large, whatever its sign: exact over all assignments, the real one
    among them, where these are few; else (times + 1) / (replicates + 1) over random ones.

    **What few cases can show.** With three cases against three there are 20 assignments, and
    each is as far apart as its mirror image: p is never below 2/20 = 0.1. No difference, however
    large, reaches 0.05; four against four can (2/70 = 0.029), as can three against four
    (1/35). Three pairs have 8 swaps, and p is never below 2/8 = 0.25; six pairs are the fewest
    that reach 0.05 (2/64 = 0.031). Such cases can be described, not tested: see `smallest_p`,
    which every result carries.

    Parameters
    ----------
    seqs
        Sequences of both groups.
    groups
        Group of each sequence, two different ones; shape (S,).
    kind
        How the weights are worked out; see `transition_network`.
    measures
        Centralities to compare as well, of `CENTRALITIES`.
    settings
        How cases are exchanged; None: unpaired, 1000 assignments at most, not corrected.

    Returns
    -------
    NetworkComparison
        By edge and centrality.

    Raises
    ------
    InvalidCaseError
        Where there are not two groups; where a unit is in both of them, or, paired, is not.
    UnknownTermError
        Where ``kind`` or a centrality is not known.

    Notes
    -----
    *Theory*: saqr2025 (permutation of sequences, effect size), phipson2010 (the one added);
    published. Exact where few, by case or dyad, and pairs that are units: adapted. Corrections
    run over all edges that occur, and over all centralities.

    *Laws*: swapping the groups mirrors differences and leaves p; an exact p is a whole number of
    assignments out of all, at least `smallest_p`; groups that are alike differ by 0.

    Examples
    --------
    >>> calm, torn = ["a", "a", "b", "b"], ["a", "b", "a", "b"]
    >>> found = compare_networks(Sequences.from_wide([calm] * 3 + [torn] * 3), "cccttt")
    >>> print(found.statement())
    3 against 3 units, all 20 assignments: p cannot fall below 0.1, so no difference, however
    large, reaches 0.05.
    """
    settings = Permutation() if settings is None else settings
    names = known_measures(measures)
    two, group = _grouped(groups, len(seqs))
    unit, count = units_of(seqs)
    there = np.zeros((2, count), dtype=bool)
    there[group, unit] = True
    sizes = _checked(there, settings.paired)
    counts = counts_by_unit(seqs, kind, group * count + unit, 2 * count)
    states = len(seqs.alphabet)
    halves = counts.reshape(2, count, states**2)
    if settings.paired:
        # What the first group holds: its own half of each unit, or, swapped, the other.
        own, other = halves
    else:
        own, other = halves.sum(axis=0), None

    def values(first: Bools) -> Floats:
        """Edge weights and centralities of both groups, side by side; (2, R, K, K + M)."""
        mine = np.stack([first, ~first]).astype(np.float64)
        held = mine @ own
        if other is not None:
            held += mine[::-1] @ other
        weights = network_weights(held.reshape(2, len(first), states, states), kind)
        central = centrality_values(weights, names, kind=kind)
        return np.concatenate([weights, central], axis=-1)

    real = values(np.ones((1, count), dtype=bool) if settings.paired else there[:1])[:, 0]
    exact = _all(sizes, settings)
    test = _tested(values, real[0] - real[1], sizes, settings, exact=exact)
    p = test["p"]
    p[:, :states][(real[:, :, :states] == 0).all(axis=0)] = np.nan
    return NetworkComparison(
        alphabet=seqs.alphabet,
        groups=two,
        sequences=(int((group == 0).sum()), int((group == 1).sum())),
        units=sizes,
        difference=test["difference"][:, :states],
        effect=test["effect"][:, :states],
        p=corrected(p[:, :states], settings.correction),
        measures=names,
        centrality_difference=test["difference"][:, states:],
        centrality_effect=test["effect"][:, states:],
        centrality_p=corrected(p[:, states:], settings.correction),
        assignments=_ways(*sizes, paired=settings.paired) if exact else settings.replicates,
        exact=exact,
        smallest_p=_least(sizes, settings, exact=exact),
        settings=settings,
    )


def smallest_p(first: int, second: int, *, paired: bool = False) -> float:
    """What is the smallest p that two groups of this size could show?

    Unpaired, 1 / C(first + second, first), twice that where the groups are of one size, for then
    the mirror image of an assignment is one as well. Paired, 2 / 2^pairs.

    Parameters
    ----------
    first, second
        Number of cases or dyads in each group, at least 1; paired, both are the number of pairs.
    paired
        Whether every unit is in both groups.

    Returns
    -------
    float
        Above 0 and at most 1; two-sided, exact, before any correction.

    Raises
    ------
    InvalidCaseError
        Where a number is below 1, or the two differ although paired.

    Notes
    -----
    *Theory*: fisher1935; published.

    *Laws*: falls as cases are added to the smaller group, but for the last one that makes the two
    of one size, and with every pair; the same with the groups swapped.

    Examples
    --------
    >>> smallest_p(3, 3), smallest_p(3, 3, paired=True)
    (0.1, 0.25)
    """
    if first < 1 or second < 1 or (paired and first != second):
        raise InvalidCaseError(
            "smallest_p", "two numbers of at least 1, paired the same", f"{first} and {second}"
        )
    mirrored = paired or first == second
    return (2 if mirrored else 1) / _ways(first, second, paired=paired)


def _ways(first: int, second: int, *, paired: bool) -> int:
    return 2**first if paired else math.comb(first + second, first)


def _all(sizes: tuple[int, int], settings: Permutation) -> bool:
    return _ways(*sizes, paired=settings.paired) <= settings.replicates


def _least(sizes: tuple[int, int], settings: Permutation, *, exact: bool) -> float:
    if exact:
        return smallest_p(*sizes, paired=settings.paired)
    return 1 / (settings.replicates + 1)


def _tested(
    values: Any, real: Floats, sizes: tuple[int, int], settings: Permutation, *, exact: bool
) -> dict[str, Floats]:
    """Difference, effect and p of each value, over all assignments or over random ones."""
    limit = np.abs(real) * (1 - _TIED) - _TIED**2
    times = np.zeros(real.shape)
    total, square, known = np.zeros(real.shape), np.zeros(real.shape), np.zeros(real.shape)
    count = 0
    for first in _assigned(sizes, settings, exact=exact):
        sides = values(first)
        difference = sides[0] - sides[1]
        defined = ~np.isnan(difference)
        count += len(first)
        # An assignment in which nothing is defined cannot be told to be less extreme.
        times += (~defined | (np.abs(difference) >= limit)).sum(axis=0)
        known += defined.sum(axis=0)
        difference = np.where(defined, difference, 0.0)
        total += difference.sum(axis=0)
        square += (difference**2).sum(axis=0)
    p = times / count if exact else (times + 1) / (count + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        # All assignments are a population, random ones a sample of it.
        spread = np.maximum(square - total**2 / known, 0.0) / (known if exact else known - 1)
        flat = spread <= _TIED**2 * square / known
        effect = np.where(flat, np.nan, real / np.sqrt(spread))
    return {"difference": real, "effect": effect, "p": np.where(np.isnan(real), np.nan, p)}


def _assigned(sizes: tuple[int, int], settings: Permutation, *, exact: bool) -> Iterable[Bools]:
    """Which units the first group gets (paired: keeps), some assignments at a time."""
    units = sizes[0] if settings.paired else sum(sizes)
    if exact:
        yield every_swap(units) if settings.paired else every_choice(units, sizes[0])
        return
    random = np.random.default_rng(settings.seed)
    for part in chunks(settings.replicates, units):
        if settings.paired:
            yield random.random((part, units)) < 0.5
        else:
            yield first_of(random_order(random, units, part), sizes[0])


def _grouped(groups: Iterable[Any], count: int) -> tuple[tuple[str, str], Ints]:
    """Names of the two groups, and that of each sequence as 0 or 1."""
    labels = list(groups)
    if len(labels) != count:
        raise InvalidCaseError(
            "compare_networks.groups", f"a group for each of {count} sequences", str(len(labels))
        )
    names = sorted(set(labels), key=lambda label: (str(type(label)), label))
    if len(names) != 2:
        raise InvalidCaseError("compare_networks.groups", "two groups", shown(len(names)))
    place = {name: k for k, name in enumerate(names)}
    return (str(names[0]), str(names[1])), np.array([place[name] for name in labels])


def _checked(there: Bools, paired: bool) -> tuple[int, int]:
    """Units of each group, who must be where the design says; shape of ``there``: (2, units)."""
    both = there.all(axis=0)
    if paired and not both.all():
        raise InvalidCaseError(
            "compare_networks.groups",
            "every unit in both groups",
            f"{int((~both).sum())} in one only",
            "Say which sequences belong together with `Sequences.by_unit`.",
        )
    if not paired and both.any():
        raise InvalidCaseError(
            "compare_networks.groups",
            "every unit in one group",
            f"{int(both.sum())} in both",
            "Compare within them with `Permutation(paired=True)`.",
        )
    sizes = there.sum(axis=1)
    return int(sizes[0]), int(sizes[1])
