"""The texts of a package, and the package clause of a file: answers that take no longer for many files or comments."""

from __future__ import annotations

import pytest

from orchestrion_py.weaving.package import package_clause
from orchestrion_py.weaving.package_texts import PackageTexts

TEXTS = PackageTexts((b"package p // one", b"package p // two", b"package p // one"))


def test_a_word_in_any_file_is_mentioned() -> None:
    assert [TEXTS.mentions(word) for word in (b"two", b"three", b"two", b"three")] == [True, False, True, False]


def test_the_files_in_front_of_one() -> None:
    assert TEXTS.before(TEXTS[0]) == ()
    assert TEXTS.before(TEXTS[1]) == (TEXTS[0],)
    # Of equal texts the first one counts.
    assert TEXTS.before(b"package p " + b"// one") == ()
    assert TEXTS.before(b"package q") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (b"package main\n", "main"),
        (b"\xef\xbb\xbf// a comment\n/* another\n*/\n\n package  p // of its own\n", "p"),
        (b"/* package no */ //package no\npackage p", "p"),
        (b"/**/package p", "p"),
        (b"// nothing else", ""),
        (b"packages p", ""),
    ],
)
def test_the_package_clause(text: bytes, name: str) -> None:
    assert package_clause(text) == name


def test_comments_without_a_package_clause_take_no_time() -> None:
    """Each comment once doubled the time; this test would never end."""
    assert package_clause(b"/* a comment */ " * 2000 + b"func") == ""
