"""How hard Hypothesis looks, and which types it knows."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from mediaeco.testing import register

# No deadline anywhere: the first call of a function pays for its imports, and a shared machine
# halts at will; time is what `python -m benchmarks` looks after.
settings.register_profile("dev", max_examples=40, deadline=None)
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

register()

TASKS = Path("/proc/self/task")


def _others() -> float:
    """Milliseconds that all threads but this one have run."""
    mine = str(threading.get_native_id())
    tasks = [task / "schedstat" for task in TASKS.iterdir() if task.name != mine]
    return sum(int(task.read_text().split()[0]) for task in tasks if task.exists()) / 1e6


@pytest.fixture
def woken() -> Callable[[Callable[[], object]], float]:
    """Milliseconds that other threads of this process run while something is worked out."""
    if not TASKS.is_dir():
        pytest.skip("Linux alone tells how long each thread has run")

    def told(work: Callable[[], object]) -> float:
        work()  # what it is the first to import may start threads
        for _ in range(100):  # threads that an earlier test woke spin for a while
            before = _others()
            time.sleep(0.02)
            if _others() == before:
                break
        before = _others()
        work()
        return _others() - before

    return told
