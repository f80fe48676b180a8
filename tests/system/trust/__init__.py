"""Trust in the weaver: that it changes nothing else, breaks nothing, never stops short, and costs little."""

import os

# `make test` takes samples of what `make torture` and `make fuzz` do as a whole.
WHOLE = os.environ.get("PYORCH_TRUST") == "whole"
