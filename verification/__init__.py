"""Does the library find again what was put in? Long simulations, apart from the unit tests."""

import os

# Cores are shared out by replicates; threads of the linear algebra below them only wait.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
