"""A model of formation: which of its settings the data may choose."""

from __future__ import annotations

import attrs
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.forming.parameter import FormationParameters
from mediaeco.model.bound import identifier, ids, number

__all__ = ["FREE", "POOLED", "FormationModel"]

FREE = ("rate", "primacy", "primacy_contacts", "exposure", "content")
"""Settings that can be estimated from agreed elements."""


POOLED = ("element", "channel")
"""By what the rate may differ, with shifts that are pulled toward a common one."""


@frozen(kw_only=True)
class FormationModel:
    """The hazard of formation with some of its settings free, and the others fixed.

    Parameters
    ----------
    id
        Short name: ``"mere_exposure"``.
    free
        Settings to be estimated, of ``FREE``.
    parameters
        Values of the fixed settings; of the free ones, where the search begins.
    pooled
        Of what the log odds of the rate differ by, each by a shift of its own that is pulled toward
        0: ``"element"``, ``"channel"``, or both.
    kappa
        How hard: ``kappa / 2`` times the sum of the squared shifts is taken off the log likelihood;
        0: not at all (every element and channel by itself); None: as cross-validation over cases
        chooses.

    Raises
    ------
    UnknownTermError
        Where a free setting is none of those, or what is pooled.
    InvalidCaseError
        Where one is named twice, or shifts are pooled about a rate that is not free.

    Examples
    --------
    >>> exposure = FormationModel(
    ...     id="exposure", free=["rate"], parameters=FormationParameters(exposure=1, primacy=0)
    ... )
    >>> exposure.free
    ('rate',)
    """

    id: str = field(validator=identifier())
    free: tuple[str, ...] = field(converter=ids)
    parameters: FormationParameters = field(factory=FormationParameters)
    pooled: tuple[str, ...] = field(default=(), converter=ids)
    kappa: float | None = field(
        default=None,
        converter=attrs.converters.optional(float),
        validator=attrs.validators.optional(number(0, 1e9)),
    )

    def __attrs_post_init__(self) -> None:
        for name in self.pooled:
            if name not in POOLED:
                raise UnknownTermError(name, POOLED, "FormationModel.pooled")
        if len(set(self.pooled)) < len(self.pooled):
            raise InvalidCaseError("FormationModel.pooled", "each kind once", "one of them twice")
        if self.pooled and "rate" not in self.free:
            raise InvalidCaseError(
                "FormationModel.pooled",
                "a rate that is free, which elements or channels differ from",
                "a fixed one",
                "Add 'rate' to `free`.",
            )
        for name in self.free:
            if name not in FREE:
                raise UnknownTermError(name, FREE, "FormationModel.free")
        if len(set(self.free)) < len(self.free):
            raise InvalidCaseError("FormationModel.free", "each setting once", "one of them twice")
