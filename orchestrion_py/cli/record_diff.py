"""`pyorch diff OLD NEW` for two programs: print what differs between their records."""

from __future__ import annotations

import itertools

import typer

from orchestrion_py.inspection.binary_record import Record, read_records
from orchestrion_py.inspection.record_changes import record_changes

_NOTHING = Record(pyorch="", back_end="", go="", main="")


def print_record_changes(old: str, new: str) -> bool:
    """Print a line with `-` for each old value, and one with `+` for each new value. Return whether a value differs."""
    typer.echo(f"--- {old}\n+++ {new}")
    pairs = itertools.zip_longest(read_records(old), read_records(new), fillvalue=_NOTHING)
    changes = [change for before, after in pairs for change in record_changes(before, after)]
    for change in changes:
        for mark, value in (("-", change.old), ("+", change.new)):
            if value:
                typer.echo(f"{mark}{change.name}: {value}")
    if not changes:
        typer.echo("pyorch: the records of both programs are equal", err=True)
    return bool(changes)
