"""Where an actor takes part from: the setting at their end."""

from __future__ import annotations

import attrs
from attrs import field, frozen

from mediaeco.model.bound import identifier
from mediaeco.model.interaction import Time, check_moment, resolved

__all__ = ["Setting", "since_of"]


def _moment(value: Time | None) -> Time | None:
    return None if value is None else resolved(value)


@frozen(kw_only=True)
class Setting:
    """The setting at one end, from a time on, until the next setting of the same actor.

    Parameters
    ----------
    actor
        Actor id.
    place
        What kind of place: ``"practice"``, ``"home"``, ``"car"``. Never an address.
    device
        What kind of device: ``"laptop"``, ``"phone"``.
    private
        True where nobody else can listen in, False where somebody can, None where unknown.
    since
        From when on, on the clock of the case; None: from the beginning.
    """

    actor: str = field(validator=identifier())
    place: str = ""
    device: str = ""
    private: bool | None = None
    since: Time | None = field(
        default=None, converter=_moment, validator=attrs.validators.optional(check_moment)
    )


def since_of(setting: Setting) -> float:
    """Microseconds from which a setting holds, minus infinity where it does from the beginning."""
    # The clock's own file imports interactions, and so stands above this one.
    from mediaeco.model.clock import micros_of

    return float("-inf") if setting.since is None else micros_of(setting.since)
