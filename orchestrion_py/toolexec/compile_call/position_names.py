"""File names in positions: the woven text has placeholders, and -trimpath replaces them by the real names.

The export data contains the column where a line directive ends (cmd/compile/internal/noder, posBaseIdx). With a path in the
middle of a line, archives would differ with the length of the folder's name. A placeholder has the same length everywhere. The
rewrites of -trimpath replace it by the name that plain compilation gives the file. A name that cannot stand in a comment gets a
placeholder as well.
"""

from __future__ import annotations

import os
import re

from orchestrion_py.weaving.positions import needs_placeholder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Names:
    """The placeholders of one compile call. No source of the package may contain the beginning of one."""

    def __init__(self, rewrites: str, goroot: str, sources: Iterable[bytes] = ()) -> None:
        self._rewrites = rewrites
        self._goroot = goroot
        self._placeholders: dict[str, str] = {}
        self._beginning = "<file-"
        while any(self._beginning.encode() in source.lower() for source in sources):
            self._beginning = f"<{self._beginning}"

    def placeholder(self, path: str) -> str:
        """Return the name of a file in line directives.

        A relative name stays if it can: it does not depend on the folder. A name that no rewrite can hold stays as well.
        """
        if ";" in path or "=>" in path or "\0" in path:
            return path
        if not os.path.isabs(path) and not needs_placeholder(path):
            return path
        return self._placeholders.setdefault(path, f"{self._beginning}{len(self._placeholders)}>")

    def rewrites(self) -> str:
        """Return the value of -trimpath that gives every file its real name."""
        rules = [f"{name}=>{self._final(path)}" for path, name in self._placeholders.items()]
        return ";".join([*rules, self._rewrites])

    def restored(self, output: bytes) -> bytes:
        """Return output of the compiler with paths in place of placeholders."""
        paths = {name.encode(): path.encode("utf-8", "surrogateescape") for path, name in self._placeholders.items()}
        if not paths:
            return output
        return re.sub(b"|".join(map(re.escape, paths)), lambda found: paths[found.group()], output)

    def _final(self, path: str) -> str:
        """Return the compiler's name for a path: by the first rewrite that fits, or $GOROOT (cmd/internal/objabi, AbsFile)."""
        for rewrite in self._rewrites.split(";"):
            prefix, arrow, replacement = rewrite.rpartition("=>")
            if not arrow:
                prefix, replacement = rewrite, ""
            if not prefix or not _begins_with(path, prefix):
                continue
            rest = path[len(prefix) :]
            return replacement + rest if replacement or not rest else rest[1:]
        if self._goroot and _begins_with(path, self._goroot):
            return "$GOROOT" + path[len(self._goroot) :]
        return path


def _begins_with(path: str, prefix: str) -> bool:
    """Whether a path is a prefix or lies below it, as the compiler compares them on every system (hasPathPrefix)."""
    return _folded(path[: len(prefix)]) == _folded(prefix) and path[len(prefix) :][:1] in ("", "/", "\\")


def _folded(path: str) -> str:
    return re.sub("[A-Z]", lambda letter: letter.group().lower(), path).replace("\\", "/")
