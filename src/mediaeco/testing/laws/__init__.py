"""Laws for measures: relations between the answers on a case and on a changed one.

No right answer has to be known. Say which change must leave an answer as it is, or move it in a
known way, and a search looks for the smallest case on which it does something else.
"""

from mediaeco.testing.laws.answer import TOLERANCE, Difference
from mediaeco.testing.laws.ask import NUMBERS, assert_holds
from mediaeco.testing.laws.broken import LawBroken
from mediaeco.testing.laws.check import Held, any_cases, check, obeyed, renamed, unchanged
from mediaeco.testing.laws.expectation import (
    JOINED,
    KEPT,
    RENAMED,
    REORDERED,
    UNCHANGED,
    Change,
    Expectation,
    custom,
    scaled,
)
from mediaeco.testing.laws.relation import (
    APPEND_CONTACTS,
    APPEND_SILENCE,
    DOUBLE_CONTACTS,
    DROP_CHANNEL,
    LEAVE_OUT,
    MERGE_CASES,
    PERMUTE_CHANNELS,
    PERMUTE_CONTACTS,
    RELABEL_ACTORS,
    RELABEL_CHANNELS,
    RELATIONS,
    REMOVE_OBSERVER,
    SCALE_TIME,
    SHIFT_TIME,
    SHIFT_WEEKS,
    SWAP_ROLES,
    Relation,
)

__all__ = [
    "APPEND_CONTACTS",
    "APPEND_SILENCE",
    "DOUBLE_CONTACTS",
    "DROP_CHANNEL",
    "JOINED",
    "KEPT",
    "LEAVE_OUT",
    "MERGE_CASES",
    "NUMBERS",
    "PERMUTE_CHANNELS",
    "PERMUTE_CONTACTS",
    "RELABEL_ACTORS",
    "RELABEL_CHANNELS",
    "RELATIONS",
    "REMOVE_OBSERVER",
    "RENAMED",
    "REORDERED",
    "SCALE_TIME",
    "SHIFT_TIME",
    "SHIFT_WEEKS",
    "SWAP_ROLES",
    "TOLERANCE",
    "UNCHANGED",
    "Change",
    "Difference",
    "Expectation",
    "Held",
    "LawBroken",
    "Relation",
    "any_cases",
    "assert_holds",
    "check",
    "custom",
    "obeyed",
    "renamed",
    "scaled",
    "unchanged",
]
