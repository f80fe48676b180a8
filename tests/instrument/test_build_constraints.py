from __future__ import annotations

import pytest

from orchestrion_py.instrument.build_constraints import is_excluded


@pytest.mark.parametrize(
    ("header", "excluded"),
    [
        ("//go:build ignore", True),
        ("//go:build exclude", True),
        ("// +build ignore", True),
        ("//+build exclude", True),
        ("//go:build ignore && linux", True),
        ("//go:build (ignore || exclude) && !windows", True),
        ("// +build ignore,linux exclude", True),
        ("//go:build ignore || linux", False),
        ("// +build ignore linux", False),
        ("//go:build !ignore", False),
        ("//go:build !windows", False),
        ("// +build !race", False),
        ("//go:build linux", False),
        ("//go:build integration", False),
        ("//go:build tools", False),
        ("//go:build !(linux || ignore) && !exclude", False),
        ("//go:build go1.25 && ignore", True),
        ("//go:build linux && !linux", True),  # a file that no build can include is not part of a program either
        ("//go:build ignore ||", False),  # go would not read this
        ("/*\n//go:build ignore\n*/", False),
        ("// Package a is.\n//\n//go:build ignore", True),
        ("", False),
    ],
)
def test_only_files_that_need_ignore_or_exclude_are_skipped(header: str, excluded: bool) -> None:
    assert is_excluded(f"{header}\n\npackage a\n".encode()) == excluded


def test_a_plus_build_line_needs_a_blank_line_after_it() -> None:
    assert not is_excluded(b"// +build ignore\npackage a\n")


def test_a_constraint_counts_only_before_the_package_clause() -> None:
    assert not is_excluded(b"package a\n\n//go:build ignore\n\nvar b = 1\n")
