"""What is not defined for this record, and why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import frozen

from mediaeco.analysis import CONSTANCY, QUALITY, SIDES
from mediaeco.forming import By
from mediaeco.model import TidyTable
from mediaeco.reporting.account import Account

__all__ = ["Undefined", "undefined", "undefined_frame"]

_NO_CONTACTS = "no contact was recorded"
_NO_ELEMENTS = "the case names no frame elements"
_NO_PURPOSES = "no purpose was recorded"


@frozen
class Undefined:
    """One number that there is none of.

    Parameters
    ----------
    measure
        Which measure.
    of
        Of what: a side and channel, an element, a group; empty where it is of the whole case.
    reason
        Why.
    """

    measure: str
    of: str
    reason: str


def undefined(account: Account) -> tuple[Undefined, ...]:
    """What could not be worked out for this record, and why?

    Parameters
    ----------
    account
        All results.

    Returns
    -------
    tuple of Undefined
        One entry a missing number, in the order of the report; measures that are made contact
        by contact are taken at the end of the record.
    """
    parts = (
        _appropriation,
        _cocreation,
        _contexts,
        _fit,
        _first_contact,
        _frame,
        _ruptures,
        _stages,
        _attributions,
        _readings,
    )
    return tuple(entry for part in parts for entry in part(account))


def undefined_frame(entries: tuple[Undefined, ...]) -> TidyTable:
    """List what is not defined as a table."""
    return TidyTable(
        {
            "measure": np.array([entry.measure for entry in entries], dtype=np.str_),
            "of": np.array([entry.of for entry in entries], dtype=np.str_),
            "reason": np.array([entry.reason for entry in entries], dtype=np.str_),
        }
    )


def _appropriation(account: Account) -> Iterator[Undefined]:
    own, eco = account.appropriation, account.eco
    for s, side in enumerate(SIDES):
        for c, channel in enumerate(eco.channels):
            of = f"{side}, {channel.name}"
            if not own.sends[0, s, c]:
                yield Undefined("quality of use, all components", of, "never sent over it")
                continue
            for k, component in enumerate(QUALITY):
                if not np.isnan(own.components[0, s, c, k]):
                    continue
                if not eco.purposes:
                    reason = "the case declares no purposes"
                elif component == "transformation":
                    reason = "the channel declares no purposes"
                else:
                    reason = "too little was recorded"
                yield Undefined(f"{component} of use", of, reason)


def _cocreation(account: Account) -> Iterator[Undefined]:
    made = account.cocreation
    for c, channel in enumerate(account.eco.channels):
        if np.isnan(made.channel_balance[0, c]):
            yield Undefined("balance of contacts", channel.name, "neither of the two used it")
    for name, value, reason in (
        ("balance of contacts", made.contact_balance, "neither of the two made contact"),
        ("balance of frame acts", made.act_balance, "neither of the two made a frame act"),
        ("synergy", made.synergy, _NO_ELEMENTS),
    ):
        if np.isnan(value[0]):
            yield Undefined(name, "", reason)


def _contexts(account: Account) -> Iterator[Undefined]:
    found = account.contexts
    for i in np.flatnonzero(np.isnan(found.balance)):
        yield Undefined("balance of a context", f"context {i}", "neither of the two took part")
    for i in np.flatnonzero(np.isnan(found.uptake)):
        yield Undefined("uptake in a context", f"context {i}", "it has one contact only")


def _fit(account: Account) -> Iterator[Undefined]:
    fit = account.fit
    for c, channel in enumerate(account.eco.channels):
        if np.isnan(fit.mean_fit[c]):
            reason = _NO_PURPOSES if fit.contacts[c] else "it was not used"
            yield Undefined("fit of a channel", channel.name, reason)
        if np.isnan(account.boundary.by_channel[0, c]):
            yield Undefined("boundary load", channel.name, "it was not used")
    if np.isnan(fit.ecosystem):
        yield Undefined("fit of the ecosystem", "", _NO_PURPOSES)
    if np.isnan(account.boundary.load[0]):
        yield Undefined("boundary load", "", _NO_CONTACTS)
    if not account.boundary.hours_known[0]:
        reason = "the clock of the record tells no time of day"
        yield Undefined("contacts outside the agreed hours", "", reason)


def _first_contact(account: Account) -> Iterator[Undefined]:
    first = account.first_contact
    if first.n[0] < 0:
        yield Undefined("first contact", "", "the two were never in contact")
        return
    if np.isnan(first.answered_after[0]):
        yield Undefined("time to the first answer", "", "the other side never answered")
    if np.isnan(first.session_after[0]):
        yield Undefined("time to the first session", "", "there was no session")


def _frame(account: Account) -> Iterator[Undefined]:
    eco, life = account.eco, account.lifecycle
    if not eco.elements:
        for name in ("observed coverage", "expected coverage", "strength of the frame"):
            yield Undefined(name, "", _NO_ELEMENTS)
    for e, element in enumerate(eco.elements):
        if life.agreed_row[0, e] < 0:
            yield Undefined("contact of agreement", element.name, "it was never agreed")
        if np.isnan(account.media.share[e]).any():
            yield Undefined("media share", element.name, "no act was recorded on it")
    reasons = (
        "fewer than three sessions",
        "fewer than two sessions of known duration",
        "fewer than two sessions",
        "nothing was agreed that could have changed",
    )
    last = account.constancy.components[-1] if len(eco.table) else np.full(4, np.nan)
    for k, (name, reason) in enumerate(zip(CONSTANCY, reasons, strict=True)):
        if np.isnan(last[k]):
            yield Undefined(f"constancy of {name}", "", reason)


def _ruptures(account: Account) -> Iterator[Undefined]:
    found = account.ruptures
    for i in np.flatnonzero(np.isnan(found.latency)):
        of = f"{found.kind[i]} in contact {int(found.n[i])}"
        yield Undefined("time to repair", of, "it was not mended in this record")


def _stages(account: Account) -> Iterator[Undefined]:
    if np.isnan(account.stages.silence[0]):
        yield Undefined("silence at the end", "", _NO_CONTACTS)


def _attributions(account: Account) -> Iterator[Undefined]:
    if not account.eco.elements:
        yield Undefined("contribution, shares, effects and rates", "all groups", _NO_ELEMENTS)
        return
    for by, parts in account.attributions.items():
        if by is By.CHANNEL:
            for e in np.flatnonzero(np.isnan(parts.share).any(axis=0)):
                of, reason = account.eco.elements[e].name, "nothing was formed of it"
                yield Undefined("shares in an element, by any group", of, reason)
        if np.isnan(parts.total_share).any():
            reason = "nothing was formed that could be shared out"
            yield Undefined(f"shares by {by}", "all groups", reason)
        unused = int((parts.contacts == 0).sum())
        if unused:
            of = f"{unused} of {len(parts.groups)} groups"
            yield Undefined(f"effect per contact by {by}", of, "without contacts")
        if by is By.SOURCE:
            reason = "every contact has both content and a medium"
            yield Undefined("rate without a source", "content, medium", reason)
        elif not len(account.eco.table):
            yield Undefined(f"rate without a {by}", "all groups", _NO_CONTACTS)
        else:
            for g in np.flatnonzero(np.isnan(parts.rate_without)):
                reason = "no contact is left without it"
                yield Undefined(f"rate without a {by}", parts.groups[g], reason)


def _readings(account: Account) -> Iterator[Undefined]:
    for shapley in (account.shapley_total, account.shapley_rate):
        if np.isnan(shapley.value).any():
            reason = _NO_ELEMENTS if not account.eco.elements else _NO_CONTACTS
            yield Undefined(f"Shapley values ({shapley.game})", "all channels", reason)
        elif np.isnan(shapley.to_frame()["share"]).any():
            reason = "the channels are worth nothing"
            yield Undefined(f"Shapley shares ({shapley.game})", "all channels", reason)
        if np.isnan(shapley.error).any():
            reason = "one draw has no spread"
            yield Undefined(f"error of Shapley values ({shapley.game})", "all channels", reason)
    removal = account.removal
    if np.isnan(removal.effect).any():
        reason = "no element was agreed" if removal.journeys else "no element had a contact"
        yield Undefined("removal effect", "all channels", reason)
    elif np.isnan(removal.share).any():
        yield Undefined("shares of the removal effect", "all channels", "no channel has an effect")
