"""Compares the structure of an aspect file with `schema.json`, which defines the language.

Supports the keywords of JSON Schema that the schema uses, and two of the YAML language server that hold messages:
`patternErrorMessage` and `errorMessage`.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.checking.findings import Finding, fault
from orchestrion_py.aspects.files.yaml_value import described, nearest, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from orchestrion_py.aspects.files.yaml_value import Value

    Schema = Mapping[str, Any]

SCHEMA_FILE = Path(__file__).parents[1] / "schema.json"
_TYPES: Mapping[str, type] = {"array": list, "boolean": bool, "integer": int, "object": dict, "string": str}
_WANTED = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "object": "a mapping",
    "string": "a string",
}


@functools.cache
def language() -> Schema:
    """Return the schema of an aspect file."""
    loaded: Schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return loaded


def shape_faults(value: Value, schema: Schema | None = None) -> Iterator[Finding]:
    """Find every place at which a value is not what the schema allows."""
    schema = _resolved(language() if schema is None else schema)
    if "oneOf" in schema:
        yield from _alternatives(value, schema)
    elif not _fits(value.data, schema):
        yield fault(value, f"expected {_wanted([schema])}, found {described(value.data)}")
    elif isinstance(value.data, dict):
        yield from _mapping(value, schema)
    elif isinstance(value.data, list):
        yield from _list(value, schema)
    else:
        yield from _scalar(value, schema)


def _resolved(schema: Schema) -> Schema:
    """Follow a reference to a schema; the keywords beside the reference are for editors."""
    while "$ref" in schema:
        schema = language()["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def _fits(data: object, schema: Schema) -> bool:
    kind = schema.get("type")
    if kind is None:
        return True
    if isinstance(data, bool):
        return bool(kind == "boolean")
    return isinstance(data, _TYPES[kind])


def _wanted(schemas: list[Schema]) -> str:
    names = " or ".join(_WANTED[schema["type"]] + _bounds(schema) for schema in schemas)
    return names.replace("true or false or ", "true, false or ")


def _bounds(schema: Schema) -> str:
    if schema.get("maxProperties") == 1:
        return " with exactly one key"
    return " with at least one entry" if schema.get("minItems") else ""


def _alternatives(value: Value, schema: Schema) -> Iterator[Finding]:
    """Check a value against the alternative of its type; no two alternatives in the language have the same type."""
    schemas = [_resolved(each) for each in schema["oneOf"]]
    chosen = next((each for each in schemas if _fits(value.data, each)), None)
    if chosen is None:
        yield fault(value, f"expected {_wanted(schemas)}, found {described(value.data)}")
    else:
        yield from shape_faults(value, chosen)


def _mapping(value: Value, schema: Schema) -> Iterator[Finding]:
    properties = schema.get("properties", {})
    unknown_keys = [key for key in value.data if key not in properties]
    if schema.get("maxProperties") == 1 and len(value.data) != 1:
        yield fault(value, f"expected a mapping with exactly one key, found {described(value.data)}")
    yield from _unknown_keys(value, unknown_keys, schema)
    missing = [key for key in schema.get("required", ()) if key not in value.data]
    for key in missing:
        # A misspelled key was reported already; reporting it as missing too would repeat the mistake.
        if nearest(key, unknown_keys) is None:
            yield fault(value, f"missing key `{key}`")
    if not missing and not _combines(value.data, schema) and not unknown_keys:
        yield fault(value, schema["errorMessage"])
    for key, child in properties.items():
        if key in value.data:
            yield from shape_faults(value.child(key), child)


def _unknown_keys(value: Value, unknown_keys: list[str], schema: Schema) -> Iterator[Finding]:
    others = schema.get("additionalProperties", True)
    for key in unknown_keys:
        child = value.child(key)
        if others is False:
            what = schema["title"] if schema.get("maxProperties") == 1 else "key"
            yield fault(child, unknown(what, key, schema.get("properties", ())))
            continue
        named = _resolved(schema.get("propertyNames", {}))
        if "pattern" in named and not _matches(named["pattern"], key):
            yield fault(child, f"{key!r} {named['patternErrorMessage']}")
        if others is not True:
            yield from shape_faults(child, others)


def _combines(data: Mapping[str, Any], schema: Schema) -> bool:
    """Whether the keys that need or exclude each other fit together."""
    choices = schema.get("anyOf")
    if choices is not None and not any(_has(data, choice) for choice in choices):
        return False
    return "not" not in schema or not _has(data, schema["not"])


def _has(data: Mapping[str, Any], schema: Schema) -> bool:
    constants = {key: each["const"] for key, each in schema.get("properties", {}).items()}
    return all(key in data for key in schema["required"]) and all(
        data[key] is constant for key, constant in constants.items() if key in data
    )


def _list(value: Value, schema: Schema) -> Iterator[Finding]:
    if len(value.data) < schema.get("minItems", 0):
        yield fault(value, "expected a list with at least one entry, found an empty list")
    for index in range(len(value.data)):
        yield from shape_faults(value.child(index), schema["items"])


def _scalar(value: Value, schema: Schema) -> Iterator[Finding]:
    data = value.data
    if "enum" in schema and data not in schema["enum"]:
        yield fault(value, unknown(schema["title"], data, schema["enum"]))
    if not isinstance(data, str):
        return
    if len(data) < schema.get("minLength", 0):
        yield fault(value, "expected a string that is not empty")
    if "pattern" in schema and not _matches(schema["pattern"], data):
        yield fault(value, f"{data!r} {schema['patternErrorMessage']}")


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None
