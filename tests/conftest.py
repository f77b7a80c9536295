"""How hard Hypothesis looks, and which types it knows."""

import os

from hypothesis import settings

from mediaeco.testing import register

# No deadline anywhere: the first call of a function pays for its imports, and a shared machine
# halts at will; time is what `python -m benchmarks` looks after.
settings.register_profile("dev", max_examples=40, deadline=None)
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

register()
