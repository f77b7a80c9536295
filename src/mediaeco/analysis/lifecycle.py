"""The life of each frame element: proposed, agreed, breached, repaired, agreed anew.

Every act is a map from state to state, so the state of all elements of all cases comes from one
pass of an automaton over the acts.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.automaton import run_automaton
from mediaeco.kernels.segment import group_order, segment_cumsum
from mediaeco.model import ActKind, Result, TidyTable
from mediaeco.model.vocabulary import Term

__all__ = ["ElementStatus", "FrameLifecycle", "element_weights", "frame_lifecycle"]


class ElementStatus(Term):
    """Where an element of the frame stands; a pending proposal stands beside it."""

    UNSET = "unset"
    AGREED = "agreed"
    BREACHED = "breached"


_UNSET, _AGREED, _BREACHED = range(3)
_STATUS = tuple(ElementStatus)
_KINDS = tuple(ActKind)


@frozen(kw_only=True, eq=False, repr=False)
class FrameLifecycle(Result):
    """What every act did, and what it left behind.

    Parameters
    ----------
    cases, elements
        Ids, in the order of the axes.
    row, n
        Row and contact index of each act, in the order of the record; shape (acts,).
    element, kind, actor
        Codes of each act; shape (acts,).
    before, after
        Status of the element before and after each act, as its place in `ElementStatus`.
    legal
        False where the lifecycle forbids the act; such an act changes nothing; shape (acts,).
    agreed_row
        Row at which each element was first agreed, -1 where it never was; shape (cases, elements).
    agreed_at
        Contact index of the same, NaN where it never was.
    status
        Status of each element at the end; shape (cases, elements).
    pending
        True where a proposal waits for an answer at the end; shape (cases, elements).
    agreed_weight, breached_weight
        Weight of the elements that are agreed, and of those in breach, just after each contact;
        shape (rows,).
    proposed
        Elements proposed so far, just after each contact; shape (rows,).
    """

    cases: tuple[str, ...]
    elements: tuple[str, ...]
    row: Ints
    n: Ints
    case: Ints
    element: Ints
    kind: Ints
    actor: Ints
    before: Ints
    after: Ints
    legal: Bools
    agreed_row: Ints
    agreed_at: Floats
    status: Ints
    pending: Bools
    agreed_weight: Floats
    breached_weight: Floats
    proposed: Ints

    def to_frame(self) -> TidyTable:
        """One row an act."""
        status = np.array([str(s) for s in _STATUS])
        elements: Array = np.array(self.elements, dtype=np.str_)
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "n": self.n,
                "element": elements[self.element],
                "act": np.array([str(kind) for kind in _KINDS])[self.kind],
                "before": status[self.before],
                "after": status[self.after],
                "legal": self.legal,
            }
        )


def frame_lifecycle(eco: Ecosystem, *, actors: Bools | None = None) -> FrameLifecycle:
    """What did each act do to its element of the frame?

    An element is AGREED only when one actor proposed and *another* accepted. A proposal may be
    made at any time and waits for an answer (a later one takes its place); RENEGOTIATE is a
    proposal upon something agreed or in breach; ACCEPT by another than the proposer agrees
    (and mends a breach); REJECT, by anybody, ends a waiting proposal and leaves the status;
    BREACH needs AGREED; REPAIR needs BREACHED. Any other act is illegal: it is kept, marked, and
    changes nothing.

    Parameters
    ----------
    eco
        One case or a cohort.
    actors
        Which actor codes count; None: all. Acts of others are left out, as if never made.

    Returns
    -------
    FrameLifecycle
        Every act with the status before and after it.

    Notes
    -----
    *Theory*: valenciarey (the environment is co-created), bleger1967 (the frame is what is held
    constant); the rules are the library's proposal.

    *Laws*: AGREED comes from two different actors; the acts of one actor alone agree nothing;
    repairs never outnumber breaches; coverage falls at a breach alone.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> life = frame_lifecycle(Ecosystem(read_example("first-contact")))
    >>> bool(life.legal.all())
    True
    """
    table = eco.table
    acts = table.acts
    element, kind, actor = acts.values.astype(np.int64).T
    row = acts.rows
    if actors is not None:
        kept = actors[actor]
        element, kind, actor, row = element[kept], kind[kept], actor[kept], row[kept]
    elements = len(eco.elements)
    people = int(actor.max(initial=0)) + 1
    maps, allowed = _maps(people)
    key = table.case[row] * elements + element
    order, groups = group_order(key)
    code = (kind * people + actor)[order]
    state = run_automaton(maps, code, groups, 0)
    previous = np.concatenate(([0], state[:-1])) if len(state) else state
    previous[groups[:-1]] = 0
    back = np.empty(len(order), dtype=np.int64)
    back[order] = np.arange(len(order))
    state, previous = state[back], previous[back]
    legal = allowed[kind * people + actor, previous]
    before, after = previous // (people + 1), state // (people + 1)

    weights = element_weights(eco)
    change = weights[table.case[row], element]
    agreed = ((after == _AGREED).astype(int) - (before == _AGREED)) * change
    breached = ((after == _BREACHED).astype(int) - (before == _BREACHED)) * change
    ends = order[groups[1:] - 1] if len(order) else order
    first = _first_of(key, kind == _KINDS.index(ActKind.PROPOSE))
    once = _first_of(key, after == _AGREED)
    agreed_row = np.full(weights.shape, -1)
    agreed_row[table.case[row[once]], element[once]] = row[once]
    agreed_at = np.full(weights.shape, np.nan)
    agreed_at[agreed_row >= 0] = table.n[agreed_row[agreed_row >= 0]]
    status = np.zeros(weights.shape, dtype=np.int64)
    pending = np.zeros(weights.shape, dtype=bool)
    at = (table.case[row[ends]], element[ends])
    status[at] = after[ends]
    pending[at] = state[ends] % (people + 1) > 0
    count = len(table)
    return FrameLifecycle(
        cases=eco.ids,
        elements=tuple(item.id for item in eco.elements),
        row=row,
        n=table.n[row],
        case=table.case[row],
        element=element,
        kind=kind,
        actor=actor,
        before=before,
        after=after,
        legal=legal,
        agreed_row=agreed_row,
        agreed_at=agreed_at,
        status=status,
        pending=pending,
        agreed_weight=segment_cumsum(np.bincount(row, agreed, count), table.offsets),
        breached_weight=segment_cumsum(np.bincount(row, breached, count), table.offsets),
        proposed=segment_cumsum(np.bincount(row[first], minlength=count), table.offsets),
    )


def element_weights(eco: Ecosystem) -> Floats:
    """Weight of each element in each case, 0 where the case does not have it.

    Returns
    -------
    array
        Shape (cases, elements).
    """
    place = {item.id: code for code, item in enumerate(eco.elements)}
    weights = np.zeros((len(eco.cases), len(eco.elements)))
    for i, head in enumerate(eco.cases):
        for item in head.elements:
            weights[i, place[item.id]] = item.weight
    return weights


def _first_of(key: Ints, mask: Bools) -> Ints:
    """Place of the first act of each key where ``mask`` is true."""
    places = np.flatnonzero(mask)
    _, first = np.unique(key[places], return_index=True)
    return places[first]


def _maps(people: int) -> tuple[Ints, Bools]:
    """Map of every act by every actor, and the states in which it is legal.

    A state is ``status * (people + 1) + pending``; ``pending`` is 0, or 1 + the proposer's code.
    """
    wide = people + 1
    states = np.arange(3 * wide)
    status, pending = states // wide, states % wide
    maps = np.tile(states, (len(_KINDS) * people, 1))
    legal = np.zeros(maps.shape, dtype=bool)
    for k, kind in enumerate(_KINDS):
        for actor in range(people):
            at = k * people + actor
            if kind is ActKind.PROPOSE:
                legal[at], result = True, status * wide + actor + 1
            elif kind is ActKind.RENEGOTIATE:
                legal[at], result = status != _UNSET, status * wide + actor + 1
            elif kind is ActKind.ACCEPT:
                legal[at] = (pending > 0) & (pending != actor + 1)
                result = np.full(len(states), _AGREED * wide)
            elif kind is ActKind.REJECT:
                legal[at], result = pending > 0, status * wide
            elif kind is ActKind.BREACH:
                legal[at], result = status == _AGREED, _BREACHED * wide + pending
            else:
                legal[at], result = status == _BREACHED, _AGREED * wide + pending
            maps[at] = np.where(legal[at], result, states)
    return maps, legal
