"""`function-call`: a call of a package's function, of a function of the same package, or of a built-in one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.aspects.typename_value import is_identifier, is_import_path
from orchestrion_py.aspects.words import has_word_before_parenthesis
from orchestrion_py.weaving.answer import MATCH, Answer
from orchestrion_py.weaving.syntax import text_of

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class FunctionCall(JoinPoint):
    """`path.Name`; with an empty path, a name that the file does not qualify.

    Only the package's own function matches, never a method of that name: `http.Get` does, `http.DefaultClient.Get` does not.
    """

    path: str
    name: str

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"call_expression"})

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.imports(self.path) if self.path else literal_filter.mentions(self.name)

    def may_match_package(self, package: Package) -> bool:
        return not self.path or self.path in package.imports

    def may_match_file(self, text: bytes) -> bool:
        path = self.path.encode()
        # Whatever name the file gives the package, it imports it, in one kind of quotes or the other.
        if path and b'"%s"' % path not in text and b"`%s`" % path not in text:
            return False
        return has_word_before_parenthesis(text, self.name)

    def matches(self, site: Site) -> Answer:
        return MATCH if self._is_called(site) else self.no

    def refusal(self, site: Site) -> str:
        callee = site.node.child_by_field_name("function")
        if callee is None:
            return ""
        called = text_of(callee)
        operand, field = callee.child_by_field_name("operand"), callee.child_by_field_name("field")
        if operand is None or field is None:
            is_hidden = called == self.name and not self._is_unqualified(site)
            return f"here, {called} is not that function" if is_hidden else f"this is a call of {called}"
        path = site.file.imports.path_of(operand) if operand.type == "identifier" else None
        if path is None:
            return f"this call is of a method, {called}"
        return f"this is a call of {path}.{text_of(field)}"

    def is_close(self, site: Site) -> bool:
        callee = site.node.child_by_field_name("function")
        return callee is not None and text_of(callee).rpartition(".")[2] == self.name

    def _is_called(self, site: Site) -> bool:
        callee = site.node.child_by_field_name("function")
        if callee is None:
            return False
        if callee.type == "identifier":
            return text_of(callee) == self.name and self._is_unqualified(site)
        if callee.type != "selector_expression" or not self.path:
            return False
        operand, field = callee.child_by_field_name("operand"), callee.child_by_field_name("field")
        if operand is None or field is None or operand.type != "identifier" or text_of(field) != self.name:
            return False
        return site.file.imports.path_of(operand) == self.path

    def _is_unqualified(self, site: Site) -> bool:
        if self.path and self.path not in site.file.imports.dot_paths:
            return False
        return not site.file.imports.scopes.hides(self.name, site.node)

    def implied_imports(self) -> frozenset[str]:
        return frozenset({self.path}) if self.path else frozenset()


def decode(value: Value) -> FunctionCall:
    """`path.Name` or `Name`."""
    path, dot, name = value.string().rpartition(".")
    if not is_identifier(name) or (dot and not is_import_path(path)):
        value.fail(f"{value.data!r} does not name a function: write path.Name or Name")
    return FunctionCall(path, name)
