"""What shaped the frame: use against effect, and rival readings beside one another."""

from __future__ import annotations

import numpy as np

from mediaeco.forming import By
from mediaeco.reporting.account import Account, shared_out
from mediaeco.reporting.markup import Markup, element, fragment, paragraph, section
from mediaeco.reporting.picture import Pictures
from mediaeco.reporting.section.attributed import labels, overall, parts_table
from mediaeco.reporting.section.reading import reading_table, readings
from mediaeco.reporting.wording import (
    UNDEFINED,
    counted,
    decimal,
    listed,
    percent,
    tops,
    upper_first,
)

__all__ = ["shaping_section"]

_FEW = 5
_TITLES = {
    By.PURPOSE: "By purpose",
    By.CONTENT: "By what contacts were made of",
    By.ACTOR: "By who made contact",
    By.STAGE: "By stage",
    By.SOURCE: "By content and medium",
}
_NOTES = {
    By.PURPOSE: "A contact with several purposes counts for each, and its contribution is parted "
    "among them by their relevance.",
    By.STAGE: "A stage is entered with the contact that leads into it. Stages differ in primacy "
    "and in what had been appropriated by then, so that an effect is not the stage's own.",
    By.SOURCE: "Every contact has both parts: what it was about, and the medium it came over. The "
    "weight between them is a setting (γ). A medium nearly always fits somewhat, while most "
    "contents bear on few elements: read the shares with that in mind.",
}


def shaping_section(account: Account, pictures: Pictures) -> Markup:
    """Tell, draw and tabulate to whom and to what formation is attributed."""
    caution = paragraph(
        element("strong", "Attribution is not causation."),
        "What follows is how the model adds up with the parameters of this report. It does not "
        "say what would have happened in another therapy.",
        class_="caution",
    )
    return section(
        "shaping",
        "What shaped the frame",
        caution,
        *(fragment([paragraph(*part)]) for part in (_use_and_effect(account), _without(account))),
        parts_table(account, By.CHANNEL, "Use and effect of each channel"),
        pictures.figure("attribution"),
        element("h3", "Four readings of the channels"),
        paragraph(*readings(account)),
        reading_table(account),
        *(_group(account, by) for by in (By.PURPOSE, By.CONTENT, By.ACTOR, By.STAGE, By.SOURCE)),
    )


def _use_and_effect(account: Account) -> list[str]:
    parts, count = account.attributions[By.CHANNEL], len(account.eco.table)
    names = labels(account, By.CHANNEL)
    if not count:
        return ["Attribution is not defined: there is no contact that could have formed anything."]
    if not shared_out(parts):
        return [_nothing(account)]
    if (parts.contacts > 0).sum() == 1:
        name, effect = names[int(np.argmax(parts.contacts))], decimal(overall(parts, count), 3)
        return [
            "Contributions are on the scale -log(1 - φ), on which contacts add up.",
            f"All that was formed came over {name}, the only channel in use: {effect} a contact.",
        ]
    used = parts.contacts / count
    most = int(np.argmax(parts.total))
    best = int(np.nanargmax(parts.effect))
    whole = overall(parts, count)
    told = [
        "Contributions are on the scale -log(1 - φ), on which contacts add up.",
        f"The largest part of what was formed came over {names[most]}: "
        f"{percent(float(parts.total_share[most]))}, in {percent(float(used[most]))} of the "
        "contacts. A share alone credits whatever is frequent.",
    ]
    effect = decimal(float(parts.effect[best]), 3)
    if best == most:
        told.append(
            f"Contact by contact {names[best]} did most, too: {effect} a contact, against "
            f"{decimal(whole, 3)} over all."
        )
    else:
        told.append(
            f"Contact by contact it was {names[best]} that did most: {effect} a contact, against "
            f"{decimal(float(parts.effect[most]), 3)} over {names[most]} and "
            f"{decimal(whole, 3)} over all."
        )
    if parts.contacts[best] < _FEW:
        told.append(f"This rests on {counted(int(parts.contacts[best]), 'contact')} alone.")
    return told


def _nothing(account: Account) -> str:
    if not account.eco.elements:
        return "Attribution is not defined: the case names no frame elements."
    return "Nothing was formed that could be attributed."


def _without(account: Account) -> list[str]:
    parts, count = account.attributions[By.CHANNEL], len(account.eco.table)
    names = labels(account, By.CHANNEL)
    known = np.flatnonzero((parts.contacts > 0) & ~np.isnan(parts.rate_without))
    if not len(known):
        only = np.flatnonzero(parts.contacts > 0)
        if len(only) == 1:
            return [
                f"What the others would have formed without {names[only[0]]} is not defined: every "
                "contact came over it."
            ]
        return []
    whole = overall(parts, count)
    low = int(known[np.argmin(parts.rate_without[known])])
    rate = float(parts.rate_without[low])
    if rate >= whole:
        return [
            "Without any one channel the other contacts would have formed at least as much a "
            f"contact as all of them did ({decimal(whole, 3)})."
        ]
    return [
        f"Had the contacts over {names[low]} never taken place, the others would have formed "
        f"{decimal(rate, 3)} a contact in place of {decimal(whole, 3)}; the absence of no other "
        "channel lowers the rate further. (Contacts keep their index then, and appropriation is "
        "made anew without the channel.)"
    ]


def _group(account: Account, by: By) -> Markup:
    parts, names = account.attributions[by], labels(account, by)
    head = element("h3", _TITLES[by])
    if not len(account.eco.table):
        return fragment([head, paragraph(f"This is {UNDEFINED}: no contact was recorded.")])
    told = []
    if shared_out(parts):
        most = tops(names, parts.total.tolist())
        share = float(parts.total_share[int(np.argmax(parts.total))])
        verb = "has" if len(most) == 1 else "have"
        told.append(f"{upper_first(listed(most))} {verb} the largest share ({percent(share)}).")
        used = np.flatnonzero(parts.contacts > 0)
        if by is not By.SOURCE and len(used) > 1:
            best = int(np.nanargmax(parts.effect))
            few = (
                f", which rests on {counted(int(parts.contacts[best]), 'contact')} alone"
                if parts.contacts[best] < _FEW
                else ""
            )
            effect = decimal(float(parts.effect[best]), 3)
            told.append(f"Contact by contact {names[best]} did most ({effect}){few}.")
        told.append(_NOTES.get(by, ""))
    else:
        told.append(_nothing(account))
    caption = "Content and medium" if by is By.SOURCE else "Use and effect"
    return fragment([head, paragraph(*told), parts_table(account, by, caption)])
