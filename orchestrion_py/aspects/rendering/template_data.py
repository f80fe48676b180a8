"""The data of a template: `.` is the matched node, with the fields `.AST`, `.Function` and `.DirectiveArgs`."""

from __future__ import annotations

from dataclasses import dataclass
from types import MethodType
from typing import TYPE_CHECKING

from orchestrion_py.aspects.rendering.ast_view import view
from orchestrion_py.aspects.rendering.plain_parameters import plain_parameters
from orchestrion_py.aspects.templates import TemplateError
from orchestrion_py.aspects.typename_value import is_identifier
from orchestrion_py.weaving.directives import arguments, directive_text
from orchestrion_py.weaving.function_signature import Fields, enclosing_function, fields_of, function_name, uses
from orchestrion_py.weaving.snippets import local_name, placeholder
from orchestrion_py.weaving.type_questions import implements
from orchestrion_py.weaving.typenames import TypeName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tree_sitter import Node

    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class Dot:
    """The matched node, which a template calls `.`; it prints as the node's own text."""

    site: Site
    # The names that stand for packages in the template.
    imports: frozenset[str] = frozenset()

    def template_text(self) -> str:
        return placeholder(self.site.node)

    def template_field(self, name: str) -> object:
        if name == "AST":
            return view(self.site.node, self.site.file.imports)
        if name == "Function":
            return FunctionView(self.site, enclosing_function(self.site.node), self.imports)
        if name == "DirectiveArgs":
            return self._directive_arguments
        raise KeyError(name)

    def _directive_arguments(self, directive: str) -> list[DirectiveArgument]:
        text = directive_text(self.site.node, directive)
        return [DirectiveArgument(key, value) for key, value in arguments(text or "")]


@dataclass(frozen=True, slots=True)
class DirectiveArgument:
    """An argument `key:value` of a directive."""

    key: str
    value: str

    def template_field(self, name: str) -> object:
        return {"Key": self.key, "Value": self.value}[name]


@dataclass(frozen=True, slots=True)
class PlainParameter:
    """A parameter of a basic type; the template reads its value by the name in `Variable`."""

    name: str
    variable: str
    type: str

    def template_field(self, name: str) -> object:
        return {"Name": self.name, "Variable": self.variable, "Type": self.type}[name]


@dataclass(frozen=True, slots=True)
class FunctionView:
    """The function around a node; a parameter without a name gets one when the template asks for it."""

    site: Site
    node: Node | None
    imports: frozenset[str]

    def template_field(self, name: str) -> object:
        return MethodType(_METHODS[name], self)

    def _function(self) -> Node:
        if self.node is None:
            raise TemplateError("the node is not inside a function")
        return self.node

    def _name(self) -> str:
        return function_name(self._function())

    def _qualified_name(self) -> str:
        return self.site.file.qualified_names.name(self._function())

    def _free_name(self, wanted: str) -> str:
        if not is_identifier(wanted):
            raise TemplateError(f"{wanted!r} is not a Go identifier")
        names = {spec.name for spec in self.site.file.imports.specs}
        return self.site.file.form.variable_name(self.site.file.names, self._function(), wanted, self.imports | names)

    def _uses(self, name: str) -> bool:
        return uses(self._function(), name, self.site.file.mentions)

    def _plain_arguments(self, allowed: str) -> list[PlainParameter]:
        return self._plain("parameters", allowed)

    def _plain_results(self, allowed: str) -> list[PlainParameter]:
        return self._plain("result", allowed)

    def _plain(self, part: str, allowed: str) -> list[PlainParameter]:
        return [
            PlainParameter(written, local_name(written, self.imports), kind)
            for written, kind in plain_parameters(fields_of(self._function(), part), allowed)
        ]

    def _receiver(self) -> str:
        return self._named("receiver", 0, "has no receiver")

    def _argument(self, index: int) -> str:
        return self._named("parameters", index, f"has no argument {index}")

    def _result(self, index: int) -> str:
        return self._named("result", index, f"has no result {index}")

    def _named(self, part: str, index: int, complaint: str) -> str:
        function = self._function()
        if not 0 <= index < len(fields_of(function, part).parameters):
            raise TemplateError(f"the function {function_name(function) or 'literal'} {complaint}")
        return self._local(function, part, index)

    def _local(self, function: Node, part: str, index: int) -> str:
        return local_name(self.site.file.names.name(function, part, index), self.imports)

    def _argument_of_type(self, name: str) -> str:
        return self._of_type("parameters", name)

    def _result_of_type(self, name: str) -> str:
        return self._of_type("result", name)

    def _has_argument_of_type(self, name: str) -> bool:
        found = (
            _first_of_type(fields_of(self.node, "parameters"), _interface(name), self.site)
            if self.node is not None
            else None
        )
        return found is not None

    def _of_type(self, part: str, name: str) -> str:
        if self.node is None:
            return ""
        try:
            wanted = TypeName.parse(name)
        except ValueError as error:
            raise TemplateError(str(error)) from error
        index = _first_of_type(fields_of(self.node, part), wanted, self.site)
        return "" if index is None else self._local(self.node, part, index)

    def _argument_that_implements(self, name: str) -> str:
        return self._named_implementing("parameters", name, range)

    def _result_that_implements(self, name: str) -> str:
        return self._named_implementing("result", name, range)

    def _last_result_that_implements(self, name: str) -> str:
        return self._named_implementing("result", name, _downwards)

    def _final_result_implements(self, name: str) -> bool:
        results = fields_of(self.node, "result").parameters if self.node is not None else ()
        return bool(results) and implements(self.site, results[-1], _interface(name))

    def _named_implementing(self, part: str, name: str, order: Callable[[int], Iterable[int]]) -> str:
        """Return the name of the first parameter, in the given order, that implements an interface; empty if none does."""
        if self.node is None:
            return ""
        interface, parameters = _interface(name), fields_of(self.node, part).parameters
        found = (index for index in order(len(parameters)) if implements(self.site, parameters[index], interface))
        index = next(found, None)
        return "" if index is None else self._local(self.node, part, index)


# The methods of `.Function`, by the names that templates use.
_METHODS: Mapping[str, Callable[..., object]] = {
    "Name": FunctionView._name,
    "QualifiedName": FunctionView._qualified_name,
    "FreeName": FunctionView._free_name,
    "Uses": FunctionView._uses,
    "PlainArguments": FunctionView._plain_arguments,
    "PlainResults": FunctionView._plain_results,
    "Receiver": FunctionView._receiver,
    "Argument": FunctionView._argument,
    "Result": FunctionView._result,
    "ArgumentOfType": FunctionView._argument_of_type,
    "HasArgumentOfType": FunctionView._has_argument_of_type,
    "ResultOfType": FunctionView._result_of_type,
    "ArgumentThatImplements": FunctionView._argument_that_implements,
    "ResultThatImplements": FunctionView._result_that_implements,
    "LastResultThatImplements": FunctionView._last_result_that_implements,
    "FinalResultImplements": FunctionView._final_result_implements,
}


def _downwards(count: int) -> Iterable[int]:
    return reversed(range(count))


def _interface(name: str) -> TypeName:
    try:
        return TypeName.parse(name)
    except ValueError as error:
        raise TemplateError(str(error)) from error


def _first_of_type(fields: Fields, wanted: TypeName, site: Site) -> int | None:
    for index, parameter in enumerate(fields.parameters):
        if not parameter.variadic and wanted.is_spelled_by(parameter.type, site.file.imports):
            return index
    return None
