"""What one contact over a channel does to the chance of conversion, apart from its use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from attrs import frozen

from mediaeco.analysis import Journeys
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.forming.channel_effect_text import effect_sentences
from mediaeco.forming.channel_model import ChannelModel
from mediaeco.forming.path import Paths, paths_of
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.journey import touches
from mediaeco.kernels.removal import removal_effect
from mediaeco.model import Result, TidyTable
from mediaeco.model.vocabulary import Term

__all__ = ["ChannelEffects", "EffectForm", "channel_effects"]


class EffectForm(Term):
    """How contacts act upon the chance of conversion."""

    HAZARD = "hazard"  # each adds a hazard of its own, never below 0
    LOGIT = "logit"  # each moves the log odds, up or down, and lasts


@frozen(kw_only=True, eq=False, repr=False)
class ChannelEffects(Result):
    """Effect of one contact over each channel, beside how much the channel was used.

    Attribution is not causation: a channel that people turn to when things go well already looks
    effective, and one that they turn to in trouble looks harmful.

    Parameters
    ----------
    channels
        Ids.
    form, stops
        The model: see `channel_effects`.
    contacts
        Contacts over each channel; shape (channels,).
    journeys
        Journeys that touch each channel; shape (channels,).
    effect
        Effect of one contact: a hazard of at least 0, or a difference of log odds; shape
        (channels,). NaN with a ``reason``.
    unpooled
        Effect by maximum likelihood, drawn towards nothing; 0 or infinite where a channel's trials
        all failed or all succeeded; NaN as the effect; shape (channels,).
    error
        Standard error of ``unpooled``; NaN where that is NaN, 0 or infinite; shape (channels,).
    low, high
        95 % interval by what the channel's own trials say, stretched to the effect where pooling
        draws it beyond; infinite, or 0 for hazards, where they set no end; NaN as the effect;
        shape (channels,).
    reason
        Why an effect is NaN; empty where it is not; shape (channels,).
    baseline
        Log odds of conversion without any contact (logit); NaN for hazards, which have none.
    spread
        Standard deviation between the channels, of log hazards or of log odds, towards whose mean
        effects are drawn; infinite where nothing was pooled.
    linear, last, removal
        Share of the conversions that readings by use give each channel: even among the contacts
        of a journey, all to its last, and by the removal effect; NaN without conversions; shape
        (channels,).
    total, converted
        Number of journeys, and of those that converted.
    log_likelihood, aic
        Of the fitted model, with its effective number of parameters; NaN where nothing was fitted.
        Comparable between forms, never between ``stops``.
    units
        What intervals rest on: ``"likelihood"``, or a bootstrap over ``"cases"`` or
        ``"journeys"``.
    replicates, seed
        Of the bootstrap.
    converged
        False where the search was cut off.
    """

    channels: tuple[str, ...]
    form: EffectForm
    stops: bool
    contacts: Ints
    journeys: Ints
    effect: Floats
    unpooled: Floats
    error: Floats
    low: Floats
    high: Floats
    reason: tuple[str, ...]
    baseline: float
    spread: float
    linear: Floats
    last: Floats
    removal: Floats
    total: int
    converted: int
    log_likelihood: float
    aic: float
    units: str
    replicates: int
    seed: int
    converged: bool

    def to_frame(self) -> TidyTable:
        """One row a channel: its use, the effect of a contact, and what readings by use give."""
        with np.errstate(invalid="ignore", divide="ignore"):
            use = self.contacts / self.contacts.sum()
        return TidyTable(
            {
                "channel": np.array(self.channels, dtype=np.str_),
                "contacts": self.contacts,
                "journeys": self.journeys,
                "use": use,
                "effect": self.effect,
                "unpooled": self.unpooled,
                "error": self.error,
                "low": self.low,
                "high": self.high,
                "linear_share": self.linear,
                "last_share": self.last,
                "removal_share": self.removal,
                "reason": np.array(self.reason, dtype=np.str_),
            }
        )

    def summary(self) -> TidyTable:
        """Give use, effect and interval of each channel, the largest effect first."""
        table = self.to_frame()
        order = np.argsort(-self.effect, kind="stable")
        names = ("channel", "use", "effect", "low", "high", "removal_share", "reason")
        return TidyTable({name: table[name][order] for name in names})

    def statement(self) -> str:
        """Say in sentences what was found, what readings by use make of it, and what is open."""
        return effect_sentences(
            self.to_frame(),
            form=str(self.form),
            total=self.total,
            converted=self.converted,
            units=self.units,
        )


def channel_effects(
    of: Ecosystem | Journeys | Mapping[str, Any],
    *,
    form: EffectForm | str = EffectForm.HAZARD,
    stops: bool = True,
    pooled: bool = True,
    replicates: int = 0,
    seed: int = 0,
) -> ChannelEffects:
    """What does one contact over a channel do to the chance of conversion?

    ==========  ==================================  ===========================================
    form        journeys stop at conversion         journeys go on
    ==========  ==================================  ===========================================
    ``hazard``  contact n converts with             the journey converts with
                ``1 - exp(-h[c_n])``                ``1 - exp(-sum of h[c_n])``
    ``logit``   contact n converts with log odds    the journey converts with log odds
                ``a + sum over k <= n of b[c_k]``   ``a + sum over n of b[c_n]``
    ==========  ==================================  ===========================================

    A share of conversions grows with use; h and b do not: who uses a channel twice as often sees
    twice the contacts and twice the conversions.

    *Which is right.* Where the record of a journey ends with its conversion, as that of
    `mediaeco.analysis.journeys` does, every contact before was one that did not convert:
    ``stops=True``. Where contacts are recorded whatever became of them, ``stops=False``; to take
    such journeys as stopped credits what is used last. Hazards fit where each contact gives a
    chance of its own, and cannot tell a channel that does nothing from one that does harm;
    logits fit where contacts add up, and harm is below 0. Fit both and take the lower ``aic``.

    Parameters
    ----------
    of
        A record, whose elements' journeys are taken; journeys; or a table of paths with the
        columns ``path`` (``"phone > email"``), ``total_conversions`` and ``total_null``.
    form
        ``"hazard"`` or ``"logit"``.
    stops
        Whether a journey ends with its conversion.
    pooled
        True: log hazards, or log odds, are drawn towards their mean as far as the data ask
        (empirical Bayes). False: maximum likelihood, channel by channel.
    replicates
        Of a bootstrap for errors and intervals, over cases where journeys come from several of
        them, else over journeys; 0: by the likelihood (library default), which takes journeys as
        independent.
    seed
        Of the bootstrap.

    Returns
    -------
    ChannelEffects
        By channel.

    Raises
    ------
    InvalidCaseError
        Where ``form`` is none of `EffectForm`, a table has no such columns or no counts in them,
        or ``replicates`` is negative or 1.

    Notes
    -----
    *Theory*: zhang2014 (hazards of contacts) and shao2011 (logistic regression upon contacts),
    adapted: by contact, without time, with partial pooling (morris1983). Confounding by what made
    people choose a channel stays.

    *Intervals* are by profile likelihood (venzon1988) without pooling. Effects drawn together lie
    nearer to the truth on the whole; but one of a rare channel is drawn towards what common ones
    do, and an interval around it misses the truth where use goes with or against the effect. A
    bootstrap stretches them by the ratio of its error to that of the information, which is the
    library's proposal.

    *Laws*: relabelling channels permutes; a journey's place among the others does not matter;
    paths put together give what they give one by one; a channel that is not used changes nothing;
    every journey twice leaves the effects without pooling and divides errors by the root of 2.

    Examples
    --------
    The website is used in every journey, the phone in few, and only the phone does much:

    >>> found = channel_effects(
    ...     {
    ...         "path": ["website", "website > website", "website > phone"],
    ...         "total_conversions": [50, 40, 60],
    ...         "total_null": [900, 900, 50],
    ...     }
    ... )
    >>> found.effect.round(2), found.contacts
    (array([0.03, 0.78]), array([2940,  110]))
    """
    if not (replicates >= 0 and replicates % 1 == 0 and replicates != 1):
        raise InvalidCaseError("channel_effects.replicates", "0, or at least 2", shown(replicates))
    form, paths = EffectForm(form), paths_of(of, "channel_effects")
    model = ChannelModel.of(paths, hazard=form is EffectForm.HAZARD, stops=stops, pooled=pooled)
    found = model.fitted(paths)
    at, own, error, low, high = model.told(paths, found, int(replicates), seed)
    why = model.reasons(paths, found, at)
    if form is EffectForm.HAZARD:
        at, own, low, high = np.exp(at), np.exp(own), np.exp(low), np.exp(high)
        error = own * error
    nothing = float("nan")
    return ChannelEffects(
        channels=paths.channels,
        form=form,
        stops=stops,
        effect=at,
        unpooled=own,
        error=error,
        low=low,
        high=high,
        reason=tuple(why.tolist()),
        baseline=float(found.estimate[0]) if found and form is EffectForm.LOGIT else nothing,
        spread=found.spread if found else nothing,
        log_likelihood=found.value if found else nothing,
        aic=2 * (found.free - found.value) if found else nothing,
        units=paths.units if replicates else "likelihood",
        replicates=int(replicates),
        seed=seed,
        converged=found is not None and found.converged,
        **_by_use(paths),
    )


def _by_use(paths: Paths) -> dict[str, Any]:
    """How much each channel was used, and what readings by use make of it."""
    count, lengths = len(paths.channels), np.diff(paths.offsets)
    way = np.repeat(np.arange(len(lengths)), lengths)
    times, won = paths.conversions + paths.nulls, paths.conversions
    touched = touches(paths.channel, paths.offsets, count) > 0
    some = lengths > 0
    ends = paths.channel[paths.offsets[1:][some] - 1]
    with np.errstate(invalid="ignore", divide="ignore"):
        linear = np.bincount(paths.channel, (won / lengths)[way], count) / won[some].sum()
        last = np.bincount(ends, won[some], count) / won[some].sum()
    removal = removal_effect(paths.channel, paths.offsets, won, paths.nulls, count)
    return {
        "contacts": np.bincount(paths.channel, times[way], count).astype(np.int64),
        "journeys": (times @ touched).astype(np.int64),
        "linear": linear,
        "last": last,
        "removal": removal.share,
        "total": int(times.sum()),
        "converted": int(won.sum()),
    }
