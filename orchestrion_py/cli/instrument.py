"""`pyorch instrument`: write spans into Go sources, for people who want to read and commit them."""

from __future__ import annotations

import os
import sys
from enum import Enum
from pathlib import Path  # noqa: TC003 the command line library reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.aspects.files.loading import shipped_path
from orchestrion_py.cli.instrument_report import print_report
from orchestrion_py.cli.output_format import Format, FormatOption, Json, annotated_faults, chosen
from orchestrion_py.cli.pager import paged, write_diff
from orchestrion_py.faults import Fault
from orchestrion_py.instrument.instrument_files import sets_of_aspects
from orchestrion_py.instrument.options import Options
from orchestrion_py.instrument.skipped_files import GENERATED
from orchestrion_py.instrument.summary import Summary
from orchestrion_py.instrument.target_files import go_files
from orchestrion_py.instrument.what_is_missing import missing_after
from orchestrion_py.instrument.worker_pool import run
from orchestrion_py.instrument.write_in_place import write_in_place
from orchestrion_py.message_codes import with_code
from orchestrion_py.vendors.registry import VENDORS, vendor_named
from orchestrion_py.vendors.vendor import Vendor  # noqa: TC001 the command line library reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from orchestrion_py.instrument.options import Result

# From this number of files on, a progress bar shows.
_MANY = 100


class _Mode(Enum):
    PRINT = "print"
    WRITE = "write"
    DIFF = "diff"
    LIST = "list"


def _vendor(name: str) -> Vendor:
    try:
        return vendor_named(name)
    except KeyError:
        names = ", ".join(repr(vendor.name) for vendor in VENDORS)
        raise typer.BadParameter(f"{name!r} is not one of {names}.") from None


def instrument(  # noqa: PLR0913 a flag each
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|PACKAGE",
            help="Go files, folders, ./... for a folder and all below it, or packages as go names them.",
        ),
    ] = None,
    *,
    write: Annotated[
        bool, typer.Option("--write/--no-write", "-w", show_default=False, help="Write the files in place.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff/--no-diff", "-d", show_default=False, help="Print what would change as a diff.")
    ] = False,
    list_: Annotated[
        bool, typer.Option("--list/--no-list", "-l", show_default=False, help="List the files that would change.")
    ] = False,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code/--no-exit-code", show_default=False, help="With -d or -l: exit with 1 if a file would change."
        ),
    ] = False,
    backend: Annotated[
        Vendor | None,
        typer.Option(
            "--backend",
            metavar=f"[{'|'.join(vendor.name for vendor in VENDORS)}]",
            parser=_vendor,
            help=f"The tracing library to call. Default: {VENDORS[0].name}.",
        ),
    ] = None,
    app: Annotated[
        str | None,
        typer.Option(
            "--app",
            metavar="NAME",
            help="The tracer's name; with Datadog, the tag component. Default: app.",
        ),
    ] = None,
    all_: Annotated[
        bool,
        typer.Option(
            "--all/--no-all",
            show_default=False,
            help="Instrument all functions (the default), or only those that //instrument:include names.",
        ),
    ] = True,
    skip_generated: Annotated[
        bool,
        typer.Option(
            "--skip-generated/--no-skip-generated", show_default=False, help="Skip generated files (the default)."
        ),
    ] = True,
    preserve_lines: Annotated[
        bool,
        typer.Option(
            "--preserve-lines/--no-preserve-lines",
            show_default=False,
            help="Add //line comments, to keep line numbers.",
        ),
    ] = False,
    tests: Annotated[
        bool, typer.Option("--tests/--no-tests", show_default=False, help="Also instrument _test.go files.")
    ] = False,
    types: Annotated[
        bool,
        typer.Option(
            "--types/--no-types",
            show_default=False,
            help="Let go compile packages, to find every type that is a context (the default).",
        ),
    ] = True,
    undo: Annotated[bool, typer.Option("--undo/--no-undo", show_default=False, help="Remove the spans again.")] = False,
    args: Annotated[
        str,
        typer.Option(
            "--args",
            metavar="[=NAMES]",
            help="Record parameters of basic types as attributes: all, or those that these globs match.",
        ),
    ] = "",
    results: Annotated[
        str, typer.Option("--results", metavar="[=NAMES]", help="Record named results in the same way.")
    ] = "",
    aspects: Annotated[
        list[Path] | None,
        typer.Option("--aspects", metavar="FILE", help="Use only the aspects of this file. Repeatable."),
    ] = None,
    filename: Annotated[
        list[str] | None, typer.Option("--filename", metavar="FILE", help="A Go file; the flag that go-instrument has.")
    ] = None,
    as_json: Json = False,
    form: FormatOption = Format.TEXT,
) -> None:
    """Write spans into Go sources.

    Every function that takes a context or an HTTP request starts a span, in readable Go. --undo removes the spans again. Without
    -w, -d or -l, the command prints the new source. Flags may have one dash, as in Go: -app shop -w -all=false.

    Example: pyorch instrument -w ./...
    """
    mode = _mode(write=write, diff=diff, list_=list_)
    wanted = chosen(form, as_json=as_json)
    if exit_code and mode not in (_Mode.DIFF, _Mode.LIST):
        raise Fault("--exit-code needs -d or -l", "use `pyorch instrument -d --exit-code`", status=2)
    if mode is _Mode.WRITE and wanted is not Format.TEXT:
        raise Fault("-w and --format cannot be combined", "use -d to see what would change", status=2)
    named = [*(filename or []), *(targets or [])]
    if not named:
        raise Fault(
            "no files to instrument", "name files, folders or ./..., as in `pyorch instrument -d ./...`", status=2
        )
    settings = {
        "all": "yes" if all_ else "no",
        "args": args,
        "results": results,
        "generated": "" if skip_generated else "yes",
    }
    options = Options(
        aspect_files=_aspect_files(backend, aspects, undoes=undo),
        settings=settings if app is None else {**settings, "app": app},
        with_generated=not skip_generated,
        with_tests=tests,
        with_types=types,
        keeps_lines=preserve_lines,
        undoes=undo,
        has_own_aspects=bool(aspects),
    )
    if wanted is not Format.TEXT:
        with annotated_faults(wanted):
            summary = _print_report(named, options, wanted, is_error=exit_code)
    else:
        summary = _print_text(named, options, mode, [] if aspects else [backend or VENDORS[0]])
    if summary.errors or (exit_code and summary.changed):
        raise typer.Exit(1)


