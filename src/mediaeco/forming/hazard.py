"""The hazard by which each contact agrees each element that is not agreed yet."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import Appropriation, appropriation, element_weights
from mediaeco.analysis.synchronicity import fit, synchronicity
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming.parameter import AppropriatedBy, FormationParameters, MediumFit
from mediaeco.forming.rate import rate_table
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.kernels.code import distinct_codes
from mediaeco.model import Ragged

__all__ = ["Hazard", "gating", "hazard", "medium_fit"]


@frozen(kw_only=True, eq=False)
class Hazard:
    """Formation probability of each contact for each element, and what it is made of.

    Parameters
    ----------
    p
        Probability that the contact agrees the element; shape (rows, elements).
    gate
        ``g(n) (b + (1 - b) J)``: what order and appropriation let through; 0 for a contact that is
        not between the two or did not come about; shape (rows,).
    content, medium
        The two parts of each contact's fit, ``gamma k`` and ``(1 - gamma) m``, for every
        combination of purposes and channel that occurs; shape (combinations, elements).
    combination
        Combination of each contact; shape (rows,).
    relevance
        k by purpose and element, the row for unstated purposes last.
    """

    p: Floats
    gate: Floats
    content: Floats
    medium: Floats
    combination: Ints
    relevance: Floats


def hazard(
    eco: Ecosystem,
    *,
    parameters: FormationParameters | None = None,
    appropriated: Appropriation | None = None,
) -> Hazard:
    """How likely is each contact to agree each element?

    ``p[n, e] = lambda_ec * g(n) * (b + (1 - b) J[c_n]) * (gamma k[e, n] + (1 - gamma) m[e, c_n])``

    with ``logit(lambda_ec) = logit(lambda_e) + shift_c``; ``g(n) = (1 + rho exp(-n / tau)) /
    (1 + rho)``; J the appropriation of the channel just before the contact, by both sides together
    (co-appropriation) or by whom ``appropriated_by`` says; k the largest relevance among the
    contact's purposes (a contact bears on an element as much as the most relevant thing it does);
    and ``m = 1 - |synchronicity(c) - need(e)|``.

    Parameters
    ----------
    eco
        One case or a cohort.
    parameters
        Settings; None: the defaults.
    appropriated
        The appropriation of this record, where it has been worked out already.

    Returns
    -------
    Hazard
        p is from 0 to below 1 by construction, and 0 for elements that a case does not have.

    Raises
    ------
    InvalidCaseError
        Where ``appropriated`` was worked out of another record or with other settings.
    UnknownTermError
        Where ``rates`` names an element, or ``channel_effects`` a channel, that neither the record
        nor the catalogue has.

    Notes
    -----
    *Theory*: valenciarey (claims A1 to A5), dennis2008 (fit of the medium); the form is the
    library's proposal.

    *Laws*: only contacts between the two that came about form: p is 0 for a call that nobody took
    and for contact with others; p is at most lambda_ec; b = 0 and J = 0 give p = 0; n is the
    contact's original index, also in a view that leaves contacts out.
    """
    parameters = parameters or FormationParameters()
    table = eco.table
    if appropriated is None:
        appropriated = appropriation(eco, parameters=parameters.appropriation)
    elif appropriated.parameters != parameters.appropriation or not _of(appropriated, eco):
        raise InvalidCaseError(
            "appropriated",
            "the appropriation of this record, with `parameters.appropriation`",
            "another one",
            "Leave it out to have it worked out.",
        )
    joint = gating(appropriated, parameters.appropriated_by)
    with np.errstate(over="ignore"):  # primacy that fades at once has faded after one contact
        fading = np.exp(-table.n / parameters.primacy_contacts)
    order = (1 + parameters.primacy * fading) / (1 + parameters.primacy)
    gate = order * (parameters.exposure + (1 - parameters.exposure) * joint)
    gate *= came_about(table)

    names = [element.id for element in eco.elements]
    rate = rate_table(parameters, [channel.id for channel in eco.channels], names)
    relevance = parameters.relevance.matrix([p.id for p in eco.purposes], names)
    medium = medium_fit(eco, parameters)
    combination, channel, k = _combinations(eco, relevance)
    content = parameters.content * k
    medium = (1 - parameters.content) * medium[channel]
    if len(rate) > 1:
        rate = rate[channel]
    # gamma and 1 - gamma may sum to a little more than 1: p is at most lambda all the same.
    p = (np.minimum(content + medium, 1.0) * rate)[combination]
    p *= gate[:, None]
    present = element_weights(eco) > 0
    if not present.all():
        p *= present[table.case]
    return Hazard(
        p=p,
        gate=gate,
        content=content,
        medium=medium,
        combination=combination,
        relevance=relevance,
    )


def gating(appropriated: Appropriation, by: AppropriatedBy) -> Floats:
    """Whose appropriation gates formation: J of each contact's channel just before the contact.

    Parameters
    ----------
    appropriated
        The appropriation of a record.
    by
        Whose.

    Returns
    -------
    Floats
        From 0 to below 1; shape (rows,).

    Notes
    -----
    *Theory*: valenciarey, claim A2 (both sides); the others are the rivals that it is held
    against.

    *Laws*: of both lies between that of either side and is 0 where one is; swapping the roles turns
    therapist into patient and leaves both and either as they are.
    """
    if by is AppropriatedBy.BOTH:
        return appropriated.joint_before
    before = appropriated.before
    if by is AppropriatedBy.EITHER:
        return np.asarray(before.max(axis=0), dtype=np.float64)
    side: Floats = before[0 if by is AppropriatedBy.THERAPIST else 1]
    return side


def medium_fit(eco: Ecosystem, parameters: FormationParameters) -> Floats:
    """How well does each channel fit what agreeing each element needs?

    Parameters
    ----------
    eco
        One case or a cohort.
    parameters
        Settings; ``parameters.medium`` says which theory's fit it is.

    Returns
    -------
    Floats
        m, from 0 to 1; shape (channels, elements).

    Raises
    ------
    InvalidCaseError
        Where a channel lacks the profile that the fit is made from.

    Notes
    -----
    *Theory*: dennis2008 (synchronicity, adapted), daft1986 (richness), kock2005 (naturalness);
    that richness or naturalness alone makes a medium fit to agree a frame is the library's reading.

    *Laws*: richness and naturalness are the same for every element.
    """
    if parameters.medium is MediumFit.SYNCHRONICITY:
        sync = np.array(
            [synchronicity(c.capability, weights=parameters.synchronicity) for c in eco.channels]
        )
        need = np.array([element.need for element in eco.elements])
        return fit(sync[:, None], need[None, :])
    # Few sessions hold theories against one another.
    from mediaeco.media import naturalness, richness

    measure = naturalness if parameters.medium is MediumFit.NATURALNESS else richness
    values = np.zeros(len(eco.channels))
    for c, channel in enumerate(eco.channels):
        profile = getattr(channel, str(parameters.medium))
        if profile is None:
            raise InvalidCaseError(
                f"channels[{c}].{parameters.medium}",
                f"a profile of {parameters.medium}, which the model is made from",
                "none",
                "Give the channel one, or take another model.",
            )
        values[c] = measure(profile)
    return np.repeat(values[:, None], len(eco.elements), axis=1)


def _of(appropriated: Appropriation, eco: Ecosystem) -> bool:
    """Tell whether this is an appropriation of this record, as far as can be told."""
    table, channels = eco.table, len(eco.channels)
    if (
        appropriated.cases != eco.ids
        or appropriated.channels != tuple(channel.id for channel in eco.channels)
        or len(appropriated.joint_before) != len(table)
    ):
        return False
    key = (table.case * 3 + np.minimum(table.sender, 2)) * channels + table.channel
    sends = np.bincount(key, minlength=table.cases * 3 * channels)
    return np.array_equal(sends.reshape(len(eco.cases), 3, channels)[:, :2], appropriated.sends)


def _combinations(eco: Ecosystem, relevance: Floats) -> tuple[Ints, Ints, Floats]:
    """Combination of each contact, and channel and content relevance of each combination.

    Contacts come in few combinations of purposes and channel, so the largest relevance is
    looked for once a combination and not once a contact.
    """
    table = eco.table
    counts = table.purposes.counts
    stated = np.full(len(table), len(eco.purposes), dtype=np.int64)
    single = counts == 1
    starts = table.purposes.offsets[:-1]
    stated[single] = table.purposes.values[starts[single]]
    rows = np.flatnonzero(counts > 1)
    best = [relevance]
    if len(rows):
        sets, members = _sets(table.purposes, rows, len(eco.purposes))
        best.append(np.stack([relevance[:-1][row].max(axis=0) for row in sets]))
        stated[rows] = len(relevance) + members
    wide = max(len(eco.channels), 1)
    best_of = np.concatenate(best)
    kinds, combination = distinct_codes(stated * wide + table.channel, len(best_of) * wide)
    of_purpose, channel = np.divmod(kinds, wide)
    return combination, channel, best_of[of_purpose]


def _sets(purposes: Ragged, rows: Ints, count: int) -> tuple[Array, Ints]:
    """Distinct sets of purposes among these rows, as boolean rows, and the set of each row."""
    member = np.zeros((len(rows), count), dtype=bool)
    of = np.repeat(np.arange(len(rows)), purposes.counts[rows])
    member[of, purposes.values[purposes.places(rows)]] = True
    packed = np.packbits(member, axis=1)
    _, first, inverse = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    return member[first], inverse.ravel()
