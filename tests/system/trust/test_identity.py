"""Without a match, the weaver changes no byte, in the source of the standard library and of every module of the examples.

`make test` checks every 25th file, `make torture` all.
"""

from __future__ import annotations

import os

import pytest

from tests.system.trust import WHOLE
from tests.system.trust.corpus import accepted, all_files
from tests.system.trust.identity import faults

pytestmark = pytest.mark.build

# Accepted by go/parser but not by tree-sitter's grammar. pyorch compiles such a file unchanged, and says so in the log.
_GO_TYPES = "internal/types/testdata/"
UNPARSED = {
    "passes/modernize/testdata/src/mapsloop/mapsloop.go": "(make)(map[int]string): a type as an argument",
    "go/ssa/interp/testdata/static.go": "(make)([]int, 0): the same",
    "go/ssa/testdata/objlookup.go": "(*struct{ J }).method: a method expression of a type literal",
    _GO_TYPES + "fixedbugs/issue53358.go": "struct{ A }.m: the same",
    _GO_TYPES + "check/gotos.go": "two labels in a row in front of a closing brace",
    _GO_TYPES + "check/go1_25.go": "new /* … */ (1 < 2): new(value) with a comment in between",
    # The others do not compile anyway: go/types reports an error that go/parser does not.
    _GO_TYPES + "check/builtins0.go": "make([]int, t... )",
    _GO_TYPES + "check/constdecl.go": "a constant with a type and no value",
    _GO_TYPES + "check/decls0.go": "[...]T as the type of a field",
    _GO_TYPES + "check/expr0.go": "~ as an operator",
    _GO_TYPES + "fixedbugs/issue42987.go": "[...]byte as a conversion",
    _GO_TYPES + "fixedbugs/issue58612.go": "x.(type) outside of a switch",
}


def test_files_without_a_match_are_unchanged() -> None:
    paths = all_files()
    assert len(paths) > 20_000, "where is the corpus?"
    if not WHOLE:
        paths = [path for index, path in enumerate(paths) if index % 25 == 0 or path.endswith(tuple(UNPARSED))]
    files = accepted(paths)
    assert len(files) > 0.9 * len(paths)
    wrong = faults(files)
    known = {path for path in wrong if path.endswith(tuple(UNPARSED)) and wrong[path].startswith("not parsed")}
    print(
        f"{len(files)} files, {sum(map(os.path.getsize, files)):,} bytes, {len(known)} of them in the table of what is not parsed"
    )
    assert {path: message for path, message in wrong.items() if path not in known} == {}
    assert {suffix for suffix in UNPARSED if not any(path.endswith(suffix) for path in known)} == set(), (
        "mended: take it out"
    )
