"""Constructs of grounded theory, of agreement between coders, and of their exchange."""

from __future__ import annotations

from typing import Any

from mediaeco.model import Construct, Standing

__all__ = ["CONSTRUCTS"]

_GROUNDED = "grounded theory"
_AGREEMENT = "agreement between coders"
_EXCHANGE = "exchange of qualitative analyses"
_CORBIN = ("strauss1990", "strauss1998", "corbin2015")
_ALPHA = ("krippendorff2004", "hayes2007", "krippendorff2011")
_CODING = "tests/model/test_coding.py"
_THEORY = "tests/grounded/test_theory.py"
_SATURATION = "tests/grounded/test_saturation.py"
_KERNEL = "tests/kernels/test_agreement.py"
_CODERS = "tests/grounded/test_agreement.py"
_QDPX = "tests/io/test_qdpx.py"


def _row(name: str, theory: str, sources: tuple[str, ...], standing: str, **more: Any) -> Construct:
    return Construct(name=name, theory=theory, sources=sources, standing=standing, **more)


def _left(name: str, theory: str, sources: tuple[str, ...], reason: str) -> Construct:
    return _row(name, theory, sources, Standing.NOT_COMPUTED, reason=reason)


_CODES: tuple[Construct, ...] = (
    _left(
        "open coding",
        _GROUNDED,
        _CORBIN,
        "people break the text open and name what they find; a Coding keeps what they gave",
    ),
    _row(
        "code and segment",
        _GROUNDED,
        _CORBIN,
        "adapted",
        lives=("mediaeco.model.Coding", "mediaeco.model.Segment", "mediaeco.model.Code"),
        takes="passages as offsets in code points, codes, coders",
        range="a record",
        reason="a segment holds no text, and one coder's codes",
        laws=(f"{_CODING}::test_a_coding_is_the_sum_of_its_parts",),
    ),
    _row(
        "memo",
        _GROUNDED,
        _CORBIN,
        "adapted",
        lives=("mediaeco.model.Memo",),
        takes="a text, and what it is about",
        range="a record",
        reason="kept, tied to what it is about, exchanged; never interpreted",
        laws=(f"{_CODING}::test_texts_do_not_print",),
    ),
    _row(
        "category, properties and dimensions",
        _GROUNDED,
        _CORBIN,
        "adapted",
        lives=(
            "mediaeco.model.Category",
            "mediaeco.model.Property",
            "mediaeco.model.Interval",
            "mediaeco.model.OrderedValues",
        ),
        takes="codes, a kind, properties",
        range="a dimension is a bounded interval or an ordered set",
        reason="dimensional range as a typed value",
        laws=(f"{_CODING}::test_dimensions_are_bounded_intervals_or_ordered_sets",),
    ),
    _left(
        "constant comparison",
        _GROUNDED,
        ("glaser1967", *_CORBIN),
        "incidents are compared by people; nothing in a record shows that it was done",
    ),
    _left(
        "theoretical sampling",
        _GROUNDED,
        ("glaser1967", *_CORBIN),
        "which material is sought next is decided by what the theory lacks, before there is data; "
        "ungrounded edges and little grounded categories show where it lacks",
    ),
    _row(
        "code frequency",
        _GROUNDED,
        ("strauss1998",),
        "library's proposal",
        lives=("mediaeco.grounded.code_frequencies",),
        takes="a coding",
        range="counts from 0",
        laws=(f"{_SATURATION}::test_frequencies_are_counts",),
    ),
    _row(
        "co-occurrence of codes",
        _GROUNDED,
        ("strauss1998",),
        "library's proposal",
        lives=("mediaeco.grounded.code_cooccurrence",),
        takes="a coding with passages that overlap",
        range="counts from 0",
        laws=(f"{_SATURATION}::test_cooccurrence_is_a_count_of_pairs",),
    ),
    _row(
        "saturation",
        _GROUNDED,
        ("glaser1967", "strauss1998", "hurlbert1971"),
        "library's proposal",
        lives=("mediaeco.grounded.saturation", "mediaeco.figures.draw_saturation"),
        takes="a coding in the order in which it was coded",
        range="0 to 1; not defined without codes or with fewer units than the last ones",
        reason="new codes of the last units; the expectation over orders is that of rarefaction",
        laws=(
            "tests/kernels/test_saturation.py::test_the_expectation_is_the_mean_over_every_order",
            f"{_SATURATION}::test_the_curve_never_falls_and_what_is_expected_to_be_new_never_grows",
        ),
    ),
    _left(
        "theoretical saturation of categories",
        _GROUNDED,
        ("glaser1967", "strauss1998"),
        "whether properties are dense and relations validated is for people to judge; "
        "the curve of codes is a sign of it and no proof",
    ),
)

