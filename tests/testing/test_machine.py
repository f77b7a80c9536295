from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.errors import InvalidCaseError
from mediaeco.model import ActKind
from mediaeco.testing import TherapyMachine
from mediaeco.testing.act import FrameLife

QUICK = settings(
    max_examples=300,
    stateful_step_count=20,
    database=None,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate, Phase.shrink],
)

TestTherapy = TherapyMachine.TestCase
TestTherapy.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)


class NobodyBreaches(TherapyMachine):
    elements = (ELEMENTS["schedule"],)

    @invariant()
    def nothing_is_ever_broken(self) -> None:
        assert not self.breached


class NobodyTalks(TherapyMachine):
    channels = CHANNELS.pick("email")

    @invariant()
    def no_session_takes_place(self) -> None:
        assert not any(row.duration for row in self.case.interactions)
        assert {row.channel for row in self.case.interactions} <= {"email"}


class NothingRuptures(TherapyMachine):
    @invariant()
    def no_contact_ruptures(self) -> None:
        assert (self.case.table.rupture < 0).all()


class Forgetful(TherapyMachine):
    """A machine whose own record is wrong: it takes no note of a breach."""

    def __init__(self) -> None:
        super().__init__()
        self._life = _Forgetting()


class _Forgetting(FrameLife):
    def apply(self, kind: ActKind, element: str, actor: str) -> None:
        if kind is not ActKind.BREACH:
            super().apply(kind, element, actor)


def steps_to(machine: type[TherapyMachine]) -> list[str]:
    """Let Hypothesis break an invariant; give the steps that it prints."""
    with pytest.raises(AssertionError) as told:
        run_state_machine_as_test(machine, settings=QUICK)
    lines: list[Any] = [line for note in told.value.__notes__ for line in note.splitlines()]
    names = [name for name in vars(machine) if name.startswith(("no_", "nothing_"))]
    steps = [line.removeprefix("state.") for line in lines if line.startswith("state.")]
    return [step for step in steps if step.partition("(")[0] not in (*names, "teardown")]


def test_a_wrong_invariant_is_broken_in_a_few_steps_that_can_be_read() -> None:
    steps = steps_to(NobodyBreaches)
    assert len(steps) <= 4
    assert [step for step in steps if "wait" not in step and "silent" not in step] == [
        "propose(by='therapist', channel='instant_messaging', element='schedule')",
        "accept(channel='instant_messaging', element='schedule')",
        "breach(by='therapist', channel='instant_messaging', element='schedule')",
    ]


def test_steps_are_told_by_roles_and_words() -> None:
    *_, last = steps_to(NothingRuptures)
    assert last == "rupture(by='therapist', channel='instant_messaging', kind='withdrawal')"


def test_a_subclass_chooses_what_the_therapy_speaks_of() -> None:
    run_state_machine_as_test(
        NobodyTalks, settings=settings(max_examples=20, stateful_step_count=15, deadline=None)
    )


def test_a_therapy_without_elements_and_purposes_can_be_played() -> None:
    class Bare(TherapyMachine):
        elements = ()
        purposes = ()

    run_state_machine_as_test(
        Bare, settings=settings(max_examples=10, stateful_step_count=10, deadline=None)
    )


def test_a_therapy_without_a_channel_is_refused() -> None:
    class Mute(TherapyMachine):
        channels = ()

    with pytest.raises(InvalidCaseError, match=r"Mute\.channels: expected 1 or more"):
        Mute()


def test_the_machine_is_held_against_the_library() -> None:
    with pytest.raises(AssertionError, match=r"expected (legal acts|elements as they stood)"):
        run_state_machine_as_test(Forgetful, settings=settings(QUICK, phases=[Phase.generate]))


def test_by_hand_it_keeps_the_case_so_far() -> None:
    machine = TherapyMachine()
    assert len(machine.case.interactions) == 0
    machine.contact("therapist", "video_call")
    machine.act(ActKind.PROPOSE, "therapist", "email", "schedule")
    assert machine.waiting == ["schedule"]
    assert machine.other_than_proposer("schedule") == "patient"
    machine.act(ActKind.ACCEPT, "patient", "email", "schedule")
    assert (machine.waiting, machine.agreed, machine.breached) == ([], ["schedule"], [])
    machine.act(ActKind.BREACH, "patient", "email", "schedule")
    assert (machine.agreed, machine.breached) == ([], ["schedule"])
    assert machine.case.story().splitlines()[1:] == [
        "  n=0  day 0.0      therapist -> patient  video_call  50 min",
        "  n=1  day 0.04167  therapist -> patient  email       proposes schedule",
        "  n=2  day 0.08333  patient -> therapist  email       accepts schedule",
        "  n=3  day 0.125    patient -> therapist  email       breaches schedule",
        "  observed until day 0.1667",
    ]
    machine.teardown()


def test_what_the_machine_may_not_do_is_told() -> None:
    """Acts past the rules, made by hand, are found at the end of the play."""
    machine = TherapyMachine()
    machine.act(ActKind.PROPOSE, "therapist", "email", "schedule")
    machine.act(ActKind.ACCEPT, "therapist", "email", "schedule")
    with pytest.raises(AssertionError, match="legal acts"):
        machine.teardown()
