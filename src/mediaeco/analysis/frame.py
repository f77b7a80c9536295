"""How far the therapeutic frame stands, and how constant it is held."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.lifecycle import (
    ElementStatus,
    FrameLifecycle,
    element_weights,
    frame_lifecycle,
)
from mediaeco.analysis.parameter import FrameParameters
from mediaeco.analysis.session import is_session
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.segment import segment_cumsum, segment_forward
from mediaeco.model import ActKind, Result, TidyTable
from mediaeco.model.clock import DAY, SECOND

__all__ = [
    "CONSTANCY",
    "FrameConstancy",
    "FrameStrength",
    "MediaShare",
    "frame_constancy",
    "frame_coverage",
    "frame_strength",
    "media_share",
]

CONSTANCY = ("rhythm", "duration", "channel", "terms")
"""The components of constancy, in the order of their axis."""

_AGREED = tuple(ElementStatus).index(ElementStatus.AGREED)
_BREACHED = tuple(ElementStatus).index(ElementStatus.BREACHED)
_ACCEPT = tuple(ActKind).index(ActKind.ACCEPT)


@frozen(kw_only=True, eq=False, repr=False)
class FrameConstancy(Result):
    """How constant the frame has been held, just after each contact.

    Parameters
    ----------
    cases
        Ids.
    case, n
        Case and contact index of each row.
    components
        Constancy of rhythm, duration, channel and terms, each from 0 to 1, NaN where it is not
        defined yet; shape (rows, 4).
    value
        Mean of the defined components; NaN where none is: nothing could have varied yet; shape
        (rows,).
    """

    cases: tuple[str, ...]
    case: Ints
    n: Ints
    components: Floats
    value: Floats

    def to_frame(self) -> TidyTable:
        """One row a contact."""
        components = dict(zip(CONSTANCY, self.components.T, strict=True))
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "n": self.n,
                **components,
                "constancy": self.value,
            }
        )


@frozen(kw_only=True, eq=False, repr=False)
class FrameStrength(Result):
    """How strong the frame is, just after each contact.

    Parameters
    ----------
    cases
        Ids.
    case, n, t
        Case, contact index and days since first contact of each row.
    coverage
        Observed coverage: weighted share of the elements that are agreed, from 0 to 1; NaN where
        the case has no elements.
    constancy
        As in `frame_constancy`; NaN while nothing could have varied.
    open_breaches
        Weighted share of the elements in breach among those that were agreed, from 0 to 1.
    strength
        ``coverage * constancy^beta * (1 - open_breaches)``, from 0 to 1; NaN where coverage is.
    final
        Strength at the end, by case; 0 for a case without contacts, NaN for one without elements;
        shape (cases,).
    parameters
        The settings used.
    """

    cases: tuple[str, ...]
    case: Ints
    n: Ints
    t: Floats
    coverage: Floats
    constancy: Floats
    open_breaches: Floats
    strength: Floats
    final: Floats
    parameters: FrameParameters

    def to_frame(self) -> TidyTable:
        """One row a contact."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "n": self.n,
                "days": self.t,
                "coverage": self.coverage,
                "constancy": self.constancy,
                "open_breaches": self.open_breaches,
                "strength": self.strength,
            }
        )


def frame_coverage(eco: Ecosystem) -> Floats:
    """How much of the frame is agreed, just after each contact?

    ``coverage = sum of w_e over the agreed elements / sum of w_e``

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    array
        The *observed* coverage, from 0 to 1, NaN where a case has no elements; shape (rows,). The
        *expected* one is `mediaeco.forming.formation`'s.

    Notes
    -----
    *Theory*: bleger1967; the index is the library's proposal.

    *Laws*: never falls but at a breach; swapping the roles changes nothing.
    """
    return _coverage(eco, frame_lifecycle(eco))


