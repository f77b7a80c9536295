"""The groups that formation is attributed to: their names, and a table of each attribution."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mediaeco.forming import Attribution, By
from mediaeco.reporting.account import Account
from mediaeco.reporting.markup import Markup, table
from mediaeco.reporting.wording import decimal, percent, upper_first

__all__ = ["labels", "overall", "parts_table"]

_HEADS = {
    By.CHANNEL: "Channel",
    By.PURPOSE: "Purpose",
    By.CONTENT: "Content",
    By.ACTOR: "Sender",
    By.STAGE: "Stage",
    By.SOURCE: "Part",
}
_ACTORS = {"therapist": "the therapist", "patient": "the patient", "other": "others"}


def _names(account: Account, by: By) -> Mapping[str, str]:
    if by is By.CHANNEL:
        return {channel.id: channel.name for channel in account.eco.channels}
    if by is By.PURPOSE:
        return {purpose.id: purpose.name for purpose in account.eco.purposes}
    if by is By.STAGE:
        return {stage.id: stage.name for stage in account.stages.model.stages}
    return _ACTORS if by is By.ACTOR else {}


def labels(account: Account, by: By) -> list[str]:
    """Name the groups of an attribution."""
    names = _names(account, by)
    groups = account.attributions[by].groups
    return [names.get(group, group.replace("_", " ")) for group in groups]


def overall(parts: Attribution, contacts: int) -> float:
    """Contribution a contact, over all groups; NaN without contacts."""
    return float(parts.total.sum()) / contacts if contacts else float("nan")


def parts_table(account: Account, by: By, caption: str) -> Markup:
    """Tabulate use and effect of each group."""
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
        for g, name in enumerate(labels(account, by))
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
    rate = overall(parts, count)
    known = not np.isnan(rate)
    about = f"{caption} (all contacts: {decimal(rate, 3)} a contact)" if known else caption
    return table(about, header, rows, numbers=range(1, len(header)))
