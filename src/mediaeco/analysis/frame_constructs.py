"""Constructs of the founding study's setting: frame, boundary, rupture, stage."""

from __future__ import annotations

from functools import partial

from mediaeco.model import Construct, Standing

__all__ = ["FRAME_CONSTRUCTS"]

_A = "mediaeco.analysis."
_FRAME = "tests/analysis/test_frame.py::"
_LIFE = "tests/analysis/test_lifecycle.py::"
_STAGE = "tests/analysis/test_stage.py::"
_RUPTURE = "tests/analysis/test_rupture.py::"

_frame = partial(Construct, theory="the frame", sources=("bleger1967",))
_boundary = partial(Construct, theory="boundary of the frame", sources=("gutheil1993",))
_tele = partial(Construct, theory="frame at a distance", sources=("apa2013",))
_video = partial(Construct, theory="therapy by video", sources=("cipolletta2017",))
_stage = partial(
    Construct,
    theory="stages of the relationship",
    standing=Standing.LIBRARY,
    lives=(_A + "stages", "mediaeco.catalog.STAGES"),
)


def _element(name: str, sources: tuple[str, ...], ids: str) -> Construct:
    return Construct(
        name=f"element: {name}",
        theory="the frame",
        sources=sources,
        standing=Standing.ADAPTED,
        lives=("mediaeco.catalog.ELEMENTS", _A + "frame_lifecycle"),
        takes="acts upon the frame",
        range="unset, agreed, breached",
        reason=f"in the catalogue as {ids}",
        laws=(_LIFE + "test_agreements_come_from_two_different_actors",),
    )


