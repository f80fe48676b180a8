"""What a check found, and what it may look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# A fault: a build fails, or its program sends no traces without a word. A warning: it may be what you want.
OK, WARNING, FAULT = "ok", "warning", "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found. `remedy` is empty if all is well."""

    check: str
    status: str
    text: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What checks look at: the environment, the folder of the build, the go command, and what `go env` prints in that folder.

    `proves`: compile what go's cache lacks.
    """

    environment: Mapping[str, str]
    folder: str
    go: str
    settings: Mapping[str, str]
    proves: bool = False
