"""The spans of an integration, read from the traces that the tests of its programs expect."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parent.parent.parent
_DATADOG = _ROOT / "tests" / "system" / "frameworks"
_OTEL = _DATADOG.with_name("frameworks-otel")

_DATADOG_SPAN = re.compile(r"^ *\S+ (?P<operation>\S+) \[(?P<name>.*?)\] (?P<type>\S+)(?P<tags>.*)$")
_OTEL_SPAN = re.compile(r"^ *\S+ \[(?P<name>.*?)\] (?P<operation>\S+) (?P<component>\S+)(?P<tags>.*)$")
_KEY = re.compile(r"(?<= )([a-z_]+[.-][a-z_.-]+|component)=")
# What any span can have: facts about its error but the type, its kind, and the library that made it.
_OF_ANY = re.compile(r"^(?:error(?!\.type)|event|exception)\b|^span\.kind$|^component$")
# A program sends itself requests, so its trace has spans of net/http, too.
_HTTP = ("net/http", "otelhttp")

# For OpenTelemetry, they add to the spans of net/http or fasthttp, and make none.
NAMING_FRAMEWORKS = ("chi", "chi-v5", "echo", "fiber", "gin", "httprouter", "mux", "twirp")

# The packages that record metrics, and their metrics.
_METRICS = {
    "semconv/v1.43.0/dbconv.": ("db.client.operation.duration",),
    "semconv/v1.43.0/messagingconv.": (
        "messaging.client.operation.duration",
        "messaging.client.sent.messages",
        "messaging.client.consumed.messages",
        "messaging.process.duration",
    ),
    "google.golang.org/grpc/otelgrpc": ("rpc.server.call.duration", "rpc.client.call.duration"),
}
_METRICS_OF_HTTP = {
    "net-http-client": ("http.client.request.duration", "http.client.request.body.size"),
    "net-http-server": (
        "http.server.request.duration",
        "http.server.request.body.size",
        "http.server.response.body.size",
    ),
}


class Kind(NamedTuple):
    """What tells the spans of a library from others: the operation or the kind, and the component or the scope."""

    operation: str
    component: str
    server: bool


def spans_of(vendor: str, integration: str, programs: tuple[str, ...]) -> tuple[str, ...]:
    """Return a line for each kind of span that the programs of an integration expect of it."""
    names: dict[Kind, str] = {}
    keys: dict[Kind, set[str]] = {}
    named = [program for program in programs if program.startswith(integration)]
    for line in (line for program in named or programs for line in _trace(vendor, program).splitlines()):
        if found := _read(vendor, line):
            kind, name, tags = found
            names.setdefault(kind, name)
            keys.setdefault(kind, set()).update(tags)
    return tuple(
        f"`{kind.operation}` of {kind.component}, such as {_as_code(names[kind])}" + _listed(keys[kind])
        for kind in _own(list(names), integration, vendor)
    )


def metrics_of(vendor: str, file: str) -> tuple[str, ...]:
    """Return the names of the metrics that an aspect file records."""
    if vendor != "otel":
        return ()
    text = (_ROOT / "aspects" / file).read_text(encoding="utf-8")
    found = [name for package, names in _METRICS.items() if package in text for name in names]
    return tuple(found) or _METRICS_OF_HTTP.get(Path(file).stem, ())


def _trace(vendor: str, program: str) -> str:
    file = _DATADOG / program / "expected.trace" if vendor == "datadog" else _OTEL / f"{program}.trace"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _read(vendor: str, line: str) -> tuple[Kind, str, set[str]] | None:
    match = (_DATADOG_SPAN if vendor == "datadog" else _OTEL_SPAN).match(line)
    if not match:
        return None
    tags = match["tags"]
    component = re.search(r" component=(\S+)", tags)
    kind = Kind(
        match["operation"],
        match["component"] if vendor == "otel" else component[1] if component else "",
        match["operation"] == "server" or " span.kind=server" in tags,
    )
    return kind, match["name"], {key for key in _KEY.findall(tags) if not _OF_ANY.match(key)}


def _own(kinds: list[Kind], integration: str, vendor: str) -> list[Kind]:
    """Return the kinds of an integration: not those of functions. OpenTelemetry's web frameworks name spans of net/http."""
    if integration.startswith("net-http-"):
        return [kind for kind in kinds if kind.component in _HTTP and kind.server == (integration == "net-http-server")]
    named = [kind for kind in kinds if kind.component not in ("", "pyorch")]
    own = [kind for kind in named if kind.component not in _HTTP]
    if integration != "database-sql" and any(kind.component not in ("database/sql", "sql") for kind in own):
        own = [kind for kind in own if kind.component not in ("database/sql", "sql")]
    return own or [kind for kind in named if kind.server and vendor == "otel" and integration in NAMING_FRAMEWORKS]


def _as_code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _listed(keys: set[str]) -> str:
    return ": " + ", ".join(f"`{key}`" for key in sorted(keys)) if keys else ""
