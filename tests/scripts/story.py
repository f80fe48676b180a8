"""A story: one file in txtar form, a script first and then the files that it works on. README.md tells the words."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# golang.org/x/tools/txtar: a file begins behind a line that is its name between dashes.
_MARKER = re.compile(r"^-- (.+) --\n", re.MULTILINE)
_CONDITION = re.compile(r"\[(!?)([^\]]+)\]\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """`[name]` or `[!name]` in front of a command."""

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
    """What a file tells: which row of docs/compatibility.md it proves, by which commands, on which files.

    `slow` and `limit` are empty or a sentence: why it is slow, and what does not work.
    """

    area: str
    row: str
    slow: str
    limit: str
    commands: tuple[Command, ...]
    files: dict[str, str]


class StoryError(ValueError):
    """A file that is no story; the message has the line."""


def read_story(path: Path) -> Story:
    """Read a story file; StoryError where it is none."""
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
    """The comment of a txtar archive, which is our script, and its files by name."""
    script, *parts = _MARKER.split(text)
    return script, dict(zip(parts[::2], parts[1::2], strict=True))


def _headers(script: str) -> dict[str, str]:
    """`# key: text` in the first block of comments; the text may go on in lines that are indented further."""
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
