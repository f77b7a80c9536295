"""Theories that records can refute: claims, verdicts with their evidence, and rivals."""

from mediaeco.theory.case_test import CaseTest, difference_test, mean_test, rank_test, within_test
from mediaeco.theory.check import CheckedClaim, Checks, check
from mediaeco.theory.compare import Rivals, compare_theories
from mediaeco.theory.example import contact, rating, several, told
from mediaeco.theory.judgement import (
    Bound,
    Judgement,
    Verdict,
    at_every_contact,
    by_test,
    compared,
    undecided,
)
from mediaeco.theory.proposition import (
    Basis,
    Direction,
    Proposition,
    PropositionError,
    Scope,
    example_of,
    judged,
)
from mediaeco.theory.published import (
    FOUNDING_STUDY,
    MEDIA_NATURALNESS,
    MEDIA_RICHNESS,
    MEDIA_SYNCHRONICITY,
    MERE_EXPOSURE,
    RIVALRIES,
    SOCIAL_INFORMATION,
    THEORIES,
    Rivalry,
)
from mediaeco.theory.rigour import RigourChecklist, rigour_checklist
from mediaeco.theory.theory import Theory, TheoryError

__all__ = [
    "FOUNDING_STUDY",
    "MEDIA_NATURALNESS",
    "MEDIA_RICHNESS",
    "MEDIA_SYNCHRONICITY",
    "MERE_EXPOSURE",
    "RIVALRIES",
    "SOCIAL_INFORMATION",
    "THEORIES",
    "Basis",
    "Bound",
    "CaseTest",
    "CheckedClaim",
    "Checks",
    "Direction",
    "Judgement",
    "Proposition",
    "PropositionError",
    "RigourChecklist",
    "Rivalry",
    "Rivals",
    "Scope",
    "Theory",
    "TheoryError",
    "Verdict",
    "at_every_contact",
    "by_test",
    "check",
    "compare_theories",
    "compared",
    "contact",
    "difference_test",
    "example_of",
    "judged",
    "mean_test",
    "rank_test",
    "rating",
    "rigour_checklist",
    "several",
    "told",
    "undecided",
    "within_test",
]
