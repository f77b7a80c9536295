"""Studies that were simulated already, kept in a file, so that an interrupted plan goes on."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

from attrs import asdict, frozen

from mediaeco.errors import InvalidCaseError, ReadError

__all__ = ["Log", "Trial"]

_FORM = "mediaeco study plan"


@frozen(kw_only=True)
class Trial:
    """One simulated study.

    Parameters
    ----------
    n, replicate
        Number of cases, and number of the study among those of this size.
    p
        p value of the test; NaN where the data could not tell.
    estimate, low, high
        Of the setting (or its difference between groups), and its interval; NaN where the data
        do not identify it.
    """

    n: int
    replicate: int
    p: float
    estimate: float
    low: float
    high: float


class Log:
    """Trials by size and number, in memory or in a file beside.

    A file begins with a line that tells of which plan it is; each further line is a trial. A line
    that was cut off by an interruption is left out and done again.
    """

    def __init__(self, path: str | os.PathLike[str] | None, plan: str) -> None:
        self.trials: dict[tuple[int, int], Trial] = {}
        self._path = None if path is None else Path(path)
        self._head = {"form": _FORM, "plan": sha256(plan.encode()).hexdigest()}
        if self._path is not None and self._path.exists():
            self._read(self._path)

    def add(self, trial: Trial) -> None:
        """Keep a trial, at once also in the file."""
        self.trials[trial.n, trial.replicate] = trial
        if self._path is None:
            return
        begun = self._path.exists()
        with self._path.open("a", encoding="utf-8") as stream:
            if not begun:
                stream.write(json.dumps(self._head) + "\n")
            stream.write(json.dumps(asdict(trial)) + "\n")

    def _read(self, path: Path) -> None:
        raw = path.read_bytes()
        whole, _, cut = raw.rpartition(b"\n")
        try:
            head, *lines = [json.loads(line) for line in whole.split(b"\n")] or [None]
            known = head == self._head
            mine = isinstance(head, dict) and head.get("form") == _FORM
            trials = [Trial(**line) for line in lines] if known else []
        except (ValueError, TypeError, UnicodeDecodeError):
            mine, known, trials = False, False, []
        if not mine:
            raise ReadError(
                path.name,
                None,
                "expected a file that a plan was kept in; got another. Name a file of its own.",
            )
        if not known:
            raise InvalidCaseError(
                "plan_study.resume",
                "a file of the same design, parameters, effect and seed",
                "one of another plan",
                "Name another file.",
            )
        if cut:
            path.write_bytes(whole + b"\n")
        self.trials = {(trial.n, trial.replicate): trial for trial in trials}
