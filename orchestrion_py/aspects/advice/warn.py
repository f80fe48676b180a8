"""`warn`: a warning of the build about the code that matches, which stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.ordering import DEFAULT_ORDER
from orchestrion_py.weaving.dependency import is_dependency
from orchestrion_py.weaving.package import CodeWarning

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class Warn:
    """The same text for every node."""

    text: str
    order: tuple[str, int] = DEFAULT_ORDER

    def apply(self, site: Site) -> None:
        if not is_dependency(site.file.source.path, site.file.package.import_path):
            site.file.warnings.append(CodeWarning(site.file.position(site.node), self.text))

    def imports(self) -> frozenset[str]:
        return frozenset()

    def links(self) -> frozenset[str]:
        return frozenset()


def decode(value: Value) -> Warn:
    """A text for one line."""
    text = value.string()
    if not text or "\n" in text:
        value.fail("`warn` needs a text of one line")
    return Warn(text)
