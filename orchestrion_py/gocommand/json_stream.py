"""Decodes the output of go's -json flags: JSON objects one after the other, with no comma between them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def json_stream(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a text. Raises ValueError if part of it is not JSON."""
    decoder = json.JSONDecoder()
    index = 0
    while index < len(text):
        if text[index].isspace():
            index += 1
            continue
        value, index = decoder.raw_decode(text, index)
        yield value
