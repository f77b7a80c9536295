"""Journeys whose channels have known effects and very unequal use, as tables of paths."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import numpy as np

CHANNELS = 12
PROCESSES = ("a chance a contact", "odds that last, until it converts", "odds at the end")
"""How journeys come to convert: the first two stop then, the last goes on to its end."""


CASES = "cases, each element a journey"
CASE_CHANNELS = (
    "video_call", "phone", "instant_messaging", "email",
    "sms", "voice_note", "social_media", "shared_document",
)  # fmt: skip
CASE_COUNT = 3_000


class Simulated(NamedTuple):
    """A table of paths, and what is true: log hazards, or log odds, below 0 where they harm."""

    paths: dict[str, Any]
    names: list[str]
    truth: Any
    record: Any = None


def simulated(process: str, seed: int, count: int) -> Simulated:
    """Walk so many journeys; of odd seeds the channels used most are those that do least."""
    if process == CASES:
        return _cases(seed)
    random = np.random.default_rng([seed, PROCESSES.index(process)])
    truth = random.normal(-3.2, 0.8, CHANNELS) if process == PROCESSES[0] else _odds(random)
    # Zipf's law: the most used channel has thirty times the contacts of the least.
    weight = 1 / np.arange(1.0, CHANNELS + 1) ** 1.35
    use = np.empty(CHANNELS)
    use[np.argsort(truth) if seed % 2 else random.permutation(CHANNELS)] = weight / weight.sum()
    lengths = 1 + random.poisson(4, count)
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    channel = random.choice(CHANNELS, offsets[-1], p=use)
    own = np.zeros((len(channel), CHANNELS), dtype=np.int64)
    own[np.arange(len(channel)), channel] = 1
    running = np.cumsum(own, axis=0)
    running -= np.repeat((running - own)[offsets[:-1]], lengths, axis=0)
    if process == PROCESSES[0]:
        chance = -np.expm1(-np.exp(truth[channel]))
    else:
        chance = 1 / (1 + np.exp(2.5 - running @ truth))
    hit = random.random(len(channel)) < chance
    if process == PROCESSES[2]:
        converted, ends = hit[offsets[1:] - 1], offsets[1:]
    else:
        places = np.append(np.flatnonzero(hit), len(channel))
        first = places[np.searchsorted(places, offsets[:-1])]
        converted = first < offsets[1:]
        ends = np.where(converted, first + 1, offsets[1:])
    names = [f"channel {k:02d}" for k in range(CHANNELS)]
    return Simulated(_table(names, channel, offsets[:-1], ends, converted), names, truth)


def contacts(given: Simulated) -> Any:
    """Contacts over each channel, over all journeys."""
    place = {name: k for k, name in enumerate(given.names)}
    found = np.zeros(len(place), dtype=np.int64)
    columns = (given.paths[k] for k in ("path", "total_conversions", "total_null"))
    for path, yes, no in zip(*columns, strict=True):
        for name in path.split(" > "):
            found[place[name]] += yes + no
    return found


def _cases(seed: int) -> Simulated:
    """Whole cases whose channels shift the log odds of agreeing an element."""
    from mediaeco.catalog import CHANNELS as CATALOGUE
    from mediaeco.ecosystem import Ecosystem
    from mediaeco.forming import FormationParameters
    from mediaeco.sequence import to_paths
    from mediaeco.simulation import (
        BehaviourParameters,
        CaseDesign,
        ChoiceParameters,
        simulate_cohort,
    )

    random = np.random.default_rng([seed, len(PROCESSES)])
    truth = random.normal(0, 0.8, len(CASE_CHANNELS))
    truth -= truth.mean()
    # The most used channel has about ten times the contacts of the least.
    place = np.argsort(np.argsort(truth if seed % 2 else random.random(len(truth))))
    liking = dict(zip(CASE_CHANNELS, (-0.3 * place).tolist(), strict=True))
    shifts = dict(zip(CASE_CHANNELS, truth.tolist(), strict=True))
    record = Ecosystem(
        simulate_cohort(
            CASE_COUNT,
            design=CaseDesign(channels=[CATALOGUE[c] for c in CASE_CHANNELS], routine=None),
            parameters=BehaviourParameters(
                formation=FormationParameters(rate=0.5, channel_effects=shifts),
                choice=ChoiceParameters(
                    preference=liking, fit=0.5, reply_channel=0.5, inertia=0.2, habit=0.1
                ),
            ),
            seed=seed,
        )
    )
    paths = to_paths(record)
    return Simulated({k: paths[k].tolist() for k in paths}, list(CASE_CHANNELS), truth, record)


def _odds(random: np.random.Generator) -> Any:
    """Log odds, of which about half do harm."""
    return random.normal(0, 0.45, CHANNELS)


def _table(names: list[str], channel: Any, begins: Any, ends: Any, converted: Any) -> Any:
    """Count the distinct paths, in the order in which they first come."""
    told = np.array(names)[channel].tolist()
    texts = [" > ".join(told[i:j]) for i, j in zip(begins.tolist(), ends.tolist(), strict=True)]
    walked = Counter(texts)
    won = Counter(text for text, yes in zip(texts, converted.tolist(), strict=True) if yes)
    return {
        "path": list(walked),
        "total_conversions": [won[text] for text in walked],
        "total_null": [walked[text] - won[text] for text in walked],
    }