def _print_report(named: list[str], options: Options, form: Format, *, is_error: bool) -> Summary:
    """Print what would change in a format that tools read. Return the summary."""
    results, summary = list(_results(go_files(named), options, shows_progress=True)), Summary()
    for result in results:
        summary.add(result, result.error)
    print_report(form, results, undoes=options.undoes, is_error=is_error)
    typer.echo(f"pyorch: {summary.told(undoes=options.undoes)}", err=True)
    return summary


def _print_text(named: list[str], options: Options, mode: _Mode, vendors: list[Vendor]) -> Summary:
    """Write, print or list the files, and print what a person wants to know. Return the summary."""
    files = go_files(named)
    is_single = len(named) == 1 and files == [os.path.normpath(named[0])]
    summary = Summary()
    written: list[Result] = []
    results_of_files = _results(files, options, shows_progress=mode is _Mode.WRITE or not sys.stdout.isatty())
    if mode is _Mode.WRITE:
        # Instrument all files before writing the first: go must read the types of every package from its old source.
        written = list(results_of_files)
        results_of_files = iter(written)
    with paged(wanted=mode is _Mode.DIFF) as out:
        for result in results_of_files:
            _report(result, out, mode, is_single=is_single, summary=summary)
    if mode is not _Mode.PRINT or not is_single:
        typer.echo(f"pyorch: {summary.told(undoes=options.undoes)}", err=True)
    if written and not options.undoes:
        _report_what_is_missing(written, options, vendors)
    return summary


def _report_what_is_missing(written: list[Result], options: Options, vendors: list[Vendor]) -> None:
    injected = {path for aspects in sets_of_aspects(options) for aspect in aspects for path in aspect.injected}
    for message in missing_after(written, injected, vendors):
        typer.echo(f"pyorch: {message}", err=True)


def _mode(*, write: bool, diff: bool, list_: bool) -> _Mode:
    modes = [mode for mode, is_chosen in ((_Mode.WRITE, write), (_Mode.DIFF, diff), (_Mode.LIST, list_)) if is_chosen]
    if len(modes) > 1:
        raise Fault("-w, -d and -l cannot be combined", "use one of them", status=2)
    return modes[0] if modes else _Mode.PRINT


def _aspect_files(backend: Vendor | None, aspects: list[Path] | None, *, undoes: bool) -> tuple[str, ...]:
    if aspects:
        return tuple(str(path) for path in aspects)
    # Without --backend, --undo removes the spans of every vendor.
    default = VENDORS if undoes else VENDORS[:1]
    return tuple(shipped_path(vendor.functions) for vendor in ((backend,) if backend is not None else default))


def _results(files: list[str], options: Options, *, shows_progress: bool) -> Iterator[Result]:
    """Yield the result for each file, with a progress bar if stderr is a terminal that shows nothing else."""
    if len(files) < _MANY or not shows_progress or not sys.stderr.isatty():
        for results in run(files, options):
            yield from results
        return
    from rich.progress import Progress

    from orchestrion_py.cli.colours import console

    with Progress(console=console(stderr=True, wraps=True), transient=True) as progress:
        task = progress.add_task("instrumenting", total=len(files))
        for results in run(files, options):
            progress.advance(task, len(results))
            yield from results


def _report(result: Result, out: IO[bytes], mode: _Mode, *, is_single: bool, summary: Summary) -> None:
    for remark in result.remarks:
        typer.echo(f"pyorch: {remark}", err=True)
    error = result.error or (_write(result) if mode is _Mode.WRITE else "")
    if error:
        typer.echo(f"pyorch: {with_code(error)}", err=True)
    summary.add(result, error)
    if mode is _Mode.PRINT and not error:
        _print(result, out, is_single=is_single)
    elif result.after is not None and mode is _Mode.LIST:
        out.write(os.fsencode(result.path) + b"\n")
    elif result.after is not None and mode is _Mode.DIFF:
        write_diff(out, result.path, result.before, result.after)


def _write(result: Result) -> str:
    """Write the file if it changes. Return the error, if there is one."""
    if result.after is None:
        return ""
    try:
        has_hard_links = write_in_place(result.path, result.before, result.after)
    except OSError as problem:
        return f"cannot write {result.path}: {problem.strerror}"
    if has_hard_links:
        typer.echo(f"pyorch: {result.path}: its other hard links keep the old source", err=True)
    return ""


def _print(result: Result, out: IO[bytes], *, is_single: bool) -> None:
    """Print the file if it changes. A single file that does not change is printed too, unless it is generated."""
    if result.after is not None:
        out.write(result.after)
    elif is_single and result.skipped != GENERATED:
        out.write(result.before)