_THEORIES: tuple[Construct, ...] = (
    _left(
        "axial coding",
        _GROUNDED,
        _CORBIN,
        "people relate categories around one of them; the links that they drew become the edges of "
        "a theory (mediaeco.grounded.axial_theory)",
    ),
    _row(
        "paradigm model",
        _GROUNDED,
        _CORBIN,
        "adapted",
        lives=(
            "mediaeco.model.TheoryGraph",
            "mediaeco.grounded.well_formedness",
            "mediaeco.grounded.check_theory",
            "mediaeco.grounded.theory_graph",
        ),
        takes="categories with kinds, and edges",
        range="legal, feedback, illegal, unplaced, leap",
        reason="their prose as a typing of edges; from phenomenon to action as in the edition of "
        "1990",
        laws=(
            f"{_THEORY}::test_an_edge_is_legal_where_the_paradigm_has_it",
            f"{_THEORY}::test_an_edge_turned_around_is_illegal_but_within_the_feedback",
        ),
    ),
    _row(
        "conditional matrix",
        _GROUNDED,
        _CORBIN,
        "adapted",
        lives=("mediaeco.model.MatrixLevel", "mediaeco.grounded.well_formedness"),
        takes="categories with levels",
        range="an edge joins neighbouring levels, or is tagged, or is told as a leap",
        reason="judged edge by edge; an edge with an end without level is not judged",
        laws=(f"{_THEORY}::test_edges_join_neighbouring_levels_unless_tagged",),
    ),
    _row(
        "groundedness",
        _GROUNDED,
        ("strauss1998",),
        "library's proposal",
        lives=("mediaeco.grounded.groundedness",),
        takes="a theory and its coding",
        range="counts from 0 of passages, sources, publications",
        laws=(f"{_THEORY}::test_removing_a_segment_never_raises_groundedness",),
    ),
    _row(
        "grounding of every edge",
        _GROUNDED,
        ("strauss1998",),
        "library's proposal",
        lives=("mediaeco.grounded.ungrounded", "mediaeco.grounded.theory_graph"),
        takes="a theory whose edges cite segments and publications",
        range="each edge cites something or is reported",
        laws=(f"{_THEORY}::test_every_edge_cites_something_or_is_reported",),
    ),
    _left(
        "selective coding",
        _GROUNDED,
        _CORBIN,
        "people write the story around the core category; which category could be core is told by "
        "mediaeco.grounded.core_category",
    ),
    _row(
        "core category",
        _GROUNDED,
        _CORBIN,
        "library's proposal",
        lives=("mediaeco.grounded.core_category",),
        takes="a theory with weighted edges",
        range="one category, or none with a reason",
        reason="the source says that it relates to all others; the rule is the library's",
        laws=(f"{_THEORY}::test_the_core_has_no_order",),
    ),
    _row(
        "theory of the founding study",
        _GROUNDED,
        ("valenciarey",),
        "library's proposal",
        lives=("mediaeco.catalog.FOUNDING_THEORY",),
        takes="the abstract of the study",
        range="12 categories, 14 edges, 3 of them cited",
        reason="only the abstract is at hand; what it does not say is ungrounded",
        laws=(f"{_THEORY}::test_the_founding_study_is_well_formed_and_says_what_it_does_not_know",),
    ),
)


