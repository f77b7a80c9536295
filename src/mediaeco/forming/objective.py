"""The likelihood of a model, with slope and curvature, as a function of what is free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np
from attrs import frozen

from mediaeco.forming.likelihood import AtRisk
from mediaeco.forming.model import FormationModel
from mediaeco.forming.parameter import FormationParameters
from mediaeco.forming.part import LEAST, Part, chances, fits_of, through_of
from mediaeco.forming.rate import rate_table
from mediaeco.forming.scale import from_search, search_bounds, settings_at
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.code import distinct_codes
from mediaeco.kernels.tall import crossed

__all__ = ["Objective", "objective"]

_SHIFT = 25.0  # log odds that no shift of an element or channel goes beyond
_INNER = 1e-3


@frozen(kw_only=True, eq=False)
class Objective:
    """Log likelihood of a model on cells at risk, on the scale of the search.

    Parameters
    ----------
    names
        Free settings, then the shifts that are pooled, as ``"element:schedule"``.
    bounds
        Shape (dimensions, 2).
    start
        Where the model's own settings stand.
    penalty
        kappa of each dimension; 0 for settings; shape (dimensions,).
    impossible
        Elements agreed where no value of what is free gives them a chance; they take no part.
    cases
        Number of cases.
    """

    model: FormationModel
    names: tuple[str, ...]
    bounds: Floats
    start: Floats
    penalty: Floats
    impossible: int
    cases: int
    agreed: Part
    open: Part
    pair: Ints
    n: Floats
    offset: Floats
    own: Floats

    def of_cases(self, kept: Bools) -> Objective:
        """Keep these cases; ``kept`` has shape (cases,)."""
        parts = {name: getattr(self, name) for name in ("agreed", "open")}
        return attrs.evolve(self, **{n: part.of(kept[part.case]) for n, part in parts.items()})

    def penalised(self, kappa: Mapping[str, float]) -> Objective:
        """Give each set of shifts its penalty."""
        penalty = [kappa.get(name.partition(":")[0], 0.0) if ":" in name else 0.0
                   for name in self.names]  # fmt: skip
        return attrs.evolve(self, penalty=np.array(penalty, dtype=np.float64))

    def __len__(self) -> int:
        return len(self.open.case) + len(self.agreed.case)

    def evaluate(self, at: Floats, weights: Floats | None = None) -> tuple[float, Floats, Floats]:
        """Value, gradient and information (minus the second derivative) at a point.

        Parameters
        ----------
        at
            Shape (dimensions,).
        weights
            How often each case counts; None: once; shape (cases,).

        Returns
        -------
        value, gradient, information
            Of the log likelihood less ``sum of kappa u^2 / 2``.
        """
        value, gradient, information = self._likelihood(at, weights)
        value -= 0.5 * float((self.penalty * at**2).sum())
        return value, gradient - self.penalty * at, information + np.diag(self.penalty)

    def scores(self, at: Floats) -> Floats:
        """Gradient of each case's log likelihood; shape (cases, dimensions)."""
        by_code, _, b, gamma, chance, _ = self._made(at)
        out = np.zeros((self.cases, len(self.names)))
        for part, sign in ((self.agreed, 1.0), (self.open, -1.0)):
            weight = np.ones(len(part.case))
            if sign < 0:
                p, _, _ = chances(part, chance, b, gamma)
                weight = -p / np.maximum(1 - p, LEAST)
            own = {"exposure": lambda part=part: part.apart / through_of(part, b),
                   "content": lambda part=part: part.lead / fits_of(part, gamma)}  # fmt: skip
            for k, name in enumerate(self.names):
                column = own[name]() if name in own else by_code[part.code, k]
                out[:, k] += np.bincount(part.case, weight * column, self.cases)
        return out

    def _made(self, at: Floats) -> tuple[Floats, Floats, float, float, Floats, Floats]:
        """Log slopes by code, and the parts of p that a code, exposure and content make."""
        told = {
            name: float(from_search(name, value))
            for name, value in zip(self.names, at, strict=True)
            if ":" not in name
        }
        fixed = self.model.parameters
        rho = told.get("primacy", fixed.primacy)
        tau = told.get("primacy_contacts", fixed.primacy_contacts)
        w = rho / (1 + rho)
        with np.errstate(over="ignore"):
            steps = self.n / tau
        fading = np.exp(-steps)
        order = 1 - w * (1 - fading)
        with np.errstate(over="ignore"):
            rate = 1 / (1 + np.exp(-(self.offset + self.own @ at)))[self.pair]
        by_code = self.own[self.pair] * (1 - rate)[:, None]
        bent = np.zeros((3, len(self.n)))
        for k, name in enumerate(self.names):
            if name == "primacy":
                by_code[:, k] = (fading - 1) / order
            elif name == "primacy_contacts":
                by_code[:, k] = w * fading * steps / order
        # Curvature of log g that is no product of slopes: mixed, and by the contacts alone.
        bent[0] = fading * steps / order
        bent[1] = w * (fading * steps) * (steps - 1) / order
        bent[2] = rate * (1 - rate)
        b = told.get("exposure", fixed.exposure)
        gamma = told.get("content", fixed.content)
        return by_code, bent, b, gamma, rate * order, rate

    def _likelihood(self, at: Floats, weights: Floats | None) -> tuple[float, Floats, Floats]:
        by_code, bent, b, gamma, chance, _ = self._made(at)
        codes, dims = by_code.shape
        named = {name: k for k, name in enumerate(self.names)}
        gradient, information = np.zeros(dims), np.zeros((dims, dims))

        part = self.open
        p, through, fits = chances(part, chance, b, gamma)
        left = np.maximum(1 - p, LEAST)
        weight = None if weights is None else weights[part.case]
        logs = np.log(left)
        # Not by `@`: of long columns that wakes every thread of BLAS, which takes far longer.
        value = float(logs.sum() if weight is None else (logs * weight).sum())
        odds = np.divide(p, left, out=p)
        counted = odds if weight is None else odds * weight
        squared = odds * counted
        once = np.bincount(part.code, counted, codes)
        twice = once + np.bincount(part.code, squared, codes)
        within: dict[str, Floats] = {}
        for name in ("exposure", "content"):
            if name in named:
                k = named[name]
                bend = part.apart / through if name == "exposure" else part.lead / fits
                first = counted * bend
                gradient[k] -= first.sum()
                second = squared * bend
                information[k, k] += (second * bend).sum()
                within[name] = first + second
                each = np.bincount(part.code, within[name], codes).astype(np.float64, copy=False)
                cross = crossed(by_code, each)
                information[k, :] += cross
                information[:, k] += cross
        if len(within) == 2:
            i, j = named["exposure"], named["content"]
            mixed = float((within["exposure"] * (part.lead / fits)).sum())
            information[i, j] += mixed
            information[j, i] += mixed

        part = self.agreed
        p, through, fits = chances(part, chance, b, gamma)
        weight = np.ones(len(p)) if weights is None else weights[part.case]
        with np.errstate(divide="ignore"):
            logs = np.log(p)
        counts = weight > 0
        value += float((logs[counts] * weight[counts]).sum())
        for name in within:
            k = named[name]
            bend = part.apart / through if name == "exposure" else part.lead / fits
            gradient[k] += (weight * bend).sum()
            information[k, k] += (weight * bend**2).sum()

        score = np.asarray(np.bincount(part.code, weight, codes) - once, dtype=np.float64)
        gradient += crossed(by_code, score)
        information += crossed(by_code, by_code * twice[:, None])
        self._bend(information, by_code, bent, score, named)
        return value, gradient, information

    def _bend(
        self,
        information: Floats,
        by_code: Floats,
        bent: Floats,
        score: Floats,
        named: Mapping[str, int],
    ) -> None:
        """Add what the curvature of log p itself contributes: minus score times curvature."""
        bend = np.bincount(self.pair, score * bent[2], len(self.offset))
        information += crossed(self.own, self.own * bend[:, None])
        i, j = named.get("primacy"), named.get("primacy_contacts")
        if i is not None:
            information[i, i] += (score * by_code[:, i] ** 2).sum()
        if j is not None:
            information[j, j] -= (score * (bent[1] - by_code[:, j] ** 2)).sum()
        if i is not None and j is not None:
            mixed = (score * (bent[0] - by_code[:, i] * by_code[:, j])).sum()
            information[i, j] -= mixed
            information[j, i] -= mixed


