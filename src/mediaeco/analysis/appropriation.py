"""Who has made which channel their own."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.history import (
    QUALITY,
    SIDES,
    last_sending,
    prior_use,
    use_history,
)
from mediaeco.analysis.level import LEVELS, Level, amounts, latest_sending, level_codes, taken
from mediaeco.analysis.parameter import AppropriationParameters
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.model import Result, TidyTable
from mediaeco.model.clock import DAY

__all__ = ["Appropriation", "AppropriationCurves", "appropriation", "appropriation_curves"]


@frozen(kw_only=True, eq=False, repr=False)
class Appropriation(Result):
    """Appropriation of every channel by both sides.

    Parameters
    ----------
    cases, channels
        Ids, in the order of the axes.
    access, sends, use, quality, value
        At the end of the record, by case, side (therapist, patient) and channel; shape
        (cases, 2, channels). ``sends`` counts sendings, ``use`` is u, ``value`` is a; all but
        ``sends`` from 0 to 1, a below 1. ``quality`` is NaN where a side never sent on a channel.
    components
        Components of quality, in the order of `QUALITY`; shape (cases, 2, channels, 5); NaN
        where a component is not defined.
    level
        Level, as its place in `Level`; shape (cases, 2, channels).
    joint
        Co-appropriation J of every channel at the end; shape (cases, channels).
    before
        Appropriation of each contact's channel just before the contact, by side; shape (2, rows).
    joint_before
        Co-appropriation of each contact's channel just before the contact; shape (rows,).
    parameters
        The settings used.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    access: Bools
    sends: Ints
    use: Floats
    quality: Floats
    value: Floats
    components: Floats
    level: Ints
    joint: Floats
    before: Floats
    joint_before: Floats
    parameters: AppropriationParameters

    def levels(self, case: int = 0) -> dict[str, dict[str, Level]]:
        """Level by side and channel, of one case."""
        return {
            side: {
                channel: LEVELS[self.level[case, s, c]] for c, channel in enumerate(self.channels)
            }
            for s, side in enumerate(SIDES)
        }

    def to_frame(self) -> TidyTable:
        """One row a case, side and channel."""
        cases, sides, channels = self.value.shape
        shape = (cases, sides, channels)
        columns: dict[str, Array] = {
            "case": _spread(self.cases, shape, 0),
            "side": _spread(SIDES, shape, 1),
            "channel": _spread(self.channels, shape, 2),
            "access": self.access.ravel(),
            "sends": self.sends.ravel(),
            "use": self.use.ravel(),
        }
        for k, name in enumerate(QUALITY):
            columns[name] = self.components[..., k].ravel()
        columns |= {
            "quality": self.quality.ravel(),
            "appropriation": self.value.ravel(),
            "co_appropriation": np.repeat(self.joint[:, None, :], sides, axis=1).ravel(),
            "level": np.array([str(LEVELS[code]) for code in self.level.ravel()], dtype=np.str_),
        }
        return TidyTable(columns)


def appropriation(
    eco: Ecosystem, *, parameters: AppropriationParameters | None = None
) -> Appropriation:
    """Who has made which channel their own?

    For actor p and channel c, from p's own history on c:

    ``a = access * u^alpha * quality``, ``u = m / (m + h)``

    where m counts p's sendings (faded with a half-life, if one is set) and declared use from
    before the therapy, and quality is the weighted mean of five shares: *breadth* (Hill number
    of order 1 of the purposes p used c for, over the case's purposes), *initiative* (p's
    threads on c that p began), *transformation* (p's uses outside the channel's declared
    purposes), *regularity* (1 - coefficient of variation of the gaps, at least 0, 0 before two
    gaps), *embedding* (p's threads on c that began on another channel). Co-appropriation is
    ``J = sqrt(a_therapist * a_patient)``.

    Parameters
    ----------
    eco
        One case or a cohort.
    parameters
        Settings; None: the defaults, all of them the library's proposals.

    Returns
    -------
    Appropriation
        At the end of the record, and just before each contact. A component is NaN where it is not
        defined: breadth and transformation where the case declares no purposes, transformation
        also where the channel declares none; quality is then the mean of the others.

    Notes
    -----
    *Theory*: crovi2008 (access, use, appropriation), carroll2002 (disappropriation),
    desanctis1994 (spirit); the formula is the library's proposal.

    *Laws*: a > 0 implies u > 0 implies access; a < 1; shifting all times changes nothing; doubling
    the log in place never lowers a; swapping the roles swaps the sides; J lies between the
    two and is 0 where either is; contacts to come change nothing that was.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> own = appropriation(Ecosystem(read_example("first-contact")))
    >>> own.levels()["patient"]["instant_messaging"]
    <Level.APPROPRIATED: 'appropriated'>
    """
    parameters = parameters or AppropriationParameters()
    table = eco.table
    history = use_history(eco, parameters)
    prior, declared = prior_use(eco)
    shape = prior.shape

    # At the end: the last sending of every (case, channel, side) group, axes put in order.
    groups = (shape[0], shape[2], shape[1])
    last = np.where(np.diff(history.begins) > 0, history.begins[1:] - 1, -1)
    last = last.reshape(groups).transpose(0, 2, 1)
    sends = np.diff(history.begins).reshape(groups).transpose(0, 2, 1)
    ends = _ends(eco)
    since = ends[:, None, None] - taken(table.t[history.row], last)
    use, quality, value = amounts(history, parameters, last, prior, since)
    heard = _heard(eco)
    level = level_codes(
        history,
        parameters,
        last,
        value,
        since,
        access=declared | heard | (sends > 0),
        sent=_sent(eco)[:, :, None],
    )

    sendings = last_sending(eco, history, before=True)
    before = np.stack(
        [
            amounts(
                history,
                parameters,
                sendings[side],
                prior[table.case, side, table.channel],
                table.t - taken(table.t[history.row], sendings[side]),
            )[2]
            for side in range(2)
        ]
    )
    return Appropriation(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        access=declared | heard | (sends > 0),
        sends=sends,
        use=use,
        quality=quality,
        value=value,
        components=taken(history.quality, last),
        level=level,
        joint=np.sqrt(value[:, 0] * value[:, 1]),
        before=before,
        joint_before=np.sqrt(before[0] * before[1]),
        parameters=parameters,
    )


