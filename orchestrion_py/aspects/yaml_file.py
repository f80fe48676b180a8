"""YAML with places: a file becomes a Value whose every part knows its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from orchestrion_py.aspects.values import AspectError, Path, Value

if TYPE_CHECKING:
    from yaml.nodes import Node

# Far more than any real aspect file, and little enough that an alias bomb is refused before it hurts.
_MOST_NODES = 200_000


def read_yaml(path: str) -> Value:
    """Read an aspect file. Raises AspectError where it cannot be read or is no YAML."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            text = file.read()
    except OSError as error:
        raise AspectError(f"cannot be read: {error.strerror}", path) from error
    return parse_yaml(text, path)


def parse_yaml(text: bytes | str, path: str) -> Value:
    """Parse the text of an aspect file; an empty one is an empty mapping."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = "; ".join(part for part in (error.context, error.problem) if part)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise AspectError(f"not YAML: {message}", path, line, column) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise AspectError(f"not YAML: {error}", path) from error
    if root is None:
        return Value({}, (), path, {})
    reader = _Reader(path)
    return Value(reader.data(root, ()), (), path, reader.places)


class _Reader:
    """Builds data from YAML nodes and notes where each value stands."""

    def __init__(self, file: str) -> None:
        self.places: dict[Path, tuple[int, int]] = {}
        self._file = file
        self._constructor = yaml.SafeLoader("")
        self._open: list[Node] = []

    def data(self, node: Node, path: Path) -> Any:
        mark = node.start_mark
        self.places.setdefault(path, (mark.line + 1, mark.column + 1))
        if len(self.places) > _MOST_NODES or any(node is each for each in self._open):
            raise AspectError("too large once its aliases are resolved", self._file, mark.line + 1, mark.column + 1)
        self._open.append(node)
        try:
            return self._build(node, path)
        finally:
            self._open.pop()

    def _build(self, node: Node, path: Path) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.data(item, (*path, index)) for index, item in enumerate(node.value)]
        try:
            return self._constructor.construct_object(node)
        except yaml.MarkedYAMLError as error:
            mark = node.start_mark
            raise AspectError(f"{error.problem}", self._file, mark.line + 1, mark.column + 1) from error

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            mark = key_node.start_mark
            if key_node.tag == "tag:yaml.org,2002:merge":
                found = {**self.data(value_node, path), **found}
                continue
            key = self.data(key_node, (*path, "\0key"))
            if not isinstance(key, str):
                raise AspectError("keys are strings", self._file, mark.line + 1, mark.column + 1)
            if key in found:
                raise AspectError(f"`{key}` is given twice", self._file, mark.line + 1, mark.column + 1)
            # A fault in a value is told at its key: that is where the eye looks for it.
            self.places[(*path, key)] = (mark.line + 1, mark.column + 1)
            found[key] = self.data(value_node, (*path, key))
        return found
