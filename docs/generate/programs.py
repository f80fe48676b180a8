"""The table of well-known programs in docs/compatibility.md, from what tests/programs came to when it was last run."""

from __future__ import annotations

from typing import Any

from tests.programs.known import PROGRAMS

_HEAD = """## Programs that many know

[tests/programs](../tests/programs) takes them from the module proxy as they are, pins them, and builds them plainly and by
pyorch (`make programs`, an hour or more). Plain and woven they are run and asked, and answer the same; the woven one tells at
least the spans that its file names, the plain one none; tests of theirs end the same.

Cold is a build with empty caches: of the program alone, and woven with the tracing library, some 250 packages, and those of the
standard library that change with it. Edited is one after a change of the main package. Memory is the most that all processes of
the cold build had at one moment. The machine, two cores, had other work at times.

| program | packages | woven: packages, files | binary MB | cold s | edited s | memory MiB | spans | tests |
|---|---|---|---|---|---|---|---|---|
"""


def section(programs: dict[str, Any]) -> str:
    """The table, a row for each program, the smallest first; those that have not been tried yet are the last."""
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
