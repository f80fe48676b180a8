"""Reads YAML with places: each part of the resulting Value knows its line and column."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

import yaml

from orchestrion_py.aspects.files.yaml_value import TEXT, AspectError, Path, Value

if TYPE_CHECKING:
    from yaml.nodes import Node

# Far more than any real aspect file has, but few enough to refuse an alias bomb early.
_MOST_NODES = 200_000
# In characters, for all texts together: a long text under many aliases is a bomb too.
_MOST_TEXT = 16 << 20
# Far deeper than any join point, but shallow enough for the recursive decoders.
_DEEPEST = 100
_LOADER = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
_PLAIN_TAGS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


def read_yaml(path: str) -> Value:
    """Read an aspect file. Raises AspectError if it cannot be read or is not valid YAML."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            text = file.read()
    except OSError as error:
        raise AspectError(f"cannot read the file: {error.strerror}", path) from error
    return parse_yaml(text, path)


def parse_yaml(text: bytes | str, path: str) -> Value:
    """Parse the text of an aspect file; an empty text is an empty mapping."""
    try:
        _refuse_depth(text, path)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = "; ".join(part for part in (error.context, error.problem) if part)
        raise AspectError(f"invalid YAML: {message}", path, *(_place(mark) if mark else (0, 0))) from error
    except yaml.reader.ReaderError as error:
        before = (text.encode() if isinstance(text, str) else text)[: error.position]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise AspectError(f"invalid YAML: {error.reason}", path, before.count(b"\n") + 1, column) from error
    if root is None:
        return Value({}, (), path, {(): (1, 1)})
    reader = _Reader(path, text)
    return Value(reader.data(root, ()), (), path, reader.places)


def _refuse_depth(text: bytes | str, path: str) -> None:
    """Refuse deep nesting before the recursive composer runs, which would crash the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise AspectError(f"nested more than {_DEEPEST} levels deep", path, *_place(event.start_mark))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


class _Reader:
    """Builds data from YAML nodes and records the place of each value."""

    def __init__(self, file: str, text: bytes | str) -> None:
        self.places: dict[Path, tuple[int, int]] = {}
        self._file = file
        self._text = text
        self._constructor = yaml.SafeLoader("")
        self._open: list[Node] = []
        self._nodes_left = _MOST_NODES
        self._text_left = _MOST_TEXT

    def data(self, node: Node, path: Path) -> Any:
        self.places.setdefault(path, _place(node.start_mark))
        self._nodes_left -= 1
        self._text_left -= len(node.value) if isinstance(node, yaml.ScalarNode) else 0
        if min(self._nodes_left, self._text_left) < 0 or any(node is each for each in self._open):
            raise AspectError("too large after its aliases are resolved", self._file, *_place(node.start_mark))
        self._open.append(node)
        try:
            return self._build(node, path)
        finally:
            self._open.pop()

    def _build(self, node: Node, path: Path) -> Any:
        if isinstance(node, yaml.CollectionNode) and node.tag not in _PLAIN_TAGS:
            raise AspectError(f"unsupported tag {node.tag!r}", self._file, *_place(node.start_mark))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.data(item, (*path, index)) for index, item in enumerate(node.value)]
        if node.tag == "tag:yaml.org,2002:timestamp":
            return node.value  # Orchestrion reads dates as strings too
        start = self._start_of_text(node) if isinstance(node, yaml.ScalarNode) else None
        if start is not None:
            self.places[(*path, TEXT)] = start
        try:
            return self._constructor.construct_object(node)
        except yaml.MarkedYAMLError as error:
            raise AspectError(f"{error.problem}", self._file, *_place(node.start_mark)) from error
        except (ValueError, LookupError) as error:  # the text does not fit its tag: !!int x
            raise AspectError(
                f"invalid YAML: {node.value!r} does not fit the tag {node.tag}", self._file, *_place(node.start_mark)
            ) from error

    def _start_of_text(self, node: yaml.ScalarNode) -> tuple[int, int] | None:
        """Return the place of the first character of a text, if the file holds the text verbatim."""
        line, column = _place(node.start_mark)
        if node.style == "|":
            return line + 1, self._indentation(line) + 1
        if node.start_mark.line != node.end_mark.line or node.style == ">":
            return None
        opening = 1 if node.style in ("'", '"') else 0
        is_literal = node.end_mark.column - node.start_mark.column == len(node.value) + 2 * opening
        return (line, column + opening) if is_literal else None

    def _indentation(self, header: int) -> int:
        """Return the indentation of the block below a line."""
        for line in self._lines[header:]:
            if line.strip(" "):
                return len(line) - len(line.lstrip(" "))
        return 0

    @functools.cached_property
    def _lines(self) -> list[str]:
        text = self._text if isinstance(self._text, str) else self._text.decode("utf-8", "replace")
        return re.split("\r\n|[\r\n\x85\u2028\u2029]", text)  # the line endings of YAML 1.1

    def _merged(self, node: Node, path: Path) -> dict[Any, Any]:
        """Return what `<<` merges: one mapping, or a list of mappings of which the first takes precedence."""
        given = self.data(node, path)
        mappings = given if isinstance(given, list) else [given]
        if not all(isinstance(each, dict) for each in mappings):
            raise AspectError("`<<` needs a mapping or a list of mappings", self._file, *_place(node.start_mark))
        return {key: value for each in reversed(mappings) for key, value in each.items()}

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            mark = key_node.start_mark
            if key_node.tag == "tag:yaml.org,2002:merge":
                found = {**self._merged(value_node, path), **found}
                continue
            key = self.data(key_node, (*path, "\0key"))
            if not isinstance(key, str):
                raise AspectError(
                    f"expected a string as a key, found {key!r}", self._file, mark.line + 1, mark.column + 1
                )
            if key in found:
                raise AspectError(f"duplicate key `{key}`", self._file, mark.line + 1, mark.column + 1)
            # Faults in a value are reported at its key, where a reader looks for them.
            self.places[(*path, key)] = (mark.line + 1, mark.column + 1)
            found[key] = self.data(value_node, (*path, key))
        return found
