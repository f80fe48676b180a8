"""`prepend-statements`: statements at the start of a block, in a block of their own or in that of the function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.yaml_value import unknown
from orchestrion_py.aspects.ordering import decode_order
from orchestrion_py.aspects.rendering.code_template import Code, decode_code
from orchestrion_py.weaving.syntax import described
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.site import Site

_SCOPES = ("block", "function")


@dataclass(frozen=True, slots=True)
class PrependStatements:
    """The only advice whose position among others can be chosen, by `namespace` and `order`.

    With `scope: function`, the body sees what the statements declare: `.Function.FreeName` returns names for that.
    """

    code: Code
    order: tuple[str, int]
    in_block: bool = True

    def apply(self, site: Site) -> None:
        if site.node.type != "block":
            raise WeaveError(
                f"cannot prepend statements to {described(site.node)}: put the join point under `function-body`"
            )
        pieces = self.code.render("statements", site)
        site.file.form.prepend(site.node, pieces, site.file.edits, site.file.source.text, in_block=self.in_block)

    def imports(self) -> frozenset[str]:
        return frozenset(self.code.imports.values())

    def links(self) -> frozenset[str]:
        return frozenset(self.code.links)


def decode(value: Value) -> PrependStatements:
    """Code, with `order`, `namespace` and `scope`."""
    return PrependStatements(decode_code(value), decode_order(value), _in_block(value.get("scope")))


def _in_block(scope: Value | None) -> bool:
    if scope is not None and scope.string() not in _SCOPES:
        scope.fail(unknown("scope", scope.string(), _SCOPES))
    return scope is None or scope.string() == "block"
