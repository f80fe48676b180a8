"""Profile-guided optimization: the packages that one call injects must be compiled by the profile that the call is compiled by.

With -pgo=auto every main package may have a profile of its own, and a nested build has no main package that would bring one. A
compile call names the digest that `go tool preprofile` made of the profile, and -pgo wants a profile: so one is written of
which preprofile makes that same digest (cmd/internal/pgo), and the nested build comes to the same action ids as the outer one.
"""

from __future__ import annotations

import os

from orchestrion_py.toolexec.cache.atomic_files import write_atomically

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    from orchestrion_py.toolexec.plan.plan_folder import Plan

    Key = TypeVar("Key")

_HEADER = "GO PREPROFILE V1\n"
# Call sites count from the line where their function starts; one may lie above it, by a line directive.
_START = 1 << 20
# Far from every call site, so that a function that calls itself is still two nodes of the graph.
_ELSEWHERE = 1


def profile_of_digest(plan: Plan, digest: str) -> str:
    """The path of a profile that comes to the digest a compile call names; empty where it names none."""
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
    """The path of the profile that a program is linked with; empty where it has none."""
    with open(importcfg, encoding="utf-8", errors="surrogateescape") as file:
        named = any(line.startswith("modinfo ") and r"build\t-pgo=" in line for line in file)
    if not named:
        return ""
    chosen: list[str] = [flag.partition("=")[2] for flag in plan.facts()["flags"] if flag.startswith("-pgo=")][-1:]
    if chosen and chosen != ["auto"]:
        return os.path.abspath(chosen[0])
    return f"{_folder_of(plan, program)}/default.pgo"


def digest_into_cache(plan: Plan, profile: str) -> None:
    """Have go digest a profile: `go list -export` takes digests out of the cache, and does without one that it does not find.

    cmd/go/internal/work, pgoActor. Any build does for it, so this is one of a package that imports nothing.
    """
    from orchestrion_py.toolexec.nested_go import run_nested

    run_nested(plan, ["build", f"-pgo={profile}", "cmp"], {})


def _folder_of(plan: Plan, program: str) -> str:
    from orchestrion_py.toolexec.nested_go import list_nested

    return list_nested(plan, ["-find", "-f={{.Dir}}"], [program]).out.strip()


def profile(digest: str) -> bytes:
    """A profile in pprof's format from which go tool preprofile makes the digest again; ValueError where it is none."""
    if not digest.startswith(_HEADER):
        raise ValueError("this Go digests profiles in a way that pyorch does not know")
    lines = digest[len(_HEADER) :].splitlines()
    functions: dict[str, int] = {}
    places: dict[tuple[int, int], int] = {}
    samples = []
    for caller, callee, figures in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        offset, weight = map(int, figures.split())
        leaf = (_number(functions, callee), _ELSEWHERE)
        site = (_number(functions, caller), _START + offset)
        stack = [_number(places, leaf), _number(places, site)]
        samples.append(_message([(1, _packed(stack)), (2, _packed([weight]))]))
    # A profile without samples is an empty file.
    return _assembled(samples, functions, places) if samples else b""


def _number(known: dict[Key, int], key: Key) -> int:
    """The number of something, from 1 on."""
    return known.setdefault(key, len(known) + 1)


def _assembled(samples: list[bytes], functions: dict[str, int], places: dict[tuple[int, int], int]) -> bytes:
    """The message `Profile` of github.com/google/pprof/proto/profile.proto."""
    strings = ["", "samples", "count", *functions]
    first = len(strings) - len(functions) - 1  # the string of function 1 is the one behind this
    return _message([
        (1, _message([(1, strings.index("samples")), (2, strings.index("count"))])),
        *((2, sample) for sample in samples),
        *((4, _message([(1, n), (4, _message([(1, function), (2, line)]))])) for (function, line), n in places.items()),
        *((5, _message([(1, n), (2, first + n), (5, _START)])) for n in functions.values()),
        *((6, text.encode("utf-8", "surrogateescape")) for text in strings),
    ])  # fmt: skip


def _message(fields: Iterable[tuple[int, int | bytes]]) -> bytes:
    """A message of protocol buffers: numbers as varints, everything else with its length in front."""
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
