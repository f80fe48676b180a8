"""The releases of Go that pyorch works with."""

from __future__ import annotations

OLDEST_GO = (1, 25)


def oldest_go() -> str:
    """Return the oldest supported release as people write it: "1.25"."""
    return ".".join(map(str, OLDEST_GO))


def is_too_old(version: str) -> bool:
    """Return whether a GOVERSION, such as "go1.24.9" or "devel go1.27-1a2b3c", is older than the oldest release."""
    import re

    match = re.search(r"go(\d+)\.(\d+)", version)
    return match is not None and (int(match[1]), int(match[2])) < OLDEST_GO
