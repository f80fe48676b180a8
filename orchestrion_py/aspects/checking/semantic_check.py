"""Checks what a schema cannot express: duplicate ids, globs that match nothing, advice that cannot change the matched node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.checking.findings import Finding, fault, warning
from orchestrion_py.aspects.checking.schema_check import shape_faults
from orchestrion_py.aspects.checking.template_check import code_findings
from orchestrion_py.aspects.decoding import decode_join_point
from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.aspects.globs import malformed
from orchestrion_py.weaving.syntax import ANY_KIND, FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from orchestrion_py.aspects.checking.template_check import GoParser
    from orchestrion_py.aspects.files.yaml_value import Value

_KEYWORDS = frozenset(
    [
        "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go", "goto",
        "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type", "var",
    ]
)  # fmt: skip
# The nodes that an advice can change, their name, and a hint. Other advice can change any node.
_CHANGES: Mapping[str, tuple[frozenset[str], str, str]] = {
    "prepend-statements": (frozenset({"block"}), "function bodies", "put the join point under `function-body`"),
    "append-args": (frozenset({"call_expression"}), "calls", "use `function-call` or `method-call`"),
    "replace-function": (frozenset({"call_expression"}), "calls", "use `function-call` or `method-call`"),
    "assign-value": (
        frozenset({"var_spec", "const_spec"}),
        "declarations of variables and constants",
        "use `value-declaration` or `declaration-of`",
    ),
    "add-struct-field": (frozenset({"type_spec"}), "struct definitions", "use `struct-definition`"),
}
_KINDS_OF_CODE = {
    "prepend-statements": "statements",
    "wrap-expression": "expression",
    "assign-value": "expression",
    "inject-declarations": "declarations",
}


def duplicates(aspects: list[Value]) -> Iterator[Finding]:
    """Find ids that occur twice in a file; messages and logs could not distinguish such aspects."""
    seen: dict[str, Value] = {}
    for aspect in aspects:
        name = aspect.data.get("id") if isinstance(aspect.data, dict) else None
        if not isinstance(name, str):
            continue
        if name in seen:
            yield fault(aspect.child("id"), f"duplicate id {name!r}: line {seen[name].place()[0]} already uses it")
        seen.setdefault(name, aspect.child("id"))


def aspect_findings(aspect: Value, parse_go: GoParser | None) -> Iterator[Finding]:
    """Find what is wrong with an aspect beyond its structure; skips parts that do not fit the schema."""
    if not isinstance(aspect.data, dict):
        return
    if "id" not in aspect.data:
        yield warning(aspect, "the aspect has no `id`: add one, so that messages and logs can name it")
    join_point, advice = aspect.get("join-point"), aspect.get("advice")
    kinds = None
    if join_point is not None:
        yield from _join_point(join_point)
        kinds = _kinds(join_point)
        if kinds == frozenset():
            yield fault(join_point, "the join point matches nothing: no node can meet all of these conditions")
    for key, argument in _pieces_of_advice(advice) if advice is not None else ():
        changeable, what, hint = _CHANGES.get(key, (None, "", ""))
        if kinds and changeable is not None and not kinds & changeable:
            yield fault(argument, f"`{key}` changes {what}, but the join point never matches any: {hint}")
        yield from _advice(key, argument, parse_go)


def _pieces_of_advice(value: Value) -> Iterator[tuple[str, Value]]:
    for each in [value] if isinstance(value.data, dict) else _entries(value):
        if _is_single(each):
            yield each.single()


def _entries(value: Value) -> list[Value]:
    return value.items() if isinstance(value.data, list) and value.data else []


def _is_single(value: Value) -> bool:
    return isinstance(value.data, dict) and len(value.data) == 1


def _kinds(join_point: Value) -> frozenset[str] | None:
    """Return the kinds of nodes that a join point may match; None if it matches all kinds or is not valid."""
    try:
        kinds = decode_join_point(join_point).kinds
    except AspectError:
        return None
    return None if ANY_KIND in kinds else kinds


def _join_point(value: Value) -> Iterator[Finding]:
    if not _is_single(value):
        return
    key, argument = value.single()
    if key in ("all-of", "one-of"):
        for each in _entries(argument):
            yield from _join_point(each)
    elif key in ("not", "function-body"):
        yield from _join_point(argument)
    elif key in _CHECKS and not any(True for _ in shape_faults(value, {"$ref": "#/$defs/joinPoint"})):
        yield from _CHECKS[key](argument)
    if key == "function-body":
        kinds = _kinds(argument)
        if kinds is not None and not kinds & FUNCTIONS:
            yield fault(argument, "`function-body` needs a join point that matches functions, and this one never does")


def _glob(value: Value) -> Iterator[Finding]:
    pattern = value if isinstance(value.data, str) else value.get("pattern")
    if pattern is None:
        return
    problem = malformed(pattern.data)
    if problem:
        yield fault(pattern, f"{pattern.data!r} is not a valid glob, so it matches nothing: {problem}")
    elif not pattern.data and not value.data.get("root"):
        yield fault(pattern, "an empty pattern matches nothing: write * to match every package")
    elif pattern.data.startswith("/") or pattern.data.endswith("/"):
        yield fault(pattern, f"{pattern.data!r} matches nothing: an import path neither begins nor ends with a slash")


def _directive(value: Value) -> Iterator[Finding]:
    text = value.data
    if text.startswith("/"):
        yield fault(value, f"{text!r} matches nothing: write the directive without its slashes")
    elif text != text.strip() or "\n" in text:
        yield fault(value, f"{text!r} matches nothing: write the directive on one line, without white space around it")


def _name(value: Value) -> Iterator[Finding]:
    if isinstance(value.data, str) and value.data in _KEYWORDS:
        yield fault(value, f"`{value.data}` is a Go keyword, so nothing can have this name")


def _function(value: Value) -> Iterator[Finding]:
    for option in value.items():
        key, argument = option.single()
        if key == "name":
            yield from _name(argument)


def _field(value: Value) -> Iterator[Finding]:
    for key in ("field", "name"):
        name = value.get(key)
        if name is not None:
            yield from _name(name)


_CHECKS: Mapping[str, Callable[[Value], Iterator[Finding]]] = {
    "package-filter": _glob,
    "directive": _directive,
    "package-name": _name,
    "function": _function,
    "struct-literal": _field,
    "method-call": _field,
}


def _advice(key: str, value: Value, parse_go: GoParser | None) -> Iterator[Finding]:
    if not isinstance(value.data, dict):
        return
    if key == "add-struct-field":
        yield from _field(value)
    elif key == "append-args" and "values" in value.data:
        for each in _entries(value.child("values")):
            yield from _code(each, "expression", parse_go)
    elif key in _KINDS_OF_CODE:
        yield from _code(value, _KINDS_OF_CODE[key], parse_go)


def _code(value: Value, kind: str, parse_go: GoParser | None) -> Iterator[Finding]:
    template = value.data.get("template") if isinstance(value.data, dict) else None
    if isinstance(template, str) and template:
        yield from code_findings(value, kind, parse_go)
