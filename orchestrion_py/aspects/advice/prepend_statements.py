"""`prepend-statements`: statements at the start of a block, in a block of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.ordering import decode_order
from orchestrion_py.aspects.rendering.code import Code, decode_code
from orchestrion_py.weaving.errors import WeaveError
from orchestrion_py.weaving.syntax import described

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.values import Value
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class PrependStatements:
    """The only advice whose place among others can be chosen, by `namespace` and `order`."""

    code: Code
    order: tuple[str, int]

    def apply(self, site: Site) -> None:
        if site.node.type != "block":
            raise WeaveError(
                f"statements can be prepended to a block, not to {described(site.node)}; use `function-body`"
            )
        pieces = self.code.render("statements", site)
        site.file.edits.insert(site.node.start_byte + 1, ("{", *pieces, "\n};"), first=True)

    def imports(self) -> frozenset[str]:
        return frozenset(self.code.imports.values())

    def links(self) -> frozenset[str]:
        return frozenset(self.code.links)


def decode(value: Value) -> PrependStatements:
    """Code, with `order` and `namespace`."""
    return PrependStatements(decode_code(value), decode_order(value))
