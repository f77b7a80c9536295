"""Taking a channel up, making it one's own, and letting it go: the same story told as events."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.history import SIDES, UseHistory, prior_use, use_history
from mediaeco.analysis.level import LEVELS, Level, amounts, latest_sending, level_codes, taken
from mediaeco.analysis.parameter import AppropriationParameters
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.segment import segment_cumsum, segment_first, segment_forward
from mediaeco.model import Result, TidyTable
from mediaeco.model.vocabulary import Term

__all__ = ["Adoption", "Outcome", "adoption"]


class Outcome(Term):
    """What came of a channel by the end of the record."""

    NO_ACCESS = "no_access"
    NON_ADOPTION = "non_adoption"  # access, and no use
    NON_APPROPRIATION = "non_appropriation"  # used, and never made one's own
    APPROPRIATION = "appropriation"
    DISAPPROPRIATION = "disappropriation"  # made one's own, and no longer


_OUTCOMES = tuple(Outcome)
_USE = LEVELS.index(Level.USE)
_APPROPRIATED = LEVELS.index(Level.APPROPRIATED)
_DISAPPROPRIATED = LEVELS.index(Level.DISAPPROPRIATED)
# Whoever left a channel stands below those who use it.
_RANK = np.array([0, 1, 3, 4, 2])


@frozen(kw_only=True, eq=False, repr=False)
class Adoption(Result):
    """What each side came to do with each channel, and when.

    Parameters
    ----------
    cases, channels
        Ids, in the order of the axes.
    access_at, used_at, appropriated_at, left_at, returned_at
        Contact index just after which a side first had access to a channel, used it, had it as
        its own, had left it, and used it again after that, by case, side and channel; NaN where it
        never came to that. Access that was declared stands from the first contact on. Shape
        (cases, 2, channels).
    falls
        How often the level fell; shape (cases, 2, channels).
    outcome
        Place in `Outcome` at the end; shape (cases, 2, channels).
    case, side, channel, level
        Codes of every spell of one level, spells of a side and channel one after another; shape
        (spells,), as all that follow.
    first, last
        Contact index of its first and last contact.
    begins
        Days since first contact at which it begins.
    parameters
        The settings used.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    access_at: Floats
    used_at: Floats
    appropriated_at: Floats
    left_at: Floats
    returned_at: Floats
    falls: Ints
    outcome: Ints
    case: Ints
    side: Ints
    channel: Ints
    level: Ints
    first: Ints
    last: Ints
    begins: Floats
    parameters: AppropriationParameters

    def __len__(self) -> int:
        return len(self.level)

    def outcomes(self, case: int = 0) -> dict[str, dict[str, Outcome]]:
        """Outcome by side and channel, of one case."""
        return {
            side: {
                channel: _OUTCOMES[self.outcome[case, s, c]]
                for c, channel in enumerate(self.channels)
            }
            for s, side in enumerate(SIDES)
        }

    def to_frame(self) -> TidyTable:
        """One row a spell of one level."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "side": np.array(SIDES)[self.side],
                "channel": np.array(self.channels, dtype=np.str_)[self.channel],
                "level": np.array([str(level) for level in LEVELS])[self.level],
                "first": self.first,
                "last": self.last,
                "begins_days": self.begins,
            }
        )

    def summary(self) -> TidyTable:
        """One row a case, side and channel."""
        cases, sides, channels = self.outcome.shape
        names = np.array([str(outcome) for outcome in _OUTCOMES])
        return TidyTable(
            {
                "case": np.repeat(np.array(self.cases, dtype=np.str_), sides * channels),
                "side": np.tile(np.repeat(np.array(SIDES), channels), cases),
                "channel": np.tile(np.array(self.channels, dtype=np.str_), cases * sides),
                "used_at": self.used_at.ravel(),
                "appropriated_at": self.appropriated_at.ravel(),
                "left_at": self.left_at.ravel(),
                "returned_at": self.returned_at.ravel(),
                "falls": self.falls.ravel(),
                "outcome": names[self.outcome.ravel()],
            }
        )


def adoption(eco: Ecosystem, *, parameters: AppropriationParameters | None = None) -> Adoption:
    """When did each side take a channel up, make it its own, leave it, and come back?

    The level of `appropriation`, after each contact, is parted into spells: runs of contacts of
    the case at one level. Events are read off the spells.

    Parameters
    ----------
    eco
        One case or a cohort.
    parameters
        Settings of appropriation; None: the defaults, all of them the library's proposals.

    Returns
    -------
    Adoption
        Events and outcome by case, side and channel, and every spell.

    Notes
    -----
    *Theory*: carroll2002 (non-appropriation, appropriation, disappropriation), crovi2008 (levels
    that can be reversed); adapted: what attracted, repelled or disenchanted somebody is no part
    of a log, so that outcomes are told by levels alone. Who leaves a channel that was never their
    own has not appropriated it, which is no disappropriation.

    *Laws*: spells of a side and channel part the contacts of the case; the last level is the level
    at the end; contacts to come change no event that was; whoever has a level above access has
    used the channel, and whoever used it has access, after every contact; levels can fall.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> taken_up = adoption(Ecosystem(read_example("first-contact")))
    >>> taken_up.outcomes()["patient"]["instant_messaging"]
    <Outcome.APPROPRIATION: 'appropriation'>
    """
    parameters = parameters or AppropriationParameters()
    table = eco.table
    history = use_history(eco, parameters)
    prior, declared = prior_use(eco)
    reached = np.full((len(LEVELS) + 1, *prior.shape), np.nan)
    falls = np.zeros(prior.shape, dtype=np.int64)
    outcome = np.where(declared, 1, 0)
    spells: list[tuple[Ints, Ints, Ints]] = []
    sent = [segment_cumsum(table.sender == side, table.offsets) for side in range(2)]
    for side in range(2):
        for c in range(len(eco.channels)):
            level = _levels(eco, history, parameters, (side, c), prior, declared, sent[side])
            starts = np.flatnonzero(table.starts | (np.diff(level, prepend=-1) != 0))
            spells.append((starts, np.full(len(starts), side * len(eco.channels) + c), level))
            for event, mask in enumerate(_events(eco, level)):
                reached[event, :, side, c] = _first_n(eco, mask)
            fell = ~table.starts & (np.diff(_RANK[level], prepend=0) < 0)
            falls[:, side, c] = np.bincount(table.case[fell], minlength=table.cases)
            _conclude(eco, level, reached[2, :, side, c], outcome[:, side, c])
    return Adoption(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        access_at=reached[0],
        used_at=reached[1],
        appropriated_at=reached[2],
        left_at=reached[3],
        returned_at=reached[4],
        falls=falls,
        outcome=outcome,
        parameters=parameters,
        **_spelled(eco, spells),
    )


def _levels(
    eco: Ecosystem,
    history: UseHistory,
    parameters: AppropriationParameters,
    at: tuple[int, int],
    prior: Floats,
    declared: Bools,
    sent: Ints,
) -> Ints:
    """Level of one side and channel after each contact; shape (rows,)."""
    table = eco.table
    side, channel = at
    last = latest_sending(eco, history, channel, side)
    since = table.t - taken(table.t[history.row], last)
    value = amounts(history, parameters, last, prior[table.case, side, channel], since)[2]
    receivers = table.receivers
    heard = np.zeros(len(table), dtype=bool)
    heard[receivers.rows[receivers.values == side]] = True
    heard &= table.channel == channel
    access = declared[table.case, side, channel] | (last >= 0)
    access |= segment_forward(heard, table.offsets) >= 0
    return level_codes(history, parameters, last, value, since, access=access, sent=sent)


def _events(eco: Ecosystem, level: Ints) -> tuple[Bools, ...]:
    """After which contacts there is access, use, appropriation, a channel left, and a return."""
    left = level == _DISAPPROPRIATED
    again = (level == _USE) | (level == _APPROPRIATED)
    return (
        level > 0,
        level >= _USE,
        level == _APPROPRIATED,
        left,
        again & (segment_forward(left, eco.table.offsets) >= 0),
    )


def _conclude(eco: Ecosystem, level: Ints, own_at: Floats, outcome: Ints) -> None:
    """Write the outcome of one side and channel, in the cases that have contacts."""
    offsets = eco.table.offsets
    filled = np.diff(offsets) > 0
    final = level[offsets[1:][filled] - 1]
    once = ~np.isnan(own_at[filled])
    outcome[filled] = np.select(
        (final < _USE, final == _APPROPRIATED, once),
        (
            final,
            _OUTCOMES.index(Outcome.APPROPRIATION),
            _OUTCOMES.index(Outcome.DISAPPROPRIATION),
        ),
        _OUTCOMES.index(Outcome.NON_APPROPRIATION),
    )


def _spelled(eco: Ecosystem, spells: list[tuple[Ints, Ints, Ints]]) -> dict[str, Array]:
    """Columns of the spells, in the order of case, side, channel and time."""
    table, width = eco.table, max(len(eco.channels), 1)
    if not spells:
        spells = [(np.zeros(0, dtype=np.int64),) * 3]
    start = np.concatenate([rows for rows, _, _ in spells])
    of = np.concatenate([codes for _, codes, _ in spells])
    level = np.concatenate([levels[rows] for rows, _, levels in spells])
    ends = [np.append(rows[1:], len(table)) - 1 if len(rows) else rows for rows, _, _ in spells]
    order = np.argsort(table.case[start], kind="stable")
    start, end = start[order], np.concatenate(ends)[order]
    return {
        "case": table.case[start],
        "side": of[order] // width,
        "channel": of[order] % width,
        "level": level[order],
        "first": table.n[start],
        "last": table.n[end],
        "begins": table.t[start],
    }


def _first_n(eco: Ecosystem, mask: Bools) -> Floats:
    """Contact index of the first true row of each case, NaN where there is none."""
    table = eco.table
    row = segment_first(mask, table.offsets)
    return np.where(row >= 0, np.append(table.n, 0)[row], np.nan)
