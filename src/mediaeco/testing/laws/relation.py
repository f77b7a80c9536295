"""Relations between a record and a changed one under which answers keep still, or move so far."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from mediaeco.model import Case
from mediaeco.testing.laws import change
from mediaeco.testing.laws.expectation import (
    JOINED,
    KEPT,
    RENAMED,
    REORDERED,
    UNCHANGED,
    Change,
    Expectation,
)

__all__ = ["RELATIONS", "Relation"]


@frozen(kw_only=True, eq=False)
class Relation:
    """A way to change a record, and what an answer is expected to do then.

    Parameters
    ----------
    name
        Short, as the constant is called: ``"swap_roles"``.
    statement
        What it says about a measure that obeys, a sentence.
    change
        Makes the changed record of a case and a number, which tells how to change it (which
        channel, by how many days); 0 is the simplest. None where the case has nothing to change.
    expect
        What the answer is expected to do unless the user says otherwise.
    """

    name: str
    statement: str
    change: Callable[[Case, int], Change | None]
    expect: Expectation

    def __repr__(self) -> str:
        return f"<Relation {self.name}: {self.statement}>"


RELABEL_CHANNELS = Relation(
    name="relabel_channels",
    statement="What a channel is called means nothing.",
    change=change.relabelled_channels,
    expect=RENAMED,
)
RELABEL_ACTORS = Relation(
    name="relabel_actors",
    statement="What people are called means nothing.",
    change=change.relabelled_actors,
    expect=RENAMED,
)
PERMUTE_CHANNELS = Relation(
    name="permute_channels",
    statement="The order in which a case lists its channels means nothing.",
    change=change.permuted_channels,
    expect=REORDERED,
)
SWAP_ROLES = Relation(
    name="swap_roles",
    statement="Therapist and patient are measured alike.",
    change=change.swapped_roles,
    expect=RENAMED,
)
SHIFT_TIME = Relation(
    name="shift_time",
    statement="Only the time between moments counts, neither the date nor the hour.",
    change=change.shifted_time,
    expect=UNCHANGED,
)
SHIFT_WEEKS = Relation(
    name="shift_weeks",
    statement="The date means nothing, though the hour and the day of the week may.",
    change=change.shifted_weeks,
    expect=UNCHANGED,
)
SCALE_TIME = Relation(
    name="scale_time",
    statement="Pace means nothing: twice as slow says the same.",
    change=change.scaled_time,
    expect=UNCHANGED,
)
APPEND_SILENCE = Relation(
    name="append_silence",
    statement="To go on observing while nothing happens says nothing new.",
    change=change.appended_silence,
    expect=UNCHANGED,
)
APPEND_CONTACTS = Relation(
    name="append_contacts",
    statement="What comes later does not change what was known before.",
    change=change.appended_contacts,
    expect=KEPT,
)
DOUBLE_CONTACTS = Relation(
    name="double_contacts",
    statement="Every contact told twice says what it said once.",
    change=change.doubled_contacts,
    expect=UNCHANGED,
)
PERMUTE_CONTACTS = Relation(
    name="permute_contacts",
    statement="The order of contacts means nothing.",
    change=change.permuted_contacts,
    expect=UNCHANGED,
)
DROP_CHANNEL = Relation(
    name="drop_channel",
    statement="A view without a channel is the record without its contacts, none renumbered.",
    change=change.dropped_channel,
    expect=UNCHANGED,
)
LEAVE_OUT = Relation(
    name="leave_out",
    statement="A contact keeps its index, and what follows from it, when others are left out.",
    change=change.left_out,
    expect=KEPT,
)
MERGE_CASES = Relation(
    name="merge_cases",
    statement="A cohort is its cases one by one: nothing leaks from case to case.",
    change=change.merged_cases,
    expect=JOINED,
)
REMOVE_OBSERVER = Relation(
    name="remove_observer",
    statement="Whether somebody observes, and who reports a contact, means nothing.",
    change=change.removed_observer,
    expect=UNCHANGED,
)

RELATIONS: dict[str, Relation] = {
    relation.name: relation
    for relation in (
        RELABEL_CHANNELS,
        RELABEL_ACTORS,
        PERMUTE_CHANNELS,
        SWAP_ROLES,
        SHIFT_TIME,
        SHIFT_WEEKS,
        SCALE_TIME,
        APPEND_SILENCE,
        APPEND_CONTACTS,
        DOUBLE_CONTACTS,
        PERMUTE_CONTACTS,
        DROP_CHANNEL,
        LEAVE_OUT,
        MERGE_CASES,
        REMOVE_OBSERVER,
    )
}
"""All relations by name."""
