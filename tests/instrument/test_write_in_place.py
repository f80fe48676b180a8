from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.instrument import write_in_place as writing
from orchestrion_py.instrument.write_in_place import write_in_place
from orchestrion_py.user_files import staged

if TYPE_CHECKING:
    from pathlib import Path


def test_the_mode_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.go"
    file.write_text("before")
    file.chmod(0o640)
    write_in_place(str(file), b"before", b"after")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"after", 0o640)
    assert [each.name for each in tmp_path.iterdir()] == ["a.go"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.go").write_text("before")
    link = tmp_path / "a.go"
    link.symlink_to("there/real.go")
    write_in_place(str(link), b"before", b"after")
    assert link.is_symlink()
    assert (tmp_path / "there" / "real.go").read_bytes() == b"after"


def test_a_read_only_file_is_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.go"
    file.write_text("before")
    file.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root can write any file
    with pytest.raises(PermissionError, match="read-only"):
        write_in_place(str(file), b"before", b"after")
    assert file.read_text() == "before"


def test_a_write_that_fails_leaves_the_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.go"
    file.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_in_place(str(file), b"before", b"after")
    assert file.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["a.go"]


def test_a_read_only_file_of_root_is_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "a.go"
    file.write_text("before")
    file.chmod(0o444)
    with pytest.raises(PermissionError, match="read-only"):
        write_in_place(str(file), b"before", b"after")
    assert file.read_text() == "before"


def test_a_file_that_someone_edited_meanwhile_is_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "a.go"
    file.write_text("edited")
    with pytest.raises(OSError, match="it changed after pyorch read it"):
        write_in_place(str(file), b"before", b"after")
    assert file.read_text() == "edited"
    assert [each.name for each in tmp_path.iterdir()] == ["a.go"]


def test_the_comparison_is_the_last_step_before_the_rename(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.go"
    file.write_text("before")

    def staged_while_someone_edits(path: str, content: bytes) -> str:
        file.write_text("edited")
        return staged(path, content)

    monkeypatch.setattr(writing, "staged", staged_while_someone_edits)
    with pytest.raises(OSError, match="it changed after pyorch read it"):
        write_in_place(str(file), b"before", b"after")
    assert file.read_text() == "edited"
    assert [each.name for each in tmp_path.iterdir()] == ["a.go"]


def test_a_file_that_is_already_written_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.go"
    file.write_text("after")
    file.chmod(0o444)
    inode = file.stat().st_ino
    assert not write_in_place(str(file), b"before", b"after")
    assert file.stat().st_ino == inode


def test_a_file_that_someone_removed_stays_removed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_in_place(str(tmp_path / "a.go"), b"before", b"after")
    assert list(tmp_path.iterdir()) == []


def test_a_hard_link_keeps_the_old_content(tmp_path: Path) -> None:
    file, backup = tmp_path / "a.go", tmp_path / "a.go.orig"
    file.write_text("before")
    backup.hardlink_to(file)
    assert write_in_place(str(file), b"before", b"after")
    assert (file.read_text(), backup.read_text()) == ("after", "before")
    assert not write_in_place(str(file), b"after", b"again")


def test_a_fifo_is_not_written(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.go")
    with pytest.raises(OSError, match="not a regular file"):
        write_in_place(str(tmp_path / "a.go"), b"before", b"after")
