"""Checks aspect files for `pyorch check`: files come in, findings with their places go out.

A build stops at the first fault and ignores unknown keys, as Orchestrion does. A check reports everything. It compares the
structure of a file with `schema.json`, then checks what its aspects mean, then each template and the Go that it renders.
"""

from orchestrion_py.aspects.checking.file_check import Report, check_files
from orchestrion_py.aspects.checking.findings import Finding

__all__ = ["Finding", "Report", "check_files"]
