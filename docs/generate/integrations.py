"""Writes a page of integrations for each back end from the aspect files, for `make docs`. A test checks that they are current."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from docs.generate.expected_spans import NAMING_FRAMEWORKS, metrics_of, spans_of
from orchestrion_py.aspects.files.catalogue import Integration, integrations
from orchestrion_py.aspects.files.loading import load_file
from orchestrion_py.aspects.files.yaml_file import read_yaml
from orchestrion_py.vendors.registry import vendor_named

HERE = Path(__file__).parent.parent
PROGRAMS = HERE.parent / "tests" / "system" / "frameworks"

_DATADOG = """# Integrations

What pyorch weaves into your program's libraries. The first table has a column for each back end. The rest of this page is about
Datadog, whose aspects are in [aspects/datadog](../aspects/datadog), one file for each integration.
[Those for OpenTelemetry](integrations-otel.md) have a page of their own. `pyorch pin` finds the integrations that your module can
use, and adds their packages to go.mod. A build weaves every integration whose packages are in go.mod.

**Tested with** is the newest version that the test programs of [tests/system/frameworks](../tests/system/frameworks) use.
They run with dd-trace-go v2.5.0. Tracer, goroutine-local storage, gRPC, zap and zerolog are also tested with v2.12.0, and
goroutine-local storage with v2.9.1.

**Talks to** is the other side of the connection in the test: a real server wherever possible. *itself* means that the test
program has both sides. Each test also builds its program without weaving, and compares the output. Most programs also call a
server that does not answer.

**To turn an integration off** at build time, leave its package out of go.mod. Where an integration changes calls of your own
code, `//orchestrion:ignore` before the call, the function or the package clause does the same for that place. database/sql and
net/http are woven themselves, so there it has no effect. At run time, `DD_TRACE_ENABLED=false` turns all integrations off.

If your module also requires `gopkg.in/DataDog/dd-trace-go.v1`, it needs v1.74 or newer, which uses the tracer of version 2.
With an older version, the program would have two tracers, so `pyorch` stops.

**Spans** lists, for each kind of span, its operation, an example of its resource, and its tags, as the tests expect them. Every
span also has the service, the environment and the version of the program.

`make docs` writes this page.
"""

_OTEL = """# Integrations for OpenTelemetry

pyorch's built-in aspects for OpenTelemetry, one file of [aspects/otel](../aspects/otel) for each integration.
[opentelemetry.md](opentelemetry.md) says how a build chooses this back end, and how a program is configured.

**Tested with** is the version that the test programs of [tests/system/frameworks](../tests/system/frameworks) use, in the
module [tests/system/frameworks-otel](../tests/system/frameworks-otel). Each program is also built without weaving, and must
have the same output. The files `NAME.trace` beside the module hold the spans of each program.

**Talks to** is the other side of the connection in the test: a real server wherever possible. *itself* means that the test
program has both sides.

**To turn an integration off** at run time, name it in `OTEL_GO_DISABLED_INSTRUMENTATIONS`: the names of the files without
`.yml`, separated by commas. `OTEL_GO_ENABLED_INSTRUMENTATIONS` turns off all others. `//orchestrion:ignore` concerns only
calls of your own code, such as `http.Get`: most libraries are woven themselves, so there it has no effect.

**Spans** lists, for each kind of span, an example of its name and its attributes, as the tests expect them. Names and attributes
are those of the semantic conventions v1.43.0, and **Metrics** has the names of metrics there.

Libraries that send their requests by net/http need nothing of their own: client-go, Vault, Elasticsearch and most
clients of web services have the spans of the net/http client.

`make docs` writes this page.
"""

_NOTICED = """## What your program can notice

