"""Runs the program from its sources; what is shipped is made by scripts/build-runner.py."""

from __future__ import annotations

import sys

from .program import main

sys.exit(main(sys.argv[1:]))
