"""Ratings of the relationship, and whose they are."""

from __future__ import annotations

from attrs import field, frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.model.bound import identifier, number
from mediaeco.model.interaction import Time, check_moment, resolved

__all__ = ["Measure"]


@frozen(kw_only=True)
class Measure:
    """One rating, on one scale, by one rater, at one time.

    Parameters
    ----------
    instrument
        Name of the instrument: ``"WAI-SR"``, ``"SRS"``.
    scale
        Which of its scales: ``"total"``, ``"bond"``.
    construct
        What it measures: ``"alliance"``, ``"outcome"``, ... Stages read ``"alliance"``.
    rater
        Actor id.
    about
        Id of the channel or actor that the rating is about; empty: the relationship with the
        other side.
    time
        When, on the clock of the case.
    value
        The rating, between ``low`` and ``high``.
    low, high
        Ends of the scale. Scales are never converted into one another in silence; they are
        brought to [0, 1] by their ends only where a docstring says so.
    """

    instrument: str = field(validator=identifier())
    rater: str = field(validator=identifier())
    time: Time = field(converter=resolved, validator=check_moment)
    value: float = field(converter=float, validator=number())
    low: float = field(converter=float, validator=number())
    high: float = field(converter=float, validator=number())
    scale: str = field(default="total", validator=identifier())
    construct: str = field(default="alliance", validator=identifier())
    about: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.low < self.high:
            raise InvalidCaseError("Measure.high", "a high end above the low one", str(self.high))
        if not self.low <= self.value <= self.high:
            raise InvalidCaseError(
                "Measure.value", f"a rating from {self.low:g} to {self.high:g}", str(self.value)
            )

    @property
    def share(self) -> float:
        """The rating on [0, 1]: ``(value - low) / (high - low)``."""
        return (self.value - self.low) / (self.high - self.low)
