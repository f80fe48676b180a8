from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.instrument.write_in_place import write_in_place

if TYPE_CHECKING:
    from pathlib import Path


def test_the_mode_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.go"
    file.write_text("before")
    file.chmod(0o640)
    write_in_place(str(file), b"after")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"after", 0o640)
    assert [each.name for each in tmp_path.iterdir()] == ["a.go"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.go").write_text("before")
    link = tmp_path / "a.go"
    link.symlink_to("there/real.go")
    write_in_place(str(link), b"after")
    assert link.is_symlink()
    assert (tmp_path / "there" / "real.go").read_bytes() == b"after"


def test_a_read_only_file_is_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.go"
    file.write_text("before")
    file.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root can write any file
    with pytest.raises(PermissionError, match="read-only"):
        write_in_place(str(file), b"after")
    assert file.read_text() == "before"


def test_a_write_that_fails_leaves_the_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.go"
    file.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_in_place(str(file), b"after")
    assert file.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["a.go"]
