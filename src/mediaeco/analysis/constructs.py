"""Constructs of the literature that live in this package."""

from __future__ import annotations

from mediaeco.analysis.appropriation_constructs import APPROPRIATION_CONSTRUCTS
from mediaeco.analysis.boundary_constructs import BOUNDARY_CONSTRUCTS
from mediaeco.analysis.frame_constructs import FRAME_CONSTRUCTS
from mediaeco.analysis.move_constructs import MOVE_CONSTRUCTS
from mediaeco.model import Construct, Standing

__all__ = ["CONSTRUCTS"]

_FIRST = "tests/analysis/test_first_contact.py::"
_STUDY = "formation of the relationship online"

_BEGINNING: tuple[Construct, ...] = (
    Construct(
        name="begins with the first digital contact (A4)",
        theory=_STUDY,
        sources=("valenciarey",),
        standing=Standing.ADAPTED,
        lives=("mediaeco.analysis.first_contact", "mediaeco.analysis.stages"),
        takes="contacts",
        range="contact index, channel, side; NaN where nobody answered",
        reason="first contact between the two, whoever made it and over whichever channel",
        laws=(
            "tests/laws/test_agreement.py::test_the_relationship_begins_with_the_first_contact",
            _FIRST + "test_later_contacts_never_change_how_it_began",
        ),
    ),
    Construct(
        name="environment co-created by both (A3)",
        theory=_STUDY,
        sources=("valenciarey",),
        standing=Standing.ADAPTED,
        lives=("mediaeco.analysis.cocreation", "mediaeco.analysis.appropriation"),
        takes="contacts, acts upon the frame",
        range="balance and co-appropriation from 0 to 1; synergy from -1 to 1",
        reason="the study names it; the indices are the library's",
        laws=(
            "tests/analysis/test_cocreation.py::test_one_side_alone_reaches_no_coverage",
            "tests/analysis/test_lifecycle.py::test_nobody_agrees_anything_alone",
        ),
    ),
    Construct(
        name="context of exchange",
        theory=_STUDY,
        sources=("valenciarey", "watzlawick1967"),
        standing=Standing.LIBRARY,
        lives=("mediaeco.analysis.contexts",),
        takes="contacts; marks given by hand",
        range="bouts; balance and uptake from 0 to 1",
        laws=("tests/analysis/test_context.py::test_a_longer_gap_never_makes_more_contexts",),
    ),
    Construct(
        name="categories and stages of the study itself",
        theory=_STUDY,
        sources=("valenciarey",),
        standing=Standing.NOT_COMPUTED,
        reason="only its abstract and references were at hand: stages and codes here are data, and "
        "not its findings",
    ),
)

CONSTRUCTS: tuple[Construct, ...] = (
    *_BEGINNING,
    *APPROPRIATION_CONSTRUCTS,
    *MOVE_CONSTRUCTS,
    *FRAME_CONSTRUCTS,
    *BOUNDARY_CONSTRUCTS,
)
"""Constructs of the beginning, of appropriation, and of the frame."""
