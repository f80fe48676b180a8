"""Adds imports to those of a file: in the right group, sorted like gofmt, in the style of the file."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.natural.prologue_layout import newline_of
from orchestrion_py.weaving.syntax import nodes_of_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

    from orchestrion_py.weaving.edits import Edits
    from orchestrion_py.weaving.imports import Imports


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """An import to add."""

    path: str
    name: str

    @property
    def spec(self) -> str:
        """The specification in the source; it omits a name that the path shows."""
        elements = self.path.split("/")
        shown = (
            elements[-2]
            if len(elements) > 1 and elements[-1][:1] == "v" and elements[-1][1:].isdigit()
            else elements[-1]
        )
        return f'"{self.path}"' if self.name == shown else f'{self.name} "{self.path}"'

    @property
    def is_standard(self) -> bool:
        """Whether the path looks like one of the standard library."""
        return is_standard(self.path)


@dataclass(frozen=True, slots=True)
class Spec:
    """An import of the file, on a line of its own."""

    path: str
    node: Node


def is_standard(path: str) -> bool:
    """Whether a path looks like one of the standard library."""
    return "." not in path.partition("/")[0]


def write_imports(imports: Imports, edits: Edits) -> bool:
    """Add the packages that injected code names. Return whether gofmt may have to align comments after other imports."""
    known = {(spec.path, spec.name) for spec in imports.specs}
    new = sorted(Import(path, name) for path, name in imports.added_names.items() if (path, name) not in known)
    if not new:
        return False
    declarations = [child for child in imports.root.named_children if child.type == "import_declaration"]
    blocks = [declaration for declaration in declarations if is_block(declaration, imports.text)]
    singles = [declaration for declaration in declarations if _is_single(declaration, imports.text)]
    newline = newline_of(imports.text)
    if blocks:
        return _into_blocks(blocks, new, imports, edits)
    if len(singles) == 1 and not all(each.is_standard for each in new):
        _make_block(singles[0], new, imports.text, edits)
    elif singles:
        lines = "".join(f"{newline}import {each.spec}" for each in new)
        edits.insert(line_end(imports.text, singles[-1].end_byte), (lines,))
    else:
        clause = next(child for child in imports.root.named_children if child.type == "package_clause")
        last = declarations[-1] if declarations else clause
        edits.insert(line_end(imports.text, last.end_byte), (newline * 2 + _declaration(new, newline),))
    return False


def specs_in(declaration: Node, text: bytes) -> list[Spec]:
    """The imports of a declaration, in order."""
    found = []
    for node in sorted(nodes_of_kinds(declaration, ("import_spec",)), key=lambda node: node.start_byte):
        path = node.child_by_field_name("path")
        if path is not None:
            found.append(Spec(text[path.start_byte + 1 : path.end_byte - 1].decode("utf-8", "replace"), node))
    return found


def is_block(declaration: Node, text: bytes) -> bool:
    """Whether a declaration has its imports in parentheses, each on a line of its own."""
    if all(child.type != "import_spec_list" for child in declaration.named_children):
        return False
    rows = [spec.node.start_point.row for spec in specs_in(declaration, text)]
    edges = [declaration.start_point.row, *rows, declaration.end_point.row]
    return bool(rows) and all(before < after for before, after in itertools.pairwise(edges))


def groups_of(specs: Sequence[Spec]) -> list[list[Spec]]:
    """Imports on consecutive lines: the groups that gofmt sorts."""
    groups: list[list[Spec]] = []
    for spec in specs:
        if groups and spec.node.start_point.row - groups[-1][-1].node.end_point.row <= 1:
            groups[-1].append(spec)
        else:
            groups.append([spec])
    return groups


def line_end(text: bytes, offset: int) -> int:
    """The end of the line at an offset, before its newline."""
    end = text.find(b"\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == b"\r" and end > offset else end


def _is_single(declaration: Node, text: bytes) -> bool:
    """`import "path"` on its own line, but not cgo's import, which belongs to the comment above it."""
    if any(child.type == "import_spec_list" for child in declaration.named_children):
        return False
    rest = text[declaration.end_byte : line_end(text, declaration.end_byte)].strip()
    is_alone = not rest or rest.startswith(b"//")
    return is_alone and all(spec.path != "C" for spec in specs_in(declaration, text))


