"""Writes docs/compatibility.md from what the stories of tests/scripts came to when they were last played: `make docs`."""

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

# Of these the rows are told by tests of tests/system/conditions, each of which names its row.
HARDSHIPS = ("caches", "reproducibility", "concurrency", "faults", "security", "Python")

_HEAD = """# Every way that people build Go

Each row is a story of [tests/scripts](../tests/scripts): commands that are run with `pyorch go` and then with plain go. Both must
end alike and print the same; the woven program is run as well, and must tell its spans, and the plain one none.

| mark | |
|---|---|
| ✓ | as with plain go, and woven |
| ✗ | does not work; the row says why, and what is told |
| – | not tried on the machine that wrote this page |

`make test` plays these stories, `make test-all` the slow ones as well, and writes this page. Last on {machine}.
From "Caches" on, a row is what tests of [tests/system/conditions](../tests/system/conditions) do,
on a small woven program that is run each time.
"""

_JUDGE = """## The standard library as a judge

The tests of Go's own packages (`-short`), by plain go and by `pyorch go test`, from a pinned module with the aspects that
`pyorch pin` finds for it. [The test](../tests/system/trust/test_standard_library.py) compares how each of them ends, and which
source positions it prints.

"""


def page(results: dict[str, Any]) -> str:
    """The text of the page, from what is kept of the last runs."""
    tables = [_table(area, results.get("stories", {})) for area in AREAS]
    tables += [_hardships(area, results.get("hardships", {})) for area in HARDSHIPS]
    tables.append(_standard_library(results.get("standard-library", {}).get("whole")))
    tables.append(programs.section(results.get("programs", {})))
    return "\n".join([_HEAD.format(machine=results["machine"]), *tables])


def _hardships(area: str, tests: dict[str, Any]) -> str:
    """A row for all tests of tests/system/conditions that name it."""
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
    """What became of the tests of Go's own packages."""
    if found is None:
        return f"{_JUDGE}Not tried yet.\n"
    lines = [
        f"{_JUDGE}| | |\n|---|---|",
        f"| packages with tests / that pass plainly | {found['packages']} / {found['passed']} |",
        f"| tests and subtests | {found['tests']:,} |",
        f"| packages that the aspects change; all others are built upon them | {', '.join(found['woven'])} |",
        f"| end otherwise | {len(found['differing']) or 'none'} |",
        f"| not the same in two runs, and so no proof | {_escaped('; '.join(found['unsteady'])) or 'none'} |",
    ]
    if found["differing"]:
        lines += ["", "| ends otherwise | why |", "|---|---|"]
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
        return "–", "not played yet"
    if result["outcome"] == "skipped":
        return "–", result["why"]
    if result["outcome"] != "passed":
        return "✗", "the story fails"
    remarks = "; ".join(result.get("notes", ()))
    return ("✗", story.limit) if story.limit else ("✓", remarks)


def _escaped(text: str) -> str:
    return text.replace("|", r"\|")


if __name__ == "__main__":
    if not RESULTS.exists():
        sys.exit("no story has been played yet: `make test`, or `make test-all`")
    PAGE.write_text(page(json.loads(RESULTS.read_text(encoding="utf-8"))), encoding="utf-8")
