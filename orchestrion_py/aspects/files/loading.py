"""Aspect files: from YAML on disk to aspects, with everything they extend."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.decoding import decode_aspect
from orchestrion_py.aspects.files import requires
from orchestrion_py.aspects.files.builtin import folder
from orchestrion_py.aspects.files.yaml_file import read_yaml
from orchestrion_py.file_names import ASPECT_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orchestrion_py.aspects.files.requires import Requires
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.model import Aspect

# The prefix of the name of a file that pyorch ships.
SHIPPED = "pyorch:"


@dataclass(frozen=True, slots=True)
class Entry:
    """An aspect, and the plain data it was decoded from. The plan of a build keeps the data.

    `index` is the position of the aspect in its `file`.
    """

    aspect: Aspect
    data: Mapping[str, Any]
    file: str
    index: int


@dataclass(frozen=True, slots=True)
class AspectFile:
    """One aspect file.

    `extends` lists the files that it extends, `covers` the packages whose own aspect file it replaces, and `requires` the module
    versions that it supports. A built-in file with `opt_in` is woven only in builds that name it, and one with `exporter` only
    where the user chose that exporter. `title` is the name that its `meta` gives it, for people.
    """

    path: str
    entries: tuple[Entry, ...]
    extends: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    requires: Requires = field(default_factory=dict)
    opt_in: bool = False
    exporter: str = ""
    title: str = ""

    @property
    def injected(self) -> frozenset[str]:
        """The packages that its aspects import or link."""
        return frozenset().union(*(entry.aspect.injected for entry in self.entries))


def load_file(path: str, within: str = "") -> AspectFile:
    """Load one file without the files it extends. Raises an AspectError with the place of the fault."""
    root = read_yaml(path)
    root.mapping()
    # Like Orchestrion, ignore unknown keys here. `pyorch check` reports them.
    aspects, opt_in, exporter = root.get("aspects"), root.get("opt-in"), root.get("exporter")
    return AspectFile(
        path=path,
        entries=tuple(_entry(*each) for each in enumerate(aspects.items()))
        if aspects is not None and aspects.data
        else (),
        extends=tuple(extended_path(path, target, within) for target in _items(root.get("extends"))),
        covers=_strings(root.get("covers")),
        requires=requires.decode(root.get("requires")),
        opt_in=opt_in is not None and opt_in.boolean(),
        exporter=exporter.string() if exporter is not None else "",
        title=_title(root.data),
    )


def load_with_extends(path: str, within: str = "") -> list[AspectFile]:
    """Load a file, and before it every file or folder that it extends.

    Extended files must lie in the folder `within`, if it is given.
    """
    loaded: list[AspectFile] = []
    _load_into(loaded, path, set(), within)
    return loaded


def _load_into(loaded: list[AspectFile], path: str, seen: set[str], within: str) -> None:
    real = os.path.realpath(path)
    if real in seen:
        return
    seen.add(real)
    file = load_file(path, within)
    for target in file.extends:
        _load_into(loaded, target, seen, within)
    loaded.append(file)


def extended_path(path: str, value: Value, within: str = "") -> str:
    """The file that an entry of `extends` in the file at `path` names. Raises an AspectError if there is none."""
    target, whose = value.string(), "its module, which only the main module's aspect file may leave"
    if target.startswith(SHIPPED):
        found, within, whose = (
            shipped_path(target.removeprefix(SHIPPED)),
            os.path.normpath(folder()),
            "pyorch's own files",
        )
    elif target.startswith(("./", "../")):
        found = os.path.normpath(os.path.join(os.path.dirname(path), target))  # noqa: PTH118, PTH120
    else:
        value.fail(
            f"cannot extend {target}: write a path that starts with ./ or ../, or with {SHIPPED} for a file that pyorch ships"
        )
    if within and not f"{found}/".startswith(f"{within}/"):
        value.fail(f"cannot extend {target}: it lies outside {whose}")
    if os.path.isdir(found):  # noqa: PTH112
        found = os.path.join(found, ASPECT_FILE)  # noqa: PTH118
    if not os.path.isfile(found):  # noqa: PTH113
        value.fail(f"cannot extend {target}: the file does not exist")
    return found


def shipped_path(name: str) -> str:
    """The path of a file that pyorch ships; its name is VENDOR/FILE.yml."""
    return os.path.normpath(os.path.join(folder(), name))  # noqa: PTH118


def _entry(index: int, item: Value) -> Entry:
    return Entry(decode_aspect(item), item.data, item.file, index)


def _title(root: Mapping[str, Any]) -> str:
    """Return the name in `meta`. Builds do not need it, so a fault in it is no reason to stop one."""
    meta = root.get("meta")
    return str(meta.get("name") or "") if isinstance(meta, dict) else ""


def _strings(value: Value | None) -> tuple[str, ...]:
    return tuple(item.string() for item in _items(value))


def _items(value: Value | None) -> list[Value]:
    return value.items() if value is not None and value.data else []
