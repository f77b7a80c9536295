"""A model of formation: which of its settings the data may choose."""

from __future__ import annotations

from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.forming.parameter import FormationParameters
from mediaeco.model.bound import identifier, ids

__all__ = ["FREE", "FormationModel"]

FREE = ("rate", "primacy", "primacy_contacts", "exposure", "content")
"""Settings that can be estimated from agreed elements."""


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

    Raises
    ------
    UnknownTermError
        Where a free setting is none of those.
    InvalidCaseError
        Where one is named twice.

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

    def __attrs_post_init__(self) -> None:
        for name in self.free:
            if name not in FREE:
                raise UnknownTermError(name, FREE, "FormationModel.free")
        if len(set(self.free)) < len(self.free):
            raise InvalidCaseError("FormationModel.free", "each setting once", "one of them twice")
