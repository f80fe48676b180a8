"""Runs gofmt on the few files in which code beside a change may need new alignment."""

from __future__ import annotations

import functools
import os
import tempfile
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.gofmt import find_gofmt, format_files

if TYPE_CHECKING:
    from collections.abc import Sequence


def settled(pairs: Sequence[tuple[bytes, bytes]]) -> list[bytes]:
    """Return the second text of each pair, formatted by gofmt if the first text was formatted already."""
    if not pairs or _gofmt() is None:
        return [after for _, after in pairs]
    formatted = _formatted([text for pair in pairs for text in pair])
    return [
        formatted[2 * index + 1] if formatted[2 * index] == before else after
        for index, (before, after) in enumerate(pairs)
    ]


def _formatted(texts: Sequence[bytes]) -> list[bytes]:
    with tempfile.TemporaryDirectory(prefix="pyorch-instrument-") as folder:
        names = [f"{index}.go" for index in range(len(texts))]
        for name, text in zip(names, texts, strict=True):
            _write(os.path.join(folder, name), text)
        format_files(_gofmt() or "gofmt", names, folder)
        return [_read(os.path.join(folder, name)) for name in names]


@functools.cache
def _gofmt() -> str | None:
    return find_gofmt()


def _write(path: str, text: bytes) -> None:
    with open(path, "wb") as file:
        file.write(text)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
