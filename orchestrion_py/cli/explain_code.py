"""Explains the codes of messages for `pyorch explain`, offline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from orchestrion_py.faults import Fault
from orchestrion_py.message_codes import explanation

if TYPE_CHECKING:
    from collections.abc import Sequence


def explain_codes(codes: Sequence[str], *, as_json: bool) -> None:
    """Print the entries of docs/troubleshooting.md for codes such as PY0101."""
    texts = [_explanation(code) for code in codes]
    if as_json:
        found = [{"code": code.upper(), "text": text} for code, text in zip(codes, texts, strict=True)]
        typer.echo(json.dumps({"version": 1, "codes": found}, ensure_ascii=False))
        return
    typer.echo("\n\n".join(texts))


def _explanation(code: str) -> str:
    found = explanation(code)
    if not found:
        raise Fault(f"{code} is not the code of a message", "write a code as messages print it: PY0101", status=2)
    return found
