"""Constructs of the frame, and of the stages."""

from __future__ import annotations

from functools import partial

from mediaeco.model import Construct, Standing

__all__ = ["FRAME_CONSTRUCTS"]

_A = "mediaeco.analysis."
_FRAME = "tests/analysis/test_frame.py::"
_LIFE = "tests/analysis/test_lifecycle.py::"
_STAGE = "tests/analysis/test_stage.py::"

_frame = partial(Construct, theory="the frame", sources=("bleger1967",))
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

FRAME_CONSTRUCTS: tuple[Construct, ...] = (*FRAME, *STAGES)
"""Constructs of the frame and the stages."""
