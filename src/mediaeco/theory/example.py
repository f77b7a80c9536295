"""Small cases told in a few lines, for what a claim holds on and what breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    Cohort,
    ContentKind,
    FrameAct,
    Interaction,
    Measure,
    Origin,
    PriorUse,
    Role,
)

__all__ = ["contact", "rating", "several", "told"]

_DAY = 86_400.0
_OTHER = {Role.THERAPIST: Role.PATIENT, Role.PATIENT: Role.THERAPIST}


def contact(
    day: float,
    sender: str,
    channel: str,
    *,
    purposes: Sequence[str] = (),
    acts: Sequence[str] = (),
    **more: object,
) -> Interaction:
    """Tell one contact between therapist and patient.

    Parameters
    ----------
    day
        Days since the case began.
    sender
        ``"therapist"`` or ``"patient"``; the other one receives.
    channel
        Id of a channel of `mediaeco.CHANNELS`.
    purposes
        Ids of `mediaeco.PURPOSES`.
    acts
        What the sender does to the frame, as ``"propose schedule"``.
    **more
        Whatever else `mediaeco.Interaction` takes: ``duration``, ``control``, ``rupture``,
        ``repair``, ``reply_to``, ...

    Returns
    -------
    Interaction
        With seconds for its time.

    Raises
    ------
    InvalidCaseError
        Where the sender is neither of the two, or an act is not two words.

    Examples
    --------
    >>> contact(0.5, "patient", "email", acts=["propose schedule"]).channel
    'email'
    """
    if sender not in (Role.THERAPIST, Role.PATIENT):
        raise InvalidCaseError("contact.sender", "therapist or patient", shown(sender))
    live = CHANNELS[channel].live
    given: dict[str, object] = {
        "receivers": (str(_OTHER[Role(sender)]),),
        "content": ContentKind.LIVE_TALK if live else ContentKind.TEXT,
    }
    return Interaction(
        time=day * _DAY,
        sender=sender,
        channel=channel,
        purposes=tuple(purposes),
        acts=tuple(_act(act, sender) for act in acts),
        **(given | more),  # type: ignore[arg-type]  # whatever the class takes
    )


def _act(text: str, sender: str) -> FrameAct:
    words = text.split()
    if len(words) != 2:
        raise InvalidCaseError("contact.acts", "a kind and an element, as 'propose fee'", "another")
    return FrameAct(words[1], ActKind(words[0]), sender)


def rating(
    day: float,
    rater: str,
    share: float,
    *,
    construct: str = "alliance",
    scale: str = "total",
    about: str = "",
) -> Measure:
    """Tell one rating on a scale from 0 to 10.

    Parameters
    ----------
    day
        Days since the case began.
    rater
        ``"therapist"`` or ``"patient"``.
    share
        How high, from 0 to 1.
    construct, scale, about
        As in `mediaeco.Measure`.

    Returns
    -------
    Measure
        Of an instrument called ``"example"``.

    Examples
    --------
    >>> rating(7, "patient", 0.8).value
    8.0
    """
    return Measure(
        instrument="example",
        construct=construct,
        scale=scale,
        rater=rater,
        about=about,
        time=day * _DAY,
        value=share * 10,
        low=0,
        high=10,
    )


def told(
    name: str,
    *parts: Interaction | Measure,
    knows: Mapping[str, Iterable[str]] | None = None,
    until: float | None = None,
) -> Case:
    """Tell a small case: contacts in order, and ratings.

    Parameters
    ----------
    name
        What the case is called: ``"agreed_by_phone"``.
    *parts
        Contacts and ratings; see `contact` and `rating`.
    knows
        By role, channels that the person has used often before.
    until
        Day until which the case was observed; None: until its last contact.

    Returns
    -------
    Case
        Of a therapist and a patient, with the channels, purposes and elements that it speaks of, as
        the catalogue has them, marked as simulated.

    Examples
    --------
    >>> case = told("hello", contact(0, "patient", "email"), contact(1, "therapist", "email"))
    >>> len(case.interactions)
    2
    """
    rows = [part for part in parts if isinstance(part, Interaction)]
    known = {str(role): tuple(names) for role, names in (knows or {}).items()}
    spoken = [row.channel for row in rows] + [c for names in known.values() for c in names]
    return Case(
        id=name,
        actors=[
            Actor(
                id=str(role),
                role=role,
                prior=tuple(PriorUse(channel, 20) for channel in known.get(str(role), ())),
            )
            for role in (Role.THERAPIST, Role.PATIENT)
        ],
        channels=CHANNELS.pick(*dict.fromkeys(spoken)),
        elements=ELEMENTS.pick(*dict.fromkeys(act.element for row in rows for act in row.acts)),
        purposes=PURPOSES.pick(*dict.fromkeys(p for row in rows for p in row.purposes)),
        interactions=rows,
        measures=[part for part in parts if isinstance(part, Measure)],
        observed_until=None if until is None else until * _DAY,
        origin=Origin.SIMULATED,
    )


def several(*cases: Case) -> Cohort:
    """Tell a cohort of small cases.

    Parameters
    ----------
    *cases
        Cases of different names.

    Returns
    -------
    Cohort
        With these cases, in this order.

    Examples
    --------
    >>> several(told("one"), told("other"))
    <Cohort: 2 cases, 0 interactions>
    """
    return Cohort(cases)