def frame_constancy(eco: Ecosystem) -> FrameConstancy:
    """How constant has the frame been held, just after each contact?

    The mean of four shares, each over what has been seen so far: *rhythm* (1 - coefficient of
    variation of the gaps between sessions, at least 0; from the third session), *duration* (the
    same of their durations; from the second whose duration is known), *channel* (1 - changes of
    channel from session to session / opportunities; from the second) and *terms* (1 - breaches
    and changes of agreed terms / contacts at which an agreed element could have been changed).

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    FrameConstancy
        Components and their mean; NaN while undefined.

    Notes
    -----
    *Theory*: bleger1967 (the frame is the constant within which there is a process), adapted.

    *Laws*: 1 for perfectly periodic sessions of one length on one channel; falls as jitter between
    the same first and last session grows; does not depend on purposes or content codes.
    """
    return _constancy(eco, frame_lifecycle(eco))


def frame_strength(eco: Ecosystem, *, parameters: FrameParameters | None = None) -> FrameStrength:
    """How strong is the frame, just after each contact?

    ``strength = coverage * constancy^beta * (1 - open_breaches)``

    While nothing could have varied (constancy is NaN) it takes no part.

    Parameters
    ----------
    eco
        One case or a cohort.
    parameters
        Settings; None: the defaults.

    Returns
    -------
    FrameStrength
        By contact, and at the end by case.

    Notes
    -----
    *Theory*: bleger1967; the product is the library's proposal.

    *Laws*: from 0 to 1; 0 where coverage is; swapping the roles changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> strong = frame_strength(Ecosystem(read_example("first-contact")))
    >>> away = frame_strength(Ecosystem(read_example("sent-away")))
    >>> bool(strong.final[0] > 0.5 > away.final[0])
    True
    """
    parameters = parameters or FrameParameters()
    table = eco.table
    life = frame_lifecycle(eco)
    coverage = _coverage(eco, life)
    constancy = _constancy(eco, life).value
    held = life.agreed_weight + life.breached_weight
    with np.errstate(invalid="ignore", divide="ignore"):
        open_breaches = np.where(held > 0, life.breached_weight / held, 0.0)
    factor = np.where(np.isnan(constancy), 1.0, constancy) ** parameters.beta
    strength = coverage * factor * (1 - open_breaches)
    final = np.where(element_weights(eco).sum(axis=1) > 0, 0.0, np.nan)
    filled = np.diff(table.offsets) > 0
    final[filled] = strength[table.offsets[1:][filled] - 1]
    return FrameStrength(
        cases=eco.ids,
        case=table.case,
        n=table.n,
        t=table.t,
        coverage=coverage,
        constancy=constancy,
        open_breaches=open_breaches,
        strength=strength,
        final=final,
        parameters=parameters,
    )


@frozen(kw_only=True, eq=False, repr=False)
class MediaShare(Result):
    """Which channel each element was negotiated and maintained on.

    Parameters
    ----------
    elements, channels
        Ids, in the order of the axes.
    acts
        Acts on each element over each channel; shape (elements, channels).
    share
        The same as shares of the element's acts; a row sums to 1, and is NaN where the element
        was never touched.
    """

    elements: tuple[str, ...]
    channels: tuple[str, ...]
    acts: Ints
    share: Floats

    def to_frame(self) -> TidyTable:
        """One row an element and channel."""
        return TidyTable(
            {
                "element": np.repeat(self.elements, len(self.channels)),
                "channel": np.tile(self.channels, len(self.elements)),
                "acts": self.acts.ravel(),
                "share": self.share.ravel(),
            }
        )


def media_share(eco: Ecosystem) -> MediaShare:
    """Which channel was each element negotiated and maintained on?

    Parameters
    ----------
    eco
        One case, or a cohort, whose acts are then counted together.

    Returns
    -------
    MediaShare
        Counts and shares by element and channel.

    Notes
    -----
    *Theory*: valenciarey (the media used frame the context); library's proposal.

    *Laws*: rows of touched elements sum to 1; relabelling channels permutes columns.
    """
    table = eco.table
    elements, channels = len(eco.elements), len(eco.channels)
    acts = np.bincount(
        table.acts.values[:, 0].astype(np.int64) * channels + table.channel[table.acts.rows],
        minlength=elements * channels,
    ).reshape(elements, channels)
    with np.errstate(invalid="ignore"):
        share = acts / acts.sum(axis=1, keepdims=True)
    return MediaShare(
        elements=tuple(item.id for item in eco.elements),
        channels=tuple(channel.id for channel in eco.channels),
        acts=acts,
        share=share,
    )


