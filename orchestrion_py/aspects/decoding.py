"""From one entry of an aspect file to an aspect. Tables name every join point and every advice of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.files import requires
from orchestrion_py.aspects.files.yaml_value import Value, unknown
from orchestrion_py.aspects.model import Advice, Aspect, JoinPoint, stated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The words of the language. Each has a module, which is imported when an aspect first uses the word: a call of the compiler
# decodes a few aspects, and all modules together take as long as the rest of its imports.
JOIN_POINTS = (
    "all-of",
    "configuration",
    "declaration-of",
    "directive",
    "function",
    "function-body",
    "function-call",
    "import-path",
    "method-call",
    "not",
    "one-of",
    "package-filter",
    "package-name",
    "struct-definition",
    "struct-literal",
    "test-main",
    "value-declaration",
)
ADVICE = (
    "add-blank-import",
    "add-struct-field",
    "append-args",
    "assign-value",
    "inject-declarations",
    "prepend-statements",
    "replace-function",
    "warn",
    "wrap-expression",
)


def decode_aspect(value: Value) -> Aspect:
    """Decode one entry of `aspects:`. Raises AspectError at the part that is wrong."""
    value.mapping()
    identifier = value.get("id")
    internal, once = value.get("tracer-internal"), value.get("once")
    join_point = decode_join_point(value.require("join-point"))
    advice = _one_or_more(value.require("advice"))
    return Aspect(
        id=identifier.string() if identifier is not None else "",
        join_point=join_point,
        advice=tuple(decode_advice(each) for each in advice),
        tracer_internal=internal is not None and internal.boolean(),
        requires=requires.decode(value.get("requires")),
        directives=frozenset(_directives(value.require("join-point").data)),
        once=once.string() if once is not None else "",
        only_warns=all("warn" in each.data for each in advice),
    )


def decode_join_point(value: Value) -> JoinPoint:
    """Decode a join point: a mapping with one key, which is a word of the language."""
    word, argument = value.single()
    if (composite := _composite(word)) is not None:
        return stated(composite(argument, decode_join_point), argument)
    if (simple := _simple(word)) is not None:
        return stated(simple(argument), argument)
    argument.fail(unknown("join point", word, JOIN_POINTS))


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
    word, argument = value.single()
    if (decode := _advice(word)) is not None:
        return decode(argument)
    argument.fail(unknown("advice", word, ADVICE))


def _one_or_more(value: Value) -> list[Value]:
    return [value] if isinstance(value.data, dict) else value.items()


def _simple(word: str) -> Callable[[Value], JoinPoint] | None:  # noqa: C901, PLR0911 a table
    """The decoder of a join point that stands alone."""
    match word:
        case "configuration":
            from orchestrion_py.aspects.joinpoints import configuration

            return configuration.decode
        case "declaration-of":
            from orchestrion_py.aspects.joinpoints import declaration_of

            return declaration_of.decode
        case "directive":
            from orchestrion_py.aspects.joinpoints import directive

            return directive.decode
        case "function":
            from orchestrion_py.aspects.joinpoints import function

            return function.decode
        case "function-call":
            from orchestrion_py.aspects.joinpoints import function_call

            return function_call.decode
        case "import-path":
            from orchestrion_py.aspects.joinpoints import import_path

            return import_path.decode
        case "method-call":
            from orchestrion_py.aspects.joinpoints import method_call

            return method_call.decode
        case "package-filter":
            from orchestrion_py.aspects.joinpoints import package_filter

            return package_filter.decode
        case "package-name":
            from orchestrion_py.aspects.joinpoints import package_name

            return package_name.decode
        case "struct-definition":
            from orchestrion_py.aspects.joinpoints import struct_definition

            return struct_definition.decode
        case "struct-literal":
            from orchestrion_py.aspects.joinpoints import struct_literal

            return struct_literal.decode
        case "test-main":
            from orchestrion_py.aspects.joinpoints import generated_test_main

            return generated_test_main.decode
        case "value-declaration":
            from orchestrion_py.aspects.joinpoints import value_declaration

            return value_declaration.decode
    return None


def _composite(word: str) -> Callable[[Value, Callable[[Value], JoinPoint]], JoinPoint] | None:
    """The decoder of a join point that contains others, which it decodes with the function that it receives."""
    match word:
        case "all-of":
            from orchestrion_py.aspects.joinpoints import all_of

            return all_of.decode
        case "function-body":
            from orchestrion_py.aspects.joinpoints import function_body

            return function_body.decode
        case "not":
            from orchestrion_py.aspects.joinpoints import negation

            return negation.decode
        case "one-of":
            from orchestrion_py.aspects.joinpoints import one_of

            return one_of.decode
    return None


def _advice(word: str) -> Callable[[Value], Advice] | None:
    """The decoder of an advice."""
    match word:
        case "add-blank-import":
            from orchestrion_py.aspects.advice import add_blank_import

            return add_blank_import.decode
        case "add-struct-field":
            from orchestrion_py.aspects.advice import add_struct_field

            return add_struct_field.decode
        case "append-args":
            from orchestrion_py.aspects.advice import append_args

            return append_args.decode
        case "assign-value":
            from orchestrion_py.aspects.advice import assign_value

            return assign_value.decode
        case "inject-declarations":
            from orchestrion_py.aspects.advice import inject_declarations

            return inject_declarations.decode
        case "prepend-statements":
            from orchestrion_py.aspects.advice import prepend_statements

            return prepend_statements.decode
        case "replace-function":
            from orchestrion_py.aspects.advice import replace_function

            return replace_function.decode
        case "warn":
            from orchestrion_py.aspects.advice import warn

            return warn.decode
        case "wrap-expression":
            from orchestrion_py.aspects.advice import wrap_expression

            return wrap_expression.decode
    return None
