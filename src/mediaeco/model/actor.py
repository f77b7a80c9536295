"""The people of a case."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.model.bound import identifier, ids
from mediaeco.model.vocabulary import Role

__all__ = ["Actor", "PriorUse"]


@frozen
class PriorUse:
    """How often an actor had used a channel before the therapy.

    Parameters
    ----------
    channel
        Id of the channel.
    count
        Sendings, in the unit of the half-use constant; estimates are welcome.
    """

    channel: str = field(validator=identifier())
    count: float = field(converter=float)

    @count.validator
    def _check_count(self, _: object, value: float) -> None:
        if not 0 <= value < float("inf"):
            raise InvalidCaseError("PriorUse.count", "a count of at least 0", str(value))


@frozen(kw_only=True)
class Actor:
    """A person of the case, under a pseudonym.

    Parameters
    ----------
    id
        Pseudonym: ``"T"``, ``"P07"``. Never a name.
    role
        Therapist, patient, other, or observer (who reports but takes no part).
    repertoire
        Ids of the channels that the actor has access to, as declared.
    prior
        Use of channels before the therapy.
    """

    id: str = field(validator=identifier())
    role: Role = field(converter=Role)
    repertoire: tuple[str, ...] = field(default=(), converter=ids)
    prior: tuple[PriorUse, ...] = field(default=(), converter=tuple[PriorUse, ...])

    @property
    def prior_counts(self) -> Mapping[str, float]:
        """Use before the therapy by channel id."""
        return {use.channel: use.count for use in self.prior}
