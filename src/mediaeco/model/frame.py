"""The elements of the therapeutic frame, the purposes of contact, and acts upon the frame."""

from __future__ import annotations

from attrs import field, frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.model.bound import identifier, ids, number, share
from mediaeco.model.vocabulary import ActKind, Provenance

__all__ = ["ContactHours", "FrameAct", "FrameElement", "Purpose"]


@frozen
class ContactHours:
    """Hours of the day, by the clock on the wall, within which contact was agreed.

    Parameters
    ----------
    start, end
        Hours from 0 to 24. ``start`` after ``end`` means over midnight.
    days
        Days of the week on which these hours hold, Monday = 0. On other days no contact was
        agreed.
    """

    start: float = field(validator=number(0, 24), converter=float)
    end: float = field(validator=number(0, 24), converter=float)
    days: tuple[int, ...] = field(default=(0, 1, 2, 3, 4, 5, 6), converter=tuple[int, ...])

    @days.validator
    def _check_days(self, _: object, value: tuple[int, ...]) -> None:
        if not value or any(not 0 <= day <= 6 for day in value) or len(set(value)) != len(value):
            raise InvalidCaseError(
                "ContactHours.days", "different days from 0 (Monday) to 6 (Sunday)", str(value)
            )


@frozen(kw_only=True)
class FrameElement:
    """One thing that therapist and patient can agree to hold constant.

    Parameters
    ----------
    id
        Name in the record: ``"schedule"``.
    label
        Name for people; the id where none is given.
    weight
        Weight in coverage, above 0.
    need
        Synchronicity that agreeing the element needs, from 0 (conveyance: inform) to 1
        (convergence: come to one understanding).
    hours
        Where the element agrees times of contact: which. Contact outside them, once the element
        has been agreed, is a crossing of the frame.
    channels
        Where the element agrees channels of contact: which. Empty: the element says nothing of
        channels.
    fallback
        Channels agreed for when a line breaks, in the order in which they are to be tried.
    provenance
        How far weight and need may be trusted.
    source
        Citation key; empty where there is none.
    """

    id: str = field(validator=identifier())
    label: str = ""
    weight: float = field(default=1.0, validator=number(above=0, below=1e9), converter=float)
    need: float = field(default=0.5, validator=share(), converter=float)
    hours: ContactHours | None = None
    channels: tuple[str, ...] = field(default=(), converter=ids)
    fallback: tuple[str, ...] = field(default=(), converter=ids)
    provenance: Provenance = field(default=Provenance.LIBRARY, converter=Provenance)
    source: str = ""

    @property
    def name(self) -> str:
        """Name for people."""
        return self.label or self.id.replace("_", " ")


@frozen(kw_only=True)
class Purpose:
    """What a contact can be for: scheduling, containing, homework, payment, ...

    Parameters
    ----------
    id
        Name in the record: ``"scheduling"``.
    label
        Name for people; the id where none is given.
    need
        Convergence share q of the purpose: 0 where one only informs, 1 where two come to one
        understanding.
    provenance
        How far ``need`` may be trusted.
    """

    id: str = field(validator=identifier())
    label: str = ""
    need: float = field(default=0.5, validator=share(), converter=float)
    provenance: Provenance = field(default=Provenance.LIBRARY, converter=Provenance)

    @property
    def name(self) -> str:
        """Name for people."""
        return self.label or self.id.replace("_", " ")


@frozen
class FrameAct:
    """What an interaction does to one element of the frame.

    Parameters
    ----------
    element
        Id of the element.
    kind
        What is done to it.
    actor
        Who does it, where that is not the sender: in a session recorded as one interaction the
        therapist may propose and the patient accept.
    """

    element: str = field(validator=identifier())
    kind: ActKind = field(converter=ActKind)
    actor: str | None = None
