"""Findings in an aspect file: faults and warnings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import AspectError, Value


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, or a warning, which does not fail the check."""

    file: str
    line: int
    column: int
    message: str
    is_warning: bool = False

    @property
    def place(self) -> tuple[str, int, int]:
        """File, line and column."""
        return self.file, self.line, self.column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: {'warning: ' if self.is_warning else ''}{self.message}"


def fault(value: Value, message: str) -> Finding:
    """Make a fault at a value."""
    return Finding(value.file, *value.place(), message)


def warning(value: Value, message: str) -> Finding:
    """Make a warning at a value."""
    return Finding(value.file, *value.place(), message, is_warning=True)


def fault_of(error: AspectError) -> Finding:
    """Convert an exception to a fault."""
    return Finding(error.file, error.line, error.column, error.message)
