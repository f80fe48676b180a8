"""A pin writes all of its files, or none if something goes wrong."""

import os
import threading
from pathlib import Path

import pytest

from orchestrion_py.pinning import commit as committing
from orchestrion_py.pinning.commit import Change, Folder, alone, commit, same_tree
from orchestrion_py.pinning.pin_errors import ChangedMeanwhileError


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    same, new, changed = tmp_path / "same", tmp_path / "new", tmp_path / "changed"
    same.write_bytes(b"1")
    changed.write_bytes(b"1")
    changed.chmod(0o640)
    os.utime(same, ns=(1, 1))
    written = commit((Change(same, b"1", b"1"), Change(new, None, b"2"), Change(changed, b"1", b"2")), None)
    assert written == (new, changed)
    assert tree(tmp_path) == {"same": b"1", "new": b"2", "changed": b"2"}
    assert same.stat().st_mtime_ns == 1
    assert changed.stat().st_mode & 0o777 == 0o640


def test_a_file_that_someone_edited_meanwhile_stops_the_pin(tmp_path: Path) -> None:
    file = tmp_path / "go.mod"
    file.write_bytes(b"edited")
    with pytest.raises(ChangedMeanwhileError):
        commit((Change(file, b"as it was", b"new"),), None)
    assert tree(tmp_path) == {"go.mod": b"edited"}


def test_a_failure_restores_all_files(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"1")
    vendor = tmp_path / "vendor"
    vendor.mkdir()
    (vendor / "modules.txt").write_bytes(b"1")
    before = tree(tmp_path)
    with pytest.raises(FileNotFoundError):
        commit((Change(old, b"1", b"2"), Change(new, None, b"2")), Folder(vendor, tmp_path / "missing"))
    assert tree(tmp_path) == before


def test_a_folder_replaces_another(tmp_path: Path) -> None:
    vendor, other = tmp_path / "vendor", tmp_path / "other"
    for folder, content in ((vendor, b"1"), (other, b"2")):
        folder.mkdir()
        (folder / "file").write_bytes(content)
    assert not same_tree(vendor, other)
    assert commit((), Folder(vendor, other)) == (vendor,)
    assert tree(tmp_path) == {"vendor/file": b"2"}


def test_one_pin_at_a_time(tmp_path: Path) -> None:
    seen = []

    def second() -> None:
        with alone(tmp_path):
            seen.append("second")

    with alone(tmp_path):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.2)
        seen.append("first")
    waiting.join(5)
    assert seen == ["first", "second"]
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(committing, "_umask", lambda: 0o077)
    commit((Change(tmp_path / "new", None, b""),), None)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600