def _make_block(declaration: Node, new: Sequence[Import], text: bytes, edits: Edits) -> None:
    """Put the single import into parentheses, with a blank line after it, which shows that it was alone."""
    newline = newline_of(text)
    (only,) = specs_in(declaration, text)
    edits.insert(only.node.start_byte, (f"({newline}\t",))
    beside = [each for each in new if each.is_standard]
    before = "".join(f"{each.spec}{newline}\t" for each in beside if each.path < only.path and is_standard(only.path))
    if before:
        edits.insert(only.node.start_byte, (before,))
    after = [each for each in beside if not (each.path < only.path and is_standard(only.path))]
    lines = [f"{newline}\t{each.spec}" for each in after if is_standard(only.path)]
    others = [each for each in new if not each.is_standard or (each in after and not is_standard(only.path))]
    lines += [newline, *(f"{newline}\t{each.spec}" for each in others), f"{newline})"]
    edits.insert(line_end(text, declaration.end_byte), ("".join(lines),))


def _declaration(new: Sequence[Import], newline: str) -> str:
    if len(new) == 1:
        return f"import {new[0].spec}"
    return f"import ({newline}{_two_groups(new, newline)}{newline})"


def _two_groups(new: Sequence[Import], newline: str) -> str:
    parts = ([each for each in new if each.is_standard], [each for each in new if not each.is_standard])
    return (newline * 2).join(newline.join(f"\t{each.spec}" for each in part) for part in parts if part)


def _into_blocks(blocks: Sequence[Node], new: Sequence[Import], imports: Imports, edits: Edits) -> bool:
    text, newline = imports.text, newline_of(imports.text)
    groups = [group for block in blocks for group in groups_of(specs_in(block, text))]
    is_only = len(groups) == 1 and len(groups[0]) == 1
    homeless: list[Import] = []
    has_comments = False
    for each in new:
        home = groups[0] if is_only else _home(each, groups, imports)
        if home is None:
            homeless.append(each)
            continue
        has_comments = has_comments or any(
            text[spec.node.end_byte : line_end(text, spec.node.end_byte)].strip() for spec in home
        )
        _insert_sorted(each, home, text, edits)
    _add_groups(homeless, blocks[0], text, newline, edits)
    return has_comments


def _home(new: Import, groups: Sequence[Sequence[Spec]], imports: Imports) -> Sequence[Spec] | None:
    """The group for an import: imports of its kind, preferably not those of the module's own packages."""
    if new.is_standard:
        return next(
            (group for group in groups if all(is_standard(spec.path) and spec.path != "C" for spec in group)), None
        )
    own = imports.own_path.split("/")[:3]
    foreign = [group for group in groups if any(not is_standard(spec.path) for spec in group)]
    ranked = sorted(
        foreign,
        key=lambda group: (max(_shared(new.path, spec.path) for spec in group), not _is_own(group, own)),
        reverse=True,
    )
    return ranked[0] if ranked else None


def _is_own(group: Sequence[Spec], own: Sequence[str]) -> bool:
    return all(spec.path.split("/")[: len(own)] == own for spec in group)


def _shared(path: str, other: str) -> int:
    """The number of elements at the start of two paths that are equal."""
    pairs = zip(path.split("/"), other.split("/"), strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _insert_sorted(new: Import, group: Sequence[Spec], text: bytes, edits: Edits) -> None:
    newline = newline_of(text)
    behind = next((spec for spec in group if spec.path > new.path), None)
    if behind is not None:
        edits.insert(_line_start(text, behind.node.start_byte), (f"{_indentation(text, behind)}{new.spec}{newline}",))
    else:
        edits.insert(line_end(text, group[-1].node.end_byte), (f"{newline}{_indentation(text, group[-1])}{new.spec}",))


def _add_groups(new: Sequence[Import], block: Node, text: bytes, newline: str, edits: Edits) -> None:
    """Add new groups to a block: the standard library first, all others last."""
    specs = specs_in(block, text)
    for part, is_first in (
        ([each for each in new if each.is_standard], True),
        ([each for each in new if not each.is_standard], False),
    ):
        if not part:
            continue
        indentation = _indentation(text, specs[0])
        lines = [f"{indentation}{each.spec}" for each in part]
        if is_first:
            start = _line_start(text, specs[0].node.start_byte)
            edits.insert(start, ("".join(f"{line}{newline}" for line in lines) + newline,))
        else:
            end = line_end(text, specs[-1].node.end_byte)
            edits.insert(end, (newline + "".join(f"{newline}{line}" for line in lines),))


def _line_start(text: bytes, offset: int) -> int:
    return text.rfind(b"\n", 0, offset) + 1


def _indentation(text: bytes, spec: Spec) -> str:
    return text[_line_start(text, spec.node.start_byte) : spec.node.start_byte].decode("utf-8", "replace")
