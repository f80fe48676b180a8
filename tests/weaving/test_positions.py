"""Line directives: those of a file, and the one that restores a position under them."""

from __future__ import annotations

import pytest

from orchestrion_py.weaving.edits import Edits
from orchestrion_py.weaving.positions import Positions, with_positions

# The directive before HERE that restores its position.
DIRECTIVES = [
    (b"package p\n\tHERE", b"/*line a.go:2:2*/"),
    (b"package p\n//line b.y:10\nHERE", b"/*line b.y:10*/"),
    (b"package p\n//line b.y:10\n\n\tHERE", b"/*line b.y:11*/"),
    (b"package p\n//line b.y:10:5\nx HERE\n", b"/*line b.y:10:7*/"),
    (b"package p\n//line b.y:10:5\nx\n HERE\n", b"/*line b.y:11:2*/"),
    (b"package p\r\n//line b.y:10\r\nHERE\r\n", b"/*line b.y:10*/"),
    (b"package p; /*line b.y:3*/ x\nHERE", b"/*line b.y:4*/"),
    (b"package p; /*line b.y:3:9*/HERE", b"/*line b.y:3:9*/"),
    (b"//line b.y:3:9\npackage p; /*line :7:1*/HERE", b"/*line b.y:7:1*/"),
    # Without a column, an empty name means no file name; the name of an earlier directive does not apply.
    (b"//line b.y:3:9\npackage p; /*line :7*/HERE", b"/*line :7*/"),
    (b"package p; /*line :7*/ x /*line :8:1*/HERE", b"/*line :1*//*line :8:1*/"),
    (b"//line C:/b.y:3:9\npackage p; HERE", b"/*line C:/b.y:3:20*/"),
    (b"//line b:1:2:3\nHERE", b"/*line b:1:2:3*/"),
    # Comments that are not directives.
    (b"package p\n //line b.y:10\nHERE", b"/*line a.go:3:1*/"),
    (b"package p // x\n//line b.y\nHERE", b"/*line a.go:3:1*/"),
    (b"package p\n// line b.y:10\nHERE", b"/*line a.go:3:1*/"),
    (b"package p\n//lines b.y:10\nHERE", b"/*line a.go:3:1*/"),
    (b"package p\nvar s = `\n//line b.y:10\n`\nHERE", b"/*line a.go:5:1*/"),
    (b'package p\nvar s = "/*line b.y:10*/"\nHERE', b"/*line a.go:3:1*/"),
    (b'package p\nvar s = "\\"/*line b.y:10*/"\nHERE', b"/*line a.go:3:1*/"),
    (b"package p\n/*\n//line b.y:10\n*/\nHERE", b"/*line a.go:5:1*/"),
    (b"package p\n// /*line b.y:10*/\nHERE", b"/*line a.go:3:1*/"),
    # A quote in a comment or a rune does not open a string.
    (b"package p // `\n//line b.y:10\nHERE // `", b"/*line b.y:10*/"),
    (b"package p\nvar r = '\"'\n//line b.y:10\nHERE", b"/*line b.y:10*/"),
    (b"package p\nvar r = '\\''\n//line b.y:10\nHERE // '", b"/*line b.y:10*/"),
    # Columns count bytes.
    ("package p\n\té世HERE".encode(), b"/*line a.go:2:7*/"),
    (b"package p\n" + b" " * 5000 + b"HERE", b"/*line a.go:2:5001*/"),
]


@pytest.mark.parametrize(("text", "expected"), DIRECTIVES)
def test_the_directive_that_restores_a_position(text: bytes, expected: bytes) -> None:
    assert Positions("a.go", text).directive(text.index(b"HERE")) == expected


def test_a_byte_order_mark_is_removed_and_columns_stay() -> None:
    edits = Edits()
    edits.insert(12, ("!",))
    text = b"\xef\xbb\xbfpackage p\nx"
    woven = with_positions("a.go", text, edits.apply(text))
    assert woven == b"//line a.go:1:4\npackage p/*line <generated>:1:1*/!/*line a.go:1:13*/\nx"


def test_directives_do_not_turn_a_division_into_a_comment() -> None:
    edits = Edits()
    edits.insert(8, ("1/",))
    text = b"x := y /z/w"
    assert with_positions("a.go", text, edits.apply(text)).endswith(
        b"y / /*line <generated>:1:1*/1/ /*line a.go:1:9*/z/w"
    )


def test_injected_text_on_a_new_line_does_not_end_up_in_a_comment() -> None:
    edits = Edits()
    text = b"package p // no newline"
    edits.insert(len(text), ("\nvar x int\n",))
    assert with_positions("a.go", text, edits.apply(text)).endswith(b"newline\n/*line <generated>:1:1*/\nvar x int\n")
