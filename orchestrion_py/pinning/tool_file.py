"""Edits orchestrion.tool.go, whose imports keep the injected packages in go.mod; the user's own lines stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.file_names import REQUIRE_DIRECTIVE
from orchestrion_py.vendors.registry import ORCHESTRION_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEADER = """\
// Code that pyorch weaves into this module imports the packages below; this file keeps them in go.mod. Commit it.
// `pyorch pin` writes the lines marked "pyorch:" and leaves every other line as it is.

//go:build tools

package tools
"""

_MARK = "pyorch:"
_IMPORT = re.compile(r'^\s*(?:import\s+)?(?:[\w.]+\s+)?"(?P<path>[^"\s]+)"\s*(?:;\s*)?(?://\s*(?P<comment>.*?))?\s*$')
_BLOCK = re.compile(r"^import\s*\(\s*(?://.*)?$")


@dataclass(frozen=True, slots=True)
class Import:
    """An import in the tool file: its line (counted from 0), its path, the comment after it."""

    line: int
    path: str
    comment: str

    @property
    def ours(self) -> bool:
        """Whether `pyorch pin` wrote the line."""
        return self.comment.startswith(_MARK)

    @property
    def integration(self) -> bool:
        """Whether pyorch or Orchestrion wrote the line for an integration; `--prune` may remove such a line."""
        return self.ours or self.comment == ORCHESTRION_MARK


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
    """Return the tool file with an import for each of `purposes` (path -> names of integrations), without `pruned`.

    `text` is the current file, "" if there is none. A line that the user wrote stays, also if it imports such a path. If
    the file has all imports already, it stays as it is, whatever its layout.
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


def with_requirement(text: str) -> str:
    """Return the tool file with the line that requires its integrations, in front of the build constraint."""
    if not text or REQUIRE_DIRECTIVE in text.splitlines():
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    at = re.search(r"^(?://go:build|package)\b", text, re.MULTILINE)
    place = at.start() if at else 0
    return f"{text[:place]}{REQUIRE_DIRECTIVE}{end}{end}{text[place:]}"


def without_requirement(text: str) -> str:
    """Return the tool file without that line."""
    return re.sub(rf"^{REQUIRE_DIRECTIVE}\r?\n(?:\r?\n)?", "", text, flags=re.MULTILINE)


def _spliced(text: str, dropped: set[int], new: list[str]) -> str:
    lines = text.split("\n")
    # In a file with CRLF line ends, new lines must have them too: otherwise git reports a change in every line.
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
    """Return whether line `at` is inside an import block."""
    for line in reversed(lines[:at]):
        if _BLOCK.match(line.rstrip("\r")):
            return True
        if line.startswith((")", "import", "package")):
            return False
    return False


def _after_clauses(lines: list[str]) -> int:
    """Return the line after the imports, or after the package clause if there are none."""
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
    # An empty import block would be valid Go, but puzzling. The blank line in front of it came with it.
    text = re.sub(r"(?:^\r?\n)?^import \(\r?\n\)\r?\n?", "", text, flags=re.MULTILINE)
    return text if text.endswith("\n") else text + "\n"


def _rendered(comments: Mapping[str, str]) -> list[str]:
    # gofmt aligns the comments of adjacent lines. Otherwise an editor and `pyorch pin` would undo each other's changes.
    width = max(map(len, comments), default=0)
    return [f'\t_ "{path}"{" " * (width - len(path))} // {comments[path]}' for path in sorted(comments)]


def _comment(names: Iterable[str]) -> str:
    return f"{_MARK} {', '.join(names)}"


def _without_block_comments(text: str) -> str:
    """Return the text with spaces in place of /* */ comments, so that lines keep their numbers."""
    return re.sub(
        r'//[^\n]*|"[^"\n]*"|/\*.*?\*/',
        lambda match: re.sub(r"[^\n]", " ", match[0]) if match[0].startswith("/*") else match[0],
        text,
        flags=re.DOTALL,
    ).replace("\r", "")
