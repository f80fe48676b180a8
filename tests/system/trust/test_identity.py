"""Without a match, the weaver changes no byte, in the source of Go, its tests, and every module of the examples.

go/parser accepts some files that do not compile. The weaver's grammar may reject only those.

`make test` checks every 25th file, `make test-all` parses all, and `make torture` checks all.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.helpers.paths import NOTES
from tests.helpers.workshop import Workshop
from tests.system.trust import WHOLE
from tests.system.trust.corpus import accepted, all_files
from tests.system.trust.identity import faults, syntax_fault

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.build

# Files with syntax that the grammar rejects. They are in every sample.
ODD = (
    "passes/modernize/testdata/src/mapsloop/mapsloop.go",
    "go/ssa/interp/testdata/static.go",
    "go/ssa/testdata/objlookup.go",
    "internal/types/testdata/fixedbugs/issue53358.go",
    "internal/types/testdata/check/gotos.go",
    "internal/types/testdata/check/go1_25.go",
    "test/method4.dir/prog.go",
    *(f"test/fixedbugs/{name}.go" for name in ("bug002", "bug003", "bug123", "issue38125", "issue52278", "issue70175")),
)


def test_files_without_a_match_are_parsed_and_unchanged() -> None:
    paths = all_files()
    assert len(paths) > 20_000, "where is the corpus?"
    if not WHOLE:
        paths = [path for index, path in enumerate(paths) if index % 25 == 0 or path.endswith(ODD)]
    files = accepted(paths)
    assert len(files) > 0.9 * len(paths)
    wrong = faults(files)
    unparsed = {path for path, message in wrong.items() if message.startswith("not parsed")}
    print(f"{len(files)} files, {sum(map(os.path.getsize, files)):,} bytes, {len(unparsed)} not parsed")
    assert _accepted_by_vet(unparsed) == []
    assert {path: message for path, message in wrong.items() if path not in unparsed} == {}


@pytest.mark.slow
def test_every_file_that_vet_accepts_is_parsed() -> None:
    files = accepted(all_files())
    unparsed = faults(files, syntax_fault)
    print(f"{len(files)} files, {len(unparsed)} not parsed")
    assert _accepted_by_vet(unparsed) == []


def _accepted_by_vet(paths: Iterable[str]) -> list[str]:
    return [path for path in sorted(paths) if Workshop(NOTES).go("vet", path).code == 0]
