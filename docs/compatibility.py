"""Writes docs/compatibility.md from what the stories of tests/scripts came to when they were last played: `make docs`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.scripts.story import Story, read_story

HERE = Path(__file__).parent
PAGE = HERE / "compatibility.md"
STORIES = HERE.parent / "tests" / "scripts" / "stories"
RESULTS = HERE.parent / "build" / "compatibility.json"

AREAS = ("go releases", "flags", "verbs", "layouts", "languages and tools", "test variants")

_HEAD = """# Every way that people build Go

Each row is a story of [tests/scripts](../tests/scripts): commands that are run with `pyorch go` and then with plain go. Both must
end alike and print the same; the woven program is run as well, and must tell its spans, and the plain one none.

| mark | |
|---|---|
| ✓ | as with plain go, and woven |
| ✗ | does not work; the row says why, and what is told |
| – | not tried on the machine that wrote this page |

`make test` plays these stories, `make test-all` the slow ones as well, and writes this page. Last on {machine}.
"""


def page(results: dict[str, Any]) -> str:
    """The text of the page, from what is kept of the last runs."""
    tables = [_table(area, results["stories"]) for area in AREAS]
    return "\n".join([_HEAD.format(machine=results["machine"]), *tables])


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
