"""Messages with their places, for the formats that other tools read."""

from __future__ import annotations

import functools
import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.message_codes import code_of
from orchestrion_py.workflow_commands import workflow_command

if TYPE_CHECKING:
    from orchestrion_py.faults import Fault

# A place begins a message, or follows the name of a package.
_PLACE = re.compile(r"(?:^|(?<=: ))(?P<file>[^:\n]+):(?P<line>\d+)(?::(?P<column>\d+))?: ")


class Severity(StrEnum):
    """How bad a message is, in SARIF's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A message. `code` is empty if it has none, `file` if it has no place, `line` and `column` if it is about a whole file."""

    severity: Severity
    message: str
    code: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    def as_object(self) -> dict[str, object]:
        """Return the annotation as `--json` prints it."""
        return {
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "column": self.column,
        }

    def as_workflow_command(self) -> str:
        """Return the annotation as a line that GitHub Actions understands."""
        return workflow_command(
            "notice" if self.severity is Severity.NOTE else str(self.severity),
            self.message,
            file=path_in_repository(self.file) if self.file else "",
            line=self.line,
            col=self.column,
            title=self.code,
        )


def annotation_of(text: str, severity: Severity) -> Annotation:
    """Return the annotation of a message that may have the place of a file in it."""
    found = next((match for match in _PLACE.finditer(text) if Path(match["file"]).exists()), None)
    if found is None:
        return Annotation(severity, text, code_of(text))
    message = text[: found.start()] + text[found.end() :]
    return Annotation(severity, message, code_of(text), found["file"], int(found["line"]), int(found["column"] or 0))


def annotation_of_fault(fault: Fault) -> Annotation:
    """Return the annotation of an error that ends a command, with its hint."""
    return annotation_of(fault.message + (f"\nhint: {fault.hint}" if fault.hint else ""), Severity.ERROR)


def path_in_repository(path: str) -> str:
    """Return a path relative to the root of the repository; the absolute path if the file is outside of it."""
    absolute = Path.cwd() / path
    root = _repository(Path.cwd())
    normal = Path(os.path.normpath(absolute))
    return str(normal.relative_to(root)) if normal.is_relative_to(root) else str(normal)


@functools.cache
def _repository(folder: Path) -> Path:
    """Return the folder that GitHub's paths start from; without git, the workspace of the job or the folder itself."""
    root = next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
    if root is not None:
        return root
    workspace = os.environ.get("GITHUB_WORKSPACE", "")
    return Path(workspace) if workspace and folder.is_relative_to(workspace) else folder
