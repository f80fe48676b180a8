"""Looking aspect files over, as `pyorch check` does: a file comes in, every fault with its place goes out.

A build stops at the first fault and leaves unknown keys alone, as Orchestrion does. Here nothing is left alone: the shape of a
file is held against `schema.json`, then what it means, then every template and the Go in it.
"""

from orchestrion_py.aspects.checking.file_check import Report, check_files
from orchestrion_py.aspects.checking.findings import Finding

__all__ = ["Finding", "Report", "check_files"]
