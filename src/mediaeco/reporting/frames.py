"""Every table of an account, under the name of its file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from mediaeco.forming import Attribution
from mediaeco.kernels.array import Array
from mediaeco.model import TidyTable
from mediaeco.model.clock import DAY, micros_of
from mediaeco.reporting.account import Account
from mediaeco.reporting.parameter import every_parameter, relevance_frame
from mediaeco.reporting.source import SOURCES
from mediaeco.reporting.undefined import undefined, undefined_frame

__all__ = ["AccountFrame", "account_frames"]


@frozen
class AccountFrame:
    """One table of an account.

    Parameters
    ----------
    stem
        Name of its file, without the suffix.
    about
        What it lists, a phrase.
    frame
        The table.
    """

    stem: str
    about: str
    frame: TidyTable


def account_frames(account: Account) -> tuple[AccountFrame, ...]:
    """Tabulate everything that an account holds.

    Parameters
    ----------
    account
        All results.

    Returns
    -------
    tuple of AccountFrame
        In the order of the report. An undefined number is NaN (an empty field in a CSV file), and
        ``not-defined`` says why. No table names a person but by role, nor an interaction but by
        its index.
    """
    attributions = tuple(account.attributions.values())
    return (
        AccountFrame("findings", "what the record shows that its rules forbid", _findings(account)),
        AccountFrame("ratings", "ratings, with the role of the rater", _ratings(account)),
        AccountFrame(
            "appropriation",
            "appropriation of every channel by each side, at the end",
            account.appropriation.to_frame(),
        ),
        AccountFrame(
            "appropriation-curves",
            "appropriation after every contact",
            account.curves.to_frame(),
        ),
        AccountFrame(
            "co-creation", "balance and synergy of the two sides", account.cocreation.to_frame()
        ),
        AccountFrame("contexts", "bouts of exchange", account.contexts.to_frame()),
        AccountFrame("channel-fit", "fit of channels to purposes", account.fit.to_frame()),
        AccountFrame("first-contact", "how it began", account.first_contact.to_frame()),
        AccountFrame("frame-lifecycle", "every act upon the frame", account.lifecycle.to_frame()),
        AccountFrame("frame-elements", "every element of the frame", _elements(account)),
        AccountFrame(
            "frame-strength",
            "coverage, constancy, breaches and strength after every contact",
            _strength(account),
        ),
        AccountFrame(
            "media-share",
            "channels over which elements were worked on",
            account.media.to_frame(),
        ),
        AccountFrame(
            "formation",
            "expected formation of every element, and both coverages, after every contact",
            account.formation.to_frame(),
        ),
        AccountFrame(
            "attribution",
            "formation by group and element",
            _stacked(attributions, [parts.to_frame() for parts in attributions]),
        ),
        AccountFrame(
            "attribution-summary",
            "use and effect of every group",
            _stacked(attributions, [parts.summary() for parts in attributions]),
        ),
        AccountFrame(
            "shapley-total",
            "Shapley values of the channels, of expected coverage",
            account.shapley_total.to_frame(),
        ),
        AccountFrame(
            "shapley-rate",
            "Shapley values of the channels, of formation per contact",
            account.shapley_rate.to_frame(),
        ),
        AccountFrame(
            "removal-effect", "Markov removal effect of the channels", account.removal.to_frame()
        ),
        AccountFrame("ruptures", "ruptures and their repairs", account.ruptures.to_frame()),
        AccountFrame(
            "boundary-load",
            "share of contacts outside the frame, by channel",
            account.boundary.to_frame(),
        ),
        AccountFrame("stages", "stage after every contact", account.stages.to_frame()),
        AccountFrame("stage-entries", "stays in the stages", account.stages.entries()),
        AccountFrame(
            "parameters",
            "every setting, with its value and where it comes from",
            every_parameter(account.parameters, account.eco),
        ),
        AccountFrame(
            "relevance",
            "relevance of every purpose for every element",
            relevance_frame(account.parameters, account.eco),
        ),
        AccountFrame(
            "not-defined", "what is not defined, and why", undefined_frame(undefined(account))
        ),
        AccountFrame("sources", "sources, and whether they were checked", _sources()),
    )


def _stacked(attributions: Sequence[Attribution], frames: Sequence[TidyTable]) -> TidyTable:
    """Put tables end to end whose first column has the name of what they attribute to."""
    by = [np.full(frame.rows, str(a.by)) for a, frame in zip(attributions, frames, strict=True)]
    names = list(frames[0].columns)[1:]
    columns: dict[str, Array] = {
        "by": np.concatenate(by),
        "group": np.concatenate([next(iter(frame.columns.values())) for frame in frames]),
    }
    for name in names:
        columns[name] = np.concatenate([frame[name] for frame in frames])
    return TidyTable(columns)


def _findings(account: Account) -> TidyTable:
    found = account.findings
    return TidyTable(
        {
            "kind": np.array([str(finding.kind) for finding in found], dtype=np.str_),
            "finding": np.array([finding.text for finding in found], dtype=np.str_),
            "contacts": np.array(
                [" ".join(map(str, finding.contacts)) for finding in found], dtype=np.str_
            ),
        }
    )


def _ratings(account: Account) -> TidyTable:
    case = account.case
    roles = {actor.id: str(actor.role) for actor in case.actors}
    origin = int(account.eco.table.origin[0]) if len(account.eco.table) else 0
    known = len(account.eco.table) > 0
    given = case.measures
    return TidyTable(
        {
            "days": np.array(
                [(micros_of(m.time) - origin) / DAY if known else np.nan for m in given],
                dtype=np.float64,
            ),
            "rater": np.array([roles[m.rater] for m in given], dtype=np.str_),
            "instrument": np.array([m.instrument for m in given], dtype=np.str_),
            "scale": np.array([m.scale for m in given], dtype=np.str_),
            "construct": np.array([m.construct for m in given], dtype=np.str_),
            "value": np.array([m.value for m in given], dtype=np.float64),
            "low": np.array([m.low for m in given], dtype=np.float64),
            "high": np.array([m.high for m in given], dtype=np.float64),
        }
    )


def _elements(account: Account) -> TidyTable:
    from mediaeco.analysis import ElementStatus

    eco, life = account.eco, account.lifecycle
    status = np.array([str(item) for item in ElementStatus])
    last = account.formation.phi[-1] if len(eco.table) else np.zeros(len(eco.elements))
    channel = np.array([c.id for c in eco.channels] + [""], dtype=np.str_)
    row = life.agreed_row[0]
    of = eco.table.channel[np.maximum(row, 0)] if len(eco.table) else row
    return TidyTable(
        {
            "element": np.array([e.id for e in eco.elements], dtype=np.str_),
            "weight": np.array([e.weight for e in eco.elements], dtype=np.float64),
            "status": status[life.status[0]],
            "pending": life.pending[0],
            "agreed_at": life.agreed_at[0],
            "agreed_over": channel[np.where(row < 0, len(channel) - 1, of)],
            "acts": account.media.acts.sum(axis=1),
            "expected": last,
        }
    )


def _strength(account: Account) -> TidyTable:
    from mediaeco.analysis import CONSTANCY

    columns = dict(account.strength.to_frame().columns)
    for k, name in enumerate(CONSTANCY):
        columns[f"constancy_of_{name}"] = account.constancy.components[:, k]
    return TidyTable(columns)


def _sources() -> TidyTable:
    cited = SOURCES
    return TidyTable(
        {
            "key": [citation.key for citation in cited],
            "source": [citation.text for citation in cited],
            "locator": [citation.locator for citation in cited],
            "verified": [citation.verified for citation in cited],
        }
    )