def _coverage(eco: Ecosystem, life: FrameLifecycle) -> Floats:
    total = element_weights(eco).sum(axis=1)[eco.table.case]
    with np.errstate(invalid="ignore", divide="ignore"):
        # Weights that were added and taken away again leave rounding behind.
        coverage: Floats = np.clip(life.agreed_weight / total, 0.0, 1.0)
    return coverage


def _constancy(eco: Ecosystem, life: FrameLifecycle) -> FrameConstancy:
    table = eco.table
    session = is_session(eco)
    rows = np.flatnonzero(session)
    offsets = np.concatenate(([0], np.cumsum(session)))[table.offsets]
    first = np.zeros(len(rows), dtype=bool)
    first[offsets[:-1][np.diff(offsets) > 0]] = True

    # People meet by the clock on the wall: a change to summer time is no change of rhythm.
    wall = (table.time[rows] + table.utc_offset[rows].astype(np.int64) * SECOND) / DAY
    gap = np.where(first, 0.0, np.maximum(np.diff(wall, prepend=0.0), 0.0))
    duration = table.duration[rows]
    changed = ~first & (np.diff(table.channel[rows], prepend=-1) != 0)
    follow, changes = segment_cumsum(
        np.column_stack((~first, changed)).astype(np.float64), offsets
    ).T
    by_session = np.column_stack(
        (
            _evenness(gap, ~first, offsets),
            _evenness(duration, ~np.isnan(duration), offsets),
            np.where(follow >= 1, 1 - changes / np.maximum(follow, 1), np.nan),
        )
    )
    components = np.full((len(table), 4), np.nan)
    last = segment_forward(session, table.offsets)
    seen = last >= 0
    components[seen, :3] = by_session[np.cumsum(session)[last[seen]] - 1]
    components[:, 3] = _terms(eco, life)
    count = (~np.isnan(components)).sum(axis=1)
    with np.errstate(invalid="ignore"):
        value = np.where(count > 0, np.nansum(components, axis=1) / count, np.nan)
    return FrameConstancy(
        cases=eco.ids, case=table.case, n=table.n, components=components, value=value
    )


def _evenness(values: Floats, counted: Bools, offsets: Ints) -> Floats:
    """``max(0, 1 - sd / mean)`` of the values so far, NaN below two; 1 where all are 0."""
    # Taken from the first value on, equal values have sums of squares without any rounding.
    first = _first_value(values, counted, offsets)
    apart = np.where(counted, values - first, 0.0)
    count, total, squares = segment_cumsum(np.column_stack((counted, apart, apart**2)), offsets).T
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = first + total / count
        spread = np.sqrt(np.maximum(squares / count - (total / count) ** 2, 0.0))
        # What is left below this is rounding of the times themselves.
        spread = np.where(spread < 1e-7 * mean, 0.0, spread)
        even = np.where(mean > 0, np.maximum(0.0, 1.0 - spread / mean), 1.0)
    return np.where(count >= 2, even, np.nan)


def _first_value(values: Floats, counted: Bools, offsets: Ints) -> Floats:
    """First counted value of each row's segment; 0 where there is none."""
    places = np.append(np.flatnonzero(counted), len(values))
    first = places[np.searchsorted(places, offsets[:-1])]
    found = np.where(first < offsets[1:], np.append(values, 0.0)[first], 0.0)
    return np.repeat(found, np.diff(offsets))


def _terms(eco: Ecosystem, life: FrameLifecycle) -> Floats:
    """1 - changes / opportunities over the elements that have been agreed."""
    table = eco.table
    count = len(table)
    # Mending a breach restores the terms; agreeing anew upon what was agreed changes them.
    renewed = (life.before == _AGREED) & (life.kind == _ACCEPT) & life.legal
    broken = (life.after == _BREACHED) & (life.before == _AGREED)
    changes = segment_cumsum(
        np.bincount(life.row[renewed | broken], minlength=count), table.offsets
    )
    row = life.agreed_row[life.agreed_row >= 0]
    agreed = segment_cumsum(np.bincount(row, minlength=count), table.offsets)
    chances = segment_cumsum(agreed, table.offsets)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(chances > 0, np.maximum(0.0, 1 - changes / chances), np.nan)
