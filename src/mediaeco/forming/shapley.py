"""Shapley values of the channels: of what was formed, and of the rate at which it was."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming.attribution import pooled_weights
from mediaeco.forming.formation import increments
from mediaeco.forming.hazard import hazard
from mediaeco.forming.parameter import FormationParameters
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.coalition import coalitions, sampled_shapley, shapley_values
from mediaeco.model import Cohort, Result, TidyTable
from mediaeco.model.vocabulary import Term

__all__ = ["ChannelShapley", "Game", "channel_shapley"]

_EXACT = 15
_ROWS_AT_ONCE = 2_000_000


class Game(Term):
    """What a coalition of channels is worth."""

    TOTAL = "total"  # expected coverage at the end
    RATE = "rate"  # formation per contact


@frozen(kw_only=True, eq=False, repr=False)
class ChannelShapley(Result):
    """Shapley value of each channel.

    Parameters
    ----------
    game
        What a coalition is worth.
    channels
        Ids.
    contacts
        Contacts over each channel; shape (channels,).
    value
        Shapley values; they sum to ``worth``; a channel without contacts has 0; shape (channels,).
    error
        Half width of the 95 % interval of a sampled value; 0 where values are exact, NaN where
        a single order was drawn; shape (channels,).
    worth
        Worth of all channels together: expected coverage (0 to 1), or formation per contact; NaN
        without elements, and so is every value.
    exact
        Whether all coalitions were worked out.
    seed, permutations
        Of the sampling; 0 permutations where values are exact.
    parameters
        The settings used.
    """

    game: Game
    channels: tuple[str, ...]
    contacts: Ints
    value: Floats
    error: Floats
    worth: float
    exact: bool
    seed: int
    permutations: int
    parameters: FormationParameters

    def to_frame(self) -> TidyTable:
        """One row a channel."""
        with np.errstate(invalid="ignore", divide="ignore"):
            share = self.value / self.value.sum()
        return TidyTable(
            {
                "channel": np.array(self.channels, dtype=np.str_),
                "contacts": self.contacts,
                "shapley": self.value,
                "error": self.error,
                "share": share,
            }
        )


def channel_shapley(
    eco: Ecosystem,
    *,
    game: Game | str = Game.TOTAL,
    parameters: FormationParameters | None = None,
    permutations: int = 500,
    seed: int = 0,
) -> ChannelShapley:
    """What is each channel worth, whatever the order in which the others join?

    The worth of a coalition S is what the record would have formed with its contacts over the
    channels of S alone, each at its original index, appropriation made anew: expected coverage
    (``"total"``), or weighted formation ``sum over e of w_e H_e`` per contact (``"rate"``), which
    does not credit a channel for being used often.

    Parameters
    ----------
    eco
        One case.
    game
        ``"total"`` or ``"rate"``.
    parameters
        Settings of formation; None: the defaults.
    permutations
        Orders drawn (each with its reverse) where more than 15 channels were used.
    seed
        Of the draw.

    Returns
    -------
    ChannelShapley
        Exact up to 15 channels in use, sampled with an error bound beyond.

    Raises
    ------
    InvalidCaseError
        Where ``game`` is none of the terms of `Game`, or ``permutations`` is below 1.

    Notes
    -----
    *Theory*: shapley1953; the games are the library's proposal. Attribution is not causation.

    *Laws*: values sum to the worth of all channels (efficiency); channels that are alike have
    the same value (symmetry); one that adds nothing has 0 (dummy).

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> from mediaeco.forming import formation
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> parts = channel_shapley(eco)
    >>> bool(abs(parts.value.sum() - formation(eco).final[0]) < 1e-9)
    True
    """
    game = Game(game)
    parameters = parameters or FormationParameters()
    if permutations < 1:
        raise InvalidCaseError("channel_shapley.permutations", "at least 1", str(permutations))
    _ = eco.case
    contacts = np.bincount(eco.table.channel, minlength=len(eco.channels))
    players = np.flatnonzero(contacts)

    def worth_of(members: Bools) -> Floats:
        return _worth(eco, players, members, game, parameters)

    value, error = np.zeros(len(contacts)), np.zeros(len(contacts))
    exact = len(players) <= _EXACT
    if exact:
        worths = worth_of(coalitions(len(players)))
        value[players] = shapley_values(worths)
        worth, permutations = float(worths[-1]), 0
    else:
        drawn = sampled_shapley(worth_of, len(players), permutations=permutations, seed=seed)
        value[players], error[players] = drawn.values, drawn.half_width
        worth = float(worth_of(np.ones((1, len(players)), dtype=bool))[0])
    if not eco.elements:
        value[:], error[:], worth = np.nan, np.nan, float("nan")
    return ChannelShapley(
        game=game,
        channels=tuple(channel.id for channel in eco.channels),
        contacts=contacts,
        value=value,
        error=error,
        worth=worth,
        exact=exact,
        seed=seed,
        permutations=permutations,
        parameters=parameters,
    )


def _worth(
    eco: Ecosystem, players: Ints, members: Bools, game: Game, parameters: FormationParameters
) -> Floats:
    """Worth of coalitions, each a boolean row over the channels in use.

    Every coalition is a case that lacks the contacts of the others, and all of them together a
    cohort: one run forms the frames of all.
    """
    at_once = max(1, _ROWS_AT_ONCE // max(len(eco.table), 1))
    if len(members) > at_once:
        parts = np.array_split(members, -(-len(members) // at_once))
        return np.concatenate([_worth(eco, players, part, game, parameters) for part in parts])
    table = eco.table
    player = np.full(len(eco.channels), 0)
    player[players] = np.arange(len(players))
    kept = members[:, player[table.channel]]
    offsets = np.concatenate(([0], np.cumsum(kept.sum(axis=1))))
    stacked = table.take(np.nonzero(kept)[1], offsets, np.repeat(table.origin, len(members)))
    views = Ecosystem(Cohort.from_columns([eco.cases[0]] * len(members), stacked))
    _, level = increments(views, hazard(views, parameters=parameters), parameters)
    counts = np.diff(offsets)
    final = np.zeros((len(members), len(eco.elements)))
    final[counts > 0] = level[offsets[1:][counts > 0] - 1]
    weights = pooled_weights(eco)
    if game is Game.TOTAL:
        return np.asarray(-np.expm1(-final) @ weights, dtype=np.float64)
    return np.asarray((final @ weights) / np.maximum(counts, 1), dtype=np.float64)
