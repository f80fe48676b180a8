"""Pages that are generated are as they would be generated now."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_integrations_is_current() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "integrations.py"))["page"]
    assert (ROOT / "docs" / "integrations.md").read_text() == page(), "run `make docs`"


def test_every_story_has_a_row() -> None:
    page = (ROOT / "docs" / "compatibility.md").read_text(encoding="utf-8")
    stories = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "scripts" / "stories").glob("*/*.txt")]
    assert [story for story in stories if f"(../{story})" not in page] == [], "run `make scripts`"