A woven program behaves as the plain one, and sends spans. Where pyorch observes a library from inside, the program cannot
notice more, so such integrations are not in this table. It lists the rest, and why it stays.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one back end: its file, its first part, and the module whose programs test it."""

    vendor: str
    file: Path
    head: str
    module: Path


PAGES = (
    Page("datadog", HERE / "integrations.md", _DATADOG, PROGRAMS),
    Page("otel", HERE / "integrations-otel.md", _OTEL, PROGRAMS.with_name("frameworks-otel")),
)

# Every program imports the standard library, so the test programs of these packages are found by name.
_STANDARD = {"database/sql": "sql-*", "net/http": "http-*", "log/slog": "slog", "os": "commands"}
# What traces these libraries for OpenTelemetry.
_THROUGH = {
    "client-go": "by the [net/http client](integrations-otel.md#nethttp-client)",
    "elasticsearch": "by the [net/http client](integrations-otel.md#nethttp-client)",
    "gorm": "by [database/sql](integrations-otel.md#databasesql)",
    "tracer": "the [SDK](integrations-otel.md#opentelemetry-sdk)",
    "vault": "by the [net/http client](integrations-otel.md#nethttp-client)",
}
_TALKS_TO = re.compile(r"^// It talks to (.+)\.$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """The facts about one integration on the page."""

    name: str
    file: str
    description: str
    caveats: str
    noticed: str
    woven: tuple[str, ...]
    targets: tuple[str, ...]
    versions: tuple[str, ...]
    programs: tuple[str, ...]
    spans: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """The name of the file, which is the same for every back end."""
        return Path(self.file).stem


def text_of(page: Page) -> str:
    """Return the text of a page."""
    found = {each.vendor: _entries(each) for each in PAGES}
    entries = found[page.vendor]
    table = _table(entries) if page.vendor == "otel" else _table_of_both(found["datadog"], found["otel"])
    return "\n".join([page.head, table, _noticed(entries), *(_section(entry, page.vendor) for entry in entries)])


def _entries(page: Page) -> list[Entry]:
    versions = _required(page.module / "go.mod")
    entries = [_entry(each, versions) for each in integrations(vendor_named(page.vendor))]
    if page.module != PROGRAMS:
        entries = [replace(entry, programs=_programs_with_trace(entry, page.module)) for entry in entries]
    entries = [
        replace(
            entry, spans=spans_of(page.vendor, entry.stem, entry.programs), metrics=metrics_of(page.vendor, entry.file)
        )
        for entry in entries
    ]
    return sorted(entries, key=lambda entry: entry.name.lower())


def _programs_with_trace(entry: Entry, module: Path) -> tuple[str, ...]:
    """Return the programs of an integration, or of Datadog's for the same framework, that have expected spans in a module."""
    twins = (each for each in integrations(vendor_named("datadog")) if Path(each.path).stem == entry.stem)
    programs = {*entry.programs, *(name for twin in twins for name in _programs(twin.targets))}
    return tuple(sorted(name for name in programs if (module / f"{name}.trace").exists()))


def _entry(integration: Integration, versions: dict[str, str]) -> Entry:
    meta = read_yaml(integration.path).require("meta").data
    return Entry(
        name=meta["name"],
        file=f"{integration.vendor}/{Path(integration.path).name}",
        description=_line(meta["description"]),
        caveats=_line(meta.get("caveats", "")),
        noticed=_line(meta.get("noticed", "")),
        woven=tuple(entry.aspect.id for entry in load_file(integration.path).entries if not entry.aspect.only_warns),
        targets=integration.targets,
        versions=tuple(dict.fromkeys(found for target in integration.targets if (found := _version(target, versions)))),
        programs=tuple(_programs(integration.targets)),
    )


def _required(go_mod: Path) -> dict[str, str]:
    return dict(re.findall(r"^\s*(\S+\.\S+) (v\S+)", go_mod.read_text(), re.MULTILINE))


def _version(target: str, versions: dict[str, str]) -> str:
    modules = [module for module in versions if target == module or target.startswith(module + "/")]
    return versions[max(modules, key=len)] if modules else ""


