"""How the two take the media up: the moves that people coded, and those that a log shows."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.history import SIDES
from mediaeco.analysis.spirit import spirit_uses
from mediaeco.analysis.thread import BOUT_GAP_HOURS, thread_roots
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.kernels.segment import group_order
from mediaeco.model import ActKind, MoveKind, Result, TidyTable

__all__ = ["FRAMED", "LOGGED", "AppropriationMoves", "appropriation_moves"]

LOGGED = ("direct", "transformation", "combination")
"""What a log shows of moves without codes, in the order of the axis."""

FRAMED = (MoveKind.CONSTRAINT, MoveKind.AFFIRMATION, MoveKind.NEGATION)
"""Moves as which acts upon the frame's agreement on channels count, in the order of the axis."""

_SAYS = {
    ActKind.PROPOSE: MoveKind.CONSTRAINT,
    ActKind.RENEGOTIATE: MoveKind.CONSTRAINT,
    ActKind.ACCEPT: MoveKind.AFFIRMATION,
    ActKind.REJECT: MoveKind.NEGATION,
}


@frozen(kw_only=True, eq=False, repr=False)
class AppropriationMoves(Result):
    """Moves by case, side and channel: as coded, as logged, and as acts upon the frame.

    The three are kept apart: a code is somebody's reading of a contact, the others are counts.

    Parameters
    ----------
    cases, channels
        Ids, in the order of the axes.
    coded
        Moves that people coded, by the side that made them, the channel taken up, and kind in
        `mediaeco.model.MoveKind`; shape (cases, 2, channels, 9).
    related
        Coded moves that relate a channel to another one, by case, channel and other channel;
        shape (cases, channels, channels).
    logged
        Shares in the order of `LOGGED`, from 0 to 1; shape (cases, 2, channels, 3). *direct*: uses
        within the channel's declared purposes, over uses; *transformation*: 1 - direct; both NaN
        where the channel declares no purposes or the side made no use of it. *combination*:
        the side's contacts over the channel that carry a thread on from a contact over another
        one, over those that carry a thread on; NaN where none does.
    framed
        Acts upon elements that agree channels (or fallbacks), in the order of `FRAMED`: proposals,
        acceptances, rejections; shape (cases, 2, 3). All acts are counted, whether the frame's
        lifecycle allows them or not: what was said was said.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    coded: Ints
    related: Ints
    logged: Floats
    framed: Ints

    def to_frame(self) -> TidyTable:
        """One row a case, side, channel, source and move; acts upon the frame name no channel."""
        kinds = tuple(str(kind) for kind in MoveKind)
        framed = tuple(str(kind) for kind in FRAMED)
        parts = (
            self._rows("coded", self.channels, kinds, self.coded),
            self._rows("log", self.channels, LOGGED, self.logged),
            self._rows("frame act", ("",), framed, self.framed[:, :, None]),
        )
        return TidyTable(
            {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
        )

    def _rows(
        self, source: str, media: tuple[str, ...], moves: tuple[str, ...], values: Array
    ) -> dict[str, Array]:
        cases, sides, channels, kinds = values.shape
        each = values.reshape(-1).astype(np.float64)
        none = np.full(len(each), np.nan)
        counted = source != "log"
        return {
            "case": np.repeat(np.array(self.cases, dtype=np.str_), sides * channels * kinds),
            "side": np.tile(np.repeat(np.array(SIDES), channels * kinds), cases),
            "channel": np.tile(np.repeat(np.array(media, dtype=np.str_), kinds), cases * sides),
            "source": np.full(len(each), source),
            "move": np.tile(np.array(moves, dtype=np.str_), cases * sides * channels),
            "count": each if counted else none,
            "share": none if counted else each,
        }


def appropriation_moves(eco: Ecosystem, *, gap_hours: float = BOUT_GAP_HOURS) -> AppropriationMoves:
    """By which moves did each side take the media up?

    ``direct = uses within the declared purposes / uses``, ``transformation = 1 - direct``,
    ``combination = contacts that carry a thread on from another channel / contacts that carry a
    thread on``; a use is one purpose of one contact.

    Parameters
    ----------
    eco
        One case or a cohort.
    gap_hours
        Silence that ends a thread, in hours, above 0 (library default 12), where no answer joins
        the contacts.

    Returns
    -------
    AppropriationMoves
        Coded, logged and framed, each in a field of its own.

    Raises
    ------
    InvalidCaseError
        Where ``gap_hours`` is not above 0.

    Notes
    -----
    *Theory*: desanctis1994 (nine moves in four families), adapted: structures are channels here.
    The moves as codes are the source's; the log measures are the library's proposal and show
    three of them at most. Enlargement and contrast, which are likening and setting against, and
    neutrality are no part of a log: they are read off codes alone. Constraint, affirmation
    and negation are read off codes, and (apart) off acts upon elements that agree channels.
    Substitution in a log, the drop of one channel with the rise of another, is a measure of its
    own in `mediaeco.media`.

    *Laws*: direct and transformation sum to 1; leaving all codes out changes no logged share, and
    changing channels' declared purposes no code; swapping the roles swaps the sides; without a
    change of channel nothing is combined.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> moves = appropriation_moves(Ecosystem(read_example("broken-frame")))
    >>> moves.logged.shape, moves.coded.shape
    ((1, 2, 7, 3), (1, 2, 7, 9))
    """
    if not gap_hours > 0:
        raise InvalidCaseError("appropriation_moves.gap_hours", "hours above 0", str(gap_hours))
    coded, related = _coded(eco)
    uses = spirit_uses(eco)
    with np.errstate(invalid="ignore", divide="ignore"):
        outside = uses.outside / uses.uses
    return AppropriationMoves(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        coded=coded,
        related=related,
        logged=np.stack((1 - outside, outside, _combination(eco, gap_hours)), axis=-1),
        framed=_framed(eco),
    )


def _coded(eco: Ecosystem) -> tuple[Ints, Ints]:
    """Coded moves of both sides, and those that relate two channels."""
    table, width = eco.table, len(eco.channels)
    rows = table.moves.rows
    kind, channel, other, _ = table.moves.values.astype(np.int64).T
    sided = table.sender[rows] < 2
    key = (table.case[rows] * 2 + table.sender[rows]) * width + channel
    shape = (table.cases, 2, width, len(MoveKind))
    coded = np.bincount((key * len(MoveKind) + kind)[sided], minlength=int(np.prod(shape))).reshape(
        shape
    )
    two = other >= 0
    pairs = (table.case[rows] * width + channel) * width + other
    related = np.bincount(pairs[two & sided], minlength=table.cases * width * width)
    return coded, related.reshape(table.cases, width, width)


def _combination(eco: Ecosystem, gap_hours: float) -> Floats:
    """Share of the contacts carrying a thread on that come from another channel."""
    table, width = eco.table, len(eco.channels)
    order, groups = group_order(thread_roots(table, gap_hours))
    on = np.ones(len(order), dtype=bool)
    on[groups[:-1][np.diff(groups) > 0]] = False
    sender, channel = table.sender[order], table.channel[order].astype(np.int64)
    changed = on & (np.diff(channel, prepend=-1) != 0)
    key = (table.case[order] * 2 + sender) * width + channel
    counts = [
        np.bincount(key[mask & (sender < 2)], minlength=table.cases * 2 * width)
        for mask in (changed, on)
    ]
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = counts[0] / counts[1]
    return share.reshape(table.cases, 2, width)


def _framed(eco: Ecosystem) -> Ints:
    """Acts upon elements that agree channels, by what they say of them."""
    table = eco.table
    place = {element.id: code for code, element in enumerate(eco.elements)}
    speaks = np.zeros((table.cases, len(eco.elements)), dtype=bool)
    for i, head in enumerate(eco.cases):
        for element in head.elements:
            speaks[i, place[element.id]] = bool(element.channels or element.fallback)
    said = np.array([FRAMED.index(_SAYS[kind]) if kind in _SAYS else -1 for kind in ActKind])
    rows = table.acts.rows
    element, kind, actor = table.acts.values.astype(np.int64).T
    counted = (actor < 2) & (said[kind] >= 0) & speaks[table.case[rows], element]
    key = (table.case[rows] * 2 + actor) * len(FRAMED) + said[kind]
    shape = (table.cases, 2, len(FRAMED))
    return np.bincount(key[counted], minlength=int(np.prod(shape))).reshape(shape)
