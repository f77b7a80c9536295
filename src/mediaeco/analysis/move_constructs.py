"""Constructs of what is done with media: moves of appropriation, and domestication."""

from __future__ import annotations

from functools import partial

from mediaeco.model import Construct, Standing

__all__ = ["MOVE_CONSTRUCTS"]

_A = "mediaeco.analysis."
_ADOPTION = "tests/analysis/test_adoption.py::"
_MOVE = "tests/analysis/test_move.py::"

_ast = partial(Construct, theory="adaptive structuration theory", sources=("desanctis1994",))
_home = partial(Construct, theory="domestication", sources=("silverstone1992",))
_out = partial(_ast, standing=Standing.NOT_COMPUTED)

MOVES: tuple[Construct, ...] = (
    *(
        _ast(
            name=f"appropriation move: {kind}",
            standing=Standing.ADAPTED,
            lives=(_A + "appropriation_moves", "mediaeco.model.AppropriationMove"),
            takes="moves as coded by people" + also,
            range="counts" + span,
            reason="structures are channels here" + note,
            laws=(
                _MOVE + "test_agrees_with_the_slow_reference",
                _MOVE + "test_codes_and_logs_do_not_touch_each_other",
            ),
        )
        for kind, also, span, note in (
            ("direct use", "; apart from them, purposes", "; share from 0 to 1", ""),
            ("substitution", "", "", "; the log measure is `mediaeco.media`'s"),
            ("combination", "; apart from them, threads", "; share from 0 to 1", ""),
            ("enlargement", "", "", "; transformation, in a log, is no likening"),
            ("contrast", "", "", ""),
            ("constraint", "; apart from them, acts upon channel terms", "", ""),
            ("affirmation", "; apart from them, acts upon channel terms", "", ""),
            ("negation", "; apart from them, acts upon channel terms", "", ""),
            ("neutrality", "", "", ""),
        )
    ),
    _ast(
        name="faithful and ironic appropriation",
        sources=("desanctis1994",),
        standing=Standing.LIBRARY,
        lives=(_A + "faithfulness",),
        takes="purposes of contacts and channels; beside them, judgements of moves",
        range="0 to 1",
        laws=(
            "tests/analysis/test_faithfulness.py::"
            "test_faithfulness_is_the_complement_of_transformation",
            "tests/analysis/test_faithfulness.py::"
            "test_faithfulness_and_appropriation_are_separable",
        ),
    ),
    _ast(
        name="spirit",
        standing=Standing.ADAPTED,
        lives=("mediaeco.model.Channel",),
        takes="declared purposes of a channel",
        range="a set of purposes",
        reason="the spirit of a technology is more than its purposes",
        laws=("tests/analysis/test_move.py::test_codes_and_logs_do_not_touch_each_other",),
    ),
    _out(
        name="faithfulness of appropriation scale",
        sources=("chin1997",),
        reason="five items that users answer; ratings come in as measures, and are not scored here",
    ),
    _out(
        name="instrumental uses",
        reason="task, process, power, social, individual or exploratory use is judged by people; a "
        "codebook may hold it",
    ),
    _out(
        name="attitudes toward the technology",
        reason="comfort, respect and challenge are told by people; ratings about a channel may",
    ),
    _out(
        name="technical objects, functional affordances, symbolic expressions",
        sources=("markus2008",),
        reason="a redefinition of spirit for reading designs, and no quantity of a record",
    ),
    _out(
        name="structures that emerge in use",
        reason="adaptive structuration is read off discourse, as in grounded theory",
    ),
)

HOME: tuple[Construct, ...] = (
    _home(
        name="appropriation (acquisition)",
        standing=Standing.ADAPTED,
        lives=(_A + "adoption",),
        takes="contacts; repertoires where declared",
        range="contact index of first access and of first use",
        reason="to come by a channel is read off its first use",
        laws=(_ADOPTION + "test_events_are_first_contacts_with_a_level",),
    ),
    _home(
        name="objectification",
        standing=Standing.ADAPTED,
        lives=(_A + "setting",),
        takes="settings of both actors",
        range="constancy of place and device, 0 to 1",
        reason="a fixed place for it, as far as settings tell; display is not recorded",
        laws=("tests/analysis/test_setting.py::test_agrees_with_the_slow_reference",),
    ),
    _home(
        name="incorporation",
        standing=Standing.LIBRARY,
        lives=(_A + "routine",),
        takes="contacts on a wall clock",
        range="at most 1; about 0 by chance, a little below where more even than that",
        laws=(
            "tests/analysis/test_routine.py::test_chance_is_no_routine_however_few_the_contacts",
            "tests/analysis/test_routine.py::"
            "test_wednesdays_at_four_are_a_routine_if_never_to_the_minute",
        ),
    ),
    _home(
        name="conversion",
        standing=Standing.NOT_COMPUTED,
        reason="what a household shows the world of its technology lies outside the record of two",
    ),
)

MOVE_CONSTRUCTS: tuple[Construct, ...] = (*MOVES, *HOME)
"""Constructs of moves and of domestication."""
