"""Whether output has colours. Every command asks here."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console


def has_colours(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Return whether a stream takes colours: NO_COLOR forbids them, FORCE_COLOR demands them, and a terminal has them."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and not _is_dumb(environment)


def console(*, stderr: bool = False, wraps: bool = False) -> Console:
    """Return a console for stdout or stderr. A pipe that has colours gets the layout of a pipe all the same."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    in_colour = has_colours(stream, os.environ)
    is_terminal = stream.isatty() and not _is_dumb(os.environ)
    return Console(
        stderr=stderr,
        soft_wrap=not wraps,
        highlight=False,
        force_terminal=is_terminal,
        color_system=("auto" if is_terminal else "standard") if in_colour else None,
    )


def _is_dumb(environment: Mapping[str, str]) -> bool:
    return environment.get("TERM", "dumb") == "dumb"
