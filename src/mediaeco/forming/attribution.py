"""Which medium, content, actor, stage and context shaped which element of the frame."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import element_weights
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming.formation import Formation, formation, increments
from mediaeco.forming.grouping import By, grouped, summed
from mediaeco.forming.hazard import hazard
from mediaeco.forming.parameter import FormationParameters
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import Result, TidyTable

__all__ = ["Attribution", "attribution", "formation_of", "pooled_weights"]


@frozen(kw_only=True, eq=False, repr=False)
class Attribution(Result):
    """Formation told apart by group: how much was used, and what a contact did.

    Attribution is not causation: it says what the model, with these parameters, adds up to.

    Parameters
    ----------
    by
        What the groups are.
    groups, elements
        Names of the groups and ids of the elements, in the order of the axes.
    contacts
        Contacts of each group (how much it was used); a contact with two purposes counts in
        both; shape (groups,).
    formed, lost
        Sums of what contacts added to ``H = -log(1 - phi)``, and of what breaches took away (at
        most 0); shape (groups, elements).
    contribution
        ``formed + lost``; over the groups it sums to H at the end, exactly; shape
        (groups, elements).
    share
        Share of the contribution in each element; NaN where H is 0; shape (groups, elements).
    total
        Weighted mean of the contribution over the elements; NaN without elements; shape
        (groups,).
    total_share
        Share of each group in the sum of ``total``; NaN where that is 0; shape (groups,).
    effect
        What a contact did: ``total / contacts``; NaN for a group without contacts; shape (groups,).
    rate_without
        The counterfactual rate: total per contact in the same record had the group's contacts
        never taken place (contacts keep their index, appropriation is made anew without them); NaN
        where no contact is left, without elements, for sources, and where it was not asked for;
        shape (groups,).
    parameters
        The settings used.
    """

    by: By
    groups: tuple[str, ...]
    elements: tuple[str, ...]
    contacts: Ints
    formed: Floats
    lost: Floats
    contribution: Floats
    share: Floats
    total: Floats
    total_share: Floats
    effect: Floats
    rate_without: Floats
    parameters: FormationParameters

    def to_frame(self) -> TidyTable:
        """One row a group and element."""
        count = len(self.elements)
        return TidyTable(
            {
                str(self.by): np.repeat(np.array(self.groups, dtype=np.str_), count),
                "element": np.tile(np.array(self.elements, dtype=np.str_), len(self.groups)),
                "contacts": np.repeat(self.contacts, count),
                "formed": self.formed.ravel(),
                "lost": self.lost.ravel(),
                "contribution": self.contribution.ravel(),
                "share": self.share.ravel(),
            }
        )

    def summary(self) -> TidyTable:
        """One row a group: its use, its part in the whole, and what one contact did."""
        return TidyTable(
            {
                str(self.by): np.array(self.groups, dtype=np.str_),
                "contacts": self.contacts,
                "contribution": self.total,
                "share": self.total_share,
                "effect_per_contact": self.effect,
                "rate_without": self.rate_without,
            }
        )


def attribution(
    eco: Ecosystem,
    *,
    by: By | str = By.CHANNEL,
    parameters: FormationParameters | None = None,
    formed: Formation | None = None,
    counterfactual: bool = True,
) -> Attribution:
    """Which channel, purpose, content, actor, stage or context shaped which element?

    On the scale ``H = -log(1 - phi)`` contributions add up contact by contact, so that the part of
    each group is an exact sum. It is told apart into how much the group was used (contacts) and
    what a contact of it did (effect), because a share alone credits whatever is frequent.

    Parameters
    ----------
    eco
        One case, or a cohort, whose contacts are then summed together.
    by
        What to attribute to. A contact with several purposes is parted among them by their
        relevance for the element (evenly, where none has any); ``"source"`` parts every contact
        into content, ``gamma k``, and medium, ``(1 - gamma) m``.
    parameters
        Settings; None: those of ``formed``, or the defaults.
    formed
        The formation of this record, where it has been worked out already.
    counterfactual
        Whether to work out ``rate_without``, which forms the frame anew once a group.

    Returns
    -------
    Attribution
        By group and element.

    Raises
    ------
    InvalidCaseError
        Where ``by`` is none of the terms of `By`, or ``formed`` was worked out of another record or
        with other settings.

    Notes
    -----
    *Theory*: valenciarey, claim A5; library's proposal. Attribution is not causation.

    *Laws*: contributions sum to H at the end; relabelling channels permutes rows; gamma = 1
    attributes nothing to the medium, gamma = 0 nothing to content.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> parts = attribution(Ecosystem(read_example("first-contact")), by="source")
    >>> parts.groups, bool(abs(parts.total_share.sum() - 1) < 1e-9)
    (('content', 'medium'), True)
    """
    by = By(by)
    formed = formation_of(eco, parameters, formed)
    parameters = formed.parameters
    parted = grouped(eco, by, formed)
    groups, of, row = parted.groups, parted.of, parted.row
    count = len(groups)
    gained = summed(np.maximum(parted.gain, 0.0), of, count)
    lost = summed(np.minimum(parted.gain, 0.0), of, count)
    contribution = gained + lost
    contacts = np.bincount(of, minlength=count)
    weights = pooled_weights(eco)
    total = contribution @ weights if len(weights) else np.full(count, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        effect = total / contacts
    without = np.full(count, np.nan)
    if counterfactual and by is not By.SOURCE:
        rows = np.arange(len(eco.table)) if row is None else row
        for g in range(count):
            kept = np.ones(len(eco.table), dtype=bool)
            kept[rows[of == g]] = False
            without[g] = _rate(eco.select(kept), parameters, weights)
    return Attribution(
        by=by,
        groups=groups,
        elements=tuple(element.id for element in eco.elements),
        contacts=contacts,
        formed=gained,
        lost=lost,
        contribution=contribution,
        share=_shares(contribution, gained - lost),
        total=total,
        total_share=_shares(total, (gained - lost) @ weights),
        effect=effect,
        rate_without=without,
        parameters=parameters,
    )


def pooled_weights(eco: Ecosystem) -> Floats:
    """Weights of the elements over all cases, normed to a sum of 1."""
    weights: Floats = element_weights(eco).sum(axis=0)
    total = weights.sum()
    return weights / total if total > 0 else weights


def formation_of(
    eco: Ecosystem, parameters: FormationParameters | None, formed: Formation | None
) -> Formation:
    """Work out the formation of a record, or see that one is its own."""
    if formed is None:
        return formation(eco, parameters=parameters)
    if parameters not in (None, formed.parameters) or not _of(formed, eco):
        raise InvalidCaseError(
            "formed",
            "the formation of this record, with `parameters`",
            "another one",
            "Leave it out to have it worked out.",
        )
    return formed


def _of(formed: Formation, eco: Ecosystem) -> bool:
    """Tell whether this is a formation of this record, as far as can be told."""
    return (
        formed.cases == eco.ids
        and formed.elements == tuple(element.id for element in eco.elements)
        and np.array_equal(formed.case, eco.table.case)
        and np.array_equal(formed.n, eco.table.n)
        and np.array_equal(formed.t, eco.table.t)
    )


def _shares(part: Floats, moved: Floats) -> Floats:
    """Parts as shares of their sum; NaN where no more is left of what moved than rounding."""
    whole = part.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = part / whole
    return np.where(np.abs(whole) > 1e-12 * moved.sum(axis=0), share, np.nan)


def _rate(eco: Ecosystem, parameters: FormationParameters, weights: Floats) -> float:
    """Total formation per contact; NaN without contacts or without elements."""
    if len(eco.table) == 0 or len(weights) == 0:
        return float("nan")
    gain, _ = increments(eco, hazard(eco, parameters=parameters), parameters)
    return float(gain.sum(axis=0) @ weights) / len(eco.table)
