"""Constructs of the frame at a distance: its boundary, its setting, its ruptures."""

from __future__ import annotations

from functools import partial

from mediaeco.model import Construct, Standing

__all__ = ["BOUNDARY_CONSTRUCTS"]

_A = "mediaeco.analysis."
_LIFE = "tests/analysis/test_lifecycle.py::"
_STAGE = "tests/analysis/test_stage.py::"
_RUPTURE = "tests/analysis/test_rupture.py::"

_boundary = partial(Construct, theory="boundary of the frame", sources=("gutheil1993",))
_tele = partial(Construct, theory="frame at a distance", sources=("apa2013",))
_video = partial(Construct, theory="therapy by video", sources=("cipolletta2017",))

BOUNDARY: tuple[Construct, ...] = (
    _boundary(
        name="boundary load",
        standing=Standing.LIBRARY,
        lives=(_A + "boundary_load",),
        takes="agreed hours and channels, breaches",
        range="0 to 1; NaN without contacts",
        laws=("tests/analysis/test_boundary.py::test_without_breaches_and_terms_the_load_is_0",),
    ),
    *(
        _boundary(
            name=f"boundary {kind}",
            standing=Standing.PUBLISHED,
            lives=(_A + "boundary_crossings", "mediaeco.model.BoundaryKind"),
            takes="judgements of contacts by people",
            range="counts, beside contacts outside the terms",
            reason="a code given by people, never inferred",
            laws=("tests/analysis/test_crossing.py::test_a_violation_is_never_inferred",),
        )
        for kind in ("crossing", "violation")
    ),
    _boundary(
        name="access against boundary",
        sources=("gutheil1993", "kotera2021"),
        standing=Standing.NOT_COMPUTED,
        reason="a claim: that more channels fit better and load the boundary more. Its two sides "
        "are `boundary_load` and `ecosystem_fit`",
    ),
)

TELE: tuple[Construct, ...] = (
    _tele(
        name="setting at both ends",
        standing=Standing.LIBRARY,
        lives=(_A + "setting",),
        takes="settings of both actors",
        range="shares from 0 to 1; NaN where unknown",
        laws=("tests/analysis/test_setting.py::test_a_setting_repeated_changes_nothing",),
    ),
    _tele(
        name="fallback plan",
        sources=("apa2013", "cipolletta2017"),
        standing=Standing.LIBRARY,
        lives=(_A + "fallback",),
        takes="elements that name fallback channels, technological ruptures",
        range="planned, followed, in order: 0 or 1; latency in hours",
        laws=("tests/analysis/test_fallback.py::test_without_fallbacks_nothing_is_planned",),
    ),
    _tele(
        name="shared responsibility for the setting",
        sources=("valenciarey", "apa2013"),
        standing=Standing.LIBRARY,
        lives=(_A + "cocreation",),
        takes="acts upon the frame",
        range="balance from 0 to 1; synergy from -1 to 1",
        laws=(_LIFE + "test_nobody_agrees_anything_alone",),
    ),
    _tele(
        name="competence, security, disposal, testing, jurisdiction",
        standing=Standing.NOT_COMPUTED,
        reason="duties of the practitioner outside the record of contacts",
    ),
)

VIDEO: tuple[Construct, ...] = (
    _video(
        name="technological rupture",
        standing=Standing.ADAPTED,
        lives=(_A + "ruptures", _A + "open_ruptures"),
        takes="ruptures as coded",
        range="contacts; hours to repair, NaN where open",
        reason="the rule of what mends an uncoded one is the library's",
        laws=(
            _RUPTURE + "test_nothing_is_mended_before_it_breaks",
            _RUPTURE + "test_a_broken_line_is_mended_by_the_phone",
        ),
    ),
    _video(
        name="multimedia repair",
        standing=Standing.ADAPTED,
        lives=(_A + "Ruptures", _A + "fallback"),
        takes="ruptures and repairs",
        range="0 or 1; channel of the repair",
        reason="another channel than the one that broke",
        laws=(_RUPTURE + "test_agrees_with_the_slow_reference",),
    ),
    _video(
        name="withdrawal and confrontation",
        sources=("eubanks2018",),
        standing=Standing.ADAPTED,
        lives=(_A + "ruptures",),
        takes="ruptures as coded by people",
        range="contacts; hours to repair, NaN where open",
        reason="markers are codes given by people; mended where a repair was coded",
        laws=(_RUPTURE + "test_a_withdrawal_waits_for_its_coded_repair",),
    ),
    _video(
        name="starting up",
        standing=Standing.ADAPTED,
        lives=(_A + "first_contact", _A + "stages"),
        takes="contacts, acts upon the frame",
        range="contact index; a stage",
        reason="as the first stages; what is said in it needs codes",
        laws=(_STAGE + "test_from_the_first_mail_to_the_last_session",),
    ),
    _video(
        name="environment and privacy",
        standing=Standing.ADAPTED,
        lives=(_A + "setting",),
        takes="settings of both actors",
        range="shares from 0 to 1; NaN where unknown",
        reason="as far as settings are recorded",
        laws=("tests/analysis/test_setting.py::test_agrees_with_the_slow_reference",),
    ),
    _video(
        name="going beyond videoconferencing",
        standing=Standing.ADAPTED,
        lives=(_A + "contexts", _A + "boundary_load"),
        takes="contacts between sessions",
        range="contacts by context and channel; load from 0 to 1",
        reason="contact beside sessions, and how much of it lies outside the frame",
        laws=("tests/analysis/test_context.py::test_contexts_part_the_contacts",),
    ),
    *(
        _video(
            name=name,
            sources=(source,),
            standing=Standing.NOT_COMPUTED,
            reason="categories of interviews: a codebook holds them, a log does not",
        )
        for name, source in (
            ("experience of online therapists", "kotera2021"),
            ("experience of psychologists online", "tomaino2023"),
            ("losses in the transition", "werbart2022"),
            ("themes of focus groups", "pmc11555660"),
        )
    ),
)

BOUNDARY_CONSTRUCTS: tuple[Construct, ...] = (*BOUNDARY, *TELE, *VIDEO)
"""Constructs of boundary, setting, fallback and rupture."""