def _alpha(scale: str, law: str, what: str) -> Construct:
    return _row(
        f"Krippendorff's alpha, {scale}",
        _AGREEMENT,
        _ALPHA,
        "published",
        lives=("mediaeco.grounded.krippendorff_alpha", "mediaeco.kernels.agreement.krippendorff"),
        takes=f"what coders gave to the same units: {what}; values may be missing",
        range="at most 1; not defined without variation or without two values in a unit",
        laws=(
            f"{_KERNEL}::test_coders_and_units_have_no_order",
            f"{_KERNEL}::{law}",
            f"{_CODERS}::test_alpha_is_not_defined_without_variation",
            "tests/golden/test_krippendorff.py::test_four_observers_with_missing_data",
        ),
    )


_RELIABILITY: tuple[Construct, ...] = (
    _alpha("nominal", "test_the_names_of_nominal_values_do_not_matter", "names"),
    _alpha("ordinal", "test_ordinal_alpha_knows_only_the_order", "values in an order"),
    _alpha("interval", "test_interval_alpha_has_no_origin_and_no_unit", "numbers"),
    _alpha("ratio", "test_ratio_alpha_has_no_unit", "numbers from 0"),
    _row(
        "bootstrap interval of alpha",
        _AGREEMENT,
        _ALPHA,
        "library's proposal",
        lives=("mediaeco.grounded.krippendorff_alpha", "mediaeco.grounded.coder_agreement"),
        takes="as alpha",
        range="at most 1",
        reason="percentiles over units drawn anew; Hayes and Krippendorff draw pairs of values",
        laws=(
            f"{_KERNEL}::test_a_drawn_unit_counts_as_often_as_it_is_drawn",
            f"{_CODERS}::test_the_interval_is_where_alpha_is",
        ),
    ),
    _row(
        "levels of alpha",
        _AGREEMENT,
        ("krippendorff2004",),
        "published",
        lives=("mediaeco.grounded.RELIABLE", "mediaeco.grounded.TENTATIVE"),
        takes="an alpha",
        range="reliable from .800, tentative from .667, discard below",
        laws=(f"{_CODERS}::test_levels_are_labels",),
    ),
    _row(
        "agreement of a coding, by code and overall",
        _AGREEMENT,
        _ALPHA,
        "adapted",
        lives=("mediaeco.grounded.coder_agreement",),
        takes="a coding with the same passages coded by each coder (boundaries fixed)",
        range="at most 1; not defined without variation",
        reason="given or not given for each code; overall the set of codes is one nominal value",
        laws=(f"{_CODERS}::test_with_one_code_a_unit_overall_is_nominal_alpha",),
    ),
    _left(
        "alpha of unitising (alpha-U)",
        _AGREEMENT,
        ("krippendorff2016",),
        "its formulas could not be checked against their source, so boundaries must be fixed; "
        "coders who cut the text differently are refused",
    ),
)


def _exchange(name: str, source: str, lives: tuple[str, ...], *laws: str) -> Construct:
    return _row(
        name,
        _EXCHANGE,
        (source,),
        "published",
        lives=lives,
        takes="a coding and its texts",
        range="a file, byte for byte the same each time",
        reason="kind, level and dimensions stand in a last line of descriptions",
        laws=tuple(f"{_QDPX}::{law}" for law in laws),
    )


_FILES: tuple[Construct, ...] = (
    _exchange(
        "REFI-QDA project",
        "refi2019",
        ("mediaeco.io.read_qdpx", "mediaeco.io.write_qdpx"),
        "test_what_is_written_is_read_again",
        "test_passages_are_the_same_words",
        "test_a_file_says_everything_once_and_refers_to_what_is_there",
    ),
    _exchange(
        "REFI-QDA codebook",
        "refi2019codebook",
        ("mediaeco.io.read_qdc", "mediaeco.io.write_qdc"),
        "test_a_codebook_is_written_and_read",
    ),
    _left(
        "REFI-QDA graphs, pictures, PDF, audio and video",
        _EXCHANGE,
        ("refi2019",),
        "a coding is of texts; what else a file holds is counted when it is read",
    ),
)

CONSTRUCTS: tuple[Construct, ...] = (*_CODES, *_THEORIES, *_RELIABILITY, *_FILES)
