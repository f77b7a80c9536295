"""A checklist for theories, without data: is it stated so that it can be tested at all?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from mediaeco.kernels.array import Bools
from mediaeco.model import Result, TidyTable
from mediaeco.theory.proposition import Proposition
from mediaeco.theory.theory import Theory

__all__ = ["CRITERIA", "RigourChecklist", "rigour_checklist"]

CRITERIA = (
    "constructs defined",
    "sources named",
    "propositions directional",
    "boundary conditions",
    "rivals named",
    "what would refute it",
    "what must be recorded",
    "a confirming and a refuting case",
    "limits admitted",
)
"""What is asked of a theory (library's list, after what methodologists ask of theories)."""


@frozen(kw_only=True, eq=False, repr=False)
class RigourChecklist(Result):
    """Which criteria theories meet, and where they do not.

    Parameters
    ----------
    theories
        Ids.
    criteria
        What was asked.
    met
        True where a theory meets a criterion; shape (theories, criteria).
    missing
        Ids of the propositions (or names of the constructs) that lack it, comma by comma; empty
        where none does.
    """

    theories: tuple[str, ...]
    criteria: tuple[str, ...]
    met: Bools
    missing: tuple[tuple[str, ...], ...]

    def to_frame(self) -> TidyTable:
        """One row a theory and criterion."""
        count = len(self.criteria)
        return TidyTable(
            {
                "theory": np.repeat(np.array(self.theories, dtype=np.str_), count),
                "criterion": np.tile(np.array(self.criteria, dtype=np.str_), len(self.theories)),
                "met": self.met.ravel(),
                "missing": [text for row in self.missing for text in row],
            }
        )

    def summary(self) -> TidyTable:
        """One row a theory: criteria met, and those that are not."""
        return TidyTable(
            {
                "theory": list(self.theories),
                "met": self.met.sum(axis=1),
                "of": [len(self.criteria)] * len(self.theories),
                "not_met": [
                    ", ".join(c for c, met in zip(self.criteria, row, strict=True) if not met)
                    for row in self.met.tolist()
                ],
            }
        )


def rigour_checklist(theories: Sequence[Theory] | Theory) -> RigourChecklist:
    """Is a theory stated so that it can be tested?

    Parameters
    ----------
    theories
        One theory or several.

    Returns
    -------
    RigourChecklist
        By criterion of ``CRITERIA``. It judges how a theory is stated, and not whether it is true.

    Notes
    -----
    *Theory*: library's proposal.

    *Laws*: a criterion is met exactly where nothing is missing; stating more never meets less.

    Examples
    --------
    >>> from mediaeco.theory import FOUNDING_STUDY
    >>> bool(rigour_checklist(FOUNDING_STUDY).met.all())
    True
    """
    asked = (theories,) if isinstance(theories, Theory) else tuple(theories)
    missing = tuple(_missing(theory) for theory in asked)
    return RigourChecklist(
        theories=tuple(theory.id for theory in asked),
        criteria=CRITERIA,
        met=np.array([[not text for text in row] for row in missing], dtype=bool).reshape(
            len(asked), len(CRITERIA)
        ),
        missing=missing,
    )


def _missing(theory: Theory) -> tuple[str, ...]:
    """By criterion, what is missing; empty where nothing is."""
    claims = theory.propositions

    def lacking(name: str) -> str:
        return ", ".join(claim.id for claim in claims if not getattr(claim, name))

    undefined = [name for name, meaning in theory.constructs.items() if not meaning.strip()]
    return (
        ", ".join(undefined) if theory.constructs else "constructs",
        ", ".join(claim.id for claim in claims if not any(claim.sources)),
        lacking("direction"),
        lacking("boundary") if theory.boundary else "the theory's own",
        "" if theory.rivals else "rivals",
        lacking("refuted_by"),
        lacking("requires"),
        ", ".join(claim.id for claim in claims if not _two_cases(claim)),
        "" if theory.beside else "what it cannot decide",
    )


def _two_cases(claim: Proposition) -> bool:
    return claim.confirming is not None and claim.refuting is not None
