"""orchestrion.tool.go: the imports that keep woven packages in go.mod, a user's own lines kept byte for byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEADER = """\
// Code that pyorch weaves into this module imports the packages below; this file keeps them in go.mod. Commit it.
// `pyorch pin` writes the lines marked "pyorch:" and leaves every other line as it is.

//go:build tools

package tools
"""

_MARK = "pyorch:"
# Orchestrion marks its own lines so; where it leads to nothing any more, --prune may take it away.
_FOREIGN_MARK = "integration"
_IMPORT = re.compile(r'^\s*(?:import\s+)?(?:[\w.]+\s+)?"(?P<path>[^"\s]+)"\s*(?:;\s*)?(?://\s*(?P<comment>.*?))?\s*$')
_BLOCK = re.compile(r"^import\s*\(\s*(?://.*)?$")


@dataclass(frozen=True, slots=True)
class Import:
    """An import of the tool file: the line it stands on (from 0), its path, the comment behind it."""

    line: int
    path: str
    comment: str

    @property
    def ours(self) -> bool:
        """Whether `pyorch pin` wrote the line."""
        return self.comment.startswith(_MARK)

    @property
    def integration(self) -> bool:
        """Whether some tool wrote the line for an integration, so that it may be pruned."""
        return self.ours or self.comment == _FOREIGN_MARK


def imports(text: str) -> tuple[Import, ...]:
    """Return the imports of a tool file, in order."""
    found = []
    inside = False
    for number, line in enumerate(_without_block_comments(text).split("\n")):
        if _BLOCK.match(line):
            inside = True
        elif inside and line.lstrip().startswith(")"):
            inside = False
        elif (match := _IMPORT.match(line)) and (inside or line.startswith("import")):
            found.append(Import(number, match["path"], match["comment"] or ""))
    return tuple(found)


def updated(text: str, purposes: Mapping[str, Iterable[str]], pruned: Iterable[str] = ()) -> str:
    """Return the tool file with an import for each of `purposes` (path -> what for), without those of `pruned`.

    `text` is the file as it is, "" where there is none yet. A path that the user imports in a line of their own stays
    theirs. A file that says all this already comes back as it is, however it is laid out.
    """
    present = imports(text)
    pruned = frozenset(pruned)
    users = {one.path for one in present if not one.ours and one.path not in pruned}
    kept = {one.path: one.comment for one in present if one.ours and one.path not in pruned}
    lines = kept | {path: _comment(names) for path, names in purposes.items() if path not in users}
    gone = [one for one in present if one.path in pruned]
    if not gone and lines == {one.path: one.comment for one in present if one.ours}:
        return text
    dropped = {one.line for one in present if one.ours} | {one.line for one in gone}
    return _spliced(text or HEADER, dropped, _rendered(lines))


def _spliced(text: str, dropped: set[int], new: list[str]) -> str:
    lines = text.split("\n")
    # Where a file was checked out with CRLF, one LF line of ours would make git see a change in every line.
    if text.count("\r\n") > len(lines) // 2:
        new = [line + "\r" for line in new]
    at = min(dropped, default=None)
    rest = [line for number, line in enumerate(lines) if number not in dropped]
    if at is not None and _opens_block(lines, at):
        return _closed(rest[:at] + new + rest[at:])
    if not new:
        return _closed(rest)
    end = "\r" if new[0].endswith("\r") else ""
    after = _after_clauses(rest)
    return _closed([*rest[:after], end, f"import ({end}", *new, f"){end}", *rest[after:]])


def _opens_block(lines: list[str], at: int) -> bool:
    """Whether line `at` stands inside an import block."""
    for line in reversed(lines[:at]):
        if _BLOCK.match(line.rstrip("\r")):
            return True
        if line.startswith((")", "import", "package")):
            return False
    return False


def _after_clauses(lines: list[str]) -> int:
    """Return the line after the package clause, and after the imports where there are any."""
    at = 0
    inside = False
    for number, line in enumerate(_without_block_comments("\n".join(lines)).split("\n")):
        opens = _BLOCK.match(line.rstrip("\r")) is not None
        if opens or line.startswith(("package ", "import ")) or (inside and line.startswith(")")):
            at = number + 1
        inside = opens or (inside and not line.startswith(")"))
    return at


def _closed(lines: list[str]) -> str:
    text = "\n".join(lines)
    # An import block that lost its last line would be valid Go, and puzzling.
    text = re.sub(r"^import \(\r?\n\)\r?\n?", "", text, flags=re.MULTILINE)
    return text if text.endswith("\n") else text + "\n"


def _rendered(comments: Mapping[str, str]) -> list[str]:
    # gofmt aligns the comments of neighbouring lines; a file that an editor reformats would be changed for ever.
    width = max(map(len, comments), default=0)
    return [f'\t_ "{path}"{" " * (width - len(path))} // {comments[path]}' for path in sorted(comments)]


def _comment(names: Iterable[str]) -> str:
    return f"{_MARK} {', '.join(names)}"


def _without_block_comments(text: str) -> str:
    """Return the text with what stands in /* */ blanked, its lines where they were."""
    return re.sub(
        r'//[^\n]*|"[^"\n]*"|/\*.*?\*/',
        lambda match: re.sub(r"[^\n]", " ", match[0]) if match[0].startswith("/*") else match[0],
        text,
        flags=re.DOTALL,
    ).replace("\r", "")
