"""How simulated people behave: exchange, choice of channels, talk, the frame, leaving, rating.

None of the defaults is an estimate, let alone a finding: they make cases that can be read.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from mediaeco.analysis.synchronicity import SynchronicityWeights
from mediaeco.dynamics import HawkesParameters, Rhythm
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.forming import FormationParameters
from mediaeco.model.bound import number, share
from mediaeco.simulation.variation import VariationParameters

__all__ = [
    "WAKING",
    "BehaviourParameters",
    "BreachParameters",
    "ChoiceParameters",
    "DropOutParameters",
    "ExchangeParameters",
    "NegotiationParameters",
    "RatingParameters",
    "TalkParameters",
]

_NIGHT = (0.3, 0.1, 0.02, 0.02, 0.02, 0.1)
_MORNING = (0.3, 0.7, 1.1, 1.3, 1.4, 1.3)
_AFTERNOON = (1.3, 1.2, 1.2, 1.3, 1.5, 1.6)
_EVENING = (1.7, 1.8, 1.8, 1.6, 1.2, 0.7)

WAKING = Rhythm(
    hours=(*_NIGHT, *_MORNING, *_AFTERNOON, *_EVENING),
    days=(1.2, 1.15, 1.1, 1.1, 1.05, 0.7, 0.7),
)
"""People who sleep at night and write less at weekends (library default)."""


def _numbers(value: Mapping[str, float]) -> Mapping[str, float]:
    return {str(name): float(number_) for name, number_ in value.items()}


def _check_finite(path: str, values: Mapping[str, float]) -> None:
    for name, value in values.items():
        if not abs(value) < float("inf"):
            raise InvalidCaseError(f"{path}[{shown(name)}]", "a finite number", shown(value))


def _dyad() -> HawkesParameters:
    return HawkesParameters(
        mu=[0.045, 0.06],
        alpha=[[0.15, 0.35], [0.35, 0.15]],
        beta=4.0,
        kinds=("therapist", "patient"),
    )


def _values(hawkes: HawkesParameters) -> tuple[object, ...]:
    """What makes two settings of exchange the same."""
    return (hawkes.mu.tolist(), hawkes.alpha.tolist(), hawkes.beta, hawkes.kinds)


@frozen(kw_only=True)
class ExchangeParameters:
    """Who makes contact when: two people who call forth contacts of one another.

    Parameters
    ----------
    hawkes
        Initiative mu (contacts a day), excitation alpha and its fading beta (a day), of therapist
        and patient, in this order. Library default: half of all contacts in the long run are
        called forth, after six hours on average.
    therapist, patient
        Rhythm of each side's day and week, which its initiative follows.
    replies_wait
        True: the wait for a contact called forth passes with the rhythm of whoever makes it, fast
        where days are lively and hardly at all at night; False: it passes with the clock, which is
        what `mediaeco.dynamics.response` fits: it takes some of the waiting for initiative.

    Raises
    ------
    InvalidCaseError
        Where there are not two kinds.
    """

    hawkes: HawkesParameters = field(factory=_dyad, eq=_values, hash=False)
    therapist: Rhythm = WAKING
    patient: Rhythm = WAKING
    replies_wait: bool = True

    def __attrs_post_init__(self) -> None:
        if len(self.hawkes.mu) != 2:
            raise InvalidCaseError(
                "ExchangeParameters.hawkes",
                "two kinds, therapist and patient",
                str(len(self.hawkes.mu)),
            )


@frozen(kw_only=True)
class ChoiceParameters:
    """Which channel somebody takes: weights of a conditional logit.

    ``P(c) ~ exp(habit log(1 + own uses of c) + reply_channel [c is the channel of the other's last
    contact] + inertia [c is the channel of one's own last contact] + fit (1 - |S(c) - need|) +
    recency 2^(-days since own last use of c / half-life) + preference(c))``, over the channels that
    both have: the features of `mediaeco.media.ChannelChoiceModel`.

    Parameters
    ----------
    habit, reply_channel, inertia, fit, recency
        Weights; any finite number. 0: it does not matter.
    half_life_days
        Of recency, above 0.
    preference
        Intercepts by id of the channel, 0 where none is given: use that is unequal for no other
        reason. Library default: few call out of turn.
    synchronicity
        Weights of a channel's synchronicity S, from which fit is made.

    Notes
    -----
    Uses count contacts of the record, sessions that were arranged among them; what was used before
    the therapy shows in appropriation alone. Sessions are not chosen: whoever fits a model of
    choice takes a design without a routine.
    """

    habit: float = field(default=0.4, converter=float, validator=number())
    reply_channel: float = field(default=1.2, converter=float, validator=number())
    inertia: float = field(default=0.4, converter=float, validator=number())
    fit: float = field(default=2.0, converter=float, validator=number())
    recency: float = field(default=0.0, converter=float, validator=number())
    half_life_days: float = field(default=7.0, converter=float, validator=number(above=0))
    preference: Mapping[str, float] = field(
        factory=lambda: {"video_call": -1.5, "phone": -0.5}, converter=_numbers, hash=False
    )
    synchronicity: SynchronicityWeights = field(factory=SynchronicityWeights)

    def __attrs_post_init__(self) -> None:
        _check_finite("ChoiceParameters.preference", self.preference)


@frozen(kw_only=True)
class TalkParameters:
    """What becomes of a contact.

    Parameters
    ----------
    missed
        Share of calls out of turn (contacts over a live channel that were not arranged) that
        nobody takes.
    missed_sessions
        The same of sessions that were arranged.
    minutes
        Median length of a call out of turn.
    broken
        Share of live contacts in which the line breaks (a technological rupture).
    kept
        Share of contacts called forth that are for what the contact before was for.
    """

    missed: float = field(default=0.25, converter=float, validator=share())
    missed_sessions: float = field(default=0.03, converter=float, validator=share())
    minutes: float = field(default=7, converter=float, validator=number(above=0))
    broken: float = field(default=0.02, converter=float, validator=share())
    kept: float = field(default=0.7, converter=float, validator=share())


@frozen(kw_only=True)
class NegotiationParameters:
    """Who proposes what is agreed, and what is proposed in vain.

    Parameters
    ----------
    therapist_proposes
        Share of agreements in live talk whose proposal is the therapist's. In other contacts the
        sender accepts what the other side proposed before.
    unanswered
        Share of the elements that are never agreed which somebody proposes all the same.
    """

    therapist_proposes: float = field(default=0.7, converter=float, validator=share())
    unanswered: float = field(default=0.2, converter=float, validator=share())


@frozen(kw_only=True)
class BreachParameters:
    """How what was agreed is broken and mended.

    Parameters
    ----------
    rate
        Probability that a contact breaches an element that is agreed, for each of them.
    repaired
        Share of breaches that are ever mended.
    days
        Mean wait from a breach to its repair; the first contact after it mends.
    """

    rate: float = field(default=0.003, converter=float, validator=share())
    repaired: float = field(default=0.85, converter=float, validator=share())
    days: float = field(default=6, converter=float, validator=number(above=0))


@frozen(kw_only=True)
class DropOutParameters:
    """When the patient leaves.

    After each contact with probability ``1 - exp(-rate exp(breached B - coverage C))``, with C the
    weighted share of the elements that are agreed, and B that of those in breach.

    Parameters
    ----------
    rate
        Hazard of a contact where nothing is agreed, at least 0; 0: nobody leaves.
    coverage, breached
        How far a frame that is agreed holds people, and one in breach drives them off.
    """

    rate: float = field(default=0.008, converter=float, validator=number(0))
    coverage: float = field(default=1.5, converter=float, validator=number(-50, 50))
    breached: float = field(default=4.0, converter=float, validator=number(-50, 50))


@frozen(kw_only=True)
class RatingParameters:
    """How ratings follow the frame, on [0, 1] between the ends of the scale.

    ``level + coverage C - breached B + bias(rater) + e``, cut to [0, 1], with
    ``e_k = inertia e_(k-1) + sqrt(1 - inertia^2) noise z_k`` for each rater.

    Parameters
    ----------
    level
        Rating without any frame.
    coverage, breached
        What a frame that is agreed adds, and what breach takes away.
    bias
        What each rater adds: ``{"therapist": -0.05}``.
    noise
        Standard deviation, at least 0.
    inertia
        Autocorrelation of the noise from one rating to the next, from 0 to below 1.

    Notes
    -----
    *Theory*: that ratings have an inertia of their own is the first-order autoregression of
    dynamic models of the alliance (dsem2018); values are library defaults.
    """

    level: float = field(default=0.45, converter=float, validator=number())
    coverage: float = field(default=0.35, converter=float, validator=number())
    breached: float = field(default=0.3, converter=float, validator=number())
    bias: Mapping[str, float] = field(
        factory=lambda: {"therapist": -0.04}, converter=_numbers, hash=False
    )
    noise: float = field(default=0.08, converter=float, validator=number(0))
    inertia: float = field(default=0.3, converter=float, validator=number(0, below=1))

    def __attrs_post_init__(self) -> None:
        _check_finite("RatingParameters.bias", self.bias)
        if not set(self.bias) <= {"therapist", "patient"}:
            raise InvalidCaseError(
                "RatingParameters.bias", "'therapist' and 'patient' as raters", "others"
            )


@frozen(kw_only=True)
class BehaviourParameters:
    """All settings of simulated people.

    Parameters
    ----------
    exchange
        Who makes contact when.
    choice
        Which channel they take.
    talk
        What becomes of a contact.
    formation
        The hazard by which contacts agree elements. Library default: that of `FormationParameters`,
        but for a rate of 0.8, at which a therapy of twelve weeks agrees most of a frame.
    negotiation
        Who proposes.
    breach
        How what was agreed is broken and mended.
    drop_out
        When the patient leaves.
    rating
        How ratings follow.
    variation
        How much cases differ in all this. Library default: not at all.
    """

    exchange: ExchangeParameters = field(factory=ExchangeParameters)
    choice: ChoiceParameters = field(factory=ChoiceParameters)
    talk: TalkParameters = field(factory=TalkParameters)
    formation: FormationParameters = field(factory=lambda: FormationParameters(rate=0.8))
    negotiation: NegotiationParameters = field(factory=NegotiationParameters)
    breach: BreachParameters = field(factory=BreachParameters)
    drop_out: DropOutParameters = field(factory=DropOutParameters)
    rating: RatingParameters = field(factory=RatingParameters)
    variation: VariationParameters = field(factory=VariationParameters)
