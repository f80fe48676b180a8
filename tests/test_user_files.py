"""Files of the user are read without a wait, and replaced with their mode."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from orchestrion_py.user_files import NotRegularError, is_read_only, read_regular, staged


@pytest.mark.parametrize("kind", ["FIFO", "link to a FIFO", "folder", "device"])
def test_only_regular_files_are_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.go"
    if kind == "FIFO":
        os.mkfifo(path)
    elif kind == "link to a FIFO":
        os.mkfifo(tmp_path / "pipe")
        path.symlink_to("pipe")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(NotRegularError, match="it is not a regular file"):
        read_regular(str(path))


def test_a_regular_file_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.go").write_bytes(b"package a")
    (tmp_path / "a.go").symlink_to("real.go")
    assert read_regular(str(tmp_path / "a.go")) == b"package a"


@pytest.mark.parametrize(("mode", "expected"), [(0o444, True), (0o400, True), (0o644, False), (0o200, False)])
def test_a_file_without_a_write_bit_is_read_only_even_for_root(tmp_path: Path, mode: int, expected: bool) -> None:
    path = tmp_path / "a.go"
    path.touch()
    path.chmod(mode)
    assert is_read_only(str(path)) == expected


def test_a_staged_file_is_on_the_disk_and_has_the_mode_and_owner_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.go"
    path.touch()
    path.chmod(0o750)
    synced = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_size))
    new = Path(staged(str(path), b"after"))
    assert synced == [len(b"after")]
    assert (new.read_bytes(), new.stat().st_mode & 0o777, new.parent) == (b"after", 0o750, tmp_path)
    assert (new.stat().st_uid, new.stat().st_gid) == (path.stat().st_uid, path.stat().st_gid)
    assert new.name.startswith(".")
    assert path.read_bytes() == b""
