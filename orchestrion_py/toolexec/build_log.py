"""What a build says about weaving, if it is asked to: PYORCH_LOG=debug, and PYORCH_LOG_FILE for where.

A tool's own stderr is the wrong place: go would keep it with the archive, and print it again whenever that comes out of the
cache. So lines go to the stderr of the go command that the user runs, or to the file.
"""

from __future__ import annotations

import os

from orchestrion_py.operating_system import stderr_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.toolexec.archives.archive_note import Note
    from orchestrion_py.weaving.package import UnusedDirective, Woven

LEVELS = ("error", "warn", "info", "debug")


class Log:
    """Lines of a level that the environment asks for."""

    def __init__(self, environment: dict[str, str]) -> None:
        wanted = environment.get("PYORCH_LOG", "").lower()
        self._level = LEVELS.index(wanted) if wanted in LEVELS else LEVELS.index("warn")
        self._file = environment.get("PYORCH_LOG_FILE") or environment.get("PYORCH_STDERR") or stderr_of(os.getppid())

    def woven(self, import_path: str, woven: Woven) -> None:
        """A package that was woven, with the place of each aspect."""
        if self._level >= LEVELS.index("info"):
            for file in woven.files:
                for aspect in file.aspects:
                    self.line(
                        "info", f"{import_path}: woven {aspect.id!r} at {file.path}:{aspect.line}:{aspect.column}"
                    )

    def unused_directives(self, directives: Iterable[UnusedDirective]) -> None:
        """Warn about directives that have no effect."""
        for each in directives:
            self.line("warn", each.message)

    def not_woven(self, import_path: str, reason: str) -> None:
        """A package that stays as it is, and why."""
        self.line("debug", f"{import_path}: not woven: {reason}")

    def linked(self, import_path: str, note: Note) -> None:
        """What the archive of a package says of itself: also of one that came out of the cache."""
        if self._level >= LEVELS.index("debug"):
            how = ", ".join(repr(aspect) for aspect in note.aspects)
            self.line("debug", f"link {import_path}: " + (f"woven by {how}" if how else "not woven"))

    def line(self, level: str, text: str) -> None:
        """One line, if the level is wanted."""
        if self._level < LEVELS.index(level):
            return
        try:
            descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError:
            os.write(2, f"pyorch: {text}\n".encode("utf-8", "replace"))
            return
        os.write(descriptor, f"pyorch: {text}\n".encode("utf-8", "replace"))
        os.close(descriptor)
