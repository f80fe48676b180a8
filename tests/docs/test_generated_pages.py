"""The generated pages are up to date."""

from __future__ import annotations

import json
import re
import runpy

from docs.generate import reference, screenshots
from tests.helpers.paths import REPOSITORY


def test_the_pages_of_integrations_are_current() -> None:
    generator = runpy.run_path(str(REPOSITORY / "docs" / "generate" / "integrations.py"))
    for page in generator["PAGES"]:
        assert page.file.read_text() == generator["text_of"](page), "run `make docs`"


def test_the_pages_of_the_reference_are_current() -> None:
    for name, text_of in reference.PAGES.items():
        assert (reference.FOLDER / name).read_text(encoding="utf-8") == text_of(), "run `make docs`"


def test_every_variable_that_the_code_reads_is_documented() -> None:
    sources = [*reference.PRODUCT.rglob("*.py"), reference.PRODUCT / "toolexec" / "front" / "pyorch"]
    read = {
        name for path in sources for name in re.findall(r"\bPYORCH_[A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8"))
    }
    assert read == (reference.VARIABLES.keys() | reference.INTERNAL.keys()) - {"NO_COLOR", "FORCE_COLOR"}


def test_the_page_of_the_schema_names_its_identifier() -> None:
    identifier = json.loads(reference.SCHEMA.read_text(encoding="utf-8"))["$id"]
    assert f"`{identifier}`" in (reference.FOLDER / "schema.md").read_text(encoding="utf-8")


def test_every_story_has_a_row() -> None:
    page = (REPOSITORY / "docs" / "compatibility.md").read_text(encoding="utf-8")
    stories = [
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "tests" / "scripts" / "stories").glob("*/*.txt")
    ]
    assert [story for story in stories if f"(../{story})" not in page] == [], "run `make scripts`"


def test_the_picture_of_the_terminal_is_current() -> None:
    picture = screenshots.TERMINAL.read_text(encoding="utf-8")
    assert picture == screenshots.terminal_picture(), "run `make screenshots`"
    assert "GET" in picture
    assert "url(" not in picture.replace("url(#", ""), "the picture asks another site"
