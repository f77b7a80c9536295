"""Constructs of what media can do: synchronicity, richness, naturalness, affordances."""

from __future__ import annotations

from mediaeco.model import Construct

__all__ = ["CAPABILITY"]

_MST = "Media Synchronicity Theory"
_MRT = "Media Richness Theory"
_MNT = "Media Naturalness Theory"
_AFF = "affordances of social media"
_SYNC = "tests/media/test_synchronicity.py"
_SIGNS = f"{_SYNC}::test_synchronicity_rises_and_falls_as_the_theory_says"


def _capability(name: str, field: str, sign: str) -> Construct:
    return Construct(
        name=name,
        theory=_MST,
        sources=("dennis2008",),
        lives=("mediaeco.model.CapabilityProfile", "mediaeco.catalog.CHANNELS"),
        takes=f"the field `{field}` of a channel's capabilities, coded by a person",
        range="0 (low) to 1 (high)",
        standing="adapted",
        reason=f"published levels coded in quarters; {sign} synchronicity",
        laws=(_SIGNS,),
    )


def _given(name: str, theory: str, source: str, place: str, takes: str, law: str = "") -> Construct:
    """A construct that is coded by a person, on a scale of the library's."""
    return Construct(
        name=name,
        theory=theory,
        sources=(source,),
        lives=(f"mediaeco.model.{place}", "mediaeco.catalog.CHANNELS"),
        takes=takes,
        range="0 to 1",
        standing="adapted",
        reason="coded by a person on the library's scale; shipped values are library defaults",
        laws=(law,) if law else (),
    )


_RISES = "tests/media/test_richness.py::test_richness_rises_with_every_criterion"
_NATURAL = "tests/media/test_naturalness.py"
_PERCEIVED = "tests/media/test_affordance.py"

