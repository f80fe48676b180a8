"""`pyorch inspect`: print what was woven into a program that is already built."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orchestrion_py.faults import Fault
from orchestrion_py.inspection.binary_record import read_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from orchestrion_py.inspection.binary_record import Record


class Form(StrEnum):
    """How a record is printed."""

    TEXT = "text"
    JSON = "json"
    CYCLONEDX = "cyclonedx"


def inspect(
    binary: Annotated[str, typer.Argument(metavar="BINARY", help="A program that `go build` wrote, for any system.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    form: Annotated[
        Form,
        typer.Option(
            "--format",
            metavar="text|json|cyclonedx",
            help="The output: text, JSON, or a document for tools that read bills of materials.",
        ),
    ] = Form.TEXT,
) -> None:
    """Print what was woven into a program that is already built.

    Reads a record from the file of the program, and does not run it. The record has pyorch's version, the back end, the modules
    that were added, each woven package with the places of its aspects, and the aspects of the project that matched nothing.

    Example: pyorch inspect ./shop
    """
    records = read_records(binary)
    if form is Form.CYCLONEDX:
        typer.echo(_as_cyclonedx(binary, records))
        return
    if as_json or form is Form.JSON:
        typer.echo(json.dumps(_as_object(binary, records), indent=2))
        return
    for line in _as_text(binary, records):
        typer.echo(line)


def _as_cyclonedx(binary: str, records: Sequence[Record]) -> str:
    """Return the document of the only record that a program has."""
    try:
        from orchestrion_py.inspection.cyclonedx_document import cyclonedx_document
    except ImportError as error:
        raise Fault(
            f"--format cyclonedx needs libraries that are not installed: {error.name}",
            f"run {sys.executable} -m pip install 'pyorch[sbom]'",
        ) from error
    if len(records) != 1:
        raise Fault(
            f"{binary} has {len(records)} records, and a CycloneDX document describes one program",
            "use --json, or name a program that pyorch built",
        )
    return cyclonedx_document(records[0])


def _as_object(binary: str, records: Iterable[Record]) -> dict[str, Any]:
    return {"version": 1, "file": binary, "programs": [_program(record) for record in records]}


def _program(record: Record) -> dict[str, Any]:
    return {
        "main": record.main,
        "pyorch": record.pyorch,
        "back-end": record.back_end,
        "go": record.go,
        "integrations": list(record.integrations),
        "modules": [{"path": each.path, "version": each.version, "sum": each.checksum} for each in record.modules],
        "packages": [
            {
                "path": path,
                "aspects": [{"id": aspect, "places": list(places)} for aspect, places in aspects.items()],
            }
            for path, aspects in record.packages.items()
        ],
        "unmatched": [{"id": aspect, "file": file} for aspect, file in record.unmatched],
    }


def _as_text(binary: str, records: Sequence[Record]) -> Iterator[str]:
    if not records:
        yield f"{binary}: nothing was woven: pyorch did not build it"
    for number, record in enumerate(records):
        if number:
            yield ""
        yield from _described(record)


def _described(record: Record) -> Iterator[str]:
    yield f"{record.main}: built by pyorch {record.pyorch} with {record.go}, back end {record.back_end}"
    if not record.packages:
        yield "nothing was woven: no aspect matched"
    if record.integrations:
        yield f"integrations: {', '.join(record.integrations)}"
    if record.modules:
        yield "\nadded modules"
    for module in record.modules:
        yield f"  {module.path} {module.version or '(a folder)'} {module.checksum}".rstrip()
    if record.packages:
        yield "\nwoven packages"
    for path, aspects in record.packages.items():
        yield f"  {path}"
        for aspect, places in aspects.items():
            yield f"    {aspect or '(no id)'}: {', '.join(places)}"
    if record.unmatched:
        yield "\naspects of the project that match nothing in this program"
    for aspect, file in record.unmatched:
        yield f"  {file}: {aspect or '(no id)'}"
