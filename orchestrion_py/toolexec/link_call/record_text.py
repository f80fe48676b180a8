"""The text by which the record of a program stands in its file: readable without running the program, on every system.

    <pyorch-record 1 LENGTH CHECKSUM JSON>

It is not compressed: another version of zlib compresses otherwise, and builds are the same on all machines. `strings` shows it.
"""

from __future__ import annotations

import hashlib
import json
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from mmap import mmap
    from typing import Any

FORMAT = 1
_START = b"<pyorch-record "
_HEAD = re.compile(rb"<pyorch-record (\d{1,9}) (\d{1,9}) ([0-9a-f]{16}) ")


def encode(record: dict[str, Any]) -> str:
    """Return the text of a record, in ASCII."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"))
    return f"<pyorch-record {FORMAT} {len(text)} {_checksum(text.encode())} {text}>"


def find_records(content: bytes | mmap) -> Iterator[dict[str, Any] | int]:
    """Find the records in the content of a file: each as `encode` got it, or the number of a format that this pyorch cannot read.

    A program that embeds another one has the record of both.
    """
    place = content.find(_START)
    while place >= 0:
        head = _HEAD.match(content, place)
        if head is not None:
            number, length = int(head[1]), int(head[2])
            text = content[head.end() : head.end() + length]
            if _checksum(text).encode() == head[3]:
                yield json.loads(text) if number == FORMAT else number
        place = content.find(_START, place + 1)


def _checksum(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]
