"""Finds the go binary."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def find_go(environment: Mapping[str, str]) -> str:
    """Return the path of go: during a build the one in GOROOT, otherwise the first in PATH."""
    if "GOTOOLDIR" in environment and os.path.exists(f"{environment.get('GOROOT', '')}/bin/go"):
        return f"{environment['GOROOT']}/bin/go"
    import shutil

    found = shutil.which("go", path=environment.get("PATH"))
    if found is None:
        from orchestrion_py.gocommand.failures import GoMissingError

        raise GoMissingError
    return found
