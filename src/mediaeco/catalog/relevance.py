"""How much a purpose bears on a frame element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Floats
from mediaeco.model import Provenance
from mediaeco.model.bound import share

__all__ = ["RelevanceTable"]


def _copied(rows: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    return {purpose: dict(row) for purpose, row in rows.items()}


@frozen(kw_only=True)
class RelevanceTable:
    """Relevance k of each purpose for each frame element, from 0 to 1.

    Parameters
    ----------
    rows
        By purpose id, then element id.
    otherwise
        Relevance of a pair that ``rows`` does not name.
    unstated
        Relevance, for every element, of a contact whose purposes were not recorded.
    provenance
        How far the table may be trusted.
    """

    rows: dict[str, dict[str, float]] = field(converter=_copied)
    otherwise: float = field(default=0.0, validator=share(), converter=float)
    unstated: float = field(default=0.3, validator=share(), converter=float)
    provenance: Provenance = field(default=Provenance.LIBRARY, converter=Provenance)

    @rows.validator
    def _check_rows(self, _: object, value: dict[str, dict[str, float]]) -> None:
        for purpose, row in value.items():
            for element, k in row.items():
                if not 0 <= k <= 1:
                    raise InvalidCaseError(
                        f"RelevanceTable.rows[{shown(purpose)}][{shown(element)}]",
                        "a number from 0 to 1",
                        shown(k),
                    )

    def matrix(self, purposes: Sequence[str], elements: Sequence[str]) -> Floats:
        """Relevance by purpose and element, with the row for unstated purposes last.

        Parameters
        ----------
        purposes, elements
            Ids.

        Returns
        -------
        array
            Shape (purposes + 1, elements), from 0 to 1.
        """
        k = np.full((len(purposes) + 1, len(elements)), self.otherwise)
        for i, purpose in enumerate(purposes):
            row = self.rows.get(purpose, {})
            for j, element in enumerate(elements):
                k[i, j] = row.get(element, self.otherwise)
        k[-1] = self.unstated
        return k
