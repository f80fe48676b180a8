"""The places of an aspect that came from a plan: its file is read again when, and only when, somebody asks for a place."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from orchestrion_py.aspects.files.yaml_value import AspectError, Path, Value


class PlacesOnDemand(Mapping[Path, tuple[int, int]]):
    """Lines and columns by paths. It is empty if the file has gone, or the aspect in it has changed."""

    __slots__ = ("_data", "_file", "_index")

    def __init__(self, file: str, index: int, data: Mapping[str, Any]) -> None:
        self._file = file
        self._index = index
        self._data = data

    def __getitem__(self, path: Path) -> tuple[int, int]:
        return self._places()[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._places())

    def __len__(self) -> int:
        return len(self._places())

    def _places(self) -> Mapping[Path, tuple[int, int]]:
        root = _read(self._file)
        if root is None or root.places is None:
            return {}
        try:
            is_same = root.data["aspects"][self._index] == self._data
        except (LookupError, TypeError):
            return {}
        return root.places if is_same else {}


@functools.lru_cache(maxsize=64)
def _read(file: str) -> Value | None:
    # PyYAML takes longer to import than most packages take to weave.
    from orchestrion_py.aspects.files.yaml_file import read_yaml

    try:
        return read_yaml(file)
    except AspectError:
        return None
