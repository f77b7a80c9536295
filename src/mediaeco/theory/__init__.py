"""Theories that records can refute: claims, verdicts with their evidence, and rivals."""

from mediaeco.theory.case_test import (
    CaseTest,
    difference_test,
    matched_within_test,
    mean_test,
    rank_test,
    within_test,
)
from mediaeco.theory.check import CheckedClaim, Checks, check
from mediaeco.theory.compare import Rivals, compare_theories
from mediaeco.theory.contrast import GroupContrast
from mediaeco.theory.example import contact, rating, several, told
from mediaeco.theory.group_comparison import ByCase, GroupComparison, compare_groups
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
    MEDIA_MULTIPLEXITY,
    MEDIA_NATURALNESS,
    MEDIA_RICHNESS,
    MEDIA_SYNCHRONICITY,
    MERE_EXPOSURE,
    ONLINE_SETTING,
    RIVALRIES,
    RUPTURE_REPAIR,
    SOCIAL_INFORMATION,
    THEORIES,
    WORKING_ALLIANCE,
    Rivalry,
)
from mediaeco.theory.rigour import RigourChecklist, rigour_checklist
from mediaeco.theory.theory import Theory, TheoryError

__all__ = [
    "FOUNDING_STUDY",
    "MEDIA_MULTIPLEXITY",
    "MEDIA_NATURALNESS",
    "MEDIA_RICHNESS",
    "MEDIA_SYNCHRONICITY",
    "MERE_EXPOSURE",
    "ONLINE_SETTING",
    "RIVALRIES",
    "RUPTURE_REPAIR",
    "SOCIAL_INFORMATION",
    "THEORIES",
    "WORKING_ALLIANCE",
    "Basis",
    "Bound",
    "ByCase",
    "CaseTest",
    "CheckedClaim",
    "Checks",
    "Direction",
    "GroupComparison",
    "GroupContrast",
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
    "compare_groups",
    "compare_theories",
    "compared",
    "contact",
    "difference_test",
    "example_of",
    "judged",
    "matched_within_test",
    "mean_test",
    "rank_test",
    "rating",
    "rigour_checklist",
    "several",
    "told",
    "undecided",
    "within_test",
]
