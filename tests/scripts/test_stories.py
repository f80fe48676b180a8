"""One story for each way that people build Go, played with pyorch and with plain go, which must give the same result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.scripts.stage import Skipped, Stage, StoryFailure, remove
from tests.scripts.story import Story, read_story
from tests.scripts.transcript import differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _pytest.mark.structures import ParameterSet

STORIES = Path(__file__).with_name("stories")


def _stories() -> Iterator[ParameterSet]:
    for path in sorted(STORIES.glob("*/*.txt")):
        story = read_story(path)
        marks = [pytest.mark.build, *([pytest.mark.slow] if story.slow else [])]
        yield pytest.param(story, id=f"{path.parent.name}/{path.stem}", marks=marks)


@pytest.mark.parametrize("story", list(_stories()))
def test_story(story: Story, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    # One folder for both, so that output with its name is the same.
    woven, plain = (Stage(tmp_path / "work", woven=woven) for woven in (True, False))
    for name in ("area", "row", "slow", "limit"):
        record_property(name, getattr(story, name))
    failure = _played(story, woven, plain)
    record_property("notes", woven.notes)
    if failure:
        pytest.fail(failure, pytrace=False)
    found = differences(woven.transcript, plain.transcript)
    if found:
        pytest.fail(f"not what plain go makes of it:\n{found}", pytrace=False)
    remove(tmp_path / "work")


def _played(story: Story, *stages: Stage) -> str:
    """What differed from the story, if anything."""
    try:
        for stage in stages:
            stage.play(story)
    except Skipped as reason:
        pytest.skip(str(reason))
    except StoryFailure as failure:
        return str(failure)
    return ""
