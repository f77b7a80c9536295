"""Ruptures and repairs, and the load on the frame's boundary."""

from __future__ import annotations

from collections import Counter

import numpy as np

from mediaeco.analysis import Ruptures
from mediaeco.reporting.account import Account
from mediaeco.reporting.markup import Markup, element, paragraph, section, table
from mediaeco.reporting.wording import UNDEFINED, counted, hours, listed, percent, upper_first

__all__ = ["rupture_section"]

_PLURALS = {"breach": "breaches"}
_NOUNS = {
    "breach": "breach",
    "withdrawal": "withdrawal",
    "confrontation": "confrontation",
    "technological": "technological rupture",
}


def rupture_section(account: Account) -> Markup:
    """Tell and tabulate what ruptured, what mended it, and what lay outside the frame."""
    return section(
        "ruptures",
        "Ruptures and repairs",
        paragraph(*_told(account)),
        _table(account),
        element("h3", "Contacts outside the frame"),
        paragraph(*_boundary(account)),
    )


def _told(account: Account) -> list[str]:
    found = account.ruptures
    if not len(found):
        return [
            "No rupture was recorded. That may mean that there was none, or that none was coded."
        ]
    counts = Counter(str(kind) for kind in found.kind)
    kinds = [counted(count, _NOUNS[kind], _PLURALS.get(kind, "")) for kind, count in counts.items()]
    mended = int((found.repaired_at >= 0).sum())
    told = [f"The record shows {counted(len(found), 'rupture')}: {listed(kinds)}."]
    if not mended:
        return [*told, "None of them was mended in it."]
    told.append(_mended(found, mended))
    switched = int(found.switched.sum())
    if switched:
        noun = "repair" if switched == 1 else "repairs"
        told.append(f"{switched} {noun} came over another channel.")
    still = len(found) - mended
    if still:
        verb = "was" if still == 1 else "were"
        told.append(f"{still} {verb} still open at the end.")
    return told


def _mended(found: Ruptures, mended: int) -> str:
    median = hours(float(np.nanmedian(found.latency)))
    if len(found) == 1:
        return f"It was mended after {median}."
    if mended == 1:
        return f"One of them was mended, after {median}."
    which = "All" if mended == len(found) else str(mended)
    return f"{which} of them were mended; the median time to repair is {median}."


def _table(account: Account) -> Markup:
    found, channels = account.ruptures, account.eco.channels
    rows = []
    for i in range(len(found)):
        done = found.repaired_at[i] >= 0
        rows.append(
            (
                upper_first(_NOUNS[str(found.kind[i])]),
                str(int(found.n[i])),
                channels[int(found.channel[i])].name,
                str(int(found.repaired_at[i])) if done else "not mended",
                channels[int(found.repair_channel[i])].name if done else "not mended",
                hours(float(found.latency[i])) if done else UNDEFINED,
            )
        )
    header = ("Kind", "At contact", "Over", "Mended at contact", "Mended over", "After")
    return table("Ruptures, in the order of the record", header, rows, numbers=(1, 3))


def _boundary(account: Account) -> list[str]:
    boundary = account.boundary
    if np.isnan(boundary.load[0]):
        return ["Boundary load is not defined: no contact was recorded."]
    outside, count = int(boundary.outside.sum()), len(boundary.outside)
    load = f"{outside} of {counted(count, 'contact')} ({percent(float(boundary.load[0]))})"
    how = "breached an element, or came outside the hours or channels agreed before"
    told = [
        f"{load} lay outside the frame: they {how}."
        if outside
        else f"No contact lay outside the frame: none {how}.",
        "This counts crossings. Whether one is a violation is for people to judge.",
    ]
    if not boundary.hours_known[0]:
        told.append(
            "Hours could not be looked at, for the clock of the record tells no time of day."
        )
    elif not any(item.hours or item.channels for item in account.eco.elements):
        told.append(
            "The case names neither hours nor channels as terms of an element, so that breaches "
            "alone count."
        )
    return told
