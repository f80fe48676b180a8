"""The woven texts of a build, and those that `pyorch weave` prints, in a form that can be compared."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

# A build has placeholders for absolute names of files; `pyorch weave` has names that people read.
_NAME = re.compile(r"(?<=line )(?!<generated>)(?:<+file-\d+>|[^:\n*]*(?:\.go|<file>))(?=:\d)")


def texts_of_build(workshop: Workshop, *arguments: str) -> set[str]:
    """Run a build that keeps its temporary folder, and return the texts that pyorch gave the compiler."""
    temporary = workshop.folder.parent / "kept"
    temporary.mkdir()
    built = workshop.with_environment(GOTMPDIR=str(temporary)).pyorch("go", *arguments[:1], "-work", *arguments[1:])
    assert built.code == 0, built.text
    files = [path for path in temporary.glob("*/b*/pyorch/*.go") if path.name != "pyorch_linked.go"]
    return {_NAME.sub("FILE", path.read_text(encoding="utf-8")) for path in files}


def texts_of_preview(workshop: Workshop, *arguments: str) -> set[str]:
    """Return the woven texts that `pyorch weave` prints."""
    printed = workshop.pyorch("weave", "--json", *arguments)
    assert printed.code == 0, printed.text
    texts = [json.loads(line)["woven"] for line in printed.out.splitlines()]
    return {_NAME.sub("FILE", text) for text in texts if text is not None}
