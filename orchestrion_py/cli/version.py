"""`pyorch version`: print the version."""

from __future__ import annotations

import typer

from orchestrion_py import __version__


def version() -> None:
    """Print the version of pyorch.

    Example: pyorch version
    """
    typer.echo(f"pyorch v{__version__}")
