"""Folders of the repository that tests of several folders use."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
NOTES = REPOSITORY / "examples" / "notes"
# One module with a program for each framework.
FRAMEWORKS = REPOSITORY / "tests" / "system" / "frameworks"
STORIES = REPOSITORY / "tests" / "scripts" / "stories"
