"""How large the cache may become: PYORCH_CACHE_SIZE, or 2 GiB."""

from __future__ import annotations

from orchestrion_py.faults import Fault

VARIABLE = "PYORCH_CACHE_SIZE"
_DEFAULT = 2 << 30
_UNITS = ("", "K", "M", "G", "T")


def size_limit(environment: dict[str, str]) -> int:
    """Return the limit in bytes. Raises Fault if the variable is not a size."""
    text = environment.get(VARIABLE)
    if not text:
        return _DEFAULT
    import re

    size = re.fullmatch(r"([0-9]{1,15}(?:\.[0-9]{1,9})?) ?([KMGT]?)(?:I?B)?", text.strip().upper())
    limit = int(float(size[1]) * 1024 ** _UNITS.index(size[2])) if size else 0
    if limit == 0:
        raise Fault(
            f"{VARIABLE}={text} is not a size above zero",
            f"set a number of bytes, or a number with K, M, G or T, as in {VARIABLE}=500M",
            status=2,
        )
    return limit
