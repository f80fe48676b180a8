"""Workflow commands of GitHub Actions: lines of a log that GitHub shows as annotations of a file."""

from __future__ import annotations

# As in the toolkit of GitHub Actions (packages/core/src/command.ts). The percent sign comes first.
_IN_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTIES = (*_IN_DATA, (":", "%3A"), (",", "%2C"))


def workflow_command(kind: str, message: str, **properties: str | int) -> str:
    """Return a command such as `::warning file=main.go,line=3,title=PY0309::…`, as one line.

    Args:
        kind: `error`, `warning` or `notice`.
        message: the text of the annotation, which may have several lines.
        properties: `file`, `line`, `col` and `title`. Those that are empty or zero are left out.
    """
    given = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTIES)}" for name, value in properties.items() if value)
    return f"::{kind}{' ' if given else ''}{given}::{_escaped(message, _IN_DATA)}"


def _escaped(text: str, characters: tuple[tuple[str, str], ...]) -> str:
    for character, escape in characters:
        text = text.replace(character, escape)
    return text
