"""Checks the aspect files of a module and of the packages that its tool file imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.file_names import ASPECT_FILE
from orchestrion_py.pinning import import_graph, tool_file
from orchestrion_py.pinning.draft import Draft, read_bytes
from orchestrion_py.pinning.pin_errors import PinError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def aspect_files(draft: Draft) -> tuple[Path, ...]:
    """Return the sorted paths of the module's aspect file and of those beside the packages that the tool file imports."""
    text = (read_bytes(draft.tool_file) or b"").decode("utf-8", errors="replace")
    paths = [one.path for one in tool_file.imports(text)]
    directories = [draft.root, *(one.directory for one in import_graph.providers(draft.go, paths).values())]
    files = {directory / ASPECT_FILE for directory in directories}
    return tuple(sorted(file for file in files if file.is_file()))


def validate(draft: Draft, check: Callable[[Sequence[Path]], Sequence[str]] | None = None) -> None:
    """Check the aspect files. Raises PinError with a line `file:line:column: message` for each fault."""
    faults = (check or _faults)(aspect_files(draft))
    if faults:
        raise PinError("\n".join(faults), "fix the aspect files, or pin without --validate; go.mod has not changed")


def _faults(files: Sequence[Path]) -> Sequence[str]:
    from orchestrion_py.aspects.checking import check_files

    reports = check_files(str(file) for file in files)
    return [str(finding) for report in reports for finding in report.findings if not finding.is_warning]
