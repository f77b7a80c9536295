"""Sums, searches and recurrences within segments: cases that stand end to end in one column.

No result of a segment depends on its neighbours, not even in the last bit: a case gives the
same numbers alone and in a cohort of ten thousand.
"""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Array, Bools, Floats, Ints

__all__ = [
    "geometric_recurrence",
    "group_order",
    "segment_cumsum",
    "segment_first",
    "segment_forward",
    "segment_rank",
    "spans",
]

# Segments longer than this, or so few, cost less one by one than laid side by side.
_LONG = 64
_DIGIT = 16


def segment_cumsum(values: Array, offsets: Ints) -> Array:
    """Running sum within each segment, the row itself included.

    out_i = sum of values_j over the rows j <= i of the segment of i.

    Parameters
    ----------
    values
        Shape (N,) or (N, k): numbers or truth values.
    offsets
        Row at which each segment begins, and N at the end; shape (segments + 1,). Segments may
        be empty.

    Returns
    -------
    Array
        Shape of ``values``; whole numbers stay whole (and exact), floats stay floats. NaN from
        the first NaN of a segment on to the segment's end.

    Notes
    -----
    Every segment is added up by itself from its first row on. Nothing is subtracted, so sums of
    non-negative values never fall, and what stands before a segment costs it no precision.

    *Laws*: equals `numpy.cumsum` of each segment to the last bit.

    Examples
    --------
    >>> segment_cumsum(np.array([1, 2, 3, 4]), np.array([0, 2, 2, 4]))
    array([1, 3, 3, 7])
    """
    values = np.asarray(values)
    lengths = np.diff(offsets)
    out = np.empty(values.shape, dtype=np.cumsum(values[:0], axis=0).dtype)
    starts = np.asarray(offsets)[:-1]
    short = np.flatnonzero((lengths > 0) & (lengths <= _LONG))
    if len(short) > _LONG:
        _add_side_by_side(values, starts[short], lengths[short], out)
        singly = np.flatnonzero(lengths > _LONG)
    else:
        singly = np.flatnonzero(lengths)
    for begin, end in zip(
        starts[singly].tolist(), (starts + lengths)[singly].tolist(), strict=True
    ):
        np.add.accumulate(values[begin:end], axis=0, out=out[begin:end])
    return out


def _add_side_by_side(values: Array, starts: Ints, lengths: Ints, out: Array) -> None:
    """Fill ``out`` for short segments: first rows of all, then second rows of all, and so on."""
    longest_first = np.argsort(-lengths, kind="stable")
    starts = starts[longest_first]
    # How many segments have a row at this position; they are the first so many.
    begun = len(lengths) - np.cumsum(np.bincount(lengths))[:-1]
    ends = np.cumsum(begun)
    rows = np.repeat(np.arange(len(begun)), begun)
    for position, (end, count) in enumerate(zip(ends.tolist(), begun.tolist(), strict=True)):
        rows[end - count : end] = starts[:count] + position
    side = values.take(rows, axis=0).astype(out.dtype, copy=False)
    for end, count, before in zip(
        ends[1:].tolist(), begun[1:].tolist(), begun[:-1].tolist(), strict=True
    ):
        begin = end - count
        side[begin:end] += side[begin - before : begin - before + count]
    if len(rows) == len(out):
        back = np.empty(len(rows), dtype=np.intp)
        back[rows] = np.arange(len(rows))
        side.take(back, axis=0, out=out, mode="clip")
    else:
        out[rows] = side


def segment_forward(mask: Bools, offsets: Ints) -> Ints:
    """Row of the last true one at or before each row, within its segment.

    Parameters
    ----------
    mask
        Shape (N,).
    offsets
        Row at which each segment begins, and N at the end; shape (segments + 1,).

    Returns
    -------
    Ints
        Shape (N,): row numbers of the whole column, -1 where the segment has had none yet.

    Examples
    --------
    >>> segment_forward(np.array([True, False, False, True]), np.array([0, 2, 4]))
    array([ 0,  0, -1,  3])
    """
    rows = np.arange(len(mask))
    last = np.maximum.accumulate(np.where(mask, rows, -1)) if len(rows) else rows
    begin = np.repeat(np.asarray(offsets)[:-1], np.diff(offsets))
    return np.where(last >= begin, last, -1)


def segment_first(mask: Bools, offsets: Ints) -> Ints:
    """First true row of each segment.

    Parameters
    ----------
    mask
        Shape (N,).
    offsets
        Row at which each segment begins, and N at the end; shape (segments + 1,).

    Returns
    -------
    Ints
        Shape (segments,): row numbers of the whole column, -1 where a segment has none.

    Examples
    --------
    >>> segment_first(np.array([False, True, True, False]), np.array([0, 3, 4]))
    array([ 1, -1])
    """
    rows = np.append(np.flatnonzero(mask), len(mask))
    found = rows[np.searchsorted(rows, offsets[:-1])]
    return np.where(found < offsets[1:], found, -1)


