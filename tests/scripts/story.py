"""Reads a story: a txtar file with a script and the files that it uses. README.md lists the words."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# golang.org/x/tools/txtar: a line with the name between dashes begins a file.
_MARKER = re.compile(r"^-- (.+) --\n", re.MULTILINE)
_CONDITION = re.compile(r"\[(!?)([^\]]+)\]\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition before a command: `[name]` or `[!name]`."""

    name: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Command:
    """One line of a script; `prefix` is `!`, `?` or empty."""

    line: int
    text: str
    conditions: tuple[Condition, ...]
    prefix: str
    unlike: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The content of a story file: its row of docs/compatibility.md, its commands and its files.

    `slow` says why the story is slow, `limit` what does not work; both may be empty.
    """

    area: str
    row: str
    slow: str
    limit: str
    commands: tuple[Command, ...]
    files: dict[str, str]


class StoryError(ValueError):
    """A file is not a story; the message has the line."""


def read_story(path: Path) -> Story:
    """Read a story file; raises StoryError if it is not one."""
    script, files = split_archive(path.read_text(encoding="utf-8"))
    headers = _headers(script)
    if "row" not in headers:
        raise StoryError(f"{path}:1: a story begins with `# row:` and its name in docs/compatibility.md")
    return Story(
        area=path.parent.name.replace("-", " "),
        row=headers["row"],
        slow=headers.get("slow", ""),
        limit=headers.get("limit", ""),
        commands=tuple(_commands(script)),
        files=files,
    )


def split_archive(text: str) -> tuple[str, dict[str, str]]:
    """The comment of a txtar archive, which is the script, and its files by name."""
    script, *parts = _MARKER.split(text)
    return script, dict(zip(parts[::2], parts[1::2], strict=True))


def _headers(script: str) -> dict[str, str]:
    """The lines `# key: text` of the first comment block. Further indented lines continue a text."""
    found: dict[str, str] = {}
    last = ""
    for line in script.splitlines():
        if not line.startswith("#"):
            break
        key, colon, text = line[1:].strip().partition(": ")
        if colon and key in ("row", "slow", "limit"):
            last, found[key] = key, text.strip()
        elif last and line.startswith("#   "):
            found[last] += " " + line[1:].strip()
        else:
            last = ""
    return found


def _commands(script: str) -> list[Command]:
    lines = enumerate(script.splitlines(), 1)
    return [_command(number, line.strip()) for number, line in lines if line.strip() and not line.startswith("#")]


def _command(number: int, line: str) -> Command:
    conditions, rest = [], line
    while found := _CONDITION.match(rest):
        conditions.append(Condition(found[2], wanted=not found[1]))
        rest = rest[found.end() :]
    try:
        words = shlex.split(rest)
    except ValueError as error:
        raise StoryError(f"line {number}: {error}: {line}") from error
    prefix = words.pop(0) if words[:1] in (["!"], ["?"]) else ""
    unlike = words[:1] == ["unlike"]
    words = words[1:] if unlike else words
    if not words:
        raise StoryError(f"line {number}: no command: {line}")
    return Command(number, line, tuple(conditions), prefix, unlike, tuple(words))
