"""The summary of a run: files and functions that changed, and why others were skipped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestrion_py.counted import counted

if TYPE_CHECKING:
    from orchestrion_py.instrument.options import Result


@dataclass(slots=True)
class Summary:
    """Counts of the results so far."""

    files: int = 0
    changed: int = 0
    functions: int = 0
    errors: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    untyped: list[str] = field(default_factory=list)

    def add(self, result: Result, error: str) -> None:
        """Count a file and its error, if it has one."""
        if result.untyped:
            self.untyped.append(result.untyped)
            return
        self.files += 1
        self.errors += bool(error)
        if not error:
            self.functions += result.functions
            self.changed += result.after is not None
        if result.skipped:
            self.skipped[result.skipped] += 1
        self.left_out.update(reason for _, reason in result.left_out)

    def told(self, *, undoes: bool) -> str:
        """The summary as text."""
        done = "restored in" if undoes else "instrumented in"
        lines = [f"{counted(self.functions, 'function')} {done} {self.changed} of {counted(self.files, 'file')}"]
        if self.skipped:
            lines.append(f"  files skipped: {_reasons(self.skipped)}")
        if self.left_out:
            lines.append(f"  functions skipped: {_reasons(self.left_out)}")
        if self.untyped:
            where = counted(len(self.untyped), "folder")
            lines.append(
                f"  no type information in {where}, so only context.Context counts as a context there: {self.untyped[0]}"
            )
        if self.errors:
            lines.append(f"  {counted(self.errors, 'file')} with errors")
        return "\n".join(lines)


def _reasons(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in counts.most_common())
