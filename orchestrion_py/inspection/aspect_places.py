"""Where the aspects of a build stand: `file:line` for people. The file is not parsed, because YAML takes long."""

from __future__ import annotations

import functools
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.files.builtin import folder
from orchestrion_py.aspects.files.loading import SHIPPED
from orchestrion_py.inspection.woven_packages import short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ID = re.compile(r"^[\s-]*[\"']?id[\"']?:\s*(?P<id>.*?)\s*(?:\s#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class AspectPlace:
    """The place of an aspect: `place` is for people. `is_own`: it belongs to the project, not to pyorch or to a module."""

    id: str
    file: str
    place: str
    is_own: bool


def aspect_places(facts: Mapping[str, Any]) -> list[AspectPlace]:
    """Return the places of a plan's aspects, in their order."""
    defined = [(file, index) for file, indexes in facts["origins"] for index in indexes]
    return [
        _place(str(aspect.get("id", "")), file, index)
        for aspect, (file, index) in zip(facts["aspects"], defined, strict=True)
    ]


def file_for_people(path: str) -> str:
    """Return the name of an aspect file: `pyorch:VENDOR/gin.yml` for one that pyorch ships."""
    shipped = os.path.normpath(folder()) + os.sep
    return SHIPPED + path.removeprefix(shipped) if path.startswith(shipped) else short(path)


def place_for_people(place: str) -> str:
    """Return a `file:line:column` with the file's name for people; other text stays."""
    file, *numbers = place.rsplit(":", 2)
    return ":".join([file_for_people(file), *numbers]) if numbers else place


def _place(name: str, file: str, index: int) -> AspectPlace:
    shown = file_for_people(file)
    line = _line(name, index, _ids(file))
    of_module = "@" in file or f"{os.sep}vendor{os.sep}" in file
    return AspectPlace(
        name, file, f"{shown}:{line}" if line else shown, is_own=not shown.startswith(SHIPPED) and not of_module
    )


def _line(name: str, index: int, ids: Sequence[tuple[str, int]]) -> int:
    """Return the line of an aspect's id; 0 if its file has no such line. The aspect at `index` has at most so many before it."""
    lines = [line for number, (each, line) in enumerate(ids) if each == name and number <= index]
    return lines[-1] if name and lines else 0


@functools.cache
def _ids(file: str) -> tuple[tuple[str, int], ...]:
    try:
        with open(file, encoding="utf-8", errors="replace") as source:
            text = source.read()
    except OSError:
        return ()
    return tuple((match["id"].strip("\"'"), text.count("\n", 0, match.start("id")) + 1) for match in _ID.finditer(text))
