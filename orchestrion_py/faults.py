"""Faults that a user can mend: one clear message and a hint, never a traceback."""

from __future__ import annotations


class Fault(Exception):
    """What is wrong, where, and what to do; `status` is the exit code it ends with."""

    def __init__(self, message: str, hint: str = "", *, status: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.status = status

    def __str__(self) -> str:
        return f"pyorch: {self.message}" + (f"\n  hint: {self.hint}" if self.hint else "")
