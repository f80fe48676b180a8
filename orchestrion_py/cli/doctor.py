"""`pyorch doctor`: check the machine and the module."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from orchestrion_py.cli.colours import console
from orchestrion_py.doctor.examination import examine
from orchestrion_py.doctor.finding import FAULT, OK, WARNING, Finding

_COLOURS = {OK: "green", WARNING: "yellow", FAULT: "red"}
_WIDEST = max(map(len, _COLOURS))


def doctor(
    *,
    proves: Annotated[
        bool, typer.Option("--prove", help="Compile the injected packages, if go's cache does not have them.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check the machine and the module.

    Looks at go and its toolchain, PATH, GOFLAGS, caches, the module proxy, the pin, and the agent or collector. Writes nothing,
    except that --prove fills go's cache.
    Exits with 1 if a build would fail, or if its program would stay silent.

    Example: pyorch doctor
    """
    err = console(stderr=True)
    with err.status("starting") as status:

        def show(name: str) -> None:
            status.update(f"checking {name}")

        findings = list(examine(dict(os.environ), str(Path.cwd()), show, proves=proves))
    if as_json:
        typer.echo(json.dumps({"version": 1, "findings": [_as_object(each) for each in findings]}, indent=2))
    else:
        _print(findings)
    raise typer.Exit(1 if any(each.status == FAULT for each in findings) else 0)


def _as_object(finding: Finding) -> dict[str, str]:
    return {"check": finding.check, "status": finding.status, "text": finding.text, "remedy": finding.remedy}


def _print(findings: list[Finding]) -> None:
    out = console()
    for finding in findings:
        out.print(f"{finding.status:<{_WIDEST}}", style=_COLOURS[finding.status], end="")
        out.print(f"  {finding.check}: {finding.text}", markup=False)
        if finding.remedy:
            out.print(f"{'':<{_WIDEST}}  remedy: {finding.remedy}", markup=False)
