"""A pin writes all of its files, or none if something goes wrong."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py import user_files
from orchestrion_py.pinning.commit import Change, Folder, alone, commit, repair, same_tree
from orchestrion_py.pinning.pin_errors import ChangedMeanwhileError, ReadOnlyError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OLD = {"go.mod": b"mod 1", "go.sum": b"sum 1", "vendor/modules.txt": b"vendor 1"}
NEW = {"go.mod": b"mod 2", "go.sum": b"sum 2", "orchestrion.tool.go": b"tool 2", "vendor/modules.txt": b"vendor 2"}
BOTH_SUMS = b"sum 1 and 2"


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


def test_ctrl_c_while_the_files_change_comes_too_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    replace = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    assert commit((Change(one, None, b"1"), Change(other, None, b"2")), None) == (one, other)
    assert tree(tmp_path) == {"one": b"1", "other": b"2"}
    assert signal.SIGINT not in signal.sigpending()


def test_ctrl_c_counts_if_a_failure_restores_all_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_path: Path, _target: Path) -> Path:
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(KeyboardInterrupt):
        commit((Change(tmp_path / "one", None, b"1"),), None)
    assert tree(tmp_path) == {}


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
    monkeypatch.setattr(user_files, "_umask", lambda: 0o077)
    commit((Change(tmp_path / "new", None, b""),), None)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


def test_a_read_only_file_stops_the_pin_before_anything_is_written(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    (tmp_path / "go.mod").chmod(0o444)
    with pytest.raises(ReadOnlyError) as caught:
        pin(tmp_path)
    assert caught.value.message == f"cannot write {tmp_path / 'go.mod'}: the file is read-only"
    assert visible(tmp_path) == OLD
    assert (tmp_path / "go.mod").stat().st_mode & 0o777 == 0o444


def test_a_read_only_file_that_does_not_change_is_no_obstacle(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    (tmp_path / "go.mod").chmod(0o444)
    mod = tmp_path / "go.mod"
    assert commit((Change(mod, b"mod 1", b"mod 1"),), None) == ()


# What is on the disk after each rename of a pin, as far as it differs from OLD.
STATES: list[dict[str, bytes | None]] = [
    {},
    {"go.sum": BOTH_SUMS},
    {"go.sum": BOTH_SUMS, "vendor/modules.txt": None},
    {"go.sum": BOTH_SUMS, "vendor/modules.txt": NEW["vendor/modules.txt"]},
    {**NEW, "go.sum": BOTH_SUMS, "go.mod": OLD["go.mod"]},
    {**NEW, "go.sum": BOTH_SUMS},
    {**NEW},
]


@pytest.mark.parametrize("renames", range(len(STATES)))
def test_the_next_pin_finishes_one_that_was_killed(tmp_path: Path, renames: int) -> None:
    write(tmp_path, OLD)
    killed = in_a_child(lambda: pin(tmp_path), dies_after=renames)
    # The last rename is followed by no other that could be the end.
    assert killed == (renames < len(STATES) - 1)
    assert visible(tmp_path) == {
        name: content for name, content in {**OLD, **STATES[renames]}.items() if content is not None
    }
    pin(tmp_path)
    assert tree(tmp_path) == NEW
    assert sorted(path.name for path in tmp_path.iterdir()) == ["go.mod", "go.sum", "orchestrion.tool.go", "vendor"]


def test_a_pin_that_was_killed_before_it_removed_the_old_vendor_folder(tmp_path: Path) -> None:
    write(tmp_path, {**NEW, ".pyorch-old/vendor/modules.txt": b"vendor 1", ".pyorch-vendor-x/vendor/a": b""})
    repair(tmp_path)
    assert tree(tmp_path) == NEW
    assert not list(tmp_path.glob(".pyorch*"))


def test_a_repair_leaves_other_files(tmp_path: Path) -> None:
    others = {".pyorch-go.work-1": b"of another module's pin", ".pyorch.yml": b"", "go.mod": b"", "vendor/a/a.go": b""}
    write(tmp_path, others)
    repair(tmp_path)
    assert tree(tmp_path) == others


@pytest.mark.parametrize("renames", range(len(STATES) - 1))
def test_a_failure_after_any_step_restores_all_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    write(tmp_path, OLD)

    def full() -> None:
        raise OSError(28, "No space left on device")

    count_renames(monkeypatch, renames, full)
    with pytest.raises(OSError, match="No space left"):
        pin(tmp_path)
    assert visible(tmp_path) == OLD
    assert {path.name for path in tmp_path.iterdir()} == {"go.mod", "go.sum", "vendor", ".pyorch-vendor-1"}


def pin(root: Path) -> None:
    """Repair what an earlier pin left, and commit the files that are new."""
    repair(root)
    vendor = Folder(root / "vendor", root / ".pyorch-vendor-1" / "vendor")
    write(vendor.replacement, {"modules.txt": NEW["vendor/modules.txt"]})
    tool, mod, go_sum = (
        Change(root / name, content(root / name), NEW[name]) for name in ("orchestrion.tool.go", "go.mod", "go.sum")
    )
    commit(
        (tool, mod, Change(go_sum.path, go_sum.before, go_sum.after, interim=BOTH_SUMS)),
        None if same_tree(vendor.path, vendor.replacement) else vendor,
    )
    shutil.rmtree(vendor.replacement.parent)


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def write(root: Path, files: Mapping[str, bytes]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text)


def visible(root: Path) -> dict[str, bytes]:
    return {name: text for name, text in tree(root).items() if not name.startswith(".")}


def in_a_child(task: Callable[[], None], *, dies_after: int) -> bool:
    """Run a task in another process, which dies after so many renames, as by SIGKILL. Return whether it died."""
    child = os.fork()
    if child == 0:
        count_renames(pytest.MonkeyPatch(), dies_after, lambda: os._exit(9))
        try:
            task()
        except BaseException:
            os._exit(1)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 9)
    return status == 9


def count_renames(monkeypatch: pytest.MonkeyPatch, allowed: int, end: Callable[[], None]) -> None:
    """Call `end` in place of the first rename after the allowed ones."""
    done = 0

    def counted(rename: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def wrapper(self: Path, target: Path) -> Path:
            nonlocal done
            done += 1
            if done == allowed + 1:
                end()
            return rename(self, target)

        return wrapper

    for name in ("rename", "replace"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
