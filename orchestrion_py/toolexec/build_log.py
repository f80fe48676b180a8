"""The log of a build: which packages it weaves, and why not. PYORCH_LOG sets its level, PYORCH_LOG_FILE its file.

A tool must not log to its own stderr: go stores that with the archive, and prints it again when the archive comes from the cache.
So the log goes to the stderr of the go command that the user runs, or to the file. Warnings are meant to come again: see
build_warnings.py.
"""

from __future__ import annotations

import os

from orchestrion_py.gocommand.go_process import go_process_id, is_in_same_build
from orchestrion_py.processes import stderr_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from orchestrion_py.toolexec.archives.archive_note import Note
    from orchestrion_py.toolexec.timeline import Step
    from orchestrion_py.types.questions import Types
    from orchestrion_py.weaving.package import Package, Source, Woven
    from orchestrion_py.weaving.walk import Aspect

LEVELS = ("error", "warn", "info", "debug")


class NoStep:
    """A step that nobody records."""

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, *_: object) -> None:
        """Do nothing."""


_NO_STEP = NoStep()


class Log:
    """Writes lines up to the level that the environment sets."""

    def __init__(self, environment: dict[str, str]) -> None:
        wanted = environment.get("PYORCH_LOG", "").lower()
        self._level = LEVELS.index(wanted) if wanted in LEVELS else LEVELS.index("warn")
        self._environment = environment

    def woven(self, import_path: str, woven: Woven) -> None:
        """Log a woven package, with the place of each aspect."""
        if self._level >= LEVELS.index("info"):
            for file in woven.files:
                for aspect in file.aspects:
                    self.line(
                        "info", f"{import_path}: woven {aspect.id!r} at {file.path}:{aspect.line}:{aspect.column}"
                    )

    def reasons(
        self,
        import_path: str,
        aspects: Sequence[Aspect],
        package: Package,
        sources: Sequence[Source],
        types: Callable[[], Types] | None,
    ) -> None:
        """Log why each aspect that might have applied to a package does not."""
        if self._level < LEVELS.index("debug"):
            return
        from orchestrion_py.weaving.why_not import why_not

        for aspect in aspects:
            found = why_not(aspect, package, sources, types)
            if found is not None:
                self.line("debug", f"{import_path}: aspect {aspect.id!r} does not apply: {found.message}")

    def not_woven(self, import_path: str, reason: str) -> None:
        """Log why a package was not woven."""
        self.line("debug", f"{import_path}: not woven: {reason}")

    def linked(self, import_path: str, note: Note) -> None:
        """Log what the archive of a package says about weaving, also if it comes from the cache."""
        if self._level >= LEVELS.index("debug"):
            how = ", ".join(repr(aspect) for aspect in note.aspects)
            self.line("debug", f"link {import_path}: " + (f"woven by {how}" if how else "not woven"))

    def waiting(self, text: str, pid: int) -> None:
        """Warn that this call waits for a process, unless that is part of the same build: then it only takes its time."""
        if not pid or not is_in_same_build(pid, self._environment):
            self.line("warn", text)

    def step(self, name: str, subject: str = "") -> Step | NoStep:
        """Return a context for one step of the build, which PYORCH_TRACE records. Nothing is imported without it."""
        path = self._environment.get("PYORCH_TRACE", "")
        if not os.path.isabs(path):  # tools run in other folders
            return _NO_STEP
        from orchestrion_py.toolexec.timeline import Step

        return Step(path, name, subject)

    def line(self, level: str, text: str) -> None:
        """Log one line, if the level is on."""
        if self._level < LEVELS.index(level):
            return
        try:
            descriptor = os.open(self._file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError:
            os.write(2, f"pyorch: {text}\n".encode("utf-8", "replace"))
            return
        os.write(descriptor, f"pyorch: {text}\n".encode("utf-8", "replace"))
        os.close(descriptor)

    def _file(self) -> str:
        named = self._environment.get("PYORCH_LOG_FILE") or self._environment.get("PYORCH_STDERR")
        return named or stderr_of(go_process_id(self._environment))
