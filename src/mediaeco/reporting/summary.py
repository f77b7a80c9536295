"""The report in a few sentences."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis import Level
from mediaeco.forming import By
from mediaeco.reporting.account import Account, shared_out
from mediaeco.reporting.markup import Markup, element, items
from mediaeco.reporting.wording import counted, listed, percent, upper_first

__all__ = ["summary"]

_OWN = tuple(Level).index(Level.APPROPRIATED)


def summary(account: Account) -> Markup:
    """Say the main thing of each section."""
    told = [
        part
        for part in (_contacts(account), _own(account), _frame(account), _shaped(account))
        if part
    ]
    told += [_ruptured(account), _stands(account)]
    heading = element("h2", "In short", id="summary")
    return element("section", heading, items(told), aria_labelledby="summary", class_="summary")


def _contacts(account: Account) -> str:
    table = account.eco.table
    if not len(table):
        return "No contacts were recorded."
    used = len(np.unique(table.channel))
    first = account.first_contact
    names = {channel.id: channel.name for channel in account.eco.channels}
    began = f"; the {first.by[0]} began, over {names[first.channel[0]]}" if first.n[0] >= 0 else ""
    return f"{upper_first(counted(len(table), 'contact'))} over {counted(used, 'channel')}{began}."


def _own(account: Account) -> str:
    level = account.appropriation.level[0]
    both = (level == _OWN).all(axis=0)
    names = [c.name for c, own in zip(account.eco.channels, both, strict=True) if own]
    if not names:
        return "No channel was made their own by both."
    return f"Both made {listed(names)} their own."


def _frame(account: Account) -> str:
    eco, formed = account.eco, account.formation
    if not eco.elements:
        return "The case names no elements of a frame."
    observed = float(formed.observed[-1]) if len(eco.table) else 0.0
    agreed = int((account.lifecycle.status[0] == 1).sum())
    count = counted(len(eco.elements), "element")
    which = f"All {count}" if agreed == len(eco.elements) > 1 else f"{agreed or 'None'} of {count}"
    return (
        f"{which} of the frame "
        f"{'is' if agreed == 1 else 'are'} agreed at the end (observed coverage "
        f"{percent(observed)}; expected from the parameters "
        f"{percent(float(formed.final[0]))})."
    )


def _shaped(account: Account) -> str:
    parts = account.attributions[By.CHANNEL]
    if not shared_out(parts):
        return ""
    names = [channel.name for channel in account.eco.channels]
    most, best = int(np.argmax(parts.total)), int(np.nanargmax(parts.effect))
    share = percent(float(parts.total_share[most]))
    if (parts.contacts > 0).sum() == 1:
        return f"All that was formed came over {names[most]}, the only channel in use."
    told = f"The largest part of what was formed came over {names[most]} ({share})"
    if most == best:
        return f"{told}, which did most contact by contact, too."
    return f"{told}; contact by contact {names[best]} did more."


def _ruptured(account: Account) -> str:
    found = account.ruptures
    if not len(found):
        return "No rupture was recorded."
    mended = int((found.repaired_at >= 0).sum())
    switched = int(found.switched.sum())
    over = f", {switched} of them over another channel" if switched else ""
    which = "all" if mended == len(found) > 1 else str(mended or "none")
    return f"{upper_first(counted(len(found), 'rupture'))}; {which} mended{over}."


def _stands(account: Account) -> str:
    found = account.stages
    names = {stage.id: stage.name for stage in found.model.stages}
    return f"At the end the relationship is at the stage “{names[found.stands()]}”."
