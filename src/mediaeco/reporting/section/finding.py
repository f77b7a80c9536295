"""What the record shows that its rules forbid, and how complete it is."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis import is_session
from mediaeco.model import Finding, FindingKind
from mediaeco.reporting.account import Account
from mediaeco.reporting.markup import Markup, items, paragraph, section
from mediaeco.reporting.wording import counted, listed, upper_first

__all__ = ["finding_section", "told_contacts", "told_finding"]

_SHOWN = 12
_LISTED = 60


def finding_section(account: Account) -> Markup:
    """Tell what to know about the record before its numbers are believed."""
    found = account.findings
    if not found:
        head = paragraph(
            "Nothing in the record goes against its own rules: its rows stood in time order, every "
            "frame act is one that the frame's lifecycle allows, and no reply stands before its "
            "message."
        )
        told = Markup("")
    else:
        illegal = any(finding.kind is FindingKind.ILLEGAL_ACT for finding in found)
        head = paragraph(
            f"The record shows {counted(len(found), 'thing')} to know before its numbers are "
            "believed. Nothing was dropped in silence.",
            "An act that the lifecycle forbids is kept and changes nothing." if illegal else "",
        )
        told = items(map(told_finding, found[:_LISTED]))
    rest = len(found) - _LISTED
    more = f"And {rest} more, all of them in tables/findings.csv." if rest > 0 else ""
    return section(
        "findings",
        "Findings about the record",
        head,
        told,
        paragraph(more) if more else "",
        paragraph(*_completeness(account)),
    )


def told_finding(finding: Finding) -> str:
    """Tell a finding with its contacts."""
    text = finding.text.strip().rstrip(".")
    return f"{upper_first(str(finding.kind))}: {text}{told_contacts(finding.contacts)}."


def told_contacts(contacts: tuple[int, ...]) -> str:
    """Name contacts by their index, in brackets; nothing where there are none.

    Examples
    --------
    >>> told_contacts((3, 7))
    ' (contacts 3 and 7)'
    """
    if not contacts:
        return ""
    shown = [str(n) for n in contacts[:_SHOWN]]
    if len(contacts) > _SHOWN:
        shown.append(f"{len(contacts) - _SHOWN} more")
    return f" ({'contact' if len(contacts) == 1 else 'contacts'} {listed(shown)})"


def _completeness(account: Account) -> list[str]:
    table, count = account.eco.table, len(account.eco.table)
    if not count:
        return []
    purposes = int((table.purposes.counts > 0).sum())
    answers = int((table.reply_row >= 0).sum())
    acts = int((table.acts.counts > 0).sum())
    told = [
        f"Of {counted(count, 'contact')}, {purposes or 'none'} say what they were for, "
        f"{answers or 'none'} say which contact they answer, and {acts or 'none'} carry frame acts."
    ]
    sessions = is_session(account.eco)
    if sessions.any():
        known = int((~np.isnan(table.duration[sessions])).sum())
        told.append(
            f"The duration of {known} of {counted(int(sessions.sum()), 'session')} is known."
        )
    if not acts:
        told.append(
            "Without frame acts nothing can have been agreed in this record; what was agreed "
            "outside of it, it does not show."
        )
    return told
