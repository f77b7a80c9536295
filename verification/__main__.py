"""Simulate, fit, and see whether what was put in comes out; tables and pictures go to a folder.

Ends with 1 where a number is not where it should be. ``--quick`` shows that all of it runs; of so
few replicates nothing follows.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from verification.attribution import channel_attribution
from verification.calibration import calibration
from verification.choice import choice
from verification.discrimination import discrimination
from verification.recovery import recovery
from verification.response import response
from verification.study import Study, Work
from verification.varying import varying

STUDIES: dict[str, Callable[[Work], Study]] = {
    "recovery": recovery,
    "calibration": calibration,
    "discrimination": discrimination,
    "attribution": channel_attribution,
    "response": response,
    "choice": choice,
    "varying": varying,
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m verification", description=__doc__)
    parser.add_argument("studies", nargs="*", choices=[[], *STUDIES], help="default: all")
    parser.add_argument("--replicates", type=int, default=400)
    parser.add_argument("--quick", action="store_true", help="five replicates")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("verification-out"))
    asked = parser.parse_args(arguments)
    work = Work(replicates=5 if asked.quick else asked.replicates, jobs=asked.jobs, seed=asked.seed)
    asked.out.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for name in asked.studies or STUDIES:
        begun = time.monotonic()
        study = STUDIES[name](work)
        study.figure.savefig(asked.out / f"{name}.png", dpi=150)
        (asked.out / f"{name}.csv").write_text(study.table.to_csv(), encoding="utf-8", newline="")
        wrong += not study.right
        print(f"== {study.question} {'Right.' if study.right else 'WRONG.'}")
        print(study.note, f"({time.monotonic() - begun:.0f} s)", sep="\n", end="\n\n")
        print(study.listed(), end="\n\n")
    print(f"Tables and pictures: {asked.out}/", file=sys.stderr)
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
