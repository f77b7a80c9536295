"""How the frame was formed: the first contact, each element, and the two coverages."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis import CONSTANCY, ElementStatus
from mediaeco.reporting.account import Account
from mediaeco.reporting.markup import Markup, element, paragraph, section, table
from mediaeco.reporting.picture import Pictures
from mediaeco.reporting.wording import (
    UNDEFINED,
    counted,
    days,
    decimal,
    hours,
    listed,
    percent,
    upper_first,
)

__all__ = ["formation_section"]

_STATUS = tuple(ElementStatus)
_BREACHED = _STATUS.index(ElementStatus.BREACHED)


def formation_section(account: Account, pictures: Pictures) -> Markup:
    """Tell, draw and tabulate how the frame came about."""
    return section(
        "formation",
        "How the frame was formed",
        paragraph(*_first(account)),
        paragraph(*_elements(account)),
        _table(account),
        element("h3", "Observed and expected"),
        paragraph(*_coverages(account)),
        pictures.figure("formation"),
        element("h3", "How strong it is, and how constant"),
        paragraph(*_strength(account)),
        _media(account),
    )


def _first(account: Account) -> list[str]:
    first = account.first_contact
    names = {channel.id: channel.name for channel in account.eco.channels}
    if first.n[0] < 0:
        return ["The first contact is not defined: the two were never in contact in this record."]
    by = first.by[0]
    other = "patient" if by == "therapist" else "therapist"
    told = [
        f"The relationship began with contact {int(first.n[0])}: the {by} made contact over "
        f"{names[first.channel[0]]}."
    ]
    if np.isnan(first.answered_after[0]):
        told.append(f"The {other} never answered.")
    else:
        told.append(
            f"The {other} answered after {hours(float(first.answered_after[0]))}, over "
            f"{names[first.answered_over[0]]}."
        )
    if np.isnan(first.session_after[0]):
        told.append("There was no session.")
    else:
        told.append(f"The first session came after {days(float(first.session_after[0]))}.")
    return told


def _elements(account: Account) -> list[str]:
    life, elements = account.lifecycle, account.eco.elements
    if not elements:
        return ["The case names no frame elements, so that there is no frame to speak of."]
    row = life.agreed_row[0]
    agreed = np.flatnonzero(row >= 0)
    how = "agreed at some time: one of the two proposed it, and the other accepted"
    if len(agreed) == len(elements) > 1:
        told = [f"All {len(elements)} elements of the frame were {how}."]
    elif not len(agreed):
        told = [f"Of {counted(len(elements), 'element')} of the frame none was ever agreed."]
    else:
        verb = "was" if len(agreed) == 1 else "were"
        count = counted(len(elements), "element")
        told = [f"Of {count} of the frame, {len(agreed)} {verb} {how}."]
    if len(agreed):
        order = agreed[np.argsort(row[agreed], kind="stable")]
        first, last = int(order[0]), int(order[-1])
        told.append(
            f"The first was {elements[first].name} (contact {int(life.agreed_at[0, first])})"
            + (
                f", the last {elements[last].name} (contact {int(life.agreed_at[0, last])})."
                if len(agreed) > 1
                else "."
            )
        )
    never = [e for e in np.flatnonzero(row < 0) if account.media.acts[e].sum() > 0]
    silent = [e for e in np.flatnonzero(row < 0) if account.media.acts[e].sum() == 0]
    if never:
        told.append(f"Brought up but never agreed: {listed(elements[e].name for e in never)}.")
    if silent:
        told.append(f"Never brought up: {listed(elements[e].name for e in silent)}.")
    broken = np.flatnonzero(life.status[0] == _BREACHED)
    if len(broken):
        told.append(f"In breach at the end: {listed(elements[e].name for e in broken)}.")
    waiting = np.flatnonzero(life.pending[0])
    if len(waiting):
        names = listed(elements[e].name for e in waiting)
        told.append(f"A proposal still waits for an answer on {names}.")
    return told


def _table(account: Account) -> Markup:
    life, eco = account.lifecycle, account.eco
    rows = []
    for e, item in enumerate(eco.elements):
        row = int(life.agreed_row[0, e])
        expected = float(account.formation.phi[-1, e]) if len(eco.table) else 0.0
        rows.append(
            (
                item.name,
                str(_STATUS[life.status[0, e]]),
                str(int(life.agreed_at[0, e])) if row >= 0 else UNDEFINED,
                eco.channels[int(eco.table.channel[row])].name if row >= 0 else UNDEFINED,
                str(int(account.media.acts[e].sum())),
                decimal(expected),
            )
        )
    header = ("Element", "At the end", "Agreed at contact", "Over", "Acts", "Expected formation")
    return table("Elements of the frame", header, rows, numbers=(2, 4, 5))


def _coverages(account: Account) -> list[str]:
    formed, eco = account.formation, account.eco
    if not eco.elements:
        return ["Coverage is not defined: the case names no frame elements."]
    observed = float(formed.observed[-1]) if len(eco.table) else 0.0
    expected = float(formed.final[0])
    usual = formed.parameters == type(formed.parameters)()
    made = "the library's defaults" if usual else "the parameters of this report"
    return [
        f"Observed coverage, what the recorded acts agreed, is {percent(observed)} at the end. "
        f"Expected coverage, what {made} imply for such a sequence of contacts, is "
        f"{percent(expected)}.",
        "The two must not be mistaken for one another. The parameters were not fitted to this "
        "case: where the two part, that speaks about the parameters at least as much as about the "
        "case.",
    ]


def _strength(account: Account) -> list[str]:
    strength = account.strength
    if np.isnan(strength.final[0]):
        return ["Strength is not defined: the case names no frame elements."]
    told = [
        f"Strength of the frame at the end is {decimal(float(strength.final[0]))} (0 to 1): "
        "observed coverage, weakened by what was not held constant and by open breaches."
    ]
    if not len(account.eco.table):
        return [*told, "Constancy is not defined: there were no contacts that could have varied."]
    parts = account.constancy.components[-1]
    known = [f"{name} {decimal(x)}" for name, x in zip(CONSTANCY, parts, strict=True) if x == x]
    missing = [name for name, x in zip(CONSTANCY, parts, strict=True) if x != x]
    if known:
        how = f"the mean of {listed(known)}" if len(known) > 1 else f"that of {known[0]}"
        told.append(f"Constancy is {decimal(float(strength.constancy[-1]))}, {how}.")
    else:
        told.append("Constancy is not defined: nothing could have varied yet.")
    if known and missing:
        told.append(f"Constancy of {listed(missing)} is not defined (see below for the reasons).")
    return told


def _media(account: Account) -> Markup:
    share, eco = account.media, account.eco
    if not share.acts.any():
        return paragraph(
            "Over which channels the elements were worked on is not defined: no frame "
            "act was recorded."
        )
    used = np.flatnonzero(share.acts.sum(axis=0))
    rows = [
        (item.name, *(str(int(share.acts[e, c])) for c in used))
        for e, item in enumerate(eco.elements)
    ]
    header = ("Element", *(upper_first(eco.channels[c].name) for c in used))
    caption = "Acts upon each element, by the channel over which they were made"
    return table(caption, header, rows, numbers=range(1, len(used) + 1))
