"""Replaces the user's files with those of a finished draft: all of them, or none.

If something fails, `commit` restores every file. If the process is killed, it leaves one of these states, in this order.
In each, the next `pyorch pin` finishes the work: it calls `repair` first, and then makes the same draft again.

1. go.sum has the lines for the old go.mod and for the new one. Builds work as before.
2. The vendor folder is missing. `repair` restores it.
3. The vendor folder is new and go.mod is old. go reports inconsistent vendoring.
4. The tool file is new and go.mod is old. go does not compile that file. pyorch lists the packages that go.mod lacks.
5. The go line of go.work is newer than go.mod needs. Builds work as in state 4.
6. go.mod is new as well, and go.sum still has lines that only the old go.mod needs. Builds work as after the pin.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.file_names import TOOL_FILE
from orchestrion_py.operating_system import Lock
from orchestrion_py.pinning.draft import read_bytes
from orchestrion_py.pinning.pin_errors import ChangedMeanwhileError, PinError, ReadOnlyError
from orchestrion_py.user_files import STAGED, is_read_only, staged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The new vendor folder is made in a folder with this prefix, beside the old one. go ignores folders with a leading dot.
NEW_VENDOR = ".pyorch-vendor-"
# Holds the old vendor folder until the new one has its name.
_OLD = ".pyorch-old"


@dataclass(frozen=True, slots=True)
class Change:
    """A file, with its content when the pin began and its new content.

    `interim` also suits the old content of all other files. It is written before they change. A file that the change `removes`
    goes after the others have changed.
    """

    path: Path
    before: bytes | None
    after: bytes | None
    interim: bytes | None = None
    removes: bool = False

    @property
    def real(self) -> bool:
        """Whether the content changes. If not, the file keeps even its modification time."""
        return self.before is not None if self.removes else self.after is not None and self.before != self.after


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the user's, and the folder that replaces it."""

    path: Path
    replacement: Path


@dataclass(frozen=True, slots=True)
class _Replacement:
    """A file, its staged new content, and a staged copy of its old content; None if it does not exist yet."""

    path: Path
    new: Path
    old: Path | None


def commit(changes: Sequence[Change], folder: Folder | None) -> tuple[Path, ...]:
    """Write the changes, each file atomically, and undo all of them if one fails. Return the paths written.

    The order is: each interim content, the folder, the changes as they are given, and then the files that go.

    Raises ReadOnlyError if a file to write is read-only, and ChangedMeanwhileError if one changed since the pin began.
    """
    real = [change for change in changes if change.real]
    _refuse_read_only(real)
    with _uninterrupted(), contextlib.ExitStack() as leftovers, contextlib.ExitStack() as undo:
        first = [_staged(change, change.interim, leftovers) for change in real if change.interim is not None]
        stays = [change for change in real if not change.removes]
        last = [_staged(change, change.after, leftovers) for change in stays if change.after != change.interim]
        gone = [_staged(change, change.before, leftovers) for change in real if change.removes]
        _refuse_changed(changes)
        for replacement in first:
            _replace(replacement, undo)
        if folder is not None:
            _replace_folder(folder, undo)
        for replacement in last:
            _replace(replacement, undo)
        for replacement in gone:
            replacement.path.unlink()
            undo.callback(replacement.new.replace, replacement.path)
        undo.pop_all()
        if folder is not None:
            shutil.rmtree(folder.path.parent / _OLD, ignore_errors=True)
    return (*(change.path for change in real), *([folder.path] if folder is not None else []))


def repair(root: Path) -> None:
    """Restore the vendor folder if a killed pin left none, and remove the temporary files of killed pins.

    The caller holds the lock `alone`, so no other pin uses these files.
    """
    old = root / _OLD
    if old.is_dir():
        for kept in old.iterdir():
            if not os.path.lexists(root / kept.name):
                kept.rename(root / kept.name)
        shutil.rmtree(old)
    for path in root.glob(f"{NEW_VENDOR}*"):
        shutil.rmtree(path)
    for name in ("go.mod", "go.sum", TOOL_FILE):
        for path in root.glob(f"{STAGED}{name}-*"):
            path.unlink()


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Allow one pin of a module at a time, with a lock on its folder, which leaves no lock file behind.

    A lock on go.mod would not work: go commands lock it too, and would wait for this one. Raises PinError if another pin has
    stopped.
    """
    with Lock(str(root), f"pins {root}") as lock:
        if not lock.is_held:
            raise PinError(
                f"cannot pin {root}: another process pins it, and does not go on",
                "continue that `pyorch pin`, or end it; then run `pyorch pin` again",
            )
        yield


def same_tree(one: Path, other: Path) -> bool:
    """Return whether two folders hold the same files with the same content."""
    files = _files(one)
    return files == _files(other) and all(filecmp.cmp(one / name, other / name, shallow=False) for name in files)


def _files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()}


def _refuse_read_only(changes: Sequence[Change]) -> None:
    for change in changes:
        if change.before is not None and is_read_only(str(change.path)):
            raise ReadOnlyError(
                f"cannot write {change.path}: the file is read-only", "make it writable, then run the command again"
            )


def _refuse_changed(changes: Sequence[Change]) -> None:
    for change in changes:
        if read_bytes(change.path) != change.before:
            raise ChangedMeanwhileError(
                f"cannot write {change.path}: it changed while pyorch made the pin", "run `pyorch pin` again"
            )


def _staged(change: Change, content: bytes | None, leftovers: contextlib.ExitStack) -> _Replacement:
    new = _temporary(change.path, content or b"", leftovers)
    # The copy is made now, because the disk may be full when it is needed.
    old = None if change.before is None else _temporary(change.path, change.before, leftovers)
    return _Replacement(change.path, new, old)


def _temporary(path: Path, content: bytes, leftovers: contextlib.ExitStack) -> Path:
    temporary = Path(staged(str(path), content))
    leftovers.callback(temporary.unlink, missing_ok=True)
    return temporary


def _replace(replacement: _Replacement, undo: contextlib.ExitStack) -> None:
    replacement.new.replace(replacement.path)
    if replacement.old is None:
        undo.callback(replacement.path.unlink, missing_ok=True)
    else:
        undo.callback(replacement.old.replace, replacement.path)


def _replace_folder(folder: Folder, undo: contextlib.ExitStack) -> None:
    old = folder.path.parent / _OLD
    old.mkdir()
    undo.callback(old.rmdir)
    kept = folder.path.rename(old / folder.path.name)
    undo.callback(kept.rename, folder.path)
    folder.replacement.rename(folder.path)
    undo.callback(folder.path.rename, folder.replacement)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Delay SIGINT, SIGTERM and SIGHUP while the files change. Once all are in place, such a signal comes too late."""
    delayed = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    held = signal.pthread_sigmask(signal.SIG_BLOCK, delayed)
    try:
        yield
        while signal.sigpending() & delayed:
            signal.sigwait(delayed)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
