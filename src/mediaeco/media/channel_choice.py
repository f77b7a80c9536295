"""Which channel next: a model of the choice among those that both sides have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import attrs
import numpy as np
from attrs import field, frozen

from mediaeco.analysis.choice_estimate import ChoiceEstimate, estimate_choice
from mediaeco.analysis.history import SIDES
from mediaeco.analysis.synchronicity import DEFAULT_WEIGHTS, SynchronicityWeights
from mediaeco.analysis.thread import dyadic
from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.choice import ChoiceSets
from mediaeco.media.channel_feature import CHOICE_FEATURES, alternatives, channel_features
from mediaeco.media.process import contact_need
from mediaeco.model import Case, Cohort, Result, TidyTable
from mediaeco.model.bound import ids, number

__all__ = ["ChannelChoice", "ChannelChoiceModel", "channel_choice"]

Available = Literal["known", "all"]
_PREFERENCE = "preference:"


@frozen(kw_only=True)
class ChannelChoiceModel:
    r"""What may move somebody to a channel.

    Parameters
    ----------
    features
        Some of ``"habit"``, log(1 + the sender's earlier uses of the channel);
        ``"reply_channel"``, 1 where the other side's last contact came over it; ``"inertia"``, 1
        where the sender's own last contact went over it; ``"fit"``, 1 - \|S - q\| of its
        synchronicity to the purposes of the contact; ``"recency"``, 2 ** (-days since the sender's
        last use / half-life), 0 before the first; and ``"preference"``, an intercept for every
        channel but one. Library default: all but recency, which habit and inertia are hardly told
        apart from in a record of ordinary length.
    half_life_days
        Of recency, above 0 (library default: a week).
    reference
        Channel whose intercept is 0; None: the one chosen most often.
    available
        What could have been chosen: ``"known"``, channels that both sides declared, knew or had met
        in the record (library default); ``"all"``, every channel of the case. With ``"known"``
        contacts that open a channel are left out: they were chosen from something that the
        record does not show.
    ridge
        Penalty, at least 0 (library default: none).
    synchronicity
        Weights of a channel's synchronicity S, from which fit is made.

    Raises
    ------
    UnknownTermError
        Where a feature, or what is available, is not known.
    InvalidCaseError
        Where there is no feature, one stands twice, or a number is out of its bounds.
    """

    features: tuple[str, ...] = field(
        default=("habit", "reply_channel", "inertia", "fit", "preference"), converter=ids
    )
    half_life_days: float = field(default=7.0, converter=float, validator=number(above=0))
    reference: str | None = None
    available: Available = "known"
    ridge: float = field(default=0.0, converter=float, validator=number(0))
    synchronicity: SynchronicityWeights = DEFAULT_WEIGHTS

    def __attrs_post_init__(self) -> None:
        for name in self.features:
            if name not in CHOICE_FEATURES:
                raise UnknownTermError(name, CHOICE_FEATURES, "feature")
        if not self.features or len(set(self.features)) < len(self.features):
            raise InvalidCaseError(
                "ChannelChoiceModel.features", "one feature at least, each once", "others"
            )
        if self.available not in get_args(Available):
            raise UnknownTermError(str(self.available), get_args(Available), "available")


DEFAULT_MODEL = ChannelChoiceModel()


@frozen(kw_only=True, eq=False, repr=False)
class ChannelChoice(Result):
    """What moved people to one channel rather than another.

    Parameters
    ----------
    model
        What may have moved them.
    reference
        Channel whose intercept is 0; None without intercepts or without a choice.
    estimates
        Of both sides together, or of therapist and patient.
    opened
        Contacts left out of each, because they opened a channel that the record had not shown both
        sides to have.
    without_purpose
        Choices of each whose purpose nobody recorded: they say nothing of fit.
    """

    model: ChannelChoiceModel
    reference: str | None
    estimates: tuple[ChoiceEstimate, ...]
    opened: tuple[int, ...]
    without_purpose: tuple[int, ...]

    def to_frame(self) -> TidyTable:
        """One row a side and feature."""
        return _stacked([found.to_frame() for found in self.estimates])

    def fit_frame(self) -> TidyTable:
        """One row a side: how many choices there were, and how well the model does."""
        table = _stacked([found.fit_frame() for found in self.estimates])
        more = {"opened": list(self.opened), "without_purpose": list(self.without_purpose)}
        return TidyTable(dict(table.columns) | more)

    def statement(self) -> str:
        """Say what was found, and what the record cannot tell."""
        parts = []
        for found, first, blank in zip(
            self.estimates, self.opened, self.without_purpose, strict=True
        ):
            parts.append(found.statement())
            if first:
                parts.append(f"{first} contacts that opened a channel are left out.")
            if blank and "fit" in self.model.features:
                parts.append(f"{blank} choices have no recorded purpose and say nothing of fit.")
        if self.reference is not None:
            parts.append(f"Preferences are beside {self.reference}.")
        return " ".join(parts)


def channel_choice(
    eco: Ecosystem | Case | Cohort,
    *,
    model: ChannelChoiceModel = DEFAULT_MODEL,
    by_side: bool = False,
    contacts: Sequence[bool] | Bools | None = None,
    replicates: int = 0,
    seed: int = 0,
) -> ChannelChoice:
    """What moves people to one channel rather than another?

    ``P(c) = exp(x_c beta) / sum over available d of exp(x_d beta)``

    with x_c what was known of channel c just before the contact (`ChannelChoiceModel`), over the
    contacts between therapist and patient before which several channels were available.

    Parameters
    ----------
    eco
        One case or a cohort.
    model
        What may have moved them.
    by_side
        True: therapist and patient each have coefficients of their own; False: they share them.
    contacts
        True for contacts whose channel was a choice, where that is known: an arranged session is
        none. All contacts shape habits, chosen or not. None: all are choices; shape (rows,).
    replicates
        Samples of cases drawn with replacement, for percentile intervals (library default: none).
    seed
        Of the samples.

    Returns
    -------
    ChannelChoice
        One row a side and feature: log odds ratios, with standard errors from the information, and
        clustered by case. NaN, with its reason, where the choices do not tell: a channel that was
        never chosen, channels that were only ever chosen together with what fits them, one purpose
        alone (fit is then a preference).

    Raises
    ------
    InvalidCaseError
        Where ``contacts`` has another length, or the number of samples is below 0.
    UnknownTermError
        Where the reference is no channel of the record.

    Notes
    -----
    *Theory*: mcfadden1974 (conditional logit), mancl2001 (clusters); published. What fits
    is from dennis2008; which features there are, and what they are made of, is the library's
    proposal. A contact without a recorded purpose fits all channels alike, so it says nothing of
    fit, and the rest of what it says counts.

    Coefficients tell what choices went with; why people chose, they do not. Pairs that like
    different channels for good look like pairs of strong habits: habit and inertia hold both, the
    more so the more cases differ. Contacts whose channel was arranged, taken for choices, bias all
    coefficients: leave them out by ``contacts``.

    *Laws*: swapping the roles swaps the sides; the order of cases does not matter; channels that
    are never available change nothing; the likelihood is that of choices written out.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> model = ChannelChoiceModel(features=["habit", "reply_channel"])
    >>> found = channel_choice(Ecosystem(read_example("first-contact")), model=model)
    >>> found.estimates[0].choices, found.opened
    (90, (2,))
    """
    eco = opened(eco)
    if not (replicates >= 0 and replicates % 1 == 0):
        raise InvalidCaseError("channel_choice.replicates", "none or more", shown(replicates))
    table = eco.table
    available, opens = alternatives(eco, known=model.available == "known")
    asked = dyadic(table) & _asked(eco, contacts)
    used = asked & ~opens
    reference = _reference(eco, model, used & (available.sum(axis=1) > 1))
    values, names = _features(eco, model, reference)
    blank = np.isnan(contact_need(eco))
    sides = [(name, table.sender == k) for k, name in enumerate(SIDES)]
    whole = ("both sides", np.ones(len(table), dtype=bool))
    estimates, left, without = [], [], []
    for label, of in sides if by_side else [whole]:
        rows = np.flatnonzero(used & of)
        found = estimate_choice(
            _sets(values, available, table.channel, rows),
            table.case[rows],
            who=(label, "channel"),
            names=names,
            ridge=model.ridge,
            draws=(int(replicates), seed),
        )
        estimates.append(_explained(found, eco, available[rows], table.channel[rows], blank[rows]))
        left.append(int((asked & opens & of).sum()))
        without.append(int((blank[rows] & (available[rows].sum(axis=1) > 1)).sum()))
    return ChannelChoice(
        model=model,
        reference=reference,
        estimates=tuple(estimates),
        opened=tuple(left),
        without_purpose=tuple(without),
    )


def _asked(eco: Ecosystem, contacts: Sequence[bool] | Bools | None) -> Bools:
    if contacts is None:
        return np.ones(len(eco.table), dtype=bool)
    asked = np.asarray(contacts, dtype=bool)
    if asked.shape != (len(eco.table),):
        raise InvalidCaseError(
            "channel_choice.contacts", f"{len(eco.table)} truth values", f"shape {asked.shape}"
        )
    return asked


def _reference(eco: Ecosystem, model: ChannelChoiceModel, choices: Bools) -> str | None:
    names = [channel.id for channel in eco.channels]
    if model.reference is not None and model.reference not in names:
        raise UnknownTermError(model.reference, names, "channel")
    if "preference" not in model.features or not choices.any():
        return None
    if model.reference is not None:
        return model.reference
    counts = np.bincount(eco.table.channel[choices], minlength=len(names))
    return names[int(counts.argmax())]


def _features(
    eco: Ecosystem, model: ChannelChoiceModel, reference: str | None
) -> tuple[Floats, tuple[str, ...]]:
    """Features of every channel at every contact, (features, rows, channels), and their names."""
    made = channel_features(eco, half_life_days=model.half_life_days, weights=model.synchronicity)
    shape = (len(eco.table), len(eco.channels))
    values, names = [], []
    for name in model.features:
        if name != "preference":
            values.append(made[name]())
            names.append(name)
            continue
        for code, channel in enumerate(eco.channels):
            if channel.id != reference:
                values.append(np.broadcast_to(np.arange(shape[1]) == code, shape).astype(float))
                names.append(_PREFERENCE + channel.id)
    return np.array(values).reshape(len(names), *shape), tuple(names)


def _sets(values: Floats, available: Bools, channel: Array, rows: Ints) -> ChoiceSets:
    """Choice sets of these contacts, one row a channel that was available."""
    there = available[rows]
    place = np.cumsum(there).reshape(there.shape) - 1
    return ChoiceSets(
        values[:, rows][:, there].T,
        np.ones(int(there.sum())),
        np.concatenate(([0], np.cumsum(there.sum(axis=1)))),
        place[np.arange(len(rows)), channel[rows]],
    )


def _explained(
    found: ChoiceEstimate, eco: Ecosystem, available: Bools, channel: Array, blank: Bools
) -> ChoiceEstimate:
    """Say in the words of channels why there is no estimate, where that says more."""
    if not found.choices:
        return found
    several = available.sum(axis=1) > 1
    offered = available[several].sum(axis=0)
    chosen = np.bincount(channel[several], minlength=len(eco.channels))
    words = {"fit": "no choice has a recorded purpose"} if blank.all() else {}
    for code, item in enumerate(eco.channels):
        if not offered[code]:
            words[_PREFERENCE + item.id] = "it was never among several channels to choose from"
        elif not chosen[code]:
            words[_PREFERENCE + item.id] = f"never chosen in {offered[code]} choices that had it"
    reason = [
        words.get(name, why) if why else ""
        for name, why in zip(found.names, found.reason, strict=True)
    ]
    return attrs.evolve(found, reason=tuple(reason))


def _stacked(tables: Sequence[TidyTable]) -> TidyTable:
    return TidyTable({name: np.concatenate([t[name] for t in tables]) for name in tables[0]})
