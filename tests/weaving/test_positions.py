"""Line directives: those of a file, and the one that restores a position under them."""

from __future__ import annotations

import pytest

from orchestrion_py.weaving.edits import Edits, Original
from orchestrion_py.weaving.positions import Positions, readable_name, with_positions
from orchestrion_py.weaving.weave_errors import WeaveError

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
    (b"package p; /*line b.y:18446744073709551616:3*/HERE", b"/*line b.y:18446744073709551616:3*/"),
    (b"package p; /*line b.y:x:3*/HERE", b"/*line b.y:x:3*/"),
    (b"package p; /*line  b .y :3:1*/HERE", b"/*line  b .y :3:1*/"),
    (b"package p; /*line b\r.y:3:1*/HERE", b"/*line b\r.y:3:1*/"),
    (b"//line C:\\b.y:3:9\npackage p; HERE", b"/*line C:\\b.y:3:20*/"),
    # The compiler counts the lines of such a comment from its beginning, and columns as in the file.
    (b"package p; /*line :1*/ /*line \n:3:9*/ HERE", b"/*line \n:4:8*/"),
    # Comments that are not directives.
    (b"package p\n//line b.y:" + b"1" * 5000 + b"\nHERE", b"/*line a.go:3:1*/"),
    (b"\xef\xbb\xbf//line b.y:10\nHERE", b"/*line a.go:2:1*/"),
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
    # The test of names is apart.
    def printable(name: str) -> str:
        return name.replace("\n", "NEWLINE")

    offset = text.index(b"HERE")
    assert Positions("a.go", text, printable).directive(offset) == expected.replace(b"\n", b"NEWLINE")


def test_a_byte_order_mark_is_removed_and_columns_stay() -> None:
    edits = Edits()
    edits.insert(12, ("!",))
    text = b"\xef\xbb\xbfpackage p\nx"
    woven = with_positions("a.go", text, edits.apply(text))
    assert woven == b"//line a.go:1:3\n package p/*line <generated>:1:1*/!/*line a.go:1:13*/\nx"


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


def test_a_line_directive_behind_injected_text_stays_at_the_start_of_its_line() -> None:
    edits = Edits()
    text = b"package p\n//line b.y:7\nvar x int\n"
    edits.insert(10, ("var y int",))
    assert with_positions("a.go", text, edits.apply(text)).endswith(
        b"var y int/*line a.go:2:1*/\n//line b.y:7\nvar x int\n"
    )


def test_text_behind_a_gap_keeps_its_position() -> None:
    edits = Edits()
    text = b"var x, y int"
    edits.replace(4, 8, (Original(7, 8),))
    assert with_positions("a.go", text, edits.apply(text)) == b"//line a.go:1:1\nvar /*line a.go:1:8*/y int"


IMPOSSIBLE = [
    (b"package p\n//line x*/y.go:5\nHERE", r"/a.go:2:1: .* this line directive: .* 'x\*/y.go'", "directive names"),
    (b"package p; /*line x\ny.go:5*/HERE", r"/a.go:1:12: .* this line directive: .* 'x\\ny.go'", "directive names"),
    (b"package p\n//line x\xff:5\nHERE", r"/a.go:2:1: .* this line directive: .* 'x\\udcff'", "directive names"),
    (
        b"package p\n//line x:1073741824\n\nHERE",
        r"/a.go:2:1: .* no line or column above 1,073,741,824",
        "smaller number",
    ),
]


@pytest.mark.parametrize(("text", "message", "hint"), IMPOSSIBLE)
def test_a_position_that_no_comment_can_hold_is_refused(text: bytes, message: str, hint: str) -> None:
    with pytest.raises(WeaveError, match=message) as raised:
        Positions("/a.go", text).directive(text.index(b"HERE"))
    assert hint in raised.value.hint


def test_a_file_whose_own_name_no_comment_can_hold_is_refused() -> None:
    with pytest.raises(WeaveError, match=r"^/x\*/a.go:1:1: cannot keep the positions of this file"):
        with_positions("/x*/a.go", b"package p\n", [], str)


def test_people_see_a_placeholder_for_a_name_that_no_comment_can_hold() -> None:
    assert readable_name("x*/y.go") == "<file>"
    assert readable_name("x y.go") == "x y.go"
