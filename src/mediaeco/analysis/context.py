"""Contexts: bouts of exchange, across channels, and who contributed to them."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.cocreation import balance
from mediaeco.analysis.thread import BOUT_GAP_HOURS, bout_of
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import Result, TidyTable

__all__ = ["Contexts", "contexts"]


@frozen(kw_only=True, eq=False, repr=False)
class Contexts(Result):
    """Bouts of exchange.

    Parameters
    ----------
    cases, channels
        Ids.
    of
        Context of each contact, counted over all cases; shape (rows,).
    case
        Case of each context; shape (contexts,), as all that follow.
    first, last
        Contact index of its first and last contact.
    begins, span
        Days since first contact at which it begins, and how long it lasts, in days.
    contacts
        Number of contacts.
    therapist, patient
        Contacts made by either.
    by_channel
        Contacts over each channel; shape (contexts, channels).
    balance
        Balance of the two sides' contacts; NaN where neither took part.
    uptake
        Share of contacts that take up what the other side brought: answers to one of the other's
        contacts, or contacts next after one of the other's; over all contacts but the first; NaN
        for a context of one contact.
    acts
        Frame acts in it.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    of: Ints
    case: Ints
    first: Ints
    last: Ints
    begins: Floats
    span: Floats
    contacts: Ints
    therapist: Ints
    patient: Ints
    by_channel: Ints
    balance: Floats
    uptake: Floats
    acts: Ints

    def __len__(self) -> int:
        return len(self.case)

    def to_frame(self) -> TidyTable:
        """One row a context."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "context": np.arange(len(self)),
                "first": self.first,
                "last": self.last,
                "begins_days": self.begins,
                "span_days": self.span,
                "contacts": self.contacts,
                "therapist": self.therapist,
                "patient": self.patient,
                "channels": (self.by_channel > 0).sum(axis=1),
                "balance": self.balance,
                "uptake": self.uptake,
                "acts": self.acts,
            }
        )


def contexts(eco: Ecosystem, *, gap_hours: float = BOUT_GAP_HOURS) -> Contexts:
    """In which bouts did the two exchange, and who contributed what?

    A context ends with a silence longer than ``gap_hours``, whatever the channel, or where a mark
    given by hand changes.

    Parameters
    ----------
    eco
        One case or a cohort.
    gap_hours
        The silence, in hours, above 0.

    Returns
    -------
    Contexts
        One entry a bout.

    Raises
    ------
    InvalidCaseError
        Where ``gap_hours`` is not above 0.

    Notes
    -----
    *Theory*: valenciarey (co-created context), watzlawick1967 (punctuation is an observer's
    choice); segmentation by silence is the library's proposal.

    *Laws*: contexts part the contacts; a longer gap never makes more of them; swapping the roles
    swaps therapist and patient.
    """
    if not gap_hours > 0:
        raise InvalidCaseError("contexts.gap_hours", "hours above 0", str(gap_hours))
    table = eco.table
    of = bout_of(table, gap_hours)
    count = int(of[-1]) + 1 if len(of) else 0
    begins = np.flatnonzero(np.diff(of, prepend=-1))
    ends = np.append(begins[1:], len(of)) - 1 if count else begins
    side = np.minimum(table.sender, 2)
    sides = np.bincount(of * 3 + side, minlength=count * 3).reshape(count, 3)
    contacts = sides.sum(axis=1)
    by_channel = np.bincount(
        of * len(eco.channels) + table.channel, minlength=count * len(eco.channels)
    ).reshape(count, len(eco.channels))
    with np.errstate(invalid="ignore", divide="ignore"):
        uptake = np.bincount(of, _takes_up(eco, of), count) / (contacts - 1)
    return Contexts(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        of=of,
        case=table.case[begins],
        first=table.n[begins],
        last=table.n[ends],
        begins=table.t[begins],
        span=table.t[ends] - table.t[begins],
        contacts=contacts,
        therapist=sides[:, 0],
        patient=sides[:, 1],
        by_channel=by_channel,
        balance=balance(sides[:, 0], sides[:, 1]),
        uptake=np.where(contacts > 1, uptake, np.nan),
        acts=np.bincount(of[table.acts.rows], minlength=count),
    )


def _takes_up(eco: Ecosystem, of: Ints) -> Ints:
    """1 where a contact answers, or comes next after, one of another actor in the same context."""
    table = eco.table
    same = np.diff(of, prepend=-1) == 0
    turn = same & (np.diff(table.sender, prepend=-1) != 0)
    reply = table.reply_row
    answers = (reply >= 0) & same
    place = np.where(reply >= 0, reply, 0)
    if len(of):
        answers &= (of[place] == of) & (table.sender[place] != table.sender)
    taken: Ints = (turn | answers).astype(np.int64)
    return taken
