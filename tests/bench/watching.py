"""Samples the processes of a build while it runs."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROC = Path("/proc")


class Watch(ABC):
    """Samples the processes of one session until it is stopped."""

    def __init__(self, every_seconds: float) -> None:
        self._every_seconds = every_seconds
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    @abstractmethod
    def look(self, session: int) -> None:
        """Take one sample."""

    def start(self, session: int) -> None:
        """Begin; without /proc there are no samples."""
        self._thread = threading.Thread(target=self._watch, args=(session,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self, session: int) -> None:
        while not self._over.wait(self._every_seconds):
            self.look(session)


def processes(session: int) -> Iterator[tuple[Path, list[str]]]:
    """The /proc folders of a session's processes, and the words of `stat` after the name: state, parent, group, session, more."""
    for folder in PROC.glob("[0-9]*"):
        try:
            # The name, in brackets, may contain anything.
            fields = (folder / "stat").read_text(errors="replace").rpartition(") ")[2].split()
        except OSError:
            continue  # it has ended
        if fields[3] == str(session):
            yield folder, fields
