"""Putting a proven draft in the place of the user's files: all of them, or none."""

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
    """A file and its content before (as it was when the pin began) and after."""

    path: Path
    before: bytes | None
    after: bytes | None

    @property
    def real(self) -> bool:
        """Whether anything changes; a file that stays as it is keeps even its time of modification."""
        return self.after is not None and self.before != self.after


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the user's, and the one that takes its place."""

    path: Path
    replacement: Path


def commit(changes: tuple[Change, ...], folder: Folder | None) -> tuple[Path, ...]:
    """Write what changes, atomically file by file, and undo everything if any of it fails. Returns the paths written.

    Raises ChangedMeanwhileError where a file is no longer what the pin began with.
    """
    real = [change for change in changes if change.real]
    for change in changes:
        if read_bytes(change.path) != change.before:
            raise ChangedMeanwhileError(
                f"{change.path} was changed while the pin was being made", "run `pyorch pin` again"
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
    """Let one pin of a module work at a time: a lock on its folder, which leaves no lock file behind.

    The lock is not on go.mod: every go command that reads go.mod takes that lock, and would wait for ours.
    """
    return Lock(str(root))


def same_tree(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    files = _files(one)
    return files == _files(other) and all(filecmp.cmp(one / name, other / name, shallow=False) for name in files)


def _files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()}


def _staged(change: Change, undo: contextlib.ExitStack) -> Path:
    # In the same folder: a rename across file systems is a copy, and a copy can be seen half done.
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
    """Hold Ctrl-C and a polite kill back until the files are in place."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
