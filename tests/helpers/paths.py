"""Where the things lie that tests of several folders use."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
NOTES = REPOSITORY / "examples" / "notes"
# A program for each framework, in one module.
FRAMEWORKS = REPOSITORY / "tests" / "system" / "frameworks"
STORIES = REPOSITORY / "tests" / "scripts" / "stories"