FRAME: tuple[Construct, ...] = (
    _frame(
        name="frame and process",
        standing=Standing.ADAPTED,
        lives=(_A + "frame_constancy",),
        takes="contacts, acts upon the frame",
        range="0 to 1 by contact; NaN while nothing could have varied",
        reason="constants against variables: constancy reads no content",
        laws=(_FRAME + "test_constancy_does_not_read_purposes_or_other_contents",),
    ),
    _frame(
        name="life of an element",
        sources=("valenciarey", "bleger1967"),
        standing=Standing.LIBRARY,
        lives=(_A + "frame_lifecycle", _A + "ElementStatus"),
        takes="acts upon the frame",
        range="unset, agreed, breached; a proposal that waits",
        laws=(
            _LIFE + "test_nobody_agrees_anything_alone",
            _LIFE + "test_agreements_come_from_two_different_actors",
            _LIFE + "test_repairs_never_outnumber_breaches",
            _LIFE + "test_illegal_acts_change_nothing",
        ),
    ),
    _frame(
        name="coverage, observed",
        standing=Standing.LIBRARY,
        lives=(_A + "frame_coverage",),
        takes="acts upon the frame",
        range="0 to 1; NaN without elements",
        laws=(
            _LIFE + "test_coverage_falls_at_a_breach_alone",
            "tests/laws/test_agreement.py::test_observed_coverage_is_from_0_to_1",
        ),
    ),
    _frame(
        name="constancy",
        standing=Standing.ADAPTED,
        lives=(_A + "frame_constancy", _A + "CONSTANCY"),
        takes="sessions, acts upon the frame",
        range="0 to 1; NaN while undefined",
        reason="rhythm, duration, channel and terms; the indices are the library's",
        laws=(
            _FRAME + "test_periodic_sessions_are_perfectly_constant",
            _FRAME + "test_constancy_falls_as_jitter_grows",
            _FRAME + "test_constancy_does_not_read_purposes_or_other_contents",
        ),
    ),
    _frame(
        name="strength",
        standing=Standing.LIBRARY,
        lives=(_A + "frame_strength",),
        takes="contacts, acts upon the frame",
        range="0 to 1; NaN without elements",
        laws=(
            _FRAME + "test_strength_is_the_product_that_its_docstring_names",
            "tests/laws/test_agreement.py::test_strength_is_never_above_coverage",
        ),
    ),
    _frame(
        name="media share of an element",
        sources=("valenciarey",),
        standing=Standing.LIBRARY,
        lives=(_A + "media_share",),
        takes="acts upon the frame",
        range="0 to 1; rows sum to 1; NaN for an element never touched",
        laws=(
            _FRAME + "test_media_shares_of_touched_elements_sum_to_1",
            _FRAME + "test_relabelling_channels_permutes_the_columns_of_media_share",
        ),
    ),
    _element("time and duration", ("bleger1967",), "`schedule`"),
    _element("fee and cancellation", ("bleger1967",), "`fee`"),
    _element("roles", ("bleger1967",), "`roles`"),
    _element("confidentiality", ("langs1979", "gutheil1993"), "`confidentiality`"),
    _element("contact between sessions", ("bleger1967", "gutheil1993"), "`contact_rules`"),
    _element("platform and fallback", ("cipolletta2017", "apa2013"), "`channel_plan`"),
    _element("privacy at both ends", ("langs1979", "apa2013"), "`privacy`"),
    _element("emergency plan", ("apa2013",), "`emergency_plan`"),
    _element("informed consent", ("apa2013",), "`consent`"),
    _element("goals and tasks", ("orlinsky2004",), "`goals`; not an element of the sources"),
    _frame(
        name="element: place and background",
        sources=("bleger1967", "langs1979", "gutheil1993"),
        standing=Standing.ADAPTED,
        lives=(_A + "setting", "mediaeco.model.Setting"),
        takes="settings of both actors",
        range="constancy from 0 to 1; NaN where unknown",
        reason="kept as the setting at either end, and agreed under privacy",
        laws=("tests/analysis/test_setting.py::test_agrees_with_the_slow_reference",),
    ),
    _frame(
        name="element: neutrality and anonymity",
        sources=("langs1979",),
        standing=Standing.NOT_COMPUTED,
        reason="the stance of the therapist is judged by people; an element of one's own may hold "
        "what was agreed of it",
    ),
    _frame(
        name="element: clothing, gifts, self-disclosure, touch",
        sources=("gutheil1993",),
        standing=Standing.NOT_COMPUTED,
        reason="no default elements; whoever agrees upon them adds elements of their own",
    ),
    _frame(
        name="process measured only within a constant frame",
        standing=Standing.NOT_COMPUTED,
        reason="a claim about other measures: to be tested on data, with `frame_constancy`",
    ),
)

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

STAGES: tuple[Construct, ...] = (
    _stage(
        name="stage vocabulary",
        sources=("orlinsky2004", "cipolletta2017"),
        takes="contacts, acts upon the frame, ratings of the alliance",
        range="nine stages, or those of a model of one's own",
        laws=(
            _STAGE + "test_agrees_with_the_slow_reference",
            _STAGE + "test_before_any_contact_the_case_stands_in_the_first_stage",
            _STAGE + "test_higher_thresholds_of_the_default_model_delay_consolidation",
        ),
    ),
    _stage(
        name="absorbing stages",
        takes="closing contacts, silence",
        range="closure, dropout",
        laws=(_STAGE + "test_absorbing_stages_are_not_left",),
    ),
    _stage(
        name="alliance in place by the fifth session",
        sources=("orlinsky2004",),
        standing=Standing.NOT_COMPUTED,
        lives=(),
        reason="a claim to be tested on data with outcomes, and no measure of a case",
    ),
    _stage(
        name="sequence of media as closeness grows",
        sources=("yang2014",),
        standing=Standing.NOT_COMPUTED,
        lives=(),
        reason="a claim about the order of channels: `first_contact` and transitions show it, and "
        "data must decide",
    ),
)

FRAME_CONSTRUCTS: tuple[Construct, ...] = (*FRAME, *BOUNDARY, *TELE, *VIDEO, *STAGES)
"""Constructs of the frame, its boundary, its ruptures and the stages."""
