"""`pyorch pin`: require the tracing packages in go.mod, go.sum and orchestrion.tool.go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from orchestrion_py.cli.changing_module import changing_module, print_changes
from orchestrion_py.cli.colours import console
from orchestrion_py.pinning.pin_module import Options, Pinned
from orchestrion_py.pinning.pin_module import pin as pin_module

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST_NAME = 24


def pin(  # noqa: PLR0913 # one for each option
    *,
    backend: Annotated[
        str,
        typer.Option(
            metavar="datadog|otel",
            help="The back end: Datadog or OpenTelemetry. Default: the one of the tool file, or else the one whose library "
            "go.mod requires, or else datadog. Nothing of another back end stays.",
        ),
    ] = "",
    exporter: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help="The exporters of OpenTelemetry, separated by commas: otlp-http (the default), otlp-grpc, prometheus, console, "
            "or all. Each adds packages to your program.",
        ),
    ] = "",
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove imports from the tool file that no integration needs any more.")
    ] = False,
    validate: Annotated[
        bool, typer.Option("--validate", help="Validate the aspect files that the tool file imports.")
    ] = False,
    version: Annotated[
        str | None,
        typer.Option(
            metavar="vX.Y.Z|latest",
            help="The version of the tracing library. Default: the version that the module requires, "
            "or else the version that this pyorch is tested with.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would change as a diff, and write nothing.")
    ] = False,
    require: Annotated[
        bool | None,
        typer.Option(
            "--require/--no-require",
            show_default=False,
            help="Builds fail if they would end without instrumentation, or with less than the pin names. Default: as before.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Require the tracing packages.

    Finds the integrations that fit the imports of your module. Writes their packages to go.mod, go.sum and orchestrion.tool.go,
    and checks that they compile with your other dependencies. Commit all three files. A second run changes nothing. If
    anything fails, every file stays as it was.

    Example: pyorch pin --dry-run
    """
    chosen = tuple(name.strip() for name in exporter.split(",") if name.strip())
    options = Options(version, prune, validate, backend, chosen, dry_run, require)
    with changing_module("pin") as report:
        pinned = pin_module(Path.cwd(), options=options, report=report)
    if as_json:
        typer.echo(json.dumps(_as_object(pinned, dry_run=dry_run), ensure_ascii=False))
        return
    _print_result(pinned, console(), dry_run=dry_run)


def _as_object(pinned: Pinned, *, dry_run: bool) -> dict[str, object]:
    return {
        "version": 1,
        "module": pinned.module,
        "integrations": [{"name": one.name, "because": one.because or None} for one in pinned.choices],
        "releases": [{"family": one.family, "version": one.version, "reason": one.reason} for one in pinned.releases],
        "requires": dict(sorted(pinned.requires.items())),
        "raised": [
            {"name": one.name, "before": one.before, "after": one.after, "indirect": one.indirect}
            for one in pinned.raised
        ],
        "mended": [
            {"name": one.module, "before": one.before, "after": one.after, "package": one.package}
            for one in pinned.mended
        ],
        "unneeded": list(pinned.stale),
        "removed": list(pinned.pruned),
        "notes": list(pinned.notes),
        "changed": list(pinned.changed),
        "dryRun": dry_run,
    }


def _print_result(pinned: Pinned, out: Console, *, dry_run: bool) -> None:
    if not pinned.changed:
        out.print(f"[bold]{escape(pinned.module)}[/] is already pinned: nothing to change")
        _print_notes(pinned, out)
        return
    out.print(f"[bold]{escape(pinned.module)}[/] can use these integrations:")
    for choice in pinned.choices:
        out.print(f"  {choice.name:<{_WIDEST_NAME}}{escape(choice.reason)}")
    for release in pinned.releases:
        out.print(f"requires {escape(release.family)} {escape(release.version)}, {escape(release.reason)}")
    for module, version in sorted(pinned.requires.items()):
        out.print(f"  {escape(module)} {escape(version)}")
    if pinned.raised:
        out.print("raised in go.mod, because these packages need it:")
    for raised in pinned.raised:
        out.print(f"  {escape(str(raised))}{' (indirect)' if raised.indirect else ''}")
    if pinned.mended:
        out.print("raised in go.mod, because an older version did not compile:")
    for mended in pinned.mended:
        out.print(f"  {escape(str(mended))}")
    _print_notes(pinned, out)
    print_changes(out, pinned.changed, pinned.changes, dry_run=dry_run)


def _print_notes(pinned: Pinned, out: Console) -> None:
    for path in pinned.pruned:
        out.print(f"removed {escape(path)}: no integration needs it any more")
    for path in pinned.stale:
        out.print(f"no integration needs {escape(path)} any more; `pyorch pin --prune` removes it")
    for note in pinned.notes:
        out.print(f"[yellow]note:[/] {escape(note)}")
