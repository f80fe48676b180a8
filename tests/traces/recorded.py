"""Spans that the two services of examples/notes sent to the agent, recorded as a list of chunks for each process."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "payloads"


def payloads(name: str) -> list[list[dict[str, Any]]]:
    """Return the chunks that one process sent: the back end creates its table, then three requests follow."""
    chunks: list[list[dict[str, Any]]] = json.loads((_FOLDER / f"{name}.json").read_text())
    return chunks
