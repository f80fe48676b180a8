"""`make docs` builds a site from the pages, without one warning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from docs.generate import site
from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    site.build(tmp_path / "pages", tmp_path / "site")
    overview = (tmp_path / "site" / "llms.txt").read_text(encoding="utf-8")
    everything = (tmp_path / "site" / "llms-full.txt").read_text(encoding="utf-8")
    for _, _, name in site.nav_entries():
        assert f"]({name}): " in overview
        assert f"<!-- {name} -->" in everything
    assert (tmp_path / "site" / "reference" / "orchestrion.schema.json").exists()
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<(?:link|script|img)[^>]*(?:src|href)="https?:[^>]*', page) == [], "the page asks another site"


def test_a_broken_link_fails_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def copy_with_a_broken_link(folder: Path) -> None:
        folder.mkdir()
        (folder / "index.md").write_text("# Only page\n\n[nowhere](nowhere.md)\n", encoding="utf-8")

    monkeypatch.setattr(site, "copy_pages", copy_with_a_broken_link)
    with pytest.raises(Abort):
        site.build(tmp_path / "pages", tmp_path / "site")


def test_links_out_of_docs_lead_to_copies(tmp_path: Path) -> None:
    site.copy_pages(tmp_path)
    page = (tmp_path / "contributing.md").read_text(encoding="utf-8")
    assert "](integrations.md)" in page
    integrations = (tmp_path / "integrations.md").read_text(encoding="utf-8")
    (place, *_) = re.findall(r"\]\((source/[^)]*main\.go\.txt)\)", integrations)
    assert (tmp_path / place).read_text() == (REPOSITORY / place[len("source/") : -len(".txt")]).read_text()
