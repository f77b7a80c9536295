"""Run the command line: ``python -m mediaeco``."""

import sys

from mediaeco.cli import main

if __name__ == "__main__":
    sys.exit(main())
