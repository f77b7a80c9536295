"""How far a side has come with a channel, after any of its sendings.

One rule serves the end of a record and every contact of it.
"""

from __future__ import annotations

import numpy as np

from mediaeco.analysis.history import UseHistory
from mediaeco.analysis.parameter import AppropriationParameters
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.segment import segment_forward
from mediaeco.model.vocabulary import Term

__all__ = ["LEVELS", "Level", "amounts", "latest_sending", "level_codes", "taken"]


class Level(Term):
    """How far an actor has come with a channel; levels rise and can fall again."""

    NONE = "none"
    ACCESS = "access"
    USE = "use"
    APPROPRIATED = "appropriated"
    DISAPPROPRIATED = "disappropriated"


LEVELS = tuple(Level)
"""Levels by their code."""

_NONE, _ACCESS, _USE, _APPROPRIATED, _DISAPPROPRIATED = range(len(LEVELS))


def amounts(
    history: UseHistory,
    parameters: AppropriationParameters,
    last: Ints,
    prior: Floats,
    since: Floats,
) -> tuple[Floats, Floats, Floats]:
    """Use, quality and appropriation after these sendings, ``since`` days later.

    Parameters
    ----------
    history, parameters
        What was done, and the settings.
    last
        Places of the sendings in ``history``, -1 where there is none; any shape.
    prior
        Use from before the therapy; the shape of ``last``.
    since
        Days since the sending, NaN where there is none; the shape of ``last``.

    Returns
    -------
    tuple of array
        Of the shape of ``last``; quality is NaN where there is no sending.
    """
    sent = np.nan_to_num(taken(history.sent, last))
    if parameters.half_life_days is not None:
        sent = sent * np.exp2(-np.nan_to_num(since) / parameters.half_life_days)
    amount = sent + prior
    use = amount / (amount + parameters.half_use)
    components = history.quality
    weights = np.array(parameters.weights)
    if np.isnan(components).any():
        defined = np.where(np.isnan(components), 0.0, weights)
        with np.errstate(invalid="ignore"):
            mean = _mean(np.nan_to_num(components), weights) / defined.sum(axis=1)
        mean = np.nan_to_num(mean)
    else:
        mean = _mean(components, weights / weights.sum())
    quality = taken(np.minimum(mean, 1.0), last)
    powered = use if parameters.alpha == 1 else use**parameters.alpha
    return use, quality, powered * np.nan_to_num(quality)


def _mean(components: Floats, weights: Floats) -> Floats:
    # Not by `@`, which wakes every thread of BLAS where there are many contacts.
    return np.asarray(np.einsum("ij,j->i", components, weights), dtype=np.float64)


def level_codes(
    history: UseHistory,
    parameters: AppropriationParameters,
    last: Ints,
    value: Floats,
    since: Floats,
    *,
    access: Bools,
    sent: Ints,
) -> Ints:
    """Levels after these sendings: a channel left for others no longer counts as one's own.

    Parameters
    ----------
    history, parameters, last, since
        As in `amounts`.
    value
        Appropriation; the shape of ``last``.
    access
        Whether the side has access; the shape of ``last``.
    sent
        Sendings of the side over all channels by now; must broadcast to the shape of ``last``.

    Returns
    -------
    array
        Places in `Level`, of the shape of ``last``.
    """
    elsewhere = sent - np.nan_to_num(taken(history.elsewhere, last))
    with np.errstate(invalid="ignore"):
        left = since > parameters.silence_factor * taken(history.mean_gap, last)
    left &= elsewhere >= parameters.active_elsewhere
    used = last >= 0
    level = np.where(access, _ACCESS, _NONE)
    level = np.where(used, _USE, level)
    level = np.where(used & (value >= parameters.appropriated_at), _APPROPRIATED, level)
    return np.where(used & left, _DISAPPROPRIATED, level)


def latest_sending(eco: Ecosystem, history: UseHistory, channel: int, side: int) -> Ints:
    """Place in ``history`` of a side's last sending on a channel, up to and with each contact.

    Returns
    -------
    array
        -1 where there is none yet; shape (rows,).
    """
    table = eco.table
    row = segment_forward((table.channel == channel) & (table.sender == side), table.offsets)
    place = np.full(len(table) + 1, -1)
    place[history.row] = np.arange(len(history.row))
    return place[row]


def taken(values: Array, place: Ints) -> Floats:
    """Take values at these places, NaN where the place is -1."""
    if len(values) == 0:
        return np.full(place.shape + values.shape[1:], np.nan)
    taken = values[place].astype(np.float64)
    taken[place < 0] = np.nan
    return taken
