"""The error of a template, with its place."""

from __future__ import annotations


class TemplateError(Exception):
    """A template that cannot be parsed or rendered.

    `message` is Go's own text where Go has one: `template: NAME:LINE: ...` from the parser, and
    `template: NAME:LINE:COLUMN: executing ...` from execution, where Go counts columns in bytes from zero.
    `reason` is the part after the position. `line` and `column` are for people: they count characters from one, and are
    zero if the position is unknown. A function or method that a template calls may raise `TemplateError("reason")`;
    the execution adds the position of the call.
    """

    def __init__(self, message: str, line: int = 0, column: int = 0, reason: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.reason = message if reason is None else reason

    def __reduce__(self) -> tuple[object, ...]:
        return (TemplateError, (self.message, self.line, self.column, self.reason))


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Return the line and column of a character offset, both from one."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
