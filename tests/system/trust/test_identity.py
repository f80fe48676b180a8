"""Parse, weave nothing, print: byte for byte the same, on the source of the standard library and of every module of the examples.

`make test` takes every 25th file of them, `make torture` all.
"""

from __future__ import annotations

import os

import pytest

from tests.system.trust import WHOLE
from tests.system.trust.corpus import accepted, all_files
from tests.system.trust.identity import faults

pytestmark = pytest.mark.build

# What go/parser takes and tree-sitter's grammar does not. A file like these is compiled as it is, and pyorch says so.
_GO_TYPES = "internal/types/testdata/"
UNPARSED = {
    "passes/modernize/testdata/src/mapsloop/mapsloop.go": "(make)(map[int]string): a type as an argument",
    "go/ssa/interp/testdata/static.go": "(make)([]int, 0): the same",
    "go/ssa/testdata/objlookup.go": "(*struct{ J }).method: a method expression of a type literal",
    _GO_TYPES + "fixedbugs/issue53358.go": "struct{ A }.m: the same",
    _GO_TYPES + "check/gotos.go": "two labels in a row in front of a closing brace",
    _GO_TYPES + "check/go1_25.go": "new /* … */ (1 < 2): new(value) with a comment in between",
    # The rest does not compile anyway: go/types tells the error that go/parser lets through.
    _GO_TYPES + "check/builtins0.go": "make([]int, t... )",
    _GO_TYPES + "check/constdecl.go": "a constant with a type and no value",
    _GO_TYPES + "check/decls0.go": "[...]T as the type of a field",
    _GO_TYPES + "check/expr0.go": "~ as an operator",
    _GO_TYPES + "fixedbugs/issue42987.go": "[...]byte as a conversion",
    _GO_TYPES + "fixedbugs/issue58612.go": "x.(type) outside of a switch",
}


def test_what_is_not_woven_is_not_changed() -> None:
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
