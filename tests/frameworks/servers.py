"""The servers that some programs talk to, started for one program each; the environment tells it where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import ExitStack


def needed_by(_program: str, _stack: ExitStack) -> dict[str, str]:
    """Start what a program needs, until the stack is closed; the variables by which the program finds it."""
    return {}
