"""Tests that the weaver changes nothing else, breaks nothing, never crashes, and costs little."""

import os

# `make torture` and `make fuzz` test everything, `make test` samples of it.
WHOLE = os.environ.get("PYORCH_TRUST") == "whole"
