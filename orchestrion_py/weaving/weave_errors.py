"""The faults of aspects that show during weaving."""

from __future__ import annotations


class WeaveError(Exception):
    """An aspect asked for something that cannot be done at the node it matched.

    `message` is complete: it names the aspect, the Go file and line. `hint` is what to do.
    """

    def __init__(self, message: str, hint: str = "correct the aspect, or narrow its join point") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SnippetError(Exception):
    """A rendered template is not the Go that its advice needs; `offset` is the character of `rendered` with the fault."""

    def __init__(self, message: str, rendered: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.rendered = rendered
        self.offset = offset
