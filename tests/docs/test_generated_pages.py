"""The generated pages are up to date."""

from __future__ import annotations

import runpy

from tests.helpers.paths import REPOSITORY


def test_the_pages_of_integrations_are_current() -> None:
    generator = runpy.run_path(str(REPOSITORY / "docs" / "generate" / "integrations.py"))
    for page in generator["PAGES"]:
        assert page.file.read_text() == generator["text_of"](page), "run `make docs`"


def test_every_story_has_a_row() -> None:
    page = (REPOSITORY / "docs" / "compatibility.md").read_text(encoding="utf-8")
    stories = [
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "tests" / "scripts" / "stories").glob("*/*.txt")
    ]
    assert [story for story in stories if f"(../{story})" not in page] == [], "run `make scripts`"