def _programs(targets: tuple[str, ...]) -> list[str]:
    """Return the test programs that import one of the packages."""
    named = [f'"{target}"' for target in targets if target not in _STANDARD]
    found = [path.name for target in targets if target in _STANDARD for path in PROGRAMS.glob(_STANDARD[target])]
    for program in sorted(PROGRAMS.glob("*/main.go")):
        text = "".join(source.read_text() for source in program.parent.rglob("*.go"))
        if any(name in text for name in named):
            found.append(program.parent.name)
    return sorted(found)


def _line(text: str) -> str:
    return " ".join(text.split())


def _table(entries: list[Entry]) -> str:
    rows = (f"| [{entry.name}](#{_anchor(entry.name)}) | {_tested(entry)} | {_talks_to(entry)} |" for entry in entries)
    return "\n".join(["| integration | tested with | talks to |", "|---|---|---|", *rows, ""])


def _table_of_both(datadog: list[Entry], otel: list[Entry]) -> str:
    """A row for each framework, with a column for each back end."""
    by_stem = {entry.stem: entry for entry in otel}
    rows = []
    for entry in datadog:
        twin = by_stem.get(entry.stem)
        other = _THROUGH.get(entry.stem, "–")
        if twin:
            metrics = ", with metrics" if twin.metrics else ""
            other = f"[{_tested(twin)}](integrations-otel.md#{_anchor(twin.name)}){metrics}"
        rows.append(f"| {entry.name} | [{_tested(entry)}](#{_anchor(entry.name)}) | {other} | {_talks_to(entry)} |")
    head = ["| integration | Datadog: tested with | OpenTelemetry: tested with | talks to |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def _noticed(entries: list[Entry]) -> str:
    rows = [f"| [{entry.name}](#{_anchor(entry.name)}) | {entry.noticed} |" for entry in entries if entry.noticed]
    return "\n".join([_NOTICED, "| integration | what the program can notice |", "|---|---|", *rows, ""])


def _talks_to(entry: Entry) -> str:
    """Return the servers that the comments of the programs name. A program without such a comment has both sides itself."""
    sides = [_TALKS_TO.search((PROGRAMS / program / "main.go").read_text()) for program in entry.programs]
    return "; ".join(dict.fromkeys(side[1] for side in sides if side)) or ("itself" if sides else "")


def _tested(entry: Entry) -> str:
    if not entry.targets:
        return "every program"
    standard = ["the standard library"] if not entry.versions or _STANDARD.keys() & set(entry.targets) else []
    return ", ".join([*standard, *entry.versions])


def _anchor(name: str) -> str:
    return re.sub(r"[^\w\- ]", "", name.lower()).replace(" ", "-")


def _section(entry: Entry, vendor: str) -> str:
    lines = [f"## {entry.name}", "", entry.description, ""]
    lines.append("- Woven: " + ", ".join(f"`{what}`" for what in entry.woven))
    imported = [f"`{target}`" for target in entry.targets if "/internal/" not in target]
    if imported:
        lines.append("- For programs that import " + ", ".join(imported))
    if entry.programs:
        links = (f"[{name}](../tests/system/frameworks/{name}/main.go)" for name in entry.programs)
        lines.append("- Tested by " + ", ".join(links))
    lines += [f"- Spans: {span}" for span in entry.spans]
    if entry.metrics:
        lines.append("- Metrics: " + ", ".join(f"`{name}`" for name in entry.metrics))
    if vendor == "otel" and entry.spans:
        stays = "; the span stays, without what is woven here" if entry.stem in NAMING_FRAMEWORKS else ""
        lines.append(f"- Off at run time: `OTEL_GO_DISABLED_INSTRUMENTATIONS={entry.stem}`{stays}")
    if entry.caveats:
        lines.append(f"- Limits: {entry.caveats}")
    lines.append(f"- Aspects: [{Path(entry.file).name}](../aspects/{entry.file})")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    for each in PAGES:
        each.file.write_text(text_of(each))