def objective(cells: AtRisk, model: FormationModel) -> Objective:
    """Make the likelihood of a model on cells at risk a function of what is free.

    Parameters
    ----------
    cells
        What could be agreed, and was.
    model
        What is free, what is pooled, and the values of all else.

    Returns
    -------
    Objective
        Without penalty.

    Notes
    -----
    *Laws*: its value is the log likelihood of the settings at that point; its slope and curvature
    are those of differences; the scores of cases sum to its slope.
    """
    fixed = model.parameters
    names = (*model.free, *_shifts(cells, model))
    width = max(len(cells.elements), 1)
    contacts = int(cells.n.max(initial=0)) + 1
    rate = rate_table(attrs.evolve(fixed, rate=0.5), cells.channels, cells.elements)
    rate = np.broadcast_to(rate, (len(cells.channels), len(cells.elements)))
    pairs, pair = distinct_codes(cells.channel.astype(np.int64) * width + cells.element, rate.size)
    codes, code = distinct_codes(pair * contacts + cells.n, len(pairs) * contacts)
    part = Part(
        case=cells.case,
        code=code,
        joint=cells.joint,
        apart=1 - cells.joint,
        medium=cells.medium,
        lead=cells.content - cells.medium,
    )
    with np.errstate(divide="ignore"):
        offset = np.log(rate.ravel()[pairs]) - np.log1p(-rate.ravel()[pairs])
    channel, element = np.divmod(pairs, width)
    own_rate = np.array([name in fixed.rates for name in cells.elements], dtype=bool)[element]
    own = np.zeros((len(pairs), len(names)))
    for k, name in enumerate(names):
        kind, _, which = name.partition(":")
        if name == "rate":
            own[:, k] = ~own_rate
        elif kind == "element":
            own[:, k] = element == cells.elements.index(which)
        elif kind == "channel":
            own[:, k] = channel == cells.channels.index(which)
    if "rate" not in names:
        common = np.log(fixed.rate) - np.log1p(-fixed.rate) if fixed.rate > 0 else -np.inf
        offset = np.where(own_rate, offset, offset + common)
    count = len(names) - len(model.free)
    bounds = np.concatenate((search_bounds(model.free), np.tile([-_SHIFT, _SHIFT], (count, 1))))
    start = np.concatenate((settings_at(fixed, model.free), np.zeros(count)))
    made = Objective(
        model=model,
        names=names,
        bounds=bounds,
        start=inside(start, bounds),
        penalty=np.zeros(len(names)),
        impossible=0,
        cases=cells.cases,
        agreed=part.of(cells.agreed),
        open=part.of(~cells.agreed),
        pair=codes // contacts,
        n=(codes % contacts).astype(np.float64),
        offset=offset,
        own=own,
    )
    return _with_a_chance(made)


