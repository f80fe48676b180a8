"""Errors that a user can fix: one message and a hint, never a traceback."""

from __future__ import annotations

from orchestrion_py.message_codes import with_code


class Fault(Exception):
    """An error that a user can fix.

    `message` says what failed, where and why. `hint` says what to do. `status` is the exit code.
    """

    def __init__(self, message: str, hint: str = "", *, status: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.status = status

    def __str__(self) -> str:
        return f"pyorch: {with_code(self.message)}" + (f"\n  hint: {self.hint}" if self.hint else "")
