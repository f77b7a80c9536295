"""Finite automata over whole columns: the state after each row, without a walk over the rows."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Ints

__all__ = ["run_automaton"]

# Up to this many rows a plain walk costs less than one array operation a step.
_FEW = 64
# Blocks for each row of a block: resolving a block is cheaper than a step through all of them.
_BREADTH = 25


def run_automaton(tables: Ints, codes: Ints, offsets: Ints, initial: Ints | int) -> Ints:
    """State after each row, where each kind of input leads from state to state.

    state_i = tables[codes_i, state_(i-1)], and a segment's first row comes from ``initial``.

    Parameters
    ----------
    tables
        Next state for each kind of input and each state; shape (kinds, S), values 0 to S - 1.
    codes
        Kind of input at each row, 0 to kinds - 1; shape (N,).
    offsets
        Row at which each segment begins, and N at the end; shape (segments + 1,). Segments may
        be empty.
    initial
        State before a segment's first row: one for all, or one for each; shape (segments,).

    Returns
    -------
    Ints
        Shape (N,): the state after each row.

    Notes
    -----
    Maps from state to state compose associatively. The column is cut into blocks; all blocks
    are walked at the same time, each for all S states that it may have begun in; then the state
    in which each block begins is read off from block to block, and a second walk takes that one
    state through. A segment's first row is a map that leads from everywhere to one state, so
    that segments need no care of their own. Time grows in proportion to N S.

    *Laws*: equals the walk row by row; an input that leads every state to itself changes
    nothing; segments do not see one another.

    Examples
    --------
    A door that is opened (0), closed (1) or left alone (2), in two houses:

    >>> door = np.array([[1, 1], [0, 0], [0, 1]])
    >>> run_automaton(door, np.array([0, 2, 1, 2, 2]), np.array([0, 4, 5]), 0)
    array([1, 1, 0, 0, 0])
    """
    tables, codes, offsets = np.asarray(tables), np.asarray(codes), np.asarray(offsets)
    full = np.flatnonzero(offsets[1:] > offsets[:-1])
    begins = offsets[full]
    first = np.broadcast_to(np.asarray(initial), (len(offsets) - 1,))[full]
    if len(codes) <= _FEW:
        return _walk(tables, codes, begins, first)
    kinds, states = tables.shape
    # Beside the given maps: for each of them and each state, the map that leads from everywhere
    # to where the first leads from the second; and one that leaves all as it is.
    constant = np.repeat(tables.reshape(-1, 1), states, axis=1)
    maps = np.concatenate((tables, constant, np.arange(states)[np.newaxis]))
    kind = codes.astype(np.intp)
    kind[begins] = kinds + kind[begins] * states + first
    return _blocks(maps.astype(np.intp), kind)


def _walk(tables: Ints, codes: Ints, begins: Ints, first: Ints) -> Ints:
    """State after each of a few rows."""
    table = tables.tolist()
    initial = dict(zip(begins.tolist(), first.tolist(), strict=True))
    state, out = 0, []
    for row, code in enumerate(codes.tolist()):
        state = table[code][initial.get(row, state)]
        out.append(state)
    return np.array(out, dtype=np.int64)


def _blocks(maps: Ints, kind: Ints) -> Ints:
    """State after each row; the first row's map is constant, the last map leaves all as it is."""
    states = maps.shape[1]
    length = max(1, int((len(kind) / _BREADTH) ** 0.5))
    blocks = -(-len(kind) // length)
    padded = np.full(blocks * length, len(maps) - 1, dtype=np.intp)
    padded[: len(kind)] = kind
    # One line a step: where in the flat maps the map of each block's row begins.
    steps = np.ascontiguousarray(padded.reshape(blocks, length).T) * states
    flat = maps.ravel()

    composed = np.repeat(np.arange(states)[:, np.newaxis], blocks, axis=1)
    for step in steps:
        composed = flat.take(composed + step)
    state, begin = 0, []
    for block in composed.T.tolist():
        begin.append(state)
        state = block[state]

    here = np.array(begin, dtype=np.intp)
    out = np.empty((length, blocks), dtype=np.int64)
    for line, step in zip(out, steps, strict=True):
        here = flat.take(here + step)
        line[:] = here
    return out.T.reshape(-1)[: len(kind)]
