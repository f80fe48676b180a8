"""Files that are skipped as a whole, and why."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.instrument.build_constraints import is_excluded
from orchestrion_py.weaving.selection import is_generated

if TYPE_CHECKING:
    from orchestrion_py.instrument.options import Options

GENERATED = "generated"
NOT_REGULAR = "not a regular file"


def reason_to_leave(path: str, text: bytes, options: Options) -> str:
    """Return why a file is skipped; empty if it is not."""
    if "vendor" in os.path.abspath(path).split(os.sep)[:-1]:
        return "in vendor"
    if is_excluded(text):
        return "excluded by a build constraint"
    if options.undoes:
        return ""  # the options chose these files when the spans were inserted
    if path.endswith("_test.go") and not options.with_tests:
        return "_test.go"
    if is_generated(text) and not options.with_generated:
        return GENERATED
    return ""
