"""The names of files in positions: short stand-ins in the text, the real ones by way of -trimpath.

The compiler writes into the export data where a line directive ends (cmd/compile/internal/noder, posBaseIdx), so a path in the
middle of a line would make archives differ with the length of the folder's name. A stand-in has the same length everywhere; the
rewrites of -trimpath, which name files for good, put the path in its place: the one that plain compilation would arrive at.
"""

from __future__ import annotations

import os


class Names:
    """The stand-ins of one compile call."""

    def __init__(self, rewrites: str, goroot: str) -> None:
        self._rewrites = rewrites
        self._goroot = goroot
        self._stand_ins: dict[str, str] = {}

    def stand_in(self, path: str) -> str:
        """What line directives call a file; a relative name, which does not depend on the folder, stays."""
        if not os.path.isabs(path) or ";" in path or "=>" in path:
            return path
        return self._stand_ins.setdefault(path, f"<file-{len(self._stand_ins)}>")

    def rewrites(self) -> str:
        """The value of -trimpath that gives every file its name."""
        rules = [f"{name}=>{self._final(path)}" for path, name in self._stand_ins.items()]
        return ";".join([*rules, self._rewrites])

    def restored(self, output: bytes) -> bytes:
        """What the compiler says, with paths where it names stand-ins."""
        for path, name in self._stand_ins.items():
            output = output.replace(name.encode(), path.encode("utf-8", "surrogateescape"))
        return output

    def _final(self, path: str) -> str:
        """What the compiler makes of a path (cmd/internal/objabi, AbsFile): the first rewrite that fits, else $GOROOT."""
        for rewrite in self._rewrites.split(";"):
            prefix, arrow, replacement = rewrite.rpartition("=>")
            if not arrow:
                prefix, replacement = rewrite, ""
            if prefix and path == prefix:
                return replacement
            if prefix and path.startswith(prefix + "/"):
                return replacement + path[len(prefix) :] if replacement else path[len(prefix) + 1 :]
        if self._goroot and path.startswith(self._goroot + "/"):
            return "$GOROOT" + path[len(self._goroot) :]
        return path
