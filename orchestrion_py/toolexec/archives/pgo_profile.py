"""Profile-guided optimization: go must compile injected packages with the profile of the call that needs them.

With -pgo=auto every main package can have a profile of its own, and a nested build has no main package. A compile call names the
digest that `go tool preprofile` made of the profile, but the flag -pgo needs a profile. So pyorch writes a profile from which
preprofile makes the same digest (cmd/internal/pgo). The nested build then has the same action ids as the outer one.
"""

from __future__ import annotations

import os

from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.cache.atomic_files import write_atomically

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    from orchestrion_py.toolexec.plan.plan_folder import Plan

    Key = TypeVar("Key")

_HEADER = "GO PREPROFILE V1\n"
# Call sites are counted from the line where their function starts. A line directive may put one above it.
_START = 1 << 20
# Far from every call site, so that a function that calls itself is two nodes of the graph.
_CALLEE_LINE = 1


def profile_of_digest(plan: Plan, digest: str) -> str:
    """Return the path of a profile for the digest that a compile call names; empty if it names none."""
    if not digest:
        return ""
    import hashlib

    with open(digest, "rb") as file:
        content = file.read()
    path = plan.path(f"{hashlib.sha256(content).hexdigest()[:16]}.pgo")
    if not os.path.exists(path):
        write_atomically(path, profile(content.decode("utf-8", "surrogateescape")))
    return path


def profile_of_program(plan: Plan, importcfg: str, program: str) -> str:
    """Return the path of the profile that a program is linked with; empty if it has none."""
    with open(importcfg, encoding="utf-8", errors="surrogateescape") as file:
        named = any(line.startswith("modinfo ") and r"build\t-pgo=" in line for line in file)
    if not named:
        return ""
    chosen: list[str] = [flag.partition("=")[2] for flag in plan.facts()["flags"] if flag.startswith("-pgo=")][-1:]
    if chosen and chosen != ["auto"]:
        return os.path.abspath(chosen[0])
    return f"{_folder_of(plan, program)}/default.pgo"


def digest_into_cache(plan: Plan, profile: str) -> None:
    """Make go digest a profile: `go list -export` takes digests from the cache, and ignores a profile without one.

    See pgoActor in cmd/go/internal/work. Any build does that; this one is of a package that imports nothing.
    """
    from orchestrion_py.toolexec.nested_go import run_nested

    run_nested(plan, ["build", f"-pgo={profile}", "cmp"], {})


def _folder_of(plan: Plan, program: str) -> str:
    from orchestrion_py.toolexec.nested_go import list_nested

    return list_nested(plan, ["-find", "-f={{.Dir}}"], [program]).out.strip()


def profile(digest: str) -> bytes:
    """Return a profile in pprof's format from which go tool preprofile makes the digest again. Raises Fault for others."""
    if not digest.startswith(_HEADER):
        raise Fault(
            "cannot read the profile of -pgo: this Go digests profiles in an unknown format", "build with -pgo=off"
        )
    lines = digest[len(_HEADER) :].splitlines()
    functions: dict[str, int] = {}
    places: dict[tuple[int, int], int] = {}
    samples = []
    for caller, callee, figures in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        offset, weight = map(int, figures.split())
        leaf = (_number(functions, callee), _CALLEE_LINE)
        site = (_number(functions, caller), _START + offset)
        stack = [_number(places, leaf), _number(places, site)]
        samples.append(_message([(1, _packed(stack)), (2, _packed([weight]))]))
    # A profile without samples is an empty file.
    return _assembled(samples, functions, places) if samples else b""


def _number(known: dict[Key, int], key: Key) -> int:
    """Return the number of a key, counted from 1."""
    return known.setdefault(key, len(known) + 1)


def _assembled(samples: list[bytes], functions: dict[str, int], places: dict[tuple[int, int], int]) -> bytes:
    """Return the message `Profile` of github.com/google/pprof/proto/profile.proto."""
    strings = ["", "samples", "count", *functions]
    first = len(strings) - len(functions) - 1  # the string of function 1 follows this one
    return _message([
        (1, _message([(1, strings.index("samples")), (2, strings.index("count"))])),
        *((2, sample) for sample in samples),
        *((4, _message([(1, n), (4, _message([(1, function), (2, line)]))])) for (function, line), n in places.items()),
        *((5, _message([(1, n), (2, first + n), (5, _START)])) for n in functions.values()),
        *((6, text.encode("utf-8", "surrogateescape")) for text in strings),
    ])  # fmt: skip


def _message(fields: Iterable[tuple[int, int | bytes]]) -> bytes:
    """Return a message of protocol buffers: numbers as varints, everything else behind its length."""
    parts = []
    for tag, value in fields:
        if isinstance(value, int):
            parts += [_varint(tag << 3), _varint(value)]
        else:
            parts += [_varint(tag << 3 | 2), _varint(len(value)), value]
    return b"".join(parts)


def _packed(numbers: Iterable[int]) -> bytes:
    return b"".join(map(_varint, numbers))


def _varint(number: int) -> bytes:
    parts = []
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])