CAPABILITY: tuple[Construct, ...] = (
    Construct(
        name="media synchronicity",
        theory=_MST,
        sources=("dennis2008",),
        lives=("mediaeco.media.synchronicity",),
        takes="the five capabilities of a channel",
        range="0 to 1",
        standing="adapted",
        reason="signs as published; the index and its weights are the library's",
        laws=(
            _SIGNS,
            "tests/catalog/test_catalog.py::"
            "test_every_strict_order_that_was_published_is_reproduced",
        ),
    ),
    _capability("transmission velocity", "velocity", "raises"),
    _capability("parallelism", "parallelism", "lowers"),
    _capability("symbol sets", "symbols", "raises"),
    _capability("rehearsability", "rehearsability", "lowers"),
    _capability("reprocessability", "reprocessability", "lowers"),
    Construct(
        name="transmission and processing capabilities",
        theory=_MST,
        sources=("dennis2008",),
        standing="deliberately not computed",
        reason="names for two groups of the five capabilities; no index of its own is published",
    ),
    Construct(
        name="conveyance",
        theory=_MST,
        sources=("dennis2008",),
        lives=("mediaeco.media.PROCESSES", "mediaeco.media.process_need"),
        takes="purposes of contacts with their needs, or kinds of content",
        range="1 - q, 0 to 1",
        standing="adapted",
        reason="read from what contacts were for; needs are the library's",
        laws=("tests/media/test_process.py::test_contact_by_contact_gives_the_same",),
    ),
    Construct(
        name="convergence",
        theory=_MST,
        sources=("dennis2008",),
        lives=(
            "mediaeco.media.PROCESSES",
            "mediaeco.media.process_need",
            "mediaeco.media.mean_need",
        ),
        takes="purposes of contacts with their needs, or kinds of content",
        range="q, 0 to 1",
        standing="adapted",
        reason="read from what contacts were for; needs are the library's",
        laws=(
            "tests/media/test_process.py::"
            "test_a_mix_needs_something_between_its_parts_whatever_its_size",
        ),
    ),
    Construct(
        name="familiarity and the need for synchronicity",
        theory=_MST,
        sources=("dennis1999", "dennis2008"),
        lives=("mediaeco.media.ProcessNeed",),
        takes="contacts that came about, and their needs",
        range="familiarity in contacts; trend -1 to 1",
        standing="library's proposal",
        reason="the series that the claim can be tested on, not the test",
        laws=("tests/media/test_process.py::test_contacts_to_come_change_nothing_that_was",),
    ),
    Construct(
        name="fit of medium and process",
        theory=_MST,
        sources=("dennis2008",),
        lives=("mediaeco.media.fit", "mediaeco.media.channel_fit"),
        takes="synchronicity of a channel, convergence share of what it is used for",
        range="0 to 1",
        standing="library's proposal",
        reason="the fit is published, its form is not",
        laws=(
            f"{_SYNC}::test_convergence_ranks_media_as_their_synchronicity_and_conveyance_reversed",
        ),
    ),
    Construct(
        name="communication performance",
        theory=_MST,
        sources=("dennis2008",),
        lives=("mediaeco.media.performance", "mediaeco.media.channel_performance"),
        takes="fit, and co-appropriation just before the contact",
        range="0 to 1",
        standing="library's proposal",
        reason="what the theory expects; performance itself was measured by nobody",
        laws=(f"{_SYNC}::test_performance_never_falls_as_appropriation_rises",),
    ),
    Construct(
        name="appropriation factors",
        theory=_MST,
        sources=("dennis2008",),
        lives=("mediaeco.media.channel_performance", "mediaeco.analysis.appropriation"),
        takes="the history of use on each channel",
        range="0 to below 1",
        standing="library's proposal",
        reason="familiarity and experience by appropriation; training and social norms are not "
        "in a log",
        laws=(
            "tests/media/test_appropriated_fit.py::test_performance_lies_between_its_floor_and_fit",
        ),
    ),
    Construct(
        name="variety of media",
        theory=_MST,
        sources=("dennis2008", "hill1973"),
        lives=("mediaeco.media.ecosystem_fit", "mediaeco.media.media_variety"),
        takes="channels in use, and what contacts were for",
        range="0 to 1",
        standing="library's proposal",
        laws=(
            f"{_SYNC}::test_another_channel_never_hurts_and_helps_less_where_there_are_more",
            "tests/media/test_appropriated_fit.py::"
            "test_variety_agrees_with_the_fit_of_the_ecosystem",
        ),
    ),
    Construct(
        name="shared understanding",
        theory=_MST,
        sources=("dennis2008",),
        standing="deliberately not computed",
        reason="the outcome of the theory: asked of people, never read from a log",
    ),
    Construct(
        name="media richness",
        theory=_MRT,
        sources=("daft1986",),
        lives=("mediaeco.media.richness", "mediaeco.media.PUBLISHED_RICHNESS"),
        takes="the four criteria of a channel, coded by a person",
        range="0 to 1",
        standing="adapted",
        reason="criteria as published, their mean is the library's",
        laws=(
            _RISES,
            "tests/media/test_richness.py::"
            "test_richness_and_synchronicity_disagree_about_a_voice_note",
        ),
    ),
    _given("immediate feedback", _MRT, "daft1986", "RichnessProfile", "`feedback`", _RISES),
    _given("multiple cues", _MRT, "daft1986", "RichnessProfile", "`cues`", _RISES),
    _given("language variety", _MRT, "daft1986", "RichnessProfile", "`language`", _RISES),
    _given("personal focus", _MRT, "daft1986", "RichnessProfile", "`personal_focus`", _RISES),
    Construct(
        name="equivocality",
        theory=_MRT,
        sources=("daft1986",),
        lives=("mediaeco.media.equivocality_fit",),
        takes="how equivocal a task is, said by a person",
        range="0 to 1",
        standing="library's proposal",
        reason="equivocality is given, not computed; the form of the fit is the library's",
        laws=(
            "tests/media/test_richness.py::"
            "test_the_most_equivocal_task_ranks_media_as_their_richness",
        ),
    ),
    Construct(
        name="uncertainty",
        theory=_MRT,
        sources=("daft1986",),
        standing="deliberately not computed",
        reason="absence of information that somebody lacks; a record does not show it",
    ),
    Construct(
        name="media naturalness",
        theory=_MNT,
        sources=("kock2005",),
        lives=("mediaeco.media.naturalness",),
        takes="the five elements of a channel, coded by a person",
        range="0 to 1",
        standing="adapted",
        reason="elements as published, weights are the library's",
        laws=(f"{_NATURAL}::test_naturalness_rises_with_every_element",),
    ),
    *(
        _given(
            name,
            _MNT,
            "kock2005",
            "NaturalnessProfile",
            f"`{field}`",
            f"{_NATURAL}::test_naturalness_rises_with_every_element",
        )
        for name, field in (
            ("co-location", "co_location"),
            ("synchronicity of exchange", "synchronicity"),
            ("facial expression", "facial_expression"),
            ("body language", "body_language"),
        )
    ),
    _given(
        "speech",
        _MNT,
        "kock2005",
        "NaturalnessProfile",
        "`speech`, which weighs most (speech imperative)",
        f"{_NATURAL}::test_no_other_element_alone_is_worth_more_than_speech",
    ),
    Construct(
        name="cognitive effort",
        theory=_MNT,
        sources=("kock2005",),
        lives=("mediaeco.media.cognitive_effort",),
        takes="naturalness",
        range="0 to 1",
        standing="library's proposal",
        reason="expected of a medium, measured of nobody",
        laws=(f"{_NATURAL}::test_effort_falls_as_naturalness_rises",),
    ),
    Construct(
        name="communication ambiguity and physiological arousal",
        theory=_MNT,
        sources=("kock2005",),
        standing="deliberately not computed",
        reason="states of people: rated or measured on them, never read from a log",
    ),
    Construct(
        name="compensatory adaptation",
        theory=_MNT,
        sources=("kock2005",),
        lives=("mediaeco.media.adapted_outcome",),
        takes="naturalness, and how far people adapt",
        range="0 to 1",
        standing="library's proposal",
        laws=(f"{_NATURAL}::test_full_adaptation_leaves_no_difference_between_media",),
    ),
    *(
        Construct(
            name=name,
            theory=_AFF,
            sources=("treem2013",),
            lives=("mediaeco.media.affordances", "mediaeco.model.AffordanceProfile"),
            takes=f"a channel's profile; ratings of the construct `{name}` about a channel",
            range="0 to 1",
            standing="adapted",
            reason=note,
            laws=(
                f"{_PERCEIVED}::test_an_affordance_is_a_relation_of_an_actor_and_a_channel",
                *(
                    (
                        f"{_PERCEIVED}::"
                        "test_editability_and_persistence_come_near_capabilities_and_are_not_them",
                    )
                    if near
                    else ()
                ),
            ),
        )
        for name, note, near in (
            ("visibility", "no counterpart in Media Synchronicity Theory", False),
            ("editability", "near rehearsability, and not the same", True),
            ("persistence", "near reprocessability, and not the same", True),
            ("association", "no counterpart in Media Synchronicity Theory", False),
        )
    ),
)
"""Constructs of theories of capability."""
