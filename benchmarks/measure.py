"""Time and peak memory of one job, each in a process of its own."""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.choice_jobs import CHOICE_JOBS
from benchmarks.formation_jobs import FORMATION_JOBS
from benchmarks.jobs import JOBS
from benchmarks.response_jobs import RESPONSE_JOBS
from benchmarks.simulation_jobs import SIMULATION_JOBS
from benchmarks.transition_jobs import TRANSITION_JOBS

RUNS = 3
_JOBS = JOBS | CHOICE_JOBS | FORMATION_JOBS | RESPONSE_JOBS | SIMULATION_JOBS | TRANSITION_JOBS
_SELF = Path("/proc/self")


class Measured(NamedTuple):
    """Seconds of the quickest run, and megabytes that the first one needed beside its input."""

    seconds: float
    megabytes: float


def measure(job: str, count: int) -> Measured:
    """Measure a job in a fresh interpreter, so that no peak hides behind another's."""
    done = subprocess.run(  # noqa: S603 - this interpreter and this module
        [sys.executable, "-m", "benchmarks.measure", job, str(count)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{job} at {count} failed:\n{done.stderr}")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def here(job: str, count: int) -> Measured:
    """Measure a job in this process."""
    run = _JOBS[job](count)
    gc.collect()
    before = _begin()
    seconds = []
    peak = 0.0
    for k in range(RUNS):
        start = time.perf_counter()
        result = run()
        seconds.append(time.perf_counter() - start)
        if k == 0:
            peak = _peak()
        del result
        gc.collect()
    return Measured(min(seconds), max(peak - before, 0.0))


def _begin() -> float:
    """Megabytes in use; the high-water mark is set back to them where the system lets us."""
    try:
        (_SELF / "clear_refs").write_text("5")
        return _status("VmRSS")
    except OSError:
        return _peak()


def _peak() -> float:
    """Megabytes of memory at the high-water mark."""
    try:
        return _status("VmHWM")
    except OSError:
        unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _status(name: str) -> float:
    for line in (_SELF / "status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise OSError(name)


def import_seconds(first: str, then: str, runs: int) -> tuple[float, float, float]:
    """Median seconds of two imports, one after the other, and megabytes that the second adds."""
    code = (
        "import time, resource\n"
        "def used():\n"
        "    try:\n"
        "        lines = open('/proc/self/status').readlines()\n"
        "        return int(next(x for x in lines if x.startswith('VmRSS')).split()[1])\n"
        "    except OSError:\n"
        "        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "a = time.perf_counter()\n"
        f"import {first}\n"
        "b, m = time.perf_counter(), used()\n"
        "c = time.perf_counter()\n"
        f"import {then}\n"
        "d = time.perf_counter()\n"
        "print(b - a, d - c, (used() - m) / 1024)\n"
    )
    told = []
    with tempfile.TemporaryDirectory() as cache:
        # Compiled code is kept, as it is for a library that is installed.
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        kept["PYTHONPYCACHEPREFIX"] = cache
        for _ in range(runs + 1):
            # Never from this folder, where a package that is not installed would be found.
            done = subprocess.run(  # noqa: S603 - this interpreter and the line above
                [sys.executable, "-c", code],
                capture_output=True,
                text=True,
                check=True,
                cwd=os.sep,
                env=kept,
            )
            told.append([float(part) for part in done.stdout.split()])
    # The first run compiles, and is left out.
    one, two, memory = (statistics.median(values) for values in zip(*told[1:], strict=True))
    return one, two, memory


if __name__ == "__main__":
    print(json.dumps(here(sys.argv[1], int(sys.argv[2]))._asdict()))
