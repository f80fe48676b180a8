"""A folder of Go sources with aspects for them, which is the current folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.sources import ASPECTS, NO_MATCH, SOURCES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder."""
    for name, text in SOURCES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text)
    (tmp_path / "a.yml").write_text(ASPECTS)
    (tmp_path / "no_match.yml").write_text(NO_MATCH)
    monkeypatch.chdir(tmp_path)
    return tmp_path
