"""How cases differ beyond chance: each has settings of its own about those of the middle case."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationParameters
from mediaeco.forming.rate import rate_table, shifted
from mediaeco.kernels.array import Floats
from mediaeco.model.bound import number
from mediaeco.simulation.stream import Streams

__all__ = ["Variation", "VariationParameters", "drawn_variation", "varied_hazard"]

_MOST = 3.0  # between two middle cases in three then lies a factor of 400: more is a mistake


@frozen(kw_only=True)
class VariationParameters:
    """How much cases differ beyond chance: standard deviations over cases.

    Each case draws, for itself and normal about 0, what its settings are shifted by on the scale
    that is named. What the parameters say is then the middle case, not the mean of cases: the mean
    of what is drawn on a log scale is ``exp(sd^2 / 2)`` times that of the middle case.

    Parameters
    ----------
    rate
        Of the log odds of the rate of formation, the same for all elements and channels of a case:
        some dyads agree things readily and others hardly (a frailty). From 0 to 3, as the others.
    initiative
        Of ``log(mu)``, the same for both sides of a dyad, so that who makes more of the contacts
        does not vary: some dyads are busy and others quiet.
    preference
        Of each channel's intercept in the choice of a channel, apart for each channel and the same
        for both sides: some dyads text, and others telephone.

    Raises
    ------
    InvalidCaseError
        Where one is negative, above 3 or not finite.

    Notes
    -----
    *Theory*: a random effect of the case (lairdware1982; on a hazard a frailty, vaupel1979),
    published; that these settings vary is the library's proposal. Library default 0: cases then
    differ by chance and by what chance made of them alone, which no sample of therapies does.
    """

    rate: float = field(default=0.0, converter=float, validator=number(0, _MOST))
    initiative: float = field(default=0.0, converter=float, validator=number(0, _MOST))
    preference: float = field(default=0.0, converter=float, validator=number(0, _MOST))


@frozen(kw_only=True, eq=False)
class Variation:
    """What each case's settings are shifted by.

    Parameters
    ----------
    rate
        Log odds; shape (cases,).
    initiative
        Factor of mu, above 0; shape (cases,).
    preference
        Intercepts; shape (cases, channels).
    """

    rate: Floats
    initiative: Floats
    preference: Floats


def drawn_variation(
    cases: int, channels: int, parameters: VariationParameters, streams: Streams
) -> Variation:
    """Draw what is peculiar to each case."""

    def normal(name: str, *shape: int) -> Floats:
        return streams[name].standard_normal(shape)

    return Variation(
        rate=parameters.rate * normal("rate of the case", cases),
        initiative=np.exp(parameters.initiative * normal("initiative of the case", cases)),
        preference=parameters.preference * normal("preference of the case", cases, channels),
    )


def varied_hazard(
    p: Floats, eco: Ecosystem, parameters: FormationParameters, shift: Floats
) -> Floats:
    """Hazard of formation where the log odds of each case's rates are shifted.

    Parameters
    ----------
    p
        Without shifts, as of `mediaeco.forming.hazard`; shape (rows, elements).
    eco, parameters
        What it was made from.
    shift
        By case; shape (cases,).

    Returns
    -------
    Floats
        From 0 to below 1; shape (rows, elements).

    Notes
    -----
    *Laws*: the hazard of a case is that of a rate shifted alike; no shifts change nothing.
    """
    if not shift.any():
        return p
    table = eco.table
    names = [element.id for element in eco.elements]
    rate = rate_table(parameters, [channel.id for channel in eco.channels], names)
    if len(rate) > 1:
        rate = rate[table.channel]
    # The hazard is the rate times what the contact lets through, which lies between 0 and 1.
    through = np.divide(p, rate, out=np.zeros_like(p), where=rate > 0)
    return through * shifted(rate, shift[table.case, None])
