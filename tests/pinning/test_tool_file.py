"""orchestrion.tool.go: sorted, commented and formatted like gofmt; the user's own lines stay byte for byte."""

import itertools

import pytest

from orchestrion_py.pinning import tool_file

PURPOSES = {"example.com/trace/v2/tracer": ["tracer"], "example.com/gin/v2": ["gin", "net/http server"]}

WRITTEN = (
    tool_file.HEADER
    + """
import (
	_ "example.com/gin/v2"          // pyorch: gin, net/http server
	_ "example.com/trace/v2/tracer" // pyorch: tracer
)
"""
)

A_USERS_OWN = """\
// Copyright Example Inc.
//go:build  tools

/*
import _ "example.com/not/an/import" // pyorch: nothing
*/
package  mytools   // ours

import _ "example.com/stringer" // integration

import (
	// kept for the linter
	_  "example.com/linter"
	_ "example.com/gin/v2"
)

const  odd =  "spacing"
"""


def test_a_new_file() -> None:
    assert tool_file.updated("", PURPOSES) == WRITTEN


def test_a_file_with_all_imports_stays_as_it_is() -> None:
    assert tool_file.updated(WRITTEN, PURPOSES) == WRITTEN
    squeezed = WRITTEN.replace("          // pyorch: gin", " // pyorch: gin")
    assert tool_file.updated(squeezed, PURPOSES) == squeezed


def test_a_new_line_goes_to_those_that_pyorch_wrote() -> None:
    less = tool_file.updated("", {"example.com/trace/v2/tracer": ["tracer"]})
    assert tool_file.updated(less, PURPOSES) == WRITTEN


def test_a_changed_purpose_changes_the_comment() -> None:
    before = tool_file.updated("", PURPOSES | {"example.com/gin/v2": ["gin"]})
    assert tool_file.updated(before, PURPOSES) == WRITTEN


def test_an_import_stays_until_it_is_pruned() -> None:
    before = tool_file.updated("", PURPOSES | {"example.com/old": ["old"]})
    assert tool_file.updated(before, PURPOSES) == before
    assert tool_file.updated(before, PURPOSES, pruned=["example.com/old"]) == WRITTEN


def test_a_users_own_lines_are_kept_byte_for_byte() -> None:
    after = tool_file.updated(A_USERS_OWN, PURPOSES)
    ours = '\nimport (\n\t_ "example.com/trace/v2/tracer" // pyorch: tracer\n)\n'
    assert after == A_USERS_OWN.replace("\n\nconst", f"\n{ours}\nconst")
    assert tool_file.updated(after, PURPOSES) == after


def test_a_users_lines_between_ours_are_kept() -> None:
    before = WRITTEN.replace("import (\n", 'import (\n\t// mine\n\t_ "example.com/mine"\n')
    after = tool_file.updated(before, PURPOSES | {"example.com/new": ["new"]})
    assert '\t// mine\n\t_ "example.com/mine"\n\t_ "example.com/gin/v2"' in after
    assert [one.path for one in tool_file.imports(after)] == [
        "example.com/mine",
        "example.com/gin/v2",
        "example.com/new",
        "example.com/trace/v2/tracer",
    ]


def test_pruning_the_last_line_removes_the_block() -> None:
    assert tool_file.updated(WRITTEN, {}, pruned=PURPOSES).strip() == tool_file.HEADER.strip()


def test_crlf_line_ends_stay() -> None:
    before = tool_file.updated("", {"example.com/old": ["old"]}).replace("\n", "\r\n")
    after = tool_file.updated(before, PURPOSES)
    assert after.count("\n") == after.count("\r\n")
    assert tool_file.updated(after, PURPOSES) == after


def test_imports_are_read_from_every_form() -> None:
    found = tool_file.imports(A_USERS_OWN)
    assert [(one.path, one.comment, one.integration) for one in found] == [
        ("example.com/stringer", "integration", True),
        ("example.com/linter", "", False),
        ("example.com/gin/v2", "", False),
    ]


@pytest.mark.parametrize("names", list(itertools.permutations(["a.example/x", "b.example/yy", "c.example/zzz"])))
def test_the_order_of_the_integrations_does_not_matter(names: tuple[str, ...]) -> None:
    assert tool_file.updated("", {name: ["x"] for name in names}) == tool_file.updated(
        "", {name: ["x"] for name in sorted(names)}
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_line_that_requires_the_pin_comes_and_goes(end: str) -> None:
    plain = tool_file.updated("", {"example.com/a": ["gin"]}).replace("\n", end)
    required = tool_file.with_requirement(plain)
    assert required == plain.replace("//go:build", f"//pyorch:require{end}{end}//go:build")
    assert tool_file.with_requirement(required) == required
    assert tool_file.without_requirement(required) == plain
