"""The test agent's process: the agent itself, and a watch that ends it together with the process that started it.

It runs as a script of its own, with the agent's own arguments; `orchestrion_py.traces.agent` starts it.
"""

import importlib
import os
import sys
import threading


def _end_with_the_parent() -> None:
    """Wait for the end of standard input: it comes when the parent ends, and even kill -9 closes its pipes."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    # By name: the agent has no types, and is not installed where only pyorch's own code is checked.
    importlib.import_module("ddapm_test_agent.agent").main()
