"""The one table of packages that weaving treats in a way of their own: vendors' runtimes, which must not trace themselves."""

from __future__ import annotations

from enum import Enum


class Mode(Enum):
    """What may be woven into a package."""

    NORMAL = "every aspect"
    INTERNAL = "only aspects marked tracer-internal"
    NEVER = "nothing"


_DDTRACE = "github.com/DataDog/dd-trace-go"

# The first row whose prefix a path equals or lies below decides.
TABLE: tuple[tuple[str, Mode], ...] = (
    ("github.com/DataDog/orchestrion/runtime", Mode.NORMAL),
    ("github.com/DataDog/orchestrion", Mode.NEVER),
    ("gopkg.in/DataDog/dd-trace-go.v1", Mode.INTERNAL),
    (f"{_DDTRACE}/internal/orchestrion/_integration", Mode.NORMAL),
    (f"{_DDTRACE}/v2/internal/orchestrion/_integration", Mode.NORMAL),
    (_DDTRACE, Mode.INTERNAL),
    ("github.com/DataDog/go-tuf/client", Mode.NEVER),
    # What pyorch itself adds to a build.
    ("pyorch", Mode.NEVER),
)


def mode_of(import_path: str) -> Mode:
    """What may be woven into the package at an import path."""
    for prefix, mode in TABLE:
        if import_path == prefix or import_path.startswith(prefix + "/"):
            return mode
    return Mode.NORMAL
