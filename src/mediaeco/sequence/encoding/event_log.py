"""Contacts as an event log, as process mining takes it."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis import StateOf, contact_states
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Clock, TidyTable
from mediaeco.sequence.encoding.actor import actor_names

__all__ = ["to_event_log"]


def to_event_log(eco: Ecosystem, *, of: StateOf = "channel", pseudonyms: bool = False) -> TidyTable:
    """What happened when in each case, in the words of process mining?

    Parameters
    ----------
    eco
        One case or a cohort.
    of
        What the activities are, as in `mediaeco.sequence.sequences`. Of several purposes, acts or
        codes of one contact each is an event; a contact without any is none.
    pseudonyms
        True: people by the ids that the record gives them; False: by role, a second one of a role
        with a number.

    Returns
    -------
    TidyTable
        ``case:concept:name`` (the case), ``concept:name`` (the activity), ``time:timestamp``
        (datetime64 in microseconds), ``org:resource`` (who acted), as pm4py and XES name them;
        then ``channel``, ``n`` (the contact) and ``clock``, which says how to read the time:
        ``zoned`` is UTC, ``local`` the wall's clock, and ``seconds`` counts from 1970-01-01, a
        day that only stands in for an origin nobody named: its differences hold, its dates, hours
        and weekdays mean nothing.

    Raises
    ------
    UnknownTermError
        Where ``of`` is none of these.

    Notes
    -----
    *Theory*: library's proposal; names after the standard for event logs (xes2016).

    *Laws*: of channels, as many events as contacts; of purposes, acts or codes, as many as are
    recorded; within a case time never falls, and the activities are those of `sequences` in
    their order; without ``pseudonyms`` nobody's id stands in it.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> log = to_event_log(Ecosystem(read_example("sent-away")))
    >>> log.rows, str(log["time:timestamp"].dtype)
    (49, 'datetime64[us]')
    """
    table = eco.table
    found = contact_states(eco, of)
    told = found.code >= 0
    code, row = found.code[told], found.row[told]
    case = table.case[row]
    actor = (table.acts.values[:, 2] if of == "act" else table.sender[row]).astype(np.int64)
    clocks = np.array([str(Clock(head.clock)) for head in eco.cases], dtype=np.str_)
    channels = np.array([channel.id for channel in eco.channels], dtype=np.str_)
    return TidyTable(
        {
            "case:concept:name": np.array(eco.ids, dtype=np.str_)[case],
            "concept:name": np.array(found.alphabet, dtype=np.str_)[code],
            "time:timestamp": table.time[row].astype("datetime64[us]"),
            "org:resource": actor_names(eco, pseudonyms=pseudonyms)[case, actor],
            "channel": channels[table.channel[row]],
            "n": table.n[row],
            "clock": clocks[case],
        }
    )