def inside(at: Floats, bounds: Floats) -> Floats:
    """Bring a point off the bounds, where the likelihood of something that was agreed may be 0."""
    margin = _INNER * (bounds[:, 1] - bounds[:, 0])
    return np.clip(at, bounds[:, 0] + margin, bounds[:, 1] - margin)


def _shifts(cells: AtRisk, model: FormationModel) -> list[str]:
    known: dict[str, Sequence[str]] = {
        "element": [e for e in cells.elements if e not in model.parameters.rates],
        "channel": cells.channels,
    }
    return [f"{kind}:{name}" for kind in model.pooled for name in known[kind]]


def _with_a_chance(made: Objective) -> Objective:
    """Leave out cells that have no chance whatever the free settings are."""
    *_, b, gamma, chance, _ = made._made(made.start)
    kept = {}
    for name in ("agreed", "open"):
        part: Part = getattr(made, name)
        fits = part.medium + gamma * part.lead
        kept[name] = (chance[part.code] > 0) & (through_of(part, b) > 0) & (fits > 0)
    return attrs.evolve(
        made,
        impossible=int((~kept["agreed"]).sum()),
        **{n: getattr(made, n).of(mask) if not mask.all() else getattr(made, n)
           for n, mask in kept.items()},
    )  # fmt: skip


def settled(made: Objective, at: Floats) -> FormationParameters:
    """The settings that stand at a point, shifts of elements and channels written into them."""
    fixed = made.model.parameters
    told: dict[str, Any] = {
        name: float(from_search(name, value))
        for name, value in zip(made.names, at, strict=True)
        if ":" not in name
    }
    out = attrs.evolve(fixed, **told)
    rates, shifts = dict(fixed.rates), dict(fixed.channel_effects)
    with np.errstate(divide="ignore"):
        odds = np.log(out.rate) - np.log1p(-out.rate)
    for name, value in zip(made.names, at.tolist(), strict=True):
        kind, _, which = name.partition(":")
        if kind == "element":
            rates[which] = float(from_search("rate", odds + value))
        elif kind == "channel":
            shifts[which] = shifts.get(which, 0.0) + value
    return attrs.evolve(out, rates=rates, channel_effects=shifts)
