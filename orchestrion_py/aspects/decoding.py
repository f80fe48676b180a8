"""From one entry of an aspect file to an aspect. Tables name every join point and every advice of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.advice import (
    add_blank_import,
    add_struct_field,
    append_args,
    assign_value,
    inject_declarations,
    prepend_statements,
    replace_function,
    wrap_expression,
)
from orchestrion_py.aspects.files import requires
from orchestrion_py.aspects.files.yaml_value import Value, unknown
from orchestrion_py.aspects.joinpoints import (
    all_of,
    configuration,
    declaration_of,
    directive,
    function,
    function_body,
    function_call,
    generated_test_main,
    import_path,
    method_call,
    negation,
    one_of,
    package_filter,
    package_name,
    struct_definition,
    struct_literal,
    value_declaration,
)
from orchestrion_py.aspects.model import Advice, Aspect, JoinPoint, stated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# Join points that stand alone.
_SIMPLE: Mapping[str, Callable[[Value], JoinPoint]] = {
    "configuration": configuration.decode,
    "declaration-of": declaration_of.decode,
    "directive": directive.decode,
    "function": function.decode,
    "function-call": function_call.decode,
    "import-path": import_path.decode,
    "method-call": method_call.decode,
    "package-filter": package_filter.decode,
    "package-name": package_name.decode,
    "struct-definition": struct_definition.decode,
    "struct-literal": struct_literal.decode,
    "test-main": generated_test_main.decode,
    "value-declaration": value_declaration.decode,
}
# Join points that contain others; they decode these with the function that they receive.
_COMPOSITE: Mapping[str, Callable[[Value, Callable[[Value], JoinPoint]], JoinPoint]] = {
    "all-of": all_of.decode,
    "function-body": function_body.decode,
    "not": negation.decode,
    "one-of": one_of.decode,
}
_ADVICE: Mapping[str, Callable[[Value], Advice]] = {
    "add-blank-import": add_blank_import.decode,
    "add-struct-field": add_struct_field.decode,
    "append-args": append_args.decode,
    "assign-value": assign_value.decode,
    "inject-declarations": inject_declarations.decode,
    "prepend-statements": prepend_statements.decode,
    "replace-function": replace_function.decode,
    "wrap-expression": wrap_expression.decode,
}
JOIN_POINTS = tuple(sorted([*_SIMPLE, *_COMPOSITE]))
ADVICE = tuple(sorted(_ADVICE))


def decode_aspect(value: Value) -> Aspect:
    """Decode one entry of `aspects:`. Raises AspectError at the part that is wrong."""
    value.mapping()
    identifier = value.get("id")
    internal, once = value.get("tracer-internal"), value.get("once")
    return Aspect(
        id=identifier.string() if identifier is not None else "",
        join_point=decode_join_point(value.require("join-point")),
        advice=tuple(decode_advice(each) for each in _one_or_more(value.require("advice"))),
        tracer_internal=internal is not None and internal.boolean(),
        requires=requires.decode(value.get("requires")),
        directives=frozenset(_directives(value.require("join-point").data)),
        once=once.string() if once is not None else "",
    )


def decode_join_point(value: Value) -> JoinPoint:
    """Decode a join point: a mapping with one key, which is a word of the language."""
    key, argument = value.single()
    if key in _COMPOSITE:
        return stated(_COMPOSITE[key](argument, decode_join_point), argument)
    if key in _SIMPLE:
        return stated(_SIMPLE[key](argument), argument)
    argument.fail(unknown("join point", key, JOIN_POINTS))


def _directives(join_point: object) -> Iterator[str]:
    """The directives that parts of a join point look for, except below `not`."""
    parts = join_point if isinstance(join_point, list) else []
    if isinstance(join_point, dict):
        if isinstance(join_point.get("directive"), str):
            yield join_point["directive"]
        parts = [part for key, part in join_point.items() if key != "not"]
    for part in parts:
        yield from _directives(part)


def decode_advice(value: Value) -> Advice:
    """Decode one piece of advice: a mapping with one key, which is a word of the language."""
    key, argument = value.single()
    if key not in _ADVICE:
        argument.fail(unknown("advice", key, ADVICE))
    return _ADVICE[key](argument)


def _one_or_more(value: Value) -> list[Value]:
    return [value] if isinstance(value.data, dict) else value.items()
