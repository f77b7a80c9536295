"""Media richness: what was planted is found, and its mirror refutes it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.media import richness
from mediaeco.model import Case, Interaction, Measure
from mediaeco.theory import MEDIA_RICHNESS, Verdict, contact, judged, rating, told


def _rich(name: str) -> float:
    profile = CHANNELS[name].richness
    assert profile is not None
    return richness(profile)


RICH = sorted(CHANNELS, key=_rich)
# Of channels that are equally rich one is enough.
RANKED = [name for k, name in enumerate(RICH) if k == 0 or _rich(name) > _rich(RICH[k - 1])]
SOME = st.lists(st.integers(0, len(RANKED) - 1), min_size=3, max_size=7, unique=True)


def verdict(claim: str, case: Case) -> Verdict:
    return judged(MEDIA_RICHNESS[claim], Ecosystem(case)).verdict


def talked(channel: str) -> bool:
    return channel in RANKED[len(RANKED) // 2 :]


@given(SOME.filter(lambda some: len({talked(RANKED[k]) for k in some}) > 1))
def test_what_is_equivocal_over_the_richer_half_of_channels(places: list[int]) -> None:
    def told_with(rich: str, lean: str) -> Case:
        return told(
            "sorted",
            *(
                contact(
                    day,
                    "patient",
                    RANKED[place],
                    purposes=[rich if talked(RANKED[place]) else lean],
                )
                for day, place in enumerate(places)
            ),
        )

    claim = "equivocal_over_richer"
    assert verdict(claim, told_with("repair", "payment")) is Verdict.HOLDS
    assert verdict(claim, told_with("payment", "repair")) is Verdict.FAILS


@given(SOME)
def test_the_alliance_goes_with_richness_or_against_it(places: list[int]) -> None:
    """Media grow leaner from rating to rating."""

    def rated(*, warmer: bool) -> Case:
        parts: list[Interaction | Measure] = []
        for week, place in enumerate(sorted(places, reverse=True)):
            share = 0.1 + 0.1 * (week if warmer else len(places) - week)
            parts.append(contact(7 * week, "patient", RANKED[place]))
            parts.append(rating(7 * week + 1, "patient", share))
        return told("rated", *parts)

    claim = "alliance_rises_with_richness"
    assert verdict(claim, rated(warmer=False)) is Verdict.HOLDS
    assert verdict(claim, rated(warmer=True)) is Verdict.FAILS


@given(st.integers(0, len(RANKED) - 1), st.integers(0, len(RANKED) - 1))
def test_agreed_over_the_richer_of_two_channels(one: int, other: int) -> None:
    first, second = RANKED[one], RANKED[other]
    case = told(
        "agreed",
        contact(0, "patient", second),
        contact(1, "therapist", first, acts=["propose goals"]),
        contact(2, "patient", first, acts=["accept goals"]),
    )
    expected = Verdict.HOLDS if one > other else Verdict.FAILS
    assert verdict("agreed_over_richer", case) is (Verdict.UNDECIDED if one == other else expected)


@given(st.integers(2, 10), st.integers(1, 9))
def test_trouble_that_ends_refutes_and_trouble_that_begins_does_not(count: int, turn: int) -> None:
    turn = min(turn, count - 1)

    def misread(*, first: bool) -> Case:
        parts = []
        for day in range(count):
            again = (day < turn) is first
            parts.append(contact(2 * day, "therapist", "email", purposes=["homework"]))
            parts.append(
                contact(
                    2 * day + 1,
                    "patient",
                    "face_to_face",
                    purposes=["clarification" if again else "sharing"],
                )
            )
        return told("misread", *parts)

    expected = [Verdict.UNDECIDED] * 2 if count < 3 else [Verdict.FAILS, Verdict.HOLDS]
    assert [verdict("media_stay_lean", misread(first=f)) for f in (True, False)] == expected


def test_a_channel_without_a_profile_of_richness_decides_nothing() -> None:
    from attrs import evolve

    case = told(
        "no_profile",
        contact(0, "patient", "email", purposes=["payment"]),
        contact(1, "patient", "phone", purposes=["repair"]),
        contact(2, "patient", "email", purposes=["payment"]),
    )
    assert verdict("equivocal_over_richer", case) is Verdict.HOLDS
    bare = evolve(case, channels=tuple(evolve(c, richness=None) for c in case.channels))
    assert verdict("equivocal_over_richer", bare) is Verdict.UNDECIDED
