"""How sure an attribution is: intervals and ranks, had other cases come by."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import element_weights
from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.forming.attribution import Attribution, attribution
from mediaeco.forming.bootstrap import FormationBootstrap
from mediaeco.forming.formation import Formation, formation
from mediaeco.forming.grouping import By, grouped, summed
from mediaeco.forming.parameter import FormationParameters
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.quantile import FEW, expanded_level, replicate_interval
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model import Case, Cohort, Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["AttributionIntervals", "attribution_interval"]

_CELLS = 1 << 22  # replicates times cases times columns at once: memory stays bounded
_TIED = 1e-9


@frozen(kw_only=True, eq=False, repr=False)
class AttributionIntervals(Result):
    """An attribution with its intervals and with how stable its ranks are.

    Parameters
    ----------
    parts
        The attribution of the cases as they are.
    cases
        Number of cases, of which each replicate draws as many.
    cases_of
        Cases in which a group has contacts; shape (groups,), as all that follow.
    contribution_low, contribution_high
        Interval of the group's contribution, `Attribution.total`; NaN where it says so below.
    share_low, share_high
        Interval of its share in the whole, `Attribution.total_share`.
    effect_low, effect_high
        Interval of what one contact of it did, `Attribution.effect`, over the replicates in which
        the group has contacts.
    share_rank, effect_rank
        Rank of its share and of its effect, 1 the largest, ties the best; 0 where there is none.
    share_stable, effect_stable
        Share of the replicates in which the group has that rank, 0 to 1; NaN without a rank or an
        interval.
    reason
        Why a group has no interval; empty where it has.
    level
        Of the intervals.
    replicates, seed
        Of the bootstrap.
    """

    parts: Attribution
    cases: int
    cases_of: Ints
    contribution_low: Floats
    contribution_high: Floats
    share_low: Floats
    share_high: Floats
    effect_low: Floats
    effect_high: Floats
    share_rank: Ints
    effect_rank: Ints
    share_stable: Floats
    effect_stable: Floats
    reason: tuple[str, ...]
    level: float
    replicates: int
    seed: int

    @property
    def rough(self) -> Bools:
        """True where an interval rests on fewer than 10 cases; shape (groups,)."""
        return np.array([not why for why in self.reason], dtype=bool) & (self.cases_of < FEW)

    def to_frame(self) -> TidyTable:
        """One row a group."""
        columns: dict[str, Array] = {
            str(self.parts.by): np.array(self.parts.groups, dtype=np.str_),
            "cases": self.cases_of,
            "contacts": self.parts.contacts,
        }
        for name, value in (
            ("contribution", self.parts.total),
            ("share", self.parts.total_share),
            ("effect", self.parts.effect),
        ):
            columns[name] = value
            columns[f"{name}_low"] = getattr(self, f"{name}_low")
            columns[f"{name}_high"] = getattr(self, f"{name}_high")
        for name in ("share", "effect"):
            columns[f"{name}_rank"] = getattr(self, f"{name}_rank")
            columns[f"{name}_rank_stable"] = getattr(self, f"{name}_stable")
        columns["rough"] = self.rough
        columns["reason"] = np.array(self.reason, dtype=np.str_)
        return TidyTable(columns)


def attribution_interval(
    eco: Ecosystem | Case | Cohort,
    *,
    by: By | str = By.CHANNEL,
    parameters: FormationParameters | None = None,
    fitted: FormationBootstrap | None = None,
    replicates: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> AttributionIntervals:
    """How sure is an attribution, had other cases come by?

    Each replicate draws as many cases as there are, with replacement, and sums anew what their
    contacts formed. Contacts are never drawn: those of one case hang together. Parameters are
    taken as known, unless they were ``fitted`` to the same cases: then each replicate has the
    settings that its own cases led to.

    Parameters
    ----------
    eco
        A cohort.
    by, parameters
        As of `attribution`.
    fitted
        What `bootstrap_formation` made of this cohort; it brings parameters, replicates and their
        cases along. None: parameters are known.
    replicates
        Number of replicates, at least 1 (library default: 2000).
    level
        Of the intervals, above 0 and below 1 (library default: 0.95). Of few cases they hold a
        little more of the replicates, which vary too little.
    seed
        Of the draws: one seed, one result.

    Returns
    -------
    AttributionIntervals
        By group. All intervals are NaN with one case, and those of a group that only one case
        has: nothing then tells how much cases differ. With fewer than 10 cases they are ``rough``.

    Raises
    ------
    InvalidCaseError
        Where a number is out of its range, ``by`` is none of the terms of `By`, or ``fitted`` is of
        other cases or comes with other parameters.

    Notes
    -----
    *Theory*: efron1993, hesterberg2015 (expanded percentile intervals over the independent
    units); adapted to attribution. Of simulated cohorts, 95 % intervals held the truth in .92 to
    .93 of 200 with 15 cases, and in .95 with 60.

    *Laws*: one replicate is the attribution of the cases it drew; cases that are all alike give
    intervals of no width and ranks that are sure; the order of cases changes no attribution; a
    higher level never narrows an interval.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = attribution_interval(Ecosystem(read_example("first-contact")), by="actor")
    >>> found.cases, found.reason[0]
    (1, 'one case: nothing tells how much cases differ')
    """
    eco = opened(eco)
    by = By(by)
    if not (replicates >= 1 and replicates % 1 == 0):
        raise InvalidCaseError(
            "attribution_interval.replicates", "a whole number of at least 1", shown(replicates)
        )
    if not 0 < level < 1:
        raise InvalidCaseError(
            "attribution_interval.level", "a share above 0 and below 1", shown(level)
        )
    if fitted is not None:
        _check_fitted(eco, fitted, parameters)
        parameters, replicates, seed = fitted.fit.parameters, len(fitted.settings), fitted.seed
    formed = formation(eco, parameters=parameters)
    parts = attribution(eco, by=by, formed=formed, counterfactual=False)
    gain, moved, contacts = _by_case(eco, by, formed)
    cases_of = (contacts > 0).sum(axis=0)
    reason = _reasons(len(eco.cases), cases_of)
    drawn = [np.full((replicates, len(parts.groups)), np.nan) for _ in range(3)]
    if len(eco.cases) > 1 and eco.elements:
        weights = element_weights(eco)
        if fitted is None:
            drawn = _drawn(gain, moved, contacts, weights, int(replicates), seed)
        else:
            drawn = _refitted(eco, by, fitted, weights)
    told = np.array([not text for text in reason], dtype=bool)
    held = expanded_level(level, len(eco.cases)) if told.any() else level
    ends = [replicate_interval(np.where(told, one, np.nan), held) for one in drawn]
    ranks = [_rank(one[None])[0] for one in (parts.total_share, parts.effect)]
    stable = [_stable(rank, _rank(one), told) for rank, one in zip(ranks, drawn[1:], strict=True)]
    return AttributionIntervals(
        parts=parts,
        cases=len(eco.cases),
        cases_of=cases_of,
        contribution_low=ends[0][0],
        contribution_high=ends[0][1],
        share_low=ends[1][0],
        share_high=ends[1][1],
        effect_low=ends[2][0],
        effect_high=ends[2][1],
        share_rank=ranks[0],
        effect_rank=ranks[1],
        share_stable=stable[0],
        effect_stable=stable[1],
        reason=reason,
        level=float(level),
        replicates=int(replicates),
        seed=seed,
    )


def _by_case(eco: Ecosystem, by: By, formed: Formation) -> tuple[Floats, Floats, Floats]:
    """What was formed by case, group and element; what moved at all; contacts by group."""
    parted = grouped(eco, by, formed)
    cases, count = len(eco.cases), len(parted.groups)
    case = eco.table.case if parted.row is None else eco.table.case[parted.row]
    key = case * count + parted.of
    gain = summed(parted.gain, key, cases * count).reshape(cases, count, parted.gain.shape[1])
    moved = summed(np.abs(parted.gain), case, cases)
    contacts = np.bincount(key, minlength=cases * count).reshape(cases, count)
    return gain, moved, contacts.astype(np.float64)


def _reasons(cases: int, cases_of: Ints) -> tuple[str, ...]:
    if cases < 2:
        why = f"{'one case' if cases else 'no case'}: nothing tells how much cases differ"
        return (why,) * len(cases_of)
    few = {0: "no contact", 1: "contacts in one case only: nothing tells how much cases differ"}
    return tuple(few.get(count, "") for count in cases_of.tolist())


def _drawn(
    gain: Floats, moved: Floats, contacts: Floats, weights: Floats, replicates: int, seed: int
) -> list[Floats]:
    """Contribution, share and effect of every replicate; shape (replicates, groups) each."""
    cases, groups, elements = gain.shape
    random = generator(seed)
    parts = []
    each = max(1, _CELLS // max(cases, groups * elements, 1))
    for begin in range(0, replicates, each):
        count = drawn_counts(random, cases, min(each, replicates - begin))
        parts.append(_attributed(count, gain, moved, contacts, weights))
    return [np.concatenate(one) for one in zip(*parts, strict=True)]


def _refitted(eco: Ecosystem, by: By, fitted: FormationBootstrap, weights: Floats) -> list[Floats]:
    """The same, each replicate with the settings that were fitted to its cases."""
    parts = [
        _attributed(count[None], *_by_case(eco, by, formation(eco, parameters=settings)), weights)
        for count, settings in zip(fitted.drawn, fitted.settings, strict=True)
    ]
    return [np.concatenate(one) for one in zip(*parts, strict=True)]


def _attributed(
    count: Floats, gain: Floats, moved: Floats, contacts: Floats, weights: Floats
) -> tuple[Floats, Floats, Floats]:
    """Contribution, share and effect of cases that count so often; shape (replicates, groups)."""
    cases, groups, elements = gain.shape
    pooled = count @ weights
    heavy = pooled.sum(axis=1, keepdims=True)
    pooled /= np.where(heavy > 0, heavy, 1.0)
    summed_up = (count @ gain.reshape(cases, groups * elements)).reshape(-1, groups, elements)
    with np.errstate(invalid="ignore", divide="ignore"):
        total = np.einsum("rge,re->rg", summed_up, pooled)
        whole = total.sum(axis=1, keepdims=True)
        least = 1e-12 * np.einsum("re,re->r", count @ moved, pooled)[:, None]
        share = np.where(np.abs(whole) > least, total / whole, np.nan)
        return total, share, total / (count @ contacts)


def _check_fitted(
    eco: Ecosystem, fitted: FormationBootstrap, parameters: FormationParameters | None
) -> None:
    if len(fitted.fit.log_likelihood) != len(eco.cases) or not fitted.settings:
        raise InvalidCaseError(
            "attribution_interval.fitted",
            f"a bootstrap of these {len(eco.cases)} cases",
            "one of others, or one without a replicate",
        )
    if parameters not in (None, fitted.fit.parameters):
        raise InvalidCaseError(
            "attribution_interval.parameters", "those that were fitted, or none", "others"
        )


def _rank(values: Floats) -> Ints:
    """Rank of each group in each replicate, 1 the largest, ties the best; 0 where NaN."""
    near = _TIED * np.nan_to_num(np.abs(values)).max(axis=1, initial=0.0)[:, None, None]
    above = (values[:, None, :] > values[:, :, None] + near).sum(axis=2)
    return np.where(np.isnan(values), 0, above + 1)


def _stable(rank: Ints, drawn: Ints, told: Bools) -> Floats:
    return np.where(told & (rank > 0), (drawn == rank).mean(axis=0), np.nan)
