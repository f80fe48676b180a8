"""`directive`: a comment `//text` stands in front of the node, or of the statement it inherits from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.rendering.ast_view import SHAPES
from orchestrion_py.weaving.directives import directive_of

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import Clues
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site

# Anything in front of which a comment can stand, or that inherits one.
_WITH_COMMENTS = frozenset(SHAPES) - {"dot", "field_identifier", "label_name", "package_identifier", "type_identifier"}


@dataclass(frozen=True, slots=True)
class Directive:
    """The comment must be exactly the text, or go on behind a space."""

    text: str

    @property
    def kinds(self) -> frozenset[str]:
        return _WITH_COMMENTS

    def clues(self) -> Clues:
        return literal_filter.mentions(f"//{self.text}")

    def may_match_package(self, _package: Package) -> bool:
        return True

    def may_match_file(self, text: bytes) -> bool:
        return b"//" + self.text.encode() in text

    def matches(self, site: Site) -> bool:
        # As one of several alternatives it is asked about every node of files in which no such comment stands.
        comment = directive_of(site.node, self.text) if self.may_match_file(site.file.source.text) else None
        if comment is None:
            return False
        site.file.heard.add(comment.start_byte)
        return True

    def implied_imports(self) -> frozenset[str]:
        return frozenset()


def decode(value: Value) -> Directive:
    """The text behind `//`."""
    return Directive(value.string())
