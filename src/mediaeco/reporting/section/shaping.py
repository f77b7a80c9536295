"""What shaped the frame: use against effect, and rival readings beside one another."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mediaeco.forming import Attribution, By
from mediaeco.reporting.account import Account, shared_out
from mediaeco.reporting.markup import Markup, element, fragment, paragraph, section, table
from mediaeco.reporting.picture import Pictures
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
_HEADS = {
    By.CHANNEL: "Channel",
    By.PURPOSE: "Purpose",
    By.CONTENT: "Content",
    By.ACTOR: "Sender",
    By.STAGE: "Stage",
    By.SOURCE: "Part",
}
_ACTORS = {"therapist": "the therapist", "patient": "the patient", "other": "others"}
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
        _channel_table(account),
        pictures.figure("attribution"),
        element("h3", "Four readings of the channels"),
        paragraph(*_readings(account)),
        _reading_table(account),
        *(_group(account, by) for by in (By.PURPOSE, By.CONTENT, By.ACTOR, By.STAGE, By.SOURCE)),
    )


def _names(account: Account, by: By) -> Mapping[str, str]:
    if by is By.CHANNEL:
        return {channel.id: channel.name for channel in account.eco.channels}
    if by is By.PURPOSE:
        return {purpose.id: purpose.name for purpose in account.eco.purposes}
    if by is By.STAGE:
        return {stage.id: stage.name for stage in account.stages.model.stages}
    return _ACTORS if by is By.ACTOR else {}


def _labels(account: Account, by: By) -> list[str]:
    names = _names(account, by)
    groups = account.attributions[by].groups
    return [names.get(group, group.replace("_", " ")) for group in groups]


def _overall(parts: Attribution, contacts: int) -> float:
    return float(parts.total.sum()) / contacts if contacts else float("nan")


def _use_and_effect(account: Account) -> list[str]:
    parts, count = account.attributions[By.CHANNEL], len(account.eco.table)
    names = _labels(account, By.CHANNEL)
    if not count:
        return ["Attribution is not defined: there is no contact that could have formed anything."]
    if not shared_out(parts):
        return [_nothing(account)]
    if (parts.contacts > 0).sum() == 1:
        name, effect = names[int(np.argmax(parts.contacts))], decimal(_overall(parts, count), 3)
        return [
            "Contributions are on the scale -log(1 - φ), on which contacts add up.",
            f"All that was formed came over {name}, the only channel in use: {effect} a contact.",
        ]
    used = parts.contacts / count
    most = int(np.argmax(parts.total))
    best = int(np.nanargmax(parts.effect))
    overall = _overall(parts, count)
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
            f"{decimal(overall, 3)} over all."
        )
    else:
        told.append(
            f"Contact by contact it was {names[best]} that did most: {effect} a contact, against "
            f"{decimal(float(parts.effect[most]), 3)} over {names[most]} and "
            f"{decimal(overall, 3)} over all."
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
    names = _labels(account, By.CHANNEL)
    known = np.flatnonzero((parts.contacts > 0) & ~np.isnan(parts.rate_without))
    if not len(known):
        only = np.flatnonzero(parts.contacts > 0)
        if len(only) == 1:
            return [
                f"What the others would have formed without {names[only[0]]} is not defined: every "
                "contact came over it."
            ]
        return []
    overall = _overall(parts, count)
    low = int(known[np.argmin(parts.rate_without[known])])
    rate = float(parts.rate_without[low])
    if rate >= overall:
        return [
            "Without any one channel the other contacts would have formed at least as much a "
            f"contact as all of them did ({decimal(overall, 3)})."
        ]
    return [
        f"Had the contacts over {names[low]} never taken place, the others would have formed "
        f"{decimal(rate, 3)} a contact in place of {decimal(overall, 3)}; the absence of no other "
        "channel lowers the rate further. (Contacts keep their index then, and appropriation is "
        "made anew without the channel.)"
    ]


def _channel_table(account: Account) -> Markup:
    return _parts_table(account, By.CHANNEL, "Use and effect of each channel")


def _parts_table(account: Account, by: By, caption: str) -> Markup:
    parts, count = account.attributions[by], len(account.eco.table)
    rows: list[tuple[str, ...]] = [
        (
            upper_first(name),
            str(int(parts.contacts[g])),
            decimal(float(parts.total[g]), 3),
            percent(float(parts.total_share[g])),
            decimal(float(parts.effect[g]), 3),
            decimal(float(parts.rate_without[g]), 3),
        )
        for g, name in enumerate(_labels(account, by))
        if parts.contacts[g]
    ]
    header: tuple[str, ...] = (
        _HEADS[by],
        "Contacts",
        "Contribution",
        "Share",
        "Effect per contact",
        "Rate without",
    )
    if by is By.SOURCE:
        rows, header = [row[:-1] for row in rows], header[:-1]
    overall = _overall(parts, count)
    known = not np.isnan(overall)
    about = f"{caption} (all contacts: {decimal(overall, 3)} a contact)" if known else caption
    return table(about, header, rows, numbers=range(1, len(header)))


def _readings(account: Account) -> list[str]:
    if not len(account.eco.table):
        return ["None of them is defined without contacts."]
    names = _labels(account, By.CHANNEL)
    first = {
        "the additive share": tops(names, account.attributions[By.CHANNEL].total_share.tolist()),
        "the Shapley value of the total": tops(names, account.shapley_total.value.tolist()),
        "the Shapley value of the rate": tops(names, account.shapley_rate.value.tolist()),
        "the Markov removal effect": tops(names, account.removal.effect.tolist()),
    }
    defined = {reading: found for reading, found in first.items() if found}
    told = [
        "The Shapley value shares out what all channels are worth together, whatever the order "
        "in which they join; of the total it still credits use, of the rate it does not. The "
        "Markov removal effect uses the observed acts and no parameters: it is a rival reading.",
    ]
    if int((account.attributions[By.CHANNEL].contacts > 0).sum()) == 1:
        return [*told, "With one channel in use there is nothing that they could part over."]
    if len({tuple(found) for found in defined.values()}) == 1 and len(defined) == len(first):
        told.append(f"All four put {listed(next(iter(defined.values())))} first.")
    elif defined:
        by_name: dict[str, list[str]] = {}
        for reading, found in defined.items():
            by_name.setdefault(listed(found), []).append(reading)
        if len(by_name) == 1:
            told.append(f"All that are defined put {next(iter(by_name))} first.")
        else:
            parts = [
                f"{listed(readings)} {'puts' if len(readings) == 1 else 'put'} {name} first"
                for name, readings in by_name.items()
            ]
            told.append(f"They part: {'; '.join(parts)}.")
    if len(defined) < len(first):
        missing = listed(reading for reading in first if reading not in defined)
        told.append(f"Not defined: {missing} (see below for the reasons).")
    return told


def _reading_table(account: Account) -> Markup:
    parts, removal = account.attributions[By.CHANNEL], account.removal
    total, rate = account.shapley_total, account.shapley_rate
    shares = [shapley.to_frame()["share"] for shapley in (total, rate)]
    rows = [
        (
            upper_first(name),
            percent(float(parts.total_share[c])),
            _bounded(float(total.value[c]), float(total.error[c])),
            percent(float(shares[0][c])),
            _bounded(float(rate.value[c]), float(rate.error[c])),
            percent(float(shares[1][c])),
            decimal(float(removal.effect[c])),
            percent(float(removal.share[c])),
        )
        for c, name in enumerate(_labels(account, By.CHANNEL))
        if parts.contacts[c]
    ]
    header = ("Channel", "Share", "Value", "Share", "Value", "Share", "Effect", "Share")
    groups = (
        ("", 1),
        ("Additive", 1),
        ("Shapley, total", 2),
        ("Shapley, rate", 2),
        ("Markov removal", 2),
    )
    how = (
        "Shapley values are exact"
        if total.exact
        else f"Shapley values are sampled ({total.permutations} orders, seed {total.seed}; ± 95 %)"
    )
    about = f"Four readings of each channel ({how})"
    return table(about, header, rows, numbers=range(1, 8), groups=groups)


def _bounded(value: float, error: float) -> str:
    if error == 0 or np.isnan(value):
        return decimal(value, 3)
    return f"{decimal(value, 3)} ± {decimal(error, 3)}"


def _group(account: Account, by: By) -> Markup:
    parts, names = account.attributions[by], _labels(account, by)
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
    return fragment([head, paragraph(*told), _parts_table(account, by, caption)])
