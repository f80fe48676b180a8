"""Writes docs/compatibility.md from the last results of the stories in tests/scripts, for `make docs`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from docs.generate import programs
from tests.scripts.story import Story, read_story

HERE = Path(__file__).parent.parent
PAGE = HERE / "compatibility.md"
STORIES = HERE.parent / "tests" / "scripts" / "stories"
RESULTS = HERE.parent / "build" / "compatibility.json"

AREAS = ("go releases", "flags", "verbs", "layouts", "languages and tools", "test variants")

# Tests of tests/system/conditions make the rows of these areas. Each test names its row.
CONDITIONS = ("caches", "reproducibility", "concurrency", "faults", "security", "Python")

_HEAD = """# Compatibility with the go command

Each row is a test script of [tests/scripts](../tests/scripts). It runs the same commands with `pyorch go` and with plain go.
Both must have the same exit code and print the same. The woven program must also send the spans that the script names, and
the plain program none.

| mark | |
|---|---|
| ✓ | the same as plain go, with spans |
| ✗ | does not work; the row has the reason |
| – | not tested on the machine that wrote this page |

`make test` runs these scripts. `make test-all` also runs the slow ones, and writes this page.

Last run: {machine}.

From "Caches\" on, each row is a group of tests of [tests/system/conditions](../tests/system/conditions). They build and run
a small woven program.
"""

_STANDARD_LIBRARY_HEAD = """## The tests of the standard library

[The test](../tests/system/trust/test_standard_library.py) runs the tests of Go's own packages (`-short`) with plain go and
with `pyorch go test`, from a module that `pyorch pin` has pinned. It compares the result of each test, and the source
positions that the tests print.

"""


def page(results: dict[str, Any]) -> str:
    """Return the text of the page from the results of the last runs."""
    tables = [_table(area, results.get("stories", {})) for area in AREAS]
    tables += [_conditions(area, results.get("conditions", {})) for area in CONDITIONS]
    tables.append(_standard_library(results.get("standard-library", {}).get("whole")))
    tables.append(programs.section(results.get("programs", {})))
    return "\n".join([_HEAD.format(machine=results["machine"]), *tables])


def _conditions(area: str, tests: dict[str, Any]) -> str:
    """Return a table with one row for all tests of tests/system/conditions that name the row."""
    rows: dict[str, list[tuple[str, Any]]] = {}
    for test, found in tests.items():
        if found["area"] == area:
            rows.setdefault(found["row"], []).append((test.partition("::")[0], found))
    lines = [f"## {area[0].upper()}{area[1:]}", "", "| row | | |", "|---|---|---|"]
    for row, found_tests in sorted(rows.items()):
        mark, remark = _verdict([found for _, found in found_tests])
        lines.append(f"| [{_escaped(row)}](../{found_tests[0][0]}) | {mark} | {_escaped(remark)} |")
    return "\n".join([*lines, ""])


def _verdict(tests: list[Any]) -> tuple[str, str]:
    outcomes = {found["outcome"] for found in tests}
    remarks = list(dict.fromkeys(note for found in tests for note in found["notes"]))
    if "failed" in outcomes:
        return "✗", "a test fails"
    return ("✓" if "passed" in outcomes else "–"), "; ".join(
        remarks or sorted({found["why"] for found in tests} - {""})
    )


def _standard_library(found: dict[str, Any] | None) -> str:
    """Return the section on the tests of Go's own packages."""
    if found is None:
        return f"{_STANDARD_LIBRARY_HEAD}Not run yet.\n"
    lines = [
        f"{_STANDARD_LIBRARY_HEAD}| | |\n|---|---|",
        f"| packages with tests / of these, packages that pass with plain go | {found['packages']} / {found['passed']} |",
        f"| tests and subtests | {found['tests']:,} |",
        f"| packages that the aspects change; all others depend on them | {', '.join(found['woven'])} |",
        f"| tests with another result | {len(found['differing']) or 'none'} |",
        f"| tests that differ from run to run, and so prove nothing | {_escaped('; '.join(found['unsteady'])) or 'none'} |",
    ]
    if found["differing"]:
        lines += ["", "| test with another result | reason |", "|---|---|"]
        lines += [f"| {_escaped(test)} | {_escaped(why)} |" for test, why in found["differing"]]
    return "\n".join([*lines, ""])


def _table(area: str, results: dict[str, Any]) -> str:
    lines = [f"## {area[0].upper()}{area[1:]}", "", "| row | | |", "|---|---|---|"]
    for path in sorted((STORIES / area.replace(" ", "-")).glob("*.txt")):
        story = read_story(path)
        mark, remark = _cell(story, results.get(f"{path.parent.name}/{path.stem}"))
        name = f"[{_escaped(story.row)}](../tests/scripts/stories/{path.parent.name}/{path.name})"
        lines.append(f"| {name} | {mark} | {_escaped(remark)} |")
    return "\n".join([*lines, ""])


def _cell(story: Story, result: dict[str, Any] | None) -> tuple[str, str]:
    if result is None:
        return "–", "not run yet"
    if result["outcome"] == "skipped":
        return "–", result["why"]
    if result["outcome"] != "passed":
        return "✗", "the script fails"
    remarks = "; ".join(result.get("notes", ()))
    return ("✗", story.limit) if story.limit else ("✓", remarks)


def _escaped(text: str) -> str:
    return text.replace("|", r"\|")


if __name__ == "__main__":
    if not RESULTS.exists():
        sys.exit("there are no results yet; run `make test` or `make test-all`")
    PAGE.write_text(page(json.loads(RESULTS.read_text(encoding="utf-8"))), encoding="utf-8")
