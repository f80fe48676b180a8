"""Replaces the user's files with those of a finished draft: all of them, or none."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.operating_system import Lock
from orchestrion_py.pinning.draft import read_bytes
from orchestrion_py.pinning.pin_errors import ChangedMeanwhileError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Change:
    """A file, with its content when the pin began and its new content."""

    path: Path
    before: bytes | None
    after: bytes | None

    @property
    def real(self) -> bool:
        """Whether the content changes. If not, the file keeps even its modification time."""
        return self.after is not None and self.before != self.after


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the user's, and the folder that replaces it."""

    path: Path
    replacement: Path


def commit(changes: tuple[Change, ...], folder: Folder | None) -> tuple[Path, ...]:
    """Write the changes, each file atomically, and undo all of them if one fails. Return the paths written.

    Raises ChangedMeanwhileError if a file has changed since the pin began.
    """
    real = [change for change in changes if change.real]
    for change in changes:
        if read_bytes(change.path) != change.before:
            raise ChangedMeanwhileError(
                f"cannot write {change.path}: it changed while pyorch made the pin", "run `pyorch pin` again"
            )
    with _uninterrupted(), contextlib.ExitStack() as undo:
        written = []
        staged = {change.path: _staged(change, undo) for change in real}
        for change in real:
            staged[change.path].replace(change.path)
            undo.callback(_put_back, change)
            written.append(change.path)
        if folder is not None:
            old = Path(tempfile.mkdtemp(prefix=".pyorch-old-", dir=folder.path.parent))
            undo.callback(shutil.rmtree, old, ignore_errors=True)
            kept = folder.path.rename(old / folder.path.name)
            undo.callback(kept.rename, folder.path)
            folder.replacement.rename(folder.path)
            written.append(folder.path)
            undo.pop_all()
            shutil.rmtree(old, ignore_errors=True)
        undo.pop_all()
    return tuple(written)


def alone(root: Path) -> Lock:
    """Allow one pin of a module at a time, with a lock on its folder, which leaves no lock file behind.

    A lock on go.mod would not work: go commands lock it too, and would wait for this one.
    """
    return Lock(str(root))


def same_tree(one: Path, other: Path) -> bool:
    """Return whether two folders hold the same files with the same content."""
    files = _files(one)
    return files == _files(other) and all(filecmp.cmp(one / name, other / name, shallow=False) for name in files)


def _files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()}


def _staged(change: Change, undo: contextlib.ExitStack) -> Path:
    # In the same folder: across file systems a rename copies, and others could see half a copy.
    handle, name = tempfile.mkstemp(prefix=".pyorch-", dir=change.path.parent)
    path = Path(name)
    undo.callback(path.unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as file:
        file.write(change.after or b"")
        file.flush()
        os.fsync(file.fileno())
    if change.before is not None:
        shutil.copymode(change.path, path)
    else:
        path.chmod(0o666 & ~_umask())
    return path


def _put_back(change: Change) -> None:
    if change.before is None:
        change.path.unlink(missing_ok=True)
    else:
        change.path.write_bytes(change.before)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Delay SIGINT, SIGTERM and SIGHUP until the files are in place."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
