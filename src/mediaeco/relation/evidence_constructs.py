"""Constructs of the evidence: what was found elsewhere, and how it is looked at here."""

from __future__ import annotations

from mediaeco.model import Construct

__all__ = ["EVIDENCE_CONSTRUCTS"]

_ELEMENTS = "elements of the therapeutic relationship"
_COMPARED = "comparison of channels"

EVIDENCE_CONSTRUCTS: tuple[Construct, ...] = (
    Construct(
        name="relationship elements and outcome",
        theory=_ELEMENTS,
        sources=("norcross2018", "karver2018", "tryon2018", "elliott2018", "gelso2018"),
        lives=("mediaeco.catalog.COMPARISONS", "mediaeco.catalog.ELEMENT_STANDING"),
        takes="nothing: 17 published results",
        range="r from -1 to 1, or d",
        standing="published",
        laws=("tests/catalog/test_comparison.py::test_the_task_force_weighed_seventeen_elements",),
    ),
    Construct(
        name="alliance and outcome",
        theory=_ELEMENTS,
        sources=("fluckiger2018", "fluckiger2026", "probst2019", "marcotte2021"),
        lives=("mediaeco.catalog.COMPARISONS",),
        takes="nothing: published results, in person and online, by task, goal and bond",
        range="r from -1 to 1",
        standing="published",
        laws=("tests/relation/test_effect.py::test_published_pairs_of_r_and_d",),
    ),
    Construct(
        name="presence of an element in a record",
        theory=_ELEMENTS,
        sources=("norcross2018",),
        standing="deliberately not computed",
        reason="empathy, positive regard or congruence are rated by people; a log cannot tell "
        "them. Ratings come in as measures",
    ),
    Construct(
        name="channel comparison",
        theory=_COMPARED,
        sources=("norwood2018", "seuling2024", "germain2010", "mercadal2022", "song2023"),
        lives=("mediaeco.relation.evidence.load_channel_comparisons",),
        takes="nothing: published results, each with what of it was checked",
        range="as each source tells it",
        standing="published",
        laws=("tests/relation/test_evidence.py::test_narrowing_twice_is_narrowing_by_both",),
    ),
    Construct(
        name="effect size on one scale",
        theory=_COMPARED,
        sources=("borenstein2009", "rosenthal1991", "fisher1921"),
        lives=("mediaeco.relation.effect.effect_sizes",),
        takes="published comparisons",
        range="d any number; r from -1 to 1; NaN with a reason",
        standing="published",
        laws=(
            "tests/kernels/test_effect.py::test_d_and_r_turn_into_each_other",
            "tests/relation/test_effect.py::test_turning_the_sign_turns_everything",
        ),
    ),
    Construct(
        name="plausibility of a published number",
        theory=_COMPARED,
        sources=("borenstein2009", "sawilowsky2009"),
        lives=("mediaeco.relation.sanity.sanity",),
        takes="published comparisons",
        range="findings, each with its rule",
        standing="library's proposal",
        laws=("tests/relation/test_sanity.py::test_what_was_worked_out_from_d_breaks_no_rule",),
    ),
    Construct(
        name="pooled effect",
        theory=_COMPARED,
        sources=("dersimonian1986", "higgins2002", "higgins2009"),
        lives=("mediaeco.relation.pooling.pooled",),
        takes="two or more comparable results with their standard errors",
        range="d any number, r from -1 to 1, I² 0 to below 1; NaN with a reason",
        standing="published",
        laws=("tests/kernels/test_pool.py::test_the_means_lie_between_the_effects",),
    ),
    Construct(
        name="stylised facts of channels",
        theory=_COMPARED,
        sources=("seuling2024", "rees2005", "messagetrial2024"),
        lives=("mediaeco.catalog.STYLISED_FACTS",),
        takes="nothing: six regularities, each with the results that bear it out",
        range="SF1 to SF6",
        standing="library's proposal",
        laws=("tests/catalog/test_comparison.py::test_every_fact_rests_on_results_that_are_there",),
    ),
)
"""To be joined to the constructs of the package."""
