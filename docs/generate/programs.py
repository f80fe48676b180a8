"""Writes the table of well-known programs in docs/compatibility.md from the last results of tests/programs."""

from __future__ import annotations

from typing import Any

from tests.programs.known import PROGRAMS

_HEAD = """## Well-known programs

[tests/programs](../tests/programs) downloads these programs from the module proxy, pins them, and builds them with plain go
and with pyorch (`make programs`, an hour or more). It runs both programs, sends them the same requests, and compares the
answers. The woven program must send at least the spans that its test names, and the plain program none. The programs' own
tests must have the same results.

* **packages**: the packages of the plain program.
* **cold**: seconds for a build with empty caches. The woven build also compiles the tracing library, some 250 packages, and
  the packages of the standard library that the aspects change.
* **edited**: seconds for a build after a change in the main package.
* **memory**: the peak memory of all processes of the cold build together.

Each cell shows plain → woven. The machine has two cores, and had other work at times.

| program | packages | woven: packages, files | binary MB | cold s | edited s | memory MiB | spans | tests |
|---|---|---|---|---|---|---|---|---|
"""


def section(programs: dict[str, Any]) -> str:
    """Return the table, the smallest program first. Programs without results come last."""
    known = {program.name: program for program in PROGRAMS}
    rows = sorted(((name, programs[name]) for name in known if name in programs), key=lambda row: row[1]["packages"])
    untried = [
        f"| **{name}**, {one.kind}, `{one.module}` |{' – |' * 8}\n"
        for name, one in known.items()
        if name not in programs
    ]
    return _HEAD + "".join([*(_row(name, found) for name, found in rows), *untried])


def _row(name: str, found: dict[str, Any]) -> str:
    plain, woven = found["plain"], found["woven"]
    words = [
        f"**{name}**, {found['kind']}, `{found['module']}`",
        f"{found['packages']:,}",
        f"{found['woven_packages']}, {found['woven_files']}",
        f"{plain['megabytes']} → {woven['megabytes']}",
        _ratio(plain["cold"]["seconds"], woven["cold"]["seconds"]),
        _ratio(plain["edited"]["seconds"], woven["edited"]["seconds"]) if plain["edited"] and woven["edited"] else "–",
        _ratio(plain["cold"]["peak_mib"], woven["cold"]["peak_mib"]),
        f"{found['spans']:,}",
        f"{found['tests']:,}",
    ]
    return f"| {' | '.join(words)} |\n"


def _ratio(plain: float, woven: float) -> str:
    return (
        f"{plain:,.0f} → {woven:,.0f} ({woven / plain:.2f}x)"
        if plain >= 10
        else f"{plain:.1f} → {woven:.1f} ({woven / plain:.2f}x)"
    )
