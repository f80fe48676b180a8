"""The script language of stories: conditions, checks that hold or fail, and the comparison with plain go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scripts.stage import Skipped, Stage, StoryFailure
from tests.scripts.story import StoryError, read_story, split_archive
from tests.scripts.transcript import Said, differences

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scripts.story import Story

HEAD = "# row: of a test\n"


def story(tmp_path: Path, script: str, head: str = HEAD) -> Story:
    path = tmp_path / "stories" / "two-words" / "one.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + script)
    return read_story(path)


def play(tmp_path: Path, script: str, *, woven: bool = True) -> Stage:
    stage = Stage(tmp_path / "work", woven=woven)
    stage.play(story(tmp_path, script))
    return stage


def test_an_archive_is_a_script_and_files() -> None:
    assert split_archive("a\nb\n-- x/y z.go --\n\none\n-- empty --\n") == (
        "a\nb\n",
        {"x/y z.go": "\none\n", "empty": ""},
    )


def test_the_head_of_a_story(tmp_path: Path) -> None:
    found = story(
        tmp_path,
        "",
        "# row: a: b\n# slow: it takes\n#   its time\n# a comment: of no key\n#   that goes on\n\n# limit: x\n",
    )
    assert (found.area, found.row, found.slow, found.limit) == ("two words", "a: b", "it takes its time", "")


def test_a_command_line(tmp_path: Path) -> None:
    (command,) = story(tmp_path, "[exec:sh] [!plain] ! unlike exec 'a b' \"c\"\n").commands
    assert [(each.name, each.wanted) for each in command.conditions] == [("exec:sh", True), ("plain", False)]
    assert (command.prefix, command.unlike, command.words, command.line) == ("!", True, ("exec", "a b", "c"), 2)


@pytest.mark.parametrize("script", ["exec 'a\n", "!\n", "[woven]\n"])
def test_lines_that_are_not_commands(tmp_path: Path, script: str) -> None:
    with pytest.raises(StoryError, match="line 2"):
        story(tmp_path, script)


def test_a_file_without_a_row_is_not_a_story(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="# row:"):
        story(tmp_path, "", "# just a comment\n")


@pytest.mark.build
@pytest.mark.parametrize(
    "script",
    [
        "exec echo a\nstdout '^a$'\n! stdout b\n! stderr .\n",
        "! exec false\n? exec true\n? exec false\n",
        "exec sh -c 'echo span: b >&2; echo span: a'\nspans b a\n",
        "mkdir a/b\ncp hello/go.mod a/b/c\ncmp a/b/c hello/go.mod\ncd a\nexists b/c\n! exists c\nmv b/c d\nrm b\n! exists b\n",
        "exec echo a\ncp stdout kept\ngrep ^a$ kept\n! grep b kept\n",
        "env A=b C=$WORK/c\nexec echo $A ${C}d '$ $NOTHING$'\nstdout '^b .*/work/cd [$] [$]NOTHING[$]$'\n",
        "symlink link hello\ncd link\nexists main.go\n",
        "[exec:sh] exec true\n[!exec:sh] exec false\n[exec:no-such-program] exec false\n[before-go:1.2] exec false\n",
        "stop\nexec false\n",
        "exists file\n-- file --\n",
    ],
)
def test_checks_that_hold(tmp_path: Path, script: str) -> None:
    play(tmp_path, script)


@pytest.mark.build
@pytest.mark.parametrize(
    "script",
    [
        "exec false\n",
        "! exec true\n",
        "exec no-such-program\n",
        "exec echo a\n! stdout a\n",
        "exec echo a\nstdout b\n",
        "stdout a\n",
        "exec echo span: a\nspans\n",
        "exec echo span: a\nspans b\n",
        "exists nothing\n",
        "! exists hello\n",
        "cd nowhere\n",
        "cp nothing something\n",
        "cmp hello/go.mod tracer/go.mod\n",
        "no-such-word\n",
        "[no-such-condition] exec true\n",
    ],
)
def test_checks_that_fail(tmp_path: Path, script: str) -> None:
    with pytest.raises(StoryFailure):
        play(tmp_path, script)


@pytest.mark.build
def test_with_plain_go_there_are_no_spans(tmp_path: Path) -> None:
    play(tmp_path, "exec echo a\nspans b c\n", woven=False)
    with pytest.raises(StoryFailure):
        play(tmp_path, "exec echo span: b\nspans b\n", woven=False)


@pytest.mark.build
def test_other_commands_of_pyorch_are_left_out_with_plain_go(tmp_path: Path) -> None:
    assert play(tmp_path, "pyorch no-such-command\n", woven=False).transcript == []


@pytest.mark.build
def test_a_story_is_skipped_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(Skipped, match="for want of it"):
        play(tmp_path, "[!exec:no-such-program] skip for want of it\n")


@pytest.mark.build
def test_notes_and_what_is_compared(tmp_path: Path) -> None:
    stage = play(tmp_path, "note a remark\nexec echo a\nunlike exec echo b\n[woven] exec echo c\n")
    assert stage.notes == ["a remark"]
    assert [said.out for said in stage.transcript] == ["a\n"]


def said(code: int = 0, out: str = "", err: str = "") -> list[Said]:
    return [Said(1, "go test", code, out, err)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said(out="ok x 0.12s\n"), said(out="ok x (cached)\n")),
        (said(out=r'{"Output":"FAIL\tx\t0.1s\n"}'), said(out=r'{"Output":"FAIL\tx\t0.2s\n"}')),
        (said(out="a\nspan: b\n", err="span: c\n"), said(out="a\n")),
        (said(err="go: downloading a v1\n"), said()),
        (said(out='{"Time":"2026","Action":"output","Output":"span: a\\n"}\n'), said()),
        (
            said(out='{"Time":"2026","Action":"pass","Elapsed":0.1}'),
            said(out='{"Time":"2027","Action":"pass","Elapsed":2}'),
        ),
    ],
)
def test_equal_transcripts(one: list[Said], other: list[Said]) -> None:
    assert differences(one, other) == ""


@pytest.mark.parametrize("other", [said(code=1), said(out="a"), said(err="a"), [], [*said(), *said()]])
def test_different_transcripts(other: list[Said]) -> None:
    assert differences(said(), other) != ""
