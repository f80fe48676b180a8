"""Pages that are generated are as they would be generated now."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_integrations_is_current() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "integrations.py"))["page"]
    assert (ROOT / "docs" / "integrations.md").read_text() == page(), "run `make docs`"
