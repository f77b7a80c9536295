"""Contacts as coded lines, as epistemic network analysis takes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

import numpy as np

from mediaeco.analysis.thread import BOUT_GAP_HOURS, bout_of
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Array, Ints
from mediaeco.model import ActKind, TidyTable
from mediaeco.sequence.encoding.actor import actor_names

__all__ = ["CodeKind", "to_ena_frame"]

CodeKind = Literal["code", "purpose", "channel", "act"]
"""What a column of codes can stand for."""


def to_ena_frame(
    eco: Ecosystem,
    *,
    of: Iterable[CodeKind] = ("code", "purpose", "channel"),
    gap_hours: float | None = BOUT_GAP_HOURS,
    pseudonyms: bool = False,
) -> TidyTable:
    """Which codes does each line have, and who said it in which conversation?

    Epistemic network analysis itself is not computed here: `rENA` and `ena-python` do it, and
    take this table as it is. Units are ``["case", "actor"]``, the conversation (stanza) is
    ``["case", "conversation"]``, the codes are the columns from the sixth on.

    Parameters
    ----------
    eco
        One case or a cohort.
    of
        What the codes are, in the order of the columns.
    gap_hours
        Silence that ends a conversation, in hours, above 0 (library default: 12); marks given by
        hand end one too. None: all contacts of a case are one.
    pseudonyms
        True: people by the ids that the record gives them; False: by role, a second one of a role
        with a number.

    Returns
    -------
    TidyTable
        One row a contact: ``case``, ``actor``, ``conversation`` (counted from 0 in each case),
        ``n``, ``days`` since first contact; then a column of 0 and 1 for each term of the record's
        vocabularies, named ``code.ID``, ``purpose.ID``, ``channel.ID`` or ``act.KIND``.

    Raises
    ------
    UnknownTermError
        Where ``of`` names none of these.
    InvalidCaseError
        Where ``gap_hours`` is not above 0.

    Notes
    -----
    *Theory*: shaffer2016 (coded lines, stanzas, units); nothing is computed, nor is co-occurrence.

    *Laws*: one row a contact; every column is 0 or 1, and its sum is the number of contacts that
    have the term; a case gives the same lines alone and in a cohort (but for terms that it does
    not know, which are 0); without ``pseudonyms`` nobody's id stands in it.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> lines = to_ena_frame(Ecosystem(read_example("sent-away")), of=["channel"])
    >>> list(lines)[:6]
    ['case', 'actor', 'conversation', 'n', 'days', 'channel.instant_messaging']
    """
    kinds = tuple(of)
    for kind in kinds:
        if kind not in get_args(CodeKind):
            raise UnknownTermError(kind, get_args(CodeKind), "of")
    if gap_hours is not None and not gap_hours > 0:
        raise InvalidCaseError("to_ena_frame.gap_hours", "hours above 0", str(gap_hours))
    table = eco.table
    columns: dict[str, Array] = {
        "case": np.array(eco.ids, dtype=np.str_)[table.case],
        "actor": actor_names(eco, pseudonyms=pseudonyms)[table.case, table.sender],
        "conversation": _conversations(eco, gap_hours),
        "n": table.n,
        "days": table.t,
    }
    for kind in dict.fromkeys(kinds):
        names, rows, codes = _said(eco, kind)
        lines = np.zeros((len(names), len(table)), dtype=np.int64)
        lines[codes, rows] = 1
        columns |= {f"{kind}.{name}": line for name, line in zip(names, lines, strict=True)}
    return TidyTable(columns)


def _conversations(eco: Ecosystem, gap_hours: float | None) -> Ints:
    """Conversation of each contact, counted from 0 in each case."""
    table = eco.table
    if gap_hours is None:
        return np.zeros(len(table), dtype=np.int64)
    bout = bout_of(table, gap_hours)
    first = np.zeros(table.cases, dtype=np.int64)
    first[table.case[table.starts]] = bout[table.starts]
    return bout - first[table.case]


def _said(eco: Ecosystem, kind: CodeKind) -> tuple[list[str], Ints, Ints]:
    """Names of the codes, and the row and the code of each one said."""
    table = eco.table
    if kind == "channel":
        return [item.id for item in eco.channels], np.arange(len(table)), table.channel
    if kind == "act":
        return [str(act) for act in ActKind], table.acts.rows, table.acts.values[:, 1]
    if kind == "purpose":
        return [item.id for item in eco.purposes], table.purposes.rows, table.purposes.values
    return [item.id for item in eco.codes], table.codes.rows, table.codes.values