@frozen(kw_only=True, eq=False, repr=False)
class AppropriationCurves(Result):
    """Appropriation after each contact of one case.

    Parameters
    ----------
    n, t
        Contact index and days since the first contact; shape (rows,).
    channels
        Ids.
    value
        Appropriation a by contact, side and channel, from 0 to below 1; shape
        (rows, 2, channels).
    joint
        Co-appropriation J by contact and channel; shape (rows, channels).
    parameters
        The settings used.
    """

    n: Ints
    t: Floats
    channels: tuple[str, ...]
    value: Floats
    joint: Floats
    parameters: AppropriationParameters

    def to_frame(self) -> TidyTable:
        """One row a contact, side and channel."""
        shape = self.value.shape
        return TidyTable(
            {
                "n": _spread(self.n, shape, 0),
                "days": _spread(self.t, shape, 0),
                "side": _spread(SIDES, shape, 1),
                "channel": _spread(self.channels, shape, 2),
                "appropriation": self.value.ravel(),
            }
        )


def appropriation_curves(
    eco: Ecosystem, *, parameters: AppropriationParameters | None = None
) -> AppropriationCurves:
    """How did each side's appropriation of each channel rise and fall?

    Parameters
    ----------
    eco
        One case.
    parameters
        Settings; None: the defaults.

    Returns
    -------
    AppropriationCurves
        The appropriation of `appropriation`, after each contact.

    Notes
    -----
    *Theory*: as `appropriation`. A curve falls where a half-life is set, and where rhythm or
    initiative are lost.

    *Laws*: the last value of a curve is the value at the end; a curve of the record up to
    contact n is the curve of the whole record up to contact n.
    """
    parameters = parameters or AppropriationParameters()
    _ = eco.case
    table = eco.table
    history = use_history(eco, parameters)
    prior, _ = prior_use(eco)
    channels = len(eco.channels)
    value = np.zeros((len(table), 2, channels))
    for c in range(channels):
        for side in range(2):
            last = latest_sending(eco, history, c, side)
            since = table.t - taken(table.t[history.row], last)
            value[:, side, c] = amounts(
                history, parameters, last, np.full(len(table), prior[0, side, c]), since
            )[2]
    return AppropriationCurves(
        n=table.n,
        t=table.t,
        channels=tuple(channel.id for channel in eco.channels),
        value=value,
        joint=np.sqrt(value[:, 0] * value[:, 1]),
        parameters=parameters,
    )


def _sent(eco: Ecosystem) -> Ints:
    """Sendings of each side over all channels; shape (cases, sides)."""
    table = eco.table
    side = np.minimum(table.sender, 2)
    return np.bincount(table.case * 3 + side, minlength=table.cases * 3).reshape(-1, 3)[:, :2]


def _ends(eco: Ecosystem) -> Floats:
    """Days from first contact to the last contact of each case in this view."""
    table = eco.table
    ends = np.zeros(table.cases)
    filled = np.diff(table.offsets) > 0
    ends[filled] = (table.time[table.offsets[1:][filled] - 1] - table.origin[filled]) / DAY
    return ends


def _heard(eco: Ecosystem) -> Bools:
    """Whether each side received anything on each channel; shape (cases, sides, channels)."""
    table = eco.table
    heard = np.zeros((table.cases, 2, len(eco.channels)), dtype=bool)
    receivers = table.receivers
    rows = receivers.rows
    of_side = receivers.values < 2
    rows = rows[of_side]
    heard[table.case[rows], receivers.values[of_side], table.channel[rows]] = True
    return heard


def _spread(labels: Array | tuple[str, ...], shape: tuple[int, ...], axis: int) -> Array:
    """Repeat the labels of one axis over all others, flat."""
    array = np.asarray(labels)
    index: list[int | slice | None] = [None] * len(shape)
    index[axis] = slice(None)
    return np.broadcast_to(array[tuple(index)], shape).ravel()
