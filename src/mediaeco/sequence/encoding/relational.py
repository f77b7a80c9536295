"""Contacts as relational events: who, to whom, when."""

from __future__ import annotations

import numpy as np

from mediaeco.ecosystem import Ecosystem
from mediaeco.model import TidyTable
from mediaeco.model.clock import SECOND
from mediaeco.sequence.encoding.actor import actor_names

__all__ = ["to_relational_events"]


def to_relational_events(eco: Ecosystem, *, pseudonyms: bool = False) -> TidyTable:
    """Who contacted whom, and when, one row a receiver?

    What models of relational events (relevent, goldfish, remverse) are fitted to: a contact with
    two receivers is two events at one moment.

    Parameters
    ----------
    eco
        One case or a cohort.
    pseudonyms
        True: people by the ids that the record gives them; False: by role, a second one of a role
        with a number.

    Returns
    -------
    TidyTable
        ``case``; ``time`` in seconds since the case's first contact; ``sender``, ``receiver``,
        ``channel``; ``n``, the contact that the event is part of. In the order of the record.

    Notes
    -----
    *Theory*: butts2008 (the data of a relational event model); nothing is computed. Names are
    a case's own: the therapists of two cases are both ``"therapist"``, so let ``case`` part the
    risk sets (a stratum, or one model a case).

    *Laws*: as many rows as the contacts have receivers; as many distinct (case, n) as contacts;
    swapping the roles swaps the two names; a case gives the same rows alone and in a cohort.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> events = to_relational_events(Ecosystem(read_example("sent-away")))
    >>> list(events)
    ['case', 'time', 'sender', 'receiver', 'channel', 'n']
    """
    table = eco.table
    names = actor_names(eco, pseudonyms=pseudonyms)
    row = table.receivers.rows
    case = table.case[row]
    channels = np.array([channel.id for channel in eco.channels], dtype=np.str_)
    return TidyTable(
        {
            "case": np.array(eco.ids, dtype=np.str_)[case],
            "time": (table.time[row] - table.origin[case]) / SECOND,
            "sender": names[case, table.sender[row]],
            "receiver": names[case, table.receivers.values],
            "channel": channels[table.channel[row]],
            "n": table.n[row],
        }
    )
