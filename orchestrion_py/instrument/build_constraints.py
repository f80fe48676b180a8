"""Build constraints: whether a file needs the tag `ignore` or `exclude`, and so is not part of any program."""

from __future__ import annotations

import itertools
import re

_CLAUSE = re.compile(rb"^package\s", re.MULTILINE)
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"\s*(\|\||&&|!|\(|\)|[\w.]+)")
_NEVER = ("ignore", "exclude")
# With more tags than these, there are too many combinations to try; such a file counts as part of a program.
_MOST_TAGS = 14


def is_excluded(text: bytes) -> bool:
    """Whether every combination of tags without `ignore` and `exclude` excludes the file from builds."""
    expression = _expression(text)
    if expression is None:
        return False
    tags = sorted(set(re.findall(r"[\w.]+", expression)) - set(_NEVER))
    if len(tags) > _MOST_TAGS:
        return False
    try:
        return not any(
            _Parser(expression, {tag for tag, is_set in zip(tags, chosen, strict=True) if is_set}).value()
            for chosen in itertools.product((True, False), repeat=len(tags))
        )
    except _MalformedError:
        return False


def _expression(text: bytes) -> str | None:
    """The constraint of a file as one expression: `//go:build`, else all lines `// +build`, in front of the package clause."""
    clause = _CLAUSE.search(text)
    header = _COMMENT.sub(b"", text[: clause.start() if clause else len(text)])
    lines = [line.strip() for line in header.decode("utf-8", "replace").split("\n")[:-1]]
    for line in lines:
        if line.startswith("//go:build "):
            return line.removeprefix("//go:build ")
    blank = max((index for index, line in enumerate(lines) if not line), default=-1)
    # A +build line counts only if a blank line follows somewhere.
    old = [found[1] for line in lines[: blank + 1] if (found := re.match(r"//\s*\+build\s+(.*)", line))]
    return " && ".join(f"({_from_plus_build(each)})" for each in old) or None


def _from_plus_build(line: str) -> str:
    """Spaces are `or`, commas `and`."""
    return " || ".join(f"({' && '.join(option.split(','))})" for option in line.split())


class _MalformedError(Exception):
    """A constraint that go rejects as well."""


class _Parser:
    """`||` binds weaker than `&&`, which binds weaker than `!`."""

    def __init__(self, text: str, tags: set[str]) -> None:
        self._tokens: list[str] = []
        position = 0
        while text[position:].strip():
            found = _TOKEN.match(text, position)
            if found is None:
                raise _MalformedError
            self._tokens.append(found[1])
            position = found.end()
        self._tags = tags

    def value(self) -> bool:
        """Whether the constraint is satisfied by these tags."""
        found = self._any()
        if self._tokens:
            raise _MalformedError
        return found

    def _any(self) -> bool:
        found = self._all()
        while self._take("||"):
            found = self._all() or found
        return found

    def _all(self) -> bool:
        found = self._one()
        while self._take("&&"):
            found = self._one() and found
        return found

    def _one(self) -> bool:
        if self._take("!"):
            return not self._one()
        if self._take("("):
            found = self._any()
            if not self._take(")"):
                raise _MalformedError
            return found
        if not self._tokens or not re.fullmatch(r"[\w.]+", self._tokens[0]):
            raise _MalformedError
        return self._tokens.pop(0) in self._tags

    def _take(self, token: str) -> bool:
        if self._tokens[:1] == [token]:
            self._tokens.pop(0)
            return True
        return False
