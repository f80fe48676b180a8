"""`function`: a function declaration or literal, described by options that must all match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import function_options, literal_filter
from orchestrion_py.aspects import implements as implementing
from orchestrion_py.aspects.files.yaml_value import Value, unknown
from orchestrion_py.aspects.implements import Implements
from orchestrion_py.aspects.literal_filter import ANYTHING, LiteralFilter
from orchestrion_py.aspects.model import JoinPoint, Part, stated
from orchestrion_py.aspects.typename_value import decode_identifier, decode_type_name
from orchestrion_py.aspects.words import has_word_before_parenthesis
from orchestrion_py.weaving.answer import MATCH, Answer, every
from orchestrion_py.weaving.function_signature import Fields, enclosing_function, fields_of, function_name
from orchestrion_py.weaving.syntax import FUNCTIONS, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site
    from orchestrion_py.weaving.typenames import TypeName


@dataclass(frozen=True, slots=True)
class Function(JoinPoint):
    """All options match; they are asked in the order given here."""

    options: tuple[Part, ...]

    @property
    def kinds(self) -> frozenset[str]:
        return FUNCTIONS

    @property
    def required(self) -> tuple[Part, ...]:
        return self.options

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.all_of(option.literal_filter() for option in self.options)

    def may_match_package(self, package: Package) -> bool:
        return all(option.may_match_package(package) for option in self.options)

    def may_match_file(self, text: bytes) -> bool:
        return all(option.may_match_file(text) for option in self.options)

    def matches(self, site: Site) -> Answer:
        return every(self.options, site) if site.node.type in FUNCTIONS else self.no

    def implied_imports(self) -> frozenset[str]:
        return frozenset().union(*(option.implied_imports() for option in self.options))


def _turn(option: Part) -> int:
    """Options that need types come late, since syntax alone answers most of the time; options with remarks come last."""
    if isinstance(option, Implements):
        return 1
    return 2 if isinstance(option, function_options.StartsSpan | function_options.SelectedBy) else 0


@dataclass(frozen=True, slots=True)
class _Name(Part):
    """`name: X`; an empty name selects function literals."""

    name: str

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.mentions(self.name)

    def refusal(self, site: Site) -> str:
        function = enclosing_function(site.node)
        name = function_name(function) if function is not None else ""
        return f"the function is {name}" if name else "this is a function literal"

    def may_match_file(self, text: bytes) -> bool:
        return not self.name or has_word_before_parenthesis(text, self.name)

    def matches(self, site: Site) -> Answer:
        return MATCH if function_name(site.node) == self.name else self.no


@dataclass(frozen=True, slots=True)
class _Receiver(Part):
    """`receiver: T`: a method of exactly T or *T, in the package that defines T."""

    type: TypeName

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.package_is(self.type.path) if self.type.path else ANYTHING

    def may_match_package(self, package: Package) -> bool:
        return package.import_path == self.type.path

    def may_match_file(self, text: bytes) -> bool:
        return self.type.name.encode() in text

    def refusal(self, site: Site) -> str:
        function = enclosing_function(site.node)
        receivers = fields_of(function, "receiver").parameters if function is not None else ()
        return f"the receiver is {text_of(receivers[0].type)}" if receivers else "the function is not a method"

    def matches(self, site: Site) -> Answer:
        receivers = fields_of(site.node, "receiver").parameters
        if len(receivers) != 1 or not self.may_match_package(site.package):
            return self.no
        return MATCH if _local(self.type).is_spelled_by(receivers[0].type, site.file.imports) else self.no

    def implied_imports(self) -> frozenset[str]:
        return frozenset({self.type.path}) if self.type.path else frozenset()


@dataclass(frozen=True, slots=True)
class _HasReceiver(Part):
    """`receiver: true`, any method; `receiver: false`, functions and literals."""

    wanted: bool

    def refusal(self, _site: Site) -> str:
        return "the function is not a method" if self.wanted else "the function is a method"

    def matches(self, site: Site) -> Answer:
        return MATCH if (site.node.type == "method_declaration") == self.wanted else self.no


@dataclass(frozen=True, slots=True)
class _Signature(Part):
    """`signature` (exactly these fields) and `signature-contains` (any of them); `(a, b T)` counts as one field."""

    arguments: tuple[TypeName, ...]
    results: tuple[TypeName, ...]
    exact: bool

    def may_match_package(self, package: Package) -> bool:
        seen = [
            not kind.path or kind.path in package.imports or kind.path == package.import_path
            for kind in (*self.arguments, *self.results)
        ]
        return all(seen) if self.exact else any(seen)

    def may_match_file(self, text: bytes) -> bool:
        """Source that means a type contains at least its name."""
        seen = [kind.name.encode() in text for kind in (*self.arguments, *self.results)]
        return all(seen) if self.exact else any(seen)

    def refusal(self, site: Site) -> str:
        function = enclosing_function(site.node)
        return f"the signature is {_written(function)}" if function is not None else ""

    def matches(self, site: Site) -> Answer:
        arguments, results = fields_of(site.node, "parameters"), fields_of(site.node, "result")
        if self.exact:
            is_match = _are(arguments, self.arguments, site) and _are(results, self.results, site)
        else:
            is_match = _has_any(arguments, self.arguments, site) or _has_any(results, self.results, site)
        return MATCH if is_match else self.no

    def implied_imports(self) -> frozenset[str]:
        """Packages of the standard library are left out: nearly every program imports them, so they say nothing about it."""
        if not self.exact:
            return frozenset()
        paths = {kind.path for kind in (*self.arguments, *self.results)}
        return frozenset(path for path in paths if "." in path.partition("/")[0])


def _written(function: Node) -> str:
    """The signature as the source has it, on one line."""
    parts = (fields_of(function, part).node for part in ("parameters", "result"))
    return f"func{' '.join(' '.join(text_of(part).split()) for part in parts if part is not None)}"


def _are(fields: Fields, types: Sequence[TypeName], site: Site) -> bool:
    return len(fields.fields) == len(types) and all(
        not field.variadic and kind.is_spelled_by(field.type, site.file.imports)
        for field, kind in zip(fields.fields, types, strict=True)
    )


def _has_any(fields: Fields, types: Sequence[TypeName], site: Site) -> bool:
    return any(
        not field.variadic and kind.is_spelled_by(field.type, site.file.imports)
        for field in fields.fields
        for kind in types
    )


def _local(kind: TypeName) -> TypeName:
    """How the defining package itself writes the type."""
    return type(kind)(kind.pointer, "", kind.name)


_OPTIONS = ("name", "receiver", "signature", "signature-contains", *function_options.OPTIONS, *implementing.OPTIONS)


def decode(value: Value) -> Function:
    """A list of options, each a mapping with one key."""
    return Function(tuple(sorted(map(_stated_option, value.items()), key=_turn)))


def _stated_option(item: Value) -> Part:
    key, argument = item.single()
    return stated(_option(key, argument), argument)


def _option(key: str, argument: Value) -> Part:
    if key == "name":
        return _Name(decode_identifier(argument) if argument.text() else "")
    if key == "receiver":
        if isinstance(argument.data, bool):
            return _HasReceiver(argument.data)
        return _Receiver(decode_type_name(argument))
    if key in ("signature", "signature-contains"):
        return _signature(argument, exact=key == "signature")
    if key in implementing.OPTIONS:
        return implementing.decode(key, argument)
    if key in function_options.OPTIONS:
        return function_options.decode(key, argument)
    argument.fail(unknown("option of `function`", key, _OPTIONS))


def _signature(value: Value, *, exact: bool) -> _Signature:
    value.mapping()
    arguments, results = value.get("args"), value.get("returns")
    if not exact and arguments is None and results is None:
        value.fail("list at least one type under `args` or `returns`")
    return _Signature(_types(arguments), _types(results), exact)


def _types(value: Value | None) -> tuple[TypeName, ...]:
    return tuple(decode_type_name(item) for item in value.entries_of_list()) if value is not None else ()
