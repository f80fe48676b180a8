"""The table of archives that a plan stores: where the archive of each injected package lies, and what the package imports."""

from __future__ import annotations

import os
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# go removes from its cache what was not used for days. Asking go again now and then marks the archives as used.
_FRESH_SECONDS = 12 * 3600
_ROOT = "root"
_END = "end\t"


@dataclass(frozen=True, slots=True)
class ArchiveTable:
    """Known archives by import path. `roots` are the packages that were asked for; their imports are known as well."""

    archives: Mapping[str, str] = field(default_factory=dict)
    imports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roots: frozenset[str] = frozenset()

    def closure(self, roots: Iterable[str]) -> dict[str, str]:
        """Return the archives of packages and of everything they import."""
        found: dict[str, str] = {}
        waiting = list(roots)
        while waiting:
            path = waiting.pop()
            if path not in found and path in self.archives:
                found[path] = self.archives[path]
                waiting += self.imports[path]
        return found

    def with_listing(self, roots: Iterable[str], listing: str) -> ArchiveTable:
        """Return a table that also holds what `go list` printed for roots."""
        return _parsed("".join(f"{_ROOT}\t{root}\t\n" for root in roots) + listing, self)

    def text(self) -> str:
        """Return the table as `read_table` reads it."""
        lines = [f"{_ROOT}\t{root}\t\n" for root in sorted(self.roots)]
        lines += [f"{path}\t{self.archives[path]}\t{' '.join(self.imports[path])}\n" for path in sorted(self.archives)]
        body = "".join(lines)
        return f"{body}{_END}{_checksum(body)}\n"


def read_table(path: str) -> ArchiveTable:
    """Read a plan's table. It is empty if there is none, if it is damaged or old, or if go removed an archive."""
    try:
        with open(path, encoding="utf-8") as file:
            if time.time() - os.fstat(file.fileno()).st_mtime > _FRESH_SECONDS:
                return ArchiveTable()
            body, _, checksum = file.read().rpartition(_END)
        if checksum.strip() != _checksum(body):
            return ArchiveTable()
        known = _parsed(body, ArchiveTable())
    except (FileNotFoundError, ValueError):
        return ArchiveTable()
    return known if all(os.path.exists(archive) for archive in known.archives.values()) else ArchiveTable()


def _parsed(text: str, known: ArchiveTable) -> ArchiveTable:
    archives, imports, roots = dict(known.archives), dict(known.imports), set(known.roots)
    for line in text.splitlines():
        path, archive, imported = line.split("\t")
        if path == _ROOT:
            roots.add(archive)
        elif archive:
            archives[path] = archive
            imports[path] = tuple(imported.split())
    return ArchiveTable(archives, imports, frozenset(roots))


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"
