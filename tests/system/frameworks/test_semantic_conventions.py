"""Each attribute in the expected spans of OpenTelemetry is one of the semantic conventions, and has the type that they say.

The registry is read from the constants of the Go module, package semconv, in the version that docs/opentelemetry.md names.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.workshop import Workshop
from tests.system.frameworks.programs import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.build

MODULE = HERE.parent / "frameworks-otel"
CONVENTIONS = "v1.43.0"
NAMES = sorted(path.stem for path in MODULE.glob("*.trace"))

# What is not in the registry, and why it is in a span.
OWN = {
    # graphql-go's and gqlgen's fields: the conventions describe only whole operations.
    "graphql.field.name": str.isprintable,
    "graphql.field.path": str.isprintable,
    # The description of the status and the events of a span, which traces/otlp.py shows beside the attributes.
    "error.message": str.isprintable,
    "event.exception": str.isprintable,
    # Named by the directives of the programs.
    "notes.kind": str.isprintable,
    "layer": str.isprintable,
    "resource.name": str.isprintable,
    "service.name": str.isprintable,
    "span.type": str.isprintable,
}  # fmt: skip

# The attributes that the conventions require of a span, by its kind and the attribute that shows what it is about. The test's
# own ports are left out of the expected spans, so server.port is not here.
REQUIRED = {
    ("server", "http.request.method"): {"url.path", "url.scheme"},
    ("client", "http.request.method"): {"server.address", "url.full"},
    ("client", "rpc.response.status_code"): {"rpc.system.name", "rpc.method", "server.address"},
    ("client", "rpc.method"): {"rpc.system.name"},
    ("server", "rpc.method"): {"rpc.system.name"},
    ("client", "db.operation.name"): {"db.system.name"},
    ("client", "db.query.text"): {"db.system.name"},
    ("producer", "messaging.destination.name"): {"messaging.system", "messaging.operation.name"},
    ("consumer", "messaging.destination.name"): {"messaging.system", "messaging.operation.name"},
}

# Only names with a dot: SQL statements and messages contain others. "layer" is a program's own.
_NAME = r" ((?:[a-z_]+\.)+[a-z_0-9]+|layer)="
_ATTRIBUTE = re.compile(f"{_NAME}(.*?)(?={_NAME}|$)")
_CONSTANT = re.compile(r'// Type: (\S+)\n(?:\t//.*\n)*\t\w+ += attribute\.Key\("([^"]+)"\)')
_TYPES: dict[str, Callable[[str], object]] = {
    "int": re.compile(r"-?\d+").fullmatch,
    "double": re.compile(r"-?\d+(\.\d+)?").fullmatch,
    "boolean": re.compile("true|false", re.IGNORECASE).fullmatch,
    "string[]": re.compile(r"\[.*\]").fullmatch,
}


@cache
def registry() -> dict[str, str]:
    """The types of all attributes of the semantic conventions, by name."""
    folder = Workshop(MODULE).go("list", "-m", "-f", "{{.Dir}}", "go.opentelemetry.io/otel").out.strip()
    constants = Path(folder, "semconv", CONVENTIONS, "attribute_group.go").read_text()
    return {name: kind for kind, name in _CONSTANT.findall(constants)}


def spans(program: str) -> list[tuple[str, dict[str, str]]]:
    """The kind and the attributes of each expected span."""
    lines = (line for line in (MODULE / f"{program}.trace").read_text().splitlines() if line)
    return [(_kind(line), {found[1]: found[2] for found in _ATTRIBUTE.finditer(line)}) for line in lines]


def _kind(line: str) -> str:
    said = re.search(r"\] (internal|server|client|producer|consumer) ", line + " ")
    assert said is not None, line
    return said[1]


def test_the_registry_is_read_whole() -> None:
    assert len(registry()) > 500
    assert registry()["http.response.status_code"] == "int"


def test_the_pages_name_this_version() -> None:
    assert f"version {CONVENTIONS[1:]}" in (HERE.parents[2] / "docs/opentelemetry.md").read_text()


@pytest.mark.parametrize("program", NAMES)
def test_every_attribute_is_in_the_registry_and_has_its_type(program: str) -> None:
    wrong = [
        f"{attribute}={value}"
        for _, attributes in spans(program)
        for attribute, value in attributes.items()
        if not _has_its_type(attribute, value)
    ]
    assert wrong == []


def _has_its_type(attribute: str, value: str) -> object:
    if attribute in OWN:
        return OWN[attribute](value)
    kind = registry().get(attribute)
    return kind is not None and _TYPES.get(kind, str.isprintable)(value)


@pytest.mark.parametrize("program", NAMES)
def test_every_span_has_the_required_attributes(program: str) -> None:
    missing = [
        (kind, attributes, needed - attributes.keys())
        for kind, attributes in spans(program)
        for (of_kind, about), needed in REQUIRED.items()
        if kind == of_kind and about in attributes and not needed <= attributes.keys()
    ]
    assert missing == []
