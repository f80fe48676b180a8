"""`directive`: a comment `//text` stands in front of the node, or of the statement it inherits from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.aspects.rendering.ast_view import SHAPES
from orchestrion_py.weaving.answer import Answer, Match
from orchestrion_py.weaving.directives import directive_of, directive_of_literal

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.site import Site

# Every kind of node that can have a comment in front of it, or inherits one.
_WITH_COMMENTS = frozenset(SHAPES) - {"dot", "field_identifier", "label_name", "package_identifier", "type_identifier"}


@dataclass(frozen=True, slots=True)
class Directive(JoinPoint):
    """The comment is exactly the text, or continues after a space."""

    text: str

    @property
    def kinds(self) -> frozenset[str]:
        return _WITH_COMMENTS

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.mentions(f"//{self.text}")

    def may_match_file(self, text: bytes) -> bool:
        return b"//" + self.text.encode() in text

    def matches(self, site: Site) -> Answer:
        # As an alternative of `one-of`, this is asked about every node of files that have no such comment.
        if not self.may_match_file(site.file.source.text):
            return self.no
        comment = directive_of(site.node, self.text)
        if comment is None and site.for_body and site.node.type == "func_literal":
            comment = directive_of_literal(site.node, self.text)
        return Match((comment.start_byte,)) if comment is not None else self.no

    def refusal(self, _site: Site) -> str:
        return f"no comment //{self.text} stands in front of it"


def decode(value: Value) -> Directive:
    """The text behind `//`."""
    return Directive(value.string())
