"""The setting online: planted cohorts, and their mirror images."""

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Case, Interaction, Measure
from mediaeco.relation import relational_control
from mediaeco.testing import swap_roles
from mediaeco.theory import ONLINE_SETTING, Verdict, contact, judged, rating, several, told

SCATTERS = ONLINE_SETTING["scatters_without_frame"]
LEADS = ONLINE_SETTING["therapist_leads"]
LOADS = ONLINE_SETTING["channels_load_the_boundary"]

OFF = (0, 1, -1, 1, -1, 0)


def held(name: str, jitter: float, points: list[float]) -> Case:
    parts: list[Interaction | Measure] = []
    for week, (off, share) in enumerate(zip(OFF, points, strict=True)):
        parts.append(contact(7 * week + jitter * off, "therapist", "video_call", duration=3000))
        parts.append(rating(7 * week + jitter * off + 0.1, "patient", share))
    return told(name, *parts)


def frames(scatter: list[float], slope: float) -> Ecosystem:
    """Frames that are held less and less, with ratings that lie so far off a line."""
    return Ecosystem(
        several(
            *(
                held(
                    f"frame_{k}",
                    0.4 * k,
                    [0.5 + slope * week + wide * off for week, off in enumerate(OFF)],
                )
                for k, wide in enumerate(scatter)
            )
        )
    )


@given(
    st.lists(st.integers(1, 30), min_size=6, max_size=6, unique=True).map(sorted),
    st.sampled_from((-0.03, 0.0, 0.03)),
)
def test_scatter_is_ranked_against_constancy(points: list[int], slope: float) -> None:
    rising = [point / 100 for point in points]
    assert judged(SCATTERS, frames(rising, slope)).verdict is Verdict.HOLDS
    assert judged(SCATTERS, frames(rising[::-1], slope)).verdict is Verdict.FAILS


@given(st.lists(st.integers(0, 100).map(lambda k: k / 100), min_size=6, max_size=6))
def test_a_steady_rise_is_no_scatter(points: list[float]) -> None:
    """Only what lies off the line counts: two cases are ranked as their residuals are."""
    steady = [0.1 * week for week in range(6)]
    spread = [
        abs(value)
        for value in np.polynomial.Polynomial.fit(range(6), points, 1)(np.arange(6)) - points
    ]
    assume(max(spread) > 1e-6)
    cases = [held("steady", 0.0, steady), held("moved", 0.5, steady), held("loose", 1.0, points)]
    found = judged(SCATTERS, Ecosystem(several(*cases)))
    assert found.observed > 0


def test_two_ratings_have_no_scatter() -> None:
    case = told(
        "two",
        contact(0, "therapist", "phone"),
        rating(1, "patient", 0.4),
        contact(7, "therapist", "phone"),
        rating(8, "patient", 0.8),
    )
    eco = Ecosystem(several(case, attrs.evolve(case, id="other", clock=case.clock)))
    assert "three ratings" in judged(SCATTERS, eco).reason


CODES = st.sampled_from(("one_up", "one_down", "one_across"))
TURNS = st.lists(st.tuples(st.sampled_from(("therapist", "patient")), CODES), max_size=12)


@given(TURNS)
def test_the_lead_is_that_of_relational_control(turns: list[tuple[str, str]]) -> None:
    case = told(
        "turns",
        *(
            contact(0.001 * k, side, "video_call", control=code)
            for k, (side, code) in enumerate(turns)
        ),
    )
    eco = Ecosystem(case)
    found = judged(LEADS, eco)
    therapist, patient = relational_control(eco).dominance[0]
    if np.isnan(therapist + patient):
        assert found.verdict is Verdict.UNDECIDED
        return
    assert (found.verdict is Verdict.HOLDS) == (therapist > patient)
    turned = judged(LEADS, Ecosystem(swap_roles(case)))
    assert (turned.observed, turned.required) == (found.required, found.observed)


@pytest.mark.parametrize("channel", ["face_to_face", "email"])
def test_talk_in_the_room_and_writing_are_no_live_talk_online(channel: str) -> None:
    case = told(
        "elsewhere",
        *(
            contact(0.001 * k, ("therapist", "patient")[k % 2], channel, control="one_up")
            for k in range(4)
        ),
    )
    assert "did not talk live" in judged(LEADS, Ecosystem(case)).reason


MEDIA = ("video_call", "email", "phone", "instant_messaging", "sms", "voice_note", "website")


def agreed(name: str, wide: int, outside: int, *, terms: bool = True) -> Case:
    tried = [
        contact(day + late, side, channel)
        for day, channel in enumerate(MEDIA[1:wide])
        for late, side in ((0, "patient"), (0.1, "therapist"))
    ]
    plan = [
        contact(10, "therapist", "video_call", acts=["propose channel_plan"]),
        contact(10.1, "patient", "video_call", acts=["accept channel_plan"]),
    ]
    crossed = [contact(11 + k, "patient", "email") for k in range(outside)]
    case = told(name, *tried, *(plan if terms else ()), *crossed)
    stated = [attrs.evolve(element, channels=("video_call",)) for element in case.elements]
    return attrs.evolve(case, elements=stated, clock=case.clock)


@given(st.lists(st.integers(0, 8), min_size=6, max_size=6), st.booleans())
def test_load_is_ranked_against_channels(steps: list[int], falls: bool) -> None:
    # Each wider case goes outside so much more often that its share is higher, too.
    often = [4 * k * k + min(step, 2) for k, step in enumerate(steps)]
    cases = [
        agreed(f"case_{k}", k + 2, count) for k, count in enumerate(often[::-1] if falls else often)
    ]
    expected = Verdict.FAILS if falls else Verdict.HOLDS
    assert judged(LOADS, Ecosystem(several(*cases))).verdict is expected


def test_without_an_agreement_nothing_lies_outside() -> None:
    free = [agreed(f"free_{k}", k + 2, 3, terms=False) for k in range(4)]
    assert "no element" in judged(LOADS, Ecosystem(several(*free))).reason
    bound = [agreed(f"bound_{k}", k + 2, 2 * k) for k in range(2)]
    found = judged(LOADS, Ecosystem(several(*free, *bound)))
    assert found.test is not None
    assert found.test.cases == 2
