"""The rate at which a fitting contact over each channel agrees each element."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.errors import UnknownTermError
from mediaeco.forming.parameter import FormationParameters
from mediaeco.kernels.array import Floats

__all__ = ["rate_table", "shifted"]

_BELOW_ONE = np.nextafter(1.0, 0.0)


def rate_table(
    parameters: FormationParameters, channels: Sequence[str], elements: Sequence[str]
) -> Floats:
    """What are the rates of the elements, channel by channel?

    ``rate[c, e] = expit(logit(rate[e]) + shift[c])``

    Parameters
    ----------
    parameters
        Settings.
    channels, elements
        Ids of the record.

    Returns
    -------
    Floats
        From 0 to below 1; shape (channels, elements), or (1, elements) where no channel differs.

    Raises
    ------
    UnknownTermError
        Where ``rates`` or ``channel_effects`` names what neither the record nor the catalogue has.

    Notes
    -----
    *Laws*: without shifts the rates as they are set; rises with the shift; a shift of all channels
    is another rate.
    """
    for name in parameters.rates:
        if name not in elements and name not in ELEMENTS:
            raise UnknownTermError(name, elements, "rates")
    for name in parameters.channel_effects:
        if name not in channels and name not in CHANNELS:
            raise UnknownTermError(name, channels, "channel_effects")
    rate = np.array([[parameters.rates.get(name, parameters.rate) for name in elements]])
    if not parameters.channel_effects:
        return rate
    shift = np.array([[parameters.channel_effects.get(name, 0.0)] for name in channels])
    return shifted(rate, shift.reshape(-1, 1))


def shifted(rate: Floats, shift: Floats) -> Floats:
    """Shift the log odds of rates; a rate of 0 stays 0, one below 1 stays below 1.

    Notes
    -----
    *Laws*: a shift of 0 changes no bit; rises with both; 0 and nothing else is 0.

    Examples
    --------
    >>> shifted(np.array([0.0, 0.5]), np.log(3.0)).round(2).tolist()
    [0.0, 0.75]
    """
    # Of exp(shift) and its inverse, the one below 1 never overflows.
    fades = np.exp(-np.abs(shift))
    up, down = np.where(shift > 0, 1.0, fades), np.where(shift > 0, fades, 1.0)
    whole = np.maximum(rate * up + (1 - rate) * down, 1e-300)
    return np.minimum(rate * up / whole, _BELOW_ONE)
