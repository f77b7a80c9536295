"""Who answers whom, how readily and how soon; and which channel pulls which."""

from __future__ import annotations

from typing import Literal

import numpy as np
from attrs import frozen

from mediaeco.analysis.thread import dyadic
from mediaeco.dynamics.hawkes_estimate import HawkesFit
from mediaeco.dynamics.hawkes_fit import HawkesSearch, fit_hawkes
from mediaeco.dynamics.response_record import Kinds, Window, contact_record
from mediaeco.dynamics.rhythm import Rhythm
from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import UnknownTermError
from mediaeco.model import Case, Cohort, Result, TidyTable

__all__ = ["ALL_CHANNELS", "Responses", "response", "responses", "switching_ecology"]

ALL_CHANNELS = "all channels"
"""How contacts over any channel are called beside those over one."""


def response(
    eco: Ecosystem | Case | Cohort,
    *,
    channel: str | None = None,
    window: Window | None = None,
    rhythm: Rhythm | None = None,
    search: HawkesSearch | None = None,
) -> HawkesFit:
    """Who takes the initiative, who answers whom, and how soon?

    A Hawkes process of therapist and patient: see `fit_hawkes`. The initiative of a side is ``mu``,
    contacts a day of its own accord; its self-excitation ``alpha_ii`` the contacts that one of its
    own brings after it; its responsiveness ``alpha_ij`` those that one of the other brings; and
    latency is 1 / beta, in days.

    Parameters
    ----------
    eco
        One case or a cohort, whose cases are taken to be alike, but for their initiative where
        ``search`` says so.
    channel
        Only contacts over this channel; None: over any.
    window
        First and last moment that was observed, the same for all cases: datetimes, or seconds where
        a record has no dates. None: each case from its first contact between the two, which is
        given and not explained, to its last.
    rhythm
        Of day and week, which initiative follows; None: none, so that what all do at one time of
        the day looks like response.
    search
        One latency for both sides, or one each; one initiative for all cases, or one each.

    Returns
    -------
    HawkesFit
        Kinds are therapist and patient; time is in days. Contacts with others are left out; calls
        that nobody took are in, since they are seen. A session counts once, when it begins.

    Raises
    ------
    UnknownTermError
        Where there is no such channel.
    InvalidCaseError
        Where the window has no length, or its moments are not told as the record's are.

    Notes
    -----
    *Theory*: halpin2013, published for messages; every channel and a therapy: library's proposal.
    A long pause that both sides keep, or a week in which both write more, looks like response.

    *Laws*: swapping the sides swaps the estimates; contacts shifted in time change nothing;
    contacts with others change nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = response(Ecosystem(read_example("broken-frame")))
    >>> found.kinds, bool(found.radius < 1)
    (('therapist', 'patient'), True)
    """
    eco = opened(eco)
    record = contact_record(eco, by="side", channel=channel, window=window, rhythm=rhythm)
    return fit_hawkes(record, search=search)


@frozen(kw_only=True, eq=False, repr=False)
class Responses(Result):
    """Response channel by channel, and over all channels.

    Parameters
    ----------
    channels
        Channels that were used between the two, and `ALL_CHANNELS` at the end.
    fits
        One each.
    """

    channels: tuple[str, ...]
    fits: tuple[HawkesFit, ...]

    def of(self, channel: str) -> HawkesFit:
        """Give the fit of one channel.

        Raises
        ------
        UnknownTermError
            Where there is no such channel.
        """
        if channel not in self.channels:
            raise UnknownTermError(channel, self.channels, "channel")
        return self.fits[self.channels.index(channel)]

    def to_frame(self) -> TidyTable:
        """One row a channel and parameter."""
        return _stacked(self.channels, [fit.to_frame() for fit in self.fits])

    def summary(self) -> TidyTable:
        """One row a channel."""
        return _stacked(self.channels, [fit.summary() for fit in self.fits])


def _stacked(channels: tuple[str, ...], tables: list[TidyTable]) -> TidyTable:
    names = np.repeat(np.array(channels, dtype=np.str_), [table.rows for table in tables])
    columns = {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}
    return TidyTable({"channel": names} | columns)


def responses(
    eco: Ecosystem | Case | Cohort,
    *,
    window: Window | None = None,
    rhythm: Rhythm | None = None,
    search: HawkesSearch | None = None,
) -> Responses:
    """Who answers whom over each channel, and over all together?

    Parameters
    ----------
    eco, window, rhythm, search
        As in `response`.

    Returns
    -------
    Responses
        By channel that was used between the two. A contact answered over another channel is an
        answer only among all channels.

    Raises
    ------
    InvalidCaseError
        As `response` does.

    Notes
    -----
    *Theory*: halpin2013, as `response`.

    *Laws*: each fit is that of `response` over its channel.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> responses(Ecosystem(read_example("broken-frame"))).channels[-1]
    'all channels'
    """
    eco = opened(eco)
    used = np.unique(eco.table.channel[dyadic(eco.table)]).tolist()
    names = [eco.channels[code].id for code in used]
    fits = [
        response(eco, channel=name, window=window, rhythm=rhythm, search=search)
        for name in (*names, None)
    ]
    return Responses(channels=(*names, ALL_CHANNELS), fits=tuple(fits))


def switching_ecology(
    eco: Ecosystem | Case | Cohort,
    *,
    by: Literal["channel", "side and channel"] = "channel",
    window: Window | None = None,
    rhythm: Rhythm | None = None,
    search: HawkesSearch | None = None,
) -> HawkesFit:
    """Which channel pulls which?

    A Hawkes process whose kinds are channels: ``alpha[i, j]`` is the pull of channel j on channel
    i, how many contacts over channel i one over channel j calls forth; ``alpha[i, i]`` is the
    self-excitation of channel i.

    Parameters
    ----------
    eco, window, rhythm, search
        As in `response`.
    by
        ``"channel"``, or ``"side and channel"``: who, over which channel.

    Returns
    -------
    HawkesFit
        Kinds are the channels used between the two, in the order of their codes; time is in days.
        With few contacts and many channels most of the matrix is not told, and is warned of.

    Raises
    ------
    UnknownTermError
        Where ``by`` is another.
    InvalidCaseError
        As in `response`.

    Notes
    -----
    *Theory*: the Hawkes process of hawkes1971 and halpin2013 with channels as marks: library's
    proposal. What is pulled is not shown to be caused.

    *Laws*: renaming channels changes nothing but names.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = switching_ecology(Ecosystem(read_example("broken-frame")))
    >>> found.alpha.shape == (len(found.kinds),) * 2
    True
    """
    eco = opened(eco)
    told: tuple[Kinds, ...] = ("channel", "side and channel")
    if by not in told:
        raise UnknownTermError(by, told, "kind")
    record = contact_record(eco, by=by, channel=None, window=window, rhythm=rhythm)
    return fit_hawkes(record, search=search)
