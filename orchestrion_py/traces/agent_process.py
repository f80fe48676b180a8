"""The script that runs the test agent, and ends it when the process that started it ends.

`orchestrion_py.traces.agent` starts this script with the agent's own arguments.
"""

import importlib
import os
import sys
import threading


def _end_with_the_parent() -> None:
    """Exit once standard input ends. The system closes the pipe when the parent ends, even after kill -9."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    # Imported by name: the agent has no types, and the type checker may run where it is not installed.
    importlib.import_module("ddapm_test_agent.agent").main()
