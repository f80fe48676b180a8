"""`declaration-of`: the declaration of a function, variable or constant of a package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.aspects.typename_value import decode_qualified_name
from orchestrion_py.weaving.answer import MATCH, Answer
from orchestrion_py.weaving.syntax import FUNCTION_DECLARATIONS, names_of, text_of

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class DeclarationOf(JoinPoint):
    """Methods of that name match too, whatever their receiver; types never do."""

    path: str
    name: str

    @property
    def kinds(self) -> frozenset[str]:
        return FUNCTION_DECLARATIONS | {"var_spec", "const_spec"}

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.package_is(self.path)

    def may_match_package(self, package: Package) -> bool:
        return package.import_path == self.path

    def may_match_file(self, text: bytes) -> bool:
        return self.name.encode() in text

    def matches(self, site: Site) -> Answer:
        if not self.may_match_package(site.package):
            return self.no
        return MATCH if any(text_of(name) == self.name for name in names_of(site.node)) else self.no

    def refusal(self, site: Site) -> str:
        return f"the declaration here is {', '.join(text_of(name) for name in names_of(site.node))}"

    def implied_imports(self) -> frozenset[str]:
        return frozenset({self.path})


def decode(value: Value) -> DeclarationOf:
    """`path.Name`."""
    return DeclarationOf(*decode_qualified_name(value))
