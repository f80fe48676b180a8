"""The one table of packages that weaving treats in a way of their own: vendors' runtimes, which must not trace themselves."""

from __future__ import annotations

# What may be woven into a package. Plain strings: this is read in front of every compile call that might weave.
Mode = str
NORMAL: Mode = "every aspect"
INTERNAL: Mode = "only aspects marked tracer-internal"
NEVER: Mode = "nothing"

_DDTRACE = "github.com/DataDog/dd-trace-go"

# The first row that a path matches decides; as in go's own patterns, /... is the path itself and all below it.
TABLE: tuple[tuple[str, Mode], ...] = (
    ("github.com/DataDog/orchestrion/runtime/...", NORMAL),
    ("github.com/DataDog/orchestrion/...", NEVER),
    ("gopkg.in/DataDog/dd-trace-go.v1/...", INTERNAL),
    (f"{_DDTRACE}/internal/orchestrion/_integration/...", NORMAL),
    (f"{_DDTRACE}/v2/internal/orchestrion/_integration/...", NORMAL),
    (f"{_DDTRACE}/...", INTERNAL),
    ("github.com/DataDog/go-tuf/client", NEVER),
    # What pyorch itself adds to a build.
    ("pyorch/...", NEVER),
)


def mode_of(import_path: str) -> Mode:
    """What may be woven into the package at an import path."""
    for pattern, mode in TABLE:
        path = pattern.removesuffix("/...")
        if import_path == path or (path != pattern and import_path.startswith(path + "/")):
            return mode
    return NORMAL