def spans(begins: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """List the places of several spans, one after the other.

    Parameters
    ----------
    begins, lengths
        First place, and number of places, of each span; shape (S,).

    Returns
    -------
    of, place
        Span of each place, and the place; shape (sum of lengths,).

    Examples
    --------
    >>> spans(np.array([5, 0]), np.array([2, 3]))
    (array([0, 0, 1, 1, 1]), array([5, 6, 0, 1, 2]))
    """
    of = np.repeat(np.arange(len(lengths)), lengths)
    within = np.arange(len(of)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return of, begins[of] + within


def segment_rank(keys: Ints, count: int | None = None) -> Ints:
    """How many rows with the same key stand before each row.

    Parameters
    ----------
    keys
        Shape (N,).
    count
        Keys lie between 0 and ``count`` - 1; looked up in the keys where it is None.

    Returns
    -------
    Ints
        Shape (N,): 0 for the first row of a key, 1 for the second, and so on.

    Examples
    --------
    >>> segment_rank(np.array([7, 3, 7, 7, 3]))
    array([0, 0, 1, 2, 1])
    """
    order, groups = _order(np.asarray(keys), count)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(groups[:-1], np.diff(groups))
    return rank


def group_order(keys: Ints) -> tuple[Ints, Ints]:
    """Order of the rows by key, rows of one key in the order they had.

    Parameters
    ----------
    keys
        Shape (N,); any whole numbers.

    Returns
    -------
    order
        Shape (N,): ``keys[order]`` never falls.
    groups
        Place in ``order`` at which each key that occurs begins, and N at the end; shape
        (distinct keys + 1,). These are the ``offsets`` of the columns put into this order.

    Notes
    -----
    Sorts digit by digit (16 bits at a time), which takes time in proportion to N; keys that
    stand in order already are not sorted at all.

    Examples
    --------
    >>> order, groups = group_order(np.array([7, 3, 7, 7, 3]))
    >>> order, groups
    (array([1, 4, 0, 2, 3]), array([0, 2, 5]))
    """
    return _order(np.asarray(keys), None)


def _order(keys: Ints, count: int | None) -> tuple[Ints, Ints]:
    if len(keys) == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
    if (keys[1:] >= keys[:-1]).all():
        order, ordered = np.arange(len(keys)), keys
    else:
        order = _sorted_by_digits(keys, count)
        ordered = keys[order]
    begins = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return order, np.concatenate(([0], begins, [len(keys)]))


def _sorted_by_digits(keys: Ints, count: int | None) -> Ints:
    """Stable order of the rows by key; NumPy sorts 16-bit numbers by counting."""
    low, high = (0, count - 1) if count is not None else (int(keys.min()), int(keys.max()))
    bits = (high - low).bit_length()
    if bits > 3 * _DIGIT:
        return np.argsort(keys, kind="stable")
    rest = keys - low if low else keys
    order = np.argsort(rest.astype(np.uint16), kind="stable")
    for shift in range(_DIGIT, bits, _DIGIT):
        digit = (rest >> shift).astype(np.uint16)[order]
        order = order[np.argsort(digit, kind="stable")]
    return order


def geometric_recurrence(decay: Floats, values: Floats, starts: Bools) -> Floats:
    """Sum that fades: each row keeps a share of what stood before and adds its own.

    s_i = decay_i s_(i-1) + values_i, and s_i = values_i where a segment starts.

    Parameters
    ----------
    decay
        Share kept since the row before, from 0 to 1; shape (N,). Not looked at where a segment
        starts.
    values
        What each row adds; shape (N,).
    starts
        True where a segment starts; the first row always starts one. Shape (N,).

    Returns
    -------
    Floats
        Shape (N,); for values from 0 to v and a decay below 1 from 0 to v / (1 - decay). NaN
        from a NaN on for as long as any of it is kept.

    Notes
    -----
    Windows are doubled: after pass d each row has summed the last 2^d rows, so a segment of m
    rows takes log2(m) passes.

    *Laws*: linear in ``values``; decay 0 gives the values, decay 1 the running sum.

    Examples
    --------
    >>> fading = np.array([0.5, 0.5, 0.5, 0.5])
    >>> geometric_recurrence(fading, np.ones(4), np.array([True, False, False, True]))
    array([1.  , 1.5 , 1.75, 1.  ])
    """
    total = np.array(values, dtype=np.float64)
    kept = np.where(starts, 0.0, decay)
    kept[:1] = 0.0
    reach = 1
    rows = np.flatnonzero(kept)
    while len(rows):
        if 2 * len(rows) > len(total) and np.isfinite(total).all():
            # Nearly all rows still reach back: whole slices are quicker than picked rows, and
            # rows that do not reach add exactly nothing.
            total[reach:] += kept[reach:] * total[:-reach]
            kept[reach:] *= kept[:-reach]
            rows = np.flatnonzero(kept != 0.0)
        else:
            add = kept[rows] * total[rows - reach]
            fade = kept[rows] * kept[rows - reach]
            total[rows] += add
            kept[rows] = fade
            rows = rows[fade != 0.0]
        reach *= 2
    return total
