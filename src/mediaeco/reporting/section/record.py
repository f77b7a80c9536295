"""What was recorded: the case, its people by role, the period, contacts and channels."""

from __future__ import annotations

from collections import Counter

import numpy as np

from mediaeco.analysis import is_session
from mediaeco.model import Origin, Role
from mediaeco.model.clock import DAY
from mediaeco.reporting.account import Account
from mediaeco.reporting.markup import Content, Markup, element, fragment, paragraph, section, table
from mediaeco.reporting.picture import Pictures
from mediaeco.reporting.wording import counted, day, days, listed, percent, upper_first

__all__ = ["ORIGINS", "record_section"]

ORIGINS = {
    Origin.FICTIONAL: "This case is fictional. None of its people exist, and nothing in it took "
    "place.",
    Origin.SIMULATED: "This case is simulated. A model made it; nobody lived it.",
}
"""What is said loudly of a case that nobody lived."""

_ROLES = ("therapist", "patient", "others")


def record_section(account: Account, pictures: Pictures) -> Markup:
    """Tell what was recorded, and draw it."""
    case = account.case
    told = case.description.strip()
    paragraphs = [part for part in told.split("\n\n") if part.strip()]
    return section(
        "record",
        "What was recorded",
        paragraph(_contacts(account), _view(account), _period(account), _people(account)),
        paragraph(_sessions(account), _reporters(account), _ratings(account)),
        _told(paragraphs),
        _channels(account),
        pictures.figure("timeline"),
        pictures.figure("ecosystem"),
    )


def _told(paragraphs: list[str]) -> Content:
    if not paragraphs:
        return ""
    head = element("p", "The record describes itself so:")
    return fragment([head, element("blockquote", fragment(map(paragraph, paragraphs)))])


def _contacts(account: Account) -> str:
    table_ = account.eco.table
    if not len(table_):
        return (
            "No contacts were recorded. Every section of this report is there, and says what is "
            "not defined for such a case."
        )
    used = len(np.unique(table_.channel))
    sides = np.bincount(np.minimum(table_.sender, 2), minlength=3)
    by = [f"{int(count)} by the {role}" for role, count in zip(_ROLES[:2], sides, strict=False)]
    if sides[2]:
        by.append(f"{int(sides[2])} by others")
    return (
        f"The record holds {counted(len(table_), 'contact')} over {counted(used, 'channel')}: "
        f"{listed(by)}. Contacts are numbered from 0, the first one."
    )


def _view(account: Account) -> str:
    if account.eco.table is account.eco.record.table:
        return ""
    return (
        "This is a view of the record: contacts may be left out of it, and those that it holds "
        "keep their numbers."
    )


def _period(account: Account) -> str:
    case, table_ = account.case, account.eco.table
    if not len(table_):
        if case.observed_until is None:
            return ""
        return f"It was observed until {day(case.observed_until)}."
    rows = case.interactions
    first, last = int(table_.n[0]), int(table_.n[-1])
    span = float(table_.time[-1] - table_.time[0]) / DAY
    begins, ends = day(rows[first].time), day(rows[last].time)
    told = f"They took place on {begins}."
    if begins != ends:
        told = f"They took place from {begins} to {ends}, within {days(span)}."
    if case.observed_until is not None:
        told += f" The case was observed until {day(case.observed_until)}."
    return told


def _people(account: Account) -> str:
    counts = Counter(actor.role for actor in account.case.actors)
    told = ["one therapist", "one patient"]
    if counts[Role.OTHER]:
        told.append(counted(counts[Role.OTHER], "other person", "other people"))
    more = ""
    if counts[Role.OBSERVER]:
        more = f" {upper_first(counted(counts[Role.OBSERVER], 'observer'))} took no part."
    return f"The record names {listed(told)}.{more} They appear here by their roles alone."


def _sessions(account: Account) -> str:
    if not len(account.eco.table):
        return ""
    sessions = int(is_session(account.eco).sum())
    verb = "was a session" if sessions == 1 else "were sessions"
    return (
        f"{upper_first(counted(sessions, 'contact'))} {verb}: live talk between the two over a "
        "channel on which both are present."
    )


def _reporters(account: Account) -> str:
    """Say who reports, for the observer is part of what is observed."""
    table_, actors = account.eco.table, account.case.actors
    if not len(table_):
        return ""
    told: Counter[str] = Counter()
    for code, count in zip(*np.unique(table_.reported_by, return_counts=True), strict=True):
        told[str(actors[code].role) if code >= 0 else ""] += int(count)
    nobody = told.pop("", 0)
    if not told:
        return "The record does not say who reports the contacts."
    (role, count), *others = told.items()
    by = [f"The {role} reports {count} of the contacts", *(f"the {r} {n}" for r, n in others)]
    rest = f"; {counted(nobody, 'contact')} {_name(nobody)} no reporter" if nobody else ""
    return f"{listed(by)}{rest}. What is known of a contact is known from its reporter."


def _name(count: int) -> str:
    return "names" if count == 1 else "name"


def _ratings(account: Account) -> str:
    given = account.case.measures
    if not given:
        return "No ratings of the relationship were recorded."
    constructs = listed(sorted({measure.construct for measure in given}))
    instruments = len({measure.instrument for measure in given})
    return (
        f"{upper_first(counted(len(given), 'rating'))} of {constructs} on "
        f"{counted(instruments, 'instrument')} stand beside the contacts."
    )


def _channels(account: Account) -> Markup:
    eco = account.eco
    count = len(eco.channels)
    side = np.minimum(eco.table.sender, 2)
    by = np.bincount(side * count + eco.table.channel, minlength=3 * count).reshape(3, count)
    total = by.sum(axis=0)
    whole = int(total.sum())
    rows = [
        (
            channel.name,
            *(str(int(by[s, c])) for s in range(3)),
            str(int(total[c])),
            percent(float(total[c]) / whole) if whole else "not defined",
        )
        for c, channel in enumerate(eco.channels)
    ]
    header = ("Channel", "Therapist", "Patient", "Others", "All", "Share")
    return table("Contacts by channel and sender", header, rows, numbers=(1, 2, 3, 4, 5))
