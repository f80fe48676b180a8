"""`append-args`: more arguments at the end of a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.ordering import DEFAULT_ORDER
from orchestrion_py.aspects.rendering.code_template import Code, decode_code
from orchestrion_py.aspects.typename_value import decode_type_name
from orchestrion_py.weaving.syntax import described
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.edits import Piece, Pieces
    from orchestrion_py.weaving.site import Site
    from orchestrion_py.weaving.typenames import TypeName


@dataclass(frozen=True, slots=True)
class AppendArgs:
    """`type` is the element type of the callee's variadic parameter. A spread slice is copied before it grows."""

    type: TypeName
    values: tuple[Code, ...]
    order: tuple[str, int] = DEFAULT_ORDER

    def apply(self, site: Site) -> None:
        arguments = site.node.child_by_field_name("arguments")
        if site.node.type != "call_expression" or arguments is None:
            raise WeaveError(f"cannot append arguments to {described(site.node)}: `append-args` changes calls")
        added: list[Piece] = []
        for code in self.values:
            added += (", ", *code.render("expression", site))
        given = [child for child in arguments.named_children if child.type != "comment"]
        edits = site.file.edits
        if not given:
            # With a trailing comma: other advice may append to the same call.
            edits.insert(arguments.start_byte + 1, (*added[1:], ", "))
        elif given[-1].type == "variadic_argument":
            self._append_to_slice(given[-1], tuple(added), site)
        else:
            edits.insert(given[-1].end_byte, tuple(added))

    def _append_to_slice(self, spread: Node, added: Pieces, site: Site) -> None:
        kind = site.spelled(self.type, "element")
        inner = spread.named_children[0]
        # A copy: the spare capacity of the caller's slice may belong to another slice.
        site.file.edits.insert(
            inner.start_byte,
            (f"func(__given__ ...{kind}) []{kind} {{ return append(append([]{kind}{{}}, __given__...)", *added, ") }("),
            first=True,
        )
        site.file.edits.insert(inner.end_byte, ("...)",))

    def imports(self) -> frozenset[str]:
        paths = {path for code in self.values for path in code.imports.values()}
        return frozenset(paths | ({self.type.path} if self.type.path else set()))

    def links(self) -> frozenset[str]:
        return frozenset()


def decode(value: Value) -> AppendArgs:
    """A mapping with `type` and `values`, a list of code."""
    value.mapping()
    values = tuple(decode_code(item) for item in value.require("values").items())
    return AppendArgs(decode_type_name(value.require("type")), values)
