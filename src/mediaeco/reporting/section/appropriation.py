"""Who made which channel their own."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis import SIDES, Level
from mediaeco.reporting.account import Account
from mediaeco.reporting.markup import Markup, element, paragraph, section, table
from mediaeco.reporting.picture import Pictures
from mediaeco.reporting.wording import UNDEFINED, counted, decimal, listed, percent, upper_first

__all__ = ["appropriation_section"]

_LEVELS = tuple(Level)
_OWN = _LEVELS.index(Level.APPROPRIATED)
_LEFT = _LEVELS.index(Level.DISAPPROPRIATED)


def appropriation_section(account: Account, pictures: Pictures) -> Markup:
    """Tell, draw and tabulate appropriation, and whether both sides made the ecosystem."""
    return section(
        "appropriation",
        "Who made which channel their own",
        paragraph(*_owned(account)),
        paragraph(*_joint(account)),
        _table(account),
        pictures.figure("appropriation"),
        element("h3", "Whether both made it"),
        paragraph(*_cocreation(account)),
        paragraph(*_contexts(account)),
        element("h3", "How the channels fit what they were used for"),
        paragraph(*_fit(account)),
        _fit_table(account),
    )


def _owned(account: Account) -> list[str]:
    own, names = account.appropriation, [c.name for c in account.eco.channels]
    if not names:
        return ["The case names no channels."]
    level = own.level[0]
    groups = (
        ("both had made {} their own", (level[0] == _OWN) & (level[1] == _OWN)),
        ("the therapist alone had made {} theirs", (level[0] == _OWN) & (level[1] != _OWN)),
        ("the patient alone had made {} theirs", (level[1] == _OWN) & (level[0] != _OWN)),
    )
    told = [
        said.format(listed(name for name, on in zip(names, mask, strict=True) if on))
        for said, mask in groups
        if mask.any()
    ]
    if told:
        sentences = [f"At the end {'; '.join(told)}."]
    else:
        sentences = ["At the end neither of the two had made any channel their own."]
    for s, side in enumerate(SIDES):
        left = [name for name, code in zip(names, level[s], strict=True) if code == _LEFT]
        if left:
            sentences.append(f"The {side} had left {listed(left)} again.")
    at = own.parameters.appropriated_at
    sentences.append(
        f"A channel counts as one's own from an appropriation of {at:g} on (between 0 and 1), and "
        "as left after a long silence while other channels were used."
    )
    return sentences


def _joint(account: Account) -> list[str]:
    joint = account.appropriation.joint[0]
    if not len(joint) or not joint.any():
        return ["No channel was appropriated by both, so that co-appropriation is 0 throughout."]
    names = [c.name for c in account.eco.channels]
    order = np.argsort(-joint, kind="stable")
    most = int(order[0])
    return [
        f"Co-appropriation, what both made of a channel, is highest for {names[most]} "
        f"({decimal(joint[most])}). It is 0 where either side made nothing of a channel."
    ]


def _table(account: Account) -> Markup:
    own = account.appropriation
    rows = []
    for c, channel in enumerate(account.eco.channels):
        cells = [channel.name]
        for s in range(2):
            cells += [
                str(_LEVELS[own.level[0, s, c]]),
                str(int(own.sends[0, s, c])),
                decimal(own.quality[0, s, c]),
                decimal(own.value[0, s, c]),
            ]
        rows.append((*cells, decimal(own.joint[0, c])))
    what = ("Level", "Sent", "Quality", "Value")
    caption = (
        "Appropriation of each channel at the end of the record (values from 0 to below 1; "
        "co-appropriation is the geometric mean of both)"
    )
    return table(
        caption,
        ("Channel", *what, *what, "Co-appropriation"),
        rows,
        numbers=(2, 3, 4, 6, 7, 8, 9),
        groups=(("", 1), *((upper_first(side), len(what)) for side in SIDES), ("Both", 1)),
    )


def _cocreation(account: Account) -> list[str]:
    made = account.cocreation
    contacts, acts, synergy = (
        float(value[0]) for value in (made.contact_balance, made.act_balance, made.synergy)
    )
    told = []
    if np.isnan(contacts):
        told.append("Balance is not defined: neither of the two made contact.")
    else:
        told.append(
            f"The balance of their contacts is {decimal(contacts)} (1: even, 0: one side alone)."
        )
        if np.isnan(acts):
            told.append("Balance of frame acts is not defined: neither of the two made one.")
        else:
            told.append(f"The balance of their acts upon the frame is {decimal(acts)}.")
    if np.isnan(synergy):
        told.append("Synergy is not defined: the case names no frame elements.")
    else:
        told.append(
            f"Together the two agreed {percent(synergy)} of the frame that neither could have "
            "agreed alone."
            if synergy > 0
            else "They agreed nothing of the frame together that stands at the end."
        )
    return told


def _contexts(account: Account) -> list[str]:
    found = account.contexts
    gap = account.parameters.formation.appropriation.bout_gap_hours
    if not len(found):
        return ["There are no contexts (bouts of exchange), for there are no contacts."]
    both = int(((found.therapist > 0) & (found.patient > 0)).sum())
    several = int(((found.by_channel > 0).sum(axis=1) > 1).sum())
    return [
        f"The contacts fall into {counted(len(found), 'context')}, bouts of exchange parted by a "
        f"silence of more than {gap:g} hours or marked by hand.",
        f"Both sides took part in {both} of them, and {several} ran over more than one channel.",
    ]


def _fit(account: Account) -> list[str]:
    fit = account.fit
    if np.isnan(fit.ecosystem):
        return ["Fit is not defined: no purpose of a contact was recorded."]
    return [
        f"All channels that were used, together, fit what came up to {decimal(fit.ecosystem)} "
        "(1: for every purpose there was a channel of just the synchronicity that it needs)."
    ]


def _outside(load: float, contacts: int) -> str:
    if np.isnan(load):
        return UNDEFINED
    return f"{round(load * contacts)} ({percent(load)})"


def _fit_table(account: Account) -> Markup:
    fit = account.fit
    load = account.boundary.by_channel[0]
    rows = [
        (
            channel.name,
            decimal(fit.synchronicity[c]),
            decimal(fit.mean_fit[c]),
            str(int(fit.contacts[c])),
            _outside(float(load[c]), int(fit.contacts[c])),
        )
        for c, channel in enumerate(account.eco.channels)
    ]
    header = ("Channel", "Synchronicity", "Mean fit", "Contacts", "Outside the frame")
    caption = "Synchronicity of the channels, their fit, and contacts outside the frame"
    return table(caption, header, rows, numbers=(1, 2, 3, 4))
