"""File names in positions: the woven text has placeholders, and -trimpath replaces them by the real names.

The export data contains the column where a line directive ends (cmd/compile/internal/noder, posBaseIdx). With a path in the
middle of a line, archives would differ with the length of the folder's name. A placeholder has the same length everywhere. The
rewrites of -trimpath replace it by the name that plain compilation gives the file.
"""

from __future__ import annotations

import os


class Names:
    """The placeholders of one compile call."""

    def __init__(self, rewrites: str, goroot: str) -> None:
        self._rewrites = rewrites
        self._goroot = goroot
        self._placeholders: dict[str, str] = {}

    def placeholder(self, path: str) -> str:
        """Return the name of a file in line directives. A relative name stays: it does not depend on the folder."""
        if not os.path.isabs(path) or ";" in path or "=>" in path:
            return path
        return self._placeholders.setdefault(path, f"<file-{len(self._placeholders)}>")

    def rewrites(self) -> str:
        """Return the value of -trimpath that gives every file its real name."""
        rules = [f"{name}=>{self._final(path)}" for path, name in self._placeholders.items()]
        return ";".join([*rules, self._rewrites])

    def restored(self, output: bytes) -> bytes:
        """Return output of the compiler with paths in place of placeholders."""
        for path, name in self._placeholders.items():
            output = output.replace(name.encode(), path.encode("utf-8", "surrogateescape"))
        return output

    def _final(self, path: str) -> str:
        """Return the compiler's name for a path: by the first rewrite that fits, or $GOROOT (cmd/internal/objabi, AbsFile)."""
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
